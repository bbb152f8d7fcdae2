"""Scratch: working arrays that queries share, one after the other."""

import numpy as np

from index.columns.layout import WORD, words_of


class Scratch:
    """Arrays as long as a segment, empty between two uses. One a thread."""

    def __init__(self, documents: int) -> None:
        size = words_of(documents) * WORD
        self.scores = np.zeros(size)
        self.seen = np.zeros(size, np.bool_)
