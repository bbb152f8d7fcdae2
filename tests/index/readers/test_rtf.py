"""RTF."""

from pathlib import Path

import pytest

from index.readers.outcome import Accepted
from tests.index.readers.reading import outcomes_here as outcomes
from tests.index.readers.reading import reasons

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Mangal;}{\f1\fnil Kruti Dev 010;}{\f2 Arial;}}{\*\generator x;}"


def unicode(text: str) -> str:
    return "".join(rf"\u{ord(letter)}?" for letter in text)


def read(path: Path, content: str) -> tuple[str, str, str]:
    path.write_bytes(content.encode("ascii"))
    (found,) = (outcome.article for outcome in outcomes(path) if isinstance(outcome, Accepted))
    return found.headline, found.body, found.converted


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (unicode("खेत") + r"\par " + unicode("पानी।"), ("खेत", "पानी।", "")),
        (r"{\uc0\u2326}" + r"\u2375\'3f\u2340? \par x.", ("खेत", "x.", "")),
        (r"{\b " + unicode("खेत") + r"}\par {\f1 ikuh} {\f2 WhatsApp} {\f1 gSA}", ("खेत", "पानी WhatsApp है।", "Kruti Dev 010")),
        (r"{\pict 0123abcd}{\*\xyz abc}{\stylesheet{\s0 Normal;}}" + unicode("खेत") + r"\par a\emdash b.", ("खेत", "a—b.", "")),
        (unicode("खेत") + r"\par caf\'e9 \{x\}.", ("खेत", "café {x}.", "")),
    ],
)  # fmt: skip
def test_text_is_read_and_legacy_runs_are_converted(
    tmp_path: Path, body: str, expected: tuple[str, str, str]
) -> None:
    assert read(tmp_path / "a.rtf", HEAD + body + "}") == expected


def test_hostile_and_empty_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1" + b"{" * 100_000)
    (tmp_path / "b.rtf").write_bytes(rb"{\rtf1 }")
    (tmp_path / "c.rtf").write_bytes(rb"{\rtf1 " + rb"\u-10179?\u" * 10_000)
    found = reasons(outcomes(tmp_path))
    assert "a.rtf: not readable as RTF: groups nested too deeply" in found
    assert "b.rtf: an RTF file without a text" in found
