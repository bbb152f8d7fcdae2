"""Phrases matched from any source of positions; segments and texts are compared in other files."""

import numpy as np
import pytest
from numpy.typing import NDArray

from index.columns.impacts import Lengths
from index.columns.layout import Numbers, field_starts
from index.text_units import TextUnit
from search.model.deadline import Deadline, OutOfTimeError
from search.model.expansions import Alternative
from search.query.clauses import PhraseClause
from search.ranking.phrase_matcher import match_phrase
from search.ranking.positions import PositionLists

TEXTS = (("क ख ग", "क घ ख"), ("ख क", "क ख क ख"), ("ग", "ग ग"))
"""Headline and body of three documents; their standfirsts are empty."""


class Words:
    """A source that looks at the texts themselves."""

    def positions(self, term: str, documents: Numbers) -> PositionLists:
        found: list[list[int]] = []
        for document in documents.tolist():
            headline, body = (text.split() for text in TEXTS[document])
            placed = [*headline, "", "", *body]
            found.append([at for at, word in enumerate(placed) if word == term])
        indices = [at for at, each in enumerate(found) if each]
        flat = [position for each in found for position in each]
        sizes = [len(each) for each in found if each]
        return PositionLists.of(
            np.array(indices, np.int64), np.array(sizes, np.int64), np.array(flat, np.int64)
        )

    def lengths(self, documents: Numbers) -> Lengths:
        sizes = np.array(
            [[len(TEXTS[d][0].split()), 0, len(TEXTS[d][1].split())] for d in documents.tolist()]
        )
        sizes = sizes.reshape(-1, 3)
        return {name: sizes[:, at] for at, name in enumerate(("headline", "standfirst", "body"))}

    def average_lengths(self) -> NDArray[np.float64]:
        return np.array([2.0, 0.0, 3.0])

    def field_starts(self, documents: Numbers) -> tuple[Numbers, Numbers]:
        return field_starts(self.lengths(documents))

    def part_starts(self, unit: TextUnit, documents: Numbers) -> tuple[Numbers, Numbers]:
        _, bodies = self.field_starts(documents)
        return np.ones(len(documents), np.int64), bodies


def phrase(*terms: str, **more: object) -> PhraseClause:
    return PhraseClause(tuple((Alternative(term, 1.0),) for term in terms), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (phrase("क", "ख"), [0, 1]),
        (phrase("ख", "क"), [1]),
        (phrase("क", "ख", field="headline"), [0]),
        (phrase("क", "ख", times=2), [1]),
        (phrase("ख", "ग", within=1), [0]),
        (phrase("क", "ख", "ग", within=5), [0]),
        (phrase("घ", "ख", within="sentence"), [0]),
        (phrase("ग", "घ", within="sentence"), []),
        (phrase("ग", "ग"), [2]),
    ],
)
def test_documents_in_which_words_stand_together(clause: PhraseClause, expected: list[int]) -> None:
    assert match_phrase(clause, np.arange(3), Words()).documents.tolist() == expected


def test_a_match_weighs_what_its_field_does_and_what_its_terms_allow() -> None:
    everything = np.arange(3)
    whole = match_phrase(phrase("क", "ख"), everything, Words()).frequencies
    headline = match_phrase(phrase("क", "ख", field="headline"), everything, Words()).frequencies
    body = match_phrase(phrase("क", "ख", field="body"), everything, Words())
    assert whole[0] == pytest.approx(headline[0])
    assert body.documents.tolist() == [1]
    half = PhraseClause(((Alternative("क", 1.0),), (Alternative("ख", 0.5),)))
    assert match_phrase(half, everything, Words()).frequencies == pytest.approx(whole / 2)


def test_no_time() -> None:
    with pytest.raises(OutOfTimeError):
        match_phrase(phrase("क", "ख"), np.arange(3), Words(), Deadline(-1))
