"""khabarkhoj merge: make few large segments of many, while searches and publications go on."""

import sys
from pathlib import Path

import click

from index.reindex.merging import merge_segments
from web.commands.options import index_option, settings_for
from web.commands.progress import ProgressLine


@click.command("merge")
@index_option
def merge_command(index: Path | None) -> None:
    """Merge large segments of the index, which makes searches faster; `follow` does it by itself.

    Publications merge at most KHABARKHOJ_MAX_MERGED_ARTICLES articles each, so that they stay quick. Run this once a
    night where `reindex` publishes. Searches and publications go on meanwhile; it needs room for the new segment.
    """
    settings = settings_for(index)
    with ProgressLine(sys.stderr, hidden=not sys.stderr.isatty()) as line:
        report = merge_segments(settings, line.show)
    if report is None:
        click.echo("nothing to merge")
    else:
        click.echo(
            f"{report.segments} segments are one of {report.documents:,} articles (generation {report.generation})"
        )
