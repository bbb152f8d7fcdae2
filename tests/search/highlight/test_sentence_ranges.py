"""Sentences of a line: a short rule where it is plain, ICU where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hindi import boundaries
from search.highlight.sentence_ranges import is_doubtful, line_sentences, plain_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("वह आए। वह गए? हाँ!", ["वह आए।", "वह गए?", "हाँ!"]),
        ("डॉ. राम ने कहा। एस. जयशंकर आए।", ["डॉ. राम ने कहा।", "एस. जयशंकर आए।"]),
        ("मूल्य 3.5 रुपये है। बस", ["मूल्य 3.5 रुपये है।", "बस"]),
        (" एक  दो ", ["एक  दो"]),
        ("मि. और श्रीमती एस.", ["मि. और श्रीमती एस."]),
        ("🏏 जीत। 🎉 जश्न।", ["🏏 जीत।", "🎉 जश्न।"]),
    ],
)
def test_line_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in line_sentences(text, 0, len(text))] == expected


@given(st.text(st.sampled_from("कमिं्  ,।।?!\"'“”()[-–:;/%\xa0\u200da०A1..."), max_size=14))
def test_the_short_rule_for_sentences_is_icus(line: str) -> None:
    if not is_doubtful(line):
        assert plain_sentences(line) == boundaries.spans("sentence", line)
