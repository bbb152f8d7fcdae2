"""What a page hides until a tap: shown again if it goes on with the story."""

import lxml.html
import pytest

from index.readers.html_page import tree_of
from index.readers.page_hidden import show_rest_of_story

SHOWN = "जिले की बड़ी नहर सोमवार रात टूट गई और दो सौ बीघा खेतों में पानी भर गया। गांव के लोग रात भर जागते रहे।"
REST = "प्रशासन ने सर्वे शुरू कराया है। किसानों को मुआवजा देने का भरोसा दिया गया है। नहर की मरम्मत में चार दिन लगेंगे।"


def shown(hidden: str) -> str:
    """Return the page with what was shown again, as text with tags."""
    tree = tree_of(
        "<html><head><title>नहर टूटी</title></head><body><article><h1>नहर टूटी, दो सौ बीघा खेत डूबे</h1>"
        f"<p>{SHOWN}</p>{hidden}<a href='#'>और पढ़ें</a></article></body></html>"
    )
    show_rest_of_story(tree)
    return str(lxml.html.tostring(tree, encoding="unicode"))


@pytest.mark.parametrize(
    "mark",
    [
        "hidden", 'hidden="until-found"', 'style="display: none;"', 'style="visibility:hidden"',
        'class="story hidden md:block"', 'class="story moretext" style="display:none"',
    ],
)  # fmt: skip
def test_the_rest_of_the_story_loses_its_marks(mark: str) -> None:
    found = shown(f"<div {mark}><p>{REST}</p></div>")
    assert not any(sign in found for sign in ("hidden", "display", "moretext"))
    assert ("story" in found) == ("story" in mark)


@pytest.mark.parametrize(
    "hidden",
    [
        f"<div hidden><p>{SHOWN}</p></div>",
        "<div hidden><p>हमारी कुकी नीति।</p></div>",
        f"<div class='modal' hidden><p>{REST}</p></div>",
        f"<div class='newsletter-box'><div hidden><p>{REST}</p></div></div>",
        f"<div role='dialog' hidden><p>{REST}</p></div>",
        f"<div hidden><a href='/1'>{REST}</a></div>",
        "<div hidden><p>छोटी पंक्ति।</p><p>दूसरी छोटी पंक्ति यहां है।</p><p>तीसरी छोटी पंक्ति भी।</p></div>",
    ],
)
def test_copies_windows_and_links_stay_hidden(hidden: str) -> None:
    assert "hidden" in shown(hidden)
