"""Dumps of MediaWiki."""

import builtins
from typing import Any

import pytest

from index.readers import mediawiki
from index.readers.format import InputPart, ReadOptions
from index.readers.mediawiki import Pages
from index.readers.outcome import Accepted, Outcome, Refused, Skipped

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" xml:lang="hi">
<siteinfo><sitename>विकिसमाचार</sitename><base>https://hi.wikinews.org/wiki/मुखपृष्ठ</base></siteinfo>"""
STORY = """{{date|25 जून 2024}} [[चित्र:a.jpg|thumb|एक [[नहर]] का चित्र]]
'''पिपरौली''' में छोटी [[नहर|नहर]] का किनारा टूट गया।&lt;ref&gt;छिपा&lt;/ref&gt; किसानों ने {{w|धान (फसल)|धान}} की बात कही।

== स्रोत ==
* {{source|url=http://a}} स्रोतसूची
[[श्रेणी:जल]] [[Category:June 25, 2024]]"""


def page(title: str, text: str, ns: str = "0", more: str = "") -> str:
    return f"<page><title>{title}</title><ns>{ns}</ns><id>1</id>{more}<revision><id>77</id><text>{text}</text></revision></page>"


def read(*pages: str) -> list[Outcome]:
    return list(
        mediawiki.read(
            InputPart("w.xml", "\n".join(pages).encode(), 0, Pages(HEAD.encode()).context), ReadOptions()
        )
    )


def test_an_article_without_the_signs_of_the_wiki() -> None:
    (found,) = read(page("नहर टूटी", STORY))
    assert isinstance(found, Accepted)
    article = found.article
    assert article.headline == "नहर टूटी"
    assert article.body == "पिपरौली में छोटी नहर का किनारा टूट गया। किसानों ने धान की बात कही।"
    assert (str(article.date), article.source, article.section) == ("2024-06-25", "विकिसमाचार", "जल")
    assert (
        article.url
        == "https://hi.wikinews.org/wiki/%E0%A4%A8%E0%A4%B9%E0%A4%B0_%E0%A4%9F%E0%A5%82%E0%A4%9F%E0%A5%80"
    )


def test_the_category_of_a_day_is_the_date_and_the_last_edit_is_none() -> None:
    by_category, undated = read(page("क", "पाठ यहाँ है।[[श्रेणी:25 जून 2024]]"), page("ख", "पाठ यहाँ है।"))
    assert isinstance(by_category, Accepted)
    assert isinstance(undated, Accepted)
    assert (str(by_category.article.date), undated.article.date) == ("2024-06-25", None)


def test_what_is_no_article_is_passed_over() -> None:
    found = read(page("वार्ता:क", "x", ns="1"), page("प", "#REDIRECT [[क]]"), page("म", "{{develop}} अधूरा"))
    assert [type(outcome) for outcome in found] == [Skipped] * 3


def test_a_page_that_is_not_closed_hides_no_other() -> None:
    found = read("<page><title>टूटी", page("नहर टूटी", STORY))
    assert [type(outcome) for outcome in found if not isinstance(outcome, Refused)] == [Accepted]
    broken = read(page("टूटी", "<b>&nbsp;"), page("नहर टूटी", STORY))
    assert [type(outcome) for outcome in broken] == [Refused, Accepted]


def test_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "mwparserfromhell":
            raise ImportError(name)
        return original(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    (found,) = read(page("क", "x"))
    assert "khabarkhoj[mediawiki]" in str(found)
