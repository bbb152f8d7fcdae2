"""Which heading of a page is its article's: never the paper's name, and a line that stands for one where none is."""

import pytest

from index.readers.html_page import tree_of
from index.readers.page_headings import alike, headings, main_headings, shown_headline

HEADLINE = "पिपरौली में नहर टूटी, चालीस खेतों में भरा पानी"


def test_headlines_are_alike_by_their_words() -> None:
    assert alike(HEADLINE, f"{HEADLINE} | नमूना") == 1
    assert alike(HEADLINE, "मंडी में टमाटर महंगा") < 0.5
    assert alike("", "") == 0


@pytest.mark.parametrize(
    ("title", "body", "found"),
    [
        ("नहर टूटने से खेत डूबे | दर्पण", "<h2>नहर टूटने से खेत डूबे</h2><h2>और खबरें यहां पढ़ें</h2>", ["नहर टूटने से खेत डूबे"]),
        ("Untitled Document", "<td class='headline'>नहर टूटने से खेत डूबे</td>", ["नहर टूटने से खेत डूबे"]),
        ("दर्पण", "<h2>नहर टूटने से खेत डूबे</h2><h2>और खबरें यहां पढ़ें</h2>", []),
        ("दर्पण", "<h1>नहर टूटी</h1><h2>नहर टूटने से खेत डूबे</h2>", ["नहर टूटी"]),
    ],
)  # fmt: skip
def test_a_headline_without_h1_is_what_the_title_begins_with(title: str, body: str, found: list[str]) -> None:
    assert headings(tree_of(f"<html><head><title>{title}</title></head><body>{body}</body></html>")) == found


@pytest.mark.parametrize(
    ("head", "site"),
    [
        ("", "<h1><a href='/'>जनपथ वाणी</a></h1>"), ("", "<h1><a href='https://janpath.in/'><img src='l.png'></a></h1>"), ("", "<h1></h1>"),
        ("", "<h1 class='site-title'>जनपथ वाणी</h1>"), ("<meta property='og:site_name' content='जनपथ वाणी'>", "<h1>जनपथ वाणी</h1>"),
        (f"<title>{HEADLINE} « जनपथ वाणी</title>", "<h1>जनपथ वाणी</h1>"),
    ],
)  # fmt: skip
def test_the_name_of_the_site_is_no_heading(head: str, site: str) -> None:
    page = f"<html><head>{head}</head><body>{site}<h1>{HEADLINE}</h1><p>पाठ</p></body></html>"
    assert headings(tree_of(page)) == [HEADLINE]
    without = page.replace(f"<h1>{HEADLINE}</h1>", f"<h2>{HEADLINE}</h2>")
    assert headings(tree_of(without)) == [HEADLINE]


@pytest.mark.parametrize(
    "title", [HEADLINE, f"जनपथ वाणी | {HEADLINE}", f"{HEADLINE} | जनपथ वाणी", "नहर टूटी: खेत डूबे"]
)
def test_a_headline_in_the_title_is_one(title: str) -> None:
    page = f"<html><head><title>{title}</title></head><body><h1>{HEADLINE}</h1></body></html>"
    assert len(main_headings(tree_of(page))) == 1


@pytest.mark.parametrize(
    "h1",
    [f"<h1><a href='#'>{HEADLINE}</a></h1>", f"<h1><a href=''>{HEADLINE}</a></h1>", f"<h1 class='brand-story'>{HEADLINE}</h1>",
     f"<h1 class='post-title site-title'>{HEADLINE}</h1>"],
)  # fmt: skip
def test_a_heading_that_only_looks_like_the_sites_is_one(h1: str) -> None:
    assert headings(tree_of(f"<html><head><title>दर्पण</title></head><body>{h1}</body></html>")) == [HEADLINE]


def test_a_short_headline_at_the_end_of_the_title_is_one() -> None:
    page = "<html><head><title>दैनिक दर्पण की ताजा हिंदी खबर - नहर टूटी</title></head><body><h1>नहर टूटी</h1></body></html>"
    assert headings(tree_of(page)) == ["नहर टूटी"]


def test_the_only_h4_that_is_no_link_stands_for_a_headline() -> None:
    cards = "<h4><a href='/1'>राशिफल: इन पांच राशियों पर कृपा</a></h4>" * 2
    page = f"<html><head><title>दर्पण</title></head><body><h4>{HEADLINE}</h4>{cards}</body></html>"
    assert headings(tree_of(page)) == [HEADLINE]


LINE = "नहर टूटी, दो सौ बीघा खेत डूबे"


@pytest.mark.parametrize(
    "head",
    [
        f"<font size=5><b>{LINE}</b></font>", f"<p align=center><strong>{LINE}</strong></p>", f"<span id=lblTitle>{LINE}</span>",
        f"<div class=newsheading>{LINE}</div>", f'<span style="font-size:24px">{LINE}</span>', f"<center><big>{LINE}</big></center>",
        f"<h6>{LINE}</h6>", f"<p style='font-size:18.0pt'>{LINE}</p>",
    ],
)  # fmt: skip
def test_a_bold_or_large_line_before_the_story_is_the_headline(head: str) -> None:
    story = "जिले की बड़ी नहर सोमवार रात टूट गई और दो सौ बीघा खेतों में पानी भर गया, किसान रात भर जागते रहे और मदद मांगते रहे।"
    page = tree_of(
        f"<html><head><title>अवध प्रभात</title></head><body><table><tr><td>{head}<br>25 जून 2024<p>{story}</p>"
        f"<p><b>किसानों ने क्या मांगा है</b></p><p>{story}</p></td></tr></table></body></html>"
    )
    assert shown_headline(page, "अवध प्रभात") == LINE


@pytest.mark.parametrize(
    "head", [f"<a href='/x'><b>{LINE}</b></a>", f"<b>{LINE}।</b>", "<b>मुख्य समाचार</b>", f"<p>{LINE}</p>"]
)
def test_links_sentences_and_short_lines_are_none(head: str) -> None:
    page = tree_of(
        f"<html><head><title>अवध प्रभात</title></head><body>{head}<p>{'पानी भर गया। ' * 20}</p></body></html>"
    )
    assert not shown_headline(page, "अवध प्रभात")
