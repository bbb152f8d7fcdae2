"""Whether a cluster holds what its ledger says: every id and digest, and a sample of articles analysed again."""

import random
from collections.abc import Iterator
from typing import Any

import numpy as np

from index.opensearch.client import ClusterClient, Reply
from index.opensearch.difference import DocumentRef, GenerationContents
from index.opensearch.documents import DocumentSource, DocumentWriter
from index.opensearch.mapping import SEPARATOR, in_state
from index.opensearch.states import State, States
from index.settings import Settings
from index.store.generations import Generations

READ_AT_ONCE = 5_000
_DIFFERENT = (
    "int wrong = 0; for (int i = 0; i < params.terms.length; ++i) {"
    " if (termFreq('terms', params.terms[i]) != params.codes[i]) { wrong++; } } return wrong;"
)
"""How many terms of an article have another impact in the index."""


def compare_with_ledger(settings: Settings, sample: int) -> Iterator[tuple[str, bool]]:
    """Yield what was compared, and whether it is wrong: the state, all articles, and a sample of their words."""
    client = ClusterClient(settings)
    try:
        state, _ = States(client, settings.cluster_name).current()
        generation = Generations(settings.index).current()
        if state is None:
            yield f"the cluster has no archive {settings.cluster_name!r}", True
            return
        if state.revision != generation.revision:
            yield (
                (
                    f"the cluster shows generation {state.generation}, this index has {generation.number}; "
                    "publish it with: khabarkhoj cluster --push-missing"
                ),
                True,
            )
            return
        contents = GenerationContents(generation)
        yield from _articles(client, state, contents)
        yield from _sample(client, state, contents, sample)
    finally:
        client.close()


def _articles(
    client: ClusterClient, state: State, contents: GenerationContents
) -> Iterator[tuple[str, bool]]:
    seen = [np.zeros(segment.documents, np.bool_) for segment in contents.segments]
    faults = 0
    for fields in _all_fields(client, state):
        article_id = fields["id"][0]
        place = contents.segments.find(article_id)
        if place is None:
            faults += 1
            yield f"{article_id}: is in the cluster, but not in the index", True
            continue
        number, document = place
        if seen[number][document]:
            faults += 1
            yield f"{article_id}: is in the cluster twice", True
        seen[number][document] = True
        located = DocumentRef(contents.segments[number], document)
        if fields["digest"][0] != located.digest.hex():
            faults += 1
            yield f"{article_id}: the cluster has another text of it", True
    for number, segment in enumerate(contents.segments):
        for document in np.flatnonzero(~seen[number]).tolist():
            if not segment.is_deleted(document):
                faults += 1
                yield f"{segment.columns.ids[document].decode()}: is not in the cluster", True
    if not faults:
        yield f"the cluster has all {contents.segments.live_count} articles, each with its text", False


def _all_fields(client: ClusterClient, state: State) -> Iterator[dict[str, list[Any]]]:
    after: list[Any] = []
    while True:
        body: dict[str, Any] = {
            "size": READ_AT_ONCE, "_source": False, "docvalue_fields": ["id", "digest"],
            "query": {"bool": {"filter": in_state(state.moment)}}, "sort": [{"id": "asc"}, {"born": "asc"}],
        }  # fmt: skip
        if after:
            body["search_after"] = after
        hits = _search(client, state, body)["hits"]["hits"]
        for hit in hits:
            yield hit["fields"]
        if len(hits) < READ_AT_ONCE:
            return
        after = hits[-1]["sort"]


def _sample(
    client: ClusterClient, state: State, contents: GenerationContents, sample: int
) -> Iterator[tuple[str, bool]]:
    """Analyse some articles again and compare the impacts of their words with those in the index."""
    everything = list(contents.all()) if contents.segments.live_count <= sample else None
    chosen = everything or _chosen(contents, sample)
    writer = DocumentWriter()
    wrong = 0
    for located in chosen:
        columns = located.segment.columns
        placed = DocumentSource(columns.article(located.document), located.digest, "", False, 0, 0)
        document = writer.documents([placed], columns.average_lengths())[0]
        pairs = [token.rpartition(SEPARATOR) for token in document.get("terms", "").split()]
        params = {"terms": [term for term, _, _ in pairs], "codes": [int(code) for _, _, code in pairs]}
        script = {"script": {"source": _DIFFERENT, "params": params}}
        found = {"bool": {"filter": [{"term": {"id": located.id}}, *in_state(state.moment)]}}
        body = {"size": 1, "_source": False, "query": {"script_score": {"query": found, **script}}}
        hits = _search(client, state, body)["hits"]["hits"]
        different = int(hits[0]["_score"]) if hits else 0
        if different:
            wrong += 1
            yield f"{located.id}: {different} of its words weigh otherwise in the cluster", True
    if chosen and not wrong:
        yield f"{len(chosen)} articles analysed again: every word weighs what it should", False


def _chosen(contents: GenerationContents, sample: int) -> list[DocumentRef]:
    sizes = [segment.documents for segment in contents.segments]
    numbers = random.sample(range(sum(sizes)), min(sample, sum(sizes)))
    found = []
    for number in numbers:
        segment, document = contents.segments.locate(number)
        if not segment.is_deleted(document):
            found.append(DocumentRef(segment, document))
    return found


def _search(client: ClusterClient, state: State, body: dict[str, Any]) -> Reply:
    return client.search_whole(f"/{state.index}/_search", body)
