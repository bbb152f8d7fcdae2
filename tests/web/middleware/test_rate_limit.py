"""Rate limits hold over all processes together."""

import os
import threading

from flask.testing import FlaskClient

from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from web.app import create_app
from web.middleware.rate_limit import SITE_SHARE, SLOTS, RateLimit, client_of, site_of


def test_a_burst_then_a_steady_rate() -> None:
    limit = RateLimit(per_minute=60, burst=5)
    assert [limit.take("a", 100.0).allowed for _ in range(6)] == [True] * 5 + [False]
    assert limit.take("b", 100.0).allowed
    assert not limit.take("a", 100.9).allowed
    assert limit.take("a", 102.0).allowed
    verdict = limit.take("a", 200.0)
    assert (verdict.remaining, verdict.wait) == (4, 0.0)


def test_it_is_exact_over_processes_and_threads() -> None:
    limit = RateLimit(per_minute=1, burst=100)
    reader, writer = os.pipe()
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            counts: list[int] = []

            def ask(counts: list[int] = counts) -> None:
                counts.append(sum(limit.take("a", 50.0).allowed for _ in range(20)))

            threads = [threading.Thread(target=ask) for _ in range(3)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            os.write(writer, f"{sum(counts)}\n".encode())
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)
    os.close(writer)
    with os.fdopen(reader) as answers:
        assert sum(map(int, answers.read().split())) == 100


def test_many_clients_push_out_only_the_quietest() -> None:
    limit = RateLimit(per_minute=1, burst=2)
    for number in range(SLOTS):
        limit.take(f"client {number}", 10.0)
    assert limit.take("a", 20.0).allowed
    assert limit.take("a", 20.0).allowed
    assert not limit.take("a", 20.0).allowed


def test_too_many_requests_are_told_how_long_to_wait(
    seed_settings: Settings, seed_archive: LocalArchive
) -> None:
    settings = Settings(index=seed_settings.index, rate_limit_per_minute=30, rate_limit_burst=3)
    client: FlaskClient = create_app(settings, seed_archive).test_client()
    answers = [client.get("/api/v1/search?q=मोदी") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit-Remaining"] for answer in answers] == ["2", "1", "0", "0"]
    assert answers[3].headers["Retry-After"] == "2"
    assert answers[3].content_type == "application/problem+json"
    page = client.get("/search?q=मोदी")
    assert (page.status_code, "बहुत तेज़ी से खोजें" in page.get_data(as_text=True)) == (429, True)
    assert client.get("/healthz").status_code == 200
    with client.get("/static/style.css") as style:
        assert style.status_code == 200


def test_feeds_are_told_so_as_programs_are(seed_settings: Settings, seed_archive: LocalArchive) -> None:
    client = create_app(Settings(index=seed_settings.index, rate_limit_burst=1), seed_archive).test_client()
    assert client.get("/feed.json?q=मोदी").status_code == 200
    for path in ("/feed.json?q=मोदी", "/en/feed.atom?q=मोदी"):
        response = client.get(path)
        assert (response.status_code, response.content_type) == (429, "application/problem+json")


def test_who_is_asking_is_what_a_trusted_proxy_says(
    seed_settings: Settings, seed_archive: LocalArchive
) -> None:
    for proxies, expected in ((0, 429), (1, 200)):
        settings = Settings(
            index=seed_settings.index, rate_limit_per_minute=1, rate_limit_burst=1, trusted_proxies=proxies
        )
        client = create_app(settings, seed_archive).test_client()
        client.get("/help", headers={"X-Forwarded-For": "203.0.113.1"})
        assert client.get("/help", headers={"X-Forwarded-For": "203.0.113.2"}).status_code == expected


def test_a_subscriber_of_ipv6_is_one_client() -> None:
    assert client_of("2001:db8:1:2::5") == client_of("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert client_of("2001:db8:1:3::5") != client_of("2001:db8:1:2::5")
    assert client_of("192.0.2.1") == client_of("::ffff:192.0.2.1") == "192.0.2.1"
    assert client_of("64:ff9b::192.0.2.1") != client_of("64:ff9b::192.0.2.2")
    assert client_of("2002:c000:201::1") == client_of("64:ff9b:1::192.0.2.1") == "192.0.2.1"


def test_an_address_may_have_a_port_and_what_is_none_is_unknown() -> None:
    assert client_of("192.0.2.1:5432") == "192.0.2.1"
    assert client_of("unix:") == client_of("") == client_of("1.2.3") == client_of("x:y:z") == "unknown"
    assert site_of("192.0.2.1") is site_of("unknown") is None


def test_a_whole_site_of_ipv6_may_send_as_much_as_some_clients() -> None:
    limit = RateLimit(per_minute=1, burst=2)
    allowed = sum(limit.take_for(f"2001:db8:1:{number:x}::1").allowed for number in range(200))
    assert allowed == 2 * SITE_SHARE
    assert limit.take_for("2001:db8:2:1::1").allowed
    assert sum(limit.take_for(f"192.0.2.{number}").allowed for number in range(200)) == 200


def test_a_request_that_its_site_refuses_costs_the_client_nothing() -> None:
    limit = RateLimit(per_minute=1, burst=4)
    for number in range(SITE_SHARE):
        assert limit.take_for(f"2001:db8:1:{number:x}::1", cost=4).allowed
    assert not limit.take_for("2001:db8:1:ffff::1", cost=1).allowed
    assert limit.take(client_of("2001:db8:1:ffff::1")).remaining == 3


def test_work_costs_tokens_but_never_more_than_there_can_be() -> None:
    limit = RateLimit(per_minute=60, burst=10)
    assert limit.take_for("192.0.2.1", cost=8).remaining == 2
    refused = limit.take_for("192.0.2.1", cost=8)
    assert not refused.allowed
    assert 5 < refused.wait <= 6
    assert limit.take_for("192.0.2.2", cost=50).allowed


def test_clients_meet_in_other_slots_in_every_server() -> None:
    one, other = RateLimit(1, 1), RateLimit(1, 1)
    for limit in (one, other):
        limit.take("a", 10.0)
    assert bytes(one._table) != bytes(other._table)
