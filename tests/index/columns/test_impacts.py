"""Impacts of arrays agree with one occurrence after the other."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.columns.impacts import average_field_lengths, field_weight, impacts, impacts_of_counts
from index.fields import TEXT_FIELDS

Article = st.tuples(st.integers(1, 12), st.integers(0, 9), st.integers(0, 30))


@given(st.lists(Article, min_size=1, max_size=6), st.data())
def test_the_sum_of_an_articles_occurrences(
    articles: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    lengths = {name: np.array([each[at] for each in articles]) for at, name in enumerate(TEXT_FIELDS)}
    average = average_field_lengths(lengths)
    posting, positions, expected = [], [], [0.0] * len(articles)
    for number, article in enumerate(articles):
        start = 0
        for name, length, mean in zip(TEXT_FIELDS, article, average.tolist(), strict=True):
            chosen = data.draw(st.sets(st.integers(0, max(0, length - 1)), max_size=4)) if length else set()
            for at in sorted(chosen):
                posting.append(number)
                positions.append(start + at)
                double = 2 if name == "body" and at < 10 else 1
                expected[number] += double * field_weight(name, length, mean)
            start += length + 1
    found = impacts(
        (np.array(posting, np.int64), np.array(positions, np.uint32)), lengths, average, lead_words=10
    )
    assert np.allclose(found, expected)


def test_a_headline_counts_more_and_a_long_text_less() -> None:
    assert (
        field_weight("headline", 10, 10) > field_weight("standfirst", 10, 10) > field_weight("body", 10, 10)
    )
    assert field_weight("body", 200, 100) < field_weight("body", 100, 100) < field_weight("body", 50, 100)


@given(st.lists(st.tuples(Article, st.tuples(*[st.integers(0, 4)] * 3)), min_size=1, max_size=6))
def test_counts_of_fields_give_what_their_positions_give(
    articles: list[tuple[tuple[int, int, int], tuple[int, int, int]]],
) -> None:
    lengths = {name: np.array([each[0][at] for each in articles]) for at, name in enumerate(TEXT_FIELDS)}
    average = average_field_lengths(lengths)
    starts = np.cumsum([(0, one + 1, two + 1) for (one, two, _), _ in articles], axis=1)
    posting: list[int] = []
    positions: list[int] = []
    counts = np.zeros((3, len(articles)), np.int64)
    for number, (article, wanted) in enumerate(articles):
        for place, (length, many) in enumerate(zip(article, wanted, strict=True)):
            counts[place, number] = min(length, many)
            posting += [number] * min(length, many)
            positions += range(starts[number, place], starts[number, place] + min(length, many))
    occurrences = (np.array(posting, np.int64), np.array(positions, np.uint32))
    expected = impacts(occurrences, lengths, average, lead_words=0)
    assert np.allclose(impacts_of_counts(list(counts), lengths, average), expected)
