"""verify: the archive against its sources."""

from pathlib import Path

from index.reindex.build import reindex
from index.reindex.report import ReindexOptions
from index.reindex.verify import verify
from index.settings import Settings


def test_verify_reads_a_table_as_reindex_did_and_allows_for_refused_repeats(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    (tmp_path / "a.csv").write_text("अ;आ;id\nसुर्खी;पाठ का वाक्य।;1\nसुर्खी;दूसरा पाठ।;1\n", encoding="utf-8")
    options = ReindexOptions(columns=(("title", "अ"), ("body", "आ")))
    report = reindex([tmp_path / "a.csv"], settings, options)
    assert (report.added, report.refused_count) == (1, 1)
    found = list(verify(settings, [tmp_path / "a.csv"], options=options))
    assert [finding.what for finding in found if finding.is_fault] == []
