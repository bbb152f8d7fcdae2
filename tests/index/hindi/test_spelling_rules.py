"""The rules of tier 1: each merges its own examples, and keeps different words apart."""

import pytest

from index.hindi.spelling import fold
from index.hindi.spelling_rules import RULES, Rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
class TestEachRule:
    def test_merges_its_examples(self, rule: Rule) -> None:
        for one, other in rule.merges:
            assert fold(one) == fold(other)

    def test_is_what_merges_them(self, rule: Rule) -> None:
        """Without the rule at least one of its examples would stay apart."""

        def folded_without(word: str) -> str:
            for _ in range(3):
                for other in RULES:
                    word = word if other is rule else other.apply(word)
            return word

        assert any(folded_without(one) != folded_without(other) for one, other in rule.merges)

    def test_keeps_different_words_apart(self, rule: Rule) -> None:
        one, other = rule.keeps
        assert fold(one) != fold(other)
