"""A Whoosh index's terms and document counts → the lexicon stored beside it."""

import re
from collections.abc import Iterator
from pathlib import Path

from whoosh.reading import IndexReader

from index.article import TEXT_FIELDS
from index.hindi import initials
from index.hindi.analysis import EXACT, term_of
from index.hindi.script import DEVANAGARI
from index.hindi.sounds import sound_keys
from index.lexicon_writer import write_lexicon

_WORD = re.compile(f"[{DEVANAGARI}]+")


def build_lexicon(reader: IndexReader, folder: Path) -> int:
    """Write the lexicon of everything the reader sees; returns the number of folded terms."""
    terms: dict[str, int] = {}
    spellings: list[tuple[str, str, int]] = []
    for text, documents in _document_counts(reader):
        if text.startswith(EXACT):
            spelling = text.removeprefix(EXACT)
            spellings.append((term_of(spelling), spelling, documents))
        else:
            terms[text] = documents
    known = (entry for entry in spellings if entry[0] in terms)
    write_lexicon(folder, terms, known, (term for term in terms if takes_part_in_sound(term)))
    return len(terms)


def takes_part_in_sound(term: str) -> bool:
    """Whether a term may be a name spelled in another way: a Devanagari word, no initials."""
    return _WORD.fullmatch(term) is not None and initials.parse(term) is None and bool(sound_keys(term))


def _document_counts(reader: IndexReader) -> Iterator[tuple[str, int]]:
    """(term, documents that hold it in any text field), ascending by term."""
    fields_of: dict[bytes, list[str]] = {}
    for field in TEXT_FIELDS:
        for term in reader.lexicon(field):
            fields_of.setdefault(term, []).append(field)
    exact_counts = not reader.has_deletions()
    for term in sorted(fields_of):
        fields = fields_of[term]
        if exact_counts and len(fields) == 1:
            documents = int(reader.doc_frequency(fields[0], term))
        else:
            documents = len(set().union(*(reader.postings(field, term).all_ids() for field in fields)))
        if documents:
            yield term.decode("utf-8"), documents
