"""Every format: all good articles come in, all junk is reported, whatever is mixed with whatever."""

import random
from pathlib import Path

import pytest

from index.fonts.legacy_font import LegacyFont, legacy_fonts
from index.readers.files import source_files
from index.readers.format import ReadOptions
from index.readers.isolated import read_file
from index.readers.outcome import Accepted, Outcome, Refused, Skipped
from index.readers.splits import SplitOptions
from tests import source_exports
from tests.index.fonts.typist import Typist

SEEDS = Path(__file__).parents[3] / "seeds"


def written(folder: Path, name: str, records: source_exports.Records) -> Path:
    """The export of this name below a folder."""
    file, writer = source_exports.WRITERS[name]
    content = writer(records)
    if isinstance(content, bytes):
        (folder / file).write_bytes(content)
        return folder / file
    for item, inside in content.items():
        (folder / item).write_bytes(inside)
    return folder


def outcomes(path: Path, size: int = 1 << 20, options: ReadOptions | None = None) -> list[Outcome]:
    return [
        outcome
        for file in source_files([path])
        for outcome in read_file(file, SplitOptions(options or ReadOptions(max_record_seconds=10), size))
    ]


@pytest.mark.parametrize("size", [1 << 20, 3_000])
@pytest.mark.parametrize("name", source_exports.WRITERS)
def test_a_clean_export_gives_every_article_as_it_was(tmp_path: Path, name: str, size: int) -> None:
    good = source_exports.articles(12)
    found = outcomes(written(tmp_path, name, good), size)
    assert [outcome for outcome in found if isinstance(outcome, Refused)] == []
    accepted = {
        outcome.article.headline: outcome.article for outcome in found if isinstance(outcome, Accepted)
    }
    assert list(accepted) == [record["title"] for record in good]
    for record in good:
        article = accepted[record["title"]]
        assert article.body.startswith(record["body"]), name
        assert name == "pdf" or str(article.date) == record["date"]
        assert name == "pdf" or article.author == record["author"]


@pytest.mark.parametrize("size", [1 << 20, 3_000])
@pytest.mark.parametrize("name", source_exports.WRITERS)
def test_ten_percent_junk_hides_no_article_and_is_all_reported(tmp_path: Path, name: str, size: int) -> None:
    good = source_exports.articles(90)
    records = source_exports.mixed(good, junk=10)
    found = outcomes(written(tmp_path, name, records), size)
    accepted = [outcome.article.headline for outcome in found if isinstance(outcome, Accepted)]
    wanted = [record["title"] for record in good]
    assert [title for title in accepted if title in wanted] == wanted
    assert sum(isinstance(outcome, Refused) for outcome in found) + len(accepted) - len(good) >= 10


@pytest.mark.parametrize("kind", range(9))
@pytest.mark.parametrize("name", source_exports.WRITERS)
def test_each_kind_of_junk_is_reported_when_it_stands_alone(
    tmp_path: Path, name: str, kind: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_exports, "JUNK_FIRST", kind)
    good = source_exports.articles(6)
    found = outcomes(written(tmp_path, name, source_exports.mixed(good, junk=1, seed=kind)))
    strange = [
        outcome
        for outcome in found
        if not isinstance(outcome, Accepted) or outcome.article.headline not in {one["title"] for one in good}
    ]
    assert any(isinstance(outcome, Refused | Accepted) for outcome in strange)
    assert sum(isinstance(outcome, Accepted) for outcome in found) >= 6


@pytest.mark.parametrize("packing", [".gz", ".zst", ".zip", ".tar", ".tar.gz", ".gz.zip"])
@pytest.mark.parametrize("name", ["json-lines", "json", "table", "warc", "wordpress", "feed", "newsml"])
def test_a_packed_export_reads_as_the_plain_one(tmp_path: Path, name: str, packing: str) -> None:
    file, writer = source_exports.WRITERS[name]
    packed = tmp_path / f"{file}{packing}"
    packed.write_bytes(source_exports.packed(file, writer(source_exports.articles(5)), packing))
    found = outcomes(packed)
    assert sum(isinstance(outcome, Accepted) for outcome in found) == 5
    assert not any(isinstance(outcome, Refused) for outcome in found)


def test_a_zipped_folder_names_its_members(tmp_path: Path) -> None:
    records = source_exports.mixed(source_exports.articles(6), junk=2)
    (tmp_path / "a.zip").write_bytes(
        source_exports.zipped({**source_exports.html_pages(records), "x.gif": b"GIF89a\0"})
    )
    found = outcomes(tmp_path / "a.zip")
    assert sum(isinstance(outcome, Accepted) for outcome in found) == 6
    refused = [refusal for refusal in found if isinstance(refusal, Refused)]
    assert len(refused) == 2
    assert all(f"{tmp_path}/a.zip!/" in refusal.path for refusal in refused)
    assert any(isinstance(outcome, Skipped) and ".gif" in outcome.reason for outcome in found)


@pytest.mark.parametrize("font", legacy_fonts(), ids=lambda font: font.name)
def test_plain_text_in_a_legacy_font_is_told_by_its_letters(tmp_path: Path, font: LegacyFont) -> None:
    seed = sorted(SEEDS.glob("*.txt"))[0]
    _, title, *lines = seed.read_text("utf-8").split("\n")
    typist = Typist(font, random.Random(1))
    text = "Khabar | 2024-06-25\n" + typist.text(title) + "\n" + typist.text("\n".join(lines))
    (tmp_path / "a.txt").write_bytes(
        b"".join(bytes([ord(letter)]) if ord(letter) < 256 else letter.encode("cp1252") for letter in text)
    )
    (outcome,) = outcomes(tmp_path)
    assert isinstance(outcome, Accepted)
    assert (outcome.article.converted, outcome.article.headline) == (font.name, title.replace("-", ""))
    assert "में" in outcome.article.body.split()


def test_libraries_say_nothing_of_broken_files(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for number, each in enumerate(
        (source_exports.pdf(source_exports.articles(1)[0])[:-200], b"%PDF-1.4 nothing", b"%PDF-")
    ):
        (tmp_path / f"{number}.pdf").write_bytes(each)
    (tmp_path / "a.html").write_bytes(b"<html><body><p></p></body></html>")
    outcomes(tmp_path)
    assert capfd.readouterr() == ("", "")
