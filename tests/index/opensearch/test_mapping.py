"""Impacts survive as frequencies, and the formula of the cluster's scripts is ours."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.columns.impacts import rounded
from index.fields import TEXT_FIELDS, VALUE_FIELDS
from index.opensearch import mapping
from index.opensearch.mapping import decoded_impacts, encoded_impacts, exact_token, index_body, token_of

POSSIBLE = st.floats(2.0**-9, 60_000.0)


@given(st.lists(POSSIBLE, min_size=1, max_size=50))
def test_an_impact_comes_back_to_the_last_bit(values: list[float]) -> None:
    impacts = rounded(np.array(values))
    codes = encoded_impacts(impacts)
    assert decoded_impacts(codes).tolist() == impacts.tolist()
    assert codes.min() >= 1
    assert codes.max() <= mapping.MAX_FREQUENCY


@given(POSSIBLE, POSSIBLE)
def test_a_larger_impact_is_a_larger_frequency(one: float, other: float) -> None:
    codes = encoded_impacts(rounded(np.array([one, other])))
    assert (codes[0] <= codes[1]) == (rounded(np.array([one]))[0] <= rounded(np.array([other]))[0])


@given(POSSIBLE)
def test_the_script_widens_the_bits_as_numpy_does(value: float) -> None:
    impact = rounded(np.array([value]))
    frequency = int(encoded_impacts(impact)[0])
    bits = (frequency - 1 + 6144 << 13) + (112 << 23)  # as mapping.DECODED says it in Painless
    assert np.array([bits], np.int32).view(np.float32)[0] == np.float32(impact[0])
    assert "6144 << 13) + (112 << 23)" in mapping.DECODED


def test_every_field_of_an_article_is_mapped() -> None:
    body = index_body(3, 1)
    assert {*TEXT_FIELDS, *VALUE_FIELDS, "url", "date", "day", "year", "id"} <= set(
        body["mappings"]["properties"]
    )
    assert body["settings"]["index"]["number_of_shards"] == 3
    assert body["settings"]["index"]["auto_expand_replicas"] == "0-1"
    assert index_body(1, 0)["settings"]["index"]["auto_expand_replicas"] is False


def test_a_spelling_with_a_space_is_one_token() -> None:
    assert token_of("एस सी ओ") == "एस␣सी␣ओ"
    assert exact_token("एस सी ओ") == "=एस␣सी␣ओ"
