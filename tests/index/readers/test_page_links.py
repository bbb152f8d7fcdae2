"""The links of a page."""

from index.readers.html_page import tree_of
from index.readers.page_links import PageLinks, shingles_of, without_links, words_of

PAGE = tree_of(
    '<body><p>यह भी पढ़ें: <a href="/7">बरसाना मेले में उमड़ी भीड़</a></p><a href="/8">टमाटर के दाम फिर चढ़े</a>'
    '<p>सरकार के मंत्री <a href="/t">रमेश गोस्वामी</a> ने कहा कि मरम्मत का काम दो दिन में पूरा होगा।</p></body>'
)


def test_a_line_is_a_link_with_or_without_its_label_and_a_linked_name_is_none() -> None:
    links = PageLinks(PAGE)
    assert links.is_link("बरसाना मेले में उमड़ी भीड़")
    assert links.is_link("यह भी पढ़ें: बरसाना मेले में उमड़ी भीड़")
    assert not links.is_link("रमेश गोस्वामी")
    assert not links.is_link("सरकार के मंत्री रमेश गोस्वामी ने कहा कि मरम्मत का काम दो दिन में पूरा होगा।")


def test_links_go_unless_the_story_is_made_of_them() -> None:
    links = PageLinks(PAGE)
    text = "यह एक लंबा वाक्य है जो किसी कड़ी में नहीं है और कहानी कहता है।"
    assert without_links([text, "टमाटर के दाम फिर चढ़े"], links) == [text]
    assert without_links(["छोटा", "टमाटर के दाम फिर चढ़े"], links) == ["छोटा", "टमाटर के दाम फिर चढ़े"]


def test_words_and_their_runs() -> None:
    assert words_of("नहर, टूटी; TWO") == ["नहर", "टूटी", "two"]
    assert shingles_of("एक दो तीन चार पांच") == {("एक", "दो", "तीन", "चार"), ("दो", "तीन", "चार", "पांच")}
