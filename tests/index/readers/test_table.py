"""Tables: CSV and TSV."""

from pathlib import Path

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
    assert [each.article.headline for each in found if isinstance(each, Accepted)] == ["सुर्खी", "दूसरी"]
