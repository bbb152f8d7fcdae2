"""The table of spellings: which source writes a name how."""

import re
from html import unescape

from flask.testing import FlaskClient


def test_the_table_of_spellings_says_who_writes_it_how(client: FlaskClient) -> None:
    (word,) = client.get("/api/v1/spellings?q=कज़ाखस्तान").get_json()["words"]
    assert word["word"] == "कज़ाखस्तान"
    names = [each["spelling"] for each in word["spellings"]]
    assert {"कज़ाखस्तान", "कजाखस्तान", "कजाखिस्तान"} <= set(names)
    own = next(each for each in word["sources"] if each["source"] == "India News Network")
    assert own["counts"]["कजाखिस्तान"] == 1
    total = client.get("/api/v1/search", query_string={"q": "=कजाखिस्तान"}).get_json()["total"]
    assert next(each["count"] for each in word["spellings"] if each["spelling"] == "कजाखिस्तान") == total
    assert "कजाखिस्तान" in client.get("/spellings?q=कज़ाखस्तान").get_data(as_text=True)
    assert client.get("/api/v1/spellings?q=पाठशाला").get_json()["words"] == []


def test_a_cell_of_the_spellings_leads_to_its_articles(client: FlaskClient) -> None:
    html = client.get("/spellings?q=कज़ाखस्तान&year=2024").get_data(as_text=True)
    cells = re.findall(r'<td class="number"><a href="([^"]+)">(\d+)</a>', html)
    assert len(cells) > 4
    for address, count in cells:
        page = client.get(unescape(address)).get_data(as_text=True)
        assert re.search(rf"<strong>{count} ख़बर(ें)?</strong>", page)
