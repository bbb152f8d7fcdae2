"""What others call one word: each peer turns a spelling into a key, and equal keys are merged."""

import unicodedata
from collections.abc import Callable

import snowballstemmer

try:
    from indicnlp.normalize.indic_normalize import IndicNormalizerFactory
except ImportError:
    IndicNormalizerFactory = None

Key = Callable[[str], str]


def peers() -> dict[str, Key]:
    """Name of each peer → its key."""
    snowball = snowballstemmer.stemmer("hindi")
    found: dict[str, Key] = {
        "raw": lambda word: unicodedata.normalize("NFC", word),
        "Snowball": lambda word: " ".join(snowball.stemWords(unicodedata.normalize("NFC", word).split())),
    }
    if IndicNormalizerFactory is not None:
        normalizer = IndicNormalizerFactory().get_normalizer("hi", remove_nuktas=True)
        found["indic-nlp"] = normalizer.normalize
    return found
