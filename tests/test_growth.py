"""Every public function that takes a stranger's text does work that grows no faster than the text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import dates, language
from index.fonts.legacy_font import legacy_fonts
from index.hindi import analysis, initials, roman, sentences, sounds, spelling, stems, tokens, typos
from index.hindi.phonetic_similarity import same_name_probability
from index.readers import encodings, field_aliases, formats, markup
from index.readers.format import InputPart, ReadOptions
from index.settings import Settings
from search.archive import Archive
from search.embedded.local_archive import LocalArchive
from search.execution.prepared_query import plan_text
from search.highlight.highlighter import Highlighter
from search.highlight.snippets import best_passages
from search.model.expansions import Alternative
from search.model.question import EXPAND_ALL, Question
from search.query import parser, periods
from search.query.clauses import AllOf, PhraseClause
from tests.growth import SHAPES, grows_linearly
from tests.searching import search

LIMITS = parser.ParserLimits(10**9, 8)
CLAUSE = AllOf((PhraseClause(((Alternative("मोदी", 1.0),),)),))
BOUNDLESS = Settings(max_query_chars=10**9, max_query_words=10**9)
FUNCTIONS: dict[str, Callable[[str], Any]] = {
    "analyse": analysis.analyse,
    "tokenize": tokens.tokenize,
    "fold": spelling.fold,
    "surface": spelling.surface,
    "initials": initials.parse,
    "sound keys": sounds.sound_keys,
    "sounds": sounds.codes,
    "inflections": stems.inflection_keys,
    "readings": roman.readings,
    "keys of readings": lambda text: [roman.unit_keys(units) for units in roman.readings(text)],
    "sentences": lambda text: sentences.starts(text, [word.token for word in analysis.analyse(text)]),
    "language": language.language_of,
    "date": dates.parse_date,
    "markup": markup.text_of,
    "has markup": markup.has_markup,
    "encoding": lambda text: encodings.encoding_of(text.encode()),
    "field names": field_aliases.field_of,
    "legacy fonts": lambda text: [font.converted(text) for font in legacy_fonts()],
    "parse": lambda text: parser.parse(text, LIMITS),
    "period": periods.parse_period,
    "highlight": Highlighter(CLAUSE).highlight,
    "passages": lambda text: best_passages(text, Highlighter(CLAUSE), 2, 280),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_work_grows_with_the_text(name: str) -> None:
    times = 600 if name == "passages" else 60  # short texts are shown whole
    found = {
        shape: work
        for shape, unit in SHAPES.items()
        if (work := grows_linearly(FUNCTIONS[name], unit, times))
    }
    assert not found


@pytest.mark.parametrize("name", ["a pair of names", "slips"])
def test_work_on_a_word_grows_with_its_longest_form(name: str) -> None:
    """What compares letters with letters is bounded by the longest term, not by the text."""
    compare: Callable[[str], Any] = {
        "a pair of names": lambda text: same_name_probability(text[: analysis.MAX_TERM_CHARS], "मोदी"),
        "slips": lambda text: list(typos.single_edits(text[: analysis.MAX_TERM_CHARS])),
    }[name]
    assert not {shape: work for shape, unit in SHAPES.items() if (work := grows_linearly(compare, unit, 100))}


@pytest.mark.parametrize("shape", SHAPES)
def test_planning_and_searching_grow_with_the_query(seed_archive: LocalArchive, shape: str) -> None:
    snapshot = seed_archive.current()
    assert not grows_linearly(
        lambda text: plan_text(snapshot, text, EXPAND_ALL, BOUNDLESS), SHAPES[shape], 20
    )
    assert not grows_linearly(lambda text: search(seed_archive, Question(text)), SHAPES[shape], 20)


@pytest.mark.parametrize("shape", SHAPES)
def test_completing_and_listing_variants_grow_with_the_text(seed_archive: Archive, shape: str) -> None:
    assert not grows_linearly(seed_archive.complete, SHAPES[shape], 20)
    assert not grows_linearly(seed_archive.variants, SHAPES[shape], 20)


HOSTILE_RECORDS = {
    "json": [b'{"', b'{"a":', b"[", b'{"title": "a", "b": ', b'{"a":1},', b'"', b'{"a":"\\'],
    "json-lines": [b'{"', b"\n", b'{"title":"a"}\n', b"["],
    "table": [b'"', b",", b"a,b\n", b'"a""b",'],
    "warc": [b"WARC/1.0\ncontent-length: 1\n\nx", b"\nWARC/1.0\n", b"WARC/1.0\r\n\r\n", b"\r\n"],
    "wordpress": [b"<title>", b"<item>", b"</item><item>", b"<item><![CDATA[", b"<rss ", b"</item> "],
    "news-xml": [b"<newsItem>", b"<newsItem/>", b"<nitf/>", b"<a>"],
    "feed": [b"<item>", b"<item/>", b"<entry>", b"<"],
    "html": [b"<div>", b"<!--", b"<a href=", b"<p>&amp;", b"<meta charset="],
    "text": [b"|", b"\n", b"a|b|c\n"],
}
HEADS = {
    "wordpress": b'<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>',
    "news-xml": b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>',
    "feed": b'<rss version="2.0"><channel>',
    "table": b"title,body\n",
}


@pytest.mark.parametrize("name", HOSTILE_RECORDS)
def test_reading_grows_with_the_file(name: str, tmp_path: Path) -> None:
    kind = formats.FORMAT_BY_NAME[name]
    head = HEADS.get(name, b"")

    def read(text: str) -> None:
        content = head + text.encode("latin-1")
        splitter = kind.splitter(content) if kind.splitter else None
        if splitter is not None:
            splitter.last_end(content)
            splitter.count(content)
        part = InputPart("x", content, 0, splitter.context if splitter else b"")
        list(kind.read(part, ReadOptions()))

    units = {unit: unit.decode("latin-1") for unit in HOSTILE_RECORDS[name]}
    assert not {unit: work for unit, text in units.items() if (work := grows_linearly(read, text, 50))}
