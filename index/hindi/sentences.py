"""Where sentences and paragraphs begin, judged by chunks: what stands between white space.

A chunk that ends with a danda, a question or exclamation mark ends its sentence. A full stop does too, but
not after a title or an initial (डॉ., एस.), which in Hindi are short; so of short words only those count that
sentences really end with (है., थे.). A line is a paragraph, as archives store their texts.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from index.hindi.tokens import Token

CLOSING = "\"'”’)]}»"
OPENING = "\"'“‘([{«"
ENDS = "।॥?!؟？！"
MAX_ABBREVIATION = 3
"""Signs before the full stop of a title or an initial."""
_FINAL = (
    "है हैं हूँ हूं था थे थी थीं हो गा गे गी की का के दी दिया दिए दिये ली लिया लिए लिये गई गए गया गयी गये हुई हुए हुआ हुये",
    "रहा रही रहे कहा कही सका सकी सके बना बनी बने करे करें किया किए किये जाए जाएं चुका चुकी चुके मिला मिली मिले लगा लगी लगे",
    "पड़ा पड़ी पड़े आया आई आए चला चली चले नहीं बाद तक साथ पर में से को ने",
)
FINAL_WORDS = frozenset(word for line in _FINAL for word in line.split())
"""Short words that a sentence ends with, verbs above all; before a full stop they are no abbreviations."""
TITLES = frozenset({"प्रो", "श्री", "Prof", "Capt", "Messrs"})
"""Longer words that are abbreviations before a full stop."""

_CHUNK = re.compile(r"\S+")
_MARK = re.compile(f"[{ENDS}]")


def breaks(chunk: str) -> list[int]:
    """Return the offsets in a chunk after which another sentence begins, ascending; most chunks have none.

    >>> [breaks(chunk) for chunk in ("है।", "है.", "डॉ.", "गया?”", "मोदी,", "किया।उन्होंने")]
    [[3], [3], [], [4], [], [5]]
    """
    found = [mark.end() for mark in _MARK.finditer(chunk)]
    if chunk[-1] == "." or chunk[-1] in CLOSING:
        bare = chunk.rstrip(CLOSING)
        if bare.endswith(".") and not _is_abbreviation(bare):
            found.append(len(bare))
    return found


def sentences(line: str) -> Iterator[str]:
    """Yield the sentences of a line, their white space as single spaces; a sign inside a chunk ends none.

    >>> list(sentences("डॉ. सिंह आए।  वे बोले"))
    ['डॉ. सिंह आए।', 'वे बोले']
    """
    chunks: list[str] = []
    for chunk in line.split():
        chunks.append(chunk)
        if breaks(chunk):
            yield " ".join(chunks)
            chunks = []
    if chunks:
        yield " ".join(chunks)


def _is_abbreviation(chunk: str) -> bool:
    word = chunk.rstrip(".").lstrip(OPENING)
    word = word[max(word.rfind("."), word.rfind("-")) + 1 :]
    if word in FINAL_WORDS:
        return False
    return len(word) <= MAX_ABBREVIATION or word.isdigit() or word in TITLES


def starts(text: str, words: Sequence[Token]) -> tuple[list[int], list[int]]:
    """Return numbers of the words that begin a sentence, and of those that begin a paragraph; never the first word.

    The plain twin of what `TermIds` finds by remembered chunks.
    """
    sentences: set[int] = set()
    paragraphs: set[int] = set()
    begins = [word.start for word in words]
    offset = 0
    for line in text.split("\n"):
        paragraphs.add(bisect_left(begins, offset))
        for chunk in _CHUNK.finditer(line):
            sentences.update(
                bisect_left(begins, offset + chunk.start() + end) for end in breaks(chunk.group())
            )
        offset += len(line) + 1
    outside = {0, len(words)}
    return sorted((sentences | paragraphs) - outside), sorted(paragraphs - outside)
