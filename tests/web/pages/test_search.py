"""The page of results."""

import re

from flask.testing import FlaskClient

from index.settings import Settings
from tests.web.pages.test_pages import page
from web.pages.search import page_sizes


def test_a_result_says_source_and_date_in_hindi(client: FlaskClient) -> None:
    html = page(client, "/search", q="टोकायेव कासिम-जोमार्ट")
    assert "India News Network" in html
    assert '<time datetime="2024-06-25">25 जून 2024</time>' in html


def test_added_spellings_are_named_and_can_be_refused(client: FlaskClient) -> None:
    html = page(client, "/search", q="कज़ाखस्तान")
    assert "ये वर्तनियाँ भी खोजी गईं" in html
    assert "कजाखिस्तान" in html
    assert "variants=off" in html
    assert "refuse=" in html
    without = page(client, "/search", q="कज़ाखस्तान", refuse="कजाखिस्तान")
    assert "<mark>कजाखिस्तान</mark>" not in without
    assert '<s lang="hi">कजाखिस्तान</s>' in without
    typed = page(client, "/search", q="कजाखस्तान", variants="off")
    assert "सभी वर्तनियों में खोजें" in typed
    assert "<mark>कज़ाखस्तान</mark>" not in typed


def test_each_tier_can_be_switched_off_and_the_address_keeps_it(client: FlaskClient) -> None:
    for switch, query, form in [
        ("stems", "नेता", "नेताओं"),
        ("sounds", "टोकायेव", "तोकायेव"),
        ("roman", "modi", "मोदी"),
    ]:
        on, off = page(client, "/search", q=query), page(client, "/search", q=query, **{switch: "off"})
        assert f"{switch}=off" in on
        assert f"<mark>{form}</mark>" in on
        assert f"<mark>{form}</mark>" not in off
        assert f'<input type="hidden" name="{switch}" value="off">' in off


def test_an_unknown_word_is_answered_with_a_known_one(client: FlaskClient) -> None:
    assert "किसी लेख में नहीं मिला" in page(client, "/search", q="प्रधामनंत्री मोदी")
    html = page(client, "/search", q="प्रधामनंत्री मोदी", sounds="off")
    assert "क्या आप यह खोजना चाहते थे" in html
    assert "<b>प्रधानमंत्री मोदी</b>" in html
    assert "क्या आप यह खोजना चाहते थे" not in page(client, "/search", q="प्रधानमंत्री मोदी")


def test_pages_are_numbered_and_forgiving(client: FlaskClient) -> None:
    first = page(client, "/search", q="के")
    assert 'aria-current="page"' in first
    assert 'rel="next"' in first
    for wrong in ("0", "-3", "abc", "१", "99999999999999"):
        assert client.get("/search", query_string={"q": "के", "page": wrong}).status_code in (200, 302)
    beyond = client.get("/search", query_string={"q": "के", "page": "900"})
    assert beyond.status_code == 302
    assert client.get(beyond.location).status_code == 200


def test_the_first_of_repeated_parameters_counts(client: FlaskClient) -> None:
    assert "<title>मोदी" in client.get("/search?q=मोदी&q=पुतिन").get_data(as_text=True)


def test_a_source_may_be_named_by_its_beginning(client: FlaskClient) -> None:
    assert 'lang="">लोकदृष्टि</span>' in page(client, "/search", q="स्रोत:लोक")


def test_where_nothing_passes_the_conditions_they_are_named(client: FlaskClient) -> None:
    nothing = page(client, "/search", q="कजाखस्तान", year="1999")
    assert "इन फ़िल्टरों की ख़बरें" in nothing
    assert "इन फ़िल्टरों की ख़बरें" not in page(client, "/search", q="ऐसाकोईशब्दनहीं")


def test_days_of_which_nothing_was_found_lead_nowhere(client: FlaskClient) -> None:
    html = page(client, "/search", q="कजाखस्तान", year="2024", unit="month")
    rows = re.findall(r'<th scope="row">(.*?)</th><td class="number">(\d+)</td>', html)
    assert len(rows) == 12
    assert [("href" in name) for name, _count in rows] == [count != "0" for _name, count in rows]


def test_what_is_only_partly_what_was_asked_is_not_offered_to_take_away(client: FlaskClient) -> None:
    relaxed = page(client, "/search", q="नेपाल क्षत्रप कज़ाखस्तान")
    assert "इनमें से कुछ शब्द" in relaxed
    assert "/export.csv" not in relaxed
    assert "/export.csv" in page(client, "/search", q="नेपाल")


def test_articles_with_some_words_are_not_counted_as_results(client: FlaskClient) -> None:
    asked = "मोदी कज़ाखस्तान क्रिकेट बाढ़ ज्वालामुखी मेट्रो"
    said = client.get("/api/v1/search", query_string={"q": asked}).get_json()
    assert said["relaxed"]
    assert said["total"] > 0
    html = page(client, "/search", q=asked)
    summary = re.search(r'<p class="summary".*?</p>', html, re.S)
    assert summary is not None
    assert "साथ नहीं मिले" in summary[0]
    assert f"{said['total']:,}" not in summary[0]


def test_a_reader_chooses_how_many_and_headlines_alone_and_both_stay(client: FlaskClient) -> None:
    usual, longer = page(client, "/search", q="भारत"), page(client, "/search", q="भारत", size="25", list="on")
    assert (usual.count('class="headline"'), longer.count('class="headline"')) == (10, 25)
    assert ('class="snippet"' in usual, 'class="snippet"' in longer) == (True, False)
    (back,) = re.findall(r'<a rel="next" href="([^"]+)"', longer)
    assert "size=25" in back
    assert "list=on" in back
    article = re.findall(r'class="headline" href="([^"]+)"', longer)[24].replace("&amp;", "&")
    html = client.get(article).get_data(as_text=True)
    assert re.search(r'class="back" href="/search\?[^"]*size=25[^"]*#r25"', html)
    assert "page=" not in re.findall(r'class="back" href="([^"]+)"', html)[0]
    assert page(client, "/search", q="भारत", size="7").count('class="headline"') == 10


def test_paper_says_what_it_is_of(client: FlaskClient) -> None:
    html = page(client, "/search", q="भारत", page="2")
    paper = " ".join(re.findall(r'<p class="print-only">(.*?)</p>', html, re.S))
    assert re.search(r"[0-9]+ में से 11–20", paper)
    assert "/search?q=" in paper
    assert "/compare?q=" in page(client, "/compare", q="भारत").partition('class="print-only">')[2]


def test_both_forms_keep_the_length_of_a_page_and_sizes_follow_the_settings(client: FlaskClient) -> None:
    html = page(client, "/search", q="भारत", size="25", list="on")
    assert html.count('<input type="hidden" name="size" value="25">') == 2
    assert html.count('<input type="hidden" name="list" value="on">') == 2
    assert page_sizes(Settings(page_size=20, max_page_size=50)) == [10, 20, 25, 50]


def test_paper_does_not_count_articles_with_only_some_words(client: FlaskClient) -> None:
    html = page(client, "/search", q="मोदी कज़ाखस्तान क्रिकेट बाढ़ ज्वालामुखी मेट्रो")
    assert " में से 1–" not in html
