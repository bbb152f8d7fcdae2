"""Articles → documents of a cluster's index, with their words analysed; see mapping.py for the fields.

The impacts are those of the embedded index: computed from the positions with the mean lengths that the articles'
segment was written with, and rounded alike.
"""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.columns.impacts import Floats, field_weights, impacts, rounded
from index.fields import TEXT_FIELDS, VALUE_FIELDS
from index.hindi.term_ids import EncodedTexts, Starts, TermIds
from index.opensearch.mapping import (
    MISSING,
    NEVER_DIED,
    PARAGRAPH_END,
    PARAGRAPH_START,
    SENTENCE_END,
    SENTENCE_START,
    SEPARATOR,
    encoded_impacts,
    exact_token,
    token_of,
)

MAX_REMEMBERED_WORDS = 1_000_000
ID_BYTES = 18

Document = dict[str, Any]
Marks = dict[int, list[tuple[int, str]]]
"""Number of a text → (number of a word in it, what is put after its token)."""


class DocumentSource(NamedTuple):
    """An article as one state has it: the story it tells, whether others print it, and what orders copies."""

    article: Article
    digest: bytes
    story: str
    is_copied: bool
    sequence: int
    born: int
    died: int = NEVER_DIED


def document_id(article_id: str, born: int) -> str:
    """Return the id of the document that holds an article from a state on; ids may be longer than OpenSearch's."""
    hashed = hashlib.sha256(f"{born}.{article_id}".encode("utf-8", "replace")).digest()
    return base64.urlsafe_b64encode(hashed[:ID_BYTES]).decode("ascii")


class DocumentWriter:
    """Makes documents. Words that were met before are not analysed again. Not to be shared by threads."""

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._words = TermIds()
        self._tokens: list[str] = []
        """Of each spelling by number: what stands at its place in the text."""
        self._exact: list[str] = []
        self._terms: list[str] = []
        """Each distinct term by number."""
        self._numbers: dict[bytes, int] = {}
        self._term_of = np.zeros(0, np.int64)
        """int64[spellings]: the number of each one's term."""
        self._is_respelled = np.zeros(0, np.bool_)

    def documents(self, placed: Sequence[DocumentSource], average_lengths: Floats) -> list[Document]:
        """Return the documents of articles whose segment was written with some mean lengths."""
        if len(self._tokens) > MAX_REMEMBERED_WORDS:
            self._forget()
        texts = [getattr(source.article, name) for source in placed for name in TEXT_FIELDS]
        encoded = self._words.encode(texts)
        self._register_spellings()
        sizes = encoded.sizes.reshape(-1, len(TEXT_FIELDS))
        lengths = {name: sizes[:, position] for position, name in enumerate(TEXT_FIELDS)}
        weights = field_weights(lengths, average_lengths).tolist()  # type: ignore[arg-type]
        terms = self._weighed_terms(encoded.words, sizes, average_lengths)
        words = self._placed_words(encoded)
        return [
            _document(source, words[position], terms[position], weights[position])
            for position, source in enumerate(placed)
        ]

    def _register_spellings(self) -> None:
        """Note what new spellings look like in the index."""
        known = len(self._tokens)
        new = self._words.spellings[known:]
        if not new:
            return
        numbers = []
        for encoded_term, encoded_spelling in new:
            term, spelling = encoded_term.decode(), encoded_spelling.decode()
            number = self._numbers.setdefault(encoded_term, len(self._terms))
            if number == len(self._terms):
                self._terms.append(token_of(term))
            numbers.append(number)
            own = token_of(term)
            self._exact.append(exact_token(spelling))
            self._tokens.append(own if term == spelling else f"{own}{SEPARATOR}{self._exact[-1]}")
        self._term_of = np.concatenate((self._term_of, np.array(numbers, np.int64)))
        respelled = np.array([term != spelling for term, spelling in new], np.bool_)
        self._is_respelled = np.concatenate((self._is_respelled, respelled))

    def _placed_words(self, encoded: EncodedTexts) -> list[dict[str, str]]:
        """Return for each article field → its words, in order, with the marks of sentences and paragraphs."""
        marks = _marks(encoded)
        look_up = self._tokens.__getitem__
        numbers = encoded.words.tolist()
        found: list[dict[str, str]] = []
        start = 0
        for text, size in enumerate(encoded.sizes.tolist()):
            if text % len(TEXT_FIELDS) == 0:
                found.append({})
            if not size:
                continue
            tokens = list(map(look_up, numbers[start : start + size]))
            start += size
            for word, mark in marks[text]:
                tokens[word] += mark
            found[-1][TEXT_FIELDS[text % len(TEXT_FIELDS)]] = " ".join(tokens)
        return found

    def _weighed_terms(
        self, words: NDArray[np.uint32], sizes: NDArray[np.int64], average: Floats
    ) -> list[str]:
        """Return for each article the content of its field `terms`."""
        lengths = {name: sizes[:, position] for position, name in enumerate(TEXT_FIELDS)}
        documents = np.repeat(np.arange(len(sizes)), sizes.sum(axis=1))
        positions = word_positions(sizes)
        numbers = words.astype(np.int64)
        terms, respelled = self._term_of[numbers], self._is_respelled[numbers]
        found: list[list[str]] = [[] for _ in sizes]

        def add(chosen: NDArray[np.bool_] | slice, keys: NDArray[np.int64], names: Sequence[str]) -> None:
            """Note the impact of each (document, key) pair; names[key] is its term."""
            own = keys[chosen]
            if not len(own):
                return
            base = int(own.max()) + 1
            pairs, posting = np.unique(documents[chosen] * base + own, return_inverse=True)
            holding = pairs // base
            of_posting = {name: values[holding] for name, values in lengths.items()}
            worth = rounded(impacts((posting, positions[chosen]), of_posting, average))  # type: ignore[arg-type]
            codes = encoded_impacts(worth).tolist()
            for document, key, code in zip(holding.tolist(), (pairs % base).tolist(), codes, strict=True):
                found[document].append(f"{names[key]}{SEPARATOR}{code}")

        add(slice(None), terms, self._terms)
        if respelled.any():
            add(respelled, numbers, self._exact)
            base = len(self._terms)
            pairs = documents * base + terms
            mixed = np.unique(pairs[respelled])
            is_own = np.isin(pairs, mixed) & ~respelled
            own_names = _Prefixed(self._terms)
            add(is_own, terms, own_names)
            for pair in np.setdiff1d(mixed, pairs[is_own]).tolist():
                found[pair // base].append(f"{MISSING}{self._terms[pair % base]}{SEPARATOR}1")
        return [" ".join(tokens) for tokens in found]


class _Prefixed(Sequence[str]):
    """Terms as exact spellings."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._terms = terms

    def __len__(self) -> int:
        return len(self._terms)

    def __getitem__(self, number: int) -> str:  # type: ignore[override]
        return exact_token(self._terms[number])


def word_positions(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return int64[words]: the place of each word in its article, a free place between two fields."""
    origins = np.concatenate(
        (np.zeros((len(sizes), 1), np.int64), np.cumsum(sizes + 1, axis=1)[:, :-1]), axis=1
    )
    flat = sizes.ravel()
    before = np.cumsum(flat) - flat
    found: NDArray[np.int64] = np.arange(int(flat.sum())) + np.repeat(origins.ravel() - before, flat)
    return found


def _marks(encoded: EncodedTexts) -> Marks:
    """Return the marks of each text: on the first and the last word of each sentence and paragraph."""
    marks: Marks = defaultdict(list)
    sizes = encoded.sizes.tolist()
    for text, size in enumerate(sizes):
        if size:
            marks[text] += [
                (0, f"{SEPARATOR}{SENTENCE_START}{SEPARATOR}{PARAGRAPH_START}"),
                (size - 1, f"{SEPARATOR}{SENTENCE_END}{SEPARATOR}{PARAGRAPH_END}"),
            ]
    _add_marks(marks, encoded.sentences, SENTENCE_START, SENTENCE_END)
    _add_marks(marks, encoded.paragraphs, PARAGRAPH_START, PARAGRAPH_END)
    return marks


def _add_marks(marks: Marks, starts: Starts, begin: str, end: str) -> None:
    for text, word in zip(starts.texts.tolist(), starts.positions.tolist(), strict=True):
        marks[text] += [(word, SEPARATOR + begin), (word - 1, SEPARATOR + end)]


def _document(placed: DocumentSource, words: dict[str, str], terms: str, weights: list[float]) -> Document:
    article = placed.article
    document: Document = {
        "id": article.id,
        **{name: text for name in (*TEXT_FIELDS, "url", "versions") if (text := getattr(article, name))},
        **{name: getattr(article, name) for name in VALUE_FIELDS},
        "year": str(article.date.year) if article.date else "",
        "month": f"{article.date:%Y-%m}" if article.date else "",
        "arrived": article.arrived,
        "digest": placed.digest.hex(),
        "story": placed.story,
        "is_copied": placed.is_copied,
        "sequence": placed.sequence,
        "born": placed.born,
        "died": placed.died,
        "words": words,
        "weights": {name: weight for name, weight in zip(TEXT_FIELDS, weights, strict=True) if name in words},
    }
    if terms:
        document["terms"] = terms
    if article.date:
        document["date"] = article.date.isoformat()
        document["day"] = article.date.toordinal()
    return document
