"""A hash table of the dictionary's terms, so that finding a word touches three pages and not eighteen.

Open addressing with linear probing: a term stands at its hash or in the next free slot after it.
The table has at least two slots a term and does not wrap; it ends with an empty slot.
"""

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.columns.column import Column
from index.columns.strings import Strings

SLOTS_A_TERM = 2


def term_slots(terms: Sequence[bytes]) -> NDArray[np.uint32]:
    """Return uint32[slots]: number + 1 of the term that stands there, 0 where none does."""
    slots = slots_for(len(terms))
    hashes = np.fromiter(map(zlib.crc32, terms), np.uint32, len(terms)) & (slots - 1)
    order = np.argsort(hashes, kind="stable")
    ahead = np.arange(len(terms))
    slot_of = np.maximum.accumulate(hashes[order] - ahead) + ahead if len(terms) else ahead
    table = np.zeros(max(slots, int(slot_of[-1]) + 1 if len(terms) else 0) + 1, np.uint32)
    table[slot_of] = order + 1
    return table


def slots_for(terms: int) -> int:
    """Return the number of slots: the power of two from twice the terms on."""
    return 1 << max(0, (SLOTS_A_TERM * terms - 1).bit_length())


def find(term: bytes, slots: Column, terms: Strings) -> int | None:
    """Return the number of a term; None if it does not occur."""
    slot = zlib.crc32(term) & (slots_for(len(terms)) - 1)
    while number := slots.at(slot):
        if terms[number - 1] == term:
            return number - 1
        slot += 1
    return None
