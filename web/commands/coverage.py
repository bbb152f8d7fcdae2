"""khabarkhoj coverage: what the archive holds, by source and month."""

import datetime
import json
from pathlib import Path
from typing import Any

import click

from index.coverage import SourceCoverage, coverage_of, silent_sources
from index.months import gaps
from index.store.generations import Generations
from index.store.segments import Segments
from web.commands.options import index_option, json_option, settings_for
from web.commands.terminal import printable
from web.downloads.csv_rows import csv_row

SHOWN_GAPS = 6


@click.command("coverage")
@index_option
@click.option("--csv", "as_csv", is_flag=True, help="A row for each source and month.")
@json_option
def coverage_command(index: Path | None, as_csv: bool, as_json: bool) -> None:
    """Print how many articles each source has, and when: gaps between months, sources that have stopped delivering."""
    found = coverage_of(Segments.open(Generations(settings_for(index).index).current().path))
    today = datetime.date.today()  # noqa: DTZ011 - a day either way tells nothing
    if as_csv:
        _print_csv(found)
        return
    if as_json:
        said = {"sources": [_json(source) for source in found], "silent": [
            {
                "source": source.source, "last": source.last.isoformat(),
                "usual_days": source.usual_days, "silent_days": source.silent_days,
            }
            for source in silent_sources(found, today)
        ]}  # fmt: skip
        click.echo(json.dumps(said, ensure_ascii=False))
        return
    for source in found:
        click.echo(_line(source))
    for silent in silent_sources(found, today):
        click.echo(printable(
            f"silent: {silent.source or '-'} has delivered nothing since {silent.last}, {silent.silent_days} days; "
            f"usually {silent.usual_days}"
        ))  # fmt: skip


def _line(source: SourceCoverage) -> str:
    months = source.months()
    missing = gaps(months)
    parts = [f"{source.total:>10,}  {source.source or '(no source)'}"]
    if months:
        parts.append(
            f"{datetime.date.fromordinal(int(source.days[0]))} to {datetime.date.fromordinal(int(source.days[-1]))}"
        )
    if source.undated:
        parts.append(f"{source.undated:,} without a date")
    if missing:
        more = f" and {len(missing) - SHOWN_GAPS} more" if len(missing) > SHOWN_GAPS else ""
        parts.append(f"nothing in {', '.join(missing[:SHOWN_GAPS])}{more}")
    return printable("; ".join(parts))


def _json(source: SourceCoverage) -> dict[str, Any]:
    months = source.months()
    return {
        "source": source.source, "total": source.total, "undated": source.undated,
        "months": months, "gaps": gaps(months),
    }  # fmt: skip


def _print_csv(found: list[SourceCoverage]) -> None:
    _print_row("source", "month", "articles")
    for source in found:
        for month, count in sorted(source.months().items()):
            _print_row(source.source, month, count)
        if source.undated:
            _print_row(source.source, "", source.undated)


def _print_row(*cells: object) -> None:
    click.echo(csv_row(cells).removesuffix("\r\n"))
