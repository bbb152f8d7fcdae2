"""khabarkhoj export: every article that a query finds, as CSV or JSON Lines."""

from pathlib import Path

import click

from search.engines import open_archive
from search.model.question import Question
from web.commands.options import (
    engine_option,
    index_option,
    question_options,
    refuse_unknown_options,
    settings_for,
    without_time_limit,
)
from web.downloads.export_rows import csv_rows, json_rows

HEAD_AND_END = 2
"""Lines of an export that are no articles."""


@click.command("export", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("words", metavar="QUERY", nargs=-1)
@index_option
@engine_option
@click.option("--format", "kind", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True)
@question_options
def export_command(words: tuple[str, ...], index: Path | None, kind: str, question: Question) -> None:
    """Write every article that QUERY (or the filters alone) matches to standard output."""
    refuse_unknown_options(words)
    wanted = question.with_text(" ".join(words))
    if wanted.is_empty:
        raise click.UsageError("give a QUERY or a filter")
    archive = open_archive(without_time_limit(settings_for(index)))
    rows = csv_rows if kind == "csv" else json_rows
    found = archive.scan(wanted)
    if not found.total:
        click.echo("no article matches the whole query", err=True)
    lines = 0
    for row in rows(found, wanted, _address):
        click.echo(row, nl=False)
        lines += 1
    if lines - HEAD_AND_END != found.total:
        raise click.ClickException(
            f"{lines - HEAD_AND_END} of {found.total} articles were written; the archive could not be read to its end"
        )


def _address(article_id: str) -> str:
    """Return the id itself: the command line serves no pages."""
    return article_id
