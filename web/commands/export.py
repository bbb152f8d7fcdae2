"""khabarkhoj export: every article that a query finds, as CSV or JSON Lines."""

from pathlib import Path

import click

from search.local_archive import open_archive
from search.question import Question
from web.commands.options import index_option, patient, question_options, settings_for
from web.downloads.exports import csv_rows, json_rows


@click.command("export", context_settings={"ignore_unknown_options": True})
@click.argument("words", metavar="QUERY", nargs=-1)
@index_option
@click.option("--format", "kind", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True)
@question_options
def export_command(words: tuple[str, ...], index: Path | None, kind: str, question: Question) -> None:
    """Write every article that QUERY (or the filters alone) finds to standard output."""
    asked = question.with_text(" ".join(words))
    if asked.is_empty:
        raise click.UsageError("give a QUERY or a filter")
    archive = open_archive(patient(settings_for(index)))
    rows = csv_rows if kind == "csv" else json_rows
    found = archive.every(asked)
    if not found.total:
        click.echo("no article has all that is asked for", err=True)
    for row in rows(found, asked, _address):
        click.echo(row, nl=False)


def _address(article_id: str) -> str:
    """The command line serves no pages: the id leads to the article."""
    return article_id
