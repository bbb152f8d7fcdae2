"""Texts and tables that say of each fact what it is; as files: test_seed_text.py, test_office_text.py."""

from pathlib import Path

import pytest

from index.readers.labelled_text import labelled_cells, labelled_fields, with_labels_joined
from index.readers.outcome import Accepted
from tests.index.readers.test_source_exports import outcomes
from tests.index.readers.test_spreadsheet import workbook

FORM = [
    "शीर्षक",
    "नहर टूटी",
    "दिनांक:",
    "25.06.2024",
    "संवाददाता",
    "सुनीता राव",
    "विवरण",
    "पानी भरा।",
    "",
    "लोग गए।",
]


def test_labels_above_their_values_are_joined() -> None:
    raw = labelled_fields(with_labels_joined(FORM))
    assert (raw["title"], raw["date"], raw["author"]) == ("नहर टूटी", "25.06.2024", "सुनीता राव")
    assert raw["body"] == "पानी भरा।\nलोग गए।"


@pytest.mark.parametrize("lines", [["शीर्षक", "नहर टूटी", "पानी भरा।"], ["नहर टूटी", "दिनांक", "25.06.2024"], []])
def test_other_texts_stay_as_they_are(lines: list[str]) -> None:
    assert with_labels_joined(lines) == lines


@pytest.mark.parametrize(
    "rows",
    [
        [["शीर्षक", "नहर"], ["दिनांक", "25.06.2024"]],
        [["शीर्षक", "दिनांक", "लेखक"], ["नहर", "25.06.2024", "क"]],
        [["नाम", "राम"], ["आयु", "45"], ["स्थान", "पटना"]],
        [],
    ],
)
def test_other_tables_name_no_article(rows: list[list[str]]) -> None:
    assert labelled_cells(rows) == {}


def test_a_sheet_may_be_a_form(tmp_path: Path) -> None:
    rows = [[label, value] for label, value in zip(FORM[:8:2], FORM[1:8:2], strict=True)]
    (tmp_path / "a.xlsx").write_bytes(workbook(form=rows))
    (found,) = outcomes(tmp_path / "a.xlsx")
    assert isinstance(found, Accepted)
    assert (found.article.headline, found.article.author, found.article.body) == (
        "नहर टूटी",
        "सुनीता राव",
        "पानी भरा।",
    )


def test_a_page_without_headings_may_name_its_facts_in_a_table(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{label}</td><td>{value}</td></tr>"
        for label, value in zip(FORM[:6:2], FORM[1:6:2], strict=True)
    )
    text = "<p>खेतों में पानी भर गया और लोग घर छोड़कर गए। प्रशासन ने नावें भेजीं और राहत बांटी।</p>" * 3
    page = f"<html><head><title>जनसंपर्क विभाग</title></head><body><table>{rows}<tr><td colspan=2>{text}</td></tr></table></body></html>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    (found,) = outcomes(tmp_path / "a.html")
    assert isinstance(found, Accepted)
    assert (found.article.headline, str(found.article.date)) == ("नहर टूटी", "2024-06-25")


def test_forms_one_below_the_other_are_articles_each(tmp_path: Path) -> None:
    rows = [[label, value] for label, value in zip(FORM[:8:2], FORM[1:8:2], strict=True)]
    other = [[label, value.replace("नहर", "सड़क")] for label, value in rows]
    (tmp_path / "a.xlsx").write_bytes(workbook(form=[*rows, ["लोग गए।"], [], *other]))
    found = [outcome.article for outcome in outcomes(tmp_path / "a.xlsx") if isinstance(outcome, Accepted)]
    assert [article.headline for article in found] == ["नहर टूटी", "सड़क टूटी"]
    assert found[0].body == "पानी भरा।\nलोग गए।"


def test_a_table_of_facts_beside_a_story_says_nothing_of_it(tmp_path: Path) -> None:
    facts = "<table><tr><td>Name</td><td>Virat Kohli</td></tr><tr><td>Date</td><td>5 November 1988</td></tr><tr><td>Place</td><td>Delhi</td></tr></table>"
    text = "<p>कोहली ने शतक लगाया और टीम जीत गई। दर्शक खुश हुए और मैदान में शोर मच गया।</p>" * 4
    head = "<title>कोहली का शतक</title><meta property='og:title' content='कोहली का शतक'>"
    (tmp_path / "a.html").write_text(
        f"<html><head>{head}</head><body><h2>कोहली का शतक</h2>{text}{facts}</body></html>", "utf-8"
    )
    (found,) = outcomes(tmp_path / "a.html")
    assert isinstance(found, Accepted)
    assert (found.article.headline, found.article.date) == ("कोहली का शतक", None)
