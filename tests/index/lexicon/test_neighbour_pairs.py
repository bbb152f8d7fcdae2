"""The pairs that are found by groups are those that comparing every two terms finds."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.hindi.batch_similarity import Codes, name_distances, probabilities
from index.hindi.pair_similarity import pair_distances
from index.hindi.phonetic_similarity import Floats
from index.hindi.sounds import codes, sound_keys
from index.hindi.spelling import fold
from index.lexicon import neighbour_pairs as module
from index.lexicon.buckets import hashed
from index.lexicon.neighbour_pairs import MIN_PROBABILITY, NeighbourPairs, TermSounds, neighbour_pairs
from tests.index.hindi.test_batch_similarity import matrix_of

SYLLABLES = (
    "मो",
    "मु",
    "म",
    "दी",
    "दि",
    "ड़ी",
    "दा",
    "टो",
    "तो",
    "का",
    "क",
    "खा",
    "ये",
    "ए",
    "व",
    "वा",
    "ब",
    "न्न",
    "न",
    "अ",
    "आ",
    "ं",
    "स्",
    "र",
)
terms_of_syllables = st.lists(
    st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=6).map("".join).map(fold).filter(sound_keys),
    max_size=14,
    unique=True,
).map(sorted)


def pairs_of(terms: list[str]) -> NeighbourPairs:
    entries = sorted((hashed(key), number) for number, term in enumerate(terms) for key in sound_keys(term))
    offsets = np.cumsum([0, *(len(codes(term)) for term in terms)]).astype(np.int64)
    blob = np.frombuffer(b"".join(map(codes, terms)), np.uint8)
    hashes = np.array([entry[0] for entry in entries], np.uint32)
    numbers = np.array([entry[1] for entry in entries], np.uint32)
    return neighbour_pairs(hashes, numbers, TermSounds(blob, offsets))


def as_words(terms: list[str], found: NeighbourPairs) -> dict[tuple[str, str], float]:
    return {
        (terms[one], terms[other]): cost
        for one, other, cost in zip(found.terms, found.others, found.costs.tolist(), strict=True)
    }


def compared_one_by_one(terms: list[str]) -> dict[tuple[str, str], float]:
    found = {}
    for one, other in permutations(terms, 2):
        if not set(sound_keys(one)).isdisjoint(sound_keys(other)):
            cost = name_distances(one, *matrix_of([other]))
            sounds = np.array([min(len(codes(one)), len(codes(other)))])
            if probabilities(cost, sounds)[0] >= MIN_PROBABILITY:
                found[one, other] = float(cost[0])
    return found


@given(terms_of_syllables)
def test_groups_find_what_comparing_every_two_finds(terms: list[str]) -> None:
    assert as_words(terms, pairs_of(terms)) == compared_one_by_one(terms)


def test_the_spellings_of_a_name_are_found() -> None:
    terms = sorted(map(fold, ("टोकाएव", "तोकायेव", "टोकायेव", "कज़ाखस्तान", "कजाखिस्तान", "अनेक")))
    found = as_words(terms, pairs_of(terms))
    assert (fold("टोकाएव"), fold("तोकायेव")) in found
    assert (fold("कजाखिस्तान"), fold("कज़ाखस्तान")) in found
    assert not any(fold("अनेक") in pair for pair in found)


def test_a_bucket_of_too_many_is_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    terms = sorted(map(fold, ("टोकाएव", "तोकायेव", "टोकायेव", "मोदीजी", "मोदिजी")))
    monkeypatch.setattr(module, "MAX_PAIRS", 4)
    found = pairs_of(terms)
    assert {terms[number] for number in found.unknown} == set(map(fold, ("टोकाएव", "तोकायेव", "टोकायेव")))
    assert {one for one, _ in as_words(terms, found)} == set(map(fold, ("मोदीजी", "मोदिजी")))


def test_few_pairs_are_compared_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    whole = pair_distances

    def counted(ones: Codes, others: Codes) -> Floats:
        compared.append(len(ones))
        return whole(ones, others)

    monkeypatch.setattr(module, "pair_distances", counted)
    vowels = ("ा", "ि", "ी", "ु", "ू", "े", "ै", "ो", "ौ", "")
    terms = sorted({fold(f"क{a}म{b}ल{c}त") for a in vowels for b in vowels for c in vowels})
    pairs_of(terms)
    assert 0 < sum(compared) < len(terms) ** 2 / 15


def test_no_terms_have_no_pairs() -> None:
    assert as_words([], pairs_of([])) == {}
