"""The occurrences that words near each other require, against trying every assignment."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from search.model.expansions import Alternative
from search.query.clauses import TermAlternatives
from search.query.required_occurrences import required_occurrences

slots = st.sets(st.sampled_from("abcd"), min_size=1, max_size=3).map(
    lambda terms: tuple(Alternative(term, 1.0) for term in sorted(terms))
)


def each_finds_its_own(words: list[TermAlternatives], text: str) -> bool:
    """The slow twin: whether some assignment gives every word an occurrence of its own."""
    terms = [{alternative.term for alternative in slot} for slot in words]
    return any(
        all(text[at] in own for at, own in zip(places, terms, strict=True))
        for places in permutations(range(len(text)), len(words))
    )


@given(st.lists(slots, min_size=1, max_size=3), st.text("abcd", max_size=5))
def test_what_is_required_is_sufficient_and_necessary(words: list[TermAlternatives], text: str) -> None:
    required = required_occurrences(words)
    enough = all(
        sum(letter in {alternative.term for alternative in need.slot} for letter in text) >= need.times
        for need in required
    )
    assert enough == each_finds_its_own(words, text)


def test_the_same_word_twice_needs_two() -> None:
    word = (Alternative("a", 1.0),)
    assert [(need.slot, need.times) for need in required_occurrences([word, word])] == [(word, 2)]
