"""How a text becomes postings."""

from array import array

from index.whoosh_codec.schema import HindiText


def postings(text: str, lead_words: int = 0) -> dict[str, tuple[int, float, list[int]]]:
    field = HindiText(lead_words)
    return {
        term.decode(): (length, weight, array("I", positions).tolist())
        for term, length, weight, positions in field.index(text)
    }


def test_each_position_carries_the_folded_term_and_the_exact_spelling() -> None:
    found = postings("गये और गए")
    assert found["गए"] == (2, 2.0, [0, 2])
    assert found["=गये"] == (0, 1.0, [0])
    assert found["=गए"] == (0, 1.0, [2])


def test_words_of_the_lead_count_twice_in_weight_and_once_in_length() -> None:
    found = postings("मोदी आए और मोदी गए", lead_words=2)
    assert found["मोदी"] == (2, 3.0, [0, 3])
    assert found["और"] == (1, 1.0, [2])
