"""The story of a page: which extraction, and which lines are none of it."""

import pytest

from index.readers.html_page import tree_of
from index.readers.page_body import story_text

HEADLINE = "पिपरौली में नहर टूटी, चालीस खेतों में भरा पानी"
PARAGRAPHS = (
    "पिपरौली के पास सोमवार रात छोटी नहर का किनारा टूट गया और चालीस खेतों में पानी भर गया। किसानों ने बताया कि फसल डूब गई है।",
    "सिंचाई विभाग के अभियंता रमेश गोस्वामी ने कहा कि मरम्मत का काम दो दिन में पूरा कर लिया जाएगा। नुकसान का सर्वे भी होगा।",
    "गांव के प्रधान ने मुआवजे की मांग की है। तहसीलदार ने मंगलवार को मौके का निरीक्षण किया और रिपोर्ट जिलाधिकारी को भेजी।",
)
LINK = '<a href="/n/7">बरसाना मेले में उमड़ी भीड़, प्रशासन ने बढ़ाई बसें</a>'


def story(*inner: str, stated: str = "", around: str = "") -> list[str]:
    paragraphs = "".join(f"<p>{each}</p>" for each in inner)
    tree = tree_of(f"<html><body>{around}<article><h1>{HEADLINE}</h1>{paragraphs}</article></body></html>")
    return story_text(tree, stated, HEADLINE).split("\n")


@pytest.mark.parametrize(
    "foreign",
    [
        f"यह भी पढ़ें: {LINK}", f"ये भी पढ़ें- {LINK}", f"Also Read: {LINK}", LINK, "कॉपी लिंक", "Advertisement", "End of Article",
        "विज्ञापन", "TNN / Updated: Feb 11, 2025, 07:20 IST", "23 Sep 2025", "Follow us on WhatsApp channel for latest updates",
        "देश-दुनिया की ताजा खबरों के लिए हमारे व्हाट्सएप चैनल को फॉलो करें।", "ताजा खबरें पढ़ने के लिए यहां क्लिक करें", "मोबाइल ऐप डाउनलोड करें",
        "(यह खबर सिंडिकेट फीड से सीधे ली गई है, इसे संपादित नहीं किया गया है)", "Disclaimer: This story is auto-generated.", "खबरें और भी हैं...",
        "Tags: कानपुर, मेट्रो", "Copyright © 2024 दर्पण", "फोटो साभार: सोशल मीडिया", "देखें वीडियो:", "12 Shares", "2 years ago", "0:00 / 2:31",
    ],
)  # fmt: skip
def test_what_is_none_of_the_story_goes(foreign: str) -> None:
    assert story(PARAGRAPHS[0], foreign, *PARAGRAPHS[1:]) == list(PARAGRAPHS)


def test_a_linked_name_within_a_sentence_stays() -> None:
    linked = PARAGRAPHS[1].replace("रमेश गोस्वामी", '<a href="/t/1">रमेश गोस्वामी</a>')
    assert " ".join(story(PARAGRAPHS[0], linked, PARAGRAPHS[2])) == " ".join(PARAGRAPHS)


def test_a_breadcrumb_and_the_headline_do_not_lead_the_story() -> None:
    crumbs = '<ul class="breadcrumb"><li><a href="/">Hindi News</a></li><li><a href="/up">Local</a></li></ul>'
    assert story(*PARAGRAPHS, around=crumbs) == list(PARAGRAPHS)


def test_the_articlebody_stands_in_where_no_extraction_finds_the_story() -> None:
    tree = tree_of("<html><body><div><p>सूचनाएं चालू करें और ताजा खबरें पाएं, यह सेवा मुफ्त है।</p></div></body></html>")
    stated = " ".join(PARAGRAPHS)
    assert story_text(tree, stated, HEADLINE) == stated


def test_a_short_articlebody_takes_nothing_away() -> None:
    assert story(*PARAGRAPHS, stated=PARAGRAPHS[0]) == list(PARAGRAPHS)


def test_short_lines_outside_the_articlebody_go() -> None:
    stated = " ".join(PARAGRAPHS)
    assert story(PARAGRAPHS[0], "Playing Picture-in-picture", *PARAGRAPHS[1:], stated=stated) == list(
        PARAGRAPHS
    )


@pytest.mark.parametrize(
    "page",
    [
        '<form id="aspnetForm">{}</form>', '<div class="container no-breadcrumbs">{}</div>',
        '<div class="article-body paywall">{}</div>', '<main class="has-breadcrumb">{}</main>',
    ],
)  # fmt: skip
def test_what_holds_the_story_is_never_taken_out(page: str) -> None:
    inner = f"<h1>{HEADLINE}</h1>" + "<br><br>".join(PARAGRAPHS)
    tree = tree_of(f'<html><body class="single-post has-breadcrumb">{page.format(inner)}</body></html>')
    assert " ".join(story_text(tree, "", HEADLINE).split()).endswith(" ".join(PARAGRAPHS))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_an_articlebody_that_breaks_off_cuts_nothing(share: float) -> None:
    whole = [f"{each} यह वाक्य संख्या {number} है।" for number, each in enumerate(PARAGRAPHS * 5)]
    stated = " ".join(whole)
    assert story(*whole, stated=stated[: int(share * len(stated))]) == whole


def test_a_summary_stands_for_no_story() -> None:
    whole = [f"{each} यह वाक्य संख्या {number} है।" for number, each in enumerate(PARAGRAPHS * 2)]
    summary = (
        f"{PARAGRAPHS[0]} कुल मिलाकर नहर के टूटने से गांव के लोग बहुत परेशान हैं और अब सब सरकार की ओर देख रहे हैं। " * 2
    )
    assert story(*whole, stated=summary[:400]) == whole


@pytest.mark.parametrize(
    "line",
    [
        "हमारे देश में टीवी चैनलों की बहस ने लोगों को बांट दिया है।", "यहां जानें कि आवेदन कैसे करें और अंतिम तिथि क्या है।",
        "व्हाट्सएप पर अफवाह फैलाने वाले तीन लोगों को पुलिस ने फॉलो कर पकड़ा, जिनमें से दो गांव के बाहर से आए थे और एक शहर का था।",
        "पुलिस ने बताया कि आरोपी व्हाट्सएप ग्रुप से जुड़े थे और पैसे मांगते थे।", "फेसबुक पर पोस्ट लाइक करने पर युवक को गिरफ्तार किया गया।",
        "सरकार ने लोगों से कहा कि वे आरोग्य सेतु ऐप डाउनलोड करें।", "सर्वाधिकार किसान के पास रहेंगे, मंत्री ने कहा।",
        "इस लेख को एजेंसी ने प्रकाशित किया था, जिस पर विवाद हुआ।", "Copyright कानून में बदलाव होगा।",
        "सरकार ने फेसबुक और ट्विटर से जुड़े नियम कड़े किए, जिन पर अगले महीने से अमल होगा और जुर्माना भी लगेगा।",
        "For the first time in more than twenty years, state news agency stories were late.",
    ],
)  # fmt: skip
def test_sentences_that_begin_like_offers_stay(line: str) -> None:
    assert line in story(PARAGRAPHS[0], line, *PARAGRAPHS[1:])


LEAD = "पहला पैरा सीधे इस जगह खड़ा है और काफी लंबा है।"


@pytest.mark.parametrize("tag", ["section", "article", "main", "center", "arttextxml", "amp-story-text"])
def test_a_lead_directly_in_a_container_is_kept(tag: str) -> None:
    rest = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    text = story_text(tree_of(f"<body><{tag}><b>हिसार।</b> {LEAD}<br>{rest}</{tag}></body>"), "", "")
    assert LEAD in text
    assert all(paragraph in text for paragraph in PARAGRAPHS)


def test_the_next_story_below_stays_out() -> None:
    own = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"<body><article><h1>पहली सुर्खी</h1>{own}</article><article><h1>अगली सुर्खी</h1><p>{LEAD * 3}</p></article></body>"
    text = story_text(tree_of(page), "", "पहली सुर्खी")
    assert LEAD not in text
    assert PARAGRAPHS[0] in text


def test_a_headline_in_an_article_of_its_own_costs_no_story() -> None:
    rest = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"<body><article><h1>पहली सुर्खी</h1></article><article><h1>पूरी ख़बर</h1>{rest}</article></body>"
    assert PARAGRAPHS[0] in story_text(tree_of(page), "", "पहली सुर्खी")


@pytest.mark.parametrize(
    "inner", ["{}", '<font face="Mangal">{}</font>', "<table><tr><td>{}</td></tr></table>"]
)
def test_the_lines_of_a_cell_are_paragraphs(inner: str) -> None:
    cell = inner.format("<br><br>".join(PARAGRAPHS))
    tree = tree_of(
        f"<html><body><table><tr><td><h1>{HEADLINE}</h1></td></tr><tr><td>{cell}</td></tr></table></body></html>"
    )
    assert story_text(tree, "", HEADLINE).split("\n") == list(PARAGRAPHS)


def test_the_paragraphs_of_an_articlebody_stay_apart() -> None:
    tree = tree_of(f"<html><body><h1>{HEADLINE}</h1></body></html>")
    assert story_text(tree, "\n".join(PARAGRAPHS), HEADLINE).split("\n") == list(PARAGRAPHS)
