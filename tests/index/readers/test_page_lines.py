"""Lines that are none of a story, on any site; and sentences that look like them."""

import pytest

from index.readers.page_lines import is_label, once, without_labels


@pytest.mark.parametrize(
    "line",
    [
        "यह भी पढ़ें: नहर टूटी", "शेयर करें", "3 घंटे पहले", "Published: 16 May 2023", "Posted By: राहुल", "#bhopal #talab #water",
        "यह खबर आपको कैसी लगी?", "For all the latest updates download Janpath App.", "भोपाल, 16 मई 2023", "July 23rd, 2025 by राकेश पटेल",
        "प्रिंट करें | मित्र को भेजें", "लोड हो रहा है...", "अ- अ+",
        "सबसे पहले ब्रेकिंग न्यूज़ हिंदी में पढ़ें जनपथ वाणी", "देश-दुनिया की ताजा खबरों के लिए डाउनलोड करें जनपथ ऐप",
    ],
)  # fmt: skip
def test_what_a_site_says_of_itself_is_no_line_of_the_story(line: str) -> None:
    assert is_label(line)


@pytest.mark.parametrize(
    "line",
    [
        "यह खबर मिलते ही गांव में शोक छा गया।", "उन्होंने 16 मई 2023 को शपथ ली थी।", "#MeToo", "सरकार ने ऐप डाउनलोड करने की सलाह दी।",
        "ताजा मामले में पुलिस ने खबर दी कि तीन गांवों के लोग अब आंदोलन से जुड़ें।", "सबसे पहले यह खबर आई कि छात्र अब ऑनलाइन पढ़ें।",
        "इस खबर पर अपनी राय देते हुए मंत्री ने कहा कि जांच होगी।", "ताजा आंकड़ों के अनुसार न्यूजीलैंड चाहता है कि सब पढ़ें",
        "पुलिस ने बताया कि आरोपी शेयर बाजार में काम करता था।", "किताब 2023 by Design पर चर्चा हुई",
    ],
)  # fmt: skip
def test_a_sentence_is_one(line: str) -> None:
    assert not is_label(line)


def test_a_long_line_counts_once_and_a_short_one_as_often_as_it_stands() -> None:
    long, short = "नहर टूटने से चालीस खेतों में पानी भर गया और किसानों ने मुआवजा मांगा।", "हां।"
    assert once([long, short, long, short]) == [long, short, short]


def test_what_leads_up_to_the_headline_goes_with_it() -> None:
    assert without_labels(["होम", "नहर टूटी, खेत डूबे", "पानी भर गया।"], "नहर टूटी, खेत डूबे") == ["पानी भर गया।"]
