"""The mapping of a cluster's index: the archive's own analysis, written down so that Lucene need not know Hindi.

An article has its analysed words twice:

    words.headline, words.standfirst, words.body   where each word stands. One token a word, several terms in it:
        "term", or "term|=spelling" where the spelling is another; and marks on the first and last words of
        sentences and paragraphs. They stand at the word's own position, so that phrases run on.
    terms       how much each term is worth in the article, as the frequency of "term|code": its impact
        (index/columns/impacts.py) as a whole number that keeps the order and all 16 bits; see `encoded_impacts`.

So BM25F needs no statistics of a shard: the impacts come from the index, the rarities with each query. "=term" is the
impact of the occurrences that are spelled as the term where others are not; "!term" says that none is.

An article is there from the state `born` on and before the state `died`: a reader asks for one state, and articles of
the next are written beside it unseen.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns.impacts import K1
from index.fields import TEXT_FIELDS, VALUE_FIELDS
from index.hindi.analysis import EXACT

MAPPING_VERSION = 3
"""Raised whenever the same article would be written otherwise."""
NEVER_DIED = 2**31 - 1
SENTENCE_START, SENTENCE_END, PARAGRAPH_START, PARAGRAPH_END = "§", "‡", "¶", "⁋"
"""No word can be one of these: they are no letters."""
SEPARATOR = "|"
SPACE = "␣"
"""Stands for the space within a spelling (एस सी ओ)."""
MISSING = "!"
"""Marks a term of which the article has other spellings alone."""
MIN_EXPONENT = 6 << 10
"""What is taken off the bits of an impact: none is below 2⁻⁹, and small frequencies take fewer bytes."""
MAX_VALUE_CHARS = 8_000
"""A longer value is shown but cannot be filtered by: Lucene refuses terms of more than 32,766 bytes."""
MAX_FREQUENCY = (31 << 10) - MIN_EXPONENT
"""No finite impact has a larger one."""
DECODED = "Float.intBitsToFloat((((int) {frequency}) - 1 + 6144 << 13) + (112 << 23))"
"""A frequency as the impact that it stands for, in Painless: the bits of a float16, widened to a float32's."""


def encoded_impacts(impacts: NDArray[np.float16]) -> NDArray[np.int64]:
    """Return int64: each impact as the frequency that stands for it; larger ones are larger."""
    bits = impacts.astype("<f2").view("<u2").astype(np.int64)
    return np.maximum(bits - MIN_EXPONENT, 0) + 1


def decoded_impacts(frequencies: NDArray[np.int64]) -> NDArray[np.float16]:
    """Return the impacts that frequencies stand for."""
    found: NDArray[np.float16] = (frequencies - 1 + MIN_EXPONENT).astype("<u2").view("<f2")
    return found


def token_of(term: str) -> str:
    """Return a term or "=spelling" as it stands in the index."""
    return term.replace(" ", SPACE)


def exact_token(spelling: str) -> str:
    """Return the token of an exact spelling."""
    return token_of(EXACT + spelling)


class Moment(NamedTuple):
    """The number of a state, and the numbers before it under which a run wrote that published nothing.

    A node that hung may carry out such a run's request after all, when nobody waits for it any more.
    """

    number: int
    abandoned: tuple[int, ...] = ()


def in_state(moment: Moment) -> list[dict[str, object]]:
    """Return the filters that the documents of one state pass."""
    born: dict[str, object] = {"range": {"born": {"lte": moment.number}}}
    died: dict[str, object] = {"range": {"died": {"gt": moment.number}}}
    if not moment.abandoned:
        return [born, died]
    numbers = list(moment.abandoned)
    return [
        {"bool": {"filter": [born], "must_not": [{"terms": {"born": numbers}}]}},
        {"bool": {"should": [died, {"terms": {"died": numbers}}], "minimum_should_match": 1}},
    ]


def in_no_state(oldest: Moment) -> dict[str, object]:
    """Return the query for the documents that no state from `oldest` on has."""
    numbers = list(oldest.abandoned)
    gone = {
        "bool": {
            "filter": [{"range": {"died": {"lte": oldest.number}}}],
            "must_not": [{"terms": {"died": numbers}}],
        }
    }
    return {"bool": {"should": [gone, {"terms": {"born": numbers}}], "minimum_should_match": 1}}


def index_body(shards: int, replicas: int) -> dict[str, Any]:
    """Return settings and mapping of a new index."""
    # Lucene asks what a word could score at most with a frequency that no article has.
    impact = DECODED.format(frequency=f"Math.min(doc.freq, {MAX_FREQUENCY})")
    similarities = {
        "impact": f"double impact = {impact}; return query.boost * impact / (impact + {K1});",
        "count": "return query.boost * doc.freq;",
    }
    whole_tokens = {"type": "whitespace", "max_token_length": 1_000}
    return {
        "settings": {"index": {
            "number_of_shards": shards,
            "auto_expand_replicas": f"0-{replicas}" if replicas else False,
            "number_of_replicas": 0,
            # What was sent is kept beside an article (2 to 3 times its size) until no copy of its shard can ask for it;
            # a replica that was away for longer is copied from files.
            "soft_deletes.retention_lease.period": "1h",
            "refresh_interval": -1,  # while it is filled; see Replicator._make_visible
            "analysis": {
                "tokenizer": {"whole_tokens": whole_tokens},
                "filter": {
                    "alternatives": {"type": "pattern_capture", "preserve_original": False, "patterns": ["([^|]+)"]},
                    "frequency": {"type": "delimited_term_freq", "delimiter": SEPARATOR},
                },
                "analyzer": {
                    "words": {"tokenizer": "whole_tokens", "filter": ["alternatives"]},
                    "frequencies": {"tokenizer": "whole_tokens", "filter": ["frequency"]},
                },
            },
            "similarity": {
                name: {"type": "scripted", "script": {"source": source}} for name, source in similarities.items()
            },
        }},
        "mappings": {
            "dynamic": "strict",
            "_meta": {"mapping": MAPPING_VERSION},
            "_source": {"excludes": ["words", "terms", "weights"]},
            "properties": _properties(),
        },
    }  # fmt: skip


def _properties() -> dict[str, Any]:
    words = {
        "type": "text", "analyzer": "words", "index_options": "positions", "norms": False, "similarity": "count",
    }  # fmt: skip
    terms = {
        "type": "text", "analyzer": "frequencies", "search_analyzer": "words", "index_options": "freqs",
        "norms": False, "similarity": "impact",
    }  # fmt: skip
    weight = {"type": "double", "index": False}
    shown = {"type": "keyword", "index": False, "doc_values": False}
    key = {"type": "keyword", "ignore_above": MAX_VALUE_CHARS}
    return {
        "words": {"properties": dict.fromkeys(TEXT_FIELDS, words)},
        "terms": terms,
        "weights": {"properties": dict.fromkeys(TEXT_FIELDS, weight)},
        **dict.fromkeys((*TEXT_FIELDS, "url", "date", "versions"), shown),
        **dict.fromkeys(VALUE_FIELDS, key),
        "id": key,
        "year": key,
        "month": key,
        "day": {"type": "integer"},
        "arrived": {"type": "long"},
        "digest": {"type": "keyword", "index": False},
        "story": key,
        "is_copied": {"type": "boolean"},
        "sequence": {"type": "long", "index": False},
        "born": {"type": "integer"},
        "died": {"type": "integer"},
    }
