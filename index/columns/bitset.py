"""Bit sets over the documents of a segment: one bit a document, lowest bit first, in words of 64."""

import numpy as np
from numpy.typing import NDArray

from index.columns.layout import WORD, words_of

Bits = NDArray[np.uint64]
"""uint64[words]"""
Mask = NDArray[np.bool_]
"""bool[words · 64]"""
DocIds = NDArray[np.int64]


def doc_ids(bits: Bits) -> DocIds:
    """Return int64: the documents whose bits are set, ascending."""
    return np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little"))


def from_mask(mask: Mask) -> Bits:
    """Return a mask as bits."""
    return np.packbits(mask, bitorder="little").view(np.uint64)


def from_doc_ids(documents: DocIds, size: int) -> Bits:
    """Return bits for `size` documents, of which the given ones are set."""
    mask = empty_mask(size)
    mask[documents] = True
    return from_mask(mask)


def empty_mask(size: int) -> Mask:
    """Return bool[words · 64]: no document of `size`."""
    return np.zeros(words_of(size) * WORD, np.bool_)


def empty(size: int) -> Bits:
    """Return bits for `size` documents, none of them set."""
    return np.zeros(words_of(size), np.uint64)


def contains(bits: Bits, documents: DocIds) -> Mask:
    """Return bool: whether the bit of each document is set."""
    shift = (documents & 63).astype(np.uint64)
    found: Mask = ((bits[documents >> 6] >> shift) & np.uint64(1)).astype(np.bool_)
    return found


def count(bits: Bits) -> int:
    """Return the number of set bits."""
    return int(np.bitwise_count(bits).sum())


def in_blocks(halves: NDArray[np.uint16]) -> Mask:
    """Return bool[blocks · 16]: the bits of some blocks of 16 documents, each given as uint16."""
    return np.unpackbits(halves.view(np.uint8), bitorder="little").view(np.bool_)
