"""The command line: khabarkhoj reindex, search, analyze, serve. The same verbs and results as the pages."""

import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import click

from index.build import Report, reindex
from index.errors import KhabarkhojError
from index.hindi.analysis import analyse
from index.settings import Settings
from search.local_archive import LocalArchive, open_archive
from search.result import ResultPage
from web.progress import ProgressLine
from web.representation import page_json

SHOWN_REFUSALS = 20

index_option = click.option(
    "--index",
    type=click.Path(path_type=Path, file_okay=False),
    help="Index directory. Default: KHABARKHOJ_INDEX, or ./archive.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="khabarkhoj")
def cli() -> None:
    """Search Hindi news archives; every spelling of a name is found by any other."""


@cli.command("reindex")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@index_option
@click.option("--full", is_flag=True, help="Start from nothing instead of adding to the published index.")
@json_option
def reindex_command(paths: tuple[Path, ...], index: Path | None, full: bool, as_json: bool) -> None:
    """Read articles from files and folders and publish them.

    Takes the seed text format and JSON Lines, gzipped or not. Exit status 1 when any record had
    to be refused (all others are indexed).
    """
    settings = _settings(index)
    with ProgressLine(sys.stderr, hidden=as_json or not sys.stderr.isatty()) as line:
        report = reindex(paths, settings, full=full, observe=line.show)
    if as_json:
        click.echo(json.dumps(_report_json(report), ensure_ascii=False))
    else:
        _print_report(report, settings)
    if not report.complete or not report.documents:
        sys.exit(1)


def _report_json(report: Report) -> dict[str, Any]:
    return {
        "read": report.read,
        "added": report.added,
        "replaced": report.replaced,
        "unchanged": report.unchanged,
        "repeated": report.repeated,
        "refused": [{"path": r.path, "line": r.line, "reason": r.reason} for r in report.refused],
        "warnings": report.warned,
        "documents": report.documents,
        "terms": report.terms,
        "generation": report.generation,
    }


def _print_report(report: Report, settings: Settings) -> None:
    for refused in report.refused[:SHOWN_REFUSALS]:
        click.echo(f"refused: {refused}", err=True)
    if len(report.refused) > SHOWN_REFUSALS:
        click.echo(f"… and {len(report.refused) - SHOWN_REFUSALS} more; --json lists them all", err=True)
    click.echo(
        f"{report.added} added, {report.replaced} replaced, {report.unchanged} unchanged, "
        f"{report.repeated} repeated, {len(report.refused)} refused"
    )
    for kind, count in sorted(report.warned.items(), key=lambda item: -item[1])[:SHOWN_REFUSALS]:
        click.echo(f"warning: {kind} ({count})")
    if report.documents:
        click.echo(f"{settings.index} now holds {report.documents} articles (generation {report.generation})")
    else:
        click.echo("no article was found; nothing was published", err=True)


@cli.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("words", metavar="QUERY", nargs=-1)
@index_option
@click.option("--limit", type=click.IntRange(1, 10_000), help="Articles to show. Default: 10.")
@click.option(
    "--batch",
    type=click.File("r", encoding="utf-8", errors="replace"),
    help="Queries, one a line; - for standard input.",
)
@click.option("--variants", type=click.Choice(["on", "off"]), default="on", help="off searches as typed.")
@json_option
def search_command(
    words: tuple[str, ...],
    index: Path | None,
    limit: int | None,
    batch: IO[str] | None,
    variants: str,
    as_json: bool,
) -> None:
    """Search for QUERY, or for each line of --batch FILE, best articles first.

    A word with a minus sign in front is excluded, so options are known by their two dashes.
    """
    mistaken = next((word for word in words if word.startswith("--")), None)
    if mistaken is not None:
        raise click.NoSuchOption(mistaken)
    if bool(words) == (batch is not None):
        raise click.UsageError("give either a QUERY or --batch FILE")
    settings = _settings(index)
    archive = open_archive(settings)
    size = limit or settings.page_size
    if batch is not None:
        _search_batch(archive, batch, size, variants == "on", as_json)
    else:
        _show(_searched(archive, " ".join(words), size, variants == "on"), as_json)


def _searched(archive: LocalArchive, query: str, size: int, variants: bool) -> ResultPage:
    return archive.search(query, 1, size, variants)


def _search_batch(
    archive: LocalArchive, lines: Iterable[str], size: int, variants: bool, as_json: bool
) -> None:
    """One result a line of input, in the same order; a blank line is a query that finds nothing."""
    for line in lines:
        page = _searched(archive, line.strip("\r\n\ufeff"), size, variants)
        if as_json:
            _show(page, as_json)
        else:
            click.echo(f"{page.total}\t{page.query}")


def _show(page: ResultPage, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(page_json(page), ensure_ascii=False))
        return
    for note in page.notes:
        click.echo(f"note: {note.english}")
    if page.relaxed:
        click.echo("No article holds all the words; these hold at least one.")
    click.echo(f"{page.total} articles, {page.took_ms} ms")
    if page.added:
        names = ", ".join(f"{added.spelling} ({added.documents})" for added in page.added)
        click.echo(f"also searched: {names}; --variants off searches as typed")
    if page.offered:
        click.echo(
            "try also: " + ", ".join(f"{offer.spelling} ({offer.documents})" for offer in page.offered)
        )
    for number, hit in enumerate(page.hits, start=1):
        article = hit.article
        facts = " · ".join(
            part for part in (article.source, str(article.date or ""), article.section) if part
        )
        click.echo(
            f"\n{number}. {_styled(hit.headline.text, hit.headline.marks)}\n   {facts}  [{article.id}]"
        )
        for snippet in hit.snippets:
            click.echo(f"   {_styled(snippet.text, snippet.marks)}")


def _styled(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    """Matches in bold on a terminal (click drops the style in a pipe); control characters never pass."""
    parts, at = [], 0
    for start, end in marks:
        parts += [
            _printable(text[at:start]),
            click.style(_printable(text[start:end]), bold=True, underline=True),
        ]
        at = end
    return "".join([*parts, _printable(text[at:])])


def _printable(text: str) -> str:
    return "".join(char if char >= " " and not "\x7f" <= char <= "\x9f" else " " for char in text)


@cli.command("analyze")
@click.argument("texts", nargs=-1)
@json_option
def analyze_command(texts: tuple[str, ...], as_json: bool) -> None:
    """Show how each TEXT (or each line of standard input) is cut into words and terms.

    Two words find each other when they have the same term.
    """
    lines: Iterable[str] = texts or sys.stdin
    for line in lines:
        text = line.rstrip("\r\n")
        words = analyse(text)
        if as_json:
            tokens = [
                {
                    "text": word.token.text,
                    "start": word.token.start,
                    "end": word.token.end,
                    "position": word.token.position,
                    "term": word.term,
                    "terms": [word.term, word.exact],
                }
                for word in words
            ]
            click.echo(json.dumps({"text": text, "tokens": tokens}, ensure_ascii=False))
        else:
            for word in words:
                click.echo(f"{word.token.start}-{word.token.end}\t{word.token.text}\t{word.term}")


@cli.command("serve")
@index_option
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve_command(index: Path | None, host: str, port: int) -> None:
    """Serve the web page and the JSON endpoint until stopped."""
    from web.server import serve  # noqa: PLC0415 - gunicorn is not needed by the other commands

    click.echo(f"ख़बरखोज: http://{host}:{port}  (Ctrl+C stops it)")
    serve(_settings(index), host, port)


def _settings(index: Path | None) -> Settings:
    settings = Settings.from_environ()
    return settings if index is None else replace(settings, index=index)


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


if __name__ == "__main__":
    main()
