"""Chunks analysed once against texts analysed as a whole."""

from hypothesis import given
from hypothesis import strategies as st

from index.hindi import initials
from index.hindi.analysis import analyse, own_term
from index.hindi.script import INVISIBLE
from index.hindi.sentences import starts
from index.hindi.spelling import fold, fold_by_every_rule, surface, surface_by_every_rule
from index.hindi.term_ids import TermIds
from index.hindi.tokens import Token, tokenize
from tests.index.hindi.reference import tokens_by_icu

PIECES = [
    "मोदी", "ज़मीन", "एस", "सी", "ओ", "S", "C", "O", "के", "है।", "(गांव)", "भारत-चीन", "१,२३४", "😀", "दु:ख", "\u200d", "़",
    "17वीं", "एस.सी.ओ.", "एससीओ", "\u00a0", "केन्\u200dद्र", "SCOकी", "अाज", ".", "", "है।उन्होंने", "है.", "डॉ.", "गया?”", "क्या!ऐसा।वैसा", "।",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES)).flatmap(
    lambda pieces: st.lists(
        st.sampled_from([" ", "\n", "  "]), min_size=len(pieces), max_size=len(pieces)
    ).map(lambda gaps: "".join(piece + gap for piece, gap in zip(pieces, gaps, strict=True)))
)
devanagari = st.text(st.characters(min_codepoint=0x900, max_codepoint=0x97F), max_size=8)
crowded = st.text(st.sampled_from("नमङञणक््््ंयेीित्वद्धशृररअािोौैएऑॉ"), max_size=8)


@given(st.lists(st.one_of(texts, st.text(max_size=20)), max_size=6))
def test_numbers_stand_for_what_analyse_finds(batch: list[str]) -> None:
    words = TermIds()
    found = words.encode(batch)
    expected = [analyse(text) for text in batch]
    assert found.sizes.tolist() == [len(each) for each in expected]
    assert [words.spellings[number] for number in found.words.tolist()] == [
        (word.term.encode(), word.spelling.encode()) for each in expected for word in each
    ]


@given(st.lists(st.one_of(texts, st.text(max_size=20)), max_size=6))
def test_sentences_and_paragraphs_begin_where_the_plain_twin_says(batch: list[str]) -> None:
    found = TermIds().encode(batch)
    for number, text in enumerate(batch):
        sentences, paragraphs = starts(text, [word.token for word in analyse(text)])
        for each, expected in ((found.sentences, sentences), (found.paragraphs, paragraphs)):
            assert each.positions[each.texts == number].tolist() == expected


@given(st.one_of(devanagari, crowded, st.text(max_size=6)))
def test_the_short_way_of_folding_agrees_with_trying_every_rule(word: str) -> None:
    assert fold(word) == fold_by_every_rule(word)
    assert surface(word) == surface_by_every_rule(word)


@given(
    st.text(st.sampled_from("(\"'‘“"), max_size=2),
    st.one_of(devanagari, crowded),
    st.text(st.sampled_from("।,.;?!)\"'’”…:-"), max_size=3),
)
def test_a_lone_word_is_what_icu_says_it_is(before: str, word: str, after: str) -> None:
    text = before + word + after
    assert tokenize(text) == tokens_by_icu(text)


@given(st.one_of(devanagari, crowded, st.sampled_from(PIECES)))
def test_a_word_that_is_its_own_term_is_what_analyse_finds(chunk: str) -> None:
    own = own_term(chunk)
    if own is not None:
        assert [(word.term, word.spelling, word.token.letters) for word in analyse(chunk)] == [
            (own, own, None)
        ]


@given(
    st.lists(st.sampled_from([*initials.LETTER_NAMES, ".", "़", "क", "S", INVISIBLE[6]]), max_size=6).map(
        "".join
    )
)
def test_the_first_look_misses_no_initials(word: str) -> None:
    assert initials.parse(word) == initials._parse_cached(word)


def test_a_token_is_a_token() -> None:
    assert tokenize("मोदी,") == [Token("मोदी", 0, 4, 0)]
