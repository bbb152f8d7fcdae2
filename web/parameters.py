"""The parameters of the JSON endpoint: one table says what each is, and both the check and the OpenAPI document
come from it. Programs are told of every mistake; nothing is guessed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from index.settings import Settings
from search.choices import SWITCHES
from search.facets import FACETS
from search.filters import FILTERED
from search.notes import NoteKind
from search.periods import parse_period
from search.question import Order, Question
from search.timeline import TimeUnit
from web.asking import FOLD, MOST_HALF_LIFE, MOST_VALUES, NOT, RECENT, REFUSE, SORT, date_notes, question_from
from web.errors import InvalidRequestError

ON_OFF = ("on", "off")
MOST_VALUE_CHARS = 1_000


@dataclass(frozen=True)
class Parameter:
    """One parameter: its kind (text, number, choice, day, values), bounds, and a sentence about it."""

    name: str
    kind: str
    about: str
    choices: tuple[str, ...] = ()
    least: int = 1
    most: int = 0
    example: str = ""


def asking_parameters(settings: Settings) -> tuple[Parameter, ...]:
    """What says which articles are meant."""
    filters = (
        Parameter(field, "values", f"Only articles of this {field}; may be repeated.", most=MOST_VALUES)
        for field in FILTERED
    )
    switches = (
        Parameter(name, "choice", f"off leaves out what {name} would add to the words as typed.", ON_OFF)
        for name in SWITCHES
    )
    return (
        Parameter(
            "q",
            "text",
            "The query, in the query language; see /help.",
            most=settings.max_query_chars,
            example="मोदी कजाखस्तान",
        ),
        *filters,
        Parameter(
            NOT, "values", "No articles of a value, written field:value; may be repeated.", most=MOST_VALUES
        ),
        Parameter("since", "day", "The first day: 2024, 2024-06 or 2024-06-25.", example="2024-01-01"),
        Parameter("until", "day", "The last day.", example="2024-12-31"),
        *switches,
        Parameter(
            REFUSE, "values", "Leaves out one added spelling; may be repeated.", most=settings.max_refused
        ),
    )


def listing_parameters() -> tuple[Parameter, ...]:
    """What says in which order everything is listed."""
    return (
        Parameter(SORT, "choice", "The order of the results.", tuple(Order)),
        Parameter(
            RECENT,
            "number",
            "Prefers newer articles: a half-life in days; 0 does not.",
            least=0,
            most=MOST_HALF_LIFE,
        ),
        Parameter(FOLD, "choice", "off lists every copy of a story by itself.", ON_OFF),
    )


def paging_parameters(settings: Settings) -> tuple[Parameter, ...]:
    """What says how many at a time."""
    return (
        Parameter(
            "page", "number", "A page, as far as the setting max_result_window goes.", most=settings.max_result_window
        ),
        Parameter("size", "number", "Articles on a page.", most=settings.max_page_size),
        Parameter(
            "cursor", "text", "next_cursor of the answer before, or * to begin: goes on without any end.",
            most=MOST_VALUE_CHARS,
        ),
    )  # fmt: skip


UNIT = Parameter(
    "unit", "choice", "What a bucket of the timeline spans; one that fits, by default.", tuple(TimeUnit)
)
ALL = Parameter(
    "all", "values", "Facets of which all values are wanted; may be repeated.", FACETS, most=len(FACETS)
)


def checked(told: Mapping[str, Any] | MultiDict[str, str], known: Iterable[Parameter]) -> MultiDict[str, str]:
    """What a program told, if all of it can be used: texts by name, as an address would have them.

    `told` are the parameters of an address, or a JSON object. Raises InvalidRequestError.
    """
    by_name = {parameter.name: parameter for parameter in known}
    if unknown := set(told) - set(by_name):
        raise InvalidRequestError(
            f"unknown parameter {min(unknown)!r}; known are {', '.join(sorted(by_name))}"
        )
    found: MultiDict[str, str] = MultiDict()
    for name, parameter in by_name.items():
        if name not in told:
            continue
        if isinstance(told, MultiDict):
            values: list[Any] = list(told.getlist(name))
        else:
            held: Any = told[name]
            values = held if isinstance(held, list) else [held]
        for text in _texts(
            parameter,
            values,
            (isinstance(told, MultiDict) and parameter.kind == "values") or isinstance(told.get(name), list),
        ):
            found.add(name, text)
    return found


def _texts(parameter: Parameter, values: list[Any], is_list: bool) -> list[str]:
    name, most = parameter.name, parameter.most
    if parameter.kind == "values":
        if (
            not is_list
            or len(values) > most
            or not all(isinstance(value, str) and len(value) <= MOST_VALUE_CHARS for value in values)
        ):
            what = "spellings" if name == REFUSE else "texts"
            raise InvalidRequestError(f"{name} must be a list of {what}, {most} at most")
        if parameter.choices and (strange := [value for value in values if value not in parameter.choices]):
            raise InvalidRequestError(
                f"{name} cannot be {strange[0]!r}; it is one of {', '.join(parameter.choices)}"
            )
        if name == NOT and (
            strange := [value for value in values if value.partition(":")[0] not in FILTERED]
        ):
            raise InvalidRequestError(
                f"{NOT} is field:value, not {strange[0]!r}; fields are {', '.join(FILTERED)}"
            )
        return values
    if is_list or len(values) != 1:
        raise InvalidRequestError(f"{name} may stand only once")
    return [_text(parameter, values[0])]


def _text(parameter: Parameter, value: Any) -> str:
    name, most = parameter.name, parameter.most
    if parameter.kind == "number":
        if isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value, re.ASCII):
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not parameter.least <= value <= most:
            raise InvalidRequestError(f"{name} must be a whole number from {parameter.least} to {most}")
        return str(value)
    if parameter.choices == ON_OFF and isinstance(value, bool):
        value = ON_OFF[0] if value else ON_OFF[1]
    if not isinstance(value, str):
        raise InvalidRequestError(f"{name} must be a text")
    if parameter.choices and value not in parameter.choices:
        raise InvalidRequestError(f"{name} must be {' or '.join(parameter.choices)}")
    if parameter.kind == "text" and not value.strip():
        raise InvalidRequestError(f"{name} must be a text that is not empty")
    if parameter.kind == "text" and len(value) > most:
        raise InvalidRequestError(f"{name} is longer than {most} characters")
    if parameter.kind == "day" and (len(value) > 40 or parse_period(value) is None):
        raise InvalidRequestError(f"{name} must be a day, month or year: 2024-06-25, 2024-06 or 2024")
    return value


def asked(texts: MultiDict[str, str], settings: Settings) -> Question:
    """The question of checked parameters. Raises InvalidRequestError when nothing is asked."""
    question = question_from(texts, settings)
    if question.is_empty:
        raise InvalidRequestError("q must be a text that is not empty, or a filter must be set")
    if NoteKind.REVERSED_DATES in date_notes(texts):
        raise InvalidRequestError("since must not be later than until")
    return question
