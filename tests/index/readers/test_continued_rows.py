"""Tables with a paragraph a row, totals, and quotes with backslashes before them."""

from pathlib import Path

import pytest

from index.readers.continued_rows import ArticleRows, NumberedRow, is_total
from index.readers.outcome import Accepted, Outcome, Refused, Skipped
from tests.index.readers.test_source_exports import outcomes

HEAD = "id,शीर्षक,दिनांक,समाचार\n"


def read(tmp_path: Path, text: str, name: str = "a.csv") -> list[Outcome]:
    (tmp_path / name).write_text(text, "utf-8")
    return outcomes(tmp_path / name)


def bodies(found: list[Outcome]) -> list[str]:
    return [outcome.article.body for outcome in found if isinstance(outcome, Accepted)]


def rows(*records: dict[str, str]) -> list[NumberedRow]:
    articles = ArticleRows(())
    found: list[NumberedRow] = []
    for number, record in enumerate(records, 2):
        found += articles.add(NumberedRow(record, number))
    return [*found, *articles.end()]


def row(id_: str, title: str, body: str) -> dict[str, str]:
    return {"id": id_, "title": title, "body": body, "section": ""}


def test_a_row_with_nothing_but_a_text_goes_on_with_the_one_above() -> None:
    whole, other = rows(
        row("1", "बाढ़", "पहला"), row("", "", "दूसरा"), row("", "", "तीसरा"), row("2", "जीत", "चौथा")
    )
    assert whole.record["body"] == "पहला\nदूसरा\nतीसरा"
    assert (whole.number, other.number) == (2, 5)


def test_numbered_parts_of_one_headline_and_id_are_one_article() -> None:
    parts = [
        row("1", "बाढ़", text) | {"para_no": number}
        for number, text in (("1", "पहला"), ("2", "दूसरा"), ("3", "तीसरा"))
    ]
    (whole,) = rows(*parts)
    assert whole.record["body"] == "पहला\nदूसरा\nतीसरा"
    assert len(rows(parts[0], parts[2])) == 2, "a part is missing"
    assert len(rows(row("1", "बाढ़", "पहला"), row("1", "बाढ़", "दूसरा"))) == 2, "two versions"


@pytest.mark.parametrize(
    "second",
    [
        row("2", "", "दूसरा"),
        row("", "जीत", "दूसरा"),
        row("", "", "") | {"section": "खेल"},
        row("2", "बाढ़", "दूसरा"),
    ],
)
def test_any_fact_of_its_own_begins_another_article(second: dict[str, str]) -> None:
    assert len(rows(row("1", "बाढ़", "पहला"), second)) == 2


def test_two_columns_say_too_little() -> None:
    assert len(rows({"title": "बाढ़", "body": "पहला"}, {"title": "", "body": "दूसरा"})) == 2


def test_paragraphs_of_a_file_are_put_together_before_a_broken_row(tmp_path: Path) -> None:
    text = f"{HEAD}1,बाढ़ आई,2024-01-02,पहला अनुच्छेद\n,,,दूसरा अनुच्छेद\nटूटी,पंक्ति\n2,जीत मिली,2024-01-03,तीसरा\n"
    found = read(tmp_path, text)
    assert bodies(found) == ["पहला अनुच्छेद\nदूसरा अनुच्छेद", "तीसरा"]
    assert [type(outcome) for outcome in found] == [Accepted, Refused, Accepted]


def test_a_row_of_totals_is_no_article(tmp_path: Path) -> None:
    assert is_total({"id": "कुल खबरें: 3", "title": "", "body": ""})
    assert is_total({"id": "योग", "title": "12", "body": ""})
    assert not is_total({"id": "1", "title": "कुल 12 लोग घायल", "body": "दुर्घटना"})
    assert not is_total({"title": "कुल 12", "body": ""})
    found = read(tmp_path, f"{HEAD}1,बाढ़ आई,2024-01-02,पहला\nकुल: 1,,,\n")
    assert [type(outcome) for outcome in found] == [Accepted, Skipped]


def test_quotes_may_have_backslashes_before_them(tmp_path: Path) -> None:
    text = f'{HEAD}1,"उन्होंने कहा, \\"हां\\"","2024-01-02","पहली पंक्ति\nदूसरी \\"बात\\", और \\\\ भी"\n2,जीत,2024-01-03,"सी:\\\\"\n'
    first, second = read(tmp_path, text)
    assert isinstance(first, Accepted)
    assert first.article.headline == 'उन्होंने कहा, "हां"'
    assert '"बात", और' in first.article.body
    assert isinstance(second, Accepted)


def test_a_backslash_in_one_row_changes_no_other(tmp_path: Path) -> None:
    text = f'{HEAD}1,कहा,2024-01-02,"सी:\\"\n2,जीत,2024-01-03,उसने \\"हां\\" कहा\n3,हार,2024-01-04,"डी:\\"\n'
    assert bodies(read(tmp_path, text)) == ["सी:\\", 'उसने \\"हां\\" कहा', "डी:\\"]


@pytest.mark.parametrize("headline", ["योग दिवस पर संबोधन", "कुल 12 लोगों की मौत", "Total lockdown in Delhi"])
def test_a_headline_that_begins_as_a_total_is_one(headline: str) -> None:
    assert not is_total({"title": headline, "body": "खबर का पाठ", "date": ""})
    assert not is_total({"title": headline, "body": "", "date": "2024-01-02"})


def test_odd_numbers_of_parts_are_none(tmp_path: Path) -> None:
    parts = [
        row("1", "बाढ़", text) | {"seq": number}
        for number, text in (("1", "क"), ("²", "ख"), ("9" * 5_000, "ग"))
    ]
    assert len(rows(*parts)) == 3


def test_a_file_is_not_cut_before_a_row_that_goes_on(tmp_path: Path) -> None:
    lines = [f"{number},सुर्खी {number},2024-01-02,पहला\n,,,दूसरा\n,,,तीसरा\n" for number in range(400)]
    (tmp_path / "a.csv").write_text(HEAD + "".join(lines), "utf-8")
    found = bodies(outcomes(tmp_path / "a.csv", 3_000))
    assert found == ["पहला\nदूसरा\nतीसरा"] * 400


def test_rows_that_are_put_together_are_told(tmp_path: Path) -> None:
    (found,) = read(tmp_path, f"{HEAD}1,बाढ़ आई,2024-01-02,पहला\n,,,दूसरा\n")
    assert isinstance(found, Accepted)
    assert any("put to the article above" in warning for warning in found.warnings)


def test_a_backslash_at_the_end_of_a_field_is_one(tmp_path: Path) -> None:
    (article,) = bodies(read(tmp_path, f'{HEAD}1,बाढ़,2024-01-02,"सी:\\"\n'))
    assert article == "सी:\\"
