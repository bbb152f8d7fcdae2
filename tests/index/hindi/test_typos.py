"""Slips of the hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hindi.spelling import fold
from index.hindi.typos import LETTER, LOOK_ALIKE, single_edits


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("सरकर", "सरकार"), ("प्रधनमंत्री", "प्रधानमंत्री"), ("प्रधानमंतरी", "प्रधानमंत्री"), ("चुनवा", "चुनाव"),
        ("मदी", "मोदी"), ("मोददी", "मोदी"), ("कसान", "किसान"), ("किदान", "किसान"), ("गदर", "हदर"), ("बारत", "भारत"), ("भरत", "भारत"),
        ("राष्टपति", "राष्ट्पति"), ("चनाव", "चुनाव"),
    ],
)  # fmt: skip
def test_one_slip_is_undone(typed: str, meant: str) -> None:
    assert fold(meant) in dict(single_edits(fold(typed)))


def test_what_is_easily_lost_costs_less() -> None:
    costs: dict[str, float] = {}
    for other, cost in single_edits("सरकर"):
        costs[other] = min(cost, costs.get(other, cost))
    assert costs["सरकार"] < costs["सरकमर"]
    assert costs["सर्कर"] < costs["सरकमर"]


@pytest.mark.parametrize(
    ("read", "printed"), [("प्रघान", "प्रधान"), ("मारत", "भारत"), ("वाज़ार", "बाज़ार"), ("मामीण", "गामीण")]
)
def test_letters_that_look_alike_cost_less_than_others(read: str, printed: str) -> None:
    costs: dict[str, float] = {}
    for other, cost in single_edits(fold(read)):
        costs[other] = min(cost, costs.get(other, cost))
    assert costs[fold(printed)] <= LOOK_ALIKE < LETTER


@given(st.text(max_size=8))
def test_costs_are_bounded(term: str) -> None:
    assert all(0 < cost <= 1 for _, cost in single_edits(term))
