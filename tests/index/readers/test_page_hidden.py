"""What a page hides until a tap."""

import pytest

from index.readers.format import InputPart, ReadOptions
from index.readers.html_page import read
from index.readers.outcome import Accepted

SHOWN = "जिले की बड़ी नहर सोमवार रात टूट गई और दो सौ बीघा खेतों में पानी भर गया। गांव के लोग रात भर जागते रहे।"
REST = "प्रशासन ने सर्वे शुरू कराया है। किसानों को मुआवजा देने का भरोसा दिया गया है। नहर की मरम्मत में चार दिन लगेंगे।"


def body(hidden: str) -> str:
    page = (
        "<!DOCTYPE html><html><head><title>नहर टूटी</title></head><body><article><h1>नहर टूटी, दो सौ बीघा खेत डूबे</h1>"
        f"<p>{SHOWN}</p><p>{SHOWN.replace('जिले', 'इलाके')}</p>{hidden}<a href='#'>और पढ़ें</a></article></body></html>"
    )
    (found,) = read(InputPart("a.html", page.encode()), ReadOptions())
    assert isinstance(found, Accepted), found
    return found.article.body


@pytest.mark.parametrize(
    "mark",
    [
        "hidden", 'hidden="until-found"', 'style="display: none;"', 'style="visibility:hidden"',
        'class="story hidden md:block"', 'class="moretext" style="display:none"',
    ],
)  # fmt: skip
def test_the_rest_of_the_story_is_text(mark: str) -> None:
    assert "मरम्मत में चार दिन" in body(
        f"<div {mark}><p>{REST}</p><p>{REST.replace('प्रशासन', 'विभाग')}</p></div>"
    )


@pytest.mark.parametrize(
    "hidden",
    [
        f"<div hidden><p>{SHOWN}</p></div>",
        "<div hidden><p>हमारी कुकी नीति।</p></div>",
        "<div hidden><a href='/1'>मुआवजा कब मिलेगा? पूरी सूची देखें।</a><a href='/2'>नहर का नक्शा देखें, कहां से टूटी।</a></div>",
    ],
)
def test_copies_and_dialogues_stay_hidden(hidden: str) -> None:
    found = body(hidden)
    assert (found.count("जिले की बड़ी नहर"), "कुकी" in found, "मुआवजा" in found) == (1, False, False)
