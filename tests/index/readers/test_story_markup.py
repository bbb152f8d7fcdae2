"""The text of a story in a field with HTML: what a CMS adds to it goes."""

import pytest

from index.readers.story_markup import story_of


@pytest.mark.parametrize(
    "added",
    [
        "यह भी पढ़ें: <a href='/7'>बरसाना मेले में उमड़ी भीड़</a>", "आगे पढ़ें", "Read more", "Share this:", "Like Loading...", "संबंधित खबर: नहर टूटी",
        "https://www.youtube.com/watch?v=x7", "https://twitter.com/desk/status/1",
    ],
)  # fmt: skip
def test_what_is_added_to_a_story_goes(added: str) -> None:
    assert story_of(f"<p>पहला अनुच्छेद।</p><p>{added}</p><p>दूसरा अनुच्छेद।</p>") == "पहला अनुच्छेद।\nदूसरा अनुच्छेद।"


@pytest.mark.parametrize(
    "told",
    [
        "उन्होंने कहा, यह भी देखें कि पानी कहां जाता है।",
        "25 जून 2024",
        "पता https://a.in/x पर है",
        "See more than 20 villages were flooded on Sunday",
    ],
)
def test_lines_of_the_story_stay(told: str) -> None:
    assert story_of(f"<p>पहला।</p><p>{told}</p>") == f"पहला।\n{told}"


def test_a_text_of_nothing_else_stays() -> None:
    assert story_of("<p>https://twitter.com/desk/status/1</p>") == "https://twitter.com/desk/status/1"


def test_buttons_of_an_editor_are_no_lines() -> None:
    button = '<div class="wp-block-button"><a class="wp-block-button__link" href="/x">ग्रुप ज्वाइन करें</a></div>'
    assert story_of(f"<p>पहला।</p>{button}<p>दूसरा।</p>") == "पहला।\nदूसरा।"
