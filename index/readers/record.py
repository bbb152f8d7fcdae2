"""Raw strings of one record → Accepted or Refused: the rules that all formats share."""

import datetime
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from index.addresses import behind_redirect, derived_id, identifying_address, is_web_address
from index.article import CUT_HEADLINE, Article
from index.dateline import (
    NO_DATELINE,
    Dateline,
    agency_named,
    dateline_in,
    dateline_of,
    day_of_dateline,
    listed_place,
    signature_of,
)
from index.dates import parse_date
from index.fonts.detection import DoubtfulTextError
from index.fonts.mixed_texts import in_unicode
from index.hindi import boundaries
from index.hindi.script import ASCII_DIGITS, DEVANAGARI_SIGN
from index.hindi.sentences import breaks, sentences
from index.language_names import IN_DEVANAGARI, language_code
from index.readers.author_names import NO_VALUES, plain_author
from index.readers.clean_text import clean_line, clean_text
from index.readers.encodings import BROKEN
from index.readers.foot_lines import without_foot_lines
from index.readers.outcome import Accepted, Place, Refused

MAX_HEADLINE_FROM_BODY = 200
"""A longer first sentence is cut to this when it stands in for a headline."""
MIN_HEADLINE_LETTERS = 5
"""Letters without which a sentence is no headline: पी. सिंधु's first initial was one."""
MAX_FIELD_CHARS = 1_000
"""For everything but the body: longer texts are moved into the body, longer facts cut."""
MAX_DATE_CHARS = 200

_FACTS = frozenset(
    {"standfirst", "source", "section", "agency", "place", "edition", "print_page", "url", "date"}
)
MIN_TEXT_CHARS = 300
"""A summary of this many characters is the text, where there is no other."""
MAX_CUT_CHARS = 40
_CUT_TEXT = re.compile(r"\s*(?:…|\.{3})?\s*\[\+[0-9]{1,7} chars\]$")
"""How news services say that they cut a text."""
_EPOCH = datetime.date(1970, 1, 1)
_MIDNIGHT = re.compile("00:00|0?5:30")
"""The moment that computers count from, in Greenwich and in India: a date of 0 is none."""
_LATIN = re.compile("[A-Za-z]")
MAX_NAME_CHARS = 60
_NO_NAMES = frozenset(
    ["staff", "agency", "agencies", "desk", "एजेंसी", "एजेंसियां", "स्टाफ", "डेस्क", "ब्यूरो", "संवाददाता"]
)
_PAGE = re.compile(r"(?=.*[0-9])[0-9A-Za-z\u0904-\u0939 ,/-]{1,12}|[IVX]{1,6}")
_PAGE_WORD = re.compile(
    r"^(?:पृष्ठ|पेज|पन्ना|पृ|page|pg|p)\s*(?:संख्या|सं|नंबर|क्रमांक|no|number)?[\s.:#-]*", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
_LINE_ENDS = re.compile("[\u2028\u2029]+")


def accept(
    raw: Mapping[str, str], place: Place, max_text_chars: int, text_version: int = 0
) -> Accepted | Refused:
    """Build an article from cleaned field texts.

    `raw` may contain id, title, standfirst, body, source, date, section, author, agency, place, edition,
    print_page, url, language, machine_read, confidence, in `converted` the legacy font that the texts were converted
    from, in `body_from` the name that the body stood under, in `column_missing` that a stated name is not there. A
    record without any text is refused; all else is mended with a warning. A language that is not stated is detected
    later, from the analysed words (`index/language.py`).
    """
    raw = _move_misfiled_fields(raw)
    if len(raw.get("body", "")) > max_text_chars:
        reason = f"body longer than {max_text_chars} characters; split it or raise KHABARKHOJ_MAX_TEXT_CHARS"
        return place.refused(reason, raw["body"])
    warnings: list[str] = []
    try:
        raw = in_unicode(_shortened(raw, warnings))
    except DoubtfulTextError as error:
        return place.refused(str(error), raw.get("body", ""))
    if raw.get("converted"):
        warnings.append(f"typed for {raw['converted']}; converted to Unicode")
    facts = {name: clean_line(raw.get(name, "")) for name in raw if name != "body"}
    facts = {name: "" if name in _FACTS and _is_none(value) else value for name, value in facts.items()}
    headline, body = _texts(facts, raw, warnings)
    if raw.get("body_from"):
        warnings.append(f"body taken from {raw['body_from']!r}; say so with --column body={raw['body_from']}")
    if raw.get("column_missing"):
        warnings.append(raw["column_missing"])
    if _is_undecoded(headline + body):
        reason = "more broken letters than sound ones: its encoding is not the one stated"
        return place.refused(reason, body or headline)
    if not headline and not body:
        beginning = " | ".join(value for value in facts.values() if value)
        return place.refused("no text: neither a headline nor a body", beginning)
    facts["converted"] = raw.get("converted", "")
    article = _article(facts, headline, body, warnings)
    return Accepted(article, place.path, place.line, tuple(warnings), text_version)


def _article(facts: dict[str, str], headline: str, body: str, warnings: list[str]) -> Article:
    """Build the article of cleaned facts and texts; what is not stated comes from its dateline, if it has one."""
    dateline = dateline_in(body)
    stated_date, date = _dates(facts, warnings)
    if not facts.get("date") and (day := day_of_dateline(body)) and day <= datetime.date.today():  # noqa: DTZ011
        date = day
        warnings[warnings.index("no date")] = "no date but that of its dateline"
    author = "" if is_web_address(facts.get("author", "")) else plain_author(facts.get("author", ""))
    facts["author"] = author
    url, source = _url(facts, warnings), facts.get("source", "")
    named = headline if facts.get("title") else _named_in_ids(_after_dateline(body))
    address = "" if facts.get("shared_url") else identifying_address(url)
    derived = derived_id(address, source, str(stated_date or ""), named, body)
    return Article(
        id=_stated_id(facts, warnings) or derived,
        headline=headline,
        standfirst=facts.get("standfirst", ""),
        body=body,
        source=source,
        date=date,
        section=facts.get("section", ""),
        author=author,
        agency=_agency(facts, dateline, body),
        place=_place(facts.get("place", "")) or dateline.place,
        edition=facts.get("edition", ""),
        print_page=_print_page(facts.get("print_page", "")),
        url=url,
        language=stated_language(facts.get("language", ""), headline + body),
        converted=facts["converted"],
        machine_read=facts.get("machine_read", ""),
        confidence=facts.get("confidence", ""),
    )


def _move_misfiled_fields(raw: Mapping[str, str]) -> Mapping[str, str]:
    """Return `raw` with misplaced values moved: a text from the standfirst, an address from the source."""
    if not raw.get("body") and len(raw.get("standfirst", "")) >= MIN_TEXT_CHARS:
        raw = {**raw, "body": raw["standfirst"], "standfirst": ""}
    if is_web_address(source := raw.get("source", "").strip()):
        host = (urlsplit(source).hostname or "").removeprefix("www.")
        is_page = bool(urlsplit(source).path.strip("/"))
        raw = {**raw, "source": host, "url": raw.get("url") or (source if is_page else "")}
    if raw.get("body", "").endswith("chars]"):
        body = raw["body"]
        raw = {**raw, "body": body[:-MAX_CUT_CHARS] + _CUT_TEXT.sub("", body[-MAX_CUT_CHARS:])}
    return raw


def _is_none(value: str) -> bool:
    """Return whether a value is a placeholder for nothing ("null", "N/A")."""
    return value.casefold() in NO_VALUES


def _is_undecoded(text: str) -> bool:
    """Return whether most of a text was lost when it was decoded."""
    return text.count(BROKEN) * 2 > len(text) - text.count(" ")


def _texts(facts: Mapping[str, str], raw: Mapping[str, str], warnings: list[str]) -> tuple[str, str]:
    """Return headline and body; the first sentence of the body stands in for a missing headline."""
    headline, body = facts.get("title", ""), without_foot_lines(clean_text(raw.get("body", "")))
    headline = _without_source(headline, facts.get("source", ""))
    if body and not headline:
        headline = first_sentence(_after_dateline(body))
        warnings.append("no headline; the first sentence of the body stands in")
    if headline and not body:
        warnings.append("no body")
    return headline, body


def _without_source(headline: str, source: str) -> str:
    """Return a headline without the name of its source at the end, as news services put it there."""
    for mark in (" - ", " | ", " – "):
        head, found, tail = headline.rpartition(mark)
        if found and head and source and tail.strip().casefold() == source.casefold():
            return head.rstrip()
    return headline


def _after_dateline(body: str) -> str:
    return body[dateline_of(body).end :].lstrip() or body


def _agency(facts: Mapping[str, str], dateline: Dateline, body: str) -> str:
    """Return the agency as a record states it, or as its text, author or source names it."""
    stated = facts.get("agency", "")
    return (
        agency_named(stated)
        or (stated if _is_name(stated) else "")
        or dateline.agency
        or signature_of(body)
        or agency_named(facts.get("author", "").partition(",")[0])
        or agency_named(facts.get("source", ""))
    )


def _print_page(stated: str) -> str:
    """Return a page's number or name (7, A3, 12-13) out of "पृष्ठ 7" or 7.0; "" for what is none, such as a date.

    >>> _print_page("पृष्ठ ०7"), _print_page("p. 9"), _print_page("9.0"), _print_page("2024-06-25")
    ('7', '9', '9', '')
    """
    plain = _PAGE_WORD.sub("", stated.translate(ASCII_DIGITS)).strip()
    plain = plain.removesuffix(".0").lstrip("0")
    return plain if _PAGE.fullmatch(plain) and parse_date(plain) is None else ""


def _place(stated: str) -> str:
    """Return a place as a record states it: of a whole dateline its place, in the spelling that is shown."""
    dateline = dateline_of(stated + ":") if "," in stated or "(" in stated else NO_DATELINE
    return dateline.place or listed_place(stated) or (stated if _is_name(stated) else "")


def _is_name(stated: str) -> bool:
    """Return whether a stated agency or place is a name: no address, no coordinates, no "-", no desk."""
    has_letters = _LATIN.search(stated) or DEVANAGARI_SIGN.search(stated)
    is_other = stated.casefold() in _NO_NAMES or "://" in stated or any(letter.isdigit() for letter in stated)
    return bool(has_letters) and not is_other and len(stated) <= MAX_NAME_CHARS


def _dates(
    facts: Mapping[str, str], warnings: list[str]
) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the date as stated, which an id may be derived of, and the date to keep: never a future one."""
    stated = facts.get("date", "")[:MAX_DATE_CHARS]
    date = parse_date(stated)
    if date == _EPOCH and _MIDNIGHT.search(stated):
        warnings.append(f"date {stated!r} is the Unix epoch, i.e. no date; kept without one")
        return None, None
    if date is None:
        warnings.append(f"date {stated!r} cannot be read; kept without a date" if stated else "no date")
        return None, None
    if facts.get("date_order") and date is not None:
        warnings.append(f"date {stated!r} read day first; nothing in the file tells whether the month is")
    if date > datetime.date.today() + datetime.timedelta(days=1):  # noqa: DTZ011 - a day either way is forgiven
        warnings.append(f"date {str(date)!r} lies in the future; kept without a date")
        return date, None
    return date, date


def _url(facts: Mapping[str, str], warnings: list[str]) -> str:
    """Return the article's address if it is one that can be linked."""
    url = behind_redirect(facts.get("url", ""))
    if url and not is_web_address(url):
        warnings.append(f"url {url[:80]!r} is not an http or https address; dropped")
        return ""
    return url


def _stated_id(facts: Mapping[str, str], warnings: list[str]) -> str:
    """Return the record's own id; "" for none, or for one that no address can contain."""
    stated = _LINE_ENDS.sub(" ", facts.get("id", "")).strip()
    if stated and not stated.strip("."):
        warnings.append(f"id {stated!r} cannot be part of an address; one was derived")
        return ""
    return stated


def _shortened(raw: Mapping[str, str], warnings: list[str]) -> Mapping[str, str]:
    """Move long texts into the body, so that none of their words is lost; cut or drop long facts."""
    short = dict(raw)
    for name in ("standfirst", "title"):
        text = short.get(name, "")
        if len(text) > MAX_FIELD_CHARS:
            warnings.append(f"{name} longer than {MAX_FIELD_CHARS} characters; moved into the body")
            short[name] = ""
            if clean_line(text) not in clean_line(short.get("body", "")):
                short["body"] = f"{text}\n{short.get('body', '')}"
    for name, value in raw.items():
        if len(value) > MAX_FIELD_CHARS and name not in {"body", "date", "title", "standfirst"}:
            warnings.append(f"{name} longer than {MAX_FIELD_CHARS} characters; left out or cut")
            short[name] = "" if name in {"id", "url"} else value[:MAX_FIELD_CHARS]
    return short


def parse_text_version(version: object) -> int:
    """Return the text version that a number of a version is; 0 for what is none."""
    text = str(version or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def stated_language(stated: str, text: str) -> str:
    """Return a language's code as an export states it, if the script of the text agrees; "" to detect it."""
    name = stated.strip().lower()
    code = language_code(re.split(r"[-_]", name)[0])
    if not re.fullmatch("[a-z]{2,3}", code):
        return ""
    sample = text[:2000]
    devanagari, latin = len(DEVANAGARI_SIGN.findall(sample)), len(_LATIN.findall(sample))
    return code if (devanagari > latin) == (code in IN_DEVANAGARI) else ""


def first_sentence(body: str) -> str:
    """Return what the body begins with, up to the end of a sentence; cut at a word if it is too long for a headline.

    It goes on to a further sentence while it has hardly a word (डॉ.।).
    """
    read = ""
    for sentence in sentences(clean_line(body.split("\n", 1)[0])[: 4 * MAX_HEADLINE_FROM_BODY]):
        head, space, last = sentence.rpartition(" ")
        ends = breaks(last) if last else []
        read += f"{' ' * bool(read)}{head}{space}{last[: ends[0]] if ends else last}"
        if len(_LETTER.findall(read)) >= MIN_HEADLINE_LETTERS:
            break
    return _cut_at_word(read)


def _named_in_ids(body: str) -> str:
    """Return the stand-in for a headline that ids are made of: ICU's first sentence, whatever is shown instead."""
    first = clean_line(body.split("\n", 1)[0])
    start, end = next(iter(boundaries.spans("sentence", first)), (0, 0))
    return _cut_at_word(first[start:end].strip())


def _cut_at_word(text: str) -> str:
    if len(text) <= MAX_HEADLINE_FROM_BODY:
        return text
    head = text[:MAX_HEADLINE_FROM_BODY]
    return (head.rsplit(" ", 1)[0] if " " in head else head) + CUT_HEADLINE
