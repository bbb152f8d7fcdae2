"""The journal of takedowns."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.addresses import derived_id
from index.article import Article
from index.errors import IndexDamagedError
from index.reindex.takedowns import JOURNAL, REMOVE, UNDO, Takedowns


def article(article_id: str, url: str = "") -> Article:
    return Article(id=article_id, headline="सुर्खी", body="", url=url)


def test_what_was_removed_stays_out_by_its_id_and_by_its_address(tmp_path: Path) -> None:
    derived = derived_id("https://a.in/x")
    journal = Takedowns(tmp_path).add(REMOVE, [(derived, "https://a.in/x?utm_source=y"), ("2", "")], "अदालत")
    assert journal.ids == {derived, "2"}
    assert journal.is_taken_down(article("2"))
    assert not journal.is_taken_down(article("7", "https://a.in/z"))
    assert journal.is_taken_down(article("7", "http://a.in/x"))
    assert not journal.is_taken_down(article("7", "http://a.in/y"))
    assert not journal.is_taken_down(article("7"))
    assert Takedowns(tmp_path).ids == {derived, "2"}
    (entry,) = journal.entries
    assert (entry.action, entry.reason, entry.ids) == (REMOVE, "अदालत", (derived, "2"))
    assert "a.in" not in (tmp_path / JOURNAL).read_text("utf-8")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.a.in/x",
        "https://a.in/x/",
        "http://A.in:80/x",
        "https://a.in:443/x/?utm_source=y",
        "https://a.in/\u200bx",
    ],
)
def test_an_address_is_known_however_it_is_written(tmp_path: Path, url: str) -> None:
    journal = Takedowns(tmp_path).add(REMOVE, [(derived_id("https://a.in/x"), "https://a.in/x")], "अदालत")
    assert journal.is_taken_down(article("7", url))
    assert not journal.is_taken_down(article("7", "https://a.in/x/y"))


def test_addresses_of_earlier_journals_count(tmp_path: Path) -> None:
    derived, plain = derived_id("https://www.a.in/x/"), "https://www.a.in/x/"
    entry = {"when": "", "who": "", "action": REMOVE, "reason": "", "ids": [derived],
             "addresses": [hashlib.sha256(plain.encode()).hexdigest()[:32]]}  # fmt: skip
    (tmp_path / JOURNAL).write_text(json.dumps(entry) + "\n")
    assert Takedowns(tmp_path).is_taken_down(article("7", plain))


def test_what_was_undone_may_come_back(tmp_path: Path) -> None:
    Takedowns(tmp_path).add(REMOVE, [("1", "https://a.in/x")], "क")
    journal = Takedowns(tmp_path).add(UNDO, [("1", "")], "ख")
    assert not journal.is_taken_down(article("1", "https://a.in/x"))
    assert journal.fingerprint == Takedowns(tmp_path / "other").fingerprint
    again = journal.add(REMOVE, [("1", "https://a.in/x")], "ग")
    assert again.is_taken_down(article("1"))
    assert [takedown.reason for takedown in again.entries] == ["क", "ख", "ग"]


@pytest.mark.parametrize("line", ["{", "[]", "{}", json.dumps({"when": 1})])
def test_an_unreadable_journal_lets_nothing_be_published(tmp_path: Path, line: str) -> None:
    (tmp_path / JOURNAL).write_text(line + "\n")
    with pytest.raises(IndexDamagedError, match="might come back"):
        Takedowns(tmp_path)


def test_several_writers_lose_nothing(tmp_path: Path) -> None:
    def add(number: int) -> None:
        Takedowns(tmp_path).add(REMOVE, [(f"{number}", "")], "क")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(64)))
    assert Takedowns(tmp_path).ids == {f"{number}" for number in range(64)}


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x1c", "\r", "\n", "\ud800", "ख"])
def test_no_sign_in_a_reason_or_an_id_ends_a_line_of_the_journal(tmp_path: Path, sign: str) -> None:
    journal = Takedowns(tmp_path).add(REMOVE, [(f"a{sign}b", "")], f"अदालत{sign}का आदेश")
    assert Takedowns(tmp_path).entries == journal.entries
    assert [(entry.ids, entry.reason) for entry in journal.entries] == [
        ((f"a{sign}b",), f"अदालत{sign}का आदेश")
    ]


def test_a_journal_in_which_such_a_sign_stands_as_itself_is_read(tmp_path: Path) -> None:
    entry = {
        "when": "",
        "who": "",
        "action": REMOVE,
        "reason": "अदालत\u2028का",
        "ids": ["1"],
        "addresses": [""],
    }
    (tmp_path / JOURNAL).write_text(json.dumps(entry, ensure_ascii=False) + "\n", "utf-8")
    assert Takedowns(tmp_path).ids == {"1"}
