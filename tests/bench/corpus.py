"""A seeded archive of any size: real Hindi sentences, news dates and sources, and ever new names.

Sentences come from ../shared/data, which is read and never copied into the project. Real archives
never stop meeting new names, so each article also tells of some that are made of Hindi syllables;
how many of them are new falls slowly (Heaps' law), and the vocabulary grows without end.
"""

import datetime
import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared" / "data"
SENTENCES = SHARED / "hindi-sentences.txt.gz"
NEWS = SHARED / "news.jsonl.gz"

SEED = 2024
BODY_WORDS = 200
NAMES = 3
NEW_NAMES_FALL = 0.3
"""A name is new with probability (1 + names so far / 100,000) ** -0.3."""
FIRST_DAY = datetime.date(2004, 1, 1).toordinal()
DAYS = 7_500
SOURCES = tuple(f"दैनिक {name}" for name in (
    "उजाला", "प्रभात", "समाचार", "जनवाणी", "संदेश", "प्रहरी", "लोकमत", "दर्पण", "किरण", "संवाद", "पत्रिका", "मित्र",
))  # fmt: skip
SECTIONS = ("देश", "विदेश", "राज्य", "खेल", "कारोबार", "विज्ञान", "मनोरंजन", "जीवन")
_CONSONANTS = "कखगघचछजझटठडढतथदधनपफबभमयरलवशसह"
_VOWELS = ("", "ा", "ि", "ी", "ु", "ू", "े", "ै", "ो", "ौ", "ं")


def sentences() -> list[str]:
    """The real sentences, one a line."""
    with gzip.open(SENTENCES, "rt", encoding="utf-8") as file:
        return [line.strip() for line in file if line.strip()]


def articles(count: int) -> Iterator[dict[str, str]]:
    """The first `count` articles of the one archive that SEED gives."""
    chance = random.Random(SEED)
    stock = sentences()
    lengths = [len(sentence.split()) for sentence in stock]
    names: list[str] = []
    drawn = 0
    for number in range(count):
        words, body = 0, []
        size = BODY_WORDS * chance.uniform(0.5, 1.5)
        while words < size:
            place = chance.randrange(len(stock))
            body.append(stock[place])
            words += lengths[place]
        for _ in range(NAMES):
            drawn += 1
            if not names or chance.random() < (1 + drawn / 100_000) ** -NEW_NAMES_FALL:
                names.append(_name(chance))
                name = names[-1]
            else:
                name = chance.choice(names)
            body.append(f"{name} ने कहा कि {chance.choice(body)}")
        yield {
            "id": f"a{number}",
            "title": " ".join(chance.choice(body).split()[:9]),
            "standfirst": " ".join(chance.choice(body).split()[:16]),
            "body": "\n".join(" ".join(body[at : at + 4]) for at in range(0, len(body), 4)),
            "date": datetime.date.fromordinal(FIRST_DAY + chance.randrange(DAYS)).isoformat(),
            "source": chance.choice(SOURCES),
            "section": chance.choice(SECTIONS),
        }


def _name(chance: random.Random) -> str:
    return "".join(
        chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(chance.choice((2, 3, 3, 4)))
    )


def write_corpus(path: Path, count: int) -> None:
    """Write the archive as JSON Lines, unless it is there."""
    if path.exists():
        return
    temporary = path.with_suffix(".part")
    with temporary.open("w", encoding="utf-8") as file:
        for article in articles(count):
            file.write(json.dumps(article, ensure_ascii=False) + "\n")
    temporary.replace(path)
