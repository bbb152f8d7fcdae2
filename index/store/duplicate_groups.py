"""Which articles of a generation print the same story, as index/duplicates.py found."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.columns.column_file import ColumnFile

COPIES = "COPIES"


class DuplicateGroups:
    """The groups of a generation."""

    def __init__(self, folder: Path) -> None:
        self.file = file = ColumnFile(folder / COPIES)
        self.documents: NDArray[np.uint32] = file["documents"].all()
        self.groups: NDArray[np.uint32] = file["groups"].all()

    def group_of(self, document: int) -> int:
        """Return the number of a document's group; its own where it is no copy of any other."""
        position = int(np.searchsorted(self.documents, document))
        if position < len(self.documents) and self.documents[position] == document:
            return int(self.groups[position])
        return document

    def groups_of(self, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return int64: the group of each of some documents."""
        if not len(self.documents):
            return documents
        position = np.minimum(np.searchsorted(self.documents, documents), len(self.documents) - 1)
        return np.where(
            self.documents[position] == documents, self.groups[position].astype(np.int64), documents
        )

    def members(self, group: int) -> list[int]:
        """Return all documents of a group, ascending."""
        found = self.documents[self.groups == group].tolist()
        return found or [group]
