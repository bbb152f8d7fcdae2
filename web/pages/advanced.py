"""The advanced form: what it asks in boxes is put into the query language, so that readers see and learn it."""

from dataclasses import replace
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from index.settings import Settings
from search.archive import Archive
from search.fields import PARAGRAPH, SENTENCE
from search.query import QUOTES
from web.i18n import address
from web.url_params import Parameters, parameters, question_from

DISTANCES = ("3", "5", "10", "20", "50", SENTENCE, PARAGRAPH)
TEXT_BOXES = ("headline", "standfirst")
VALUE_BOXES = ("source", "section", "author")
_SIGNS = str.maketrans(dict.fromkeys(f"{QUOTES}()|", " "))


def add_advanced(pages: Blueprint, archive: Archive, settings: Settings) -> None:
    """The route of the form; sent, it leads to the results."""

    @pages.get("/advanced")
    def advanced() -> str | Response:
        if "go" not in request.args:
            return render_template("advanced.html", overview=archive.overview(), distances=DISTANCES)
        boxes = request.args.copy()
        for name in VALUE_BOXES:  # here these are words, not values
            boxes.poplist(name)
        question = replace(question_from(boxes, settings), text=query_of(request.args))
        if question.is_empty:
            return render_template(
                "advanced.html", overview=archive.overview(), distances=DISTANCES, empty=True
            )
        return redirect(f"{address('search')}?{urlencode(parameters(question), doseq=True)}")


def query_of(boxes: Parameters) -> str:
    """The boxes of the form as one query.

    >>> query_of(Parameters({"all": "मोदी", "none": "चुनाव खेल", "near": "शिखर सम्मेलन", "within": "10"}))
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
        if held := words(name):
            parts.append(f"{name}:{held[0]}" if len(held) == 1 else f"{name}:({' '.join(held)})")
    parts += [f'{name}:"{" ".join(held)}"' for name in VALUE_BOXES if (held := words(name))]
    return " ".join(parts)
