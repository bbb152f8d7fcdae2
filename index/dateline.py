"""The dateline of a story, and the agency that it is credited to, as in नई दिल्ली, 25 जून (भाषा).

Papers write where a story was filed, when and by which agency before its first sentence, or sign it at the end:

    लखनऊ, 25 जून (आईएएनएस)। · एएनआई, वाशिंगटन। · जागरण संवाददाता, बहराइच। · पटना। · … कहा है। (भाषा)

A wrong place is worse than none. A place that stands alone must be in the list; beside an agency, a day or a desk any
one to three words are one. Nothing is taken out of the body: the dateline is text that can be searched.
"""

import datetime
import re
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import NamedTuple

from index.dates import MONTH_NAME, parse_date
from index.hindi.script import INVISIBLE
from index.hindi.spelling import fold
from index.hindi.stems import verb_roots

TABLES = Path(__file__).with_name("hindi") / "tables"
LOOKED_AT = 160
"""Length of the body's beginning and end that are searched for a dateline and a signature."""
MAX_SIGNATURE_LINES = 4
"""Lines at the end that are examined: initials of the editors may follow the agency's name."""
MAX_PLACE_CHARS = 30
MAX_SUBHEADINGS = 2

_MONTH = rf"(?i:{MONTH_NAME}|फ\u093cरवरी|\u095eरवरी)\.?"
_DAY = rf"(?:[0-9०-९]{{1,2}}\s+{_MONTH}|{_MONTH}\s+[0-9]{{1,2}})(?:,?\s+[0-9०-९]{{4}})?"
_WORD = r"[\u0904-\u0939\u0958-\u0961\u0972-\u097fA-Z][\u0900-\u0963\u0971-\u097f\u200c\u200dA-Za-z]*"
_SPACE = r"(?:[ \u00a0]{1,3}|-)"
_PLACE = rf"(?P<place>{_WORD}(?:{_SPACE}{_WORD}){{0,2}})"
_WORD_AT = re.compile(rf"\s*((?:{_WORD})?)")
_REGION = r"(?:\s*[(\[][\u0900-\u0963\u200c\u200dA-Za-z ]{2,30}[)\]]){0,2}"
"""(तेलंगाना) [भारत], as ANI writes after a place."""
_SECOND = rf"(?:\s*/\s*{_WORD}(?:{_SPACE}{_WORD}){{0,2}})?"
"""मुंबई/नई दिल्ली: the first place is the one that counts."""
_END = r"\s*(?:[।|:॥]|\.(?!\S)|[-–—]+(?=\s)|\n)"
"""What closes a dateline."""
_BARE_END = r"\s*(?:[।|:॥]|\.(?!\S)|(?<=\s)(?P<dash>[–—])(?=\s)|\n)"
"""The same after a place alone: a hyphen joins two names (जम्मू- कश्मीर)."""
_WORDS_BEFORE = r"(?:[\u0900-\u0963\u0971-\u097f\u200c\u200dA-Za-z.]+[ \u00a0]+){0,3}"
_REPORTER = (
    rf"(?:{_WORDS_BEFORE}(?:संवाददाता|संवादाता|संवाद सूत्र|संवाद सहयोगी|प्रतिनिधि|ब्यूरो)"
    "|जासं|जाब्यू|राब्यू|संसू|संवाद|निसं|निप्र|कासं)"
)
"""Who filed it, where no agency is named: जागरण संवाददाता, संसू."""
_DESK = (
    rf"(?:{_REPORTER}|{_WORDS_BEFORE}(?:डेस्क|नेटवर्क|एजेंसी|एजेंसियां|एजेंसीज|टीम)"
    rf"|{_WORDS_BEFORE}(?:न्यूज|न्यूज़|समाचार|जागरण|भास्कर|उजाला|नईदुनिया|पत्रिका|हिन्दुस्तान|हिंदुस्तान|टाइम्स|केसरी|ट्रिब्यून))"
)
"""The same, or the paper's own name: न्यूज डेस्क, भास्कर न्यूज."""
_NO_PLACE_WORDS = (
    "सोमवार मंगलवार बुधवार गुरुवार गुरूवार बृहस्पतिवार शुक्रवार शनिवार रविवार आज कल अब और लेकिन नहीं हां क्या यह वह इस "
    "उस में की के का को से ने पर कि जो तो भी ही है हैं था थे थी अपडेट विशेष एक्सक्लूसिव वीडियो फोटो डेस्क संवाददाता "
    "ब्यूरो एजेंसी एजेंसियां नेटवर्क टीम न्यूज समाचार प्रतिनिधि सूत्र नामक दावा भारत पाकिस्तान चीन अमेरिका रूस देश विदेश "
    "खेल दुनिया ब्रेकिंग लाइव साभार इनपुट फैक्ट चेक"
)
_NO_PLACE = frozenset(map(fold, _NO_PLACE_WORDS.split(" ")))
"""Words that no place is made of."""
_POSTPOSITIONS = frozenset(map(fold, ("ने", "के", "को", "का", "की", "से", "में", "पर", "व", "और")))
"""What follows the subject of a sentence, and no dateline."""
NOT_NAMES = _NO_PLACE | _POSTPOSITIONS | frozenset(map(fold, ("है", "हैं", "फिर", "जरूरी", "विवाद", "सम्मान")))
"""Words that are no editor's name."""
_BRACKETS = (
    r"[(\[（]\s*(?:(?:इनपुट|साभार|स्रोत|सौजन्य)[\s:–-]*)?{agencies}(?:[\s,/-]+[^()\[\]\n]{{0,20}})?\s*[)\]）]"
)
_SENTENCE_ENDS = ("।", ".", "?", "!", "”", '"', ")", "|")
_INITIALS = re.compile(
    r"[0-9]{4}\s+[0-9]{4}(?:\s+\S{1,20})?|[\u0900-\u0963\u200c\u200dA-Za-z]{2,12}|"
    r"[\u0900-\u097f\u200c\u200dA-Za-z.]{1,8}(?:[/.][\u0900-\u097f\u200c\u200dA-Za-z.]{0,8}){1,3}"
)
"""एकेजे/ or राम.श्रवण, which follow an agency's signature."""
_ORDINARY = frozenset(["भाषा", "वार्ता", "एपी", "तास"])
"""Agencies whose names are words, too."""

_DATELINE_WITH_DAY = re.compile(
    r"(?P<place>[^।,:()]{2,60})(?:,[^।,:()]{2,40})?,\s*"
    r"(?P<day>[0-9०-९]{1,2}\s+[^\W\d_][\w\u0900-\u097f.]{1,12},?\s+(?:19|20|१९|२०)[0-9०-९]{2})\s*(?P<end>\(|[:।–—-])"
)
"""A dateline that says its day with the year: गोंडा, 18 नवंबर 2025 (भाषा)।"""
MAX_DATELINE_CHARS = 160


class Dateline(NamedTuple):
    """Where and by which agency a story was filed ("" where it does not say), and where its text begins."""

    place: str
    agency: str
    end: int


NO_DATELINE = Dateline("", "", 0)


def dateline_in(body: str) -> Dateline:
    """Return the dateline of a body, or that of its second or third paragraph with an agency: subheadings may lead."""
    found = dateline_of(body)
    start = 0
    for _ in range(MAX_SUBHEADINGS):
        if found.end or (start := body.find("\n", start) + 1) == 0:
            break
        later = dateline_of(body[start : start + LOOKED_AT])
        if later.agency:
            found = later._replace(end=0)
            break
    return found


def day_of_dateline(body: str) -> datetime.date | None:
    """Return the day that the dateline of a text says with its year (गोंडा, 18 नवंबर 2025 (भाषा)।); None without one.

    Its place must be known, or an agency follow in brackets: a sentence may begin with a place and a day, too.
    """
    line = body.lstrip().partition("\n")[0][:MAX_DATELINE_CHARS]
    found = _DATELINE_WITH_DAY.match(line)
    if found is None or not (
        any(map(listed_place, found["place"].strip().split("/"))) or found["end"] == "("
    ):
        return None
    return parse_date(found["day"])


def begins_story(line: str) -> bool:
    """Return whether a line is a story's beginning, and not its headline: one that a dateline opens.

    >>> begins_story("लखनऊ, 25 जून (भाषा) राजधानी में"), begins_story("मुंबई: चेन्नई ने हराया")
    (True, False)
    """
    found = dateline_of(line)
    return bool(found.end) and (
        bool(found.agency) or "।" in line[: found.end] or not line[found.end :].strip()
    )


def dateline_of(body: str) -> Dateline:
    """Return what stands before the first sentence of a body.

    >>> dateline_of("नयी दिल्ली, 25 जून (भाषा) सरकार ने कहा।")
    Dateline(place='नई दिल्ली', agency='भाषा', end=25)
    >>> dateline_of("प्रवर्तन निदेशालय (ईडी) ने कहा।")
    Dateline(place='', agency='', end=0)
    """
    head = body[:LOOKED_AT]
    for pattern, wanted in _head_patterns():
        if (match := pattern.match(head)) is None:
            continue
        found = match.groupdict()
        stated = found.get("place") or ""
        after = _next_word(body, match.end())
        if found.get("dash") and _listed(after):
            continue  # दिल्ली – मुंबई
        place = _place(stated, wanted, after)
        if place or (not stated and found.get("agency")):
            return Dateline(place, agency_named(found.get("agency") or ""), match.end())
    return NO_DATELINE


def _place(stated: str, wanted: "_Wanted", after: str) -> str:
    """Return the place that a form of dateline states; "" where it is none."""
    listed = _listed(stated)
    if listed and (wanted is not _Wanted.PLAIN or not listed.is_common):
        return listed.name
    may_be = wanted is _Wanted.ANY or (wanted is _Wanted.ONE_WORD and not re.search(r"[\s-]", stated))
    is_any = may_be and _may_be_place(stated) and fold(after) not in _POSTPOSITIONS
    return " ".join(stated.split()) if is_any else ""


def signature_of(body: str) -> str:
    """Return the agency that the end of a body names: in brackets, after a dash, or alone on the last line.

    >>> signature_of("जुर्माना लगाया है। (भाषा)"), signature_of("दोनों देशों में वार्ता")
    ('भाषा', '')
    """
    lines = [line.strip() for line in body[-LOOKED_AT:].strip().split("\n")]
    has_more = len(body) > LOOKED_AT or len(lines) > 1
    for position in range(len(lines) - 1, max(-1, len(lines) - 1 - MAX_SIGNATURE_LINES), -1):
        line = lines[position]
        if match := _end_pattern().search(line):
            return agency_named(match["bracketed"] or match["dashed"] or match["told"])
        before = next((line for line in reversed(lines[:position]) if line), "")
        if (match := _line_pattern().fullmatch(line)) and has_more and _is_signature(match, before):
            return agency_named(match["agency"])
        if line and not _INITIALS.fullmatch(line):
            break
    return ""


def _is_signature(match: re.Match[str], before: str) -> bool:
    """Return whether a line with an agency's name is a signature: names follow it, and a sentence ends before it."""
    names = (match["names"] or "").split()
    ends = not before or before.endswith(_SENTENCE_ENDS) or _INITIALS.fullmatch(before) is not None
    return not names or (
        ends and not any(verb_roots(fold(name)) or fold(name) in NOT_NAMES for name in names)
    )


def listed_place(name: str) -> str:
    """Return the place of this name as it is shown; "" for one that is not in the list."""
    listed = _listed(name)
    return listed.name if listed else ""


def _listed(name: str) -> "_Listed | None":
    return _places().get(_key(name)) if name else None


def agency_named(name: str) -> str:
    """Return the agency of this name, in any of its spellings; "" for none.

    >>> agency_named("पी.टी.आई."), agency_named("Reuters"), agency_named("आकाशवाणी")
    ('पीटीआई', 'रॉयटर्स', '')
    """
    return _agencies().get(_key(name), "") if name else ""


def _next_word(text: str, position: int) -> str:
    match = _WORD_AT.match(text, position)
    return match[1] if match else ""


def _may_be_place(words: str) -> bool:
    return 1 < len(words) <= MAX_PLACE_CHARS and not any(
        fold(word) in _NO_PLACE for word in re.split("[ -]", words)
    )


def _key(name: str) -> str:
    """Return what all spellings of a name share: free spellings, case, invisible letters, spaces and dots apart."""
    words = re.split(r"[\s.,/-]+", name.translate(_WITHOUT).strip().casefold())
    return " ".join(fold(word) for word in words if word)


_WITHOUT = dict.fromkeys(map(ord, INVISIBLE))


class _Listed(NamedTuple):
    """A place of the list; `is_common`: its name is a common word, too."""

    name: str
    is_common: bool


class _Wanted(Enum):
    """What a form of dateline takes for a place."""

    PLAIN = auto()
    """One of the list that is no common word."""
    LISTED = auto()
    """Any of the list."""
    ONE_WORD = auto()
    """Any of the list, or one word that may be a place."""
    ANY = auto()
    """Up to three words that may be a place."""


@cache
def _places() -> dict[str, _Listed]:
    found: dict[str, _Listed] = {}
    for shown, names in _rows("places.txt"):
        listed = _Listed(shown.rstrip("*"), shown.endswith("*"))
        for name in names:
            found.setdefault(_key(name.rstrip("*")), listed)
    return found


@cache
def _agencies() -> dict[str, str]:
    found: dict[str, str] = {}
    for shown, names in _rows("agencies.txt"):
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
def _head_patterns() -> tuple[tuple[re.Pattern[str], _Wanted], ...]:
    """Return the forms of datelines, each with what it takes for a place."""
    start = r"\s*[*•\"“‘']{0,2}"
    bracketed = _BRACKETS.format(agencies=_any_agency("agency"))
    plain = _any_agency("agency", with_ordinary=False)
    where = f"{_PLACE}{_REGION}{_SECOND}"
    any_bracket = r"[(\[][^()\[\]\n]{1,24}[)\]]"
    forms = (
        (rf"{where}\s*[,।:.]?\s*{_DAY}\s*,?\s*{bracketed}(?:{_END})?", _Wanted.ANY),
        (rf"{where}\s*[,।:]?\s*{bracketed}(?:{_END})?", _Wanted.LISTED),
        (rf"{where}\s*,\s*{_DAY}\s+{_any_agency('agency')}(?:{_END})?", _Wanted.LISTED),
        (rf"{where}\s*[,।:.]?\s*{_DAY}\s*,?\s*(?:{any_bracket}(?:{_END})?|{_END})", _Wanted.LISTED),
        (rf"{where}\s*[,/|]\s*(?:{_DAY}\s*[,/|]\s*)?{_any_agency('agency')}{_END}", _Wanted.LISTED),
        (rf"{where}\s*[,।:]?\s*[(\[]\s*{_DESK}\s*[)\]](?:{_END})?", _Wanted.LISTED),
        (rf"{where}\s*[,/|]\s*{_DESK}{_END}", _Wanted.PLAIN),
        (rf"{plain}\s*[,:/|]\s*{where}(?:\s*,?\s*{_DAY})?{_END}", _Wanted.LISTED),
        (rf"{_any_agency('agency')}\s*[,:/|]\s*{where}{_END}", _Wanted.PLAIN),
        (rf"{bracketed}\s*{where}(?:\s*,?\s*{_DAY})?{_END}", _Wanted.LISTED),
        (rf"{_REPORTER}\s*[,:/|]\s*{where}{_END}", _Wanted.ONE_WORD),
        (rf"(?:{_DESK}\s*[,:/|]\s*){{1,2}}{where}{_END}", _Wanted.LISTED),
        (rf"{bracketed}{_END}", _Wanted.LISTED),
        (rf"{where}(?:,?\s+{_DAY})?{_BARE_END}", _Wanted.PLAIN),
    )
    return tuple((re.compile(start + form), wanted) for form, wanted in forms)


@cache
def _end_pattern() -> re.Pattern[str]:
    """Return what finds a signature at the end of a line: (भाषा), -एएनआई, (… एजेंसी भाषा से ली गई है)."""
    bracketed = _BRACKETS.format(agencies=_any_agency("bracketed"))
    dashed = _any_agency("dashed")
    told = rf"[(\[][^()\[\]\n]{{0,60}}(?:एजेंसी|स्रोत)\s*[:–-]?\s*{_any_agency('told')}[^()\[\]\n]{{0,40}}[)\]]"
    also = rf"(?:\s*{_any_agency('also')})?"
    return re.compile(rf"(?:{bracketed}{also}|{told}|(?:^|[।.!?”\"’']\s*)[-–—]+\s*{dashed})\s*[।.]?\s*$")


@cache
def _line_pattern() -> re.Pattern[str]:
    """Return what matches a line that is a signature: एएनआई, or an agency with the names of its editors."""
    name = r"[\u0900-\u0963\u200c\u200d.]{2,14}"
    slashed = rf"(?:\s*/\s*(?:{name}(?:\s+{name})?|[a-zA-Z]{{0,8}})){{0,3}}"
    names = rf"(?(edited)(?P<names>(?:\s+{name}){{0,3}}))"
    agency = _any_agency("agency")
    return re.compile(rf"[-–—]*\s*(?P<edited>(?=भाषा))?{agency}{slashed}{names}\s*[।.]?")
