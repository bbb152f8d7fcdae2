"""Tables: CSV and TSV."""

from pathlib import Path

import pytest

from index.readers.format import ReadOptions
from index.readers.outcome import Accepted, Refused
from tests.index.readers.test_source_exports import outcomes


def test_a_table_whose_columns_are_stated(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("अ;आ\nसुर्खी;पाठ का वाक्य।\n", encoding="utf-8")
    (refused,) = outcomes(tmp_path / "a.csv")
    assert isinstance(refused, Refused)
    assert "--column title=NAME" in refused.reason
    (accepted,) = outcomes(tmp_path / "a.csv", options=ReadOptions(columns=(("title", "अ"), ("body", "आ"))))
    assert isinstance(accepted, Accepted)
    assert (accepted.article.headline, accepted.article.body) == ("सुर्खी", "पाठ का वाक्य।")


def test_rows_that_end_as_old_macintosh_programs_end_them(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("title,body\rसुर्खी,पाठ।\rदूसरी,और पाठ।\r".encode())
    found = outcomes(tmp_path / "a.csv")
    assert [outcome.article.headline for outcome in found if isinstance(outcome, Accepted)] == [
        "सुर्खी",
        "दूसरी",
    ]


def test_titles_above_the_header_are_no_rows(tmp_path: Path) -> None:
    lines = "रिपोर्ट: प्रकाशित समाचार\nअवधि: 01/06/2024, 30/06/2024\n\nक्र.सं.,शीर्षक,विवरण,दिनांक\n1,नहर टूटी,पानी भर गया।,25/06/2024\n"
    (tmp_path / "a.csv").write_text(lines, "utf-8")
    (found,) = outcomes(tmp_path / "a.csv")
    assert isinstance(found, Accepted)
    assert (found.article.headline, str(found.article.date), found.line) == ("नहर टूटी", "2024-06-25", 5)


def test_a_header_that_is_repeated_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,body\nएक,पाठ।\ntitle,body\nदो,पाठ।\n", "utf-8")
    found = [
        outcome.article.headline for outcome in outcomes(tmp_path / "a.csv") if isinstance(outcome, Accepted)
    ]
    assert found == ["एक", "दो"]


def test_what_programs_put_into_cells_goes(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(
        "title\tbody\tdate\n'नहर टूटी\tपहला।\\nदूसरा।_x000D_\t'2024-06-25\n", "utf-8"
    )
    (found,) = outcomes(tmp_path / "a.tsv")
    assert isinstance(found, Accepted)
    assert (found.article.headline, found.article.body, str(found.article.date)) == (
        "नहर टूटी",
        "पहला।\nदूसरा।",
        "2024-06-25",
    )


def test_a_merged_row_above_the_header_is_no_header(tmp_path: Path) -> None:
    lines = "समाचार विवरण,,,प्रकाशन,\nक्र.,शीर्षक,समाचार,दिनांक,संवाददाता\n1,नहर टूटी,पानी भर गया।,25/06/2024,नेहा वर्मा\n"
    (tmp_path / "a.csv").write_text(lines, "utf-8")
    (found,) = outcomes(tmp_path / "a.csv")
    assert isinstance(found, Accepted)
    assert (found.article.headline, found.article.author) == ("नहर टूटी", "नेहा वर्मा")


@pytest.mark.parametrize(
    ("cell", "body"),
    [
        ("\"['पहला।', 'दूसरा।']\"", "पहला।\nदूसरा।"), ("NULL", ""), ("None", ""), ("[यह] 'पाठ'", "[यह] 'पाठ'"),
        ("\"['टूटी\"", "['टूटी"),
    ],
)  # fmt: skip
def test_cells_as_programs_write_them(tmp_path: Path, cell: str, body: str) -> None:
    (tmp_path / "a.csv").write_text(f"title,body\nनहर टूटी,{cell}\n", "utf-8")
    (found,) = outcomes(tmp_path / "a.csv")
    assert isinstance(found, Accepted)
    assert found.article.body == body


def test_a_stated_column_that_is_not_there_is_an_error_unless_another_has_its_field(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("aa,bb,cc\nनहर टूटी,पानी भर गया।,x\n", "utf-8")
    stated = ReadOptions(columns=(("title", "zz"), ("body", "bb")))
    (refused,) = outcomes(tmp_path / "a.csv", options=stated)
    assert isinstance(refused, Refused)
    assert refused.reason == "no column 'zz' among aa, bb, cc; correct --column"
    (tmp_path / "a.csv").write_text("title,bb\nनहर टूटी,पानी भर गया।\n", "utf-8")
    (found,) = outcomes(tmp_path / "a.csv", options=stated)
    assert isinstance(found, Accepted)
    assert found.article.headline == "नहर टूटी"
    assert "title is not under the name of --column, but under another; --column says 'zz'" in found.warnings
    (tmp_path / "a.csv").write_text("title,zz,bb\nनहर टूटी,,पानी भर गया।\n", "utf-8")
    (found,) = outcomes(tmp_path / "a.csv", options=stated)
    assert isinstance(found, Accepted)
    assert not any("--column" in warning for warning in found.warnings)  # it is there, and empty in this row


def test_a_table_encoded_twice_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("शीर्षक,खबर,तारीख\nपुल,पुल टूटा,2024-06-25\n".encode().decode("cp1252", "ignore").encode())
    (only,) = outcomes(path)
    assert isinstance(only, Refused)
    assert "read as Windows-1252" in only.reason


def test_a_row_that_ends_early_counts_if_nothing_of_it_follows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("date,title,body,author\n2024-06-25,पुल,पुल टूटा।\n2024-06-26,बांध,बांध बना।\n", "utf-8")
    assert [each.article.headline for each in outcomes(path) if isinstance(each, Accepted)] == ["पुल", "बांध"]
    path.write_text(
        "date,title,body,author\n2024-06-25,पुल,पहला पैरा।\nदूसरा पैरा।,नेहा\n2024-06-26,बांध,बना।,रवि\n", "utf-8"
    )
    found = outcomes(path)
    assert [each.article.headline for each in found if isinstance(each, Accepted)] == ["बांध"]
    path.write_text("date,title,body,author\nकल,पुल,पुल टूटा।\n2024-06-26,बांध,बना।,रवि\n", "utf-8")
    assert [each.article.headline for each in outcomes(path) if isinstance(each, Accepted)] == ["बांध"]
