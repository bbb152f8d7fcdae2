"""Options of the commands that read source files."""

import click

from index.readers.field_aliases import FIELDS
from index.readers.formats import FORMAT_BY_NAME
from web.commands.options import Command


def _columns(
    _context: click.Context, _parameter: click.Parameter, texts: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Return each FIELD=NAME as (FIELD, NAME)."""
    columns = []
    for text in texts:
        field, found, name = text.partition("=")
        if not found or field not in FIELDS or not name:
            raise click.BadParameter(
                f"{text!r}: expected FIELD=NAME, where FIELD is one of {', '.join(FIELDS)}"
            )
        columns.append((field, name))
    return tuple(columns)


def source_options(command: Command) -> Command:
    """Add --format and --column: how files are read."""
    command = click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="FIELD=NAME",
        callback=_columns,
        help="What a table's column or a JSON key is, e.g. title=शीर्षक; may be repeated.",
    )(command)
    decorated: Command = click.option(
        "--format",
        "only",
        type=click.Choice(list(FORMAT_BY_NAME)),
        help="Take every file to be of this format.",
    )(command)
    return decorated
