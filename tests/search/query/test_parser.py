"""The query language: any string is a query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.model.messages import QueryWarning
from search.query.parser import Group, Node, Not, ParserLimits, Phrase, Query, Words, as_typed, parse

LIMITS = ParserLimits(chars=800, depth=8)
query_text = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(['"', "“", "”", "(", ")", "-", "=", "+", "|", " ", "OR", "AND", "NOT", "मोदी", "चीन", "\ud800", "\x00"]),
        max_size=40,
    ).map("".join),
)  # fmt: skip


def parts(text: str) -> tuple[Node, ...]:
    return parse(text, LIMITS).root.nodes


@given(query_text)
def test_any_string_is_a_query(text: str) -> None:
    assert isinstance(parse(text, LIMITS), Query)
    assert isinstance(as_typed(parse(text, LIMITS)), Query)


@pytest.mark.parametrize(
    "text", ["(" * 3000, "NOT " * 500, '"' * 999, "-" * 3000, "OR " * 300, "(" * 400 + "क" + ")" * 399]
)
def test_hostile_queries_are_read_and_bounded(text: str) -> None:
    assert len(parse(text, LIMITS).text) <= LIMITS.chars


def test_words_are_all_required() -> None:
    assert parts("मोदी पुतिन") == (Words("मोदी"), Words("पुतिन"))


@pytest.mark.parametrize("text", ['"क ख"', "“क ख”", "„क ख“", "«क ख»", "″क ख″"])
def test_straight_and_curly_quotes_make_phrases(text: str) -> None:
    assert parts(text) == (Phrase("क ख"),)


def test_signs() -> None:
    assert parts("क -ख") == (Words("क"), Not(Words("ख")))
    assert parts('−"ख ग"') == (Not(Phrase("ख ग")),)
    assert parts("क –ख —ग") == (Words("क"), Not(Words("ख")), Not(Words("ग")))
    assert parts("=क -=ख =“ग घ”") == (Words("क", True), Not(Words("ख", True)), Phrase("ग घ", True))
    assert parts("NOT क +ख") == (Not(Words("क")), Words("ख"))


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    assert parts("कासिम-जोमार्ट") == (Words("कासिम-जोमार्ट"),)


def test_or_joins_its_neighbours() -> None:
    either = Group("any", (Words("ख"), Words("ग")))
    assert parts("क ख OR ग घ") == (Words("क"), either, Words("घ"))
    assert parts("ख|ग") == (either,)
    assert parts("ख or ग") == (either,)


def test_parentheses_group() -> None:
    assert parts("क (ख OR ग)") == (Words("क"), Group("all", (Group("any", (Words("ख"), Words("ग"))),)))
    assert parts("-(क ख)") == (Not(Group("all", (Words("क"), Words("ख")))),)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ('"क ख', QueryWarning.UNCLOSED_QUOTE),
        ("(क", QueryWarning.UNBALANCED_PARENTHESIS),
        ("क)", QueryWarning.UNBALANCED_PARENTHESIS),
        ("क OR", QueryWarning.DANGLING_OPERATOR),
        ("OR क", QueryWarning.DANGLING_OPERATOR),
        ("क -", QueryWarning.LONE_SIGN),
        ("क*", QueryWarning.NO_WILDCARD),
        ("क*जा", QueryWarning.NO_WILDCARD),
        ('"क कज*"', QueryWarning.NO_WILDCARD),
        ("बाढ़@100", QueryWarning.UNKNOWN_TIMES),
        ("बाढ़@" + "9" * 400, QueryWarning.UNKNOWN_TIMES),
        ("बाढ़@0", QueryWarning.UNKNOWN_TIMES),
        ('"क ख"@0', QueryWarning.UNKNOWN_TIMES),
        ("बाढ़@तीन", QueryWarning.UNKNOWN_TIMES),
        ("बाढ़@", QueryWarning.UNKNOWN_TIMES),
        ("-(क source:ख)", QueryWarning.CONDITION_FOR_ALL),
        ("-(author:क source:ख)", QueryWarning.CONDITION_FOR_ALL),
        ("क OR source:ख", QueryWarning.CONDITION_FOR_ALL),
        ("क source:", QueryWarning.EMPTY_FIELD),
        ("क (शीर्षक:) ख", QueryWarning.EMPTY_FIELD),
        ('source:"" क', QueryWarning.EMPTY_FIELD),
        ("क sorce:BBC", QueryWarning.UNKNOWN_FIELD),
        ("शीर्षिक:मोदी", QueryWarning.UNKNOWN_FIELD),
        ("क " * 500, QueryWarning.TOO_LONG),
        ("(" * 9 + "क" + ")" * 9, QueryWarning.TOO_DEEP),
    ],
)
def test_what_was_understood_is_said(text: str, note: QueryWarning) -> None:
    assert note in parse(text, LIMITS).warnings


@pytest.mark.parametrize(
    "text",
    [
        "क -(source:ख)",
        "-(क OR source:ख)",
        "क source:(ख ग)",
        "क -(-source:ख)",
        "क * ख",
        "कोरोना:दिल्ली",
        "क ख:",
        "10:30",
        "बाढ़@99",
        "desk@example.in",
        "@desk",
    ],
)
def test_what_was_read_as_meant_needs_no_note(text: str) -> None:
    assert parse(text, LIMITS).warnings == ()


def test_a_star_after_two_letters_asks_for_a_beginning() -> None:
    assert parts("मोद* -कज*") == (Words("मोद", is_prefix=True), Not(Words("कज", is_prefix=True)))
    assert parts("मोदी*@2") == (Words("मोदी", is_prefix=True, times=2),)
    assert parts("मो*") == (Words("मो*"),), "a sign of a vowel is no second letter"


def test_an_at_sign_and_a_number_ask_for_so_many_occurrences() -> None:
    assert parts("बाढ़@3 क") == (Words("बाढ़", times=3), Words("क"))
    assert parts('"तीन तलाक"@३') == (Phrase("तीन तलाक", times=3),)
    assert parts('"क ख"~10@2') == (Phrase("क ख", within=10, times=2),)
    assert parts("=बाढ़@2 शीर्षक:क@2") == (
        Words("बाढ़", exact=True, times=2),
        Words("क", field="headline", times=2),
    )
    assert parts("क@0") == (Words("क", times=1),)
    assert parts("क@100 ab@cd.in @5") == (Words("क", times=99), Words("ab@cd.in"), Words("@5"))


def test_signs_that_are_repeated_say_no_more() -> None:
    assert parts("क --ख") == parts("क -ख")


def test_as_typed_makes_every_word_exact() -> None:
    typed = as_typed(parse('क -"ख ग" (घ OR ङ)', LIMITS)).root
    assert typed.nodes == (
        Words("क", True),
        Not(Phrase("ख ग", True)),
        Group("all", (Group("any", (Words("घ", True), Words("ङ", True))),)),
    )


@pytest.mark.parametrize("text", ["कोविड -19 वैक्सीन", "कोविड –19 वैक्सीन"])
def test_a_hyphen_between_a_word_and_a_number_excludes_nothing_and_says_so(text: str) -> None:
    read = parse(text, LIMITS)
    assert read.root.nodes == (Words("कोविड-19"), Words("वैक्सीन"))
    assert read.warnings == (QueryWarning.HYPHEN_BEFORE_NUMBER,)


@pytest.mark.parametrize("text", ["चुनाव -2019", "चुनाव -19वां", "-19 चुनाव", 'चुनाव -"19"'])
def test_years_words_and_lone_numbers_may_be_excluded(text: str) -> None:
    read = parse(text, LIMITS)
    assert any(isinstance(node, Not) for node in read.root.nodes)
    assert QueryWarning.HYPHEN_BEFORE_NUMBER not in read.warnings


@pytest.mark.parametrize("text", ["-40 डिग्री ठंड", "-40°C", "तापमान -40° रहा"])
def test_a_sign_before_degrees_excludes_nothing(text: str) -> None:
    read = parse(text, LIMITS)
    assert not any(isinstance(node, Not) for node in read.root.nodes)
    assert read.warnings == (QueryWarning.HYPHEN_BEFORE_NUMBER,)


@pytest.mark.parametrize("text", ['"क ख"~ 5', '"क ख" ~ 5', '"क ख" ~5'])
def test_spaces_around_a_distance_are_forgiven(text: str) -> None:
    assert parts(text) == (Phrase("क ख", within=5),)
    assert parse(text, LIMITS).warnings == ()
