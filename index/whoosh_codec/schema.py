"""The fields of the Whoosh index, and how a text field becomes postings.

Each position of a text carries two terms in the same field: the folded term, and the exact
spelling after the mark "=". A phrase can mix both, and `=शब्द` costs no second field. Only folded
terms count towards a field's length.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from whoosh import columns, fields, formats
from whoosh.filedb.filestore import FileStorage
from whoosh.index import _DEF_INDEX_NAME, TOC

from index.columns.impacts import LEAD_WORDS
from index.fields import VALUE_FIELDS
from index.hindi.analysis import EXACT, analyse
from index.whoosh_codec.codec import ColumnSegment


class PositionPostings(formats.Positions):
    """Postings whose value is uint32[frequency]: the word positions, ascending, in machine order.

    Whoosh's own format pickles each list of positions; this one is bytes alone.
    """

    def encode(self, poslist: "array[int]") -> bytes:
        return poslist.tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // array("I").itemsize


class HindiText(fields.FieldType):
    """A searched text, analysed by index.hindi, with positions and lengths for BM25F.

    A posting's weight is the word's frequency, where the first `lead_words` words count twice.
    """

    def __init__(self, lead_words: int = 0) -> None:
        super().__init__(PositionPostings(), analyzer=None, scorable=True, stored=True)
        self.lead_words = lead_words

    def index(self, value: str, **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (term, frequency towards the length, weight, positions) once per distinct term."""
        positions: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for word in analyse(value):
            positions[word.term].append(word.token.position)
            positions[word.exact].append(word.token.position)
        for term, term_positions in positions.items():
            length = 0 if term.startswith(EXACT) else len(term_positions)
            weight = len(term_positions) + bisect_left(term_positions, self.lead_words)
            yield term.encode("utf-8"), length, float(weight), term_positions.tobytes()


def schema() -> fields.Schema:
    """Return the fields as Whoosh sees them. `day` is the date's proleptic ordinal, 0 for none."""
    return fields.Schema(
        id=fields.ID(stored=True, unique=True),
        headline=HindiText(),
        standfirst=HindiText(),
        body=HindiText(lead_words=LEAD_WORDS),
        **{name: fields.ID(stored=True, sortable=True) for name in VALUE_FIELDS},
        url=fields.STORED(),
        day=fields.COLUMN(columns.NumericColumn("I", default=0)),
    )


def write_contents(folder: Path, segments: Iterable[tuple[str, int, frozenset[int]]]) -> None:
    """Write Whoosh's own table of contents, so that whoosh.index.open_dir opens a generation.

    `segments` are names, document counts and deleted documents. Nothing of ours reads this file: it
    is a pickle, as Whoosh's format demands; segments.py has what our readers trust.
    """
    listed = [ColumnSegment(name, documents, deleted) for name, documents, deleted in segments]
    storage = FileStorage(str(folder))
    TOC(schema(), listed, generation=1).write(storage, _DEF_INDEX_NAME)
