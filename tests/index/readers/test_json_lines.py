"""JSON Lines."""

import io
import json
from collections.abc import Mapping

import pytest

from index.readers.json_lines import read
from index.readers.outcome import Accepted, Outcome, Refused


def outcomes(*lines: str | bytes | Mapping[str, object]) -> list[Outcome]:
    encoded = [
        line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode()
        for line in lines
    ]
    return list(read(io.BytesIO(b"\n".join(encoded)), "a.jsonl", 500, 300))


def test_all_keys() -> None:
    (result,) = outcomes(
        {"id": 5, "title": "सुर्खी", "standfirst": "ऊपर", "body": "वाक्य।", "date": "2024-06-25T10:00:00+05:30",
         "source": "स", "section": "देश", "author": "अ", "url": "https://a.example/", "language": "hi"}
    )  # fmt: skip
    assert isinstance(result, Accepted)
    article = result.article
    assert (article.id, article.headline, article.standfirst, article.language) == ("5", "सुर्खी", "ऊपर", "hi")
    assert str(article.date) == "2024-06-25"
    assert result.warnings == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": "अधूरा', "broken JSON"),
        ("[1, 2]", "one JSON object a line"),
        ('{"title": ["सूची"]}', "title is not text"),
        ('{"title": "", "body": " "}', "no text"),
        ('{"headline": "क", "text": "ख"}', "neither title nor body, but headline, text"),
        (b'{"title": "\xff"}', "not UTF-8"),
        ("[" * 400, "broken JSON"),
        ('{"title": "' + "क" * 200 + '"}', "longer than 500 bytes"),
        ('{"title": "क", "body": "' + "k" * 301 + '"}', "body longer than 300"),
    ],
)
def test_a_bad_line_is_refused_alone(line: str | bytes, reason: str) -> None:
    good = {"title": "सुर्खी", "body": "वाक्य।", "date": "2024-01-01"}
    first, bad, last = outcomes(good, line, {**good, "id": "2"})
    assert isinstance(first, Accepted)
    assert isinstance(last, Accepted)
    assert isinstance(bad, Refused)
    assert (bad.line, reason in bad.reason) == (2, True)


def test_a_date_in_the_future_is_no_date() -> None:
    (result,) = outcomes({"title": "क", "body": "ख", "date": "2999-01-01"})
    assert isinstance(result, Accepted)
    assert result.article.date is None
    assert "future" in result.warnings[0]


def test_blank_lines_are_no_articles_but_count_as_lines() -> None:
    (result,) = outcomes("", "  ", "x")
    assert isinstance(result, Refused)
    assert result.line == 3


def test_lone_surrogates_and_control_characters_are_mended() -> None:
    (result,) = outcomes('{"title": "क\\ud800ख", "body": "एक\\u0000दो\\u001bतीन"}')
    assert isinstance(result, Accepted)
    assert (result.article.headline, result.article.body) == ("क\ufffdख", "एक दो तीन")


@pytest.mark.parametrize("bad_id", [".", ".."])
def test_an_id_that_cannot_stand_in_an_address_is_replaced(bad_id: str) -> None:
    (result,) = outcomes({"id": bad_id, "title": "सुर्खी"})
    assert isinstance(result, Accepted)
    assert result.article.id not in ("", ".", "..")
