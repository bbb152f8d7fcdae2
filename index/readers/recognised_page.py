"""A page as machines read it from a picture: words with their confidence, in lines and paragraphs → a record.

Tesseract, ALTO and hOCR say the same things in three ways. A page is one article: where one story ends and the next
begins, no program said, and a hit should show its page.
"""

import datetime
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from statistics import median
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from index.dates import FIRST_YEAR
from index.readers.format import InputPart, ReadOptions
from index.readers.outcome import Outcome, Place, Refused, Skipped
from index.readers.record import accept
from index.readers.time_limit import UnreadableError, time_limited

UNIT = "page"
MAX_PAGES = 2_000
"""Of one file of ALTO or hOCR."""
MAX_WORDS = 200_000
"""Of one page; a broadsheet has 10,000."""
LARGE_TYPE = 1.35
"""A paragraph in type that is this much larger than the page's is its headline."""
MAX_HEADLINE_CHARS = 200
SURE = 100.0
DOUBTFUL = 30.0
"""Below this confidence signs without a letter or digit are specks and rules, not text."""
MIN_TOKENS, MIN_WORD_SHARE, MIN_CONFIDENCE = 5, 0.6, 50
"""A legible page has at least this many tokens, this share of them words, and this mean confidence."""
_WHOLE_WORD = re.compile(
    r"[\"'“‘(\[]{0,2}(?:[\u0904-\u0939\u0958-\u0961\u0972-\u097f][\u0900-\u0963\u0971-\u097f\u200c\u200d-]*|[A-Za-z][A-Za-z'’.-]*"
    r"|[0-9०-९][0-9०-९.,:/-]*)[\"'”’)\]।॥,.;:!?%-]{0,3}"
)
_LETTER = re.compile(r"[0-9A-Za-z\u0904-\u0939\u0958-\u0961\u0966-\u096f\u00c0-\u024f]")
_HYPHEN = re.compile(r"(?<=[\u0900-\u0963A-Za-z])[-\u00ad\u2010\u2011]$")
_OF_A_DEVICE = re.compile(
    r"(?<![a-z])(?:img|pxl|dsc|vid|mvimg|wa|whatsapp|scan|scanned|screenshot|camscanner|photo|backup|doc|copy)(?![a-z])"
    r"|[0-9]{8}[_-][0-9]{6}",
    re.IGNORECASE,
)
"""Names that cameras, scanners, messengers and backups give: their day is that of the scan, not of the paper."""
_YEAR_IN_NAME = re.compile(r"(?<![0-9])(1[789][0-9]{2}|20[0-9]{2})(?![0-9])")
_DAY_IN_NAME = re.compile(
    r"(?<![0-9])(?P<year>1[789][0-9]{2}|20[0-9]{2})(?P<mark>[-_./]?)(?P<month>0[1-9]|1[0-2])(?P=mark)"
    r"(?P<day>0[1-9]|[12][0-9]|3[01])(?![0-9])"
)


class Word(NamedTuple):
    """A word and how sure its reading is, in per cent."""

    text: str
    confidence: float = SURE


class Line(NamedTuple):
    """Words beside each other, and the height of their letters in whatever unit the page is measured in."""

    words: tuple[Word, ...]
    height: float = 0.0


Paragraph = Sequence[Line]
Element = TypeVar("Element")
NO_FACTS: Mapping[str, str] = MappingProxyType({})


def confidence_of(text: str | None, whole: float = SURE) -> float:
    """Return a stated confidence in per cent, of `whole` at most; sure where nothing or no number is stated.

    >>> confidence_of("0.8", 1), confidence_of("nan"), confidence_of("99999"), confidence_of(None)
    (80.0, 100.0, 100.0, 100.0)
    """
    try:
        stated = float(text) if text else whole
    except ValueError:
        return SURE
    return min(SURE, max(0.0, SURE * stated / whole)) if math.isfinite(stated) else SURE


def record_of(
    paragraphs: Iterable[Paragraph], program: str, number: str, path: str, *, has_confidence: bool = True
) -> dict[str, str]:
    """Return the raw strings of a page's record; {"body": ""} where nothing was read on it.

    The first paragraph in much larger type is the headline. A word that was broken at the end of a line is joined.
    """
    cleaned = [lines for paragraph in paragraphs if (lines := _without_specks(paragraph))]
    words = [word for paragraph in cleaned for line in paragraph for word in line.words]
    headline = _headline(cleaned)
    title = " ".join(_text(cleaned[position]) for position in headline)
    body = "\n".join(_text(line) for position, line in enumerate(cleaned) if position not in headline)
    record = {
        "title": title,
        "body": body,
        "print_page": number,
        "machine_read": program,
    }
    if words and has_confidence:
        record["confidence"] = str(round(_mean_confidence(words)))
    if day := day_in_name(path):
        record["date"] = day
    return record


def page_outcomes(
    part: InputPart,
    pages: Sequence[Element],
    record: Callable[[Element, int], dict[str, str]],
    options: ReadOptions,
    facts: Mapping[str, str] = NO_FACTS,
) -> Iterator[Outcome]:
    """Yield one outcome a page of a file: `record` makes its raw strings, `facts` of the whole issue go before them."""
    if len(pages) > MAX_PAGES:
        reason = f"more than {MAX_PAGES} pages; split the file"
        yield Refused(part.path, MAX_PAGES + 1, reason, line_unit=UNIT)
    for position, page in enumerate(pages[:MAX_PAGES], 1):
        try:
            raw = time_limited(partial(record, page, position), options.max_record_seconds)
        except UnreadableError as error:
            yield Refused(part.path, position, str(error), line_unit=UNIT)
            continue
        if raw["body"] or raw["title"]:
            line = position if len(pages) > 1 else 0
            yield accept({**raw, **facts}, Place(part.path, line, UNIT), options.max_text_chars)
        else:
            yield Skipped(part.path, "a page without text")


def is_legible(record: dict[str, str]) -> bool:
    """Return whether what was read are words: leaves, faces and letters of a lost font give signs of all kinds."""
    tokens = f"{record['title']} {record['body']}".split()
    words = sum(_WHOLE_WORD.fullmatch(token) is not None for token in tokens)
    return (
        len(tokens) >= MIN_TOKENS
        and words >= MIN_WORD_SHARE * len(tokens)
        and int(record.get("confidence", SURE)) >= MIN_CONFIDENCE
    )


def day_in_name(path: str) -> str:
    """Return the day that a file or its folder is named after, year first; "" for none.

    >>> day_in_name("aaj/1947-08-15/page_03.xml"), day_in_name("IMG_20240625_101112.jpg")
    ('1947-08-15', '')
    """
    near = "/".join(
        part for part in PurePosixPath(path.replace("!/", "/")).parts[-4:] if not _OF_A_DEVICE.search(part)
    )
    years = set(_YEAR_IN_NAME.findall(near))
    for match in reversed(list(_DAY_IN_NAME.finditer(near))):
        if years - {match["year"]}:
            return ""  # a day of one year and another year: which is the paper's?
        try:
            day = datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        if day.year >= FIRST_YEAR:
            return day.isoformat()
    return ""


def _without_specks(paragraph: Paragraph) -> list[Line]:
    lines = []
    for line in paragraph:
        words = tuple(word for word in line.words if word.confidence >= DOUBTFUL or _LETTER.search(word.text))
        if any(_LETTER.search(word.text) for word in words):
            lines.append(line._replace(words=words))
    return lines


def _headline(paragraphs: list[list[Line]]) -> range:
    """Return which paragraphs are the headline: the first ones in large type that follow one another."""
    heights = [
        line.height for paragraph in paragraphs for line in paragraph for _ in line.words if line.height
    ]
    large = LARGE_TYPE * median(heights) if heights else 0.0
    start = end = length = 0
    for position, paragraph in enumerate(paragraphs):
        if not large or median(line.height for line in paragraph) < large:
            if end > start:
                break
            start = end = position + 1
            continue
        length += len(_text(paragraph))
        if length > MAX_HEADLINE_CHARS:
            break
        end = position + 1
    return range(start, end) if end - start < len(paragraphs) else range(0)


def _text(paragraph: Paragraph) -> str:
    """Return a paragraph on one line."""
    text = ""
    for line in paragraph:
        said = " ".join(word.text for word in line.words)
        joined = _HYPHEN.sub("", text)
        text = joined + said if joined != text else f"{text} {said}".strip()
    return text


def _mean_confidence(words: Sequence[Word]) -> float:
    """Return the mean confidence of the letters: a long word counts for more."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / max(1, letters)
