"""Links put together by hand lead where Flask's own would, and say again what they were read from."""

import datetime
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from flask import Flask, request, url_for
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.fields import FILTER_FIELDS
from index.settings import Settings
from search.model.filters import Filters
from search.model.question import ExpansionOptions, Question, SortOrder
from search.model.timeline import TimeUnit
from web.pages.links import Links
from web.url_params import View, parse_view, question_of, to_params

SETTINGS = Settings()
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
ids = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=20).filter(
    lambda text: text.strip(".") != ""
)
"""What readers of files let through: one line that is more than dots."""
days = st.none() | st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1))
choices = st.builds(
    ExpansionOptions,
    variants=st.booleans(),
    sounds=st.booleans(),
    roman=st.booleans(),
    excluded_spellings=st.frozensets(texts, max_size=3),
)
filters = st.builds(
    Filters.where,
    since=days,
    until=days,
    source=st.frozensets(texts, max_size=2),
    year=st.frozensets(st.sampled_from(["2023", "2024"])),
    excluded=st.frozensets(st.tuples(st.sampled_from(FILTER_FIELDS), texts), max_size=2),
)
questions = st.builds(
    Question,
    texts,
    choices,
    filters.filter(lambda each: not (each.since and each.until) or each.since <= each.until),
    st.sampled_from(SortOrder),
    st.sampled_from([0, 160]),
    st.booleans(),
)
views = st.builds(
    View,
    unit=st.none() | st.sampled_from(TimeUnit),
    shares=st.booleans(),
    all_values=st.frozensets(st.sampled_from(FILTER_FIELDS), max_size=2),
)


def _led_to(app: Flask, address: str) -> tuple[str, dict[str, object], Question]:
    with app.test_request_context(address):
        assert request.endpoint is not None
        return request.endpoint, request.view_args or {}, question_of(request.args, SETTINGS)


@given(questions, views, texts, ids, st.sampled_from(["hi", "en"]))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_they_keep_all_that_was_chosen(
    client: FlaskClient, question: Question, view: View, other: str, article: str, language: str
) -> None:
    app = client.application
    results = f"{language}.search"
    with app.test_request_context("/search" if language == "hi" else "/en/search"):
        links = Links(question, view, 160)
        kept, held = question.expansion, question.filters
        found = {
            links.page(): question,
            links.page(3): question,
            links.query(other): replace(question, text=other),
            links.switched(variants=True): replace(question, expansion=replace(kept, variants=True)),
            links.without(other): replace(
                question, expansion=replace(kept, excluded_spellings=kept.excluded_spellings | {other})
            ),
            links.again(other): replace(
                question, expansion=replace(kept, excluded_spellings=kept.excluded_spellings - {other})
            ),
            links.sorted("oldest"): replace(question, sort=SortOrder.OLDEST),
            links.recent(True): replace(question, half_life=160),
            links.collapsed(False): replace(question, collapse=False),
            links.between(None, None): replace(question, filters=held._replace(since=None, until=None)),
            links.by("week"): question,
            links.shares(True): question,
        }
        for value in (
            other,
            *held.values_of("source"),
            *(value for field, value in held.excluded if field == "source"),
        ):
            pair = frozenset({("source", value)})
            only = held.with_values("source", held.values_of("source") ^ {value})._replace(
                excluded=held.excluded - pair
            )
            no = held.with_values("source", held.values_of("source") - {value})._replace(
                excluded=held.excluded ^ pair
            )
            found[links.only("source", value)] = replace(question, filters=only)
            found[links.no("source", value)] = replace(question, filters=no)
        to_article = links.article(article, 7)
        by_flask = url_for(f"{language}.article", id=article, n=7, **to_params(question))
    for address, expected in found.items():
        assert address.isascii()
        assert _led_to(app, address) == (results, {}, expected)
    assert (
        _led_to(app, to_article)
        == _led_to(app, by_flask)
        == (f"{language}.article", {"id": article}, question)
    )
    told = parse_qs(urlsplit(links.page(3)).query)
    assert told["page"] == ["3"]
    with app.test_request_context(links.page()):
        assert replace(parse_view(request.args, 9), page=1) == view


@given(st.dictionaries(st.sampled_from(["q", "since", "until", "source", "not", "sort", "recent", "fold", "unit", "all", "page",
                                        "when", "year", "refuse", "stems"]), st.text(max_size=30)))  # fmt: skip
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
def test_any_address_can_be_read(client: FlaskClient, told: dict[str, str]) -> None:
    with client.application.test_request_context("/search", query_string=told):
        question = question_of(request.args, SETTINGS)
        assert question_of(request.args, SETTINGS) == question
        assert parse_view(request.args, 1000).page >= 1
