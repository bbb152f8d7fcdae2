"""Addresses put together by hand lead where Flask's own would."""

from urllib.parse import parse_qs, urlsplit

from flask import Flask, request, url_for
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.choices import Choices
from web.addresses import Addresses
from web.choices import choices_from, parameters

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
ids = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=20).filter(
    lambda text: text.strip(".") != ""
)
"""What readers of files let through: one line that is more than dots."""
choices = st.builds(
    Choices,
    variants=st.booleans(),
    sounds=st.booleans(),
    roman=st.booleans(),
    refused=st.frozensets(texts, max_size=3),
)


def _led_to(app: Flask, address: str) -> tuple[str, dict[str, object], str, Choices]:
    with app.test_request_context(address):
        assert request.endpoint is not None
        asked = request.args.get("q", "")
        return request.endpoint, request.view_args or {}, asked, choices_from(request.args, 20)


@given(texts, choices, texts, ids)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_they_keep_the_search_and_the_choices(
    client: FlaskClient, text: str, kept: Choices, other: str, article: str
) -> None:
    app = client.application
    with app.test_request_context("/search"):
        addresses = Addresses(text, kept)
        found = {
            addresses.page(): ("pages.search", {}, text, kept),
            addresses.page(3): ("pages.search", {}, text, kept),
            addresses.query(other): ("pages.search", {}, other, kept),
            addresses.article(article): ("pages.article", {"id": article}, text, kept),
            addresses.switched(variants=True): ("pages.search", {}, text, _changed(kept, variants=True)),
            addresses.without(other): (
                "pages.search",
                {},
                text,
                _changed(kept, refused=kept.refused | {other}),
            ),
            addresses.again(other): (
                "pages.search",
                {},
                text,
                _changed(kept, refused=kept.refused - {other}),
            ),
        }
        by_flask = url_for("pages.article", id=article, q=text, **parameters(kept))
    for address, expected in found.items():
        assert address.isascii()
        assert _led_to(app, address) == expected
    assert _led_to(app, by_flask) == _led_to(app, addresses.article(article))
    assert parse_qs(urlsplit(addresses.page(3)).query)["page"] == ["3"]


def _changed(kept: Choices, **values: object) -> Choices:
    return Choices(**{**{name: getattr(kept, name) for name in kept.__dataclass_fields__}, **values})
