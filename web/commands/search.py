"""The command `khabarkhoj search`: print what a query finds."""

import codecs
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import IO

import click

from index.article import Article
from index.name_lists import without_remark
from search.archive import Archive
from search.engines import open_archive
from search.model.marked_text import MarkedText
from search.model.question import Question
from search.model.results import SearchRequest, SearchResponse
from web.commands.options import (
    engine_option,
    index_option,
    json_option,
    question_options,
    refuse_unknown_options,
    settings_for,
)
from web.commands.terminal import counted, printable
from web.warnings import warning_text_in


@click.command("search", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("words", metavar="QUERY", nargs=-1)
@index_option
@engine_option
@click.option(
    "--limit", type=click.IntRange(1), help="Articles to show. Default: KHABARKHOJ_PAGE_SIZE, or 10."
)
@click.option(
    "--batch",
    type=click.File("rb"),
    help="Queries, one a line; - for standard input.",
)
@json_option
@question_options
def search_command(
    words: tuple[str, ...],
    index: Path | None,
    limit: int | None,
    batch: IO[bytes] | None,
    question: Question,
    as_json: bool,
) -> None:
    """Search for QUERY, or for each line of --batch FILE, best articles first.

    Without --json, --batch prints the number of articles and the query, one a line; where no article has all the
    words, the number of those with any of them is marked as such.
    A word with a minus sign in front is excluded, so options are known by their two dashes.
    """
    refuse_unknown_options(words)
    if (question.with_text(" ".join(words)).is_empty) == (batch is None):
        raise click.UsageError("give either a QUERY (or a filter) or --batch FILE")
    settings = settings_for(index)
    size = limit or settings.page_size
    if size > settings.max_result_window:
        raise click.UsageError(
            f"--limit may be {settings.max_result_window} at most; khabarkhoj export gives all articles"
        )
    archive = open_archive(settings)
    if batch is not None:
        _search_batch(archive, decoded_lines(batch), size, question, as_json)
    else:
        _show(archive.search(SearchRequest(question.with_text(" ".join(words)), size=size)), as_json)


def decoded_lines(file: IO[bytes]) -> Iterator[str]:
    """Yield the lines of a file in UTF-8, or in UTF-16 as its mark says; bytes that are no text become U+FFFD."""
    head = file.readline()
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from (head + file.read()).decode("utf-16", "replace").splitlines()
        return
    yield from (line.decode("utf-8", "replace") for line in chain([head], file))


def _search_batch(
    archive: Archive, lines: Iterable[str], size: int, question: Question, as_json: bool
) -> None:
    """Print one result per line of input, in the same order; # begins a remark, a blank line finds nothing."""
    for line in lines:
        text = without_remark(line.strip("\r\n\ufeff"))
        if text is None:
            continue
        request = SearchRequest(question.with_text(text), size=size)
        page = archive.search(request)
        if as_json:
            _show(page, as_json)
        else:
            note = "\tsome of the words" if page.is_relaxed else ""
            if page.full_total is not None:
                note = f"\t{page.full_total} with all words"
            click.echo(f"{page.total}\t{printable(page.query)}{note}")


def _show(page: SearchResponse, as_json: bool) -> None:
    if as_json:
        from web.api.serializers import response_json  # noqa: PLC0415 - only JSON needs it

        click.echo(json.dumps(response_json(page), ensure_ascii=False))
        return
    for warning in page.warnings:
        click.echo(f"note: {warning_text_in('en', warning)}")
    if page.is_relaxed:
        click.echo("No article contains all the words; these contain some of them.")
    full = "" if page.full_total is None else f" ({page.full_total} with all words)"
    click.echo(f"{counted(page.total, 'article')}{full}, {page.took_ms} ms")
    for said, is_excluded in (("also searched", False), ("also excluded", True)):
        added = [expansion for expansion in page.added if expansion.is_excluded == is_excluded]
        if added:
            names = ", ".join(f"{expansion.spelling} ({expansion.documents})" for expansion in added)
            click.echo(f"{said}: {names}; --variants off searches as typed, --refuse WORD leaves one out")
    if page.suggestion:
        click.echo(f"did you mean: {printable(page.suggestion.query)} ({page.suggestion.total})")
    if page.offered:
        click.echo(
            "try also: " + ", ".join(f"{offer.spelling} ({offer.documents})" for offer in page.offered)
        )
    for number, hit in enumerate(page.hits, start=1):
        show_hit(number, hit.article, hit.headline, hit.snippets)
        show_missing(hit.missing)
        for copy in hit.duplicates:
            click.echo(f"   also: {printable(copy.source or copy.headline)}  [{printable(copy.id)}]")
    _show_partial_hits(page)


def _show_partial_hits(page: SearchResponse) -> None:
    if page.partial_hits:
        click.echo("\nThese lack some of the words:")
    for number, hit in enumerate(page.partial_hits, start=len(page.hits) + 1):
        show_hit(number, hit.article, hit.headline, hit.snippets)
        show_missing(hit.missing)


def show_missing(words: Sequence[str]) -> None:
    """Print which words of a query an article lacks, if any."""
    if words:
        click.echo(f"   missing: {printable(', '.join(words))}")


def show_hit(number: int, article: Article, headline: MarkedText, snippets: tuple[MarkedText, ...]) -> None:
    """Print one article: headline, facts, passages."""
    facts = " · ".join(part for part in (article.source, str(article.date or ""), article.section) if part)
    click.echo(
        f"\n{number}. {_styled(headline.text, headline.marks)}\n   {printable(facts)}  [{printable(article.id)}]"
    )
    for snippet in snippets:
        click.echo(f"   {_styled(snippet.text, snippet.marks)}")


def _styled(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    """Return the text with matches in bold (click drops styles in a pipe), without control characters."""
    parts, position = [], 0
    for start, end in marks:
        parts += [
            printable(text[position:start]),
            click.style(printable(text[start:end]), bold=True, underline=True),
        ]
        position = end
    return "".join([*parts, printable(text[position:])])
