"""An archive of 300 random articles, in one segment and in several, beside their records."""

import datetime
import json
import random

import pytest

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive

SOURCES = ("जागरण", "भास्कर", "BBC", "")
AUTHORS = ("अनिल वर्मा", "सुनीता", "")
Record = dict[str, str]


def records(count: int) -> list[Record]:
    chance = random.Random(5)
    found = []
    for number in range(count):
        day = datetime.date(2023, 11, 1) + datetime.timedelta(days=chance.randrange(200))
        words = " ".join(chance.choice(("मोदी", "पुतिन", "चीन", "नदी", "पुल")) for _ in range(12))
        found.append({
            "id": f"{chance.randrange(10**6):06d}-{number}", "title": f"सुर्खी {number}", "body": f"{words} {number}।",
            "source": chance.choice(SOURCES), "author": chance.choice(AUTHORS), "section": chance.choice(("देश", "खेल")),
            "date": str(day) if chance.random() < 0.9 else "", "language": "hi",
        })  # fmt: skip
    return found


@pytest.fixture(scope="module")
def held() -> list[Record]:
    return records(300)


@pytest.fixture(scope="module", params=[1, 3], ids=["one segment", "several"])
def archive(
    tmp_path_factory: pytest.TempPathFactory, held: list[Record], request: pytest.FixtureRequest
) -> LocalArchive:
    folder = tmp_path_factory.mktemp("survey")
    settings = Settings(index=folder / "index", facet_values=2)
    gone = [{**record, "body": "मोदी पुराना पाठ।"} for record in held[:5]]
    parts = (
        [held]
        if request.param == 1
        else [[*held[:220], *held[290:]], held[220:280], gone + held[280:290], held[:5]]
    )
    for number, part in enumerate(parts):
        path = folder / f"{number}.jsonl"
        path.write_text("\n".join(map(json.dumps, part)), encoding="utf-8")
        reindex([path], settings)
    return LocalArchive(settings)
