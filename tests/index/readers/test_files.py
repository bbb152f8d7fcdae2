"""Paths → outcomes."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceError
from index.readers.files import source_files
from index.readers.format import ReadOptions
from index.readers.outcome import Accepted, Outcome, Refused
from index.readers.splits import Split, SplitOptions, read_file, splits

SEED = "स | 2024-01-01\nसुर्खी\nवाक्य।"
LINE = '{"title": "सुर्खी", "body": "वाक्य।", "date": "2024-01-01"}\n'


def outcomes(path: Path) -> list[Outcome]:
    (file,) = source_files([path])
    return list(read_file(file, SplitOptions(ReadOptions(max_record_bytes=10_000, max_text_chars=10_000))))


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
    ("name", "text"), [("a.txt", SEED), ("a.jsonl", LINE), ("noname", LINE), ("noname", SEED)]
)
@pytest.mark.parametrize("packed", [True, False])
def test_the_reader_is_chosen_by_name_or_content(tmp_path: Path, name: str, text: str, packed: bool) -> None:
    content = text.encode("utf-8")
    (tmp_path / name).write_bytes(gzip.compress(content) if packed else content)
    (result,) = outcomes(tmp_path / name)
    assert isinstance(result, Accepted)
    assert result.article.headline == "सुर्खी"


def test_a_cut_gzip_is_refused_and_what_came_before_stands(tmp_path: Path) -> None:
    lines = "".join(LINE.replace("सुर्खी", f"सुर्खी {n} {hash((n, n)):x}") for n in range(5_000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode("utf-8"))[:-200])
    *before, last = outcomes(tmp_path / "a.jsonl.gz")
    assert len(before) > 100
    assert all(isinstance(result, Accepted) for result in before[:-1])
    assert isinstance(last, Refused)
    assert "gzip" in last.reason


def test_all_bytes_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(LINE * 50, encoding="utf-8")
    (file,) = source_files([tmp_path])
    moved: list[int] = []
    assert (
        len(
            list(
                read_file(
                    file,
                    SplitOptions(ReadOptions(max_record_bytes=10_000, max_text_chars=10_000)),
                    moved.append,
                )
            )
        )
        == 50
    )
    assert sum(moved) == file.size


@given(
    st.lists(st.text(st.sampled_from("कख \r"), max_size=30), max_size=12),
    st.integers(1, 60),
    st.booleans(),
    st.booleans(),
)
def test_pieces_are_whole_lines_that_give_what_the_whole_file_gives(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], size: int, packed: bool, ended: bool
) -> None:
    content = ("\n".join(json.dumps({"title": line}) for line in lines) + "\n" * ended).encode()
    path = tmp_path_factory.mktemp("pieces") / "a.jsonl"
    path.write_bytes(gzip.compress(content) if packed else content)
    (file,) = source_files([path])
    limits = ReadOptions(max_record_bytes=70)
    cut = [piece for piece in splits(file, SplitOptions(limits, size)) if isinstance(piece, Split)]
    assert packed or sum(piece.disk_bytes for piece in cut) <= file.size

    def found(size: int) -> list[Outcome]:
        """Without excerpts: of a line that was never read whole, less is shown."""
        return [
            replace(each, excerpt="") if isinstance(each, Refused) else each
            for each in read_file(file, SplitOptions(limits, size))
        ]

    assert found(size) == found(1_000_000)
