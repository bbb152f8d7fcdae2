"""Feeds: an article an entry, with the longest text that it holds."""

import pytest

from index.readers.feed import read
from index.readers.format import InputPart, ReadOptions
from index.readers.outcome import Accepted, Outcome, Skipped
from tests.index.readers.reading import accepted, reasons

ITEM = (
    "<item><title>सुर्खी {0}</title><description>छोटा सार</description>"
    "<content:encoded>&lt;p&gt;लंबा पाठ जो सब कुछ बताता है।&lt;/p&gt;</content:encoded><guid>id-{0}</guid></item>"
)
HEAD = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>अख़बार</title>'


def outcomes(text: str) -> list[Outcome]:
    return list(read(InputPart("f.rss", text.encode()), ReadOptions()))


def test_the_longest_text_is_the_body_and_a_shorter_one_the_standfirst() -> None:
    (found,) = outcomes(HEAD + ITEM.format(1) + "</channel></rss>")
    assert isinstance(found, Accepted)
    assert found.article.body == "लंबा पाठ जो सब कुछ बताता है।"
    assert found.article.standfirst == "छोटा सार"
    assert found.article.source == "अख़बार"
    assert found.article.id == "id-1"


def test_what_a_broken_feed_hides_is_reported_with_its_number() -> None:
    found = outcomes(HEAD + ITEM.format(1) + "<item><title>टूटा")
    assert accepted(found)[0] == "सुर्खी 1"
    assert "entry 2" in reasons(found) or len(accepted(found)) == 2


def test_an_empty_feed_is_passed_over_and_what_is_none_is_refused() -> None:
    assert outcomes(HEAD + "</channel></rss>") == [Skipped("f.rss", "a feed without entries")]
    assert "declares entities" in reasons(
        outcomes('<!DOCTYPE r [<!ENTITY a "b">]>' + HEAD + "</channel></rss>")
    )


@pytest.mark.parametrize(
    "cut", ["<item><title>दूसरी</title><description>अधू", "<item><title>दूसरी</title><description><![CDATA[अधू"]
)
def test_an_entry_in_which_a_feed_breaks_off_is_refused(cut: str) -> None:
    found = outcomes(HEAD + ITEM.format(1) + cut)
    assert accepted(found) == ["सुर्खी 1"]
    assert "entry 2" in reasons(found)


def test_an_author_stands_behind_an_address() -> None:
    item = ITEM.format(1).replace("<guid>", "<author>s@x.example (सुनील पांडे)</author><guid>")
    (found,) = outcomes(HEAD + item + "</channel></rss>")
    assert isinstance(found, Accepted)
    assert found.article.author == "सुनील पांडे"


@pytest.mark.parametrize(
    "junk", ["<script>x()</script>", "</body></html>", "<b>Warning</b>: mysql", "\0", f"<!-- {'x' * 600} -->"]
)
def test_what_stands_behind_a_whole_feed_costs_no_entry(junk: str) -> None:
    found = outcomes(HEAD + ITEM.format(1) + ITEM.format(2) + "</channel></rss>" + junk)
    assert accepted(found) == ["सुर्खी 1", "सुर्खी 2"]


@pytest.mark.parametrize(
    "tail",
    ["<p>The post नहर टूटी appeared first on दर्पण.</p>", " […] और पढ़ें »", "… <a href='x'>Continue reading</a>"],
)
def test_what_wordpress_adds_is_no_text(tail: str) -> None:
    item = (
        f"<item><title>नहर टूटी</title><description><![CDATA[<p>पानी भर गया।</p>{tail}]]></description></item>"
    )
    (found,) = outcomes(HEAD + item + "</channel></rss>")
    assert isinstance(found, Accepted)
    assert found.article.body == "पानी भर गया।"


BROKEN = (
    ("<item><title>दूसरी</title><description><![CDATA[बिना अंत का पाठ</description></item>", "CDATA"),
    ("<item><title>दूसरी<description>पाठ</description></item>", "<title>"),
    ("<item><title>दूसरी</title><description>पाठ</item>", "<description>"),
)


@pytest.mark.parametrize(("broken", "reason"), BROKEN)
def test_an_entry_that_is_not_closed_takes_no_other_with_it(broken: str, reason: str) -> None:
    found = outcomes(HEAD + ITEM.format(1) + broken + ITEM.format(3) + "</channel></rss>")
    assert accepted(found) == ["सुर्खी 1", "सुर्खी 3"]
    assert "entry 2" in reasons(found)
    assert reason in reasons(found)


def test_a_feed_with_elements_of_its_own_is_read_by_their_names() -> None:
    (found,) = outcomes(
        HEAD + "<item><headline>सुर्खी</headline><body>&lt;p&gt;पहला।&lt;/p&gt;&lt;p&gt;दूसरा।&lt;/p&gt;</body>"
        "<publish_date>2024-06-25</publish_date><byline>नेहा वर्मा</byline></item></channel></rss>"
    )
    assert isinstance(found, Accepted)
    article = found.article
    assert (article.headline, article.body) == ("सुर्खी", "पहला।\nदूसरा।")
    assert (str(article.date), article.author) == ("2024-06-25", "नेहा वर्मा")


def test_an_entry_without_a_text_has_none() -> None:
    (found,) = outcomes(HEAD + "<item><title>सुर्खी</title><summary/></item></channel></rss>")
    assert isinstance(found, Accepted)
    assert found.article.body == ""


ENTITY = "<item><title>टूटा &nbsp; है</title><description>x</description></item>"
"""A fault that makes all entries be read alone."""


@pytest.mark.parametrize(
    ("before", "entry"),
    [
        ("<!-- <item><title>पुरानी</title></item> -->", ITEM.format(1)),
        ("", "<item><item-id>5</item-id><title>सुर्खी 1</title><description>पाठ</description></item>"),
        ("", "<item><title>सुर्खी 1</title><description><![CDATA[<item>x</item> पाठ]]></description></item>"),
        ("", "<item><title>सुर्खी 1</title><description>a]]>b</description></item>"),
        ("", "<item><!-- <title>पुरानी --><title>सुर्खी 1</title><description>पाठ</description></item>"),
    ],
)
def test_sound_entries_of_a_broken_feed_are_read(before: str, entry: str) -> None:
    found = outcomes(HEAD + before + entry + ENTITY + "</channel></rss>")
    assert accepted(found) == ["सुर्खी 1", "टूटा है"]
    assert len(found) == 2


def test_an_open_text_that_is_closed_by_the_next_one_melts_nothing() -> None:
    item = "<item><title>{}</title><description><![CDATA[पाठ{}</description></item>"
    found = outcomes(HEAD + item.format("एक", "") + item.format("दो", "]]>") + "</channel></rss>")
    assert accepted(found) == ["दो"]
    assert "entry 1" in reasons(found)


def test_the_description_of_a_picture_is_no_standfirst() -> None:
    item = (
        "<item><title>नहर टूटी</title><content:encoded>खेतों में पानी भर गया और लोग घर छोड़कर गए।</content:encoded>"
    )
    picture = '<media:content url="http://a.in/a.jpg"><media:description>फोटो विवरण</media:description></media:content></item>'
    names = (
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    feed = f'<rss version="2.0" {names}><channel>{item}{picture}</channel></rss>'.encode()
    (found,) = read(InputPart("a.rss", feed), ReadOptions())
    assert isinstance(found, Accepted)
    assert (found.article.standfirst, found.article.body[:5]) == ("", "खेतों")


def test_the_description_of_a_film_is_its_text() -> None:
    entry = "<entry><title>नहर टूटी</title><media:group><media:description>पानी भर गया।</media:description></media:group></entry>"
    names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
    (found,) = read(InputPart("a.atom", f"<feed {names}>{entry}</feed>".encode()), ReadOptions())
    assert isinstance(found, Accepted)
    assert found.article.body == "पानी भर गया।"


def test_each_entry_keeps_or_loses_the_description_of_its_picture() -> None:
    media = "<media:group><media:description>{}</media:description></media:group>"
    names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
    own = f"<entry><title>एक</title><summary>सड़क बनी और लोग खुश हुए।</summary>{media.format('चित्र')}</entry>"
    film = f"<entry><title>दो</title>{media.format('पानी भर गया।')}</entry>"
    found = list(read(InputPart("a.atom", f"<feed {names}>{own}{film}</feed>".encode()), ReadOptions()))
    texts = [outcome.article.body for outcome in found if isinstance(outcome, Accepted)]
    assert texts == ["सड़क बनी और लोग खुश हुए।", "पानी भर गया।"]
