"""khabarkhoj remove: take articles down, and undo it."""

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click

from index.article import Article
from index.errors import KhabarkhojError
from index.reindex.removal import Removal, Restoration, at_addresses, remove, restore
from index.reindex.takedowns import Takedowns
from index.settings import Settings
from search.engines import open_archive
from search.model.deadline import Deadline
from search.model.question import ExpansionOptions, Question
from search.model.results import StoryOverlap
from web.commands.options import engine_option, index_option, json_option, settings_for, without_time_limit
from web.commands.terminal import counted, printable

HOLDERS_SECONDS = 5.0
MAX_SHOWN = 20
"""Articles that are printed before they go; --json has all."""


@click.command("remove")
@click.argument("ids", metavar="[ID]…", nargs=-1)
@index_option
@engine_option
@click.option(
    "--query", default="", help="Remove all articles that match this query, searched exactly as spelled."
)
@click.option("--url", "urls", multiple=True, help="Remove the article of this address; may be repeated.")
@click.option("--reason", default="", help="Why; it is kept in the journal. Required, unless --list.")
@click.option(
    "--purge", is_flag=True, help="Also erase the texts from all files, earlier generations included."
)
@click.option(
    "--undo",
    is_flag=True,
    help="Show these articles again; of purged ones, what the next reindex of their source brings.",
)
@click.option("--list", "listed", is_flag=True, help="Print the journal and end.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
def remove_command(
    ids: tuple[str, ...],
    index: Path | None,
    query: str,
    urls: tuple[str, ...],
    reason: str,
    purge: bool,
    undo: bool,
    listed: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Take articles down for good: by ID, by --url, or all that --query finds.

    They are gone from every running server within two seconds, once a run that may be writing now has ended. Neither a
    reindex of their source nor a rollback brings them back. Copies in other papers stay and are listed,
    and so are articles that tell the story of one of the first twenty among other things.
    Exit status 1 if one of the IDs is not there.
    """
    settings = without_time_limit(settings_for(index))
    if listed:
        _print_journal(settings, as_json)
        return
    if not reason.strip():
        raise click.UsageError("say why: --reason TEXT")
    if undo:
        if not ids or query or urls or purge:
            raise click.UsageError("--undo takes IDs only; khabarkhoj remove --list names them")
        _print_restoration(restore(ids, settings, reason), as_json)
        return
    wanted = [*ids, *_found(settings, query, urls)]
    if not wanted:
        raise click.UsageError("nothing to remove: give an ID, --url or --query that finds an article")
    # IDs and addresses are named on purpose, by cron too; what a query finds, and what no undo brings back, is not.
    if (query or purge) and not yes and not as_json:
        erases = " and erases every byte of their texts, earlier generations included" if purge else ""
        click.echo(f"this removes {counted(len(wanted), 'article')} for good{erases}:", err=True)
        for article_id in wanted[:MAX_SHOWN]:
            click.echo(f"  {printable(article_id)}", err=True)
        click.confirm("Remove them?", abort=True, err=True)
    holders = _holders(settings, wanted)
    removal = remove(wanted, settings, reason, urls=urls, purge=purge)
    _print_removal(removal, holders, purge, as_json)
    if removal.unknown:
        sys.exit(1)


def _found(settings: Settings, query: str, urls: tuple[str, ...]) -> list[str]:
    """Return the ids of what a query finds as typed, and of the articles at some addresses."""
    found = at_addresses(urls, settings) if urls else []
    if query:
        typed = Question(query, ExpansionOptions(variants=False), collapse=False)
        found += open_archive(settings).ids(typed)
    return found


def _print_journal(settings: Settings, as_json: bool) -> None:
    for takedown in Takedowns(settings.index).entries:
        if as_json:
            click.echo(json.dumps(takedown._asdict(), ensure_ascii=False))
        else:
            named = ", ".join(takedown.ids[:MAX_SHOWN]) + (
                f" and {len(takedown.ids) - MAX_SHOWN} more" if len(takedown.ids) > MAX_SHOWN else ""
            )
            click.echo(
                printable(f"{takedown.when}  {takedown.who}  {takedown.action}  {named}  ({takedown.reason})")
            )


def _holders(settings: Settings, ids: Sequence[str]) -> list[Article]:
    """Return other articles that tell the whole story of one of the first of some articles, as digests do.

    Nothing may keep a takedown from being recorded: what cannot be looked up within HOLDERS_SECONDS is left out.
    """
    found: dict[str, Article] = {}
    try:
        with closing(open_archive(replace(settings, max_query_seconds=HOLDERS_SECONDS))) as archive:
            deadline = Deadline(HOLDERS_SECONDS)
            for article_id in ids[:MAX_SHOWN]:
                if deadline.is_over:
                    break
                for other in archive.similar(article_id, settings.similar_articles) or ():
                    if other.overlap is StoryOverlap.HOLDS and other.article.id not in ids:
                        found[other.article.id] = other.article
    except (KhabarkhojError, OSError):
        pass
    return list(found.values())


def _print_removal(removal: Removal, holders: Sequence[Article], purge: bool, as_json: bool) -> None:
    if as_json:
        said = {
            "removed": [_article_json(article) for article in removal.removed],
            "unknown": list(removal.unknown),
            "copies": [_article_json(article) for article in removal.copies],
            "held_by": [_article_json(article) for article in holders],
            "purged": purge,
            "documents": removal.report.documents,
            "generation": removal.report.generation,
        }
        click.echo(json.dumps(said, ensure_ascii=False))
        return
    for article in removal.removed:
        click.echo(f"removed: {_line(article)}")
    for article_id in removal.unknown:
        click.echo(f"not found: {printable(article_id)}", err=True)
    for article in removal.copies:
        click.echo(f"copy kept: {_line(article)}")
    for article in holders:
        click.echo(f"its story stands in: {_line(article)}")
    if purge:
        click.echo("every file that held these texts was rewritten or deleted; earlier generations are gone")


def _print_restoration(found: Restoration, as_json: bool) -> None:
    if as_json:
        click.echo(
            json.dumps({"restored": list(found.restored), "awaited": list(found.awaited)}, ensure_ascii=False)
        )
        return
    for article_id in found.restored:
        click.echo(f"restored: {printable(article_id)}")
    for article_id in found.awaited:
        click.echo(f"comes back with the next reindex of its source: {printable(article_id)}")
    if not found.restored and not found.awaited:
        click.echo("none of these was taken down", err=True)
        sys.exit(1)


def _line(article: Article) -> str:
    return printable(f"{article.id}  {article.source} {article.date or ''}  {article.headline}")


def _article_json(article: Article) -> dict[str, str]:
    return {
        "id": article.id, "title": article.headline, "source": article.source,
        "date": str(article.date or ""), "url": article.url,
    }  # fmt: skip
