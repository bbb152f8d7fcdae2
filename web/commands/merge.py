"""khabarkhoj merge: make few large segments of many, while searches and publications go on."""

import signal
import sys
from pathlib import Path

import click

from index.reindex.merging import merges, needs_merging
from web.commands.options import engine_option, index_option, settings_for
from web.commands.progress import ProgressLine


@click.command("merge")
@index_option
@engine_option
def merge_command(index: Path | None) -> None:
    """Merge large segments of the index, which makes searches faster.

    `follow` and `reindex` do it by themselves; this does it now. Searches and publications go on meanwhile. It needs
    room for the new segment until the old ones are dropped.
    """
    settings = settings_for(index)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with ProgressLine(sys.stderr, hidden=not sys.stderr.isatty()) as line:
            is_needed = needs_merging(settings)
            reports = list(merges(settings, line.show))
    except KeyboardInterrupt:
        click.echo("stopped; the published index is as it was", err=True)
        sys.exit(130)
    for report in reports:
        click.echo(report.summary)
    if not reports:
        click.echo("not merged: another run changed the segments" if is_needed else "nothing to merge")
