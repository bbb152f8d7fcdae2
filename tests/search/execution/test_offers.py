"""A spelling is offered only where it stands beside the query's other words."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from index.reindex.build import reindex
from index.settings import Settings
from search.archive import Archive
from search.embedded.local_archive import LocalArchive
from search.engines import open_archive
from search.execution.offers import useful_offers
from search.execution.prepared_query import PreparedQuery, prepare
from search.model.expansions import Expansion, ExpansionKind
from search.model.question import Question

TEXTS = (
    *["राहुल गांधी ने सभा की"] * 3, *["गंदी नाली की सफ़ाई"] * 3, "राहुल गाँधी और सोनिया गंधी मिले",
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder: Path = tmp_path_factory.mktemp("offers")
    path = folder / "a.jsonl"
    records = ({"id": str(n), "title": f"ख़बर {n}", "body": f"{text} {n}"} for n, text in enumerate(TEXTS))
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    settings = Settings(index=folder / "index", processes=1)
    reindex([path], settings)
    return open_archive(settings)


def prepared(archive: Archive, text: str, *offers: str) -> PreparedQuery:
    """A query with some offers for its last word."""
    assert isinstance(archive, LocalArchive)
    query = prepare(archive.current(), Question(text), Settings())
    word = text.rsplit(maxsplit=1)[-1]
    offered = tuple(Expansion(word, offer, offer, ExpansionKind.SOUND, 0.3, 3) for offer in offers)
    return replace(query, plan=replace(query.plan, offered=offered))


def test_what_stands_beside_the_other_words_is_offered_and_nothing_else(archive: Archive) -> None:
    found = useful_offers(prepared(archive, "राहुल गांधी", "गंदी", "गंधी"))
    assert [expansion.spelling for expansion in found] == ["गंधी"]


def test_for_a_single_word_everything_is_offered(archive: Archive) -> None:
    assert len(useful_offers(prepared(archive, "गांधी", "गंदी", "गंधी"))) == 2
