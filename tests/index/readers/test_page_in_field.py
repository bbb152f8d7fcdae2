"""Whole pages in a field of a record."""

import json
from pathlib import Path

import pytest

from index.readers.outcome import Accepted
from index.readers.page_in_field import page_of
from tests.index.readers.reading import outcomes_here as outcomes

STORY = "जिले की बड़ी नहर सोमवार रात टूट गई और दो सौ बीघा खेतों में पानी भर गया। " * 4
PAGE = (
    "<!DOCTYPE html><html><head><title>नहर टूटी, खेत डूबे | जनपथ</title></head><body><nav><a href='/'>होम</a> <a href='/d'>देश</a></nav>"
    f"<article><h1>नहर टूटी, खेत डूबे</h1><p>जनपथ | 25 जून 2024</p><p>{STORY}</p><p>किसानों ने कहा: {STORY}</p></article><footer>© जनपथ</footer></body></html>"
)


@pytest.mark.parametrize("name", ["html", "content", "raw"])
def test_the_story_of_the_page_is_the_text_and_what_is_stated_goes_before(tmp_path: Path, name: str) -> None:
    record = {"url": "https://a.in/1", name: PAGE, "author": "सुनीता राव"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    (found,) = outcomes(tmp_path)
    assert isinstance(found, Accepted), found
    article = found.article
    assert (article.headline, article.author, article.url) == (
        "नहर टूटी, खेत डूबे",
        "सुनीता राव",
        "https://a.in/1",
    )
    assert "होम" not in article.body
    assert article.body.count("नहर") == 8


@pytest.mark.parametrize("value", ["<p>पाठ</p>", "html", 5, None, ["<html>"]])
def test_other_values_are_no_pages(value: object) -> None:
    assert page_of({"body": value}) == ("", {})


@pytest.mark.parametrize(
    "page", [PAGE.replace("<h1>", "<font size='²'>"), PAGE.replace("<h1>", f"<font size='{'9' * 5_000}'>")]
)
def test_a_page_that_is_odd_costs_no_other_record(tmp_path: Path, page: str) -> None:
    records = [
        {"title": "पहली", "body": "पाठ"},
        {"title": "दूसरी", "html": page},
        {"title": "तीसरी", "body": "पाठ"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    assert [found.article.headline for found in outcomes(tmp_path) if isinstance(found, Accepted)] == [
        "पहली",
        "दूसरी",
        "तीसरी",
    ]
