"""The page of words that stand out."""

import re

from flask.testing import FlaskClient

from search.model.companions import CompanionScope
from tests.web.pages.test_pages import page
from web.pages.companions import quoted, with_companion


def test_each_word_can_be_added_and_excluded(client: FlaskClient) -> None:
    said = client.get("/api/v1/companions?q=मोदी").get_json()
    html = page(client, "/companions", q="मोदी")
    assert said["words"]
    first = said["words"][0]
    assert first["text"] in html
    added, without = re.findall(r'<a href="(/search[^"]+)" aria-label="खोज', html)[:2]
    totals = [
        client.get(each.replace("&amp;", "&").replace("/search", "/api/v1/search") + "&fold=off").get_json()[
            "total"
        ]
        for each in (added, without)
    ]
    assert sum(totals) == client.get("/api/v1/search?q=मोदी").get_json()["total"]
    assert totals[0] >= first["count"]


def test_the_table_is_a_file_and_nothing_leads_home(client: FlaskClient) -> None:
    lines = client.get("/companions?q=मोदी&format=csv").get_data(as_text=True).strip().splitlines()
    assert len(lines) == 1 + len(client.get("/api/v1/companions?q=मोदी").get_json()["words"])
    assert client.get("/companions").status_code == 302
    assert "नहीं मिली" in page(client, "/companions", q="ऐसाकोईशब्दनहीं")
    assert (quoted("अमित शाह"), quoted("शाह")) == ('"अमित शाह"', "शाह")


def test_the_scope_is_chosen_kept_by_the_file_and_unknown_ones_are_the_article(client: FlaskClient) -> None:
    html = page(client, "/companions", q="मोदी", scope="sentence")
    assert '<b aria-current="true">एक वाक्य में</b>' in html
    assert "scope=sentence&amp;format=csv" in html
    assert 'aria-current="true">एक ख़बर में' in page(client, "/companions", q="मोदी", scope="x")
    said = client.get("/api/v1/companions?q=मोदी&scope=sentence").get_json()
    assert said["articles"] <= client.get("/api/v1/companions?q=मोदी").get_json()["articles"]
    assert client.get("/api/v1/companions?q=मोदी&scope=x").status_code == 400


def test_what_is_added_stays_in_the_same_part_where_the_query_is_plain() -> None:
    assert with_companion("मोदी", CompanionScope.ARTICLE, "अमित शाह") == 'मोदी "अमित शाह"'
    assert with_companion("मोदी", CompanionScope.PARAGRAPH, "अमित शाह") == '"मोदी अमित शाह"~paragraph'
    assert with_companion("मोदी OR शाह", CompanionScope.SENTENCE, "चुनाव") == "मोदी OR शाह चुनाव"
    assert with_companion('"मोदी शाह"', CompanionScope.SENTENCE, "चुनाव") == '"मोदी शाह" चुनाव'
