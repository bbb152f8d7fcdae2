"""The OpenAPI 3.1 document of the JSON endpoint; parameters come from the table that checks them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from index.fields import FACET_FIELDS
from index.settings import Settings
from web.api.parameters import (
    ALL,
    HEADS,
    ON_OFF,
    SCOPE,
    UNIT,
    Parameter,
    listing_parameters,
    paging_parameters,
    question_parameters,
)
from web.api.schemas import Json, answer_schemas, reference

VERSION = "1.0.0"


def _schema(parameter: Parameter) -> Json:
    if parameter.kind == "values":
        items: Json = {"type": "string", **({"enum": list(parameter.choices)} if parameter.choices else {})}
        return {"type": "array", "items": items, "maxItems": parameter.most}
    if parameter.kind == "number":
        return {"type": "integer", "minimum": parameter.least, "maximum": parameter.most}
    if parameter.choices:
        return {"type": "string", "enum": list(parameter.choices)}
    if parameter.kind == "text":
        return {"type": "string", "minLength": 1, "maxLength": parameter.most, "pattern": r"\S"}
    return {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}


def _query(parameters: Iterable[Parameter], required: frozenset[str] = frozenset()) -> list[Json]:
    return [
        {
            "name": parameter.name,
            "in": "query",
            "description": parameter.about,
            "required": parameter.name in required,
            "schema": _schema(parameter),
            **({"style": "form", "explode": True} if parameter.kind == "values" else {}),
            **({"example": parameter.example} if parameter.example else {}),
        }
        for parameter in parameters
    ]


def _answers(schema: str, *problems: int, kind: str = "application/json") -> Json:
    limits = {
        name: {"description": about, "schema": {"type": "string"}}
        for name, about in (
            ("RateLimit-Limit", "Requests that may be sent at once."),
            ("RateLimit-Remaining", "How many of them are left."),
            ("RateLimit-Reset", "Seconds until another may be sent."),
        )
    }
    texts = {400: "Something asked for cannot be used; detail says what.", 404: "There is no such article.",
             413: "The request is too large.", 429: "Too many requests; Retry-After says how long to wait.",
             503: "Not ready, or busy with other large requests (then with Retry-After)."}  # fmt: skip
    problem = {"application/problem+json": {"schema": reference("Problem")}}
    return {
        "200": {
            "description": "The answer.",
            "headers": limits,
            "content": {kind: {"schema": reference(schema)}},
        },
        "304": {"description": "Nothing has changed since the answer of this ETag."},
        "414": {"description": "The address is longer than 8,190 bytes; a POST takes more."},
        **{
            str(status): {"description": texts[status], "content": problem}
            for status in (*problems, 429, 503)
        },
    }


def _get(name: str, about: str, parameters: list[Json], answers: Json) -> Json:
    operation = {"operationId": name, "summary": about, "parameters": parameters, "responses": answers}
    return {"get": operation}


def _body(parameters: Iterable[Parameter]) -> Json:
    """Return the same parameters as a JSON object; switches may be booleans."""
    properties: Json = {}
    for parameter in parameters:
        schema = _schema(parameter)
        if parameter.choices == ON_OFF:
            schema = {"oneOf": [schema, {"type": "boolean"}]}
        properties[parameter.name] = {"description": parameter.about, **schema}
    schema = {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}
    example = {"q": "मोदी -कजाखस्तान", "size": 2}
    return {"required": True, "content": {"application/json": {"schema": schema, "example": example}}}


@lru_cache(maxsize=8)
def openapi_document(settings: Settings) -> Json:
    """Return the document for the limits that are in force."""
    question_table = question_parameters(settings)
    ordering = (*listing_parameters(), *paging_parameters(settings))
    listing = (*question_table, *listing_parameters())
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ख़बरखोज (Khabarkhoj)",
            "version": VERSION,
            "summary": "Full-text search of a Hindi news archive that finds every spelling of a name.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {
            "/api/v1/search": _search_operations((*question_table, *ordering)),
            **_count_operations(question_table),
            **_word_operations(question_table),
            **_article_operations(question_table[0], settings),
            **_export_operations(listing),
            "/healthz": _get("health", "Whether the archive can be searched.", [], _answers("Health")),
        },
        "components": {"schemas": answer_schemas()},
    }


def _search_operations(parameters: Sequence[Parameter]) -> Json:
    return {
        **_get("search", "Articles that match, best first.", _query(parameters), _answers("ResultPage", 400)),
        "post": {
            "operationId": "searchByPost",
            "summary": "The same, for queries that are too long for an address.",
            "requestBody": _body(parameters),
            "responses": _answers("ResultPage", 400, 413),
        },
    }


def _count_operations(question: Sequence[Parameter]) -> Json:
    return {
        "/api/v1/facets": _get(
            "facets",
            f"Counts by {', '.join(FACET_FIELDS)}.",
            _query((*question, ALL)),
            _answers("Facets", 400),
        ),
        "/api/v1/timeline": _get(
            "timeline",
            "Counts by time, beside all articles of that time.",
            _query((*question, UNIT)),
            _answers("Timeline", 400),
        ),
        "/api/v1/sources": _get(
            "sources",
            "Who wrote how much, when, and who was first: by source and time.",
            _query((*question, UNIT)),
            _answers("Sources", 400),
        ),
        "/api/v1/coverage": _get(
            "coverage",
            "What the archive holds of each source, by month, with the months that hold nothing.",
            [],
            _answers("Coverage", 400),
        ),
    }


def _word_operations(question: Sequence[Parameter]) -> Json:
    return {
        "/api/v1/spellings": _get(
            "spellings",
            "Which source uses which spelling of the words.",
            _query(question),
            _answers("Spellings", 400),
        ),
        "/api/v1/companions": _get(
            "companions",
            "Words and names that stand out in the first results against the archive.",
            _query((*question, SCOPE)),
            _answers("Companions", 400),
        ),
        "/api/v1/concordance": _get(
            "concordance",
            "Every occurrence of the words in the first results, with the words around it.",
            _query(question),
            _answers("Concordance", 400),
        ),
        "/api/v1/suggest": _get(
            "suggest",
            "What a reader who has typed q may want to type.",
            _query(question[:1], frozenset({"q"})),
            _answers("Completions", 400),
        ),
    }


def _article_operations(query_text: Parameter, settings: Settings) -> Json:
    identity = {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "minLength": 1},
        "description": "The article's id.",
    }
    size = Parameter("size", "number", "Articles at most.", most=settings.max_page_size)
    return {
        "/api/v1/article/{id}": _get(
            "article",
            "One article, the words of q marked.",
            [identity, *_query((query_text,))],
            _answers("Article", 400, 404),
        ),
        "/api/v1/similar/{id}": _get(
            "similar",
            "Articles on the same subject. overlap: holds if it tells this one's whole story among other things, "
            "held if this one tells its.",
            [identity, *_query((size,))],
            _answers("SimilarArticles", 400, 404),
        ),
    }


def _export_operations(listing: Sequence[Parameter]) -> Json:
    return {
        "/export.jsonl": _get(
            "exportJsonLines",
            "Every matching article, one JSON object per line; the first line describes the export.",
            _query(listing),
            _text_answers("application/x-ndjson"),
        ),
        "/export.xlsx": _get(
            "exportWorkbook",
            "Every matching article as a workbook of Excel, as far as the setting max_workbook_rows goes.",
            _query(listing),
            _text_answers("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ),
        "/export.csv": _get(
            "exportCsv",
            "Every matching article, as a table.",
            _query((*listing, HEADS)),
            _text_answers("text/csv"),
        ),
    }


def _text_answers(kind: str) -> Json:
    answers = _answers("Health", 400)
    answers["200"]["content"] = {kind: {"schema": {"type": "string"}}}
    del answers["304"]
    return answers
