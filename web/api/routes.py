"""The JSON endpoint under /api/v1/, and /healthz."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.datastructures import MultiDict

from index.settings import Settings
from search.archive import Archive
from search.model.aggregations import AggregationRequest
from search.model.companions import CompanionScope
from search.model.cursor import Cursor, parse_cursor
from search.model.question import Question
from search.model.results import SearchRequest, SearchResponse
from search.model.timeline import TimeUnit
from web.api.openapi import openapi_document
from web.api.parameters import (
    ALL,
    SCOPE,
    UNIT,
    Parameter,
    checked,
    checked_question,
    listing_parameters,
    paging_parameters,
    question_parameters,
)
from web.api.serializers import (
    companions_json,
    completions_json,
    concordance_json,
    counts_json,
    coverage_json,
    facet_json,
    marked_article_json,
    response_json,
    similar_article_json,
    source_table_json,
    spellings_json,
    timeline_json,
)
from web.middleware.errors import InvalidRequestError, problem
from web.middleware.route_policy import DATA, DATA_SURVEY, DATA_UNCACHED, HEALTH, policy
from web.middleware.work_slots import WorkSlots
from web.source_table import source_table

QUERY_PARAMETER = "q"
UNCOUNTED_FACETS: frozenset[str] = frozenset()


def api_blueprint(archive: Archive, settings: Settings, slots: WorkSlots) -> Blueprint:
    """Return the routes over one archive."""
    api = Blueprint("api", __name__)
    _add_search(api, archive, settings)
    _add_counts(api, archive, settings, slots)
    _add_words(api, archive, settings, slots)
    _add_articles(api, archive, settings)
    _add_description(api, archive, settings)
    return api


def _add_search(api: Blueprint, archive: Archive, settings: Settings) -> None:
    """Add the search, asked by an address or by a JSON object."""
    parameters = (
        *question_parameters(settings),
        *listing_parameters(),
        *paging_parameters(settings),
    )

    @api.get("/api/v1/search")
    @policy(DATA)
    def search_get() -> Response:
        return search(request.args)

    @api.post("/api/v1/search")
    @policy(DATA_UNCACHED)
    def search_post() -> Response:
        try:
            body = request.get_json(silent=True) if request.is_json else None
        except RecursionError:
            body = None
        if not isinstance(body, dict):
            raise InvalidRequestError(
                "send a JSON object as application/json; /api/v1/openapi.json names its members"
            )
        if request.args:
            raise InvalidRequestError(
                "with POST, put all parameters into the JSON object, none in the address"
            )
        return search(body)

    def search(given: Mapping[str, Any] | MultiDict[str, str]) -> Response:
        texts = checked(given, parameters)
        question = checked_question(texts, settings)
        size = int(texts.get("size", settings.page_size))
        page = int(texts.get("page", 1))
        cursor = _cursor(texts)
        if cursor is None and page > (last := max(1, settings.max_result_window // size)):
            raise InvalidRequestError(
                f"page must be a whole number from 1 to {last}; use cursor to go further down"
            )
        return jsonify(response_json(archive.search(SearchRequest(question, page, size, cursor))))


def _add_counts(api: Blueprint, archive: Archive, settings: Settings, slots: WorkSlots) -> None:
    """Add counts by value, by time and by source, of what matches and of what is held."""
    question_table = question_parameters(settings)

    def count(texts: MultiDict[str, str], aggregations: AggregationRequest) -> SearchResponse:
        question = checked_question(texts, settings)
        return archive.search(SearchRequest(question, size=0, aggregations=aggregations))

    @api.get("/api/v1/facets")
    @policy(DATA)
    def facets() -> Response:
        texts = checked(request.args, (*question_table, ALL))
        found = count(texts, AggregationRequest(all_values=frozenset(texts.getlist("all"))))
        facets = {facet.field: facet_json(facet) for facet in found.counted().facets}
        return jsonify({**counts_json(found), "facets": facets})

    @api.get("/api/v1/timeline")
    @policy(DATA)
    def timeline() -> Response:
        texts = checked(request.args, (*question_table, UNIT))
        found = count(texts, AggregationRequest(_time_unit(texts), facets=UNCOUNTED_FACETS))
        return jsonify({**counts_json(found), **timeline_json(found.counted().timeline)})

    @api.get("/api/v1/sources")
    @policy(DATA_SURVEY)
    def sources() -> Response:
        texts = checked(request.args, (*question_table, UNIT))
        question = checked_question(texts, settings)
        with slots.hold("sources", waits=False):
            table = source_table(archive, question, settings, _time_unit(texts))
        return jsonify(source_table_json(table))

    @api.get("/api/v1/coverage")
    @policy(DATA)
    def coverage() -> Response:
        checked(request.args, ())
        return jsonify(coverage_json(archive.coverage()))


def _add_words(api: Blueprint, archive: Archive, settings: Settings, slots: WorkSlots) -> None:
    """Add what can be asked about the words of a question."""
    question_table = question_parameters(settings)

    @api.get("/api/v1/spellings")
    @policy(DATA_SURVEY)
    def spellings() -> Response:
        question = checked_question(checked(request.args, question_table), settings)
        with slots.hold("spellings", waits=False):
            table = archive.spellings(question)
        return jsonify(spellings_json(table))

    @api.get("/api/v1/companions")
    @policy(DATA_SURVEY)
    def companions() -> Response:
        texts = checked(request.args, (*question_table, SCOPE))
        scope = CompanionScope(texts.get("scope", CompanionScope.ARTICLE))
        question = checked_question(texts, settings)
        with slots.hold("companions", waits=False):
            found = archive.companions(question, scope)
        return jsonify(companions_json(found))

    @api.get("/api/v1/concordance")
    @policy(DATA_SURVEY)
    def concordance() -> Response:
        question = checked_question(checked(request.args, question_table), settings)
        with slots.hold("concordance", waits=False):
            found = archive.concordance(question)
        return jsonify(concordance_json(found))

    @api.get("/api/v1/suggest")
    @policy(DATA)
    def suggest() -> Response:
        texts = checked(request.args, (question_table[0],))
        if QUERY_PARAMETER not in texts:
            raise InvalidRequestError("q must be a non-empty string")
        return jsonify(completions_json(archive.complete(texts[QUERY_PARAMETER])))


def _add_articles(api: Blueprint, archive: Archive, settings: Settings) -> None:
    """Add one article, and those on its subject."""
    query_text = question_parameters(settings)[0]

    @api.get("/api/v1/article/<article_id:id>")
    @policy(DATA)
    def article(id: str) -> Response:  # noqa: A002
        texts = checked(request.args, (query_text,))
        marked = archive.article(id, Question(texts.get("q", "")))
        return _no_article() if marked is None else jsonify(marked_article_json(marked))

    @api.get("/api/v1/similar/<article_id:id>")
    @policy(DATA)
    def similar(id: str) -> Response:  # noqa: A002
        size = Parameter("size", "number", "Articles at most.", most=settings.max_page_size)
        texts = checked(request.args, (size,))
        found = archive.similar(id, int(texts.get("size", settings.similar_articles)))
        if found is None:
            return _no_article()
        return jsonify(articles=[similar_article_json(other) for other in found])


def _add_description(api: Blueprint, archive: Archive, settings: Settings) -> None:
    """Add the description of the endpoint, and whether it can answer."""

    @api.get("/api/v1/openapi.json")
    @policy(DATA_UNCACHED)
    def openapi() -> Response:
        return jsonify(openapi_document(settings))

    @api.get("/healthz")
    @policy(HEALTH)
    def healthz() -> Response:
        overview = archive.overview()
        found = {"documents": overview.documents, "revision": overview.revision}
        if overview.fault:  # it answers, so a balancer should keep it; what it says is for monitoring
            return jsonify(status="degraded", **found, fault=overview.fault)
        return jsonify(status="ok", **found)


def _time_unit(texts: MultiDict[str, str]) -> TimeUnit | None:
    return TimeUnit(texts["unit"]) if "unit" in texts else None


def _cursor(texts: MultiDict[str, str]) -> Cursor | None:
    """Return the cursor of a request, None for a numbered page. Raises InvalidRequestError."""
    if "cursor" not in texts:
        return None
    cursor = parse_cursor(texts["cursor"])
    if cursor is None:
        raise InvalidRequestError("cursor must be the next_cursor of an answer, or * to begin")
    if "page" in texts:
        raise InvalidRequestError("use either page or cursor, not both")
    return cursor


def _no_article() -> Response:
    return problem(404, "there is no article with this id")
