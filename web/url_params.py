"""An address → what is asked. Pages read leniently: whatever an address says, there is a page to show.

Of a parameter that may stand once, the first counts; the order in which they are written back is always the same.
"""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from index.settings import Settings
from search.choices import SWITCHES, Choices
from search.filters import FILTERED, Filters
from search.notes import NoteKind
from search.periods import parse_period
from search.question import Order, Question
from search.timeline import TimeUnit

REFUSE = "refuse"
"""Names a spelling that must not be added; may stand several times."""
NOT = "not"
"""A value that no article may have, as field:value; may stand several times."""
SORT, RECENT, FOLD = "sort", "recent", "fold"
MOST_VALUES = 100
"""Values of one field that are read from an address."""
MOST_HALF_LIFE = 36_500
PRESETS = {"today": 0, "week": 6, "month": 30, "year": 365}
"""Days before today from which on a preset counts."""

Parameters = MultiDict[str, str]


@dataclass(frozen=True)
class View:
    """How a result page is shown, beside what is asked."""

    page: int = 1
    unit: TimeUnit | None = None
    shares: bool = False
    whole: frozenset[str] = frozenset()


def question_from(arguments: Parameters, settings: Settings) -> Question:
    """What an address asks."""
    return Question(
        text=arguments.get("q", ""),
        choices=choices_from(arguments, settings.max_refused),
        filters=filters_from(arguments),
        order=Order(sort) if (sort := arguments.get(SORT, "")) in list(Order) else Order.RELEVANCE,
        half_life=half_life_from(arguments.get(RECENT, ""), settings.recent_half_life_days),
        folded=arguments.get(FOLD, "on") != "off",
    )


def choices_from(arguments: Parameters, max_refused: int) -> Choices:
    """A switch is off when it says "off", anything else leaves it on."""
    switches = {name: arguments.get(name, "on") != "off" for name in SWITCHES}
    return Choices(**switches, refused=frozenset(arguments.getlist(REFUSE)[:max_refused]))


def filters_from(arguments: Parameters) -> Filters:
    """Days, values and excluded values; what cannot be read is left out."""
    since, until = (_day(arguments.get(name, ""), name == "until") for name in ("since", "until"))
    if (preset := arguments.get("when", "")) in PRESETS:
        today = datetime.date.today()  # noqa: DTZ011 - the reader's calendar is the server's
        since, until = today - datetime.timedelta(days=PRESETS[preset]), today
    if since and until and since > until:
        since, until = (_day(arguments.get(name, ""), name == "since") for name in ("until", "since"))
    values: dict[str, Any] = {
        field: frozenset(filter(None, arguments.getlist(field)[:MOST_VALUES])) for field in FILTERED
    }
    pairs = (text.partition(":") for text in arguments.getlist(NOT)[:MOST_VALUES])
    excluded = frozenset((field, value) for field, mark, value in pairs if mark and field in FILTERED)
    return Filters(since, until, **values, excluded=excluded)


def _day(text: str, is_end: bool) -> datetime.date | None:
    period = parse_period(text) if 0 < len(text) <= 40 else None
    if period is None:
        return None
    return period.until if is_end else period.since


def half_life_from(text: str, usual: int) -> int:
    """Days, or the usual number for "on"; 0 for anything else."""
    if text == "on":
        return usual
    return min(int(text), MOST_HALF_LIFE) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def view_from(arguments: Parameters, last: int) -> View:
    """The page, and how its timeline and facets are shown."""
    unit = arguments.get("unit", "")
    return View(
        page=page_number(arguments.get("page", "1"), last),
        unit=TimeUnit(unit) if unit in list(TimeUnit) else None,
        shares=arguments.get("shares") == "on",
        whole=frozenset(arguments.getlist("all")[: len(FILTERED)]) & frozenset(FILTERED),
    )


def page_number(text: str, highest: int) -> int:
    """A page number from an address: whatever it says, a page that can be shown."""
    digits = text.isascii() and text.isdigit() and len(text) < 10
    return min(max(int(text), 1), max(highest, 1)) if digits else 1


def parameters(question: Question, *, text: bool = True) -> dict[str, Any]:
    """What an address must say to ask the same; `text` says whether the query stands in it."""
    address: dict[str, Any] = {"q": question.text} if text and question.text else {}
    filters = question.filters
    for name, day in (("since", filters.since), ("until", filters.until)):
        if day:
            address[name] = day.isoformat()
    for field in FILTERED:
        if values := getattr(filters, field):
            address[field] = sorted(values)
    if filters.excluded:
        address[NOT] = sorted(f"{field}:{value}" for field, value in filters.excluded)
    if question.order is not Order.RELEVANCE:
        address[SORT] = question.order.value
    if question.half_life:
        address[RECENT] = question.half_life
    if not question.folded:
        address[FOLD] = "off"
    choices = question.choices
    address |= {name: "off" for name in SWITCHES if not getattr(choices, name)}
    if choices.refused:
        address[REFUSE] = sorted(choices.refused)
    return address


def conditions(filters: Filters) -> list[str]:
    """What is asked of the articles, in a few words: 2024, लोकदृष्टि, -खेल, 2024-01-01..2024-06-30."""
    days = [str(day) if day else "" for day in (filters.since, filters.until)]
    told = ["..".join(days)] if any(days) else []
    told += [value for field in FILTERED for value in sorted(getattr(filters, field))]
    return told + [f"-{value}" for _field, value in sorted(filters.excluded)]


def conditions_line(question: Question) -> str:
    """All that a question asks besides its words, as an address says it: year=2024; source=लोकदृष्टि."""
    pairs = (
        (name, value) for name, value in parameters(question, text=False).items() if name not in {SORT, FOLD}
    )
    every = (
        (name, each) for name, value in pairs for each in (value if isinstance(value, list) else [value])
    )
    return "; ".join(f"{name}={value}" for name, value in every)


def date_notes(arguments: Parameters) -> list[NoteKind]:
    """What is to be said about the days of an address."""
    told = {name: arguments.get(name, "").strip() for name in ("since", "until")}
    days = {name: _day(text, name == "until") for name, text in told.items()}
    notes = [NoteKind.UNKNOWN_DATE] if any(told[name] and not days[name] for name in told) else []
    since, until = days["since"], days["until"]
    return [*notes, NoteKind.REVERSED_DATES] if since and until and since > until else notes


def with_filters(question: Question, **changed: Any) -> Question:
    """The same question with some filters set anew."""
    return replace(question, filters=replace(question.filters, **changed))


def with_choices(question: Question, **changed: Any) -> Question:
    """The same question with some choices set anew."""
    return replace(question, choices=replace(question.choices, **changed))
