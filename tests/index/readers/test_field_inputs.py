"""Small files of the kinds that newsrooms really have, each with what is right for it."""

import datetime
from pathlib import Path

import pytest

from index.article import Article
from index.readers.outcome import Accepted, Skipped
from tests.index.readers.reading import outcomes_here as outcomes
from tests.index.readers.reading import reasons

INPUTS = Path(__file__).parent / "field_inputs"
CANAL = "पिपरौली में नहर टूटी, चालीस खेतों में भरा पानी"


def articles(name: str) -> list[Article]:
    return [outcome.article for outcome in outcomes(INPUTS / name) if isinstance(outcome, Accepted)]


@pytest.mark.parametrize(
    ("name", "date", "author", "section"),
    [
        ("01-webpage-ld-first.html", "2025-09-23", "सुनीता राव", "उत्तर प्रदेश"),
        ("02-ld-of-another-story-first.html", "2025-09-23", "सुनीता राव", "उत्तर प्रदेश"),
        ("03-ld-headline-truncated.html", "2025-09-23", "सुनीता राव", "उत्तर प्रदेश"),
        ("05-ld-trailing-comma.html", "2025-09-23", "सुनीता राव", "उत्तर प्रदेश"),
        ("06-ld-in-cdata.html", "2025-09-23", "सुनीता राव", "उत्तर प्रदेश"),
        ("12-date-at-end-of-slug.html", "2025-09-23", "", ""),
        ("14-date-by-edited-updated.html", "2025-09-23", "", ""),
        ("18-whole-site-crawl.warc", "2025-09-23", "", ""),
        ("19-wget-resource-records.warc", "2025-09-23", "", ""),
        ("26-wp-all-export.csv", "2024-01-25", "सुनीता राव", "गांव, खेती, पानी"),
        ("29-blogger-export.xml", "2024-06-23", "लेखक", ""),
        ("31-newsml-1-2.xml", "2024-06-25", "सुनीता राव", ""),
        ("36-ghost-export.json", "2024-06-25", "", ""),
        ("37-api-data-item.json", "2024-06-25", "", ""),
        ("38-blocks.json", "2024-06-25", "", ""),
        ("39-cms-metadata-content-promo.json", "2019-10-27", "", ""),
        ("45-newsletter.eml", "2024-06-25", "", ""),
        ("46-story.rtf", None, "", ""),
        ("53-crawl.wacz", "2025-09-23", "", ""),
    ],
)
def test_one_article_and_its_facts(name: str, date: str | None, author: str, section: str) -> None:
    found = {each.id: each for each in articles(name)}
    (article,) = found.values()
    assert (article.headline, article.author, article.section) == (CANAL, author, section)
    assert article.date == (datetime.date.fromisoformat(date) if date else None)
    assert len(article.body) > 60


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        ("08-infinite-scroll-cms.html", ["पिपरौली"], ["बरसाना", "टमाटर", "सूचनाएं"]),
        ("09-breadcrumb-and-end-of-article.html", ["पिपरौली के पास"], ["City News", "End of Article", CANAL]),
        ("11-also-read-lines.html", ["पिपरौली"], ["यह भी पढ़ें", "बरसाना", "टमाटर"]),
        ("30-shortcodes.xml", ["पिपरौली"], ["[", "]", "adrotate"]),
        ("27-entities-without-tags.csv", ['"मरम्मत"', "–"], ["&"]),
    ],
)
def test_the_body_is_the_story(name: str, inside: list[str], outside: list[str]) -> None:
    (article,) = articles(name)
    assert [each for each in inside if each not in article.body] == []
    assert [each for each in outside if each in article.body] == []


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("21-body-column-unknown.csv", 2),
        ("34-elasticdump.json", 2),
        ("42-telegram-result.json", 2),
        ("43-sep-line.csv", 2),
    ],
)
def test_every_record_is_an_article_with_its_text(name: str, count: int) -> None:
    found = outcomes(INPUTS / name)
    assert reasons(found) == ""
    assert [len(article.body) > 60 for article in articles(name)] == [True] * count


def test_us_dates_are_read_in_the_order_of_their_column() -> None:
    assert [str(article.date) for article in articles("23-us-dates.csv")] == [
        "2024-06-03", "2024-06-04", "2024-06-25", "2024-06-28",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["17-front-page.html", "25-drafts-in-exports.json"])
def test_what_is_no_article_is_passed_over(name: str) -> None:
    assert {type(outcome) for outcome in outcomes(INPUTS / name)} == {Skipped}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("20-old-crawl.arc", "ARC"), ("48-akruti-font.html", "of which there is no table"),
        ("49-pdf-letters-lost-silently.pdf", "lacks letters"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(name: str, reason: str) -> None:
    assert articles(name) == []
    assert reason in reasons(outcomes(INPUTS / name))


def test_the_address_behind_googles_own() -> None:
    assert articles("50-google-alerts.xml")[0].url == "https://www.namuna.example/up/canal.html"


def test_the_source_of_a_channels_messages_is_the_channel() -> None:
    assert {article.source for article in articles("42-telegram-result.json")} == {"नमूना समाचार चैनल"}
