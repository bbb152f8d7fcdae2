"""khabarkhoj mcp: the archive for assistants that speak the Model Context Protocol."""

from pathlib import Path

import click

from index.errors import KhabarkhojError
from search.engines import open_archive
from web.commands.options import engine_option, index_option, settings_for


@click.command("mcp")
@index_option
@engine_option
def mcp_command(index: Path | None) -> None:
    """Answer an assistant on standard input and output: search, article, spellings, timeline, coverage; read-only.

    Needs the extra khabarkhoj[mcp]. Nothing listens on the network: the assistant's program starts this command.
    """
    try:
        from web.mcp_server import mcp_server  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "mcp":
            raise
        raise KhabarkhojError("khabarkhoj mcp needs an extra: pip install 'khabarkhoj[mcp]'") from None
    settings = settings_for(index)
    archive = open_archive(settings)
    try:
        mcp_server(archive, settings).run("stdio")
    finally:
        archive.close()
