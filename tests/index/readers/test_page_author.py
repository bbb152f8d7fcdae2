"""Whom a page names as its author: marked, linked or written in a byline; nobody of the comments."""

import pytest

from index.readers.html_page import tree_of
from index.readers.page_author import marked_author, name_in_byline, names_only

HEADLINE = "पिपरौली में नहर टूटी, चालीस खेतों में भरा पानी"


@pytest.mark.parametrize(
    ("marked", "author"),
    [
        ('<span itemprop="author"><b itemprop="name">सुनील पांडे</b></span>', "सुनील पांडे"),
        ('<a rel="author" href="/a">सुनील पांडे</a><a rel="author" href="/a">सुनील पांडे</a>', "सुनील पांडे"),
        ('<a rel="author" href="/a">सुनील</a><a rel="author" href="/b">मीना</a>', ""),
        ("<a href='/a'>सुनील</a>", ""),
    ],
)
def test_an_author_that_the_text_marks(marked: str, author: str) -> None:
    assert (
        marked_author(tree_of(f"<html><body><h1>{HEADLINE}</h1>{marked}<p>पाठ</p></body></html>")) == author
    )


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("<span class='byline'><span class='author vcard'><a class='url fn n' href='/author/abhi/'>अभिषेक</a></span></span>", "अभिषेक"),
        ("<div class='td-post-author-name'>By <a href='https://a.in/author/abhi'>अभिषेक</a></div>", "अभिषेक"),
        ("<span class='author-name'>अभिषेक</span>", "अभिषेक"),
        ("<a href='/author/a'>अभिषेक</a><aside><a href='/author/b'>रमेश</a></aside>", "अभिषेक"),
        ("<a href='/author/a'>अभिषेक</a> <a href='/author/b'>रमेश</a>", ""),
        ("<div class='comment-author vcard'><cite class='fn'>पाठक कुमार</cite></div>", ""),
        ("<a href='/author/ravish/'>रवीश का ब्लॉग पढ़ें</a>", ""), ("<a href='/author/admin/'>View all posts</a>", ""),
        ("<a href='/author/a'></a>", ""),
    ],
)  # fmt: skip
def test_a_byline_that_names_one_author(byline: str, name: str) -> None:
    assert marked_author(tree_of(f"<html><body><h1>सुर्खी</h1>{byline}<p>पाठ</p></body></html>")) == name


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("<div class='author'>नेहा चतुर्वेदी</div>", "नेहा चतुर्वेदी"), ("<p class='byline'>By नेहा चतुर्वेदी | 16 मई 2023</p>", "नेहा चतुर्वेदी"),
        ("<div class='byline'>Reported by: नेहा, Edited by: रवि</div>", "नेहा"), ("<div class='author'>लेखक: नेहा</div>", "नेहा"),
        ("<div class='submitted'>Submitted by नेहा on Tue, 05/16/2023 - 08:40</div>", "नेहा"),
        ("<div class='td-post-author-name'>By <a href='/a'>नेहा</a> - </div>", "नेहा"),
        ("<span><i class='fa fa-user'></i> नेहा चतुर्वेदी</span>", "नेहा चतुर्वेदी"),
        ("<div class='author'>नेहा ने कहा कि तालाब का जलस्तर घट गया है और पानी कम है।</div>", ""),
        ("<div class='author'>नेहा</div><div class='author'>रवि</div>", ""), ("<div class='author'>16 मई 2023</div>", ""),
        ("<div class='byline'>नई दिल्ली, 16 मई 2023</div>", ""), ("<div class='byline'>लखनऊ, नेहा चतुर्वेदी</div>", "नेहा चतुर्वेदी"),
        ("<i class='fa fa-user'></i> Login", ""), ("<div class='top-bar'><i class='fa fa-user'></i> नेहा</div>", ""),
        ("<div class='author'>Last Updated 16 May 2023</div>", ""), ("<div class='author'>एजेंसी, लखनऊ</div>", ""),
        ("<aside><div class='author'>नेहा</div></aside>", ""), ("<div class='comments'><p class='author'>पाठक</p></div>", ""),
    ],
)  # fmt: skip
def test_a_line_of_a_class_that_says_byline(byline: str, name: str) -> None:
    assert marked_author(tree_of(f"<html><body><h1>{HEADLINE}</h1>{byline}<p>पाठ</p></body></html>")) == name


@pytest.mark.parametrize(
    "line", ["", "By", "16 मई 2023", "जलस्तर घटा। पानी कम", "View all posts", "https://a.in/नेहा"]
)
def test_a_line_that_names_nobody(line: str) -> None:
    assert name_in_byline(line) == ""


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By नेहा चतुर्वेदी", "नेहा चतुर्वेदी"), ("Written by: नेहा चतुर्वेदी", "नेहा चतुर्वेदी"),
        ("16 मई 2023 by नेहा चतुर्वेदी", "नेहा चतुर्वेदी"), ("रिपोर्ट: नेहा चतुर्वेदी", "नेहा चतुर्वेदी"),
        ("द्वारा: नेहा चतुर्वेदी", "नेहा चतुर्वेदी"), ("रिपोर्ट में कहा गया है", ""), ("लेखक यह मानते हैं", ""),
        ("By the time rains came", ""), ("लेखक: पुस्तक पर चर्चा हुई", ""), ("By नमूना डेस्क", ""), ("By staff", ""),
        ("Paid by the state government", ""), ("By", ""), ("नेहा चतुर्वेदी", ""),
        ("By नेहा चतुर्वेदी</p><p>By रवि शुक्ला", ""),
    ],
)  # fmt: skip
def test_a_plain_line_below_the_headline_that_says_by_whom(line: str, name: str) -> None:
    page = (
        f"<html><body><article><h1>{HEADLINE}</h1><p>{line}</p><p>{HEADLINE * 3}</p></article></body></html>"
    )
    assert marked_author(tree_of(page)) == name


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("<div>Edited By: <a>Rohit Verma</a> | Written By: <a>संगीता भटनागर</a><br>Updated: Wed, 14 May 2025</div>", "संगीता भटनागर"),
        ("<div><span>Reported by: दीपंकर सरकार</span><span>Updated on: Jun 2, 2023</span></div>", "दीपंकर सरकार"),
        ("<td><span>Written by अर्चना शेखावत</span></td>", "अर्चना शेखावत"),
        ("<span class='elementor-post-info__item--type-author'>शबनम कुरैशी</span>", "शबनम कुरैशी"),
        ("<div>Written By: वेब डेस्क</div>", ""),
        ("<p>Written by: रमेश</p><p>Written by: सुरेश</p>", ""),
    ],
)  # fmt: skip
def test_who_wrote_or_reported_it(byline: str, name: str) -> None:
    assert marked_author(tree_of(f"<html><body><h1>सुर्खी</h1>{byline}<p>पाठ</p></body></html>")) == name


def test_a_line_that_only_names_the_author() -> None:
    assert names_only("Written by अर्चना शेखावत", "अर्चना शेखावत")
    assert names_only("लेखक: अर्चना शेखावत", "अर्चना शेखावत")
    assert names_only("अर्चना शेखावत", "अर्चना शेखावत")
    assert not names_only("अर्चना शेखावत ने कहा", "अर्चना शेखावत")
    assert not names_only("", "")


@pytest.mark.parametrize(
    ("marked", "author"),
    [
        ("<div class='post-footer'><span class='post-author vcard'>प्रस्तुतकर्ता <span class='fn'>मीनाक्षी रावल</span></span></div>", "मीनाक्षी रावल"),
        ("<dl><dt>लेखक</dt><dd>अखिलेश चंद्राकर</dd><dt>श्रेणी</dt><dd>कारोबार</dd></dl>", "अखिलेश चंद्राकर"),
        ("<div><span>रिपोर्ट: <b>हर्षवर्धन हाड़ा</b></span> <span>संपादन: <b>शैलेंद्र गौतम</b></span></div>", "हर्षवर्धन हाड़ा"),
    ],
)  # fmt: skip
def test_it_is_named_in_other_ways_too(marked: str, author: str) -> None:
    assert (
        marked_author(tree_of(f"<html><body><h1>{HEADLINE}</h1>{marked}<p>पाठ</p></body></html>")) == author
    )


def test_of_several_stories_the_one_with_the_headline_counts() -> None:
    own = f"<div><h1>{HEADLINE}</h1><div><span class='auth-name'>फरहान कुरैशी</span></div></div>"
    other = "<div><h2>बांध टूटा</h2><span class='auth-name'>गोरधन भाटी</span></div>"
    assert marked_author(tree_of(f"<html><body>{own}{other}</body></html>")) == "फरहान कुरैशी"


def test_the_day_of_the_week_is_no_part_of_a_name() -> None:
    assert name_in_byline("द्वारा पल्लवी सेन गुरु, 08/05/2021 - 14:10") == "पल्लवी सेन"
