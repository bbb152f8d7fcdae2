"""One archive behind both engines: random articles with spellings, copies, dates and sources."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.engines import open_archive
from search.opensearch.archive import ClusterArchive
from tests.opensearch.fixtures import own_name

WORDS = (
    "मोदी", "दिल्ली", "चुनाव", "सभा", "कज़ाखस्तान", "कजाखिस्तान", "टोकाएव", "टोकायेव", "गए", "गये", "की", "में",
    "नेता", "नेताओं", "शांति", "व्यापार", "सीमा", "तेल", "दाम", "एस", "सी", "ओ", "SCO", "खेल", "मैच", "जीत", "5", "लाख",
)  # fmt: skip
"""Words with several spellings, inflections and initials among them."""


def random_records(seed: int, count: int) -> list[dict[str, str]]:
    """Records of random articles; every seventh is a copy of an earlier one with a word changed."""
    chance = random.Random(seed)
    records: list[dict[str, str]] = []
    for number in range(count):
        sentences = [
            " ".join(chance.choices(WORDS, k=chance.randrange(2, 9))) + chance.choice("।।\n")
            for _ in range(chance.randrange(1, 14))
        ]
        body = " ".join(sentences)
        if number % 7 == 6:
            body = records[chance.randrange(number)]["body"] + " " + chance.choice(WORDS)
        day = f"20{chance.randrange(18, 25)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
        records.append({
            "id": f"{seed}-{number}", "title": " ".join(chance.choices(WORDS, k=chance.randrange(1, 6))), "body": body,
            "standfirst": " ".join(chance.choices(WORDS, k=chance.randrange(4))),
            "date": day if chance.random() < 0.9 else "", "source": chance.choice(["जागरण", "भास्कर", "BBC", ""]),
            "section": chance.choice(["देश", "खेल"]),
        })  # fmt: skip
    return records


@pytest.fixture(scope="module")
def both_settings(tmp_path_factory: pytest.TempPathFactory, cluster_settings: Settings) -> Settings:
    """Settings of the archive in the cluster; its index directory is the same archive for the embedded engine."""
    folder = tmp_path_factory.mktemp("both")
    settings = replace(own_name(cluster_settings), index=folder / "index", max_query_seconds=20.0)
    path = folder / "records.jsonl"
    for seed, count in ((1, 160), (2, 40), (3, 20)):
        # Nothing is replaced: how rare a word is, the embedded engine counts with deleted articles until they are merged.
        records = random_records(seed, count)
        path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        reindex([path], settings)
    return settings


@pytest.fixture(scope="module")
def cluster(both_settings: Settings) -> Iterator[ClusterArchive]:
    """The archive in the cluster."""
    archive = open_archive(both_settings)
    assert isinstance(archive, ClusterArchive)
    yield archive
    archive.close()


@pytest.fixture(scope="module")
def embedded(both_settings: Settings) -> Iterator[LocalArchive]:
    """The same archive in its index directory."""
    archive = open_archive(replace(both_settings, engine="embedded"))
    assert isinstance(archive, LocalArchive)
    yield archive
    archive.close()
