"""Reading results beyond the first ones, whatever their number, by the values of the last one read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from search.execution.snapshot import ScoredKey
from search.model.deadline import Deadline
from search.opensearch.clause_queries import bool_query
from search.opensearch.connection import Body, Connection, Reply
from search.opensearch.filter_queries import Query
from search.opensearch.keys import ClusterKey, key_of

SCAN_SIZE = 500
KEEP_ALIVE = "2m"
WITHOUT_TEXT = ["id", "story", "is_copied", "date"]


@dataclass(frozen=True)
class DeepReader:
    """Reads what a query finds in some order."""

    connection: Connection
    query: Query
    order: Sequence[dict[str, Any]]
    deadline: Deadline

    def read_on(self, after: Sequence[float | str], *, collapse: bool) -> Iterator[ScoredKey]:
        """Yield the results after one; of the copies of a story the best alone. Raises OutOfTimeError."""
        while True:
            body: Body = {
                "size": SCAN_SIZE,
                "track_total_hits": False,
                "query": self.query,
                "sort": list(self.order),
            }
            if after:
                body["search_after"] = list(after)
            docs = scored_keys(self.connection.whole([body], self.deadline)[0])
            yield from self._first_of_stories(docs) if collapse else docs
            if len(docs) < SCAN_SIZE:
                return
            after = cast("ClusterKey", docs[-1].key).sort_values

    def _first_of_stories(self, docs: Sequence[ScoredKey]) -> list[ScoredKey]:
        """Return the results before which no copy of theirs stands."""
        keys = [cast("ClusterKey", doc.key) for doc in docs]
        stories = list(dict.fromkeys(key.story for key in keys if key.is_copied))
        bodies: list[Body] = [
            {
                "size": 1, "_source": False, "track_total_hits": False, "sort": list(self.order),
                "query": bool_query(must=[self.query], filter_=[{"term": {"story": story}}]),
            }
            for story in stories
        ]  # fmt: skip
        replies = self.connection.whole(bodies, self.deadline) if bodies else []
        best = {reply["hits"]["hits"][0]["_id"] for reply in replies if reply["hits"]["hits"]}
        return [doc for doc, key in zip(docs, keys, strict=True) if not key.is_copied or key.document in best]

    def point_in_time(self, *, with_source: bool) -> Iterator[ScoredKey]:
        """Yield all results of one view of the index, which publications do not change.

        Raises ClusterUnavailableError rather than leave anything out.
        """
        view = self.connection.open_point_in_time(KEEP_ALIVE)
        try:
            body: Body = {
                "size": SCAN_SIZE, "track_total_hits": False, "query": self.query, "sort": list(self.order),
                "_source": True if with_source else WITHOUT_TEXT,
            }  # fmt: skip
            while True:
                body["pit"] = {"id": view, "keep_alive": KEEP_ALIVE}
                reply = self.connection.search_point_in_time(body)
                view = reply.get("pit_id", view)
                docs = scored_keys(reply)
                yield from docs
                if len(docs) < SCAN_SIZE:
                    return
                body["search_after"] = list(cast("ClusterKey", docs[-1].key).sort_values)
        finally:
            self.connection.close_point_in_time(view)


def scored_keys(reply: Reply) -> list[ScoredKey]:
    """Return the hits of an answer."""
    return [ScoredKey(float(hit.get("_score") or 0.0), key_of(hit)) for hit in reply["hits"]["hits"]]
