"""The client walks on to other nodes, keeps to its time, signs in, and checks certificates."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import ClusterError, ClusterUnavailableError, SettingError
from index.opensearch.client import Answer as ClientAnswer
from index.opensearch.client import ClusterClient
from index.settings import Settings
from tests.opensearch.fake_cluster import TLS, Answer, Request, fake_cluster, passed_on

NOBODY = "http://127.0.0.1:9"
OK: Answer = (200, {"ok": True})


def settings_for(*nodes: str, **changes: object) -> Settings:
    return replace(Settings(cluster=" ".join(nodes), cluster_seconds=5.0), **changes)  # type: ignore[arg-type]


def test_an_answer_is_read_and_what_is_refused_is_said() -> None:
    def answer(request: Request) -> Answer:
        if request.path == "/wrong":
            return 400, {
                "error": {"root_cause": [{"type": "parse", "reason": "no such field"}]},
                "status": 400,
            }
        return 200, {"path": request.path, "body": request.body.decode()}

    with fake_cluster(answer) as fake:
        client = ClusterClient(settings_for(fake.address))
        assert client.request("POST", "/a", {"क": 1}) == {"path": "/a", "body": '{"क":1}'}
        with pytest.raises(ClusterError, match="no such field") as caught:
            client.request("GET", "/wrong")
        assert (caught.value.status, caught.value.kind) == (400, "parse")
        assert client.get("/a") == {"path": "/a", "body": ""}
        client.close()


def test_a_missing_document_is_none() -> None:
    with fake_cluster(lambda _: (404, {"found": False})) as fake:
        assert ClusterClient(settings_for(fake.address)).get("/none") is None


def test_another_node_answers_when_one_is_away_or_leaving() -> None:
    with fake_cluster(lambda _: (503, {})) as leaving, fake_cluster(lambda _: OK) as sound:
        client = ClusterClient(settings_for(NOBODY, leaving.address, sound.address))
        for _ in range(4):
            assert client.request("GET", "/") == {"ok": True}
        assert len(sound.requests) == 4
        assert len(leaving.requests) <= 2  # a node that failed is not asked first again


def test_a_cluster_that_is_away_is_said_within_the_time() -> None:
    def slow(_: Request) -> Answer:
        time.sleep(3)
        return OK

    with fake_cluster(slow) as fake:
        client = ClusterClient(settings_for(fake.address, NOBODY))
        started = time.monotonic()
        with pytest.raises(ClusterUnavailableError, match="does not answer"):
            client.request("GET", "/", seconds=0.3)
        assert time.monotonic() - started < 2.0


def test_an_answer_that_is_no_json_is_no_answer() -> None:
    with (
        fake_cluster(lambda _: (200, b"<html>a proxy's page")) as fake,
        pytest.raises(ClusterUnavailableError, match="does not answer"),
    ):
        ClusterClient(settings_for(fake.address)).request("GET", "/")


@pytest.mark.parametrize("status", [401, 413])
def test_what_is_refused_in_plain_text_is_refused(status: int) -> None:
    with fake_cluster(lambda _: (status, b"<html>Unauthorized")) as fake:
        client = ClusterClient(settings_for(fake.address))
        with pytest.raises(ClusterError, match="Unauthorized") as caught:
            client.request("POST", "/_bulk", {})
        assert caught.value.status == status


@pytest.mark.parametrize(
    "node", ["https://desk:word@search-1:9200", "https://:word@search-1:9200", "https://search-1:9200?x=1"]
)
def test_no_address_carries_a_password(node: str) -> None:
    with pytest.raises(SettingError, match="settings of their own") as caught:
        ClusterClient(Settings(cluster=node))
    assert ":word" not in str(caught.value)


def test_certificates_are_checked_and_passwords_sent(tmp_path: Path, opensearch: str) -> None:
    password = tmp_path / "password"
    password.write_text("गुप्त-शब्द\n", encoding="utf-8")
    on = passed_on(opensearch)

    def signed_in(request: Request) -> Answer:
        import base64

        wanted = "Basic " + base64.b64encode("desk:गुप्त-शब्द".encode()).decode()
        return on(request) if request.headers.get("authorization") == wanted else (401, {"error": "sign in"})

    with fake_cluster(signed_in, tls=True) as fake:
        named = {"cluster_user": "desk", "cluster_password_file": password}
        client = ClusterClient(settings_for(fake.address, cluster_ca=TLS / "ca.pem", **named))
        assert client.request("GET", "/")["version"]["number"].startswith("2.19")
        assert client.untested_version() == ""
        with pytest.raises(ClusterUnavailableError, match=r"(?i)certificate"):
            ClusterClient(settings_for(fake.address, **named)).request("GET", "/", seconds=3)
        with pytest.raises(ClusterError, match="401"):
            ClusterClient(settings_for(fake.address, cluster_ca=TLS / "ca.pem")).request("GET", "/")


def test_a_version_that_was_not_tested_is_named() -> None:
    with fake_cluster(lambda _: (200, {"version": {"number": "9.1.0"}})) as fake:
        assert ClusterClient(settings_for(fake.address)).untested_version() == "9.1.0"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"cluster": ""}, "KHABARKHOJ_CLUSTER is not set"),
        ({"cluster": "search-1:9200"}, "expected addresses like"),
        ({"cluster": "https://desk:word@search-1:9200"}, "settings of their own"),
        ({"cluster": "http://search-1:9200", "cluster_user": "desk"}, "over https:// only"),
        ({"cluster": "https://search-1:9200", "cluster_user": "desk"}, "cannot be read"),
    ],
)
def test_settings_that_cannot_work_are_named(changes: dict[str, str], said: str) -> None:
    with pytest.raises(SettingError, match=said):
        ClusterClient(replace(Settings(), **changes))  # type: ignore[arg-type]


def test_a_cluster_with_too_much_to_do_is_asked_again_and_said_if_it_stays_so() -> None:
    answers = [(429, {"error": {"reason": "queue full"}}), (429, b"slow down"), OK]
    with fake_cluster(lambda _: answers.pop(0) if len(answers) > 1 else answers[0]) as fake:
        assert ClusterClient(settings_for(fake.address)).request("GET", "/") == {"ok": True}
        assert len(fake.requests) == 3
    with fake_cluster(lambda _: (429, {"error": {"reason": "queue full"}})) as fake:
        client = ClusterClient(settings_for(fake.address, cluster_seconds=0.5))
        with pytest.raises(ClusterUnavailableError, match=r"too much to do .*queue full"):
            client.request("POST", "/_search", {})
        assert 1 < len(fake.requests) < 10


def test_where_the_time_ends_while_it_is_asked_again_what_it_said_before_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = ClusterClient(settings_for(NOBODY))
    asked = []

    def ask(method: str, path: str, *_: object, **__: object) -> ClientAnswer:
        asked.append(f"{method} {path}")
        if len(asked) == 1:
            return ClientAnswer(429, {"error": {"reason": "queue full"}})
        raise ClusterUnavailableError("does not answer")

    monkeypatch.setattr(client, "ask", ask)
    with pytest.raises(ClusterUnavailableError, match=r"too much to do .*queue full"):
        client.request("GET", "/")
    assert asked == ["GET /"] * 2
