"""A segment's lexicon is the same however its terms are shared out among processes."""

from pathlib import Path

import pytest

from index.columns.column_file import ColumnFile
from index.columns.layout import LEXICON
from index.hindi.sounds import codes
from index.lexicon import writer
from index.lexicon.writer import takes_part_in_sound, write_lexicon

TERMS = sorted(word.encode() for word in ("मोदी", "टोकायेव", "लड़के", "एससीओ", "sco", "2024", "किताब", "किताबें"))


@pytest.mark.parametrize(
    ("term", "takes_part"),
    [("मोदी", True), ("modi", False), ("2024", False), ("एससीओ", False), ("17वीं", False), ("", False)],
)
def test_only_devanagari_words_sound(term: str, takes_part: bool) -> None:
    assert takes_part_in_sound(term) is takes_part


def test_ranges_of_terms_add_up_to_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_lexicon(tmp_path / "whole", TERMS)
    seen: list[float] = []
    monkeypatch.setattr(writer, "TERMS_AT_ONCE", 3)
    write_lexicon(tmp_path / "cut", TERMS, 2, seen.append)
    whole, cut = (ColumnFile(tmp_path / f"{name}{LEXICON}") for name in ("whole", "cut"))
    assert {name: column.all().tolist() for name, column in whole.columns.items()} == {
        name: column.all().tolist() for name, column in cut.columns.items()
    }
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    offsets = whole["sound_offsets"].all().tolist()
    at = TERMS.index("मोदी".encode())
    assert whole["sounds"].bytes(offsets[at], offsets[at + 1]) == codes("मोदी")


def test_an_archive_without_terms_has_a_lexicon(tmp_path: Path) -> None:
    write_lexicon(tmp_path / "none", [])
    assert len(ColumnFile(tmp_path / f"none{LEXICON}")["sounds"].all()) == 0
