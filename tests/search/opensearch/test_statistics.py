"""Numbers of articles are asked for together and once, and are those of the embedded engine."""

import pytest

from index.opensearch.client import ClusterClient
from search.embedded.local_archive import LocalArchive
from search.execution.prepared_query import plan_text
from search.model.deadline import Deadline
from search.model.expansions import Alternative
from search.model.question import EXPAND_ALL
from search.opensearch.archive import ClusterArchive
from search.opensearch.statistics import count_terms
from search.query.clauses import AllOf, AnyOf, PhraseClause

pytestmark = pytest.mark.opensearch
TEXTS = (
    "मोदी",
    "मोदी दिल्ली",
    "kazakhstan SCO",
    '"मोदी दिल्ली" गए',
    "=गए शीर्षक:तेल",
    '"मोदी तेल"~7 OR खेल',
    "5 लाख",
)


@pytest.mark.parametrize("text", TEXTS)
def test_weights_are_those_of_the_embedded_engine(
    text: str, cluster: ClusterArchive, embedded: LocalArchive
) -> None:
    ours, theirs = embedded.current(), cluster.current()
    plan, _ = plan_text(ours, text, EXPAND_ALL, embedded._settings)
    assert plan.clause is not None
    expected = ours.searcher.weights(plan.clause)
    assert theirs.weights(plan.clause, Deadline(20)) == pytest.approx(expected)
    assert theirs.most_matching(plan.clause) >= ours.match(plan.clause).total


def test_a_query_is_weighed_by_one_request_at_most(
    cluster: ClusterArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = ClusterClient.ask

    def counting(self: ClusterClient, method: str, path: str, *rest: object, **named: object) -> object:
        asked.append(path)
        return ask(self, method, path, *rest, **named)  # type: ignore[arg-type]

    snapshot = cluster.current()
    plan, _ = plan_text(snapshot, "मोदी चुनाव दिल्ली तेल", EXPAND_ALL, cluster._settings)
    assert plan.clause is not None
    snapshot.statistics._known.clear()
    monkeypatch.setattr(ClusterClient, "ask", counting)
    for expected in (1, 1):
        snapshot.weights(plan.clause, Deadline(20))
        assert len(asked) == expected


def test_counting_what_matches_weighs_it_in_the_same_request(
    cluster: ClusterArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = cluster.current()
    plan, _ = plan_text(snapshot, "मोदी चुनाव दिल्ली तेल", EXPAND_ALL, cluster._settings)
    assert plan.clause is not None
    expected = snapshot.weights(plan.clause, Deadline(20))
    snapshot.statistics._known.clear()
    assert snapshot.match(plan.clause).total >= 0
    monkeypatch.setattr(ClusterClient, "ask", lambda *_, **__: pytest.fail("asked again"))
    assert snapshot.weights(plan.clause, Deadline(20)) == pytest.approx(expected)


def test_terms_of_a_clause_are_counted() -> None:
    one = PhraseClause(((Alternative("क", 1.0), Alternative("ख", 0.5)),))
    assert count_terms(AllOf((one, AnyOf((one, one))))) == 6
