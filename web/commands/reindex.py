"""khabarkhoj reindex."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from index.build import Report, reindex
from index.settings import Settings
from web.commands.options import index_option, json_option, settings_for
from web.progress import ProgressLine

SHOWN_REFUSALS = 20


@click.command("reindex")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@index_option
@click.option("--full", is_flag=True, help="Start from nothing instead of adding to the published index.")
@json_option
def reindex_command(paths: tuple[Path, ...], index: Path | None, full: bool, as_json: bool) -> None:
    """Read articles from files and folders and publish them.

    Takes the seed text format and JSON Lines, gzipped or not. Exit status 1 when any record had
    to be refused (all others are indexed).
    """
    settings = settings_for(index)
    with ProgressLine(sys.stderr, hidden=as_json or not sys.stderr.isatty()) as line:
        report = reindex(paths, settings, full=full, observe=line.show)
    if as_json:
        click.echo(json.dumps(_report_json(report), ensure_ascii=False))
    else:
        _print_report(report, settings)
    if not report.complete or not report.documents:
        sys.exit(1)


def _report_json(report: Report) -> dict[str, Any]:
    return {
        "read": report.read,
        "added": report.added,
        "replaced": report.replaced,
        "unchanged": report.unchanged,
        "repeated": report.repeated,
        "refused": [{"path": r.path, "line": r.line, "reason": r.reason} for r in report.refused],
        "warnings": report.warned,
        "documents": report.documents,
        "terms": report.terms,
        "generation": report.generation,
    }


def _print_report(report: Report, settings: Settings) -> None:
    for refused in report.refused[:SHOWN_REFUSALS]:
        click.echo(f"refused: {refused}", err=True)
    if len(report.refused) > SHOWN_REFUSALS:
        click.echo(f"… and {len(report.refused) - SHOWN_REFUSALS} more; --json lists them all", err=True)
    click.echo(
        f"{report.added} added, {report.replaced} replaced, {report.unchanged} unchanged, "
        f"{report.repeated} repeated, {len(report.refused)} refused"
    )
    for kind, count in sorted(report.warned.items(), key=lambda item: -item[1])[:SHOWN_REFUSALS]:
        click.echo(f"warning: {kind} ({count})")
    if report.documents:
        click.echo(f"{settings.index} now holds {report.documents} articles (generation {report.generation})")
    else:
        click.echo("no article was found; nothing was published", err=True)
