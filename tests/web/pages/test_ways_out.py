"""Where nothing is found, the page says what would be, in one click."""

import datetime
import json
from html import unescape
from typing import cast
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from index.reindex.build import reindex
from index.settings import Settings
from search.archive import Archive
from search.model.filters import Filters
from search.model.question import Question
from search.model.results import SearchResponse
from web.app import create_app
from web.pages.ways_out import find_ways_out

RECORDS = [
    {"id": "1", "title": "आपदा को अवसर", "body": "प्रधानमंत्री ने कहा कि आपदा को अवसर में बदलें।", "source": "जागरण", "date": "2020-05-12"},
    {"id": "2", "title": "बाढ़ की आपदा", "body": "इस आपदा ने नया अवसर भी दिया।", "source": "भास्कर", "date": "2019-07-01"},
    {"id": "3", "title": "बिना तारीख़", "body": "आपदा और अवसर पर लेख।", "source": "भास्कर"},
]  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("ways")
    path = folder / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, RECORDS)), encoding="utf-8")
    settings = Settings(index=folder / "index", processes=1)
    reindex([path], settings)
    return create_app(settings).test_client()


def page(client: FlaskClient, query: str, **params: str) -> str:
    rest = "".join(f"&{name}={quote(value)}" for name, value in params.items())
    return unescape(client.get(f"/search?q={quote(query)}{rest}").get_data(as_text=True))


def test_a_quotation_that_nobody_printed_leads_to_its_words(client: FlaskClient) -> None:
    found = page(client, '"अवसर में आपदा"')
    assert "10 शब्दों के भीतर" in found
    assert "बिना उद्धरण चिह्न" in found
    assert "हू-ब-हू नहीं मिला" in found
    assert "/article/1" in found


def test_each_way_says_how_much_it_finds_and_leads_there(client: FlaskClient) -> None:
    found = page(client, "आपदा अवसर", source="BBC")
    assert "स्रोत के फ़िल्टर के बिना" in found
    assert '<span class="count">3</span>' in found
    assert "संग्रह में इन फ़िल्टरों से कोई ख़बर मेल नहीं खाती" in found
    held = page(client, "क्रिकेट", source="भास्कर")
    assert "इन फ़िल्टरों की 2 ख़बरें संग्रह में हैं" in held
    assert "के फ़िल्टर के बिना" not in held  # nobody has the word: no way out is promised


def test_dates_either_and_exact_spellings_can_be_let_go(client: FlaskClient) -> None:
    assert "तारीख़ के फ़िल्टर के बिना" in page(client, "आपदा", since="2023")
    assert "‘या’ की जगह OR" in page(client, "बाढ़ या प्रधानमंत्री")
    assert "सभी वर्तनियों में" in page(client, "आपदाओं", variants="off")


def test_articles_without_a_date_are_told_where_days_are_chosen(client: FlaskClient) -> None:
    assert "1 ख़बर बिना तारीख़ की है, इस फ़िल्टर में नहीं" in page(client, "आपदा", since="2019")
    assert "बिना तारीख़ की है" not in page(client, "आपदा")


def test_a_page_with_results_has_no_ways_out(client: FlaskClient) -> None:
    assert 'class="ways"' not in page(client, "आपदा")


@pytest.mark.parametrize(
    "text", ['=कजाखस्ताानn -"नया अवसर"', 'कजाखस्ताानn source:"दैनिक भास्कर"', 'कजाखस्ताानn -"नया अवसर"~3']
)
def test_quotes_of_what_is_excluded_or_of_a_condition_are_no_quotation(
    client: FlaskClient, text: str
) -> None:
    html = unescape(client.get(f"/search?q={quote(text)}").get_data(as_text=True))
    assert "बिना उद्धरण चिह्न" not in html
    assert "शब्दों के भीतर" not in html


def test_a_page_with_some_of_the_words_does_not_deny_them(client: FlaskClient) -> None:
    html = client.get(f"/search?q={quote('अवसर शतरंज')}&source={quote('जागरण')}").get_data(as_text=True)
    assert 'class="results"' in html
    assert "पर उसमें ये शब्द नहीं" not in html


def test_ways_end_when_their_time_is_over() -> None:
    question = Question('"अवसर आपदा"', filters=Filters(since=datetime.date(2020, 1, 1)))
    nothing = SearchResponse(question, (), 0, 0, 1, 10, 0.0, False, (), (), (), None, (), "1-a")
    asked = find_ways_out(cast("Archive", None), nothing, seconds=0)
    assert asked is not None
    assert (asked.ways, asked.likely, asked.held) == ((), (), None)
