"""The JSON endpoint under /api/v1/, and /healthz."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.datastructures import MultiDict

from index.settings import Settings
from search.archive import Archive
from search.cursor import parse_cursor
from search.survey import SurveyOptions
from search.timeline import TimeUnit
from web.api.openapi import openapi_document
from web.api.parameters import (
    ALL,
    UNIT,
    Parameter,
    asked,
    asking_parameters,
    checked,
    listing_parameters,
    paging_parameters,
)
from web.api.serializers import (
    completions_json,
    facet_json,
    facts_json,
    marked_article_json,
    page_json,
    spellings_json,
    survey_json,
    timeline_json,
)
from web.middleware.errors import InvalidRequestError, problem

TYPED = "q"


def blueprint(archive: Archive, settings: Settings) -> Blueprint:
    """Routes over one archive."""
    api = Blueprint("api", __name__)
    asking = asking_parameters(settings)
    everything = (*asking, *listing_parameters(), *paging_parameters(settings))

    @api.get("/api/v1/search")
    def search_get() -> Response:
        return search(request.args)

    @api.post("/api/v1/search")
    def search_post() -> Response:
        try:
            body = request.get_json(silent=True) if request.is_json else None
        except RecursionError:
            body = None
        if not isinstance(body, dict):
            raise InvalidRequestError(
                "send a JSON object as application/json, with q and what else /api/v1/openapi.json names"
            )
        if request.args:
            raise InvalidRequestError(
                "with POST, all parameters stand in the JSON object, none in the address"
            )
        return search(body)

    def search(told: Mapping[str, Any] | MultiDict[str, str]) -> Response:
        texts = checked(told, everything)
        question = asked(texts, settings)
        size = int(texts.get("size", settings.page_size))
        page = int(texts.get("page", 1))
        cursor = None
        if "cursor" in texts:
            cursor = parse_cursor(texts["cursor"])
            if cursor is None:
                raise InvalidRequestError("cursor must be next_cursor of an answer, or * to begin")
            if "page" in texts:
                raise InvalidRequestError("page and cursor exclude each other")
        elif page > max(1, settings.max_result_window // size):
            most = max(1, settings.max_result_window // size)
            raise InvalidRequestError(
                f"page must be a whole number from 1 to {most}; cursor leads further down"
            )
        return jsonify(page_json(archive.search(question, page, size, cursor)))

    @api.get("/api/v1/facets")
    def facets() -> Response:
        texts = checked(request.args, (*asking, ALL))
        options = SurveyOptions(whole=frozenset(texts.getlist("all")))
        survey = archive.survey(asked(texts, settings), options)
        found = {facet.field: facet_json(facet) for facet in survey.facets}
        return jsonify({**survey_json(survey), "facets": found})

    @api.get("/api/v1/timeline")
    def timeline() -> Response:
        texts = checked(request.args, (*asking, UNIT))
        unit = TimeUnit(texts["unit"]) if "unit" in texts else None
        survey = archive.survey(asked(texts, settings), SurveyOptions(unit, facets=frozenset()))
        return jsonify({**survey_json(survey), **timeline_json(survey.timeline)})

    @api.get("/api/v1/spellings")
    def spellings() -> Response:
        texts = checked(request.args, asking)
        return jsonify(spellings_json(archive.spellings(asked(texts, settings))))

    @api.get("/api/v1/suggest")
    def suggest() -> Response:
        texts = checked(request.args, (asking[0],))
        if TYPED not in texts:
            raise InvalidRequestError("q must be a text that is not empty")
        return jsonify(completions_json(archive.complete(texts[TYPED])))

    @api.get("/api/v1/article/<article_id:id>")
    def article(id: str) -> Response:  # noqa: A002
        texts = checked(request.args, (asking[0],))
        marked = archive.article(id, texts.get("q", ""))
        return (
            problem(404, "there is no article of this id")
            if marked is None
            else jsonify(marked_article_json(marked))
        )

    @api.get("/api/v1/similar/<article_id:id>")
    def similar(id: str) -> Response:  # noqa: A002
        size = Parameter("size", "number", "Articles at most.", most=settings.max_page_size)
        texts = checked(request.args, (size,))
        found = archive.similar(id, int(texts.get("size", settings.similar_articles)))
        if found is None:
            return problem(404, "there is no article of this id")
        return jsonify(articles=[facts_json(each) for each in found])

    @api.get("/api/v1/openapi.json")
    def openapi() -> Response:
        return jsonify(openapi_document(settings))

    @api.get("/healthz")
    def healthz() -> Response:
        overview = archive.overview()
        return jsonify(status="ok", documents=overview.documents, generation=overview.generation)

    return api
