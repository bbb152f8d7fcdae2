"""khabarkhoj follow: publish what arrives in folders and files, until stopped."""

import json
import signal
import sys
from pathlib import Path
from types import FrameType

import click

from index.readers.formats import FORMAT_BY_NAME
from index.reindex.background_merge import BackgroundMerge
from index.reindex.follow import Publication, follow
from index.reindex.report import ReindexOptions
from index.reindex.stop_event import StopEvent
from web.commands.options import engine_option, index_option, json_option, settings_for
from web.commands.source_options import source_options
from web.commands.terminal import counted, printable, say_faults_of_names

MAX_SHOWN = 3
"""Refusals, kinds of what was skipped, and silent sources that are printed for a publication."""


@click.command("follow")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@index_option
@engine_option
@click.option(
    "--poll",
    is_flag=True,
    help="Look at all files each second, where the system reports no changes (NFS, SMB).",
)
@source_options
@json_option
def follow_command(
    paths: tuple[Path, ...],
    index: Path | None,
    poll: bool,
    only: str | None,
    columns: tuple[tuple[str, str], ...],
    as_json: bool,
) -> None:
    """Read articles from PATHS, then publish whatever is written there, within two seconds, until stopped.

    A file counts when it was closed or moved there, or has not grown for half a second. What is refused is said and
    costs nothing else. Ctrl-C or SIGTERM ends it after the publication that is under way.
    """
    settings = settings_for(index)
    stop = StopEvent()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    options = ReindexOptions(source_format=FORMAT_BY_NAME[only] if only else None, columns=columns)
    merge = BackgroundMerge(settings)
    watched = ", ".join(map(str, paths))
    say_faults_of_names(settings.index)
    click.echo(printable(f"following {watched} into {settings.index}; Ctrl-C stops it"), err=True)
    try:
        for publication in follow(paths, settings, options, stop, poll=poll):
            click.echo(_json(publication) if as_json else _line(publication), err=bool(publication.fault))
            sys.stdout.flush()
            merge.start_if_needed()
    finally:
        merge.stop()


def _json(publication: Publication) -> str:
    report = publication.report
    return json.dumps(
        {
            "added": report.added, "replaced": report.replaced, "refused": report.refused_count,
            "documents": report.documents, "generation": report.generation, "files": publication.files,
            "seconds": round(publication.seconds, 2), "fault": publication.fault,
        },
        ensure_ascii=False,
    )  # fmt: skip


def _line(publication: Publication) -> str:
    if publication.fault:
        return printable(f"not published; will retry: {publication.fault}")
    report = publication.report
    said = f"{report.added} added, {report.replaced} replaced, {report.refused_count} refused"
    lines = [
        f"{said}; {counted(report.documents, 'article')} (generation {report.generation}, {publication.seconds:.1f} s)",
        *(f"  refused: {refusal}" for refusal in report.refused[:MAX_SHOWN]),
    ]
    if report.refused_count > MAX_SHOWN:
        more = report.refused_count - MAX_SHOWN
        lines.append(
            f"  and {more} more refused{f': {report.refused_report}' if report.refused_report else ''}"
        )
    lines += [f"  skipped: {kind} ({count})" for kind, count in list(report.skipped.items())[:MAX_SHOWN]]
    lines += [f"  silent: {silent.source} since {silent.last}" for silent in report.silent[:MAX_SHOWN]]
    return "\n".join(map(printable, lines))
