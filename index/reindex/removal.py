"""Taking articles down and bringing them back; going back to an earlier generation without them."""

import shutil
import tempfile
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from index.addresses import derived_id, is_web_address, plain_address
from index.article import Article
from index.errors import KhabarkhojError
from index.readers.recognition_cache import RECOGNITION_FOLDER, forget
from index.reindex.article_lines import json_line
from index.reindex.build import catch_up, copy_to_cluster, publish_run, reindex
from index.reindex.checkpoints import UNFINISHED_FOLDER
from index.reindex.merging import MERGING_FOLDER
from index.reindex.refusals import REFUSALS_FOLDER
from index.reindex.report import ReindexOptions, Report
from index.reindex.takedowns import PURGE, REMOVE, UNDO, Takedowns
from index.settings import Settings
from index.store.duplicate_groups import DuplicateGroups
from index.store.generations import Generation, Generations
from index.store.lock import when_unlocked
from index.store.segments import DocumentAddress, Segments

NEIGHBOURS = 100
"""Articles before and after one in its segment that are asked whether they have the same address."""


class Removal(NamedTuple):
    """What was taken down, what was not there, and the copies of it that are still shown."""

    removed: tuple[Article, ...]
    unknown: tuple[str, ...]
    copies: tuple[Article, ...]
    report: Report


class StoredArticle(NamedTuple):
    """An article that a generation holds, and its text version."""

    article: Article
    text_version: int


class Restoration(NamedTuple):
    """What is shown again, and what only comes back with the next reindex of its source."""

    restored: tuple[str, ...]
    awaited: tuple[str, ...]
    report: Report | None


def remove(  # noqa: PLR0913 - two ways to name articles, two ways to remove them
    ids: Iterable[str],
    settings: Settings,
    reason: str,
    *,
    urls: Iterable[str] = (),
    purge: bool = False,
    wait_seconds: float = 600.0,
) -> Removal:
    """Take articles down for good; if `purge`, rewrite or delete every file that holds their texts.

    The journal is written first: whatever happens then, no publication shows them again. It holds the address of an
    article, too, if it is one of `urls` or if no article beside it has the same. Raises IndexLockedError if another
    run writes for longer than `wait_seconds`. What that run publishes of the ids is removed as well.
    """
    urls = tuple(urls)
    named = {plain_address(url) for url in urls}
    generations = Generations(settings.index)
    wanted = list(dict.fromkeys(ids))
    published = generations.current()
    segments = Segments.open(published.path)
    found = {article_id: place for article_id in wanted if (place := segments.find(article_id)) is not None}
    articles = {
        article_id: segments[segment].columns.article(document)
        for article_id, (segment, document) in found.items()
    }
    journal = Takedowns(settings.index)
    known = [
        article_id
        for article_id in wanted
        if article_id in articles or article_id in journal.ids or _newest_stored(settings, article_id)
    ]
    if known:
        journal.add(
            PURGE if purge else REMOVE,
            (
                (article_id, _own_address(segments, found[article_id], named) if article_id in found else "")
                for article_id in known
            ),
            reason,
        )
    copies = _copies(published.path, segments, found)

    def publish() -> Report:
        return reindex((), settings, ReindexOptions(rewrite=purge))

    report = when_unlocked(publish, wait_seconds)
    if purge:
        when_unlocked(lambda: _drop_all_but_the_published(settings), wait_seconds)
    unknown = tuple(article_id for article_id in wanted if article_id not in known)
    removed = tuple(articles.values())
    now = Segments.open(generations.current().path)
    if late := [article_id for article_id in unknown if now.find(article_id)]:
        more = remove(late, settings, reason, urls=urls, purge=purge, wait_seconds=wait_seconds)
        return Removal(
            (*removed, *more.removed), _without(unknown, late), (*copies, *more.copies), more.report
        )
    return Removal(removed, unknown, copies, report)


def _without(ids: Iterable[str], others: Collection[str]) -> tuple[str, ...]:
    return tuple(article_id for article_id in ids if article_id not in others)


def _own_address(segments: Segments, place: DocumentAddress, named: Collection[str]) -> str:
    """Return the address of an article if it was named, or is the article's own; else "".

    Some exports give every article the address of their front page: then others that were read with it have it, too.
    """
    columns = segments[place.segment].columns
    article = columns.article(place.document)
    address = plain_address(article.url) if article.url else ""
    if not address or address in named or derived_id(address) == article.id:
        return address
    first = max(0, place.document - NEIGHBOURS)
    around = range(first, min(segments[place.segment].documents, place.document + NEIGHBOURS + 1))
    others = (columns.article(document).url for document in around if document != place.document)
    return "" if any(url and plain_address(url) == address for url in others) else address


def at_addresses(urls: Iterable[str], settings: Settings) -> list[str]:
    """Return the ids of all articles at some addresses, whatever marks of campaigns these carry."""
    wanted = {plain_address(url) for url in urls if is_web_address(url)}
    segments = Segments.open(Generations(settings.index).current().path)
    found: list[str] = []
    for segment in segments:
        for document in range(segment.documents):
            if not segment.is_deleted(document):
                article = segment.columns.article(document)
                if article.url and plain_address(article.url) in wanted and article.id not in found:
                    found.append(article.id)
    return found


def restore(ids: Iterable[str], settings: Settings, reason: str, wait_seconds: float = 600.0) -> Restoration:
    """Undo takedowns; what any generation on the disk still holds is shown again at once."""
    journal = Takedowns(settings.index)
    wanted = [article_id for article_id in dict.fromkeys(ids) if article_id in journal.ids]
    held = {
        article_id: found
        for article_id in wanted
        if (found := _newest_stored(settings, article_id)) is not None
    }
    articles = {article_id: found.article for article_id, found in held.items()}
    if not wanted:
        return Restoration((), (), None)
    journal.add(
        UNDO,
        ((article_id, articles[article_id].url if article_id in articles else "") for article_id in wanted),
        reason,
    )
    report = None
    if articles:
        with tempfile.TemporaryDirectory(dir=settings.index) as folder:
            source = Path(folder) / "restored.jsonl"
            source.write_text("".join(json_line(*found) for found in held.values()), "utf-8")
            options = ReindexOptions(restored=articles)
            report = when_unlocked(lambda: reindex([source], settings, options), wait_seconds)
    return Restoration(
        tuple(articles), tuple(article_id for article_id in wanted if article_id not in articles), report
    )


def rollback(settings: Settings, number: int | None = None) -> Generation:
    """Publish an earlier generation again, without what was taken down since.

    Raises GenerationError when there is none, IndexLockedError while a run is writing.
    """
    generations = Generations(settings.index)
    if not generations.folder.is_dir():
        return generations.rollback(number)
    with generations.writing():
        target = generations.rollback_target(number)
        journal = Takedowns(settings.index)
        if not journal.ids or not any(
            Segments.open(target.path).find(article_id) for article_id in journal.ids
        ):
            catch_up(settings)
            generations.point_at(target)
            copy_to_cluster(settings)
            return target
        publish_run([], settings, ReindexOptions(), target)
    return generations.current()


def _copies(folder: Path, segments: Segments, found: dict[str, DocumentAddress]) -> tuple[Article, ...]:
    """Return the articles that print the same story as the found ones, without these."""
    groups = DuplicateGroups(folder)
    gone = {segments[segment].first + document for segment, document in found.values()}
    members = {member for document in gone for member in groups.members(groups.group_of(document))} - gone
    copies = []
    for member in sorted(members):
        segment, document = segments.locate(member)
        if not segment.is_deleted(document):
            copies.append(segment.columns.article(document))
    return tuple(copies)


def _newest_stored(settings: Settings, article_id: str) -> StoredArticle | None:
    """Return an article as the newest generation that is on the disk holds it, deleted there or not."""
    for generation in reversed(Generations(settings.index).all()):
        if generation.fault:
            continue
        try:
            for segment in reversed(Segments.open(generation.path)):
                if (document := segment.columns.document_of(article_id)) is not None:
                    article = segment.columns.article(document)
                    as_read = replace(article, language="")  # which may have been found, and not stated
                    if as_read.digest() == segment.columns.digest(document):
                        article = as_read
                    return StoredArticle(article, segment.columns.text_version(document))
        except KhabarkhojError:
            continue
    return None


def _drop_all_but_the_published(settings: Settings) -> None:
    """Delete earlier generations, interrupted runs, lists of refusals and recognised pages: they hold texts, too."""
    generations = Generations(settings.index)
    with generations.writing():
        current = generations.current().number
        for generation in generations.all():
            if generation.number != current:
                shutil.rmtree(generation.path)
        with suppress(FileNotFoundError):  # a merge that is under way finds its folder gone, and ends
            (settings.index / MERGING_FOLDER).rename(settings.index / f"{MERGING_FOLDER}-purged")
        for name in (UNFINISHED_FOLDER, REFUSALS_FOLDER, f"{MERGING_FOLDER}-purged"):
            shutil.rmtree(settings.index / name, ignore_errors=True)
        for article_id in Takedowns(settings.index).ids:
            forget(settings.index / RECOGNITION_FOLDER, article_id)
