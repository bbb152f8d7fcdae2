"""One JSON array or objects over several lines, sound or broken."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.format import InputPart, ReadOptions
from index.readers.formats import format_of
from index.readers.json_document import FORMAT, Elements, read
from index.readers.outcome import Accepted, Outcome, Refused
from tests.index.readers.reading import GOOD, accepted, reasons


def outcomes(text: str | bytes) -> list[Outcome]:
    content = text.encode() if isinstance(text, str) else text
    return list(read(InputPart("a.json", content), ReadOptions()))


RECORDS = [{**GOOD, "title": f"सुर्खी {number}"} for number in range(3)]
TITLES = ["सुर्खी 0", "सुर्खी 1", "सुर्खी 2"]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(RECORDS), json.dumps(RECORDS, indent=2), "\n".join(json.dumps(record, indent=1) for record in RECORDS),
        json.dumps({"items": RECORDS}), "\ufeff" + json.dumps(RECORDS),
        f"var news = {json.dumps(RECORDS)};", f"export default {json.dumps(RECORDS)}", f"news({json.dumps(RECORDS)});",
        f")]}}',\n{json.dumps(RECORDS)}", json.dumps([[record] for record in RECORDS]),
        "// news of the day\n" + ",\n/* next */\n".join(map(json.dumps, RECORDS)),
    ],
)  # fmt: skip
def test_every_shape_gives_its_articles(text: str) -> None:
    assert accepted(outcomes(text)) == TITLES


def test_a_broken_element_costs_only_itself() -> None:
    broken = json.dumps(RECORDS).replace(
        '"title": "\\u0938\\u0941\\u0930\\u094d\\u0916\\u0940 1"', '"title": oops', 1
    )
    found = outcomes(broken)
    assert accepted(found) == [TITLES[0], TITLES[2]]
    assert "a.json, record 2: broken JSON" in reasons(found)


def test_what_is_no_object_and_what_is_not_utf8_is_refused_by_number() -> None:
    found = outcomes(b"[7, " + json.dumps(RECORDS[0]).encode() + b', {"title": "\xff", "body": "x"}]')
    assert accepted(found) == TITLES[:1]
    assert "record 1: not an article" in reasons(found)
    assert "record 3: not UTF-8" in reasons(found)


@given(st.integers(0, 400))
def test_a_cut_falls_between_elements(at: int) -> None:
    content = json.dumps(RECORDS).encode()
    end = Elements().last_end(content[:at])
    assert end <= at
    assert accepted(outcomes(content[:end])) + accepted(outcomes(content[end:])) == TITLES


def test_an_editors_document_is_the_text_of_its_article_whatever_it_is_called() -> None:
    paragraphs = [GOOD["body"] * 5, "दूसरा अनुच्छेद।" * 5]
    blocks = [{"type": "p", "children": [{"text": text}]} for text in paragraphs]
    entry = {"title": "सुर्खी", "date": "2024-06-25", "rich_text": {"type": "doc", "children": blocks}}
    (found,) = outcomes(json.dumps({"entries": [entry]}, indent=1))
    assert isinstance(found, Accepted)
    assert (found.article.headline, found.article.body) == ("सुर्खी", "\n".join(paragraphs))
    assert str(found.article.date) == "2024-06-25"


def test_facts_are_found_in_an_object_beside_headline_and_text() -> None:
    (found,) = outcomes(
        json.dumps([{"title": "सुर्खी", "body": "पाठ।", "meta": {"author": "नेहा वर्मा", "date": "2024-06-25"}}])
    )
    assert isinstance(found, Accepted)
    assert (found.article.author, str(found.article.date)) == ("नेहा वर्मा", "2024-06-25")


@pytest.mark.parametrize("line_end", ["", "\n"])
@pytest.mark.parametrize("opening", ["", '"status": "ok", "total": 3, '])
def test_a_broken_article_among_others_is_refused_alone(line_end: str, opening: str) -> None:
    good = [f'{{"title": "सुर्खी {number}", "body": "पाठ {number} यहां है।"}}' for number in (1, 3)]
    text = f'{{{opening}"articles": [{line_end}{good[0]},{line_end}{{"title": "टूटी", "body": }},{line_end}{good[1]}{line_end}]}}'
    assert format_of("a.json", text.encode(), named=False) is FORMAT
    found = outcomes(text)
    assert [type(outcome) for outcome in found] == [Accepted, Refused, Accepted]
