"""A reader at a real browser, against a real gunicorn."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index.build import reindex
from index.settings import Settings
from tests.conftest import FINDING, NOT_FINDING, ROOT, USER_ARTICLE, Server, start_server
from tests.web.test_pages import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ARTEFACTS = ROOT / "tests" / "artefacts"
WIDTHS = (320, 360, 768, 1280)


@pytest.fixture
def tab(browser: Any) -> Iterator["Page"]:
    """A fresh tab without JavaScript; console errors fail the test."""
    context = browser.new_context(java_script_enabled=False, locale="hi-IN")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


def search(tab: "Page", server: Server, query: str) -> None:
    tab.goto(server.address)
    tab.fill("input[name=q]", query)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search?**")


@pytest.mark.parametrize("query", FINDING)
def test_typing_each_of_these_shows_the_users_article_marked(tab: "Page", server: Server, query: str) -> None:
    search(tab, server, query)
    result = tab.locator(".result", has=tab.locator(f'a[href*="{USER_ARTICLE}"]'))
    while result.count() == 0:
        tab.click("a[rel=next]")
    assert result.locator("mark").count() > 0


@pytest.mark.parametrize("query", NOT_FINDING)
def test_typing_these_does_not(tab: "Page", server: Server, query: str) -> None:
    search(tab, server, query)
    assert tab.locator(".result").count() > 0
    while True:
        assert tab.locator(f'a[href*="{USER_ARTICLE}"]').count() == 0
        if tab.locator("a[rel=next]").count() == 0:
            break
        tab.click("a[rel=next]")


def test_a_result_opens_with_the_words_marked_and_leads_back(tab: "Page", server: Server) -> None:
    search(tab, server, "तोकायेव")
    tab.locator(f'a[href*="{USER_ARTICLE}"]').first.click()
    assert "टोकाएव" in tab.locator("article mark").all_inner_texts()
    tab.click(".back a")
    assert tab.input_value("input[name=q]") == "तोकायेव"


def test_added_spellings_can_be_refused_with_one_click(tab: "Page", server: Server) -> None:
    search(tab, server, "कज़ाकिस्तान")
    assert "कजाखिस्तान" in tab.inner_text(".spellings")
    tab.click("text=केवल वही खोजें जो लिखा है")
    marked = {unicodedata.normalize("NFC", text) for text in tab.locator(".result mark").all_inner_texts()}
    assert marked == {unicodedata.normalize("NFC", "कज़ाकिस्तान")}


def test_one_spelling_can_be_sent_away_and_brought_back(tab: "Page", server: Server) -> None:
    search(tab, server, "कज़ाकिस्तान")
    tab.click('[aria-label="“कजाखिस्तान” हटाकर खोजें"]')
    assert "कजाखिस्तान" not in {
        unicodedata.normalize("NFC", text) for text in tab.locator(".result mark").all_inner_texts()
    }
    tab.click(".chip.gone")
    assert "कजाखिस्तान" in tab.inner_text(".spellings")


def test_everything_can_be_reached_by_keyboard(tab: "Page", server: Server) -> None:
    tab.goto(f"{server.address}/search?q=मोदी")
    tab.keyboard.press("Tab")
    assert tab.locator(":focus").get_attribute("class") == "skip"
    seen = []
    for _ in range(60):
        tab.keyboard.press("Tab")
        focus = tab.locator(":focus")
        if focus.count() == 0:
            break
        seen.append(focus.get_attribute("href") or focus.get_attribute("name") or focus.get_attribute("type"))
    assert "q" in seen
    assert "submit" in seen
    assert any("/article/" in str(target) for target in seen)
    assert any("page=2" in str(target) for target in seen)


PAGES = {
    "home": "/",
    "results": "/search?q=कज़ाखस्तान",
    "as-typed": "/search?q=कज़ाखस्तान&variants=off",
    "nothing": "/search?q=ऐसाकोईशब्दनहीं",
    "broken": "/search?q=-मोदी “",
    "article": f"/article/{USER_ARTICLE}?q=टोकायेव",
    "help": "/help",
    "error": "/nothing",
}


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_and_hindi_has_room(browser: Any, server: Server, name: str) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page.goto(server.address + PAGES[name])
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            ratio = (
                "e => parseFloat(getComputedStyle(e).lineHeight) / parseFloat(getComputedStyle(e).fontSize)"
            )
            for selector in ("main p", "input[type=search]", "button"):
                for element in page.locator(selector).all():
                    assert element.evaluate(ratio) >= 1.69
            assert page.evaluate("document.documentElement.lang") == "hi"
            page.screenshot(path=ARTEFACTS / f"{name}-{width}-{scheme}.png")
            page.close()


def test_hostile_articles_run_nothing(browser: Any, tmp_path: Path) -> None:
    fields = ("title", "standfirst", "body", "source", "section", "author", "url", "language", "id")
    articles = [dict.fromkeys(fields, f"मोदी {text} {number}") for number, text in enumerate(HOSTILE)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    settings = Settings(index=tmp_path / "index")
    reindex([tmp_path / "a.jsonl"], settings)
    events: list[str] = []
    for hostile in start_server(settings.index):
        page = browser.new_page()
        page.on("dialog", lambda dialog: events.append(dialog.message))
        page.on("console", lambda message: events.append(message.text))
        page.goto(f"{hostile.address}/search?q=मोदी")
        count = page.locator(".result").count()
        assert count == 10
        for number in range(count):
            page.goto(f"{hostile.address}/search?q=मोदी")
            page.locator(".result .headline").nth(number).click()
            assert page.locator("article.story").count() == 1
        assert events == []
        assert page.evaluate("document.querySelectorAll('script, [onerror], [onload], iframe').length") == 0
        page.close()
