"""Lexicon: the terms of one generation, their spellings, document counts and sound buckets.

Built when an index is published, stored beside it as .npy arrays and read by mmap, so that
opening it costs nothing however large the archive, and all workers share its pages:

    terms.npy, term_offsets.npy            uint8[bytes], uint64[n + 1]: UTF-8 terms, ascending
    term_documents.npy                     uint32[n]: documents holding the term in any text field
    term_spellings.npy                     uint32[n + 1]: where each term's spellings begin
    spellings.npy, spelling_offsets.npy    uint8[bytes], uint64[m + 1]: exact spellings by term
    spelling_documents.npy                 uint32[m]
    bucket_keys.npy, bucket_terms.npy      uint64[b] ascending, uint32[b]: sound key hash → term
    sounds.npy, sound_offsets.npy          uint8[bytes], uint64[b + 1]: placed sounds, in bucket order
"""

from bisect import bisect_left
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.hindi.likeness import code_matrix, probabilities
from index.hindi.sounds import codes, sound_key

FOLDER = "lexicon"


class Strings:
    """Read-only sequence of strings over a blob of UTF-8 and the offsets of its parts."""

    def __init__(self, blob: NDArray[np.uint8], offsets: NDArray[np.uint64]) -> None:
        self._blob = blob
        self._offsets = offsets

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, index: int) -> bytes:
        return self._blob[int(self._offsets[index]) : int(self._offsets[index + 1])].tobytes()

    def find(self, text: bytes) -> int | None:
        """Index of a string in an ascending sequence, or None."""
        index = bisect_left(self, text)
        return index if index < len(self) and self[index] == text else None


class Lexicon:
    """What words a generation holds. All lookups are by folded term."""

    def __init__(self, folder: Path) -> None:
        def array(name: str) -> NDArray[Any]:
            values: NDArray[Any] = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
            return values

        self._terms = Strings(array("terms"), array("term_offsets"))
        self._term_documents = array("term_documents")
        self._term_spellings = array("term_spellings")
        self._spellings = Strings(array("spellings"), array("spelling_offsets"))
        self._spelling_documents = array("spelling_documents")
        self._bucket_keys = array("bucket_keys")
        self._bucket_terms = array("bucket_terms")
        self._sounds = array("sounds")
        self._sound_offsets = array("sound_offsets")

    def __len__(self) -> int:
        return len(self._terms)

    def document_count(self, term: str) -> int:
        """Documents that hold the term in any text field; 0 when the archive does not know it."""
        index = self._terms.find(term.encode("utf-8", "replace"))
        return 0 if index is None else int(self._term_documents[index])

    def spellings(self, term: str) -> list[tuple[str, int]]:
        """(spelling, documents) for each way the archive spells a term, most frequent first."""
        index = self._terms.find(term.encode("utf-8", "replace"))
        if index is None:
            return []
        first, last = int(self._term_spellings[index]), int(self._term_spellings[index + 1])
        found = [
            (self._spellings[i].decode("utf-8"), int(self._spelling_documents[i])) for i in range(first, last)
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def sounding_like(self, term: str, least: float) -> list[tuple[str, float, int]]:
        """(other term, probability, documents) for the terms that may be the same name.

        Only terms with the same sound key and at least the given probability; most likely first.
        """
        key = sound_key(term)
        if not key:
            return []
        wanted = _hashed(key)
        first = int(np.searchsorted(self._bucket_keys, wanted, side="left"))
        last = int(np.searchsorted(self._bucket_keys, wanted, side="right"))
        offsets = self._sound_offsets[first : last + 1]
        blob = self._sounds[int(offsets[0]) : int(offsets[-1])]
        likely = probabilities(term, *code_matrix(blob, offsets))
        found = []
        for place in np.flatnonzero(likely >= least).tolist():
            index = int(self._bucket_terms[first + place])
            other = self._terms[index].decode("utf-8")
            if other != term:
                found.append((other, float(likely[place]), int(self._term_documents[index])))
        return sorted(found, key=lambda item: (-item[1], -item[2], item[0]))


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
    buckets = sorted((_hashed(sound_key(term)), number[term.encode()], codes(term)) for term in sounding)
    arrays: dict[str, NDArray[Any]] = {
        **_strings("term", [term for term, _ in ordered]),
        "term_documents": np.array([documents for _, documents in ordered], np.uint32),
        "term_spellings": np.cumsum(starts, dtype=np.uint32),
        **_strings("spelling", [spelling for _, spelling, _ in by_term]),
        "spelling_documents": np.array([documents for _, _, documents in by_term], np.uint32),
        "bucket_keys": np.array([key for key, _, _ in buckets], np.uint64),
        "bucket_terms": np.array([index for _, index, _ in buckets], np.uint32),
        **_strings("sound", [sounds for _, _, sounds in buckets]),
    }
    for name, values in arrays.items():
        np.save(folder / f"{name}.npy", values.astype(values.dtype.newbyteorder("<")), allow_pickle=False)


def _strings(name: str, parts: list[bytes]) -> dict[str, NDArray[Any]]:
    sizes = np.array([0, *map(len, parts)], np.uint64)
    return {
        f"{name}s": np.frombuffer(b"".join(parts), np.uint8),
        f"{name}_offsets": np.cumsum(sizes, dtype=np.uint64),
    }


def _hashed(key: str) -> np.uint64:
    return np.uint64(int.from_bytes(blake2b(key.encode("utf-8"), digest_size=8).digest(), "little"))
