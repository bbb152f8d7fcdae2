"""Which articles of a generation are one story: wire copy that several papers printed, with their own cuts.

    COPIES      column file of the generation: documents uint32[m], ascending; groups uint32[m]

A document that stands there is a copy of others; a group's number is its first document. Documents are
numbered through all segments, as index/store/segments.py does. Articles whose signatures (index/shingles.py) share
a whole hash are compared bin by bin; where that leaves a doubt, their texts are.

Each article is compared with the first of the group that it joins, and none joins two that have nothing in common:
similarity is not transitive. So a digest that holds two stories makes them no copies of each other.
Articles are examined in their order, and each decision depends on those before it alone: a publication looks at
what it adds, and takes over the groups that it does not touch.
"""

import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns.column_file import write_columns
from index.hindi.term_ids import TermIds
from index.shingles import SIZE, WHOLE, Signatures, shingles
from index.store.duplicate_groups import COPIES, DuplicateGroups
from index.store.segments import Segments

MIN_ALIKE, CLEARLY_ALIKE = 7, 18
"""Of 40 bins: two stories on one event share 7 by chance at times, and follow-ups up to half; copies share 18."""
MIN_SHARED, MIN_HELD, MIN_SHARED_SHORT = 0.3, 0.6, 0.58
"""Doubtful pairs are copies if they share this part of all shingles, or one contains this part of the other's."""
MAX_LONGER = 2.5
"""An article that is longer by more than this factor holds a story, and is none of its copies."""
LEAD_WORDS = 60
MUCH_LONGER, MIN_OF_LEAD = 1.3, 0.35
"""Of the beginning of an article that is that much longer, the other one must hold this part to be the same story."""
MAX_LONGER_IF_ALIKE = 1.5
"""Of two articles whose signatures are clearly alike, the texts are examined if one is longer by more than this."""
MIN_OF_EITHER_LEAD, MIN_SHARED_NEW_LEADS = 0.4, 0.45
"""Of two articles neither of which holds that part of the other's beginning, one is a later day's unless they share so
much of all: so most such pairs of the real news are, read one by one."""
MIN_HELD_SHINGLES = 30
"""Of a shorter text nobody can say that another holds it."""
SHORT_WORDS = 80
"""The signature of a body of fewer words tells little: its text is examined."""
NEIGHBOURS = 8
"""Of those with the same hash, each article is compared with that many before it."""
MEMBERS_LOOKED_AT = 3
"""Of a group that an article would join, besides the first: it must have something in common with each."""
PAIRS_AT_ONCE = 1 << 18

TEXTS_REMEMBERED = 1_000
ASKED_SHARE, MIN_ASKED, MAX_ASKED = 50, 1_000, 5_000
"""At most one pair in 50 articles is compared by its texts: set phrases can make any number of pairs doubtful."""

Numbers = NDArray[np.int64]
Shingles = NDArray[np.uint64]


class ShingledText(NamedTuple):
    """All shingles of a body, and those of its beginning; ascending, each once."""

    all: Shingles
    lead: Shingles


NO_WORDS = np.zeros(0, np.uint32)
GONE = -1


class Previous(NamedTuple):
    """The groups of the generation before, and where its documents are now (GONE: deleted)."""

    groups: DuplicateGroups
    moved: Numbers


def write_duplicate_groups(folder: Path, segments: Segments, previous: Previous | None = None) -> None:
    """Find the copies among all articles of a generation that are not deleted; those known before are taken over."""
    parts = [segment.columns.signatures() for segment in segments]
    found = np.concatenate(parts) if parts else np.zeros((0, SIZE), np.uint8)
    kept = np.ones(len(found), np.bool_)
    for segment in segments:
        if segment.live_docs is not None:
            kept[segment.first : segment.first + segment.documents] = segment.live_docs
    words = [segment.columns.values("body") for segment in segments]
    lengths = np.concatenate(words) if words else NO_WORDS
    texts = ShingledTexts()

    @lru_cache(TEXTS_REMEMBERED)
    def shingles_at(document: int) -> ShingledText:
        segment, ordinal = segments.locate(document)
        return texts.shingles(segment.columns.article(ordinal).body)

    def are_copies(one: int, other: int) -> bool:
        return are_same_story(shingles_at(one), shingles_at(other))

    documents, groups = group_duplicates(found, kept, lengths, are_copies, previous)
    write_columns(folder / COPIES, {"documents": documents, "groups": groups})


class ShingledTexts:
    """Bodies as sets of all their shingles."""

    def __init__(self) -> None:
        self._words = TermIds()
        self._hashes = array("I")

    def shingles(self, body: str) -> ShingledText:
        """Return hashes of all runs of three folded words of a body."""
        numbers = self._words.encode([body]).words
        for term, _ in self._words.spellings[len(self._hashes) :]:
            self._hashes.append(zlib.crc32(term))
        found = shingles(np.frombuffer(self._hashes, np.uint32)[numbers] if len(numbers) else NO_WORDS)
        return ShingledText(np.unique(found), np.unique(found[:LEAD_WORDS]))


def are_same_story(one: ShingledText, other: ShingledText) -> bool:
    """Return whether two bodies are one story, by exact shingle overlap, which signatures estimate."""
    small, large = sorted((one, other), key=lambda text: len(text.all))
    shorter, longer = len(small.all), len(large.all)
    shared = _in_both(small.all, large.all)
    in_all = shorter + longer - shared
    if shorter < SHORT_WORDS:  # set phrases are half of a short announcement
        return shared >= max(1.0, MIN_SHARED_SHORT * in_all)
    if longer > MUCH_LONGER * shorter and _in_both(large.lead, small.all) < MIN_OF_LEAD * len(large.lead):
        return False  # it begins with something else: a digest, or a page of updates, that holds the story
    leads = (_in_both(large.lead, small.all), _in_both(small.lead, large.all))
    if max(leads) < MIN_OF_EITHER_LEAD * len(small.lead) and shared < MIN_SHARED_NEW_LEADS * in_all:
        return False
    if shared >= MIN_SHARED * in_all:
        return True
    return longer <= MAX_LONGER * shorter and shared >= MIN_HELD * shorter


def holds_story(digest: ShingledText, story: ShingledText) -> bool:
    """Return whether an article tells another's whole story among other things."""
    shorter = len(story.all)
    return (
        MIN_HELD_SHINGLES <= shorter < len(digest.all)
        and _in_both(digest.all, story.all) >= MIN_HELD * shorter
        and not are_same_story(digest, story)
    )


def _in_both(one: Shingles, other: Shingles) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))


def group_duplicates(
    found: Signatures,
    kept: NDArray[np.bool_],
    lengths: NDArray[np.integer],
    are_copies: Callable[[int, int], bool],
    previous: Previous | None = None,
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the copies among documents, ascending, and the group of each; `are_copies` decides doubtful pairs.

    lengths: int[documents], words of each body.
    """
    groups = _Groups(found, lengths, are_copies, min(MAX_ASKED, max(MIN_ASKED, len(found) // ASKED_SHARE)))
    wanted = kept & found.any(axis=1)
    if previous is not None:
        wanted &= ~groups.take_over(previous, kept)
    pairs = _nearest_pairs(found, kept, wanted)
    for document in sorted(pairs):
        if wanted[document]:
            groups.place(document, pairs[document])
    return groups.found()


class _Groups:
    """Groups of documents; the first document of a group stands for it."""

    def __init__(
        self,
        found: Signatures,
        lengths: NDArray[np.integer],
        are_copies: Callable[[int, int], bool],
        most_asked: int,
    ) -> None:
        self._found = found
        self._lengths = lengths
        self._are_copies = are_copies
        self._asked_left = most_asked
        self._first: dict[int, int] = {}
        self._members: defaultdict[int, list[int]] = defaultdict(list)

    def take_over(self, previous: Previous, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Reuse unchanged groups of the previous generation; return bool[documents]: those that need no comparison.

        Members of a group whose first document was deleted are grouped again; other groups only lose what was deleted.
        """
        settled = np.zeros(len(kept), np.bool_)
        there = previous.moved[previous.moved != GONE]
        settled[there] = True
        groups = previous.groups
        for document, first in zip(groups.documents.tolist(), groups.groups.tolist(), strict=True):
            now, first_now = int(previous.moved[document]), int(previous.moved[first])
            if now == GONE:
                continue
            if first_now == GONE:
                settled[now] = False
            elif now != first_now:
                self._join(now, first_now)
        return settled

    def place(self, document: int, alike: Iterable[tuple[int, int]]) -> None:
        """Put a document into the group of the first that it is a copy of; `alike` are (shared bins, document)."""
        tried = set()
        for shared, other in sorted(alike, key=lambda pair: (-pair[0], pair[1])):
            first = self._first.get(other, other)
            if first in tried:
                continue
            tried.add(first)
            direct = shared if first == other else self._shared(document, first)
            if self._is_copy(document, first, direct) and self._fits(document, first):
                self._join(document, first)
                return

    def found(self) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Return the documents of all groups of two and more, ascending, and the first of each group."""
        pairs = [*self._first.items(), *((first, first) for first in self._members)]
        ordered = np.array(sorted(pairs), np.uint32).reshape(-1, 2)
        return ordered[:, 0].copy(), ordered[:, 1].copy()

    def _join(self, document: int, first: int) -> None:
        self._first[document] = first
        self._members[first].append(document)

    def _is_copy(self, document: int, other: int, shared: int) -> bool:
        is_clear = shared >= CLEARLY_ALIKE and self._are_long(document, other)
        if is_clear and (self._are_of_one_length(document, other) or self._asked_left <= 0):
            return True
        if shared < MIN_ALIKE or self._asked_left <= 0:
            return False
        self._asked_left -= 1
        return self._are_copies(document, other)

    def _are_long(self, one: int, other: int) -> bool:
        """Return whether two bodies are long enough for their signatures to tell."""
        return min(int(self._lengths[one]), int(self._lengths[other])) >= SHORT_WORDS

    def _are_of_one_length(self, one: int, other: int) -> bool:
        shorter, longer = sorted((int(self._lengths[one]), int(self._lengths[other])))
        return longer <= MAX_LONGER_IF_ALIKE * shorter

    def _fits(self, document: int, first: int) -> bool:
        members = self._members.get(first, [])[:MEMBERS_LOOKED_AT]
        return all(self._shared(document, member) >= MIN_ALIKE for member in members)

    def _shared(self, one: int, other: int) -> int:
        """Return how many bins two signatures share."""
        first, second = self._found[one], self._found[other]
        whole = (first[: 4 * WHOLE].view("<u4") == second[: 4 * WHOLE].view("<u4")).sum()
        return int(whole + (first[4 * WHOLE :] == second[4 * WHOLE :]).sum())


def _nearest_pairs(
    found: Signatures, kept: NDArray[np.bool_], wanted: NDArray[np.bool_]
) -> dict[int, set[tuple[int, int]]]:
    """Return document → (shared bins, earlier document) of each wanted one that may be a copy of an earlier one."""
    pairs: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    for ones, others, shared in _candidate_pairs(found, kept, wanted):
        low, high = np.minimum(ones, others), np.maximum(ones, others)
        for early, late, bins in zip(low.tolist(), high.tolist(), shared.tolist(), strict=True):
            pairs[late].add((bins, early))
    return pairs


def _candidate_pairs(
    found: Signatures, kept: NDArray[np.bool_], wanted: NDArray[np.bool_]
) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Yield pairs of documents whose signatures may be those of copies, one of them wanted, and their shared bins."""
    hashes = np.ascontiguousarray(found[:, : 4 * WHOLE]).view("<u4")
    small = found[:, 4 * WHOLE :]
    asked = np.flatnonzero(wanted)
    for bin_ in range(WHOLE if len(asked) else 0):
        candidates = np.flatnonzero(_is_one_of(hashes[:, bin_], np.unique(hashes[asked, bin_])) & kept)
        candidates = candidates[found[candidates].any(axis=1)]
        own = hashes[candidates, bin_]
        order = candidates[np.argsort(own, kind="stable")]
        ranked = hashes[order, bin_]
        for distance in range(1, min(NEIGHBOURS, len(order) - 1) + 1):
            same = np.flatnonzero(
                (ranked[distance:] == ranked[:-distance])
                & (wanted[order[distance:]] | wanted[order[:-distance]])
            )
            for start in range(0, len(same), PAIRS_AT_ONCE):
                part = same[start : start + PAIRS_AT_ONCE]
                ones, others = order[part], order[part + distance]
                shared = (hashes[ones] == hashes[others]).sum(axis=1) + (small[ones] == small[others]).sum(
                    axis=1
                )
                near = shared >= MIN_ALIKE
                yield ones[near], others[near], shared[near]


def _is_one_of(values: NDArray[np.uint32], few: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Return bool: whether each value is in `few` (sorted); a 16-bit table rules out most without a search."""
    if 4 * len(few) > len(values):
        return np.isin(values, few)
    table = np.zeros(1 << 16, np.bool_)
    table[few & np.uint32(0xFFFF)] = True
    maybe = np.flatnonzero(table[values & np.uint32(0xFFFF)])
    found = np.zeros(len(values), np.bool_)
    position = np.searchsorted(few, values[maybe])
    found[maybe] = few[np.minimum(position, len(few) - 1)] == values[maybe]
    return found
