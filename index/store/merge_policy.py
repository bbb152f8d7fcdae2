"""Which segments a publication merges."""

from collections.abc import Sequence

MAX_DELETED_SHARE = 0.25
"""A segment with a larger deleted share is rewritten; an empty one is dropped."""


def select_merge(live: Sequence[int], deleted: Sequence[int], added: int, most: int) -> int:
    """Return the index of the first segment to merge with the new documents; those before it stay.

    Sizes fall by halves at least, so an archive of n articles has some log2(n) segments, and an
    article is written again only when its segment has doubled. A segment of which more than
    MAX_DELETED_SHARE is gone is rewritten, with all after it.

    No publication merges more than `most` articles for the sake of a few new ones, or three times those that are
    new. So segments grow to some `most` articles and then stand beside each other, some n / most of them, and an
    article is written log2(most) times at most.
    """
    limit = max(most, 3 * added)
    first = len(live)
    for number, (alive, gone) in enumerate(zip(live, deleted, strict=True)):
        if alive and gone > MAX_DELETED_SHARE * (alive + gone) and added + sum(live[number:]) <= limit:
            first = number
            break
    size = added + sum(live[first:])
    while first and 2 * size >= live[first - 1] and size + live[first - 1] <= limit:
        first -= 1
        size += live[first]
    return first


def select_large_merge(live: Sequence[int], deleted: Sequence[int], most: int) -> range | None:
    """Return the places of neighbouring segments to merge beside publication; None if there are none.

    Only segments count that select_merge leaves alone, because they and those after them have more than `most`
    articles. They are merged as the digits of a binary counter carry: as soon as those on the right are together as
    large as the next. So an archive of n articles has some log2(n / most) large segments, and an article is
    written again as many times. A segment of which more than MAX_DELETED_SHARE is gone is rewritten alone.
    """
    large = next((position for position in range(len(live)) if sum(live[position:]) <= most), len(live))
    for end in range(large, 1, -1):
        first, size = end - 1, live[end - 1]
        while first and size >= live[first - 1]:
            first -= 1
            size += live[first]
        if first < end - 1:
            return range(first, end)
    for position in range(large):
        if live[position] and deleted[position] > MAX_DELETED_SHARE * (live[position] + deleted[position]):
            return range(position, position + 1)
    return None
