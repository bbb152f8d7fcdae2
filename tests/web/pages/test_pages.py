"""The pages: they answer in Hindi, without scripts, and never let text become markup."""

import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.reindex.build import reindex
from index.settings import Settings
from search.engines import open_archive
from tests import source_exports
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
    assert "ताज़ा लेख" in html


@pytest.mark.parametrize("query", FINDING)
def test_each_of_these_shows_the_users_article(client: FlaskClient, query: str) -> None:
    shown = "".join(all_pages(client, query))
    assert f"/article/{USER_ARTICLE}?" in shown
    assert "<mark>" in shown


@pytest.mark.parametrize("query", NOT_FINDING)
def test_these_do_not(client: FlaskClient, query: str) -> None:
    assert USER_ARTICLE not in "".join(all_pages(client, query))


def test_a_result_says_source_and_date_in_hindi(client: FlaskClient) -> None:
    html = page(client, "/search", q="टोकायेव कासिम-जोमार्ट")
    assert "India News Network" in html
    assert '<time datetime="2024-06-25">25 जून 2024</time>' in html


def test_added_spellings_are_named_and_can_be_refused(client: FlaskClient) -> None:
    html = page(client, "/search", q="कज़ाखस्तान")
    assert "ये वर्तनियाँ भी खोजी गईं" in html
    assert "कजाखिस्तान" in html
    assert "variants=off" in html
    assert "refuse=" in html
    without = page(client, "/search", q="कज़ाखस्तान", refuse="कजाखिस्तान")
    assert "<mark>कजाखिस्तान</mark>" not in without
    assert '<s lang="hi">कजाखिस्तान</s>' in without
    typed = page(client, "/search", q="कजाखस्तान", variants="off")
    assert "सभी वर्तनियों में खोजें" in typed
    assert "<mark>कज़ाखस्तान</mark>" not in typed


def test_each_tier_can_be_switched_off_and_the_address_keeps_it(client: FlaskClient) -> None:
    for switch, query, form in [
        ("stems", "नेता", "नेताओं"),
        ("sounds", "टोकायेव", "तोकायेव"),
        ("roman", "modi", "मोदी"),
    ]:
        on, off = page(client, "/search", q=query), page(client, "/search", q=query, **{switch: "off"})
        assert f"{switch}=off" in on
        assert f"<mark>{form}</mark>" in on
        assert f"<mark>{form}</mark>" not in off
        assert f'<input type="hidden" name="{switch}" value="off">' in off


def test_an_unknown_word_is_answered_with_a_known_one(client: FlaskClient) -> None:
    html = page(client, "/search", q="प्रधामनंत्री मोदी")
    assert "क्या आप यह खोजना चाहते थे" in html
    assert "<b>प्रधानमंत्री मोदी</b>" in html
    assert "क्या आप यह खोजना चाहते थे" not in page(client, "/search", q="प्रधानमंत्री मोदी")


def test_an_article_shows_the_querys_words_marked(client: FlaskClient) -> None:
    html = page(client, f"/article/{USER_ARTICLE}", q="तोकायेव")
    assert "<mark>टोकाएव</mark>" in html
    assert "<mark>" not in page(client, f"/article/{USER_ARTICLE}")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("", "खोजने के लिए कोई नाम या शब्द लिखें"),
        ("   ", "खोजने के लिए कोई नाम या शब्द लिखें"),
        ("ऐसाकोईशब्दनहीं", "ये तरीके आज़माएँ"),
        ('"मोदी', "उद्धरण चिह्न बंद नहीं था"),
        ("-मोदी", "केवल हटाए जाने वाले शब्द"),
        ("ऐसाकोईशब्दनहीं मोदी", "इनमें से कोई भी शब्द है"),
        ("क" * 2000, "खोज बहुत लंबी थी"),
    ],
)
def test_empty_broken_and_fruitless_queries_have_their_own_text(
    client: FlaskClient, query: str, text: str
) -> None:
    assert text in page(client, "/search", q=query)


def test_pages_are_numbered_and_forgiving(client: FlaskClient) -> None:
    first = page(client, "/search", q="के")
    assert 'aria-current="page"' in first
    assert 'rel="next"' in first
    for wrong in ("0", "-3", "abc", "१", "99999999999999"):
        assert client.get("/search", query_string={"q": "के", "page": wrong}).status_code in (200, 302)
    beyond = client.get("/search", query_string={"q": "के", "page": "900"})
    assert beyond.status_code == 302
    assert client.get(beyond.location).status_code == 200


def test_the_first_of_repeated_parameters_counts(client: FlaskClient) -> None:
    assert "<title>मोदी" in client.get("/search?q=मोदी&q=पुतिन").get_data(as_text=True)


def test_every_help_example_finds_something(client: FlaskClient) -> None:
    examples = re.findall(r'href="(/search\?q=[^"]+)"', page(client, "/help"))
    assert len(examples) >= 8
    for address in examples:
        assert '<ol class="results"' in client.get(address).get_data(as_text=True), address


class Auditor(HTMLParser):
    """Fails on anything a hostile text could have smuggled in."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {"iframe", "object", "embed", "img", "style", "base", "marquee"}, tag
        told = dict(attrs)
        if tag == "script":
            assert told["nonce"]
            assert (told["src"] or "").startswith("/static/")
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
    """An archive whose articles hold hostile text in every field."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    fields = ("title", "standfirst", "body", "source", "section", "author", "url", "language", "id")
    articles = [
        {field: f"मोदी {text} {number}" if field != "url" else text for field in fields}
        | {"date": "2024-01-01"}
        for number, text in enumerate(HOSTILE)
    ]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    settings = Settings(index=folder / "index", page_size=100)
    assert reindex([folder / "a.jsonl"], settings).added == len(HOSTILE)
    return create_app(settings, open_archive(settings)).test_client()


def test_a_converted_article_says_so(tmp_path: Path) -> None:
    for name, content in source_exports.kruti_dev_pages(source_exports.articles(1)).items():
        (tmp_path / name).write_bytes(content)
    settings = Settings(index=tmp_path / "index")
    reindex([tmp_path], settings)
    client = create_app(settings, open_archive(settings)).test_client()
    (address,) = set(re.findall(r'href="(/article/[^"?]+)', page(client, "/search", q="सरकार पुलिस")))
    assert "Kruti Dev 010" in page(client, address)
    (found,) = client.get("/api/v1/search", query_string={"q": "सरकार"}).get_json()["hits"]
    assert (found["converted"], found["copies"]) == ("Kruti Dev 010", [])


def test_hostile_articles_stay_text_on_every_page(hostile_client: FlaskClient) -> None:
    results = page(hostile_client, "/search", q="मोदी alert")
    Auditor().feed(results)
    Auditor().feed(page(hostile_client, "/"))
    addresses = re.findall(r'href="(/article/[^"]+)"', results)
    assert len(addresses) >= len(HOSTILE) - 3
    for address in addresses:
        Auditor().feed(hostile_client.get(unescape(address)).get_data(as_text=True))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_queries_stay_text(client: FlaskClient, text: str) -> None:
    Auditor().feed(page(client, "/search", q=text))
    Auditor().feed(page(client, "/search", q=text + " मोदी", variants="off"))
    Auditor().feed(page(client, f"/article/{USER_ARTICLE}", q=text))


@given(st.text(max_size=40))
@hypothesis_settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_query_gives_a_page(client: FlaskClient, text: str) -> None:
    query = text.encode("utf-8", "replace").decode()
    Auditor().feed(page(client, "/search", q=query))


@pytest.mark.parametrize("article_id", ["a/b", "a b", "क़/../ख", "100%", "?x=1", "#y", "<b>", "a//b"])
def test_any_id_has_an_address(tmp_path: Path, article_id: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": article_id, "title": "सुर्खी मोदी"}))
    settings = Settings(index=tmp_path / "index")
    reindex([tmp_path / "a.jsonl"], settings)
    client = create_app(settings, open_archive(settings)).test_client()
    (address,) = re.findall(r'href="(/article/[^"]+)"', page(client, "/search", q="मोदी"))
    assert "सुर्खी" in client.get(unescape(address)).get_data(as_text=True)


def test_strange_dates_are_read_and_told(client: FlaskClient) -> None:
    right = page(client, "/search", q="मोदी", since="2024-01-01", until="2024-06-30")
    turned = page(client, "/search", q="मोदी", since="2024-06-30", until="2024-01-01")
    assert "अदल-बदलकर" in turned
    assert re.findall(r"<strong>(.*?)</strong>", turned) == re.findall(r"<strong>(.*?)</strong>", right) != []
    for name in ("since", "until"):
        assert "तारीख़ समझी नहीं गई" in page(client, "/search", q="मोदी", **{name: "2024-13-01"})
    assert "तारीख़ समझी नहीं गई" not in page(client, "/search", q="मोदी", since="", until="")


def test_a_source_may_be_named_by_its_beginning(client: FlaskClient) -> None:
    assert 'lang="">लोकदृष्टि</span>' in page(client, "/search", q="स्रोत:लोक")


def test_where_nothing_passes_the_conditions_they_are_named(client: FlaskClient) -> None:
    nothing = page(client, "/search", q="कजाखस्तान", year="1999")
    assert "शर्तों पर खरे" in nothing
    assert "शर्तों पर खरे" not in page(client, "/search", q="ऐसाकोईशब्दनहीं")


def test_days_of_which_nothing_was_found_lead_nowhere(client: FlaskClient) -> None:
    html = page(client, "/search", q="कजाखस्तान", year="2024", unit="month")
    rows = re.findall(r'<th scope="row">(.*?)</th><td class="number">(\d+)</td>', html)
    assert len(rows) == 12
    assert [("href" in name) for name, _count in rows] == [count != "0" for _name, count in rows]


def test_what_is_only_partly_what_was_asked_is_not_offered_to_take_away(client: FlaskClient) -> None:
    relaxed = page(client, "/search", q="नेपाल क्षत्रप कज़ाखस्तान")
    assert "इनमें से कोई भी शब्द" in relaxed
    assert "/export.csv" not in relaxed
    assert "/export.csv" in page(client, "/search", q="नेपाल")
