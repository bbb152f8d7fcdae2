"""Writes a segment's lexicon: how its terms sound, and which are inflections of one word.

sounds                     uint8[…]      placed sounds of each term that takes part in search by sound
sound_offsets              narrow[n+1]
sound_keys, sound_terms    buckets of the terms that share a sound key
family_keys, family_terms  buckets of the terms that share a family of inflections
neighbour_…                see neighbours.py
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.columns.column_file import narrowest, write_columns
from index.columns.layout import LEXICON
from index.hindi import initials
from index.hindi.script import DEVANAGARI
from index.hindi.sounds import codes, sound_keys
from index.hindi.stems import inflection_keys
from index.lexicon.buckets import Numbers, bucket_arrays, hashed
from index.lexicon.neighbour_pairs import TermSounds
from index.lexicon.neighbours import neighbour_arrays
from index.processes import ordered_map

TERMS_AT_ONCE = 8_192
"""Terms examined by one process at a time."""

SHARE_OF_WORDS = 0.7
"""Share of the progress bar for words; the rest is for neighbours."""

_WORD = re.compile(f"[{DEVANAGARI}]+")


class _TermRange(NamedTuple):
    """What a range of terms sounds like, and what they are looked up by.

    `sound_sizes`: bytes of `sounds` that each term takes. The hashes of keys and the terms that have them are uint32,
    one of each for each pair.
    """

    sound_sizes: list[int]
    sounds: bytes
    sound_hashes: Numbers
    sound_terms: Numbers
    family_hashes: Numbers
    family_terms: Numbers


def write_lexicon(
    base: Path,
    terms: Sequence[bytes],
    processes: int = 1,
    observe: Callable[[float], None] = lambda _: None,
) -> None:
    """Write BASE.lexicon for terms in ascending order; `observe` receives the share done."""
    parts: list[_TermRange] = []

    def write_range(first: int) -> _TermRange:
        return _term_range(first, [term.decode() for term in terms[first : first + TERMS_AT_ONCE]])

    for part in ordered_map(write_range, range(0, len(terms), TERMS_AT_ONCE), processes):
        parts.append(part)
        observe(min(1.0, len(parts) * TERMS_AT_ONCE / len(terms)) * SHARE_OF_WORDS)
    offsets = np.cumsum(np.array([0, *(size for part in parts for size in part.sound_sizes)], np.int64))
    sounds = TermSounds(np.frombuffer(b"".join(part.sounds for part in parts), np.uint8), offsets)
    by_sound = bucket_arrays(
        "sound",
        _concatenated([part.sound_hashes for part in parts]),
        _concatenated([part.sound_terms for part in parts]),
    )
    neighbours = neighbour_arrays(
        by_sound["sound_keys"],
        by_sound["sound_terms"],
        sounds,
        processes,
        lambda share: observe(SHARE_OF_WORDS + share * (1 - SHARE_OF_WORDS)),
    )
    write_columns(base.with_name(base.name + LEXICON), {
        "sounds": sounds.codes,
        "sound_offsets": offsets.astype(narrowest(int(offsets[-1]))),
        **by_sound,
        **bucket_arrays(
            "family",
            _concatenated([part.family_hashes for part in parts]),
            _concatenated([part.family_terms for part in parts]),
        ),
        **neighbours,
    })  # fmt: skip
    observe(1.0)


def _concatenated(parts: list[Numbers]) -> Numbers:
    return np.concatenate(parts or [np.zeros(0, np.uint32)])


def _term_range(first: int, terms: Sequence[str]) -> _TermRange:
    sounds: list[bytes] = []
    sound_hashes: list[int] = []
    sound_terms: list[int] = []
    family_hashes: list[int] = []
    family_terms: list[int] = []
    for number, term in enumerate(terms, start=first):
        keys = sound_keys(term) if takes_part_in_sound(term) else ()
        sounds.append(codes(term) if keys else b"")
        for key in keys:
            sound_hashes.append(hashed(key))
            sound_terms.append(number)
        for family in inflection_keys(term):
            family_hashes.append(hashed(family))
            family_terms.append(number)
    return _TermRange(
        [len(sound) for sound in sounds],
        b"".join(sounds),
        np.array(sound_hashes, np.uint32),
        np.array(sound_terms, np.uint32),
        np.array(family_hashes, np.uint32),
        np.array(family_terms, np.uint32),
    )


def takes_part_in_sound(term: str) -> bool:
    """Return whether a term may be a name spelled in another way: a Devanagari word, no initials."""
    return _WORD.fullmatch(term) is not None and initials.parse(term) is None
