"""The pages: they answer in Hindi, without scripts, and never let text become markup."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.article import Article
from index.settings import Settings
from search.engines import open_archive
from tests.archives import publish
from tests.conftest import FINDING, NOT_FINDING, USER_ARTICLE
from web.app import create_app


def page(client: FlaskClient, path: str, **query: str) -> str:
    response = client.get(path, query_string=query)
    assert response.status_code == 200, path
    return response.get_data(as_text=True)


def all_pages(client: FlaskClient, query: str) -> Iterator[str]:
    """Every page of results, by following "next"."""
    address: str | None = "/search?" + urlencode({"q": query})
    while address:
        html = client.get(address).get_data(as_text=True)
        yield html
        following = re.search(r'rel="next" href="([^"]+)"', html)
        address = unescape(following.group(1)) if following else None


def test_the_front_page_invites_to_search(client: FlaskClient) -> None:
    html = page(client, "/")
    assert '<html lang="hi">' in html
    assert 'name="q"' in html
    assert "ताज़ा ख़बरें" in html


@pytest.mark.parametrize("query", FINDING)
def test_each_of_these_shows_the_users_article(client: FlaskClient, query: str) -> None:
    shown = "".join(all_pages(client, query))
    assert f"/article/{USER_ARTICLE}?" in shown
    assert "<mark>" in shown


@pytest.mark.parametrize("query", NOT_FINDING)
def test_these_do_not(client: FlaskClient, query: str) -> None:
    assert USER_ARTICLE not in "".join(all_pages(client, query))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("", "खोजने के लिए कोई नाम या शब्द लिखें"),
        ("   ", "खोजने के लिए कोई नाम या शब्द लिखें"),
        ("ऐसाकोईशब्दनहीं", "ये तरीके आज़माएँ"),
        ('"मोदी', "उद्धरण चिह्न बंद नहीं था"),
        ("-मोदी", "केवल हटाए जाने वाले शब्द"),
        ("ऐसाकोईशब्दनहीं मोदी", "इनमें से कुछ शब्द मिले"),
        ("क" * 2000, "खोज बहुत लंबी थी"),
    ],
)
def test_empty_broken_and_fruitless_queries_have_their_own_text(
    client: FlaskClient, query: str, text: str
) -> None:
    assert text in page(client, "/search", q=query)


def test_every_help_example_finds_something(client: FlaskClient) -> None:
    examples = re.findall(r'href="(/search\?q=[^"]+)"', page(client, "/help"))
    assert len(examples) >= 8
    for address in examples:
        assert 'class="results"' in client.get(address).get_data(as_text=True), address


class Auditor(HTMLParser):
    """Fails on anything a hostile text could have smuggled in."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {"iframe", "object", "embed", "img", "style", "base", "marquee"}, tag
        told = dict(attrs)
        if tag == "script":
            assert told["nonce"]
            is_data = told.get("type") == "application/ld+json"
            assert is_data or (told["src"] or "").startswith("/static/")
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name != "style"
            if name in {"href", "src", "action"}:
                assert re.match(r"(/|https?://|#)", value or ""), value


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><script>alert(1)</script>",
    "<mark onmouseover=alert(1)>मोदी</mark>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7*7 }}{% for x in y %}",
    "' onfocus='alert(1)",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "<!--",
    "<base href=//evil.example>",
]


@pytest.fixture(scope="module")
def hostile_client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """An archive whose articles hold hostile text in every field, whatever readers of files would do to it."""
    settings = Settings(index=tmp_path_factory.mktemp("hostile") / "index", page_size=100)
    articles = []
    for number, text in enumerate(HOSTILE):
        said = f"मोदी {text} {number}"
        articles.append(
            Article(
                id=said, headline=said, standfirst=said, body=said, source=said, section=said, author=said
            )
        )
    publish(articles, settings)
    return create_app(settings, open_archive(settings)).test_client()


def test_hostile_articles_stay_text_on_every_page(hostile_client: FlaskClient) -> None:
    results = page(hostile_client, "/search", q="मोदी")
    Auditor().feed(results)
    Auditor().feed(page(hostile_client, "/"))
    addresses = re.findall(r'href="(/article/[^"]+)"', results)
    assert len(set(addresses)) == len(HOSTILE)
    for address in addresses:
        Auditor().feed(hostile_client.get(unescape(address)).get_data(as_text=True))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_queries_stay_text(client: FlaskClient, text: str) -> None:
    Auditor().feed(page(client, "/search", q=text))
    Auditor().feed(page(client, "/search", q=text + " मोदी", variants="off"))
    Auditor().feed(page(client, f"/article/{USER_ARTICLE}", q=text))


def test_a_query_that_only_excludes_gives_a_page(client: FlaskClient) -> None:
    for query in ("-1", "-मोदी", "-modi -1"):
        Auditor().feed(page(client, "/search", q=query))


@given(st.text(max_size=40))
@hypothesis_settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_gives_a_page(client: FlaskClient, text: str) -> None:
    query = text.encode("utf-8", "replace").decode()
    Auditor().feed(page(client, "/search", q=query))
