"""Snippets: whole sentences, whole aksharas, marked where the query matched."""

import icu
from hypothesis import given
from hypothesis import strategies as st

from search.highlight import snippets
from search.highlight.highlighter import Highlighter, Match
from search.highlight.snippets import ELLIPSIS, Passage, best_passages
from search.model.expansions import Alternative
from search.query.clauses import AllOf, PhraseClause


def highlighter(*terms: str) -> Highlighter:
    return Highlighter(AllOf(tuple(PhraseClause(((Alternative(term, 1.0),),)) for term in terms)))


def grapheme_boundaries(text: str) -> set[int]:
    iterator = icu.BreakIterator.createCharacterInstance(icu.Locale("hi"))
    content = icu.UnicodeString(text)
    iterator.setText(content)
    return {0} | {len(str(content[:end])) for end in iterator}


pieces = st.sampled_from(
    [
        "मोदी",
        "क्षेत्र",
        "हि\u200dन्दी",
        "स्त्री",
        "🏏",
        "👨‍👩‍👧",
        " ",
        " ",
        "।",
        "? ",
        "\n",
        "डॉ. ",
        "क" * 40,
        "च्छे",
        "़ा",
        "मोदी जी",
    ]
)


@given(st.lists(pieces, max_size=60).map("".join), st.integers(1, 60), st.integers(1, 3))
def test_a_snippet_is_a_piece_of_the_text_that_splits_no_grapheme(text: str, size: int, count: int) -> None:
    whole = grapheme_boundaries(text)
    snippets = best_passages(text, highlighter("मोदी"), count, size)
    assert len(snippets) <= count
    for snippet in snippets:
        plain = snippet.text.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS)
        assert len(plain) <= size
        places = [at for at in range(len(text) - len(plain) + 1) if text.startswith(plain, at)]
        assert any(at in whole and at + len(plain) in whole for at in places)
        for start, end in snippet.marks:
            assert snippet.text[start:end] == "मोदी"


def test_the_passage_with_most_different_words_wins() -> None:
    text = "मोदी मोदी मोदी आए। बीच की लंबी बात चलती रही और चलती रही। मोदी और पुतिन मिले।"
    (snippet,) = best_passages(text, highlighter("मोदी", "पुतिन"), 1, 30)
    assert snippet.text == "मोदी और पुतिन मिले।"


def test_passages_stay_inside_a_paragraph_and_keep_the_texts_order() -> None:
    text = "पहले पुतिन।\nफिर मोदी।"
    assert [
        snippet.text for snippet in best_passages(text, highlighter("मोदी", "पुतिन"), 2, 280)
    ] == text.split("\n")


def test_a_long_sentence_is_cut_at_words_around_the_match() -> None:
    text = "शुरू " * 40 + "मोदी " + "बाद " * 40 + "अंत।"
    (snippet,) = best_passages(text, highlighter("मोदी"), 1, 50)
    assert snippet.text.startswith(ELLIPSIS)
    assert snippet.text.endswith(ELLIPSIS)
    assert set(snippet.text.strip(ELLIPSIS).split()) <= {"शुरू", "मोदी", "बाद"}
    assert len(snippet.marks) == 1


def test_without_matches_the_beginning_is_shown() -> None:
    (snippet,) = best_passages("पहला वाक्य। दूसरा।", highlighter("मोदी"), 2, 12)
    assert (snippet.text, snippet.marks) == ("पहला वाक्य।", ())


def test_an_empty_text_has_no_snippet() -> None:
    assert best_passages("", highlighter("मोदी"), 2, 100) == ()


def plain_densest(passage: Passage, max_chars: int) -> tuple[int, int]:
    """The slow twin of _densest."""
    best, best_worth = (passage.start, passage.start), -1
    for index, first in enumerate(passage.matches):
        inside = tuple(match for match in passage.matches[index:] if match.end - first.start <= max_chars)
        worth = Passage(first.start, passage.end, inside).worth
        if inside and worth > best_worth:
            best, best_worth = (first.start, inside[-1].end), worth
    return best


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 9), st.integers(0, 2)), max_size=12),
    st.integers(1, 30),
)
def test_the_densest_cluster_agrees_with_its_slow_twin(
    told: list[tuple[int, int, int]], max_chars: int
) -> None:
    matches, at = [], 0
    for gap, length, sequence in told:
        matches.append(Match(at + gap, at + gap + length, sequence))
        at += gap + length
    passage = Passage(0, at + 1, tuple(matches))
    assert snippets._densest(passage, max_chars) == plain_densest(passage, max_chars)


def test_a_cut_before_a_space_with_a_mark_keeps_both_or_neither() -> None:
    (snippet,) = best_passages("मोदीमोदी ़ामोदी", highlighter("मोदी"), 1, 10)
    assert snippet.text in {"मोदीमोदी…", "…मोदी"}
