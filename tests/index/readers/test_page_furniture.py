"""What of a page is no part of its story."""

import pytest

from index.readers.html_page import tree_of
from index.readers.page_furniture import without_furniture

STORY = "".join(f"<p>पुल टूटने से गांवों का संपर्क कट गया है, अनुच्छेद {number} में यही लिखा है।</p>" for number in range(8))
CARD = "<div class='c'><h5><a href='/{0}'>दूसरी ख़बर {0}</a></h5><p>छोटा परिचय {0}</p></div>"


def left(page: str, headline: str = "पुल टूटा") -> str:
    tree = tree_of(f"<html><body>{page}</body></html>")
    without_furniture(tree, headline)
    return " ".join(tree.text_content().split())


@pytest.mark.parametrize("box", ["col-4", "rhs", "right-panel", "most-read", ""])
def test_cards_of_other_stories_go_whatever_their_box_is_called(box: str) -> None:
    cards = "".join(CARD.format(number) for number in range(3))
    found = left(f"<div><h1>पुल टूटा</h1>{STORY}</div><div class='{box}'>{cards}</div>")
    assert "दूसरी ख़बर" not in found
    assert "अनुच्छेद 7" in found


def test_the_parts_of_a_list_that_is_the_story_stay() -> None:
    parts = "".join(f"<div class='c'><h3>{number}. फ़िल्म</h3>{STORY}</div>" for number in range(3))
    assert "2. फ़िल्म" in left(f"<h1>पुल टूटा</h1><div>{parts}</div>")


@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_a_table_of_contents_goes_with_its_label(tag: str) -> None:
    items = "".join(f"<li><a href='#a{number}'>कब बना था पुल {number}</a></li>" for number in range(3))
    heading = "<h2 id='a0'>कब बना था पुल 0</h2>"
    found = left(f"<h1>पुल टूटा</h1><div><p>सामग्री</p><{tag}>{items}</{tag}></div>{heading}{STORY}")
    assert "सामग्री" not in found
    assert found.count("कब बना था पुल 0") == 1


def test_hidden_parts_go_and_a_story_that_is_hidden_at_first_stays() -> None:
    assert "छिपा" not in left(f"<h1>पुल टूटा</h1>{STORY}<div hidden>छिपा</div><template>छिपा</template>")
    assert "अनुच्छेद 7" in left(f"<h1>पुल टूटा</h1><div hidden>{STORY}</div>")


@pytest.mark.parametrize(("label", "goes"), [("इन खबरों पर भी डालें नजर :", True), ("मंत्री ने ये बातें कहीं", False)])
def test_a_list_of_links_goes_with_its_label(label: str, goes: bool) -> None:
    links = "".join(f"<li><a href='/{number}'>दूसरी ख़बर {number}</a></li>" for number in range(3))
    found = left(f"<h1>पुल टूटा</h1><p><b>{label}</b></p><ul>{links}</ul>{STORY}")
    assert (label not in found) == ("दूसरी ख़बर 1" not in found) == goes
    assert "अनुच्छेद 0" in found


def test_a_list_that_tells_something_stays_with_its_label() -> None:
    found = left(
        f"<h1>पुल टूटा</h1><p>ये रास्ते बंद हैं:</p><ul><li><a href='/a'>पटना</a> से गया</li><li>गया</li></ul>{STORY}"
    )
    assert "ये रास्ते बंद हैं:" in found


@pytest.mark.parametrize("label", ["Next Story", "अगली खबर", "NEXT ARTICLE:"])
def test_the_next_story_goes_with_its_label(label: str) -> None:
    other = STORY.replace("पुल", "बांध")
    found = left(
        f"<div><h1>पुल टूटा</h1>{STORY}<div class='a'><span>{label}</span><h2>बांध टूटा</h2>{other}</div></div>"
    )
    assert "बांध" not in found
    assert "अनुच्छेद 7" in found


def test_a_box_that_begins_with_an_offer_may_go_on_with_the_story() -> None:
    offer = "<div><span>Also Read</span><a href='/1'>बांध टूटा</a></div>"
    assert "अनुच्छेद 7" in left(f"<h1>पुल टूटा</h1><div>{STORY}</div><div><div>{offer}</div>{STORY}</div>")


def test_cards_after_a_label_go_with_it() -> None:
    cards = "".join(
        f"<div><a href='/{number}'><b>बांध {number}</b></a><p>परिचय</p></div>" for number in range(2)
    )
    found = left(f"<div><h1>पुल टूटा</h1>{STORY}<h4>और पढ़ें</h4>{cards}</div>")
    assert "बांध" not in found
    assert "और पढ़ें" not in found


def test_a_card_with_a_picture_goes_from_between_paragraphs() -> None:
    card = "<div><a href='/1'><img src='1.jpg'></a><div><a href='/1'><h4>बांध टूटा</h4></a><p>परिचय</p></div></div>"
    found = left(f"<div><h1>पुल टूटा</h1>{STORY}{card}{STORY}</div>")
    assert "बांध" not in found
    assert found.count("अनुच्छेद 7") == 2


def test_an_article_that_begins_with_a_heading_of_its_own_is_another() -> None:
    other = f"<article><h2>बांध टूटा</h2><p class='author'>रवि</p>{STORY.replace('पुल', 'बांध')}</article>"
    found = left(f"<article><h1>पुल टूटा</h1>{STORY}</article>{other}")
    assert "बांध" not in found


def test_an_article_that_goes_on_under_a_heading_stays() -> None:
    found = left(f"<article><h1>पुल टूटा</h1>{STORY}</article><article><h2>क्या हुआ था</h2>{STORY}</article>")
    assert found.count("अनुच्छेद 7") == 2


def test_a_page_that_is_a_card_itself_stays() -> None:
    own = "<div><a href='/b/1.jpg'><img src='1.jpg'></a><h3 class='entry-title'><a href='/1'>पुल टूटा</a></h3><p>पुल टूट गया।</p></div>"
    assert "पुल टूट गया" in left(own)
    assert "पुल टूट गया" in left(own.replace("/b/1.jpg", "/1"))
