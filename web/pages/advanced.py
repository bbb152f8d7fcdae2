"""The advanced form: what it asks in boxes is put into the query language, so that readers see and learn it."""

from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from index.fields import FIELD_BY_NAME, FORM_FIELDS, TEXT_FIELDS, VALUE_FIELDS
from index.settings import Settings
from index.text_units import TextUnit
from search.query.parser import QUOTES
from web.i18n import page_url
from web.middleware.route_policy import PAGE, policy
from web.url_params import Params, question_of, to_params

DISTANCES = ("3", "5", "10", "20", "50", *TextUnit)
TEXT_BOXES = tuple(name for name in FORM_FIELDS if name in TEXT_FIELDS)
VALUE_BOXES = tuple(name for name in FORM_FIELDS if name in VALUE_FIELDS)
FORM_LANGUAGES = ("hi", "mr", "ne", "bho", "sa", "en")
_SIGNS = str.maketrans(dict.fromkeys(f"{QUOTES}()|", " "))


def add_advanced_page(pages: Blueprint, settings: Settings) -> None:
    """Add the route of the form; sent, it leads to the results."""

    @pages.get("/advanced")
    @policy(PAGE)
    def advanced() -> str | Response:
        if "go" not in request.args:
            return _form()
        boxes = request.args.copy()
        for name in VALUE_BOXES:  # here these are words, not values
            boxes.poplist(name)
        question = question_of(boxes, settings).with_text(query_of(request.args))
        if question.is_empty:
            return _form(empty=True)
        typed = {name: boxes[name] for name in ("since", "until") if boxes.get(name, "").strip()}
        # A day that cannot be read goes on as it was typed: the results say so.
        return redirect(f"{page_url('search')}?{urlencode({**typed, **to_params(question)}, doseq=True)}")


def _form(*, empty: bool = False) -> str:
    return render_template(
        "advanced.html",
        distances=DISTANCES,
        text_boxes=[FIELD_BY_NAME[name] for name in TEXT_BOXES],
        value_boxes=[FIELD_BY_NAME[name] for name in VALUE_BOXES],
        article_languages=FORM_LANGUAGES,
        empty=empty,
    )


def query_of(boxes: Params) -> str:
    """Return the boxes of the form as one query.

    >>> query_of(Params({"all": "मोदी", "none": "चुनाव खेल", "near": "शिखर सम्मेलन", "within": "10"}))
    'मोदी -चुनाव -खेल "शिखर सम्मेलन"~10'
    """

    def words(name: str) -> list[str]:
        return boxes.get(name, "").translate(_SIGNS).split()

    parts = words("all")
    if either := words("any"):
        parts.append(either[0] if len(either) == 1 else f"({' OR '.join(either)})")
    if phrase := words("phrase"):
        parts.append(f'"{" ".join(phrase)}"')
    parts += [f"={word}" for word in words("exact")]
    parts += [f"-{word.lstrip('-')}" for word in words("none") if word.strip("-")]
    if near := words("near"):
        within = boxes.get("within", "")
        parts.append(f'"{" ".join(near)}"~{within if within in DISTANCES else DISTANCES[2]}')
    for name in TEXT_BOXES:
        if typed := words(name):
            parts.append(f"{name}:{typed[0]}" if len(typed) == 1 else f"{name}:({' '.join(typed)})")
    parts += [f'{name}:"{" ".join(typed)}"' for name in VALUE_BOXES if (typed := words(name))]
    return " ".join(parts)
