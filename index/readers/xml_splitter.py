"""Cuts long XML exports between the elements that are their records."""

import re


class XmlSplitter:
    """Finds where elements of one name end that stand one after another; `context` is for the format to set."""

    def __init__(self, name: str) -> None:
        self.context = b""
        self._start = re.compile(rf"<{name}\b[^<>]*>".encode())
        self._boundary = re.compile(rf"</{name}>\s*(?=<{name}\b)".encode())

    def last_end(self, content: bytes) -> int:
        """Return the offset after the last closing tag that another record follows."""
        ends = [found.end() for found in self._boundary.finditer(content)]
        return ends[-1] if ends else 0

    def next_start(self, content: bytes) -> int:
        """Return the offset of the next record; -1 for none."""
        found = self._start.search(content)
        return found.start() if found else -1

    def count(self, content: bytes) -> int:
        """Return how many records begin."""
        return len(self._start.findall(content))
