"""Reading every article of a cluster's archive, for an index directory that has none of them."""

import datetime
from collections.abc import Iterator
from typing import Any

from index.article import Article
from index.errors import IndexMissingError
from index.fields import TEXT_FIELDS, VALUE_FIELDS
from index.opensearch.client import ClusterClient
from index.opensearch.mapping import in_state
from index.opensearch.states import State, States
from index.settings import Settings

READ_AT_ONCE = 500
KEEP_ALIVE = "5m"


def published_state(settings: Settings) -> State:
    """Return the published state of the cluster; raises IndexMissingError if there is none."""
    client = ClusterClient(settings)
    try:
        state, _ = States(client, settings.cluster_name).current()
    finally:
        client.close()
    if state is None:
        raise IndexMissingError(f"the cluster has no archive {settings.cluster_name!r}")
    return state


def retrieve(settings: Settings, state: State) -> Iterator[Article]:
    """Yield all articles of a state, in the order in which they were taken in. Nothing partial is given."""
    client = ClusterClient(settings)
    path = f"/{state.index}/_search/point_in_time?keep_alive={KEEP_ALIVE}&allow_partial_pit_creation=false"
    view = client.search_whole(path, None)["pit_id"]
    try:
        body: dict[str, Any] = {
            "size": READ_AT_ONCE, "track_total_hits": False, "sort": [{"sequence": "asc"}],
            "query": {"bool": {"filter": in_state(state.moment)}},
        }  # fmt: skip
        while True:
            body["pit"] = {"id": view, "keep_alive": KEEP_ALIVE}
            reply = client.search_whole("/_search", body)
            view = reply.get("pit_id", view)
            hits = reply["hits"]["hits"]
            for hit in hits:
                yield article_of(hit["_source"])
            if len(hits) < READ_AT_ONCE:
                return
            body["search_after"] = hits[-1]["sort"]
    finally:
        client.ask("DELETE", "/_search/point_in_time", {"pit_id": [view]})
        client.close()


def article_of(source: dict[str, Any]) -> Article:
    """Return the article of a document."""
    texts = {name: source.get(name, "") for name in (*TEXT_FIELDS, "url", "versions", *VALUE_FIELDS)}
    date = source.get("date")
    day = datetime.date.fromisoformat(date) if date else None
    return Article(id=source["id"], date=day, arrived=int(source.get("arrived", 0)), **texts)
