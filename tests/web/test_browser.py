"""A reader at a real browser, against a real gunicorn."""

import functools
import json
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index.reindex.build import reindex
from index.settings import Settings
from tests.conftest import FINDING, NOT_FINDING, USER_ARTICLE, Server, start_server
from tests.web.page_list import PAGES, PREFIXES
from tests.web.pages.test_pages import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser


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
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def follow(tab: "Page", link: "Locator | str") -> None:
    """Click the first such link, and wait until its page has loaded: a click alone returns once the first byte is there."""
    with tab.expect_navigation():
        (tab.locator(link) if isinstance(link, str) else link).first.click()


@pytest.mark.parametrize("query", FINDING)
def test_typing_each_of_these_shows_the_users_article_marked(tab: "Page", server: Server, query: str) -> None:
    search(tab, server, query)
    result = tab.locator(".result", has=tab.locator(f'a[href*="{USER_ARTICLE}"]'))
    while result.count() == 0:
        follow(tab, "a[rel=next]")
    assert result.locator("mark").count() > 0


@pytest.mark.parametrize("query", NOT_FINDING)
def test_typing_these_does_not(tab: "Page", server: Server, query: str) -> None:
    search(tab, server, query)
    assert tab.locator(".result").count() > 0
    while True:
        assert tab.locator(f'a[href*="{USER_ARTICLE}"]').count() == 0
        if tab.locator("a[rel=next]").count() == 0:
            break
        follow(tab, "a[rel=next]")


def test_a_result_opens_with_the_words_marked_and_leads_back(tab: "Page", server: Server) -> None:
    search(tab, server, "तोकायेव")
    follow(tab, tab.locator(f'a[href*="{USER_ARTICLE}"]').first)
    assert "टोकाएव" in tab.locator("article mark").all_inner_texts()
    follow(tab, "a.back")
    assert tab.input_value("input[name=q]") == "तोकायेव"


def test_added_spellings_can_be_refused_with_one_click(tab: "Page", server: Server) -> None:
    search(tab, server, "कज़ाकिस्तान")
    tab.click(".spellings > summary")
    assert "कजाखिस्तान" in tab.inner_text(".spellings")
    follow(tab, "text=केवल वही खोजें जो लिखा है")
    marked = {unicodedata.normalize("NFC", text) for text in tab.locator(".result mark").all_inner_texts()}
    assert marked == {unicodedata.normalize("NFC", "कज़ाकिस्तान")}


def test_one_spelling_can_be_sent_away_and_brought_back(tab: "Page", server: Server) -> None:
    search(tab, server, "कज़ाकिस्तान")
    tab.click(".spellings > summary")
    follow(tab, '[aria-label="“कजाखिस्तान” हटाकर खोजें"]')
    assert "कजाखिस्तान" not in {
        unicodedata.normalize("NFC", text) for text in tab.locator(".result mark").all_inner_texts()
    }
    follow(tab, ".chip.gone")
    assert "कजाखिस्तान" in (tab.text_content(".spellings") or "")


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


LINE_HEIGHT_RATIOS = """selectors => [...document.querySelectorAll(selectors)].slice(0, 120).map(e => {
    const style = getComputedStyle(e);
    return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
})"""


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_and_hindi_has_room(
    browser: Any, server: Server, name: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    for language, prefix in PREFIXES.items():
        page.goto(server.address + prefix + PAGES[name])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert min(page.evaluate(LINE_HEIGHT_RATIOS, "main p, input[type=search], button")) >= 1.69
        assert page.evaluate("document.documentElement.lang") == language
    page.close()


AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOUR_RULES = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_barrier(browser: Any, server: Server, name: str, scheme: str) -> None:
    """The dark scheme differs in colours alone; both languages have the same colours."""
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    prefixes, options = (PREFIXES.values(), AXE_RULES) if scheme == "light" else ([""], COLOUR_RULES)
    for prefix in prefixes:
        page.goto(server.address + prefix + PAGES[name])
        page.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
        found = Axe().run(page, options=options).response["violations"]
        assert [(each["id"], [node["html"][:200] for node in each["nodes"][:3]]) for each in found] == []
    page.close()


def test_targets_are_large_enough(browser: Any, server: Server) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 900})
    page.goto(f"{server.address}/search?q=मोदी")
    small = page.evaluate(
        """[...document.querySelectorAll('.facets a, .chip a, .orders a, .units a, .site-nav a, button:not(.masthead-form button)')].filter(e => {
            const box = e.getBoundingClientRect();
            return box.width && (box.width < 24 || box.height < 24);
        }).map(e => e.outerHTML.slice(0, 120))"""
    )
    assert small == []
    page.close()


REAL_NAMES = (
    "राहुल गांधी", "नरेंद्र मोदी", "rahul gandi", "मोदी चुनाव", "कज़ाखस्तान टोकायेव", "ममता बनर्जी बंगाल", "narendra modi",
    '"शिखर सम्मेलन"', "मोदी -चुनाव", "शंघाई में सम्मेलन कब हुआ",
)  # fmt: skip


@pytest.mark.parametrize(("width", "height", "lowest"), [(360, 740, 240), (1440, 900, 240)])
def test_results_begin_on_the_first_screen(
    browser: Any, server: Server, width: int, height: int, lowest: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    for text in REAL_NAMES:
        page.goto(f"{server.address}/search?q={text}")
        tops = page.evaluate(
            "[...document.querySelectorAll('.results .headline')].map(e => e.getBoundingClientRect().top)"
        )
        callouts = page.evaluate(
            "[...document.querySelectorAll('.callout')].reduce((sum, e) => sum + e.offsetHeight + 16, 0)"
        )
        assert tops, text
        assert tops[0] - callouts <= lowest, text
    page.close()


def test_filters_open_as_a_sheet_on_a_narrow_page_without_a_script(browser: Any, server: Server) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.address}/search?q=मोदी")
    page.click('.tools a[href="#filters"]')
    box = page.locator("#filters").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 740)
    page.click("#filters .close")
    assert page.locator("#filters").bounding_box()["y"] > 740
    page.click('a[href="#menu"]')
    assert page.locator("#menu a").first.is_visible()
    context.close()


def test_text_spacing_loses_nothing(browser: Any, server: Server) -> None:
    """WCAG 1.4.12: a reader's own spacing must not cut anything off."""
    page = browser.new_page(viewport={"width": 360, "height": 900})
    page.goto(f"{server.address}/search?q=कज़ाखस्तान")
    page.evaluate(
        """() => { for (const each of document.querySelectorAll('*')) {
            each.style.setProperty('line-height', '2.25', 'important');
            each.style.setProperty('word-spacing', '.16em', 'important'); } }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    cut = page.evaluate(
        """[...document.querySelectorAll('main p, main a, main button')].filter(
            e => getComputedStyle(e).overflow === 'hidden' && e.scrollHeight > e.clientHeight + 1
                 && !e.closest('.visually-hidden')).length"""
    )
    assert cut == 0
    page.close()


@pytest.fixture
def desk(browser: Any) -> Iterator["Page"]:
    """A tab with JavaScript; console errors fail the test."""
    context = browser.new_context(locale="hi-IN", accept_downloads=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def test_suggestions_by_keyboard(desk: "Page", server: Server) -> None:
    desk.goto(server.address)
    # A slow machine is asked for the first letters, too: the last answer puts a new list in place.
    with desk.expect_response(lambda answer: answer.url.endswith("q=kaza")):
        desk.locator("#q").press_sequentially("kaza", delay=20)
    desk.wait_for_selector("#suggestions li")
    box = desk.locator("#q")
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    desk.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert desk.locator(f"#{active}").get_attribute("aria-selected") == "true"
    desk.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "kaza"
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/search?**")
    assert desk.locator(".result").count() > 0


def test_the_timeline_is_a_filter_by_click_and_by_drag(desk: "Page", server: Server) -> None:
    desk.goto(f"{server.address}/search?q=मोदी&unit=year")
    plot = desk.locator("svg.bars")
    box = plot.bounding_box()
    assert box is not None
    bars = desk.locator("svg.bars a").count()
    width = box["width"] / bars
    desk.mouse.move(box["x"] + width * 0.5, box["y"] + 60)
    desk.mouse.down()
    desk.mouse.move(box["x"] + width * 1.5, box["y"] + 60, steps=4)
    desk.mouse.up()
    desk.wait_for_url("**since=**until=**")
    chosen = desk.locator(".chosen")
    assert "से" in chosen.inner_text()
    desk.goto(f"{server.address}/search?q=मोदी&unit=year")
    desk.locator("svg.bars a rect.bar[height]:not([height='0.0'])").last.click()
    desk.wait_for_url("**since=**")
    assert desk.locator(".result").count() > 0


def test_shortcuts_and_their_switch(desk: "Page", server: Server) -> None:
    desk.goto(f"{server.address}/search?q=मोदी")
    desk.locator("h1").first.evaluate("() => document.activeElement.blur()")
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    assert desk.locator(".results .headline").nth(1).evaluate("e => e === document.activeElement")
    desk.keyboard.press("?")
    assert desk.locator("dialog#keys").evaluate("e => e.open")
    desk.locator("[data-keys-switch]").uncheck()
    desk.keyboard.press("Escape")
    desk.locator("body").evaluate("() => document.activeElement.blur()")
    desk.keyboard.press("/")
    assert not desk.locator("#q").evaluate("e => e === document.activeElement")


def test_reading_from_match_to_match_and_on_to_the_next_result(desk: "Page", server: Server) -> None:
    desk.goto(f"{server.address}/search?q=टोकायेव")
    first, second = (desk.locator(".results .headline").nth(place).inner_text() for place in (0, 1))
    follow(desk, desk.locator(".results .headline").first)
    assert desk.locator("article h1").inner_text() == first
    desk.locator("[data-match='1']").click()
    assert desk.locator("mark.here").count() == 1
    assert "1/" in desk.locator(".match-steps [role=status]").inner_text()
    desk.locator("body").evaluate("() => document.activeElement.blur()")
    desk.keyboard.press("]")
    desk.wait_for_url("**n=2**")
    assert desk.locator("article h1").inner_text() == second
    follow(desk, "a[rel=prev]")
    assert desk.locator("article h1").inner_text() == first
    follow(desk, "a.back")
    assert desk.input_value("#q") == "टोकायेव"


def test_a_stranger_answers_the_question(tab: "Page", server: Server) -> None:
    """Which sources wrote about Kazakhstan in 2024, how each spelled it, how coverage grew; without any script."""
    search(tab, server, "कजाखस्तान")
    follow(tab, tab.locator("#facet-year .value", has_text="2024"))
    sources = tab.locator("#facet-source .name").all_inner_texts()
    assert len(sources) >= 4
    assert "India News Network" in sources
    tab.click(".spellings > summary")
    follow(tab, "text=किस स्रोत ने कैसे लिखा")
    table = tab.locator("table").inner_text()
    assert all(source in table for source in sources)
    tab.go_back()
    month = tab.locator(".units a", has_text="महीना")
    if month.count():
        follow(tab, month)
    tab.locator("summary", has_text="तालिका").click()
    assert "जून 2024" in tab.locator(".timeline table").inner_text()
    follow(tab, "text=इस खोज की नई ख़बरें पाएँ")
    feed = tab.locator("a", has_text="खोलकर देखें").first.get_attribute("href")
    assert feed is not None
    assert "year=2024" in feed
    assert tab.request.get(feed).status == 200
    tab.go_back()
    with tab.expect_download() as download:
        tab.locator(".keep a", has_text="CSV").first.click()
    assert "2024-06-25" in download.value.path().read_text("utf-8-sig")
    follow(tab, tab.locator(f'a[href*="{USER_ARTICLE}"]').first)
    assert "India News Network" in tab.locator("#cite-1").inner_text()


def test_a_calendar_fills_a_box_for_a_day_and_is_not_missed_without_a_script(
    tab: "Page", desk: "Page", server: Server
) -> None:
    for page in (tab, desk):
        page.goto(f"{server.address}/advanced")
    assert tab.locator("[data-calendar-of]:visible").count() == 0
    button = desk.locator("[data-calendar-of=since]")
    button.click()
    picker = desk.locator("#since ~ .calendar-picker")
    picker.evaluate("(box) => { box.value = '2019-12-31'; box.dispatchEvent(new Event('change')); }")
    assert desk.input_value("#since") == "31-12-2019"
    assert desk.evaluate("document.activeElement.id") == "since"


def test_an_address_is_copied_where_the_device_has_no_way_to_share(browser: Any, server: Server) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.add_init_script("Navigator.prototype.share = undefined")
    page.goto(f"{server.address}/article/{USER_ARTICLE}?q=मोदी&n=3")
    page.click("[data-share]")
    page.wait_for_function("document.querySelector('[data-share]').textContent.includes('कॉपी हो गया')")
    assert page.evaluate("navigator.clipboard.readText()") == f"{server.address}/article/{USER_ARTICLE}"
    page.goto(f"{server.address}/subscribe?q=मोदी")
    page.locator("[data-copy]").first.click()
    page.wait_for_function("document.querySelector('[data-copy]').textContent.includes('कॉपी हो गया')")
    assert "/feed.atom?q=" in page.evaluate("navigator.clipboard.readText()")
    context.close()


def test_the_advanced_form_teaches_the_query_language(tab: "Page", server: Server) -> None:
    tab.goto(f"{server.address}/advanced")
    tab.fill("#all", "मोदी")
    tab.fill("#none", "क्रिकेट")
    tab.fill("#near", "राष्ट्रपति कजाखस्तान")
    tab.select_option("#within", "sentence")
    tab.fill("#source", "india news")
    follow(tab, ".advanced button[type=submit]")
    assert tab.input_value("#q") == 'मोदी -क्रिकेट "राष्ट्रपति कजाखस्तान"~sentence source:"india news"'
    assert tab.locator(f'a[href*="{USER_ARTICLE}"]').count() > 0


def test_a_list_of_names_becomes_a_table(tab: "Page", server: Server) -> None:
    tab.goto(f"{server.address}/batch")
    tab.fill("#names", "कजाखस्तान\nटोकायेव\nऐसाकोईशब्दनहीं")
    follow(tab, ".batch button:not(.second)")
    assert tab.locator("table.counts tbody tr").count() == 3
    assert "कुछ नहीं मिला" in tab.locator("table.counts").inner_text()


def test_the_other_language_is_one_click_away_and_remembered(tab: "Page", server: Server) -> None:
    search(tab, server, "मोदी")
    follow(tab, "nav.site-nav a[hreflang=en]")
    assert "/en/search" in tab.url
    assert tab.input_value("#q") == "मोदी"
    tab.goto(server.address)
    assert tab.url.endswith("/en/")
    follow(tab, "nav.site-nav a[hreflang=hi]")
    tab.goto(server.address)
    assert tab.locator("html[lang=hi]").count() == 1


def test_a_page_is_light_on_the_wire(browser: Any, server: Server) -> None:
    context = browser.new_context()
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: list[int] = []
    client.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(f"{server.address}/search?q=कज़ाखस्तान")
    page.wait_for_load_state("networkidle")
    assert 10_000 < sum(sizes) <= 100 * 1024
    sizes.clear()
    page.goto(f"{server.address}/search?q=मोदी")
    page.wait_for_load_state("networkidle")
    assert 5_000 < sum(sizes) <= 40 * 1024
    context.close()


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
            follow(page, page.locator(".result .headline").nth(number))
            assert page.locator("article.story").count() == 1
        assert events == []
        assert (
            page.evaluate(
                "document.querySelectorAll('script:not([nonce]), [onerror], [onload], iframe').length"
            )
            == 0
        )
        page.close()


def test_articles_are_kept_in_the_browser_and_carried_away(browser: Any, server: Server) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.goto(f"{server.address}/search?q=मोदी")
    headline = page.locator(".results .headline").nth(1).inner_text()
    page.locator(".results [data-star]").nth(1).click()
    page.keyboard.press("j")
    page.keyboard.press("s")
    assert page.locator("[data-star][aria-pressed=true]").count() == 2
    page.goto(f"{server.address}/kept")
    headlines = page.locator("[data-kept-list] .headline").all_inner_texts()
    assert len(headlines) == 2
    assert headline in headlines
    page.locator("textarea").first.fill("संपादक से पूछना है")
    page.locator("textarea").first.blur()
    for kind, expected in (
        ("csv", "संपादक से पूछना है"),
        ("ris", "TY  - NEWS"),
        ("bibtex", "@article{khabar1"),
        ("cites", "“"),
    ):
        with page.expect_download() as download:
            page.click(f"[data-save={kind}]")
        assert expected in download.value.path().read_text("utf-8-sig")
    with page.expect_download() as download:
        page.click("[data-save=json]")
    colleague = browser.new_context().new_page()
    colleague.goto(f"{server.address}/kept")
    assert colleague.locator("[data-none]").is_visible()
    colleague.set_input_files("input[type=file]", download.value.path())
    colleague.wait_for_selector("[data-kept-list] .headline")
    assert sorted(colleague.locator("[data-kept-list] .headline").all_inner_texts()) == sorted(headlines)
    page.reload()
    page.locator("[data-kept-list] li button").first.click()
    assert page.locator("[data-kept-list] .headline").count() == 1
    context.close()


def test_a_search_is_saved_tells_what_is_new_and_is_carried_away(browser: Any, tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    add = functools.partial(_add, tmp_path / "a.jsonl", settings)
    add("1", "मोदी की सभा")
    running = start_server(settings.index)
    server = next(iter(running))
    try:
        page = browser.new_context(accept_downloads=True).new_page()
        page.goto(f"{server.address}/search?q=मोदी")
        with page.expect_response("**/feed.json?*"):
            page.click("[data-save-search]")
        assert page.get_attribute("[data-save-search]", "aria-pressed") == "true"
        page.goto(f"{server.address}/kept")
        page.wait_for_selector("[data-news]:text-is('कुछ नया नहीं')")
        time.sleep(1.1)  # an article's arrival is told in seconds
        add("2", "मोदी दिल्ली में")
        time.sleep(2.0)
        page.reload()
        page.wait_for_selector("[data-news]:text-is('1 नई')")
        with page.expect_download() as download:
            page.click("[data-save=json]")
        with page.expect_response("**/feed.json?*"):
            page.click(".searches a")
        assert "मोदी दिल्ली में" in page.inner_text(".results li:first-child")
        page.goto(f"{server.address}/kept")
        page.wait_for_selector("[data-news]:text-is('कुछ नया नहीं')")
        colleague = browser.new_context().new_page()
        colleague.goto(f"{server.address}/kept")
        colleague.set_input_files("input[type=file]", download.value.path())
        colleague.wait_for_selector(".searches a:text-is('मोदी')")
        page.click(".searches button")
        assert page.locator("[data-searches]").is_hidden()
    finally:
        running.close()  # type: ignore[attr-defined]


def _add(path: Path, settings: Settings, article_id: str, title: str) -> None:
    path.write_text(json.dumps({"id": article_id, "title": title, "date": "2024-06-25"}), encoding="utf-8")
    reindex([path], settings)


def test_a_hostile_file_of_kept_articles_stays_text(browser: Any, server: Server, tmp_path: Path) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{server.address}/kept")
    evil = [
        {
            "id": 'x"><img src=x onerror=alert(1)>',
            "headline": "<img src=x onerror=alert(1)>",
            "url": "javascript:alert(1)",
            "date": "<b>",
        }
    ]
    path = tmp_path / "evil.json"
    path.write_text(json.dumps(evil), encoding="utf-8")
    page.set_input_files("input[type=file]", path)
    page.wait_for_selector("[data-kept-list] .headline")
    assert page.locator("[data-kept-list] .headline").inner_text() == "<img src=x onerror=alert(1)>"
    assert page.locator("[data-kept-list] img").count() == 0
    assert "javascript:" not in (page.locator("[data-kept-list] .headline").get_attribute("href") or "")
    path.write_text("no json", encoding="utf-8")
    page.set_input_files("input[type=file]", path)
    page.wait_for_selector("[data-kept-list] [role=status]:not(:empty)")


def test_shortcuts_live_under_a_hindi_layout(browser: Any, server: Server) -> None:
    page = browser.new_page()
    page.goto(f"{server.address}/search?q=मोदी")
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'र', code: 'KeyJ', bubbles: true}))"
    )
    assert page.evaluate("document.activeElement.matches('.results .headline')")
    page.close()
