"""The command `khabarkhoj reindex`: read source files and publish a new state of the archive."""

import json
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from index.errors import KhabarkhojError, MergeRunningError
from index.readers.formats import FORMAT_BY_NAME, FORMATS
from index.reindex.build import reindex
from index.reindex.merging import clear_left_over, merges
from index.reindex.refusals import as_json as refusal_json
from index.reindex.report import Prune, ReindexOptions, Report
from index.settings import Settings
from search.query.equals import read_equals
from web.commands.options import engine_option, index_option, json_option, settings_for
from web.commands.progress import ProgressLine
from web.commands.source_options import source_options
from web.commands.terminal import counted, printable, say_faults_of_names

STANDARD_INPUT = Path("-")
MAX_SHOWN = 20
"""Refusals, warnings and reasons that are printed; the report file has all."""


def _list_formats(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    width = max(len(file_format.name) for file_format in FORMATS)
    for file_format in FORMATS:
        click.echo(f"{file_format.name:{width}}  {file_format.title}")
        click.echo(f"{'':{width}}  {' '.join(file_format.suffixes)}")
    click.echo(
        "Each may be compressed or archived: .gz .zst .zip .tar. A format is recognised by how a file begins, "
        "then by its name."
    )
    context.exit()


@click.command("reindex")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@index_option
@engine_option
@click.option("--full", is_flag=True, help="Start from nothing instead of adding to the published index.")
@click.option(
    "--prune",
    is_flag=True,
    help="Remove articles that these paths no longer contain; nothing is removed if any record was refused.",
)
@click.option("--prune-anyway", is_flag=True, help="Prune even if something was refused.")
@click.option(
    "--rewrite",
    is_flag=True,
    help="Rewrite the whole index as one segment; without PATHS nothing else is done.",
)
@click.option("--strict", is_flag=True, help="Publish nothing if anything was refused.")
@source_options
@click.option("--list-formats", is_flag=True, is_eager=True, expose_value=False, callback=_list_formats,
              help="Name the formats that are read, and end.")  # fmt: skip
@json_option
def reindex_command(
    paths: tuple[Path, ...],
    index: Path | None,
    full: bool,
    prune: bool,
    prune_anyway: bool,
    rewrite: bool,
    strict: bool,
    only: str | None,
    columns: tuple[tuple[str, str], ...],
    as_json: bool,
) -> None:
    """Read articles from files and folders and publish them; - is the standard input, in any format.

    Exit status 1 when any record had to be refused (all others are indexed, unless --strict).
    """
    if not paths and (not rewrite or full or prune or prune_anyway):
        raise click.UsageError("give the PATHS of files or folders with articles")
    settings = settings_for(index)
    options = ReindexOptions(
        full=full,
        prune=Prune.ALWAYS if prune_anyway else Prune.IF_COMPLETE if prune else Prune.NEVER,
        strict=strict,
        source_format=FORMAT_BY_NAME[only] if only else None,
        columns=columns,
        rewrite=rewrite,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with (
            _with_standard_input(paths) as files,
            ProgressLine(sys.stderr, hidden=as_json or not sys.stderr.isatty()) as line,
        ):
            report = reindex(files, settings, options, observe=line.show)
    except KeyboardInterrupt:
        click.echo(
            "stopped; the published index is as it was. Run the same command to go on from here.", err=True
        )
        sys.exit(130)
    if as_json:
        click.echo(json.dumps(_report_json(report, read_equals(settings.index).faults), ensure_ascii=False))
    else:
        _print_report(report, settings, strict)
        say_faults_of_names(settings.index)
    if report.published:
        _merge(settings, hidden=as_json)
    if not report.complete or not report.documents:
        sys.exit(1)


def _merge(settings: Settings, *, hidden: bool) -> None:
    """Merge large segments if any need it; what was published is shown meanwhile, and other runs may publish."""
    try:
        clear_left_over(settings.index)
        with ProgressLine(sys.stderr, hidden=hidden or not sys.stderr.isatty()) as line:
            for _ in merges(settings, line.show):
                pass
    except MergeRunningError:
        return
    except (KhabarkhojError, OSError) as error:
        click.echo(f"large segments were not merged: {error}", err=True)
    except KeyboardInterrupt:
        click.echo("stopped merging; what was read is published", err=True)


@contextmanager
def _with_standard_input(paths: tuple[Path, ...]) -> Iterator[list[Path]]:
    """Give the paths with a file in place of -, which holds what the standard input brings."""
    if STANDARD_INPUT not in paths:
        yield list(paths)
        return
    with tempfile.TemporaryDirectory(prefix="khabarkhoj-") as folder:
        taken = Path(folder) / "standard-input"
        with taken.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        yield [taken if path == STANDARD_INPUT else path for path in paths]


def _report_json(report: Report, faults_of_names: Iterable[str]) -> dict[str, Any]:
    return {
        "read": report.read,
        "added": report.added,
        "replaced": report.replaced,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "repeated": report.repeated,
        "refused": [refusal_json(refusal) for refusal in report.refused],
        "refused_count": report.refused_count,
        "refused_kinds": report.refused_kinds,
        "refused_report": str(report.refused_report) if report.refused_report else None,
        "passed_over": report.skipped,
        "warnings": report.warned,
        "warnings_at": report.warned_at,
        "documents": report.documents,
        "terms": report.terms,
        "generation": report.generation,
        "published": report.published,
        "silent": [source.source for source in report.silent],
        "names_at_fault": list(faults_of_names),
    }


def _print_report(report: Report, settings: Settings, strict: bool) -> None:
    for refused in report.refused[:MAX_SHOWN]:
        click.echo(f"refused: {printable(str(refused))}", err=True)
    click.echo(
        f"{report.added} added, {report.replaced} replaced, {report.removed} removed, "
        f"{report.unchanged} unchanged, {report.repeated} repeated, {report.refused_count} refused"
    )
    _print_counts("refused", report.refused_kinds)
    _print_counts("skipped", report.skipped)
    _print_counts("warning", report.warned, report.warned_at)
    for source in report.silent[:MAX_SHOWN]:
        click.echo(
            printable(
                f"silent: nothing from {source.source} since {source.last}; "
                f"usually every {counted(source.usual_days, 'day') if source.usual_days > 1 else 'day'}"
            )
        )
    if report.refused_report:
        click.echo(f"all refusals, with file, line and beginning: {report.refused_report}")
    if report.not_pruned:
        click.echo(
            f"missing from the sources but kept: {counted(report.not_pruned, 'article')}, because some records were "
            "refused or skipped as links. Fix those, or pass --prune-anyway.",
            err=True,
        )
    if strict and not report.complete:
        click.echo("some records were refused; because of --strict nothing was published", err=True)
    if report.documents:
        click.echo(
            f"{settings.index} now holds {counted(report.documents, 'article')} (generation {report.generation})"
        )
    else:
        click.echo("no article was found; nothing was published", err=True)


def _print_counts(label: str, counts: Mapping[str, int], places: Mapping[str, Sequence[str]] = {}) -> None:
    """Print each kind with its count and, where they are known, the places of the first ones."""
    for kind, count in sorted(counts.items(), key=lambda item: -item[1])[:MAX_SHOWN]:
        where = ", ".join(places.get(kind, ()))
        click.echo(printable(f"{label}: {kind} ({count}{': ' * bool(where)}{where})"))
