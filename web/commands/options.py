"""Options that several commands share."""

import datetime
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from index.fields import FILTER_FIELDS
from index.settings import ENGINES, Settings
from search.model.filters import Filters
from search.model.question import MAX_HALF_LIFE, ExpansionOptions, Question, SortOrder
from search.query.periods import parse_day
from web.expansion_switches import SWITCH_HELP

Command = Callable[..., Any]
_ENGINE = "khabarkhoj.engine"
"""Under this name a command's context remembers --engine."""

FILTER_HELP = {
    "print_page": "of this page of the paper",
    "converted": "typed in this legacy font",
    "machine_read": "read by machine (tesseract, ALTO, …)",
    "confidence": "that were read with this confidence",
    "changed": "that changed after their own day: yes, a day, a month or a year",
}
"""Fields whose name alone tells too little."""


def _choose_engine(context: click.Context, _parameter: click.Parameter, engine: str | None) -> None:
    if engine:
        context.meta[_ENGINE] = engine


index_option = click.option(
    "--index",
    type=click.Path(path_type=Path, file_okay=False),
    help="Index directory. Default: KHABARKHOJ_INDEX, or ./archive.",
)
engine_option = click.option(
    "--engine",
    type=click.Choice(ENGINES),
    expose_value=False,
    callback=_choose_engine,
    help="Where the archive is searched. Default: KHABARKHOJ_ENGINE, or embedded.",
)
"""For commands that search or publish; others read the index directory, whatever the engine."""
json_option = click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
_ON_OFF = click.Choice(["on", "off"])


def expansion_options(command: Command) -> Command:
    """Add --variants, --stems, --sounds, --roman, --equals on|off and --refuse SPELLING, gathered as `expansion`."""

    def gathered(**options: Any) -> Any:
        switches = {name: options.pop(name) == "on" for name in SWITCH_HELP}
        return command(
            expansion=ExpansionOptions(**switches, excluded_spellings=frozenset(options.pop("refuse"))),
            **options,
        )

    gathered.__doc__ = command.__doc__
    decorated: Command = click.option(
        "--refuse", multiple=True, metavar="SPELLING", help="Do not add this spelling; may be repeated."
    )(gathered)
    for name, text in reversed(SWITCH_HELP.items()):
        decorated = click.option(f"--{name}", type=_ON_OFF, default="on", show_default=True, help=text)(
            decorated
        )
    return decorated


def question_options(command: Command) -> Command:
    """Add filters, sort and expansion, gathered as `question` (without its text)."""

    def gathered(expansion: ExpansionOptions, **options: Any) -> Any:
        filters = Filters(
            options.pop("since"), options.pop("until"), excluded=frozenset(options.pop("excluded"))
        )
        for field in FILTER_FIELDS:
            filters = filters.with_values(field, options.pop(field))
        question = Question(
            "",
            expansion,
            filters,
            SortOrder(options.pop("sort")),
            options.pop("recent"),
            options.pop("fold"),
            most_words=options.pop("partial"),
        )
        return command(question=question, **options)

    gathered.__doc__ = command.__doc__
    decorated = expansion_options(gathered)
    for option in (
        click.option(
            "--fold/--no-fold", default=True, help="Whether copies of a story stand under the best of them."
        ),
        click.option(
            "--partial/--no-partial",
            default=False,
            help="Whether articles with most of the words count, too.",
        ),
        click.option(
            "--recent",
            type=click.IntRange(0, MAX_HALF_LIFE),
            default=0,
            help="Prefer newer articles: half-life in days.",
        ),
        click.option(
            "--sort",
            type=click.Choice([order.value for order in SortOrder]),
            default=SortOrder.RELEVANCE.value,
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
            click.option(
                f"--{field.replace('_', '-')}",
                field,
                multiple=True,
                help=f"Only articles {FILTER_HELP.get(field, f'of this {field}')}; may be repeated.",
            )
            for field in reversed(FILTER_FIELDS)
        ),
        click.option(
            "--until", callback=_day, metavar="DAY", help="The last day: 2024, 2024-06 or 2024-06-25."
        ),
        click.option("--since", callback=_day, metavar="DAY", help="The first day."),
    ):
        decorated = option(decorated)
    return decorated


def _day(_context: click.Context, parameter: click.Parameter, text: str | None) -> datetime.date | None:
    if text is None:
        return None
    day = parse_day(text, is_end=parameter.name == "until")
    if day is None:
        raise click.BadParameter(f"{text!r}: expected a day, month or year: 2024-06-25, 2024-06 or 2024")
    return day


def _excluded(
    _context: click.Context, _parameter: click.Parameter, texts: tuple[str, ...]
) -> list[tuple[str, str]]:
    pairs = [text.partition(":") for text in texts]
    for field, mark, _value in pairs:
        if not mark or field not in FILTER_FIELDS:
            raise click.BadParameter(
                f"expected FIELD:VALUE, where FIELD is one of {', '.join(FILTER_FIELDS)}"
            )
    return [(field, value) for field, _, value in pairs]


def settings_for(index: Path | None) -> Settings:
    """Return the settings of the environment, with the index directory and engine of the command line if given."""
    settings = Settings.from_environ()
    engine = click.get_current_context().meta.get(_ENGINE)
    return replace(settings, index=index or settings.index, engine=engine or settings.engine)


def refuse_unknown_options(words: Sequence[str]) -> None:
    """Raise NoSuchOption if a query word starts with "--"; a single minus excludes the word."""
    mistaken = next((word for word in words if word.startswith("--")), None)
    if mistaken is not None:
        raise click.NoSuchOption(mistaken)


def without_time_limit(settings: Settings) -> Settings:
    """Return the settings without a query deadline, for commands."""
    return replace(settings, max_query_seconds=math.inf)
