"""The section and the standfirst that a page shows."""

import pytest

from index.readers.html_page import tree_of
from index.readers.page_labels import shown_section, shown_standfirst, without_standfirst

HEADLINE = "पुल टूटा, सत्रह गांवों का संपर्क कटा"
STANDFIRST = "प्रस्ताव डेढ़ साल से लंबित था, मंत्री ने जांच के आदेश दिए"


@pytest.mark.parametrize(
    ("page", "section"),
    [
        ("<a rel='category tag' href='/c'>मध्य प्रदेश</a>", "मध्य प्रदेश"),
        (
            "<ul class='breadcrumbs'><li><a>होम</a></li><li><a>राज्य</a></li><li><a>जबलपुर</a></li></ul>",
            "जबलपुर",
        ),
        (f"<div class='breadcrumb'><a>Home</a> / <a>खेल</a> / <a>{HEADLINE}</a></div>", "खेल"),
        ("<div class='related'><a rel='category tag'>क्रिकेट</a></div>", ""),
        ("<a rel='category'>Uncategorized</a>", ""),
    ],
)
def test_the_section_is_the_last_step_to_the_page(page: str, section: str) -> None:
    assert shown_section(tree_of(f"<html><body>{page}<h1>{HEADLINE}</h1></body></html>"), HEADLINE) == section


@pytest.mark.parametrize(
    "name", ["deck", "sub-title", "story-summary", "standfirst big", "article_subtitle x"]
)
def test_a_line_is_the_standfirst_if_its_class_says_so(name: str) -> None:
    page = f"<html><body><h1>{HEADLINE}</h1><h2 class='{name}'>{STANDFIRST}</h2><p>पाठ</p></body></html>"
    found = shown_standfirst(tree_of(page), HEADLINE)
    assert found == STANDFIRST


def test_a_teaser_beside_the_story_is_no_standfirst() -> None:
    page = f"<html><body><div class='sidebar'><p class='deck'>{STANDFIRST}</p></div></body></html>"
    assert shown_standfirst(tree_of(page), HEADLINE) == ""


def test_the_text_begins_behind_the_standfirst() -> None:
    assert without_standfirst(f"{STANDFIRST}\nपहला\nदूसरा", STANDFIRST) == "पहला\nदूसरा"
    assert without_standfirst("पहला\nदूसरा", STANDFIRST) == "पहला\nदूसरा"


@pytest.mark.parametrize(
    "marked",
    [
        "<ul><li class='entry-category'><a href='/r'>राजस्थान</a></li></ul>",
        "<dd>श्रेणी: <a itemprop='genre' href='/r'>राजस्थान</a></dd>",
        "<footer class='entry-meta'><a rel='category tag' href='/r'>राजस्थान</a></footer>",
        "<div class='entry-crumbs'><a href='/'>Home</a> <a href='/r'>राजस्थान</a></div>",
    ],
)
def test_themes_name_the_section_in_many_ways(marked: str) -> None:
    tree = tree_of(f"<html><body><article><h1>टिड्डी दल उतरा</h1><p>पाठ</p>{marked}</article></body></html>")
    assert shown_section(tree, "टिड्डी दल उतरा") == "राजस्थान"
