"""Names that are another word in English: egypt is मिस्र, september सितंबर, dollar डॉलर.

The table english_names.tsv has what CLDR (Unicode License v3) says in both languages: countries and parts of the world,
cities of time zones, languages, months, days and currencies. `python -m index.hindi.english_names` makes it from
Babel's copy. latin_spellings.tsv, kept by hand, has names of places, makers and people that are spelled as no rule
reads them (meerut, calcutta, biden); english_words.tsv the words of the news that are other words in Hindi (farmer,
economy).
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from index.hindi.spelling import fold

TABLE = Path(__file__).with_name("tables") / "english_names.tsv"
SPELLINGS = TABLE.with_name("latin_spellings.tsv")
WORDS = TABLE.with_name("english_words.tsv")
_NAME = re.compile(r"[a-z]+(?: [a-z]+){0,2}")
_HINDI = re.compile(
    r"[\u0904-\u0939\u0958-\u0961\u0972-\u097f][\u0900-\u0963\u0971-\u097f]*(?: [\u0900-\u0963\u0971-\u097f]+)*"
)


def hindi_names(english: str) -> tuple[tuple[str, ...], ...]:
    """Return what a lower-case English name of one to three words is called in Hindi, as folded terms.

    >>> hindi_names("egypt"), hindi_names("toilets") == hindi_names("toilet"), hindi_names("nowhere")
    ((('मिस्र',),), True, ())
    """
    return _table().get(english) or _table().get(_singular(english), ())


def is_english_word(word: str) -> bool:
    """Return whether a lower-case word is one of the news that is another word in Hindi."""
    return word in _english_words() or _singular(word) != ""


def _singular(word: str) -> str:
    """Return the English word of the news of which a word is the plural (toilets: toilet); "" for others."""
    singular = word.removesuffix("s")
    return singular if singular != word and singular in _english_words() and " " not in word else ""


@cache
def _english_words() -> frozenset[str]:
    return frozenset(line.partition("\t")[0] for line in WORDS.read_text("utf-8").splitlines())


@cache
def _table() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for line in chain.from_iterable(
        path.read_text("utf-8").splitlines() for path in (SPELLINGS, WORDS, TABLE)
    ):
        english, _, hindi = line.partition("\t")
        names = [tuple(map(fold, name.split())) for name in hindi.split(", ")] if hindi else []
        if names:
            found[english] = tuple(dict.fromkeys((*found.get(english, ()), *names)))
    return found


def _pairs() -> set[tuple[str, str]]:
    """Return the names of CLDR in English and Hindi, as far as both are plain words."""
    from babel import Locale  # noqa: PLC0415 - only to make the table

    english, hindi = Locale("en"), Locale("hi")
    pairs = []
    for names in ("territories", "languages", "currencies"):
        there = getattr(hindi, names)
        pairs += [(name, there[code]) for code, name in getattr(english, names).items() if code in there]
    countries = set(dict(hindi.territories).values())
    adjectives = _adjectives(dict(english.currencies), dict(hindi.currencies))
    pairs += [(own, there) for own, there in adjectives if there not in countries]
    for kind in ("months", "days"):
        for context in ("format", "stand-alone"):
            there = getattr(hindi, kind)[context]["wide"]
            pairs += [(name, there[code]) for code, name in getattr(english, kind)[context]["wide"].items()]
    for zone, facts in hindi.time_zones.items():
        if "city" in facts:
            own = english.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
            pairs.append((own, facts["city"]))
    plain = ((re.sub(r"[.'’-]", " ", one).strip().lower(), other.strip()) for one, other in pairs)
    return {(one, other) for one, other in plain if _NAME.fullmatch(one) and _HINDI.fullmatch(other)}


def _adjectives(english: dict[str, str], hindi: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what belongs to a country, from the names of its currency (Iranian Rial, ईरानी रियाल: ईरानी)."""
    for code, name in english.items():
        own, there = name.split(), hindi.get(code, "").split()
        if (
            len(own) == len(there) == 2
            and own[0].endswith(("an", "ese"))
            and there[0].endswith(("ी", "ाई", "ीय"))
        ):
            yield own[0], there[0]


if __name__ == "__main__":
    TABLE.write_text("".join(f"{one}\t{other}\n" for one, other in sorted(_pairs())), "utf-8")
