"""Addresses and questions: what an address asks, and the address that asks it again.

One parser reads both pages' addresses and checked parameters of the JSON endpoint. Pages ignore its errors: whatever
an address says, there is a page to show. Of a parameter that may stand once, the first counts; the order in which
parameters are written is always the same.
"""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from index.fields import FILTER_FIELDS, YEAR
from index.settings import Settings
from search.model.filters import Filters, is_year
from search.model.messages import QueryWarning
from search.model.question import EXPANSION_SWITCHES, MAX_HALF_LIFE, ExpansionOptions, Question, SortOrder
from search.model.timeline import TimeUnit
from search.query.periods import parse_day

REFUSE = "refuse"
"""Names a spelling that must not be added; may be repeated."""
NOT = "not"
"""A value that no article may have, as field:value; may be repeated."""
SORT, RECENT, FOLD, PARTIAL = "sort", "recent", "fold", "partial"
MAX_VALUES = 100
"""Values of one field that are read from an address."""
PAGE_SIZES = (10, 25, 50, 100)
"""Articles on a page that a reader can choose."""
PRESETS = {"today": 0, "week": 6, "month": 29, "year": 364}
"""Days before today on which a preset begins."""

Params = MultiDict[str, str]


@dataclass(frozen=True)
class ParamError:
    """A parameter that cannot be used, and why."""

    name: str
    message: str


@dataclass(frozen=True)
class ParsedQuestion:
    """The parsed question, warnings for readers, errors for programs."""

    question: Question
    warnings: tuple[QueryWarning, ...] = ()
    errors: tuple[ParamError, ...] = ()


@dataclass(frozen=True)
class View:
    """How a result page is displayed."""

    page: int = 1
    unit: TimeUnit | None = None
    shares: bool = False
    all_values: frozenset[str] = frozenset()
    size: int = 0
    """Articles on a page; 0 for the usual number."""
    is_list: bool = False
    """Headlines without passages."""


def parse_question(params: Params, settings: Settings) -> ParsedQuestion:
    """Return what an address asks."""
    filters, warnings, errors = _parse_filters(params)
    sort = params.get(SORT, "")
    question = Question(
        text=params.get("q", ""),
        expansion=_parse_expansion(params, settings.max_refused),
        filters=filters,
        sort=SortOrder(sort) if sort in list(SortOrder) else SortOrder.RELEVANCE,
        half_life=_parse_half_life(params.get(RECENT, ""), settings.recent_half_life_days),
        collapse=params.get(FOLD, "on") != "off",
        most_words=params.get(PARTIAL) == "on",
    )
    return ParsedQuestion(question, warnings, errors)


def question_of(params: Params, settings: Settings) -> Question:
    """Return what an address asks, without what is to be said about it."""
    return parse_question(params, settings).question


def _parse_expansion(params: Params, max_refused: int) -> ExpansionOptions:
    """Read the switches: one is off if it says "off"; anything else leaves it on."""
    switches = {name: params.get(name, "on") != "off" for name in EXPANSION_SWITCHES}
    return ExpansionOptions(**switches, excluded_spellings=frozenset(params.getlist(REFUSE)[:max_refused]))


def _parse_filters(params: Params) -> tuple[Filters, tuple[QueryWarning, ...], tuple[ParamError, ...]]:
    """Read days, values and excluded values; what cannot be read is left out."""
    texts = {name: params.get(name, "").strip() for name in ("since", "until")}
    days = {name: parse_day(text, is_end=name == "until") for name, text in texts.items()}
    warnings = []
    errors = [
        ParamError(name, f"{name} must be a day, month or year: 2024-06-25, 2024-06 or 2024")
        for name, text in texts.items()
        if text and not days[name]
    ]
    if errors:
        warnings.append(QueryWarning.UNKNOWN_DATE)
    since, until = days["since"], days["until"]
    if since and until and since > until:
        warnings.append(QueryWarning.REVERSED_DATES)
        errors.append(ParamError("since", "since must not be later than until"))
        since = parse_day(texts["until"], is_end=False)
        until = parse_day(texts["since"], is_end=True)
    if (preset := params.get("when", "")) in PRESETS:
        today = datetime.date.today()  # noqa: DTZ011 - the reader's calendar is the server's
        since, until = today - datetime.timedelta(days=PRESETS[preset]), today
    values = {field: list(filter(None, params.getlist(field)[:MAX_VALUES])) for field in FILTER_FIELDS}
    if not all(map(is_year, values[YEAR])):
        values[YEAR] = [year for year in values[YEAR] if is_year(year)]
        warnings.append(QueryWarning.UNKNOWN_DATE)
        errors.append(ParamError(YEAR, "year must be a number of four digits: 2024"))
    pairs = (text.partition(":") for text in params.getlist(NOT)[:MAX_VALUES])
    excluded = [(field, value) for field, mark, value in pairs if mark and field in FILTER_FIELDS]
    filters = Filters(since, until, excluded=frozenset(excluded))
    for field, wanted in values.items():
        filters = filters.with_values(field, wanted)
    return filters, tuple(warnings), tuple(errors)


def _parse_half_life(text: str, default: int) -> int:
    """Read a number of days, or "on" for the default one; 0 for anything else."""
    if text == "on":
        return default
    return min(int(text), MAX_HALF_LIFE) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def parse_view(params: Params, last_page: int) -> View:
    """Return the page, and how its timeline and facets are shown."""
    unit = params.get("unit", "")
    return View(
        page=parse_page_number(params.get("page", "1"), last_page),
        unit=TimeUnit(unit) if unit in list(TimeUnit) else None,
        shares=params.get("shares") == "on",
        all_values=frozenset(params.getlist("all")[: len(FILTER_FIELDS)]) & frozenset(FILTER_FIELDS),
        size=next((size for size in PAGE_SIZES if params.get("size") == str(size)), 0),
        is_list=params.get("list") == "on",
    )


def layout_params(view: View) -> dict[str, str]:
    """Return what an address says of how long a page is and what it shows of each article."""
    return {**({"size": str(view.size)} if view.size else {}), **({"list": "on"} if view.is_list else {})}


def parse_page_number(text: str, highest: int) -> int:
    """Return a page number that can be shown, whatever the text says."""
    is_number = text.isascii() and text.isdigit() and len(text) < 10
    return min(max(int(text), 1), max(highest, 1)) if is_number else 1


def to_params(question: Question, *, text: bool = True) -> dict[str, Any]:
    """Return what an address must say to ask a question; `text`: whether it says the query."""
    params: dict[str, Any] = {"q": question.text} if text and question.text else {}
    filters = question.filters
    for name, day in (("since", filters.since), ("until", filters.until)):
        if day:
            params[name] = day.isoformat()
    for field in FILTER_FIELDS:
        if values := filters.values_of(field):
            params[field] = sorted(values)
    if filters.excluded:
        params[NOT] = sorted(f"{field}:{value}" for field, value in filters.excluded)
    if question.sort is not SortOrder.RELEVANCE:
        params[SORT] = question.sort.value
    if question.half_life:
        params[RECENT] = question.half_life
    params |= {FOLD: "off"} if not question.collapse else {}
    params |= {PARTIAL: "on"} if question.most_words else {}
    expansion = question.expansion
    params |= {name: "off" for name in EXPANSION_SWITCHES if not getattr(expansion, name)}
    if expansion.excluded_spellings:
        params[REFUSE] = sorted(expansion.excluded_spellings)
    return params


def relative_params(question: Question, asked: Params) -> dict[str, Any]:
    """Return to_params of a question that was asked so; a relative time (when=week) stays as it was asked."""
    params = to_params(question)
    if (preset := asked.get("when", "")) in PRESETS:
        params = {name: value for name, value in params.items() if name not in {"since", "until"}}
        params["when"] = preset
    return params


def filter_labels(filters: Filters) -> list[str]:
    """Return the filters in a few words: 2024-01-01..2024-06-30, लोकदृष्टि, -खेल."""
    days = [str(day) if day else "" for day in (filters.since, filters.until)]
    labels = ["..".join(days)] if any(days) else []
    labels += [value for field in FILTER_FIELDS for value in sorted(filters.values_of(field))]
    return labels + [f"-{value}" for _field, value in sorted(filters.excluded)]


def conditions_line(question: Question) -> str:
    """Return everything that a question asks besides its words: year=2024; source=लोकदृष्टि."""
    pairs = (
        (name, value) for name, value in to_params(question, text=False).items() if name not in {SORT, FOLD}
    )
    flat = ((name, item) for name, value in pairs for item in (value if isinstance(value, list) else [value]))
    return "; ".join(f"{name}={value}" for name, value in flat)


def with_filters(question: Question, **changes: Any) -> Question:
    """Return the question with some attributes of its filters changed."""
    return replace(question, filters=question.filters._replace(**changes))


def with_expansion(question: Question, **changes: Any) -> Question:
    """Return the question with some of its expansion options changed."""
    return replace(question, expansion=replace(question.expansion, **changes))
