"""The dateline of a story, and the agency that it is credited to, as in नई दिल्ली, 25 जून (भाषा).

Papers write where a story was filed, when and by which agency before its first sentence, or sign it at the end:

    लखनऊ, 25 जून (आईएएनएस)। · एएनआई, वाशिंगटन। · जागरण संवाददाता, बहराइच। · पटना। · … कहा है। (भाषा)

A wrong place is worse than none. A place that stands alone must be in the list; beside an agency, a day or a desk any
one to three words are one. Nothing is taken out of the body: the dateline is text that can be searched.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from index.hindi.script import INVISIBLE
from index.hindi.spelling import fold

TABLES = Path(__file__).with_name("hindi") / "tables"
LOOKED_AT = 160
"""Characters at the beginning of a body in which a dateline may stand, and at its end for a signature."""
MOST_SIGNATURE_LINES = 3
"""Lines at the end that are looked at: initials of the editors may follow the agency's name."""
MOST_PLACE_CHARS = 30

_MONTHS = (
    "जनवरी|फ़?रवरी|फरवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|सितम्बर|अक्टूबर|अक्तूबर|नवंबर|नवम्बर|दिसंबर|दिसम्बर"
    "|Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?"
    "|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?"
)
_DAY = rf"(?:[0-9०-९]{{1,2}}\s+(?:{_MONTHS})|(?:{_MONTHS})\s+[0-9]{{1,2}})(?:,?\s+[0-9०-९]{{4}})?"
_WORD = r"[\u0904-\u0939\u0958-\u0961\u0972-\u097fA-Z][\u0900-\u0963\u0971-\u097f\u200c\u200dA-Za-z]*"
_PLACE = rf"(?P<place>{_WORD}(?:[ -]{_WORD}){{0,2}})"
_WORD_AT = re.compile(rf"\s*((?:{_WORD})?)")
_REGION = r"(?:\s*[(\[][\u0900-\u0963\u200c\u200dA-Za-z ]{2,30}[)\]]){0,2}"
"""(तेलंगाना) [भारत], as ANI writes after a place."""
_SECOND = rf"(?:\s*/\s*{_WORD}(?:[ -]{_WORD}){{0,2}})?"
"""मुंबई/नई दिल्ली: the first place is the one that counts."""
_END = r"\s*(?:[।|:॥]|\.(?!\S)|[-–—]+(?=\s)|\n)"
"""What closes a dateline."""
_BARE_END = r"\s*(?:[।|:॥]|\.(?!\S)|(?<=\s)(?P<dash>[–—])(?=\s)|\n)"
"""The same behind a place alone: a hyphen joins two names (जम्मू- कश्मीर)."""
_DESK = (
    r"(?:[\u0900-\u0963\u0971-\u097f\u200c\u200dA-Za-z.]+\s+){0,3}"
    r"(?:संवाददाता|संवादाता|ब्यूरो|डेस्क|नेटवर्क|प्रतिनिधि|सूत्र|सहयोगी|एजेंसी|एजेंसियां|एजेंसीज|टीम)"
)
"""Who filed it, where no agency is named: जागरण संवाददाता, न्यूज डेस्क."""
_NO_PLACE_WORDS = (
    "सोमवार मंगलवार बुधवार गुरुवार गुरूवार बृहस्पतिवार शुक्रवार शनिवार रविवार आज कल अब और लेकिन नहीं हां क्या यह वह इस "
    "उस में की के का को से ने पर कि जो तो भी ही है हैं था थे थी अपडेट विशेष एक्सक्लूसिव वीडियो फोटो डेस्क संवाददाता "
    "ब्यूरो एजेंसी एजेंसियां नेटवर्क टीम न्यूज समाचार प्रतिनिधि सूत्र नामक दावा भारत पाकिस्तान चीन अमेरिका रूस देश विदेश "
    "खेल दुनिया ब्रेकिंग लाइव साभार इनपुट फैक्ट चेक"
)
_NO_PLACE = frozenset(map(fold, _NO_PLACE_WORDS.split(" ")))
"""Words that no place is made of."""
_BRACKETS = r"[(\[（]\s*(?:इनपुट[\s:–-]*|साभार[\s:–-]*)?{agencies}(?:[\s,/-]+[^()\[\]\n]{{0,20}})?\s*[)\]）]"
_INITIALS = re.compile(
    r"[\u0900-\u097f\u200c\u200dA-Za-z.]{1,8}(?:[/.][\u0900-\u097f\u200c\u200dA-Za-z.]{0,8}){1,3}"
)
"""एकेजे/ or राम.श्रवण, which follow an agency's signature."""
_ORDINARY = frozenset(["भाषा", "वार्ता", "एपी", "तास"])
"""Agencies whose names are words, too."""


class Dateline(NamedTuple):
    """Where and by which agency a story was filed ("" where it does not say), and where its text begins."""

    place: str
    agency: str
    end: int


NO_DATELINE = Dateline("", "", 0)


def dateline_of(body: str) -> Dateline:
    """Return what stands before the first sentence of a body.

    >>> dateline_of("नयी दिल्ली, 25 जून (भाषा) सरकार ने कहा।")
    Dateline(place='नई दिल्ली', agency='भाषा', end=25)
    >>> dateline_of("प्रवर्तन निदेशालय (ईडी) ने कहा।")
    Dateline(place='', agency='', end=0)
    """
    head = body[:LOOKED_AT]
    for pattern, needs_list in _head_patterns():
        if (match := pattern.match(head)) is None:
            continue
        found = match.groupdict()
        stated = found.get("place") or ""
        known = listed_place(stated)
        place = known or ("" if needs_list or not _may_be_place(stated) else " ".join(stated.split()))
        if found.get("dash") and listed_place(_next_word(body, match.end())):
            continue  # दिल्ली – मुंबई
        if place or (not stated and found.get("agency")):
            return Dateline(place, agency_named(found.get("agency") or ""), match.end())
    return NO_DATELINE


def signature_of(body: str) -> str:
    """Return the agency that the end of a body names: in brackets, after a dash, or alone on the last line.

    >>> signature_of("जुर्माना लगाया है। (भाषा)"), signature_of("दोनों देशों में वार्ता")
    ('भाषा', '')
    """
    lines = [line.strip() for line in body[-LOOKED_AT:].strip().split("\n")]
    has_more = len(body) > LOOKED_AT or len(lines) > 1
    for line in reversed(lines[-MOST_SIGNATURE_LINES:]):
        if match := _end_pattern().search(line):
            return agency_named(match["bracketed"] or match["dashed"])
        if (match := _line_pattern().fullmatch(line)) and has_more:
            return agency_named(match["agency"])
        if line and not _INITIALS.fullmatch(line):
            break
    return ""


def listed_place(name: str) -> str:
    """Return the place of this name as it is shown; "" for one that is not in the list."""
    return _places().get(_key(name), "") if name else ""


def agency_named(name: str) -> str:
    """Return the agency of this name, in any of its spellings; "" for none.

    >>> agency_named("पी.टी.आई."), agency_named("Reuters"), agency_named("आकाशवाणी")
    ('पीटीआई', 'रॉयटर्स', '')
    """
    return _agencies().get(_key(name), "") if name else ""


def _next_word(text: str, at: int) -> str:
    match = _WORD_AT.match(text, at)
    return match[1] if match else ""


def _may_be_place(words: str) -> bool:
    return 1 < len(words) <= MOST_PLACE_CHARS and not any(
        fold(word) in _NO_PLACE for word in re.split("[ -]", words)
    )


def _key(name: str) -> str:
    """Return what all spellings of a name share: free spellings, case, invisible letters, spaces and dots apart."""
    words = re.split(r"[\s.,/-]+", name.translate(_WITHOUT).strip().casefold())
    return " ".join(fold(word) for word in words if word)


_WITHOUT = dict.fromkeys(map(ord, INVISIBLE))


@cache
def _places() -> dict[str, str]:
    return _named("places.txt")


@cache
def _agencies() -> dict[str, str]:
    return _named("agencies.txt")


def _named(table: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for shown, names in _rows(table):
        for name in names:
            found.setdefault(_key(name), shown)
    return found


def _rows(table: str) -> list[tuple[str, list[str]]]:
    """Return (name shown, all its spellings) of each line."""
    rows = []
    for line in (TABLES / table).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            shown, _, others = line.partition("=")
            names = [shown.strip(), *(name.strip() for name in others.split(","))]
            rows.append((names[0], list(filter(None, names))))
    return rows


@cache
def _any_agency(group: str, *, with_ordinary: bool = True) -> str:
    names = [
        name
        for shown, names in _rows("agencies.txt")
        if with_ordinary or shown not in _ORDINARY
        for name in names
    ]
    longest_first = sorted(names, key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
    return rf"(?P<{group}>(?<![\u0900-\u097fA-Za-z])(?:{either})(?![\u0900-\u0963A-Za-z]))"


@cache
def _head_patterns() -> tuple[tuple[re.Pattern[str], bool], ...]:
    """Return the forms of datelines, each with whether its place must be in the list."""
    start = r"\s*[*•\"“‘']{0,2}"
    bracketed = _BRACKETS.format(agencies=_any_agency("agency"))
    plain = _any_agency("agency", with_ordinary=False)
    where = f"{_PLACE}{_REGION}{_SECOND}"
    forms = (
        (rf"{where}\s*,?\s*{_DAY}\s*,?\s*{bracketed}(?:{_END})?", False),
        (rf"{where}\s*,?\s*{bracketed}{_END}", False),
        (rf"{where}\s*,?\s*{bracketed}", True),
        (rf"{where}\s*,?\s*{_DAY}\s*,?\s*(?:[(\[]\s*{_DESK}\s*[)\]])?{_END}", True),
        (rf"{where}\s*[,/|]\s*(?:{_DAY}\s*[,/|]\s*)?{plain}{_END}", False),
        (rf"{where}\s*[,/|]\s*{_any_agency('agency')}{_END}", True),
        (rf"{where}\s*,?\s*[(\[]\s*{_DESK}\s*[)\]](?:{_END})?", True),
        (rf"{where}\s*[,/|]\s*{_DESK}{_END}", True),
        (rf"{plain}\s*[,:/|]\s*{where}{_END}", False),
        (rf"{_any_agency('agency')}\s*[,:/|]\s*{where}{_END}", True),
        (rf"{_DESK}\s*[,:/|]\s*{where}{_END}", False),
        (rf"{bracketed}{_END}", False),
        (rf"{where}(?:,?\s+{_DAY})?{_BARE_END}", True),
    )
    return tuple((re.compile(start + form), needs_list) for form, needs_list in forms)


@cache
def _end_pattern() -> re.Pattern[str]:
    """Return what finds a signature at the end of a line: (भाषा), -एएनआई."""
    bracketed = _BRACKETS.format(agencies=_any_agency("bracketed"))
    dashed = _any_agency("dashed")
    return re.compile(rf"(?:{bracketed}|(?:^|[।.!?”\"’']\s*)[-–—]+\s*{dashed})\s*[।.]?\s*$")


@cache
def _line_pattern() -> re.Pattern[str]:
    """Return what matches a line that is a signature: एएनआई, or भाषा with the names of its editors."""
    names = r"(?(edited)(?:\s+[\u0900-\u0963\u200c\u200d]{2,12}){0,3})"
    return re.compile(
        rf"[-–—]*\s*(?P<edited>(?=भाषा))?{_any_agency('agency')}(?:/[\u0900-\u0963a-zA-Z]{{0,8}})?{names}\s*[।.]?"
    )
