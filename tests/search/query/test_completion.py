"""What is suggested while a reader types, and what is similar."""

import json
import unicodedata
from pathlib import Path

import pytest

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.engines import open_archive
from tests.conftest import USER_ARTICLE, MakeArchive


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("कजा", "कजाखस्तान"), ("कज़ाख", "कज़ाखस्तान"), ("टोका", "टोकाएव"), ("मो", "मोदी"),
        ("mod", "मोदी"), ("kaza", "कजाखिस्तान"), ("kazakh", "कज़ाखस्तान"), ("tokay", "तोकायेव"), ("chun", "चुनाव"),
        ("शिखर सम्मे", "सम्मेलन"), ("“शंघाई सह", "सहयोग"), ("-चुना", "चुनाव"),
    ],
)  # fmt: skip
def test_words_are_completed_in_either_script(seed_archive: LocalArchive, typed: str, offered: str) -> None:
    found = [completion.text for completion in seed_archive.complete(typed).words]
    assert unicodedata.normalize("NFC", offered) in {unicodedata.normalize("NFC", each) for each in found}, (
        found
    )


@pytest.mark.parametrize(
    "typed", ["", " ", "क", "\ud800", "(", "“", "headline:", "x" * 2_000, "😀", "-", "मोदी "]
)
def test_any_text_can_be_completed(seed_archive: LocalArchive, typed: str) -> None:
    assert all(completion.text for completion in seed_archive.complete(typed).words)


def test_words_of_deleted_articles_are_not_offered(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    source = tmp_path / "a.jsonl"
    for words in ("कजाखस्तान बदलापुर", "कजाखस्तान बदायूँ", "कजाखस्तान बदरीनाथ"):
        records = ({"id": str(number), "title": words, "body": "पाठ है।"} for number in range(3))
        source.write_text("\n".join(map(json.dumps, records)))
        reindex([source], settings)
    archive = open_archive(settings)
    assert [(completion.text, completion.documents) for completion in archive.complete("बद").words] == [
        ("बदरीनाथ", 3)
    ]
    assert [(completion.text, completion.documents) for completion in archive.complete("bad").words] == [
        ("बदरीनाथ", 3)
    ]
    assert [completion.documents for completion in archive.complete("कजा").words] == [3]


def test_headlines_are_suggested(seed_archive: LocalArchive) -> None:
    found = seed_archive.complete("कजाखस्तान के राष्ट्र").headlines
    assert found
    assert all(seed_archive.article(article_id) is not None for article_id, _ in found)


def test_similar_articles_are_about_the_same(seed_archive: LocalArchive) -> None:
    similar = seed_archive.similar(USER_ARTICLE, 6)
    assert similar is not None
    assert len(similar) == 6
    assert USER_ARTICLE not in {other.article.id for other in similar}
    about = sum("कज" in other.article.headline + other.article.body for other in similar)
    assert about >= 4
    assert seed_archive.similar("nothing", 3) is None


def test_an_article_without_telling_words_has_no_similar_ones(make_archive: MakeArchive) -> None:
    assert make_archive("क\nख।").similar("1", 3) == ()
