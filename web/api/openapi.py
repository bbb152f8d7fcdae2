"""The OpenAPI 3.1 document of the JSON endpoint; parameters come from the table that checks them."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from index.fields import FACET_FIELDS, TEXT_FIELDS, VALUE_FIELDS
from index.settings import Settings
from search.model.expansions import ExpansionKind
from search.model.question import EXPANSION_SWITCHES
from search.model.timeline import TimeUnit
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
from web.languages import LANGUAGES

Json = dict[str, Any]
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


def _text(*names: str) -> Json:
    return {name: {"type": "string"} for name in names}


def _object(properties: Json, *optional: str) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
    }


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> Json:
    nullable_text = {"type": ["string", "null"]}
    count = {"type": "integer", "minimum": 0}
    share = {"type": "number", "minimum": 0, "maximum": 1}
    flag = {"type": "boolean"}
    facts = {
        **_text("id", "title"),
        "date": {"type": ["string", "null"], "format": "date"},
        "arrived": {"type": ["string", "null"], "format": "date-time"},
        **_text(*VALUE_FIELDS, "url"),
    }
    marked = _object({
        **_text("text"),
        "marks": _list({"type": "array", "items": count, "minItems": 2, "maxItems": 2}),
        **_text("html"),
    })  # fmt: skip
    expansion = _object({
        **_text("word", "term", "spelling"),
        "kind": {"enum": [kind.value for kind in ExpansionKind]},
        "probability": share,
        "documents": count,
    })  # fmt: skip
    switches = dict.fromkeys(EXPANSION_SWITCHES, flag)
    day_or_none: Json = {"type": ["string", "null"], "format": "date"}
    return {
        "Facts": _object(facts),
        "MarkedText": marked,
        "Expansion": expansion,
        "Hit": _object({
            **facts, "score": {"type": ["number", "null"]}, "title_marked": _ref("MarkedText"),
            "snippets": _list(_ref("MarkedText")), "copies": _list(_ref("Facts")), "more_copies": count,
        }),
        "ResultPage": _object({
            **_text("query"), "total": count, "stories": count, "page": {"type": "integer", "minimum": 1},
            "size": {"type": "integer", "minimum": 1}, "pages": count, "took_ms": {"type": "number"},
            "relaxed": flag, "sort": {"type": "string"}, "recent": count, "fold": flag,
            **switches, **_text("revision"), "partial": flag, "next_cursor": nullable_text,
            **{name: _list(_ref("Expansion")) for name in ("expansions", "offers", "refused")},
            "suggestion": {"anyOf": [
                _object({**_text("word", "spelling", "query"), "total": count}), {"type": "null"},
            ]},
            "notes": _list(_object(_text("code", *LANGUAGES))), "hits": _list(_ref("Hit")),
            "partial_hits": _list({"allOf": [_ref("Hit"), _object({"missing": _list({"type": "string"})})]}),
        }),
        "Facet": _object({
            "values": _list(_object({**_text("value"), "count": count, "of": count, "share": share})), "more": count,
            "without": count,
        }),
        "Facets": _object({
            "total": count, **_text("revision"), "partial": flag, "relaxed": flag,
            "facets": _object({field: _ref("Facet") for field in FACET_FIELDS}, *FACET_FIELDS),
        }),
        "Timeline": _object({
            "total": count, **_text("revision"), "partial": flag, "relaxed": flag,
            "unit": {"enum": [unit.value for unit in TimeUnit]}, "undated": count,
            "buckets": _list(_ref("Bucket")),
        }),
        "Bucket": _object({
            "since": {"type": "string", "format": "date"}, "until": {"type": "string", "format": "date"},
            "count": count, "of": count, "share": share,
        }),
        "Sources": _object({
            "unit": {"enum": [unit.value for unit in TimeUnit]}, "total": count, **_text("revision"), "partial": flag,
            "more_sources": count, "sources": _list(_object({
                **_text("source"), "total": count, "first": {"anyOf": [_ref("Facts"), {"type": "null"}]},
                "is_first": flag, "buckets": _list(_ref("Bucket")),
            })),
        }),
        "Companions": _object({
            "total": count, **_text("revision"), "partial": flag, "articles": count, "looked_at": count,
            "documents": count,
            "words": _list(_object({
                **_text("text"), "count": count, "of": count, "strength": {"type": "number"},
            })),
        }),
        "Concordance": _object({
            "total": count, **_text("revision"), "partial": flag, "articles": count,
            "occurrences": _list(_object({
                "article": _ref("Facts"), "field": {"enum": list(TEXT_FIELDS)}, **_text("before", "match", "after"),
            })),
        }),
        "Spellings": _object({
            "total": count, **_text("revision"), "partial": flag, "relaxed": flag, "words": _list(_object({
            **_text("word"), "spellings": _list(_object({**_text("spelling"), "count": count})),
            "sources": _list(_object({**_text("source"), "counts": {"type": "object", "additionalProperties": count}})),
        }))}),
        "Coverage": _object({
            "total": count, "sources": _list(_object({
                **_text("source"), "total": count, "undated": count, "first": day_or_none, "last": day_or_none,
                "months": {"type": "object", "additionalProperties": count}, "gaps": _list({"type": "string"}),
        }))}),
        "Completions": _object({
            **_text("before"), "words": _list(_object({**_text("text"), "documents": count})),
            "headlines": _list(_object(_text("id", "title"))),
        }),
        "Article": _object({
            **facts, "title_marked": _ref("MarkedText"), "standfirst": _ref("MarkedText"), "body": _ref("MarkedText"),
            "copies": _list(_ref("Facts")),
            "versions": _list(_object({
                "replaced": {"type": ["string", "null"], "format": "date-time"}, **_text("title", "standfirst", "body"),
            })),
        }),
        "Articles": _object({"articles": _list(_ref("Facts"))}),
        "Health": _object(
            {"status": {"enum": ["ok", "degraded"]}, "documents": count, **_text("revision", "fault")}, "fault"
        ),
        "Problem": _object({**_text("type", "title"), "status": {"type": "integer"}, **_text("detail", "instance")},
                           "detail", "instance"),
    }  # fmt: skip


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
             503: "The archive is not ready."}  # fmt: skip
    problem = {"application/problem+json": {"schema": _ref("Problem")}}
    return {
        "200": {"description": "The answer.", "headers": limits, "content": {kind: {"schema": _ref(schema)}}},
        "304": {"description": "Nothing has changed since the answer of this ETag."},
        "414": {"description": "The address is longer than 8,190 bytes; a POST takes more."},
        **{
            str(status): {"description": texts[status], "content": problem}
            for status in (*problems, 429, 503)
        },
    }


def _get(name: str, about: str, parameters: list[Json], answers: Json) -> Json:
    return {"operationId": name, "summary": about, "parameters": parameters, "responses": answers}


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
    question_table, ordering = (
        question_parameters(settings),
        (*listing_parameters(), *paging_parameters(settings)),
    )
    identity = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1},
                 "description": "The article's id."}]  # fmt: skip
    size = Parameter("size", "number", "Articles at most.", most=settings.max_page_size)
    q, listing = question_table[:1], (*question_table, *listing_parameters())
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ख़बरखोज (Khabarkhoj)",
            "version": VERSION,
            "summary": "Full-text search of a Hindi news archive that finds every spelling of a name.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {
            "/api/v1/search": {
                "get": _get(
                    "search",
                    "Articles that match, best first.",
                    _query((*question_table, *ordering)),
                    _answers("ResultPage", 400),
                ),
                "post": {
                    "operationId": "searchByPost",
                    "summary": "The same, for queries that are too long for an address.",
                    "requestBody": _body((*question_table, *ordering)),
                    "responses": _answers("ResultPage", 400, 413),
                },
            },
            "/api/v1/facets": {
                "get": _get(
                    "facets",
                    f"Counts by {', '.join(FACET_FIELDS)}.",
                    _query((*question_table, ALL)),
                    _answers("Facets", 400),
                )
            },
            "/api/v1/timeline": {
                "get": _get(
                    "timeline",
                    "Counts by time, beside all articles of that time.",
                    _query((*question_table, UNIT)),
                    _answers("Timeline", 400),
                )
            },
            "/api/v1/spellings": {
                "get": _get(
                    "spellings",
                    "Which source uses which spelling of the words.",
                    _query(question_table),
                    _answers("Spellings", 400),
                )
            },
            "/api/v1/sources": {
                "get": _get(
                    "sources",
                    "Who wrote how much, when, and who was first: by source and time.",
                    _query((*question_table, UNIT)),
                    _answers("Sources", 400),
                )
            },
            "/api/v1/companions": {
                "get": _get(
                    "companions",
                    "Words and names that stand out in the first results against the archive.",
                    _query((*question_table, SCOPE)),
                    _answers("Companions", 400),
                )
            },
            "/api/v1/concordance": {
                "get": _get(
                    "concordance",
                    "Every occurrence of the words in the first results, with the words around it.",
                    _query(question_table),
                    _answers("Concordance", 400),
                )
            },
            "/api/v1/coverage": {
                "get": _get(
                    "coverage",
                    "What the archive holds of each source, by month, with the months that hold nothing.",
                    [],
                    _answers("Coverage", 400),
                )
            },
            "/api/v1/suggest": {
                "get": _get(
                    "suggest",
                    "What a reader who has typed q may want to type.",
                    _query(q, frozenset({"q"})),
                    _answers("Completions", 400),
                )
            },
            "/api/v1/article/{id}": {
                "get": _get(
                    "article",
                    "One article, the words of q marked.",
                    [*identity, *_query(q)],
                    _answers("Article", 400, 404),
                )
            },
            "/api/v1/similar/{id}": {
                "get": _get(
                    "similar",
                    "Articles on the same subject.",
                    [*identity, *_query((size,))],
                    _answers("Articles", 400, 404),
                )
            },
            "/export.jsonl": {
                "get": _get(
                    "exportJsonLines",
                    "Every matching article, one JSON object per line; the first line describes the export.",
                    _query(listing),
                    _text_answers("application/x-ndjson"),
                )
            },
            "/export.xlsx": {
                "get": _get(
                    "exportWorkbook",
                    "Every matching article as a workbook of Excel, as far as the setting max_workbook_rows goes.",
                    _query(listing),
                    _text_answers("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                )
            },
            "/export.csv": {
                "get": _get(
                    "exportCsv",
                    "Every matching article, as a table.",
                    _query((*listing, HEADS)),
                    _text_answers("text/csv"),
                )
            },
            "/healthz": {
                "get": _get("health", "Whether the archive can be searched.", [], _answers("Health"))
            },
        },
        "components": {"schemas": _schemas()},
    }


def _text_answers(kind: str) -> Json:
    answers = _answers("Health", 400)
    answers["200"]["content"] = {kind: {"schema": {"type": "string"}}}
    del answers["304"]
    return answers
