"""Paths → outcomes."""

import gzip
import os
from pathlib import Path

import pytest

from index.errors import SourceError
from index.readers.files import source_files
from index.readers.outcome import Accepted, Skipped
from index.reindex.build import reindex
from index.reindex.report import Prune, ReindexOptions
from index.settings import Settings
from tests.index.readers.reading import LINE, accepted, outcomes, reasons

SEED = "स | 2024-01-01\nसुर्खी\nवाक्य।"


def test_a_folder_gives_its_files_sorted_each_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.jsonl", "sub/c.txt.gz", "README.md", ".hidden/d.txt", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SEED, encoding="utf-8")
    (tmp_path / "again.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "out.txt").symlink_to("/etc/hostname")
    found = [str(file.path.relative_to(tmp_path)) for file in source_files([tmp_path, tmp_path / "b.txt"])]
    assert found == ["README.md", "a.jsonl", "again.txt", "out.txt", "picture.png", "sub/c.txt.gz"]
    (link,) = (file for file in source_files([tmp_path]) if file.path.name == "out.txt")
    assert link.is_link  # it is named, but not followed


def test_a_missing_path_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        source_files([tmp_path / "nowhere"])


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.txt", SEED), ("a.jsonl", LINE.decode()), ("noname", LINE.decode()), ("noname", SEED)],
)
@pytest.mark.parametrize("packed", [True, False])
def test_the_reader_is_chosen_by_name_or_content(tmp_path: Path, name: str, text: str, packed: bool) -> None:
    content = text.encode("utf-8")
    (tmp_path / name).write_bytes(gzip.compress(content) if packed else content)
    (result,) = outcomes(tmp_path / name)
    assert isinstance(result, Accepted)
    assert result.article.headline == "सुर्खी"


def test_an_index_inside_the_sources_is_not_read(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "archive")
    (tmp_path / "a.txt").write_text("स | 2024-01-01\nसुर्खी\nमोदी।", encoding="utf-8")
    for _ in range(3):
        report = reindex([tmp_path], settings)
        assert (report.documents, report.refused_count) == (1, 0)


def test_nothing_is_pruned_while_a_link_was_passed_over(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    for name in ("in/2014", "out/2015"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.txt").write_text(f"स | 2024-01-01\nसुर्खी {name}\nमोदी।", encoding="utf-8")
    reindex([tmp_path / "in", tmp_path / "out"], settings)
    (tmp_path / "in" / "2015").symlink_to(tmp_path / "out" / "2015")
    report = reindex([tmp_path / "in"], settings, ReindexOptions(prune=Prune.IF_COMPLETE))
    assert (report.removed, report.not_pruned, report.documents) == (0, 1, 2)


def test_a_link_in_a_folder_that_leads_out_of_it_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("स | 2024-01-01\nगुप्त\nपाठ।", encoding="utf-8")
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (passed,) = outcomes(tmp_path / "in")
    assert isinstance(passed, Skipped)
    assert "link" in passed.reason


def test_a_folder_that_cannot_be_read_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.jsonl").write_bytes(LINE)
    (tmp_path / "b.jsonl").write_bytes(LINE)
    original = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return original(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = outcomes(tmp_path)
    assert len(accepted(found)) == 1
    assert "folder cannot be read: Permission denied" in reasons(found)


def test_a_link_that_leads_to_itself_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    found = source_files([tmp_path])
    assert [file.path.name for file in found] == ["a.txt", "loop", "one", "two"]
    assert [bool(file.fault) for file in found] == [False, True, True, True]


def test_a_link_to_nothing_is_refused_and_nothing_is_pruned(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("moved.txt")
    (file,) = source_files([tmp_path])
    assert file.fault == "a link to nothing"
