"""Addresses and ids that are no article's own."""

from pathlib import Path

import pytest

from index.readers.shared_addresses import LEAST_SHARED, MAX_ADDRESS_CHARS, MAX_SHARED, shared_addresses
from index.reindex.build import reindex
from index.settings import Settings

HOME = "https://darpan.example/samachar.php"
TITLES = ("पुल टूटा", "फूल खिले", "रेल चली", "बारिश हुई")


def test_what_several_headlines_have_is_none_of_theirs() -> None:
    assert shared_addresses({"url": HOME, "title": title} for title in TITLES[:LEAST_SHARED]) == (HOME,)
    assert shared_addresses({"url": HOME, "title": title} for title in TITLES[: LEAST_SHARED - 1]) == ()
    assert shared_addresses({"url": HOME, "title": "पुल टूटा"} for _ in range(9)) == ()
    assert shared_addresses({"id": 0, "title": title} for title in TITLES) == ("0",)
    assert shared_addresses({"id": 7, "title": title} for title in TITLES) == ()
    assert shared_addresses({"url": HOME, "title": title, "version": 2} for title in TITLES) == ()


def test_what_is_remembered_is_bounded() -> None:
    long = "https://a.in/" + "a" * MAX_ADDRESS_CHARS
    assert shared_addresses({"url": long, "title": title} for title in TITLES) == ()
    many = ({"url": f"https://a.in/{number}", "title": title} for number in range(99) for title in TITLES)
    assert len(shared_addresses(many)) == MAX_SHARED


@pytest.mark.parametrize("shared", [f"id,{HOME}", "id,https://darpan.example/", "0,", "N/A,#"])
@pytest.mark.parametrize("kind", ["csv", "jsonl", "json"])
def test_no_article_is_lost_under_them(tmp_path: Path, shared: str, kind: str) -> None:
    own, url = shared.split(",")
    own = "" if own == "id" else own
    path = tmp_path / f"a.{kind}"
    if kind == "csv":
        rows = [f"{own},{title},{title} की ख़बर,{url}" for title in TITLES]
        path.write_text("\n".join(["id,title,body,url", *rows]), "utf-8")
    else:
        rows = [
            f'{{"id": "{own}", "title": "{title}", "body": "{title} की ख़बर", "url": "{url}"}}'
            for title in TITLES
        ]
        path.write_text("\n".join(rows) if kind == "jsonl" else "[" + ",\n".join(rows) + "]", "utf-8")
    report = reindex([path], Settings(index=tmp_path / "index", processes=1))
    assert (report.documents, report.refused) == (len(TITLES), [])
