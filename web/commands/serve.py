"""The command `khabarkhoj serve`: serve the pages and the JSON endpoint."""

from pathlib import Path

import click

from web.commands.options import engine_option, index_option, settings_for


@click.command("serve")
@index_option
@engine_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--wait", is_flag=True, help="Wait for the first publication where there is no index yet.")
def serve_command(index: Path | None, host: str, port: int, wait: bool) -> None:
    """Serve the web page and the JSON endpoint until stopped."""
    from web.server import serve  # noqa: PLC0415 - gunicorn is not needed by the other commands

    serve(settings_for(index), host, port, announce=click.echo, wait=wait)
