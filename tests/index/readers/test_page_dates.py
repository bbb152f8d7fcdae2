"""The date of a web page: what stands beside the headline, and nothing else."""

import pytest

from index.readers.html_page import tree_of
from index.readers.page_dates import shown_date

STORY = "<p>" + "कहानी का एक लंबा वाक्य है। " * 20 + "</p>"


def shown(body: str, url: str = "") -> str:
    return shown_date(tree_of(f"<html><body>{body}</body></html>"), url)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (f"<article><h1>सुर्खी</h1><time datetime='2024-06-25'>25 जून</time>{STORY}</article>", "2024-06-25"),
        (f"<div><h1>सुर्खी</h1><div class='date'>25 जून 2024</div>{STORY}</div>", "2024-06-25"),
        (f"<article><h1>सुर्खी</h1>{STORY}</article><aside><time datetime='2021-09-09'>x</time></aside>", ""),
        (f"<div class='topdate'>24 मार्च 2020</div><article><h1>सुर्खी</h1>{STORY}</article>", ""),
        (f"<article><h1>सुर्खी</h1>{STORY}</article><div class='comments'><time>2019-12-12</time></div>", ""),
        ("<article><h1>सुर्खी</h1><p>वह <time datetime='1947-08-15'>15 अगस्त 1947</time> को "
         + "कहानी का एक लंबा वाक्य है। " * 10 + "</p></article>", ""),
        (f"<div><span class='date'>2 फरवरी 2022</span><h1>सुर्खी</h1><b class='date'>Publish Date: 5 Mar 2016</b>{STORY}</div>",
         "2016-03-05"),
        (f"<div><span class='date'>2 फरवरी 2022</span><h1>सुर्खी</h1><span class='date'>5 मार्च 2016</span>{STORY}</div>", ""),
        (f"<h1>सुर्खी</h1>{STORY}<footer><time datetime='2026-11-24'>आज</time></footer>", ""),
    ],
)  # fmt: skip
def test_the_day_beside_the_headline(body: str, day: str) -> None:
    assert shown(body) == day


def test_the_address_goes_before_what_is_shown() -> None:
    body = f"<div><div class='date'>24 मार्च 2020</div><h1>सुर्खी</h1>{STORY}</div>"
    assert shown(body, "https://a.example/2024/06/25/story.html") == "2024-06-25"


@pytest.mark.parametrize(
    "line",
    [
        "<div><span>डेस्क, नई दिल्ली</span> Updated Tue, 23 Sep 2025 03:16 PM IST</div>",
        "<div>TNN | This story is from September 23, 2025</div>", "<div><span>नमूना</span> | <span>23 Sep 2025</span></div>",
        "<span>Published By: डेस्क | Updated at : 23 Sep 2025 03:16 PM (IST)</span>", "<p>Last updated:September 23, 2025, 14:10 IST</p>",
        "<div>PTI / Updated: Sep 23, 2025, 15:16 IST</div>",
    ],
)  # fmt: skip
def test_dates_that_share_their_line(line: str) -> None:
    assert shown_date(tree_of(f"<div><h1>सुर्खी</h1>{line}<p>पाठ</p></div>"), "") in {
        "2025-09-23",
        "September 23, 2025",
    }


@pytest.mark.parametrize(
    "line",
    ["<p>Publish Date: Tue, 25 Jun 2024 10:30 AM (IST)</p>", "<div>प्रविष्टि तिथि: 25 JUN 2024 10:30AM by PIB Delhi</div>", "<span>25 जून 2024</span>",
     "<p>कानपुर, 25 जून 2024</p>", "<time datetime='2024-06-25T10:30:00+05:30'></time>", "<div>By अभिषेक त्रिवेदी Jun 25, 2024, 10:30 IST</div>",
     "<div>नई दिल्ली, एजेंसी। प्रकाशित: 25 जून 2024</div>", "<div>Created At: 25 Jun 2024, 10:30 IST</div>", "<li>June 25, 2024</li>",
     "<div>जून 25, 2024 0 Comments</div>", "<div>📅 25 जून 2024 🕐 10:30</div>", "<div>by admin · June 25, 2024</div>"],
)  # fmt: skip
def test_a_line_below_the_headline_that_says_only_when_and_by_whom(line: str) -> None:
    assert shown(f"<h1>सुर्खी</h1>{line}{STORY}") == "2024-06-25"
    assert shown(f"<div><h1>सुर्खी</h1>{line}<div>{STORY}</div></div>") == "2024-06-25"


@pytest.mark.parametrize(
    "line",
    [
        "<p>25 जून 2024 को होने वाली परीक्षा टली</p>",
        "<p>परीक्षा 25 जून 2024 से</p>",
        "<p>25 जून 2024 और 26 जून 2024</p>",
        "<p>जन्म: 2 अक्टूबर 1869, पोरबंदर</p>",
        "<p>मतदान: 25 जून 2024</p>",
        "<p>Jun 25</p>",
    ],
)
def test_a_line_of_the_story_is_no_date(line: str) -> None:
    assert shown(f"<h1>सुर्खी</h1>{line}{STORY}") == ""


def test_a_headline_that_is_not_marked_has_its_date_below() -> None:
    page = tree_of(f"<html><body><div><b>नहर टूटने से खेत डूबे</b></div><div>25 जून 2024</div>{STORY}</body></html>")
    assert shown_date(page, "", "नहर टूटने से खेत डूबे") == "2024-06-25"
    assert shown_date(page, "", "कुछ और") == ""


def test_a_class_that_says_so_tells_the_day_where_nothing_is_below_a_headline() -> None:
    head = "<table><tr><td class='contentheading'>नहर टूटी</td></tr></table>"
    dated = "<table><tr><td class='createdate'>Monday, 23 June 2025 10:30</td></tr></table>"
    assert shown(head + dated) == "2025-06-23"
    assert shown(head + dated + dated.replace("23 June", "24 June")) == ""


def test_the_day_of_another_story_is_none() -> None:
    beside = "<div class='sidebar'><span class='news-date'>3 March 2012</span></div>"
    linked = "<a href='/x'><span class='news-date'>3 March 2012</span></a>"
    assert shown(f"<p>पाठ</p>{beside}") == shown(f"<p>पाठ</p>{linked}") == ""


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published On 07 Feb 2025 10:40:12 AM By Web Team | Last Updated On 09 Mar 2025", "2025-02-07"),
        ("Published: 07 Feb 2025 by Manoj, Updated: 09 Mar 2025", "2025-02-07"),
    ],
)
def test_the_day_of_a_change_is_not_that_of_publication(line: str, day: str) -> None:
    assert shown(f"<h1>नहर टूटी</h1><div class='meta'>{line}</div><p>पाठ</p>") == day


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (
            "<h3>सुर्खी</h3><abbr class='published' title='2025-03-14T23:32:00+05:30'>11:32 pm</abbr>",
            "2025-03-14",
        ),
        ("<h3>सुर्खी</h3><time class='published' datetime='2025-03-14T08:00:00+05:30'>x</time>", "2025-03-14"),
        ("<span property='dc:date dc:created' content='2025-03-14T10:30:00+05:30'>x</span>", "2025-03-14"),
        ("<div class='node__submitted'>द्वारा <b>पल्लवी सेन</b> गुरु, 08/05/2021 - 14:10</div>", "2021-08-05"),
        ("<li itemprop='datePublished'><a href='#'><time>November 9, 2023</time></a></li>", "2023-11-09"),
        (
            "<div><h1>सुर्खी</h1><p>2 दिसम्बर 2022 को <a href='#'>अनुसूया बाग</a> द्वारा प्रकाशित</p></div>",
            "2022-12-02",
        ),
        ("<div><h1>सुर्खी</h1><p>संवाददाता: मीनाक्षी रावल, सुपौल | 14 मार्च 2025, शुक्रवार</p></div>", "2025-03-14"),
        ("<b>सुर्खी</b><span class='epdate'>23-01-2024</span>", "2024-01-23"),
        (
            "<abbr class='published' title='2025-03-14'>x</abbr><abbr class='published' title='2025-03-15'>y</abbr>",
            "",
        ),
    ],
)
def test_systems_mark_the_day_in_ways_of_their_own(body: str, day: str) -> None:
    assert shown(f"{body}{STORY}") == day
