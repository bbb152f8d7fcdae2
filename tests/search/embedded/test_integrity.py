"""An index directory in any state: the open generation answers as long as it is sound, and says what is wrong."""

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import IndexDamagedError, KhabarkhojError
from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.integrity import IntegrityCheck
from search.embedded.local_archive import LocalArchive
from search.model.question import Question
from search.model.results import SearchRequest
from tests.searching import ids

WORDS = [
    "मोदी",
    "सरकार",
    "दिल्ली",
    "चुनाव",
    "भारत",
    "मंत्री",
    "किसान",
    "पुलिस",
    "सेना",
    "चीन",
    "बजट",
    "कोर्ट",
    "बैंक",
    "रेल",
]


@pytest.fixture
def settings(seed_settings: Settings, tmp_path: Path) -> Settings:
    """Return the settings of a copy of the seeds' index that may be harmed."""
    shutil.copytree(seed_settings.index, tmp_path / "index")
    return replace(seed_settings, index=tmp_path / "index", poll_seconds=1e-9, postings_memory_mb=1)


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def make_link_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def make_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


HARMS: dict[str, Callable[[Path], object]] = {
    "garbage": lambda path: path.write_text("garbage"),
    "empty": lambda path: path.write_text(""),
    "a novel": lambda path: path.write_text("1" * 10_000),
    "negative": lambda path: path.write_text("-1\n"),
    "not ASCII": lambda path: path.write_text("१२\n", encoding="utf-8"),
    "a folder": make_folder,
    "a loop": make_link_loop,
    "a pipe": make_pipe,
    "gone": Path.unlink,
    "elsewhere": lambda path: path.write_text("999999\n"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_whatever_current_becomes_the_open_generation_answers(settings: Settings, harm: str) -> None:
    archive = LocalArchive(settings)
    right = ids(archive, "मोदी")
    pointer = settings.index / "CURRENT"
    was = pointer.read_text()
    HARMS[harm](pointer)
    for _ in range(3):
        assert ids(archive, "मोदी") == right
        archive.maintain()
        assert archive.overview().fault
    if pointer.is_dir():
        pointer.rmdir()
    else:
        pointer.unlink(missing_ok=True)
    pointer.write_text(was)
    assert ids(archive, "मोदी") == right
    assert archive.overview().fault == ""


@pytest.mark.parametrize("harm", [harm for harm in HARMS if harm != "gone"])
def test_what_cannot_be_opened_is_an_error_that_names_it(settings: Settings, harm: str) -> None:
    HARMS[harm](settings.index / "CURRENT")
    with pytest.raises(IndexDamagedError, match=r"CURRENT|999999"):
        LocalArchive(settings).check()


def test_another_index_of_the_same_number_is_shown(settings: Settings, tmp_path: Path) -> None:
    archive = LocalArchive(settings)
    before = archive.overview()
    (tmp_path / "a.txt").write_text("परीक्षा | 2024-01-01\nसुर्खी\nऊदबिलाव नदी में है।", "utf-8")
    reindex([tmp_path / "a.txt"], replace(settings, index=tmp_path / "other"))
    assert ids(archive, "ऊदबिलाव") == []
    settings.index.rename(tmp_path / "old")
    (tmp_path / "other").rename(settings.index)
    assert len(ids(archive, "ऊदबिलाव")) == 1
    assert archive.overview().documents == 1
    assert archive.overview().revision != before.revision


def test_the_same_index_moved_into_place_again_is_not_opened_anew(settings: Settings, tmp_path: Path) -> None:
    archive = LocalArchive(settings)
    snapshot = archive.current()
    shutil.copytree(settings.index, tmp_path / "copy")
    settings.index.rename(tmp_path / "old")
    (tmp_path / "copy").rename(settings.index)
    assert archive.current() is snapshot


def files_of(settings: Settings) -> list[Path]:
    return sorted(next((settings.index / "generations").iterdir()).glob("*.*"))


@pytest.mark.parametrize("ending", [".terms", ".postings", ".documents", ".articles", ".lexicon"])
def test_a_file_that_is_cut_in_place_is_an_error_until_it_is_put_back(
    settings: Settings, ending: str
) -> None:
    archive = LocalArchive(settings)
    right = ids(archive, "मोदी")
    (path,) = [path for path in files_of(settings) if path.suffix == ending]
    content = path.read_bytes()
    os.truncate(path, 4096)
    for _ in range(3):
        with pytest.raises(IndexDamagedError, match=ending):
            ids(archive, "मोदी")
        with pytest.raises(IndexDamagedError, match="4096 bytes long"):
            archive.maintain()
        with pytest.raises(IndexDamagedError):
            archive.overview()
    with path.open("r+b") as file:  # as rsync --inplace would
        file.write(content)
    with pytest.raises(IndexDamagedError):
        archive.maintain()
    archive.maintain()
    assert ids(archive, "मोदी") == right


@pytest.mark.parametrize("ending", [".terms", ".postings", ".documents", ".articles", ".lexicon"])
def test_bytes_that_change_after_they_were_read_give_no_wrong_answer(settings: Settings, ending: str) -> None:
    settings = replace(settings, poll_seconds=3600.0)
    archive = LocalArchive(settings)
    texts = [f"{one} {other}" for one in WORDS for other in WORDS if one != other][:60]

    def answers() -> list[object]:
        found: list[object] = []
        for text in texts:
            try:
                page = archive.search(SearchRequest(Question(text)))
                found.append((page.total, [hit.article.id for hit in page.hits]))
            except KhabarkhojError:
                found.append("refused")
        return found

    right = answers()
    for file in archive.current().files:
        file.verify()
    chance = random.Random(3)
    (path,) = [path for path in files_of(settings) if path.suffix == ending]
    with path.open("r+b") as raw:
        for _ in range(300):
            at = chance.randrange(4096, path.stat().st_size - 4096)
            raw.seek(at)
            byte = raw.read(1)[0]
            raw.seek(at)
            raw.write(bytes([byte ^ 1 << chance.randrange(8)]))
    answers()  # nothing but damage and answers may come of this; some may be wrong still
    pages = sum(file.pages for file in archive.current().files) if not archive._damage else 0
    try:
        for _ in range(1 + pages // settings.pages_checked_a_second):
            archive.maintain()
    except IndexDamagedError:
        pass
    assert set(map(str, answers())) == {"refused"}
    assert right.count("refused") == 0


def test_pages_come_round_and_only_those_that_were_read(settings: Settings) -> None:
    settings = replace(settings, pages_checked_a_second=2)
    archive = LocalArchive(settings)
    ids(archive, "मोदी")
    files = archive.current().files
    checked: list[tuple[int, int]] = []
    for number, file in enumerate(files):
        again = file.check_again

        def note(page: int, number: int = number, again=again) -> bool:  # type: ignore[no-untyped-def]
            was_read: bool = again(page)
            if was_read:
                checked.append((number, page))
            return was_read

        file.check_again = note  # type: ignore[method-assign]
    read = sum(sum(file._pages.checked) for file in files)
    for _ in range(read):
        archive.maintain()
    assert len(set(checked)) == read
    assert len(checked) >= 2 * read - 2


def test_requests_that_fail_do_not_have_all_pages_compared_again_and_again(
    seed_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[int] = []
    monkeypatch.setattr(IntegrityCheck, "check_all_pages", lambda _: compared.append(1))
    archive = LocalArchive(seed_settings)
    archive.current()
    for _ in range(5):
        with pytest.raises(ValueError, match="of a request"), archive.reading():
            raise ValueError("of a request")
    assert compared == [1]
    archive.close()
