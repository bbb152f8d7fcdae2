"""khabarkhoj lists: standing lists of names that are kept with the archive."""

import json
from pathlib import Path

import click

from index.errors import KhabarkhojError, SourceError, command_for
from index.name_lists import NameLists
from index.settings import Settings
from search.engines import open_archive
from web.api.serializers import facts_json
from web.commands.options import engine_option, index_option, json_option, settings_for
from web.commands.terminal import printable
from web.list_matches import list_matches


@click.group("lists", invoke_without_command=True)
@index_option
@click.pass_context
def lists_command(context: click.Context, index: Path | None) -> None:
    """Manage standing lists of names; without a subcommand, list them.

    /lists in the web page shows what each finds, with a feed and a table.
    """
    context.obj = index
    if context.invoked_subcommand is None:
        settings = settings_for(index)
        lists = NameLists(settings.index, settings.max_list_names)
        for name in lists.names():
            try:
                found = lists.read(name)
            except SourceError as fault:
                click.echo(f"     ?  {printable(name)}: {fault}")
                continue
            click.echo(f"{len(found.names) if found else 0:>6,}  {printable(name)}")


@lists_command.command("add")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--name", help="The name of the list; the file's without its ending by default.")
@index_option
@click.pass_obj
def add_command(outer: Path | None, file: Path, name: str | None, index: Path | None) -> None:
    """Keep the names of FILE, one a line, # begins a remark; a list of the same name is replaced."""
    settings = settings_for(index or outer)
    found = NameLists(settings.index, settings.max_list_names).add(file, name or file.stem)
    click.echo(f"{printable(found.name)}: {len(found.names):,} names")


@lists_command.command("remove")
@click.argument("name")
@index_option
@click.pass_obj
def remove_list_command(outer: Path | None, name: str, index: Path | None) -> None:
    """Delete the list NAME; articles are not affected."""
    settings = settings_for(index or outer)
    if not NameLists(settings.index, settings.max_list_names).remove(name):
        raise _missing(name, settings)


@lists_command.command("show")
@click.argument("name")
@index_option
@engine_option
@json_option
@click.pass_obj
def show_command(outer: Path | None, name: str, index: Path | None, as_json: bool) -> None:
    """Print how many articles hold each name of the list NAME, and the latest ones with the names that they hold."""
    settings = settings_for(index or outer)
    names = NameLists(settings.index, settings.max_list_names).read(name)
    if names is None:
        raise _missing(name, settings)
    found = list_matches(open_archive(settings), names, settings, settings.max_list_articles)
    if as_json:
        click.echo(json.dumps({
            "name": names.name, "looked_at": found.looked_at, "partial": not found.is_whole,
            "names": [
                {"name": counted.name, "articles": counted.articles, "short": counted.is_noisy}
                for counted in found.counts
            ],
            "articles": [
                {
                    **facts_json(entry.article),
                    "names": list(entry.names),
                    "passages": dict(zip(entry.names, entry.passages, strict=True)),
                }
                for entry in found.entries
            ],
        }, ensure_ascii=False))  # fmt: skip
        return
    for counted in found.counts:
        count = "?" if counted.articles is None else f"{counted.articles:,}"
        click.echo(
            f"{count:>8}  {printable(counted.name)}{'  (short: may be others)' if counted.is_noisy else ''}"
        )
    for entry in found.entries:
        click.echo(f"\n{printable(entry.article.headline)}  [{printable(entry.article.id)}]")
        click.echo(f"   {printable(', '.join(entry.names))}: {printable(entry.passages[0])}")


def _missing(name: str, settings: Settings) -> KhabarkhojError:
    return KhabarkhojError(f"there is no list {name!r}; see: {command_for(settings.index, 'lists')}")
