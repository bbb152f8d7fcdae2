"""The links of a web page, by their words: which lines of its text are links and nothing else."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

SHINGLE = 4
"""Words in a row that are compared."""
MAX_LEAD_CHARS = 30
"""Characters before a link that are a label of it (यह भी पढ़ें:)."""
MAX_LINK_CHARS = 600
"""Characters of a link; longer ones are whole stories within an <a>."""
MIN_LINK_WORDS = 4
LINKED = 0.8
"""Share of a line's words in a row that stand in links, from which on it is links."""
MAX_ANCHORS = 5_000
MAX_LINK_SHARE = 0.4
"""Share of the text that may be lines of links and go; where it is more, the story itself is made of links (a list)."""

_WORD = re.compile(r"\w[\w\u0900-\u0dff\u200c\u200d]*")


def shingles_of(text: str) -> set[tuple[str, ...]]:
    """Return all runs of SHINGLE words of a text."""
    words = words_of(text)
    return {
        tuple(words[position : position + SHINGLE]) for position in range(max(1, len(words) - SHINGLE + 1))
    }


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return _WORD.findall(text.lower())


class PageLinks:
    """What the links of a page say."""

    def __init__(self, tree: Any) -> None:
        self._lines: set[tuple[str, ...]] = set()
        self._shingles: set[tuple[str, ...]] = set()
        self._unlinked = {
            tuple(words_of(element.text_content()))
            for element in islice(tree.iter("p", "li", "h2", "h3", "h4", "blockquote"), MAX_ANCHORS)
            if element.find(".//a") is None
            and next(element.iterancestors("a", "nav", "aside", "footer"), None) is None
        }
        """What stands somewhere without a link: a card or a button to share may repeat it."""
        for anchor in tree.xpath("//a[@href]")[:MAX_ANCHORS]:
            if anchor.get("href").strip().startswith("#"):  # within the page: a heading, or where it stands
                continue
            text = " ".join(anchor.text_content().split())
            words = words_of(text)
            if len(text) > MAX_LINK_CHARS:
                continue
            self._lines.add(tuple(words))
            self._shingles |= shingles_of(text)
            self._lines |= set(_labelled(anchor, text))

    def is_link(self, line: str) -> bool:
        """Return whether a line is a link, with or without a label, or several links."""
        words = words_of(line)
        if len(words) < MIN_LINK_WORDS:  # a linked name within a sentence, on a line of its own
            return False
        if tuple(words) in self._unlinked:
            return False
        if tuple(words) in self._lines:
            return True
        if len(words) <= SHINGLE:
            return False
        own = [tuple(words[position : position + SHINGLE]) for position in range(len(words) - SHINGLE + 1)]
        return sum(shingle in self._shingles for shingle in own) >= LINKED * len(own)


def _labelled(anchor: Any, text: str) -> Iterator[tuple[str, ...]]:
    """Yield the words of blocks that are a link with a short label before it (यह भी पढ़ें: …)."""
    around = anchor.getparent()
    for _ in range(2):
        if around is None or around.tag in {"body", "article", "main"}:
            return
        whole = _text_up_to(around, len(text) + MAX_LEAD_CHARS)
        if not whole:
            return
        yield tuple(words_of(whole))
        around = around.getparent()


def _text_up_to(element: Any, most: int) -> str:
    """Return the text of an element on one line; "" if it is longer than that."""
    parts: list[str] = []
    length = 0
    for text in element.itertext():
        words = text.split()
        parts += words
        length += sum(map(len, words)) + len(words)
        if length > most + 1:
            return ""
    return " ".join(parts)


def without_links(lines: list[str], links: PageLinks) -> list[str]:
    """Return the lines without those that are links only, unless the story is made of them."""
    kept = [line for line in lines if not links.is_link(line)]
    lost = sum(map(len, lines)) - sum(map(len, kept))
    return kept if kept and lost <= MAX_LINK_SHARE * sum(map(len, lines)) else lines
