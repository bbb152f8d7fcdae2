"""Writes a lexicon: the arrays that index/lexicon.py reads."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.buckets import bucket_arrays
from index.hindi.sounds import codes, sound_keys
from index.hindi.stems import families


def write_lexicon(
    folder: Path, terms: dict[str, int], spellings: Iterable[tuple[str, str, int]], sounding: Iterable[str]
) -> None:
    """Store a lexicon.

    `terms` maps each folded term to its document count, `spellings` yields (term, spelling,
    documents), `sounding` names the terms that take part in the search by sound.
    """
    folder.mkdir()
    ordered = sorted((term.encode("utf-8"), documents) for term, documents in terms.items())
    number = {term: index for index, (term, _) in enumerate(ordered)}
    by_term = sorted(
        (number[term.encode()], spelling.encode(), documents) for term, spelling, documents in spellings
    )
    starts = np.zeros(len(ordered) + 1, np.uint32)
    np.add.at(starts, np.array([index + 1 for index, _, _ in by_term], np.int64), 1)
    sounds = [b""] * len(ordered)
    keys: list[tuple[str, int]] = []
    for term in sounding:
        index = number[term.encode()]
        sounds[index] = codes(term)
        keys += ((key, index) for key in sound_keys(term))
    arrays: dict[str, NDArray[Any]] = {
        **_strings("term", [term for term, _ in ordered]),
        "term_documents": np.array([documents for _, documents in ordered], np.uint32),
        "term_spellings": np.cumsum(starts, dtype=np.uint32),
        **_strings("spelling", [spelling for _, spelling, _ in by_term]),
        "spelling_documents": np.array([documents for _, _, documents in by_term], np.uint32),
        **_strings("sound", sounds),
        **bucket_arrays("sound", keys),
        **bucket_arrays("family", ((key, number[term.encode()]) for term in terms for key in families(term))),
    }
    for name, values in arrays.items():
        np.save(folder / f"{name}.npy", values.astype(values.dtype.newbyteorder("<")), allow_pickle=False)


def _strings(name: str, parts: list[bytes]) -> dict[str, NDArray[Any]]:
    sizes = np.array([0, *map(len, parts)], np.uint64)
    return {
        f"{name}s": np.frombuffer(b"".join(parts), np.uint8),
        f"{name}_offsets": np.cumsum(sizes, dtype=np.uint64),
    }
