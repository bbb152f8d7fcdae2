"""The parameters of the JSON endpoint.

One table says what each is; both the check and the OpenAPI document come from it. Programs learn of every
mistake; nothing is guessed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from index.fields import FACET_FIELDS, FILTER_FIELDS
from index.settings import Settings
from search.model.companions import CompanionScope
from search.model.question import MAX_HALF_LIFE, Question, SortOrder
from search.model.timeline import TimeUnit
from web.expansion_switches import SWITCH_HELP
from web.middleware.errors import InvalidRequestError
from web.url_params import FOLD, MAX_VALUES, NOT, PARTIAL, RECENT, REFUSE, SORT, Params, parse_question

ON_OFF = ("on", "off")
MAX_VALUE_CHARS = 1_000
_SURROGATE = re.compile("[\ud800-\udfff]")


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


def question_parameters(settings: Settings) -> tuple[Parameter, ...]:
    """Return the parameters that say which articles are meant."""
    filters = (
        Parameter(field, "values", f"Only articles of this {field}; may be repeated.", most=MAX_VALUES)
        for field in FILTER_FIELDS
    )
    switches = (Parameter(name, "choice", about, ON_OFF) for name, about in SWITCH_HELP.items())
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
            NOT, "values", "No articles of a value, written field:value; may be repeated.", most=MAX_VALUES
        ),
        Parameter("since", "day", "The first day: 2024, 2024-06 or 2024-06-25.", example="2024-01-01"),
        Parameter("until", "day", "The last day.", example="2024-12-31"),
        *switches,
        Parameter(
            REFUSE, "values", "Leaves out one added spelling; may be repeated.", most=settings.max_refused
        ),
        Parameter(PARTIAL, "choice", "on takes articles with most of the words, too.", ON_OFF),
    )


HEADS = Parameter(
    "heads", "choice", "Language of a CSV's column names: hi, or en for programs.", ("en", "hi")
)


def listing_parameters() -> tuple[Parameter, ...]:
    """Return the parameters that say in which order everything is listed."""
    return (
        Parameter(SORT, "choice", "The order of the results.", tuple(SortOrder)),
        Parameter(
            RECENT,
            "number",
            "Prefers newer articles: a half-life in days; 0 does not.",
            least=0,
            most=MAX_HALF_LIFE,
        ),
        Parameter(FOLD, "choice", "off lists every copy of a story by itself.", ON_OFF),
    )


def paging_parameters(settings: Settings) -> tuple[Parameter, ...]:
    """Return the parameters that say how many results at a time."""
    return (
        Parameter(
            "page", "number", "A page, as far as the setting max_result_window goes.", most=settings.max_result_window
        ),
        Parameter("size", "number", "Articles on a page.", most=settings.max_page_size),
        Parameter(
            "cursor", "text", "The next_cursor of the previous response, or * to start. Has no depth limit.",
            most=MAX_VALUE_CHARS,
        ),
    )  # fmt: skip


SCOPE = Parameter(
    "scope",
    "choice",
    "Where a companion stands: anywhere in the article, or in one paragraph or sentence with the words asked for.",
    tuple(CompanionScope),
)
UNIT = Parameter(
    "unit", "choice", "What a bucket of the timeline spans; one that fits, by default.", tuple(TimeUnit)
)
ALL = Parameter(
    "all",
    "values",
    "Facets to return in full; may be repeated.",
    FACET_FIELDS,
    most=len(FACET_FIELDS),
)


def checked(
    given: Mapping[str, Any] | MultiDict[str, str], known: Iterable[Parameter]
) -> MultiDict[str, str]:
    """Return what a program sent, if all of it can be used: texts by name, as an address would have them.

    `given` are the parameters of an address, or a JSON object. Raises InvalidRequestError.
    """
    by_name = {parameter.name: parameter for parameter in known}
    if unknown := set(given) - set(by_name):
        raise InvalidRequestError(
            f"unknown parameter {min(unknown)!r}; known are {', '.join(sorted(by_name))}"
        )
    found: MultiDict[str, str] = MultiDict()
    for name, parameter in by_name.items():
        if name not in given:
            continue
        values, are_several = _given(given, parameter)
        if parameter.kind == "values":
            texts = _several(parameter, values, are_several)
        elif are_several or len(values) != 1:
            raise InvalidRequestError(f"{name} must be given only once")
        else:
            texts = [_text(parameter, values[0])]
        for text in texts:
            if _SURROGATE.search(text):
                raise InvalidRequestError(f"{name} contains a lone surrogate (invalid Unicode)")
            found.add(name, text)
    return found


def _given(given: Mapping[str, Any] | MultiDict[str, str], parameter: Parameter) -> tuple[list[Any], bool]:
    """Return the values of a parameter, and whether they are a list; in an address what may repeat always is."""
    if isinstance(given, MultiDict):
        return list(given.getlist(parameter.name)), parameter.kind == "values"
    value: Any = given[parameter.name]
    return (value, True) if isinstance(value, list) else ([value], False)


def _several(parameter: Parameter, values: list[Any], are_several: bool) -> list[str]:
    name, most = parameter.name, parameter.most
    what = "spellings" if name == REFUSE else "texts"
    if not are_several or len(values) > most:
        raise InvalidRequestError(f"{name} must be a list of {what}, {most} at most")
    for value in values:
        if not isinstance(value, str) or len(value) > MAX_VALUE_CHARS:
            raise InvalidRequestError(
                f"{name} must be a list of {what}, each of {MAX_VALUE_CHARS} characters at most"
            )
        if parameter.choices and value not in parameter.choices:
            raise InvalidRequestError(
                f"{name} cannot be {value!r}; it is one of {', '.join(parameter.choices)}"
            )
        if name == NOT and value.partition(":")[0] not in FILTER_FIELDS:
            raise InvalidRequestError(
                f"{NOT} is field:value, not {value!r}; fields are {', '.join(FILTER_FIELDS)}"
            )
    return values


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
        raise InvalidRequestError(f"{name} must be a non-empty string")
    if parameter.kind == "day" and not value.strip():
        raise InvalidRequestError(f"{name} must be a day, month or year: 2024-06-25, 2024-06 or 2024")
    if parameter.kind == "text" and len(value) > most:
        raise InvalidRequestError(f"{name} is longer than {most} characters")
    return value


def checked_question(texts: Params, settings: Settings) -> Question:
    """Return the question of checked parameters. Raises InvalidRequestError if it is empty or has bad days."""
    parsed = parse_question(texts, settings)
    if parsed.errors:
        raise InvalidRequestError(parsed.errors[0].message)
    if parsed.question.is_empty:
        raise InvalidRequestError("q must be a non-empty string, or a filter must be set")
    return parsed.question
