"""What a page says of itself: which of several JSON-LD objects, for all their small errors."""

import json
from typing import Any

import pytest

from index.readers.html_page import tree_of
from index.readers.page_metadata import metadata_of

HEADLINE = "पिपरौली में नहर टूटी, चालीस खेतों में भरा पानी"
STORY = {
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "datePublished": "2025-09-23",
    "author": {"name": "सुनीता राव"},
}
OTHER = {"@type": "LiveBlogPosting", "headline": "बरसाना मेले में भीड़ LIVE", "datePublished": "2025-09-20"}


def page(*objects: Any, head: str = "", h1: str = HEADLINE) -> Any:
    scripts = "".join(
        f'<script type="application/ld+json">{each if isinstance(each, str) else json.dumps(each)}</script>'
        for each in objects
    )
    return tree_of(f"<html><head>{head}{scripts}</head><body><h1>{h1}</h1><p>पाठ</p></body></html>")


@pytest.mark.parametrize(
    "objects",
    [
        (STORY,), (OTHER, STORY), ({"@type": "WebPage", "headline": HEADLINE}, STORY), ({"@graph": [OTHER, STORY]},),
        ([OTHER, STORY],), (json.dumps(STORY)[:-1] + ",}",), (f"//<![CDATA[\n{json.dumps(STORY)}\n//]]>",),
        (json.dumps(STORY) + ";",), ("{broken", STORY), (json.dumps(OTHER) + json.dumps(STORY),), ("// note\n" + json.dumps(STORY),),
        ({"@graph": [{**STORY, "author": {"@id": "#a"}}, {"@id": "#a", "@type": "Person", "name": "सुनीता राव"}]},),
        ({**STORY, "datePublished": None, "dateCreated": "2025-09-23"},),
    ],
)  # fmt: skip
def test_the_object_about_this_page_is_taken(objects: tuple[Any, ...]) -> None:
    found = metadata_of(page(*objects))
    assert (found.fields["title"], found.fields["date"], found.fields["author"]) == (
        HEADLINE,
        "2025-09-23",
        "सुनीता राव",
    )
    assert found.is_article


def test_an_object_of_another_story_is_not() -> None:
    found = metadata_of(page(OTHER))
    assert (found.fields["title"], found.fields.get("date"), found.is_article) == (HEADLINE, None, False)


def test_the_address_tells_where_the_headline_does_not() -> None:
    head = '<link rel="canonical" href="https://a.in/up/nahar.html">'
    own = {**STORY, "headline": "Canal breaks", "mainEntityOfPage": {"@id": "https://a.in/up/nahar.html"}}
    assert metadata_of(page(OTHER, own, head=head)).fields["date"] == "2025-09-23"


def test_missing_facts_come_from_the_other_objects_and_from_meta_elements() -> None:
    half = {"@type": "WebPage", "headline": HEADLINE, "articleSection": "उत्तर प्रदेश"}
    head = '<meta property="og:site_name" content="नमूना &amp;amp; समाचार"><meta name="description" content="सार">'
    fields = metadata_of(page(STORY, half, head=head)).fields
    assert (fields["section"], fields["source"], fields["standfirst"]) == (
        "उत्तर प्रदेश",
        "नमूना & समाचार",
        "सार",
    )


def test_the_heading_stands_for_a_cut_headline() -> None:
    cut = {**STORY, "headline": HEADLINE[:25] + "..."}
    assert metadata_of(page(cut)).fields["title"] == HEADLINE
    head = f'<meta property="og:title" content="{HEADLINE}">'
    assert metadata_of(page(cut, head=head, h1="")).fields["title"] == HEADLINE


def test_dots_within_a_headline_cost_no_more_than_their_number() -> None:
    dotted = {**STORY, "headline": f"{HEADLINE} {'.' * 5_000} जानिए"}
    assert metadata_of(page(dotted)).fields["title"] == HEADLINE


def test_a_slogan_is_no_headline_where_the_page_says_another() -> None:
    head = f'<meta property="og:title" content="{HEADLINE}">'
    found = metadata_of(page(STORY, head=head, h1="सच की आवाज हर दिन आपके साथ"))
    assert (found.fields["title"], found.fields["date"]) == (HEADLINE, "2025-09-23")


def test_the_day_of_the_page_is_not_that_of_the_article() -> None:
    undated = {name: value for name, value in STORY.items() if name != "datePublished"}
    site = {"@type": "WebPage", "headline": HEADLINE, "datePublished": "2015-01-01"}
    assert "date" not in metadata_of(page(undated, site)).fields
