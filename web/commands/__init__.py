"""The command line: one verb a command; search and variants are the same as the pages."""

import sys

import click

from index.errors import KhabarkhojError
from web.commands.export import export_command
from web.commands.generations import generations_command, rollback_command, verify_command
from web.commands.reindex import reindex_command
from web.commands.search import search_command
from web.commands.serve import serve_command
from web.commands.watch import watch_command
from web.commands.words import analyze_command, variants_command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="khabarkhoj")
def cli() -> None:
    """Search Hindi news archives; every spelling of a name is found by any other."""


for _command in (
    reindex_command, search_command, variants_command, analyze_command, serve_command,
    export_command, watch_command, generations_command, rollback_command, verify_command,
):  # fmt: skip
    cli.add_command(_command)


def main() -> None:
    """The console script: errors are one line on stderr and exit status 2."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli()
    except KhabarkhojError as error:
        click.echo(f"khabarkhoj: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"khabarkhoj: {where}{error.strerror or error}", err=True)
        sys.exit(2)
