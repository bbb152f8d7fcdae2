"""Counters, buttons and other stories are no lines of a story."""

import pytest

from index.readers.foot_lines import MAX_FOOT_CHARS, is_foot_line, without_foot_lines

STORY = "पुल टूट गया।\nदो लोग घायल हुए।"


@pytest.mark.parametrize(
    "line",
    [
        "Post Views: 1,234", "Views: 88", "कुल पाठक: ८८१२३", "Share this:", "Like this: Like Loading...", "Print Friendly, PDF & Email",
        "Click to share on WhatsApp (Opens in new window)", "The post पुल टूटा appeared first on कोसी दर्पण.", "Comments (0)",
        "Join our WhatsApp Group", "Tags: पुल, बिहार", "टैग्स: पुल", "(आप हमें फेसबुक और ट्विटर पर फॉलो कर सकते हैं)", "आपकी प्रतिक्रिया", "ईमेल*",
    ],
)  # fmt: skip
def test_what_stands_below_a_story_goes(line: str) -> None:
    assert is_foot_line(line)
    assert without_foot_lines(f"{STORY}\n{line}\n\n{line}") == STORY
    assert without_foot_lines(line) == line  # a text of nothing else stays, to be seen


@pytest.mark.parametrize(
    "line", ["ये भी पढ़ें: मखाना महंगा", "यह भी पढ़िए - मखाना महंगा", "Also Read: मखाना", "This is a modal window."]
)
def test_another_story_goes_wherever_it_is_named(line: str) -> None:
    assert without_foot_lines(f"पुल टूट गया।\n{line}\nदो लोग घायल हुए।") == STORY


@pytest.mark.parametrize(
    "line",
    [
        "उन्होंने कहा कि ये भी पढ़ें: सब जरूरी है।", "वीडियो के व्यूज बढ़े।", "सरकार ने टैग: फास्टैग अनिवार्य किया, यह नियम सबके लिए है।" * 5,
        "शेयर बाजार चढ़ा।", "ईमेल भेजा गया।", "This is a modern window.",
    ],
)  # fmt: skip
def test_sentences_stay(line: str) -> None:
    assert without_foot_lines(f"{STORY}\n{line}") == f"{STORY}\n{line}"


def test_long_lines_are_not_looked_at() -> None:
    assert not is_foot_line("Tags: " + "क" * MAX_FOOT_CHARS)
