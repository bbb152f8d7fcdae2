"""Analysis: one road for articles and queries."""

from hypothesis import given
from hypothesis import strategies as st

from index.hindi.analysis import EXACT, MAX_TERM_CHARS, analyse, term_of


@given(st.text())
def test_any_text_can_be_analysed_and_terms_are_clean(text: str) -> None:
    for word in analyse(text):
        assert word.term
        assert not word.term.startswith(EXACT)
        word.term.encode("utf-8")


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x97F), max_size=60))
def test_a_spelling_leads_back_to_its_term(text: str) -> None:
    for word in analyse(text):
        if len(word.token.text) <= MAX_TERM_CHARS:
            assert term_of(word.spelling) == word.term


def test_too_long_words_are_cut_alike() -> None:
    long = "क" * 200
    assert analyse(long)[0].term == analyse(long + "ख")[0].term
