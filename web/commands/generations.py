"""khabarkhoj generations, rollback, verify: the published archive and its earlier states."""

import json
import sys
from pathlib import Path

import click

from index.errors import command_for
from index.readers.formats import FORMAT_BY_NAME
from index.reindex.removal import rollback
from index.reindex.report import ReindexOptions
from index.reindex.verify import Finding, verify
from index.store.generations import Generation, Generations
from web.commands.options import engine_option, index_option, json_option, settings_for
from web.commands.source_options import source_options
from web.commands.terminal import counted, printable


@click.command("generations")
@index_option
@json_option
def generations_command(index: Path | None, as_json: bool) -> None:
    """List the generations on disk; * is the published one.

    Names and sizes of files are compared with what was published; khabarkhoj verify reads all of their content.
    """
    settings = settings_for(index)
    found = Generations(settings.index).all()
    for generation in found:
        click.echo(
            json.dumps(_generation_json(generation), ensure_ascii=False) if as_json else _line(generation)
        )
    if not found:
        click.echo(f"no generation yet; create one: {command_for(settings.index, 'reindex PATH')}", err=True)
        sys.exit(1)


def _generation_json(generation: Generation) -> dict[str, object]:
    return {
        "generation": generation.number,
        "published": generation.is_current,
        "written": generation.written.isoformat(timespec="seconds") if generation.written else None,
        "documents": generation.documents,
        "terms": generation.terms,
        "bytes": generation.bytes_on_disk,
        "fault": generation.fault,
    }


def _line(generation: Generation) -> str:
    mark = "*" if generation.is_current else " "
    written = generation.written.strftime("%Y-%m-%d %H:%M") if generation.written else "never completed "
    size = generation.bytes_on_disk / 1e6
    unit = "article " if generation.documents == 1 else "articles"
    text = f"{mark} {generation.number:>6}  {written}  {generation.documents:>11,} {unit}  {size:>9,.1f} MB"
    return f"{text}  {generation.fault}" if generation.fault else text


@click.command("rollback")
@click.argument("number", type=int, required=False)
@index_option
@engine_option
def rollback_command(number: int | None, index: Path | None) -> None:
    """Publish another generation: NUMBER, or the one that was published before the present one."""
    found = rollback(settings_for(index), number)
    click.echo(f"generation {found.number} is published: {counted(found.documents, 'article')}")


@click.command("verify")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@index_option
@engine_option
@click.option("--generation", type=int, help="Another generation than the published one.")
@click.option("--sample", type=click.IntRange(min=0), default=1_000, show_default=True,
              help="Articles that are analysed again and compared with their postings.")  # fmt: skip
@source_options
@json_option
def verify_command(
    sources: tuple[Path, ...],
    index: Path | None,
    generation: int | None,
    sample: int,
    only: str | None,
    columns: tuple[tuple[str, str], ...],
    as_json: bool,
) -> None:
    """Check every checksum and the index's inner consistency; with SOURCES, that it holds what they hold.

    Give the same --format and --column as reindex was given.

    Names all that is wrong. Exit status 1 when anything is.
    """
    faults = 0

    def tell(finding: Finding) -> None:
        nonlocal faults
        faults += finding.is_fault
        if as_json:
            click.echo(json.dumps({"fault": finding.is_fault, "what": finding.what}, ensure_ascii=False))
        else:
            kind = "wrong" if finding.is_fault else "ok"
            click.echo(f"{kind}: {printable(finding.what)}", err=finding.is_fault)

    options = ReindexOptions(source_format=FORMAT_BY_NAME[only] if only else None, columns=columns)
    for finding in verify(settings_for(index), sources, generation, sample, options):
        tell(finding)
    if faults:
        sys.exit(1)
