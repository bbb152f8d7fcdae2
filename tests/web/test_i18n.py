"""Hindi at /, English below /en/: both complete, each page in one of them."""

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from index.reindex.build import reindex
from index.settings import Settings
from search.engines import open_archive
from tests.conftest import ROOT, USER_ARTICLE
from web.app import create_app

CATALOGUE = ROOT / "web" / "translations" / "en" / "LC_MESSAGES"
PAGES = ("/", "/search?q=कज़ाखस्तान&not=source:x", "/search?q=ऐसाकोईशब्दनहीं", "/advanced", "/batch", "/compare?q=मोदी", "/help",
         "/spellings?q=कज़ाखस्तान", f"/article/{USER_ARTICLE}?q=मोदी&n=1", "/nothing")  # fmt: skip


def test_every_text_is_in_english_too(tmp_path: Path) -> None:
    template = tmp_path / "messages.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "web/translations/babel.cfg",
               "-o", str(template), "."]  # fmt: skip
    subprocess.run(command, cwd=ROOT, check=True)
    with template.open("rb") as file:
        wanted = {message.id for message in read_po(file) if message.id}
    with (CATALOGUE / "messages.po").open("rb") as file:
        held = {message.id: message.string for message in read_po(file, locale="en") if message.id}
    assert wanted == set(held)
    for key, text in held.items():
        texts = [str(each) for each in text] if isinstance(text, list | tuple) else [str(text)]
        keys = [str(each) for each in key] if isinstance(key, list | tuple) else [str(key)]
        assert all(texts), key
        assert set(re.findall(r"%\(\w+\)s|\{\w+\}", keys[0])) == set(
            re.findall(r"%\(\w+\)s|\{\w+\}", texts[0])
        ), key


def test_the_compiled_texts_are_those_of_the_catalogue() -> None:
    with (CATALOGUE / "messages.po").open("rb") as file:
        written = {
            _flat(message.id): _flat(message.string) for message in read_po(file, locale="en") if message.id
        }
    with (CATALOGUE / "messages.mo").open("rb") as file:
        compiled = {_flat(message.id): _flat(message.string) for message in read_mo(file) if message.id}
    assert written == compiled


def _flat(texts: object) -> tuple[str, ...]:
    return tuple(map(str, texts)) if isinstance(texts, list | tuple) else (str(texts),)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_in_one_language_and_leads_to_the_other(client: FlaskClient, path: str) -> None:
    hindi = client.get(path).get_data(as_text=True)
    english = client.get(f"/en{path}").get_data(as_text=True)
    assert '<html lang="hi">' in hindi
    assert '<html lang="en">' in english
    assert "to=en&amp;next=" in hindi
    assert "to=hi&amp;next=" in english
    for address in re.findall(r'href="(/[^"]*)"', english):
        assert address.startswith(("/en/", "/static/", "/language?", "/feed.", "/export.", "/api/")), address
    assert "खोज की मदद" not in english
    assert (
        "लेखों" not in re.sub(r"<mark>|</mark>", "", re.sub(r'lang="(hi|)"[^>]*>[^<]*', "", english))
        or "article" in path
    )


def test_the_language_is_remembered_by_a_cookie_that_says_nothing_else(client: FlaskClient) -> None:
    response = client.get("/language?to=en&next=/en/help")
    assert (response.status_code, response.location) == (302, "/en/help")
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("language=en;")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert client.get("/").location == "/en/"
    client.get("/language?to=hi&next=/")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\nb",
        "\\\\evil",
        "",
    ],
)
def test_the_switch_leads_nowhere_else(client: FlaskClient, target: str) -> None:
    location = client.get("/language", query_string={"to": "en", "next": target}).location
    assert location == "/en/"


@pytest.mark.parametrize("article_id", ["https://x.in/?p=1#c", "a%20b", "क/ख", "a//b"])
def test_the_switch_keeps_strange_addresses(tmp_path: Path, article_id: str) -> None:
    settings = Settings(index=tmp_path / "index")
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": article_id, "title": "मोदी", "body": "पाठ है।"}))
    reindex([tmp_path / "a.jsonl"], settings)
    client = create_app(settings, open_archive(settings)).test_client()
    address = client.get("/api/v1/search?q=मोदी").get_json()["hits"][0]["id"]
    page = client.get("/article/" + quote(address, safe=""), query_string={"q": "मोदी"})
    (switch,) = re.findall(r'href="(/language[?][^"]*)"', page.get_data(as_text=True))
    response = client.get(unescape(switch))
    english = client.get(response.location)
    assert (english.status_code, "<h1" in english.get_data(as_text=True)) == (200, True)
    assert response.location.startswith("/en/article/")
