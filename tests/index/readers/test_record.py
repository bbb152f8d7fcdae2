"""The rules that all formats share: ids, languages, long fields, values that are no text."""

from typing import Any

import pytest

from index.readers.outcome import Accepted, Place, Refused
from index.readers.raw_fields import raw_of
from index.readers.record import accept, stated_language

BODY = "पहला वाक्य है। दूसरा भी है।"


def accepted(**raw: str) -> Accepted:
    found = accept({"title": "सुर्खी", "body": BODY, **raw}, Place("a.jsonl", 1), 100_000)
    assert isinstance(found, Accepted)
    return found


def test_a_long_standfirst_or_headline_is_moved_into_the_body() -> None:
    long = "लंबा सार " * 300
    article = accepted(standfirst=long).article
    assert (article.headline, article.standfirst) == ("सुर्खी", "")
    assert "लंबा सार" in article.body
    assert BODY in article.body
    assert accepted(title=long).article.body.startswith("लंबा सार")


def test_a_long_fact_is_cut_or_left_out() -> None:
    found = accepted(author="न" * 2_000, url="https://a.example/" + "x" * 2_000, id="i" * 2_000)
    assert len(found.article.author) == 1_000
    assert (found.article.url, len(found.article.id)) == ("", 16)


def test_an_id_does_not_depend_on_the_day_of_the_run() -> None:
    future = accepted(date="2900-01-01")
    assert future.article.date is None
    assert future.article.id != accepted().article.id  # the day that was told is part of what it says


@pytest.mark.parametrize(
    ("stated", "text", "code"),
    [
        ("hi-IN", BODY, "hi"), ("Hindi", BODY, "hi"), ("en-US", BODY, ""), ("en", "plain English", "en"),
        ("hi", "plain English", ""), ("ne_NP", BODY, "ne"), ("deutsch, bitte", BODY, ""), ("", BODY, ""),
    ],
)  # fmt: skip
def test_a_stated_language_counts_where_the_script_bears_it_out(stated: str, text: str, code: str) -> None:
    assert stated_language(stated, text) == code


@pytest.mark.parametrize(
    "record",
    [
        {"author": {"id": 5}}, {"media": [{"url": "x"}]}, {"lead": True}, {"category": {"id": 1, "slug": 2}},
        {"_id": {"$oid": "64a1"}}, {"date": {"$date": {"$numberLong": "1719340200000"}}},
    ],
)  # fmt: skip
def test_values_that_are_no_text_cost_no_article(record: dict[str, Any]) -> None:
    raw, fault = raw_of({"title": "सुर्खी", "body": BODY, **record})
    assert (raw["title"], fault) == ("सुर्खी", "")


def test_a_moment_of_a_mongodb_export_is_a_date() -> None:
    raw, _ = raw_of({"title": "क", "date": {"$date": "2024-06-25T10:00:00Z"}, "_id": {"$oid": "64a1"}})
    assert (raw["date"], raw["id"]) == ("2024-06-25T10:00:00Z", "64a1")


def test_a_text_that_was_lost_in_decoding_is_refused() -> None:
    found = accept({"title": "\ufffd" * 20, "body": "\ufffd\ufffd \ufffd ab"}, Place("a.txt", 1), 1000)
    assert isinstance(found, Refused)
    assert "encoding" in found.reason
    assert isinstance(
        accept({"title": "सुर्खी", "body": "एक \ufffd टूटा अक्षर"}, Place("a.txt", 1), 1000), Accepted
    )


@pytest.mark.parametrize(
    ("body", "headline"),
    [
        ("स्टार शटलर पी. वी. सिंधु जीतीं। दूसरा वाक्य।", "स्टार शटलर पी. वी. सिंधु जीतीं।"),
        ("पेट्रोल के दाम रु. 5 घटे। दूसरा वाक्य।", "पेट्रोल के दाम रु. 5 घटे।"),
        ("डॉ.। प्रधानमंत्री ने कहा। और भी।", "डॉ.। प्रधानमंत्री ने कहा।"),
        ("किसान लौटे।उन्होंने कहा कि वे खुश हैं।", "किसान लौटे।"),
    ],
)
def test_a_headline_made_of_the_text_is_no_initial(body: str, headline: str) -> None:
    assert accepted(title="", body=body).article.headline == headline


def test_ids_of_texts_without_headline_are_made_as_before() -> None:
    # The id of this text before headlines went on behind initials; takedowns and links name it.
    assert accepted(title="", body="स्टार शटलर पी. वी. सिंधु जीतीं। दूसरा वाक्य।").article.id == "8066d694c5154ab5"


def test_an_address_is_no_author() -> None:
    assert not accepted(author="https://a.example/author/neha").article.author


@pytest.mark.parametrize(
    ("title", "source", "headline"),
    [
        ("पुल टूटा - थार एक्सप्रेस", "थार एक्सप्रेस", "पुल टूटा"),
        ("पुल टूटा | THAR", "Thar", "पुल टूटा"),
        ("पुल टूटा - दो घायल", "थार एक्सप्रेस", "पुल टूटा - दो घायल"),
        (" - थार", "थार", "- थार"),
    ],
)
def test_a_headline_stands_without_its_source(title: str, source: str, headline: str) -> None:
    outcome = accept({"title": title, "body": "पाठ।", "source": source}, Place("a", 1), 1000)
    assert isinstance(outcome, Accepted)
    assert outcome.article.headline == headline


def test_a_dateline_with_its_year_dates_what_nothing_else_does() -> None:
    outcome = accept({"title": "पुल", "body": "पटना, 27 मई 2024 — पुल टूटा।"}, Place("a", 1), 1000)
    assert isinstance(outcome, Accepted)
    assert str(outcome.article.date) == "2024-05-27"
    assert "no date but that of its dateline" in outcome.warnings
    later = accept({"title": "पुल", "body": "पटना, 27 मई 2199 — पुल टूटा।"}, Place("a", 1), 1000)
    assert isinstance(later, Accepted)
    assert later.article.date is None


@pytest.mark.parametrize(
    "body",
    [
        "मशहूर लेखक का जन्म बनारस, 4 अक्टूबर 1957। वे कवि थे।",
        "जवान शहीद हुए, पुलवामा, 14 फरवरी 2019: पांच साल बाद भी दर्द है।",
        "पहला पैरा।\nपटना, 27 मई 2024 — पुल टूटा।",
    ],
)
def test_a_day_in_a_sentence_dates_nothing(body: str) -> None:
    outcome = accept({"title": "पुल", "body": body}, Place("a", 1), 1000)
    assert isinstance(outcome, Accepted)
    assert outcome.article.date is None
