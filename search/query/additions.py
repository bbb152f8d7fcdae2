"""Additions: what other ways of writing added to a query, and what of it the reader refused."""

from collections.abc import Iterable

from search.model.expansions import Expansion


class Additions:
    """Collects the expansions of one query; `excluded` are the spellings that the reader refused."""

    def __init__(self, excluded: frozenset[str]) -> None:
        self._excluded = excluded
        self.added: list[Expansion] = []
        self.refused: list[Expansion] = []

    def admit(self, found: Iterable[Expansion]) -> list[Expansion]:
        """Record each expansion as added or as refused by the reader; return the added ones."""
        admitted = []
        for expansion in found:
            if expansion.spelling in self._excluded:
                self.refused.append(expansion)
            else:
                admitted.append(expansion)
        self.added += admitted
        return admitted
