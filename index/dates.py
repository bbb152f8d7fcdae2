"""Dates of articles as Indian newspapers write them, in Hindi and English, in either kind of digits.

A wrong date is worse than none, so whatever is not understood to the last word is no date:

    25 जून 2024 · २५ जून २०२४ · मंगलवार, 25 जून 2024 10:30 PM (IST) · June 25, 2024 · 25-06-2024
    2024-06-25 · 2024-06-25T22:30:00Z · Tue, 25 Jun 2024 20:00:00 +0000 · 1719340200

A moment with an offset is dated by the calendar of India, where 22:30 in Greenwich is the next day; IST is
India's time here, not Israel's. 06-07-2024 is 6 July, as everywhere in India; 06-25-2024 is nothing, and so
are years of two digits (but 25-Jun-24), relative days (कल is yesterday and tomorrow) and other calendars.
"""

import datetime
import re
from functools import lru_cache

from index.hindi.script import ASCII_DIGITS
from index.place_names import places_and_agencies

INDIA = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
FIRST_YEAR = 1780
"""Hicky's Bengal Gazette, India's first newspaper."""
LAST_YEAR = 2999
MAX_CHARS = 120

_IGNORED = re.compile("[\u200b-\u200f\u2060\ufeff\u093c\u0970]")
"""Joiners inside words, marks of direction, the nukta, which some keyboards put on फ़रवरी, and the sign of सित॰."""
_PLAIN_SIGNS = ASCII_DIGITS | str.maketrans("–—\u00a0\u202f", "--  ")
MONTH_NAMES = (
    "जनवरी जन जानेवारी january jan",
    "फरवरी फर फेब्रुवारी february feb",
    "मार्च march mar",
    "अप्रैल अप्रेल अप्रै एप्रिल april apr",
    "मई मे may",
    "जून june jun",
    "जुलाई जूलाई जुल जुलै july jul",
    "अगस्त अग ऑगस्ट august aug",
    "सितंबर सितम्बर सितं सित सप्टेंबर september sept sep",
    "अक्टूबर अक्तूबर अक्तुबर अक्टुबर अक्टू अक्तू ऑक्टोबर october oct",
    "नवंबर नवम्बर नवं नव नोव्हेंबर november nov",
    "दिसंबर दिसम्बर दिसं दिस डिसेंबर december dec",
)
"""What each month is called, its usual name in Hindi first; in lower case and without a nukta."""
WEEKDAY_STEM = "(?:सोम|मंगल|बुध|गुरु|शुक्र|शनि|रवि)"
"""A pattern for a day of the week without its वार."""
_MONTH_NUMBER = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split()}


def _any_of(words: str) -> str:
    """Return a pattern for one of these words and no longer one (\\b knows nothing of vowel signs)."""
    ordered = sorted(words.split(), key=len, reverse=True)
    return f"(?<![a-z\u0900-\u097f])(?:{'|'.join(map(re.escape, ordered))})(?![a-z\u0900-\u0963])"


MONTH_NAME = _any_of(" ".join(MONTH_NAMES))
"""A pattern for a month in lower case and without a nukta."""
_MONTH = f"(?P<month>{MONTH_NAME})\\.?"
_YEAR, _NUMBER, _DAY = "(?P<year>[0-9]{4})", "(?P<number>[0-9]{1,2})", "(?P<day>[0-9]{1,2})"
_DATE = [
    re.compile(f"(?<![0-9.:/-]){date}(?![0-9/-])")
    for date in (
        rf"{_YEAR}(?P<mark>[-/.]){_NUMBER}(?P=mark){_DAY}",
        r"(?P<year>[0-9]{4})(?P<number>[0-9]{2})(?P<day>[0-9]{2})",
        rf"{_DAY}(?P<mark>[-/.]){_NUMBER}(?P=mark){_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th)?[\s,/-]*(?:of\s+)?{_MONTH}[\s,/-]*{_YEAR}",
        rf"{_MONTH}[\s-]*{_DAY}(?:st|nd|rd|th)?[\s,-]+{_YEAR}",
        rf"{_YEAR}[\s,/-]+{_MONTH}[\s,/-]*{_DAY}",
    )
]
_TIME = re.compile(
    r"(?<![0-9.:])(?:t|at)?\s*(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.][0-9]{2}(?:\.[0-9]+)?)?"
    r"\s*(?P<half>[ap]\.?m\b\.?|पूर्वाह्न|अपराह्न)?(?![0-9:])"
)
_ZONE = re.compile(
    r"(?P<india>\(?(?<![a-z])ist(?![a-z])\)?)|(?P<zulu>\(?(?<![a-su-y])(?:gmt|utc|z)(?![a-z+-])\)?)"
    r"|(?:gmt|utc)?(?P<sign>[+-])(?P<hours>[0-9]{2})(?::?(?P<minutes>[0-9]{2}))?(?![0-9:])"
)
_FURNITURE = re.compile(
    _any_of(
        "सोमवार मंगलवार बुधवार गुरुवार गुरूवार बृहस्पतिवार वीरवार शुक्रवार शनिवार रविवार इतवार "
        "सोम मंगल बुध गुरु गुरू शुक्र शनि रवि "
        "monday tuesday wednesday thursday friday saturday sunday "
        "mon tue tues wed thu thur thurs fri sat sun "
        "published publish posted created on at date dated first hrs hours "
        "प्रथम पोस्ट पब्लिश्ड पब्लिश प्रकाशित प्रकाशन प्रविष्टि दिनांक दि तारीख तिथि को बजे पर समय भारतीय समयानुसार"
    )
)
_BASIC = re.compile(r"([0-9]{8})t([0-9]{2})([0-9]{2})(?:[0-9]{2})?(?![0-9])")
"""20240625T223000+0530, as NITF writes moments."""
_UPDATED = re.compile(r"(?:last )?(?:updated|modified)|(?:अंतिम )?(?:अपडेटेड|अपडेट|संशोधित|अद्यतन)")
_PART_OF_DAY = re.compile(
    r"(?:देर\s+)?(?:सुबह|सवेरे|सायं(?:काल)?|प्रातः?|तड़के|तड़के|तडके|दोपहर|शाम|रात|आधी\s+रात)\s*(?:(?:करीब|लगभग)\s*)?(?:[0-9]{1,2}(?:[:.][0-9]{2})?)?\s*(?:बजे)?"
)
"""A time of day in words; with no offset beside it, it changes no day."""
_UNIX_DATE = re.compile(
    r"^[a-z]{3} (?P<month>[a-z]{3}) +(?P<day>[0-9]{1,2}) (?P<time>[0-9:]{8}) "
    r"(?P<zone>[a-z]{3,4}|[+-][0-9]{4}) (?P<year>[0-9]{4})$"
)
"""Tue Jun 25 20:00:00 IST 2024, as Unix and old mail programs write it; X with +0000."""
_NAMED_ZONES = {
    "est": "-0500", "edt": "-0400", "cst": "-0600", "cdt": "-0500", "pst": "-0800", "pdt": "-0700",
    "bst": "+0100", "cet": "+0100", "cest": "+0200",
}  # fmt: skip
"""Zones that mail and feeds name by letters (RFC 5322); IST is India's here."""
_ZONE_NAME = re.compile(rf"(?<=[0-9] )\(?(?:{'|'.join(_NAMED_ZONES)})\)?$")
_SHORT_YEAR = re.compile(rf"^(?P<day>[0-9]{{1,2}})-{_MONTH}-(?P<year>[0-9]{{2}})$")
"""25-Jun-24, as Excel writes it: the day is first, and the year is of this century unless it is to come."""
_WEEKDAYS = (
    "monday mon सोमवार सोम",
    "tuesday tue tues मंगलवार मंगल",
    "wednesday wed बुधवार बुध",
    "thursday thu thur thurs गुरुवार गुरूवार बृहस्पतिवार वीरवार गुरु गुरू बृहस्पति",
    "friday fri शुक्रवार शुक्र",
    "saturday sat शनिवार शनि",
    "sunday sun रविवार रवि इतवार",
)
_WEEKDAY_NUMBER = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
_ANY_NUMERIC = re.compile(r"[0-9]([/-])[0-9]{1,2}\1[0-9]{4}")
"""What most texts lack, and what costs less to look for than the day of the week before it."""
_NUMERIC = re.compile(
    rf"(?:(?P<weekday>{_any_of(' '.join(_WEEKDAYS))})\.?,?\s{{0,3}})?(?<![0-9/.-])(?P<first>[0-9]{{1,2}})(?P<mark>[/-])"
    r"(?P<second>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})(?![0-9/-])"
)
"""A date of numbers whose year is last, with the day of the week before it."""
_SHORT_NUMERIC = re.compile(
    r"^(?P<day>[0-9]{1,2})(?P<sign>[./])(?P<month>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{2})(?=$|[ ,])"
)
"""14.03.25, 14/03/25: the day first, as in India; with hyphens the year may be first."""
_MOMENT = re.compile(
    r"(?:/?date\()?(?P<seconds>[0-9]{10})(?:[0-9]{3}|[0-9]{6}|[0-9]{9}|\.[0-9]{1,9})?(?:[+-][0-9]{4})?(?:\)/?)?"
)
"""Seconds or parts of them since 1970; .NET writes /Date(1710217800000)/."""
_ALL_DIGITS = re.compile(r"([0-9]{4})([01][0-9])([0-3][0-9])[0-2][0-9][0-5][0-9][0-5][0-9]")
"""20240312101500."""
_TOLD_TWICE = re.compile(
    r"(?:\((?:india|indian|co-?ordinated universal|greenwich mean) (?:standard )?time\)|\[[a-z/_]{3,40}\])$"
)
"""The name of a zone after its offset, as JavaScript and Java write it."""
_SHORT_OFFSET = re.compile(r"([+-])([0-9]:[0-9]{2})$")
_YEAR_WORD = re.compile(r"(?<=\s)(?:सन्?|ईस्वी)\s+(?=[0-9]{4})")
_LEFT_OVER = re.compile(r"[\s,|:;.()\[\]।·•-]*")
_ZONE_OF_INDIA = re.compile(r"(?<=[0-9])\s+asia/(?:kolkata|calcutta)$")
_FOUR_DIGIT_TIME = re.compile(r"(?<![0-9:/.-])[0-2][0-9][0-5][0-9](?=\s*(?:ist|hrs|hours)\b)")
"""0840 IST, as agencies write it."""
_FOUR_DIGITS = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_BUREAU = re.compile(r"(?<=[0-9ap]m)\s+by\s+pib(?:\s+[a-z]+){0,2}$")
"""The Press Information Bureau names its office after the time."""
_ERA = re.compile(r"(?<=[0-9]{4})\s+ई\.?$")
_LABELS = re.compile(
    r"(?P<changed>(?:last )?(?:updated|modified)(?: on)?|(?:अंतिम )?(?:अपडेटेड|अपडेट|संशोधित|अद्यतन))"
    r"|(?:first )?(?:published|publish|posted|created)(?: (?:on|date))?"
    r"|(?:प्रथम |पहली बार )?(?:प्रकाशित|प्रकाशन|पब्लिश्ड|पब्लिश)|पोस्ट किया गया"
)
"""What stands before the two days of an article, in either order."""
_BEFORE_COMMA = re.compile(r"(?P<name>[^\W\d_][^,|0-9]{0,30})\s*[,|]\s*(?=[0-9])")
"""A place or an agency before the day, if it is one: भोपाल, 16 मई 2023."""
_FLOAT_MOMENT = re.compile(r"[0-9]\.[0-9]{1,9}e\+?0?9")
"""1.6842066e9, as a table of numbers is exported."""


@lru_cache(8192)
def parse_date(text: str) -> datetime.date | None:
    """Return the calendar day written in the text, or None: a wrong guess is worse than no date.

    >>> parse_date("मंगलवार, २५ जून २०२४ 10:30 PM (IST)"), parse_date("2024-06-25T22:30:00Z"), parse_date("कल")
    (datetime.date(2024, 6, 25), datetime.date(2024, 6, 26), None)
    """
    if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():
        return _day(text[:4], text[5:7], text[8:])
    if not text or len(text) > MAX_CHARS:
        return None
    plain = _IGNORED.sub("", text.translate(_PLAIN_SIGNS)).strip().lower()
    if moment := _written_by_program(plain):
        return moment
    plain = _with_day_first(_simplified(with_whole_year(plain)))
    if published := _published_of_two(plain):
        return published
    first, *later = _UPDATED.split(_BASIC.sub(r"\1 \2:\3", plain))
    found = _stated(first)
    if found is None and later and not _LEFT_OVER.sub("", _FURNITURE.sub("", first)):
        found = _stated(later[0])
    return found


def _written_by_program(plain: str) -> datetime.date | None:
    """Return the day of a number that counts from 1970, or of digits alone."""
    if moment := _MOMENT.fullmatch(plain):
        return _of_moment(int(moment["seconds"]))
    if _FLOAT_MOMENT.fullmatch(plain):
        return _of_moment(float(plain))
    if moment := _ALL_DIGITS.fullmatch(plain):
        return _day(moment[1], moment[2], moment[3])
    return None


def _simplified(plain: str) -> str:
    """Return a text in lower case without what programs and offices write around a moment."""
    plain = _TOLD_TWICE.sub("", plain)
    plain = _SHORT_OFFSET.sub(r"\g<1>0\2", plain)
    plain = _YEAR_WORD.sub("", plain)
    if unix := _UNIX_DATE.match(plain):
        plain = "{day} {month} {year} {time} {zone}".format_map(unix.groupdict())
    plain = _ZONE_NAME.sub(lambda zone: _NAMED_ZONES[zone[0].strip("()")], plain)
    if short := _SHORT_YEAR.match(plain):
        plain = f"{short['day']} {short['month']} {_whole_year(short['year'])}"
    plain = re.sub(r":(?=[a-z\u0900-\u097f]|[0-9]{1,4}[-/.][0-9]{1,2}[-/.])", ": ", plain)
    plain = re.sub(r"(\+05:?30) \(?ist\)?$", r"\1", plain)
    plain = re.sub(r"(?<=[0-9] )([+-][0-9]{4}) gmt$", r"\1", plain)
    plain = re.sub(r"(?<=[0-9]):(?=[ap]\.?m)", " ", plain)
    plain = re.sub(r"^([0-9]{4}-[0-9]{2}-[0-9]{2})t$", r"\1", plain)
    if len(_FOUR_DIGITS.findall(plain)) > 1:  # one of them is the year
        plain = _FOUR_DIGIT_TIME.sub("", plain)
    for pattern in (_ZONE_OF_INDIA, _BUREAU, _ERA):
        plain = pattern.sub("", plain)
    if (named := _BEFORE_COMMA.match(plain)) and named["name"].strip() in places_and_agencies():
        plain = plain[named.end() :]
    return plain


def _with_day_first(plain: str) -> str:
    """Return a text whose one date of numbers has its month first with the day first.

    The month is first where the day cannot be (03/14/2025), or where only so it is the day of the week that stands
    before it: Drupal writes गुरु, 08/05/2021 - 14:10 in every language.
    """
    if _ANY_NUMERIC.search(plain) is None or (found := _NUMERIC.search(plain)) is None:
        return plain
    first, second, year = int(found["first"]), int(found["second"]), found["year"]
    weekday = _WEEKDAY_NUMBER.get(found["weekday"] or "")
    day_first, month_first = (
        _day(year, found["second"], found["first"]),
        _day(year, found["first"], found["second"]),
    )
    if (
        month_first is None
        or (weekday is None and found["mark"] == "-")
        or (day_first and (weekday is None or day_first.weekday() == weekday))
    ):
        return plain
    if day_first and month_first.weekday() != weekday:
        return plain
    mark = found["mark"]
    start, end = found.start("first"), found.end("year")
    return f"{plain[:start]}{second:02d}{mark}{first:02d}{mark}{year}{plain[end:]}"


def with_whole_year(date: str) -> str:
    """Return a date of numbers with the four digits of its year (14/03/25: 14/03/2025); any other text as it is."""
    short = _SHORT_NUMERIC.match(date)
    if short is None:
        return date
    sign = short["sign"]
    return f"{short['day']}{sign}{short['month']}{sign}{_whole_year(short['year'])}{date[short.end() :]}"


def _whole_year(digits: str) -> int:
    """Return the year of two digits: of this century, unless it is to come."""
    this_year = datetime.date.today().year  # noqa: DTZ011
    return int(digits) + (2000 if int(digits) <= this_year % 100 + 1 else 1900)


def _published_of_two(plain: str) -> datetime.date | None:
    """Return the day of publication where a text states that of a change, too; None for all else."""
    labels = list(_LABELS.finditer(plain))
    if len(labels) != 2 or plain[: labels[0].start()].strip(" |,"):
        return None
    first, second = labels
    if bool(first["changed"]) == bool(second["changed"]):
        return None
    days = {
        bool(first["changed"]): _stated(plain[first.end() : second.start()]),
        bool(second["changed"]): _stated(plain[second.end() :]),
    }
    return days[False] if days[True] else None


def days_in(text: str) -> tuple[set[datetime.date], str]:
    """Return the days written anywhere in a line, and the words of it that tell no date, time or label of a date."""
    plain = _with_day_first(_IGNORED.sub("", text[:MAX_CHARS].translate(_PLAIN_SIGNS)).lower())
    days = set()
    for pattern in _DATE:
        for match in pattern.finditer(plain):
            groups = match.groupdict()
            number = groups.get("number") or str(_MONTH_NUMBER[groups["month"]])
            days.add(_day(groups["year"], number, groups["day"]))
        plain = pattern.sub(" ", plain)
    rest = _ZONE.sub(" ", _TIME.sub(" ", plain))
    return {day for day in days if day}, " ".join(_FURNITURE.sub(" ", _UPDATED.sub(" ", rest)).split())


def _stated(text: str) -> datetime.date | None:
    """Return the one date in a text that holds nothing else but a time, an offset and a weekday."""
    match = next((match for pattern in _DATE if (match := pattern.search(text))), None)
    if match is None:
        return None
    groups = match.groupdict()
    number = groups.get("number") or str(_MONTH_NUMBER[groups["month"]])
    day = _day(groups["year"], number, groups["day"])
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    time = _TIME.search(rest)
    if time is not None:
        rest = f"{rest[: time.start()]} {rest[time.end() :]}"
    rest = _PART_OF_DAY.sub(" ", rest) if time is None or not _ZONE.search(rest) else rest
    zone = _ZONE.search(rest)
    if zone is not None:
        rest = f"{rest[: zone.start()]} {rest[zone.end() :]}"
    if day is None or not _LEFT_OVER.fullmatch(_FURNITURE.sub(" ", rest)):
        return None
    return day if time is None or zone is None or zone["india"] else _in_india(day, time, zone)


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        found = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _in_india(day: datetime.date, time: re.Match[str], zone: re.Match[str]) -> datetime.date | None:
    """Return the day in India at a time elsewhere."""
    hour, minute, half = int(time["hour"]), int(time["minute"]), time["half"] or ""
    if half.startswith(("p", "अप")) and hour < 12:
        hour += 12
    elif half and hour == 12 and not half.startswith(("p", "अप")):
        hour = 0
    offset = 0
    if zone["sign"]:
        offset = (int(zone["hours"]) * 60 + int(zone["minutes"] or 0)) * (1 if zone["sign"] == "+" else -1)
    try:
        there = datetime.timezone(datetime.timedelta(minutes=offset))
        moment = datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=there)
        return moment.astimezone(INDIA).date()
    except (ValueError, OverflowError):
        return None


def _of_moment(seconds: float) -> datetime.date | None:
    """Return the day in India of a Unix time from 1990 on."""
    if not 631_152_000 <= seconds < 4_102_444_800:
        return None
    return datetime.datetime.fromtimestamp(seconds, INDIA).date()
