"""Persons and sections that JSON keeps apart from the articles: Ghost's exports, and answers of JSON:API (Drupal)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from index.readers.field_aliases import field_of

MAX_DEPTH = 4
MAX_LISTED = 50
"""Objects of a list in which Ghost's tables are looked for."""
_GHOST = (("authors", "posts_authors", "author_id", "users"), ("tags", "posts_tags", "tag_id", "tags"))
_INTERNAL = "#"
"""How the names of Ghost's internal tags begin."""
_NAMES = ("name", "display_name", "title", "label")
MAX_RELATED = 10
Object = dict[str, Any]


def with_relations(record: Object) -> Object:
    """Return an object in whose articles the names stand that it keeps elsewhere; the same object if it keeps none.

    Names are put under `authors` and `tags` (Ghost), or under the name of the relation (JSON:API).
    """
    if isinstance(record.get("included"), list) and isinstance(record.get("data"), list):
        included = _by_key(record["included"])
        return {**record, "data": [_with_included(item, included) for item in record["data"]]}
    for tables in _ghost_tables(record, MAX_DEPTH):
        for name, joins, key, persons in _GHOST:
            _join(tables, name, joins, key, persons)
    return record


def _ghost_tables(value: Any, depth: int) -> Iterator[Object]:
    """Yield the objects inside a value that hold Ghost's tables."""
    if isinstance(value, dict):
        if isinstance(value.get("posts"), list) and "posts_authors" in value:
            yield value
        elif depth:
            for inner in value.values():
                yield from _ghost_tables(inner, depth - 1)
    elif isinstance(value, list) and depth:
        for item in value[:MAX_LISTED]:
            yield from _ghost_tables(item, depth - 1)


def _join(tables: Object, name: str, joins: str, key: str, others: str) -> None:
    """Put the names of other rows into posts, in the order that the rows between them state."""
    names = {str(row.get("id")): row.get("name") for row in _rows(tables, others)}
    of_post: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in _rows(tables, joins):
        said = names.get(str(row.get(key)))
        order = row.get("sort_order")
        if isinstance(said, str) and not said.startswith(_INTERNAL):
            of_post[str(row.get("post_id"))].append((order if isinstance(order, int) else 0, said))
    for post in _rows(tables, "posts"):
        if (found := of_post.get(str(post.get("id")))) and not post.get(name):
            post["category" if name == "tags" else name] = [said for _, said in sorted(found)][: _most(name)]


def _most(name: str) -> int:
    """Return how many names count: all authors, and the first tag, which is the section."""
    return 1 if name == "tags" else MAX_RELATED


def _rows(tables: Mapping[str, Any], name: str) -> list[Object]:
    rows = tables.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _by_key(included: list[Any]) -> dict[tuple[str, str], Object]:
    return {
        (str(item.get("type")), str(item.get("id"))): item["attributes"]
        for item in included
        if isinstance(item, dict) and isinstance(item.get("attributes"), dict)
    }


def _with_included(item: Any, included: Mapping[tuple[str, str], Object]) -> Any:
    """Return an object of JSON:API with the names of what it is related to, where a relation is one of our fields."""
    relations = item.get("relationships") if isinstance(item, dict) else None
    attributes = item.get("attributes") if isinstance(item, dict) else None
    if not isinstance(relations, dict) or not isinstance(attributes, dict):
        return item
    added = {}
    for relation, value in relations.items():
        name = relation.removeprefix("field_")
        if field_of(name) in {"author", "section"} and (names := _names_of(value, included)):
            added[name] = names
    return {**item, "attributes": {**added, **attributes}}


def _names_of(relation: Any, included: Mapping[tuple[str, str], Object]) -> list[str]:
    data = relation.get("data") if isinstance(relation, dict) else None
    targets = data if isinstance(data, list) else [data]
    found = (
        included.get((str(target.get("type")), str(target.get("id"))), {})
        for target in targets[:MAX_RELATED]
        if isinstance(target, dict)
    )
    names = (
        next((other[name] for name in _NAMES if isinstance(other.get(name), str)), "") for other in found
    )
    return [name for name in names if name]
