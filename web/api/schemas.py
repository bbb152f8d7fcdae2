"""The schemas of the JSON endpoint's answers, as OpenAPI 3.1 names them under components."""

from typing import Any

from index.fields import FACET_FIELDS, TEXT_FIELDS, VALUE_FIELDS
from search.model.expansions import ExpansionKind
from search.model.question import EXPANSION_SWITCHES
from search.model.results import StoryOverlap
from search.model.timeline import TimeUnit
from web.languages import LANGUAGES

Json = dict[str, Any]


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


def reference(name: str) -> Json:
    """Return what stands for a schema that is described once, under components."""
    return {"$ref": f"#/components/schemas/{name}"}


_NULLABLE_TEXT: Json = {"type": ["string", "null"]}
_NULLABLE_DAY: Json = {"type": ["string", "null"], "format": "date"}
_NULLABLE_MOMENT: Json = {"type": ["string", "null"], "format": "date-time"}
_COUNT: Json = {"type": "integer", "minimum": 0}
_SHARE: Json = {"type": "number", "minimum": 0, "maximum": 1}
_FLAG: Json = {"type": "boolean"}
_FACTS: Json = {
    **_text("id", "title"),
    "date": _NULLABLE_DAY,
    "arrived": _NULLABLE_MOMENT,
    **_text(*VALUE_FIELDS, "url"),
}
"""What a list says of an article."""


def answer_schemas() -> Json:
    """Return every schema that an answer refers to, by name."""
    return {**_articles(), **_counts(), **_words(), **_states()}


def _articles() -> Json:
    """Return the schemas of what stands in an article and in a page of results."""
    return {
        "Facts": _object(_FACTS),
        "MarkedText": _object({
            **_text("text", "html"),
            "marks": _list({"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}),
        }),
        "Expansion": _object({
            **_text("word", "term", "spelling"), "kind": {"enum": [kind.value for kind in ExpansionKind]},
            "probability": _SHARE, "documents": _COUNT, "excluded": _FLAG,
        }),
        "Hit": _object({
            **_FACTS, "score": {"type": ["number", "null"]}, "title_marked": reference("MarkedText"),
            "snippets": _list(reference("MarkedText")), "copies": _list(reference("Facts")), "more_copies": _COUNT,
            "missing": _list({"type": "string"}),
        }),
        "ResultPage": _object({
            **_text("query"), "total": _COUNT, "stories": _COUNT, "page": {"type": "integer", "minimum": 1},
            "size": {"type": "integer", "minimum": 1}, "pages": _COUNT, "took_ms": {"type": "number"},
            "relaxed": _FLAG, "sort": {"type": "string"}, "recent": _COUNT, "fold": _FLAG,
            **dict.fromkeys(EXPANSION_SWITCHES, _FLAG), **_text("revision"), "partial": _FLAG,
            "next_cursor": _NULLABLE_TEXT,
            **{name: _list(reference("Expansion")) for name in ("expansions", "offers", "refused")},
            "suggestion": {"anyOf": [
                _object({**_text("word", "spelling", "query"), "total": _COUNT}), {"type": "null"},
            ]},
            "notes": _list(_object(_text("code", *LANGUAGES))), "hits": _list(reference("Hit")),
            "partial_hits": _list(reference("Hit")), "full_total": {"type": ["integer", "null"]},
        }),
        "Article": _object({
            **_FACTS,
            **dict.fromkeys(("title_marked", "standfirst", "body"), reference("MarkedText")),
            "copies": _list(reference("Facts")),
            "versions": _list(_object({
                "replaced": _NULLABLE_MOMENT, **_text("title", "standfirst", "body"),
            })),
        }),
        "SimilarArticles": _object({"articles": _list({"allOf": [reference("Facts"), _object({"overlap": {
            "enum": [overlap.value for overlap in StoryOverlap]
        }})]})}),
    }  # fmt: skip


def _counts() -> Json:
    """Return the schemas of counts by value, time and source."""
    return {
        "Facet": _object({
            "values": _list(_object({**_text("value"), "count": _COUNT, "of": _COUNT, "share": _SHARE})),
            "more": _COUNT, "without": _COUNT,
        }),
        "Facets": _object({
            "total": _COUNT, **_text("revision"), "partial": _FLAG, "relaxed": _FLAG,
            "facets": _object({field: reference("Facet") for field in FACET_FIELDS}, *FACET_FIELDS),
        }),
        "Timeline": _object({
            "total": _COUNT, **_text("revision"), "partial": _FLAG, "relaxed": _FLAG,
            "unit": {"enum": [unit.value for unit in TimeUnit]}, "undated": _COUNT,
            "buckets": _list(reference("Bucket")),
        }),
        "Bucket": _object({
            "since": {"type": "string", "format": "date"}, "until": {"type": "string", "format": "date"},
            "count": _COUNT, "of": _COUNT, "share": _SHARE,
        }),
        "Sources": _object({
            "unit": {"enum": [unit.value for unit in TimeUnit]}, "total": _COUNT, **_text("revision"), "partial": _FLAG,
            "more_sources": _COUNT, "sources": _list(_object({
                **_text("source"), "total": _COUNT, "first": {"anyOf": [reference("Facts"), {"type": "null"}]},
                "is_first": _FLAG, "buckets": _list(reference("Bucket")),
            })),
        }),
        "Coverage": _object({
            "total": _COUNT, "sources": _list(_object({
                **_text("source"), "total": _COUNT, "undated": _COUNT, "first": _NULLABLE_DAY, "last": _NULLABLE_DAY,
                "months": {"type": "object", "additionalProperties": _COUNT}, "gaps": _list({"type": "string"}),
        }))}),
    }  # fmt: skip


def _words() -> Json:
    """Return the schemas of what is said of words."""
    return {
        "Companions": _object({
            "total": _COUNT, **_text("revision"), "partial": _FLAG, "articles": _COUNT, "looked_at": _COUNT,
            "documents": _COUNT,
            "words": _list(_object({
                **_text("text"), "count": _COUNT, "of": _COUNT, "strength": {"type": "number"},
            })),
        }),
        "Concordance": _object({
            "total": _COUNT, **_text("revision"), "partial": _FLAG, "articles": _COUNT,
            "occurrences": _list(_object({
                "article": reference("Facts"), "field": {"enum": list(TEXT_FIELDS)},
                **_text("before", "match", "after"),
            })),
        }),
        "Spellings": _object({
            "total": _COUNT, **_text("revision"), "partial": _FLAG, "relaxed": _FLAG, "words": _list(_object({
                **_text("word"), "spellings": _list(_object({**_text("spelling"), "count": _COUNT})),
                "sources": _list(_object({
                    **_text("source"), "counts": {"type": "object", "additionalProperties": _COUNT},
                })),
        }))}),
        "Completions": _object({
            **_text("before"), "words": _list(_object({**_text("text"), "documents": _COUNT})),
            "headlines": _list(_object(_text("id", "title"))),
        }),
    }  # fmt: skip


def _states() -> Json:
    """Return the schemas of the state of the archive, and an error."""
    return {
        "Health": _object(
            {"status": {"enum": ["ok", "degraded"]}, "documents": _COUNT, **_text("revision", "fault")}, "fault"
        ),
        "Problem": _object({**_text("type", "title"), "status": {"type": "integer"}, **_text("detail", "instance")},
                           "detail", "instance"),
    }  # fmt: skip
