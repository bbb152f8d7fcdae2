"""Options that several commands share."""

import datetime
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from index.readers.field_aliases import FIELDS
from index.readers.formats import BY_NAME
from index.settings import Settings
from search.choices import Choices
from search.filters import FILTERED, Filters
from search.periods import parse_period
from search.question import Order, Question

index_option = click.option(
    "--index",
    type=click.Path(path_type=Path, file_okay=False),
    help="Index directory. Default: KHABARKHOJ_INDEX, or ./archive.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")

Command = Callable[..., Any]
_ON_OFF = click.Choice(["on", "off"])
_SWITCHES = {
    "variants": "off searches exactly as typed, whatever the other switches say.",
    "stems": "off leaves out inflections.",
    "sounds": "off leaves out other spellings of a name.",
    "roman": "off leaves out Devanagari for words in Latin letters.",
}


def choice_options(command: Command) -> Command:
    """--variants, --stems, --sounds, --roman on|off and --refuse SPELLING, gathered as `choices`."""

    def gathered(**options: Any) -> Any:
        switches = {name: options.pop(name) == "on" for name in _SWITCHES}
        return command(choices=Choices(**switches, refused=frozenset(options.pop("refuse"))), **options)

    gathered.__doc__ = command.__doc__
    decorated: Command = click.option(
        "--refuse", multiple=True, metavar="SPELLING", help="Do not add this spelling; may be repeated."
    )(gathered)
    for name, text in reversed(_SWITCHES.items()):
        decorated = click.option(f"--{name}", type=_ON_OFF, default="on", show_default=True, help=text)(
            decorated
        )
    return decorated


def _columns(
    _context: click.Context, _parameter: click.Parameter, texts: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """FIELD=NAME, each as (FIELD, NAME)."""
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
    """--format and --column: how files are read."""
    command = click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="FIELD=NAME",
        callback=_columns,
        help="What a table's column or a JSON key is, e.g. title=शीर्षक; may be repeated.",
    )(command)
    decorated: Command = click.option(
        "--format", "only", type=click.Choice(list(BY_NAME)), help="Take every file to be of this format."
    )(command)
    return decorated


def question_options(command: Command) -> Command:
    """Filters, order and choices, gathered as `question` (without its text)."""

    def gathered(choices: Choices, **options: Any) -> Any:
        values = {field: frozenset(options.pop(field)) for field in _FILTERS}
        excluded = frozenset(options.pop("excluded"))
        filters = Filters(options.pop("since"), options.pop("until"), **values, excluded=excluded)
        question = Question(
            "", choices, filters, Order(options.pop("sort")), options.pop("recent"), options.pop("fold")
        )
        return command(question=question, **options)

    gathered.__doc__ = command.__doc__
    decorated = choice_options(gathered)
    for option in (
        click.option(
            "--fold/--no-fold", default=True, help="Whether copies of a story stand under the best of them."
        ),
        click.option(
            "--recent",
            type=click.IntRange(0, 36_500),
            default=0,
            help="Prefer newer articles: half-life in days.",
        ),
        click.option(
            "--sort",
            type=click.Choice([order.value for order in Order]),
            default=Order.RELEVANCE.value,
            show_default=True,
        ),
        click.option(
            "--not",
            "excluded",
            multiple=True,
            metavar="FIELD:VALUE",
            callback=_excluded,
            help="No articles of a value.",
        ),
        *(
            click.option(f"--{field}", multiple=True, help=f"Only articles of this {field}; may be repeated.")
            for field in reversed(_FILTERS)
        ),
        click.option(
            "--until", callback=_day, metavar="DAY", help="The last day: 2024, 2024-06 or 2024-06-25."
        ),
        click.option("--since", callback=_day, metavar="DAY", help="The first day."),
    ):
        decorated = option(decorated)
    return decorated


_FILTERS = ("source", "section", "author", "language", "year")


def _day(_context: click.Context, parameter: click.Parameter, text: str | None) -> datetime.date | None:
    if text is None:
        return None
    period = parse_period(text)
    day = period and (period.until if parameter.name == "until" else period.since)
    if not day:
        raise click.BadParameter(f"{text!r}: expected a day, month or year: 2024-06-25, 2024-06 or 2024")
    return day


def _excluded(
    _context: click.Context, _parameter: click.Parameter, texts: tuple[str, ...]
) -> list[tuple[str, str]]:
    pairs = [text.partition(":") for text in texts]
    for field, mark, _value in pairs:
        if not mark or field not in FILTERED:
            raise click.BadParameter(f"expected FIELD:VALUE, where FIELD is one of {', '.join(FILTERED)}")
    return [(field, value) for field, _, value in pairs]


def settings_for(index: Path | None) -> Settings:
    """Settings of the environment, with the index directory of the command line before it."""
    settings = Settings.from_environ()
    return settings if index is None else replace(settings, index=index)


def patient(settings: Settings) -> Settings:
    """The same for work that may take its time: nobody else waits for a command."""
    return replace(settings, max_query_seconds=math.inf)
