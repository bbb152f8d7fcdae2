"""Names that are one thing: the shipped table, the desk's own, and what is wrong in it."""

import logging
from collections import Counter
from pathlib import Path

import pytest

from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.expansions import ExpansionKind
from search.model.question import ExpansionOptions, Question
from search.query.equals import SHIPPED, Equals, Row, read_equals
from tests.conftest import MakeArchive
from tests.searching import ids, search

PARTY = (
    "क\nभाजपा की सभा",
    "ख\nबीजेपी की सभा",
    "ग\nभारतीय जनता पार्टी की सभा",
    "घ\nभारतीय पार्टी और जनता की सभा",
)


@pytest.mark.parametrize("query", ["भाजपा", "बीजेपी", "BJP", "भारतीय जनता पार्टी सभा", "भा.ज.पा."])
def test_one_name_finds_the_others(make_archive: MakeArchive, query: str) -> None:
    archive = make_archive(*PARTY)
    assert {"1", "2", "3"} <= set(ids(archive, query))


def test_other_names_are_a_kind_of_their_own_and_can_be_refused(make_archive: MakeArchive) -> None:
    archive = make_archive(*PARTY)
    added = [
        expansion
        for expansion in search(archive, Question("भाजपा")).added
        if expansion.kind is ExpansionKind.EQUAL
    ]
    assert [(expansion.spelling, expansion.documents) for expansion in added] == [
        ("बीजेपी", 1),
        ("भारतीय जनता पार्टी", 1),
    ]
    refused = ExpansionOptions(excluded_spellings=frozenset({"भारतीय जनता पार्टी"}))
    assert set(ids(archive, "भाजपा", refused)) == {"1", "2"}
    assert set(ids(archive, "भाजपा", ExpansionOptions(equals=False))) == {"1"}
    assert set(ids(archive, '"भाजपा"')) == {"1"}


def test_every_shipped_row_is_sound(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    equals = read_equals(tmp_path)
    assert caplog.records == []
    assert equals.longest >= 3
    assert SHIPPED.read_text("utf-8").count("=") > 15


def test_a_desk_adds_rows_and_is_told_of_wrong_ones(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, make_archive: MakeArchive
) -> None:
    archive = make_archive("क\nलाल परी आई", "ख\nबस नंबर सात आई")
    archive.close()
    rows = "# हमारी\nलाल परी = बस नंबर सात\nअकेला\n= x\nक ≠ ख ग\n"
    (tmp_path / "index" / "equals.txt").write_text(rows, "utf-8")
    with caplog.at_level(logging.ERROR):
        opened = LocalArchive(Settings(index=tmp_path / "index"))
        assert set(ids(opened, "लाल परी")) == {"1", "2"}
    assert [record.getMessage().partition("equals.txt:")[2][:1] for record in caplog.records] == [
        "3",
        "4",
        "5",
    ]


def test_words_that_are_known_to_differ_are_not_added_to_each_other(
    make_archive: MakeArchive, tmp_path: Path
) -> None:
    archive = make_archive("क\nरणवीर आए", "ख\nरणबीर आए", "ग\nविनोद आए", "घ\nबिनोद आए")
    assert ids(archive, "रणवीर") == ["1"]
    assert ids(archive, "ranbir") == ["2"]
    assert set(ids(archive, "विनोद")) == {"3", "4"}
    archive.close()
    (tmp_path / "index" / "equals.txt").write_text("विनोद ≠ बिनोद\n", "utf-8")
    assert ids(LocalArchive(Settings(index=tmp_path / "index")), "विनोद") == ["3"]


def test_a_name_may_stand_in_several_rows() -> None:
    equals = Equals(iter([Row(["क", "ख"]), Row(["क", "ग घ"])]))
    assert set(equals.of(("क",))) == {("ख",), ("ग", "घ")}
    assert set(equals.of(("ख",))) == {("क",)}
    assert equals.of(("ग",)) == {}


def test_no_row_of_the_shipped_table_stands_twice() -> None:
    rows = [
        row for line in SHIPPED.read_text("utf-8").splitlines() if (row := line.partition("#")[0].strip())
    ]
    keys = [
        (sign, frozenset(name.strip() for name in row.split(sign)))
        for row in rows
        for sign in ["≠" if "≠" in row else "="]
    ]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
