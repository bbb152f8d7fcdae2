"""khabarkhoj analyze and variants: what becomes of words, without an index and with one."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from index.hindi.analysis import analyse
from search.engines import open_archive
from search.model.question import ExpansionOptions
from web.api.serializers import analysed_json, variants_json
from web.commands.options import engine_option, expansion_options, index_option, json_option, settings_for
from web.commands.terminal import say_faults_of_names

ANALYSIS_COLUMNS = ("offsets", "word", "term", "other families", "sounds", "sound keys")
VARIANT_COLUMNS = ("  + added, ? offered", "term", "kind", "probability", "articles")


@click.command("analyze")
@click.argument("texts", nargs=-1)
@json_option
def analyze_command(texts: tuple[str, ...], as_json: bool) -> None:
    """Show how each TEXT (or each line of standard input) is cut into words, and what becomes of them.

    Two words find each other when they have the same term (tier 1), share a family (tier 2), or
    sound alike enough in an archive that holds both (tiers 3 and 4: see khabarkhoj variants).
    On a terminal the columns have headings.
    """
    if sys.stdout.isatty() and not as_json:
        click.echo("\t".join(ANALYSIS_COLUMNS))
    lines: Iterable[str] = texts or sys.stdin
    for line in lines:
        text = line.rstrip("\r\n")
        words = [analysed_json(word) for word in analyse(text)]
        if as_json:
            click.echo(json.dumps({"text": text, "tokens": words}, ensure_ascii=False))
            continue
        for word in words:
            details = [", ".join(word["families"][1:]), word["sounds"], ", ".join(word["sound_keys"])]
            columns = [f"{word['start']}-{word['end']}", word["text"], word["term"], *details]
            click.echo("\t".join(columns).rstrip())


@click.command("variants")
@click.argument("words", nargs=-1, required=True)
@index_option
@engine_option
@json_option
@expansion_options
def variants_command(
    words: tuple[str, ...], index: Path | None, expansion: ExpansionOptions, as_json: bool
) -> None:
    """Show what each WORD stands for in an archive.

    First the word, its term and how many articles hold it; then each added (+) or only offered (?)
    spelling, its term, why, how likely, and in how many articles.
    """
    settings = settings_for(index)
    say_faults_of_names(settings.index)
    archive = open_archive(settings)
    if sys.stdout.isatty() and not as_json:
        click.echo("\t".join(("word", "term", "articles")))
        click.echo("\t".join(VARIANT_COLUMNS))
    for text in words:
        for found in archive.variants(text, expansion):
            entry = variants_json(found)
            if as_json:
                click.echo(json.dumps(entry, ensure_ascii=False))
                continue
            click.echo(f"{entry['word']}\t{entry['term']}\t{entry['documents']}")
            for status in ("terms", "offers"):
                for other in entry[status]:
                    columns = (
                        other["spelling"],
                        other["term"],
                        other["kind"],
                        other["probability"],
                        other["documents"],
                    )
                    click.echo("\t".join(["  +" if status == "terms" else "  ?", *map(str, columns)]))
