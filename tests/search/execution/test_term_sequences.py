"""Texts as rows of numbers: what is counted in them is what counting word by word finds."""

from collections import Counter
from functools import partial

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.hindi.analysis import analyse
from search.execution.clause_terms import is_satisfied_by
from search.execution.term_sequences import BREAK, MAX_CHUNK_CHARS, TermNumbers, TermReader
from search.model.expansions import Alternative
from search.query.clauses import PhraseClause


def word_clause(term: str) -> PhraseClause:
    return PhraseClause(((Alternative(term, 1.0),),))


WORDS = ["राम", "मंदिर,", "(भूमि", "पूजन।", "का", "ज़मीन", "भा.ज.पा.", "अमित-शाह", "ABC", "'शाह'", "…", "370"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
ARTICLES = st.lists(st.lists(TEXTS, min_size=1, max_size=2), min_size=1, max_size=4)


def runs(text: str) -> list[list[str]]:
    """Return the terms of a text that stand side by side without a sign between them: the slow twin."""
    found: list[list[str]] = [[]]
    for chunk in text.split():
        words = list(analyse(chunk))
        if not words or words[0].token.start > 0:
            found.append([])
        found[-1] += [word.term for word in words]
        if words and words[-1].token.end < len(chunk):
            found.append([])
    return found


def counted_by_hand(articles: list[list[str]], longest: int) -> Counter[tuple[str, ...]]:
    counts: Counter[tuple[str, ...]] = Counter()
    for texts in articles:
        names = {
            tuple(run[start:end])
            for text in texts
            for run in runs(text)
            for start in range(len(run))
            for end in range(start + 1, min(len(run), start + longest) + 1)
        }
        counts.update(names)
    return counts


@given(ARTICLES)
def test_words_and_names_are_counted_as_word_by_word(articles: list[list[str]]) -> None:
    found = TermReader().read(articles)
    counts = counted_by_hand(articles, 4)
    every = np.ones(len(found.terms), np.bool_)
    every[BREAK] = False
    names = {found.spelled(name): count for name, count in found.names(every, 1, 4).items()}
    assert names == {name: count for name, count in counts.items() if len(name) > 1}
    words = {term: int(count) for term, count in zip(found.terms, found.counts, strict=True) if count}
    assert words == {name[0]: count for name, count in counts.items() if len(name) == 1}
    for name, count in counts.items():
        assert found.count_any([name]) == count


@given(ARTICLES, st.integers(1, 3))
def test_rare_names_are_left_out_and_no_others(articles: list[list[str]], least: int) -> None:
    found = TermReader().read(articles)
    every = np.ones(len(found.terms), np.bool_)
    every[BREAK] = False
    all_names = found.names(every, 1, 4)
    assert found.names(every, least, 4) == {
        name: count for name, count in all_names.items() if count >= least
    }


@given(ARTICLES)
def test_pairs_stand_where_their_parts_may(articles: list[list[str]]) -> None:
    found = TermReader().read(articles)
    firsts, seconds = found.mask(["राम", "भूमि"]), found.mask(["मंदिर", "पूजन"])
    counts = counted_by_hand(articles, 2)
    assert {found.spelled(pair): count for pair, count in found.pairs(firsts, seconds).items()} == {
        name: count
        for name, count in counts.items()
        if len(name) == 2 and name[0] in ("राम", "भूमि") and name[1] in ("मंदिर", "पूजन")
    }


def test_any_of_several_names_counts_an_article_once_and_unknown_ones_never() -> None:
    found = TermReader().read([["राम मंदिर", "भूमि"], ["भूमि पूजन"], ["राम। मंदिर"]])
    assert found.count_any([("राम", "मंदिर"), ("भूमि",)]) == 2
    assert found.count_any([("अनजान",), ("राम", "अनजान")]) == 0
    assert found.count_any([]) == 0
    assert not found.mask(["अनजान"]).any()


def test_what_is_remembered_is_bounded_and_what_was_read_stays() -> None:
    reader = TermReader(most_chunks=2)
    first = reader.read([["राम मंदिर भूमि"]])
    second = reader.read([["पूजन"]])
    assert first.count_any([("राम", "मंदिर")]) == 1
    assert second.count_any([("पूजन",)]) == 1
    assert second.count_any([("राम",)]) == 0


def test_only_texts_that_hold_what_is_wanted_are_read() -> None:
    found = TermReader().read(
        [["राम मंदिर", "राम पूजन"], ["भूमि"], ["मंदिर राम"]],
        lambda has_term: has_term("राम") and has_term("मंदिर") and not has_term("अनजान"),
    )
    assert found.size == 2
    assert (found.count_any([("राम",)]), found.count_any([("पूजन",)]), found.count_any([("भूमि",)])) == (
        2,
        0,
        0,
    )


def test_what_is_only_asked_for_and_very_long_chunks_are_not_remembered() -> None:
    reader = TermReader()
    for number in range(50):
        word = word_clause(f"शब्द{number}")
        reader.read([["राम"]], partial(is_satisfied_by, word))
    assert len(reader.read([["राम"]]).terms) == 2
    long = "-".join(["मंदिर"] * MAX_CHUNK_CHARS)
    numbers = TermNumbers()
    assert len(numbers[long]) == MAX_CHUNK_CHARS
    assert long not in numbers
    assert reader.read([[long]]).count_any([("मंदिर",)]) == 1
