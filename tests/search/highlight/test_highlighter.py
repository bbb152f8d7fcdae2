"""Marks by remembered chunks against marks by analysing the whole text."""

from hypothesis import given
from hypothesis import strategies as st

from index.hindi.analysis import AnalysedWord, analyse
from search.highlight.highlighter import Highlighter, Match
from search.model.expansions import Alternative
from search.query.clauses import AllOf, PhraseClause
from tests.index.hindi.test_term_ids import texts

TERMS = ["मोदी", "जमीन", "=ज़मीन", "sco", "एस", "सी", "है", "गांव", "भारत", "चीन", "के", "123", "1234", "=एस"]
sequences = st.lists(st.lists(st.sampled_from(TERMS), min_size=1, max_size=2), min_size=1, max_size=3).map(
    lambda slots: PhraseClause(tuple(tuple(Alternative(term, 1.0) for term in slot) for slot in slots))
)


def _stands(sequence: PhraseClause, words: list[AnalysedWord], at: int) -> bool:
    return at + len(sequence.slots) <= len(words) and all(
        {words[at + offset].term, words[at + offset].exact} & {alternative.term for alternative in slot}
        for offset, slot in enumerate(sequence.slots)
    )


def marked(wanted: list[PhraseClause], text: str) -> list[Match]:
    """The plain meaning of Highlighter.matches: of two sequences on one word the one that begins first counts."""
    words = analyse(text)
    found: dict[int, int] = {}
    for at in range(len(words)):
        for number, sequence in enumerate(wanted):
            if _stands(sequence, words, at):
                for place in range(at, at + len(sequence.slots)):
                    found.setdefault(place, number)
    return [
        Match(words[place].token.start, words[place].token.end, number)
        for place, number in sorted(found.items())
    ]


@given(st.lists(sequences, min_size=1, max_size=3), texts)
def test_marks_are_those_of_the_whole_text(wanted: list[PhraseClause], text: str) -> None:
    distinct = list(dict.fromkeys(wanted))
    assert Highlighter(AllOf(tuple(wanted))).matches(text) == marked(distinct, text)


@given(st.lists(st.sampled_from(TERMS), min_size=1, max_size=3, unique=True), texts)
def test_marks_of_single_words(terms: list[str], text: str) -> None:
    wanted = [PhraseClause(((Alternative(term, 1.0),),)) for term in terms]
    assert Highlighter(AllOf(tuple(wanted))).matches(text) == marked(wanted, text)
