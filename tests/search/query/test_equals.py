"""Names that are one thing: the shipped table, the desk's own, and what is wrong in it."""

from collections import Counter
from pathlib import Path

import pytest

from index.hindi.analysis import term_of
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.expansions import ExpansionKind
from search.model.question import ExpansionOptions, Question
from search.query.equals import MAX_BYTES, MAX_ROWS, SHIPPED, Equals, Row, read_equals
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


def test_every_shipped_row_is_sound(tmp_path: Path) -> None:
    equals = read_equals(tmp_path)
    assert equals.faults == ()
    assert equals.longest >= 3
    assert SHIPPED.read_text("utf-8").count("=") > 15


def test_a_desk_adds_rows_and_is_told_of_wrong_ones(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, make_archive: MakeArchive
) -> None:
    archive = make_archive("क\nलाल परी आई", "ख\nबस नंबर सात आई")
    archive.close()
    rows = "# हमारी\nलाल परी = बस नंबर सात\nअकेला\n= x\nक ≠ ख ग\nफ़िल्म = फिल्म\n".encode() + b"\xff\xfe = x\n"
    (tmp_path / "index" / "equals.txt").write_bytes(rows)
    opened = LocalArchive(Settings(index=tmp_path / "index"))
    assert set(ids(opened, "लाल परी")) == {"1", "2"}
    assert caplog.records == [], "a search says nothing of it"
    opened.maintain()
    opened.maintain()
    told = [record.getMessage().partition("equals.txt:")[2] for record in caplog.records]
    assert [fault[:1] for fault in told] == ["3", "4", "5", "6", "7"], "a server does, once"
    assert "already" in told[3]
    assert "UTF-8" in told[4]


def test_an_open_archive_notices_what_the_desk_writes(make_archive: MakeArchive, tmp_path: Path) -> None:
    archive = make_archive("क\nलाल परी आई", "ख\nबस नंबर सात आई", poll_seconds=0)
    before = archive.overview().revision
    assert ids(archive, "लाल परी") == ["1"]
    desk = tmp_path / "index" / "equals.txt"
    desk.write_text("लाल परी = बस नंबर सात\n", "utf-8")
    assert set(ids(archive, "लाल परी")) == {"1", "2"}
    assert archive.overview().revision.startswith(before)
    assert archive.overview().revision != before, "pages that browsers keep are out of date"
    desk.unlink()
    assert ids(archive, "लाल परी") == ["1"]
    assert archive.overview().revision == before


def test_a_table_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "equals.txt").mkdir()
    (fault,) = read_equals(tmp_path).faults
    assert "equals.txt: " in fault


def test_a_table_is_read_to_its_limits(tmp_path: Path) -> None:
    (tmp_path / "equals.txt").write_text("\n" * MAX_ROWS + "लाल परी = बस नंबर सात\n", "utf-8")
    found = read_equals(tmp_path)
    assert found.of(("लाल", "परी")) == {}
    assert "lines" in found.faults[0]
    (tmp_path / "equals.txt").write_bytes(b"#" * (MAX_BYTES + 1))
    assert "bytes" in read_equals(tmp_path).faults[0]


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


def test_signs_of_queries_are_no_part_of_a_name_and_two_signs_are_one(tmp_path: Path) -> None:
    (tmp_path / "equals.txt").write_text("राहुल != मोदी\n(शाह) = अमित*\n", "utf-8")
    found = read_equals(tmp_path)
    assert found.are_known_distinct("राहुल", "मोदी")
    assert found.of(("राहुल",)) == {}
    assert [fault.rpartition("equals.txt:")[2] for fault in found.faults] == [
        "2: names are words, without the signs of queries; left out"
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("प. बंगाल", {"1", "2"}),
        ("प.बंगाल", {"1", "2"}),
        ("प बंगाल", {"2"}),
        ("पश्चिम बंगाल", {"1"}),
        ("मे. जनरल", {"3"}),
        ("नं. 1", {"4"}),
    ],
)
def test_a_short_form_is_one_with_its_dot_only(
    make_archive: MakeArchive, query: str, found: set[str]
) -> None:
    archive = make_archive(
        "क\nपश्चिम बंगाल", "ख\nप. बंगाल में", "ग\nमेजर जनरल", "घ\nनंबर 1", "ङ\nजनरल मे आए", "च\nपश्चिमी हवा"
    )
    page = search(archive, Question(query))
    assert {hit.article.id for hit in page.hits if not page.is_relaxed} == found


def test_initials_with_dots_are_a_name_like_others() -> None:
    equals = Equals([Row(["क.अ.द.", "केंद्रीय अन्वेषण दल"]), Row(["कु.", "कुमारी"])])
    (initials,) = equals.of(tuple(map(term_of, ("केंद्रीय", "अन्वेषण", "दल"))))
    assert equals.of(initials)
    assert equals.of((term_of("कुमारी"),)) == {}
    assert equals.of_short(term_of("कु")) == {(term_of("कुमारी"),): "कुमारी"}
