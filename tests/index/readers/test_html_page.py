"""Pages: what they say of themselves, their letters, their text."""

from pathlib import Path

import pytest

from index.readers.format import InputPart, ReadOptions
from index.readers.html_page import Page, decoded, page_outcome, read
from index.readers.outcome import Accepted, Place
from index.readers.time_limit import UnreadableError
from tests.index.readers.reading import outcomes_here, reasons

BODY = "<p>" + "राजधानी में आज शिखर सम्मेलन शुरू हुआ और कई नेता पहुँचे। " * 4 + "</p>"
PAGE = (
    '<!doctype html><html lang="hi"><head><meta charset="utf-8"><title>सुर्खी | अख़बार</title>'
    '<meta property="og:title" content="सुर्खी"><meta property="og:site_name" content="अख़बार">'
    '<meta property="article:published_time" content="2024-06-25T10:00:00+05:30"></head>'
    f"<body><article><h1>सुर्खी</h1>{BODY}</article></body></html>"
)


def test_a_page_says_what_it_is() -> None:
    (found,) = read(InputPart("a.html", PAGE.encode()), ReadOptions())
    assert isinstance(found, Accepted)
    article = found.article
    assert (article.headline, article.source, str(article.date)) == ("सुर्खी", "अख़बार", "2024-06-25")
    assert article.body.startswith("राजधानी में आज")


def test_the_address_of_the_crawl_names_page_and_source() -> None:
    text = PAGE.replace("og:site_name", "x")
    found = page_outcome(
        Page(text.encode(), Place("c.warc", 3, "record"), "https://www.example.org/a"), ReadOptions()
    )
    assert isinstance(found, Accepted)
    assert found.article.url == "https://www.example.org/a"
    assert found.article.source == "example.org"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_letters_are_read_in_the_pages_own_encoding(encoding: str) -> None:
    assert "राजधानी" in decoded(PAGE.encode(encoding))


def test_a_charset_that_the_server_or_page_states_is_used_and_an_unknown_one_is_not() -> None:
    page = b"<p>caf\xe9 au lait</p>" * 5
    assert "caf\u0449" in decoded(page, "iso-8859-5")
    assert "caf\u0449" in decoded(b'<meta charset="iso-8859-5">' + page)
    assert "café" in decoded(b'<meta charset="klingon">' + page)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(UnreadableError):
        decoded(b"\1\2\3\4" * 100)
    assert "a.html" in reasons(list(read(InputPart("a.html", b"<html></html>"), ReadOptions())))


@pytest.mark.parametrize(
    ("before", "head"),
    [
        ("<!-- saved from url=(0030)https://paper.example/khabar/7 -->", ""),
        (
            "<!--\n Page saved with SingleFile \n url: https://paper.example/khabar/7 \n saved date: Mon -->",
            "",
        ),
        (
            "",
            '<link rel="canonical" href="https://web.archive.org/web/20240625101010/https://paper.example/khabar/7">',
        ),
    ],
)
def test_saved_pages_have_the_address_that_they_were_saved_from(
    tmp_path: Path, before: str, head: str
) -> None:
    text = "जिले की बड़ी नहर सोमवार रात टूट गई और दो सौ बीघा खेतों में पानी भर गया। " * 4
    page = f"<html>{before}<head>{head}<title>नहर टूटी</title></head><body><article><h1>नहर टूटी</h1><p>{text}</p></article></body></html>"
    (tmp_path / "a.html").write_text(f"<!DOCTYPE html>{page}", "utf-8")
    (found,) = [outcome for outcome in outcomes_here(tmp_path) if isinstance(outcome, Accepted)]
    assert (found.article.url, found.article.source) == ("https://paper.example/khabar/7", "paper.example")


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE html><html>",
        "<!DOCTYPE html>\n<html>",
        "<!doctype html>\n<!--[if IE]>\n<html><![endif]-->\n<html>",
    ],
)
@pytest.mark.parametrize("end", ["</html>\n", ""])
def test_pages_put_after_each_other_are_an_article_each(head: str, end: str) -> None:
    story = "".join(f"<p>पुल के बारे में अनुच्छेद {number} में लिखा है कि काम चल रहा है।</p>" for number in range(6))
    pages = [
        f"{head}<head><title>{title}</title></head><body><h1>{title}</h1>{story}{end}"
        for title in ("कोटा का पुल टूटा", "सुपौल का पुल बहा", "पटना का पुल बना")
    ]
    found = list(read(InputPart("a.html", "\n".join(pages).encode()), ReadOptions()))
    assert [each.article.headline for each in found if isinstance(each, Accepted)] == [
        "कोटा का पुल टूटा",
        "सुपौल का पुल बहा",
        "पटना का पुल बना",
    ]


def test_the_headline_of_a_post_stands_without_the_name_of_its_blog() -> None:
    page = (
        "<html><head><title>कोसी की आवाज़: बेलाघाट पुल की रेलिंग टूटी</title></head><body><h1>कोसी की आवाज़</h1>"
        "<h3 class='post-title entry-title'>बेलाघाट पुल की रेलिंग टूटी</h3><div class='post-body'>"
        + "<p>पुल के बारे में लिखा है कि काम चल रहा है।</p>" * 6
        + "</div></body></html>"
    )
    (only,) = read(InputPart("a.html", page.encode()), ReadOptions())
    assert isinstance(only, Accepted)
    assert only.article.headline == "बेलाघाट पुल की रेलिंग टूटी"


def test_a_day_to_come_gives_way_to_the_one_that_is_shown() -> None:
    page = (
        "<html><head><title>पुल टूटा</title><meta property='article:published_time' content='2099-01-01'></head><body>"
        "<div><h1>कोटा का पुल टूटा</h1><p>प्रकाशित: 14 मार्च 2025</p>"
        + "<p>पुल के बारे में लिखा है कि काम चल रहा है और लोग परेशान हैं।</p>" * 6
        + "</div></body></html>"
    )
    (only,) = read(InputPart("a.html", page.encode()), ReadOptions())
    assert isinstance(only, Accepted)
    assert str(only.article.date) == "2025-03-14"


@pytest.mark.parametrize(
    "inside",
    [
        "<script>document.write(`\n<!DOCTYPE html><html><body>x</body>`)</script>",
        "<iframe srcdoc='\n<!doctype html><title>x</title><body>y</body>'></iframe>",
    ],
)
def test_a_page_that_holds_another_is_one(inside: str) -> None:
    story = "".join(f"<p>पुल के बारे में अनुच्छेद {number} में लिखा है कि काम चल रहा है।</p>" for number in range(9))
    page = f"<!DOCTYPE html><html><head><title>पुल टूटा</title></head><body><h1>कोटा का पुल टूटा</h1>{story}{inside}{story}</body></html>"
    (only,) = read(InputPart("a.html", page.encode()), ReadOptions())
    assert isinstance(only, Accepted)
