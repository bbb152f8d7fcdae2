"""Hashtags of several words: #HarGharTiranga is Har Ghar Tiranga where no article has it as one."""

import re

from index.hindi.analysis import analyse
from search.query.compounds import CompoundFinder

_HASHTAG = re.compile("#(?=[A-Za-z0-9]*[a-z])[A-Za-z0-9]{2,100}")
_CAMEL_PART = re.compile("[A-Z][a-z]+|[A-Z]++(?![a-z])|[A-Z]+(?=[A-Z][a-z])|[0-9]+")
MAX_HASHTAG_WORDS = 8


def opened_hashtag(text: str, compounds: CompoundFinder) -> str:
    """Return a hashtag's words joined by hyphens (#HarGharTiranga: #Har-Ghar-Tiranga), unless articles have it."""
    if not _HASHTAG.fullmatch(text):
        return text
    parts = _CAMEL_PART.findall(text)
    if not 2 <= len(parts) <= MAX_HASHTAG_WORDS or sum(map(len, parts)) != len(text) - 1:
        return text
    whole = tuple(word.term for word in analyse(text))
    is_written = len(whole) != 1 or compounds.count(whole) > 0
    return text if is_written else "#" + "-".join(parts)
