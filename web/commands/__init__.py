"""The command line: one verb a command; search and variants answer as the pages do.

A command's module is imported when the command runs, so that a quick one does not pay for what others need.
"""

import gc
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from index.errors import KhabarkhojError

COMMANDS = {
    "reindex": "web.commands.reindex:reindex_command",
    "search": "web.commands.search:search_command",
    "variants": "web.commands.words:variants_command",
    "analyze": "web.commands.words:analyze_command",
    "serve": "web.commands.serve:serve_command",
    "export": "web.commands.export:export_command",
    "watch": "web.commands.watch:watch_command",
    "generations": "web.commands.generations:generations_command",
    "rollback": "web.commands.generations:rollback_command",
    "verify": "web.commands.generations:verify_command",
    "coverage": "web.commands.coverage:coverage_command",
    "remove": "web.commands.remove:remove_command",
    "follow": "web.commands.follow:follow_command",
    "merge": "web.commands.merge:merge_command",
    "lists": "web.commands.lists:lists_command",
    "mcp": "web.commands.mcp:mcp_command",
    "cluster": "web.commands.cluster:cluster_command",
    "move": "web.commands.cluster:move_command",
}
"""Name of each command → module:attribute."""


GC_THRESHOLD = 50_000
"""gc threshold: imports allocate many objects that are never garbage."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return all names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


def _print_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib.metadata import version  # noqa: PLC0415 - takes longer than all else here

        click.echo(f"khabarkhoj, version {version('khabarkhoj')}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version.",
)
def cli() -> None:
    """Search Hindi news archives; every spelling of a name is found by any other."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the console script; an error is one line on stderr and exit status 2."""
    gc.set_threshold(GC_THRESHOLD)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli(arguments)
    except KhabarkhojError as error:
        click.echo(f"khabarkhoj: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"khabarkhoj: {where}{error.strerror or error}", err=True)
        sys.exit(2)
