"""The seed text format: an article a file, or several that each have a head of their own.

Line 1 is `source | YYYY-MM-DD`, further parts `| key: value` (section, author, agency, place, edition, page,
url, id, language);
line 2 the headline; an optional third line without a sentence end the standfirst; the rest the body.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from index.dateline import begins_story
from index.dates import parse_date
from index.fonts.detection import DoubtfulTextError
from index.fonts.mixed_texts import in_unicode
from index.hindi.script import VISARGA
from index.readers.encodings import decoded, encoding_of
from index.readers.field_aliases import field_of
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.labelled_text import LABEL, MAX_LABELS, labelled_fields, without_form_headings
from index.readers.outcome import Accepted, Outcome, Place, Refused, Skipped, excerpt_of
from index.readers.record import accept
from index.readers.text_head import with_byline, with_day_of_head, without_day_above

KEYS = frozenset({"section", "author", "agency", "place", "edition", "print_page", "url", "id", "language"})
SENTENCE_ENDS = "।॥.?!…"
_SUBTITLES = re.compile(
    r"\s*(?:WEBVTT\b|[0-9]{1,4}\s*\r?\n[0-9]{2}:[0-9]{2}:[0-9]{2}[,.][0-9]{3}\s+-->)", re.ASCII
)
"""How the files of SubRip and WebVTT begin."""
_CUE = re.compile(r"(?:[0-9]{2}:)?[0-9]{2}:[0-9]{2}[,.][0-9]{3}\s+-->")
_CODE = re.compile(r"<[^<>]{1,40}>")
MAX_HEAD_CHARS = 500
_RULE = re.compile(r"[-=*_~#]{3,200}")
"""A line between two stories."""
MIN_WRAPPED = 2
MIN_FULL_LINES, FULL_SHARE = 4, 0.9
"""Lines, and the share of them without room for another word, that show a text broken at a width."""
_DATE_OF_NUMBERS = re.compile(
    r"\s*(?:[0-3]?[0-9]([-/.])[0-3]?[0-9]\1(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}([-/.])[0-3]?[0-9]\2[0-3]?[0-9])\s*"
)
"""A date of numbers, even one that no calendar has (31-02-2020)."""
_WITHIN = re.compile(r"[।?!.]\s+\S")
WIDEST_LINE = 100
"""Characters of a line that was broken at a width."""
CLOSERS = "\"'”’»)]"


_OF_CALENDARS = re.compile(r"\s*BEGIN:(VCALENDAR|VCARD)\s")


def _most_bytes(options: ReadOptions) -> int:
    """Return the longest file that may be one article."""
    return max(options.max_record_bytes, 4 * options.max_text_chars)


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a story."""
    encoding = encoding_of(part.content)
    try:
        text = decoded(part.content, "utf-8-sig" if encoding == "utf-8" else encoding, "strict")
    except UnicodeDecodeError as error:
        line = part.content[: error.start].count(b"\n") + 1
        reason = f"not UTF-8 (byte {error.start}); convert the file to UTF-8"
        yield Refused(part.path, line, reason, excerpt_of(part.content[max(0, error.start - 40) :]))
        return
    if kind := _OF_CALENDARS.match(text):
        yield Skipped(part.path, f"a {kind[1].lower()}, no article")
        return
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if _SUBTITLES.match(text):
        yield accept({"body": "\n".join(_spoken(lines))}, Place(part.path), options.max_text_chars)
        return
    lines, font = _in_unicode(lines)
    starts = _story_starts(lines)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        place = Place(part.path, start + 1 if len(starts) > 1 else 0)
        story = lines[start:end]
        while len(story) > 1 and _RULE.fullmatch(story[-1].strip() or "---"):
            story.pop()
        yield _story(story, font, place, options)


def _in_unicode(lines: list[str]) -> tuple[list[str], str]:
    """Return lines converted from the legacy font that they were typed for, and its name; "" for Unicode.

    Heads, labels and datelines are looked for in what is read, not in what was typed. Text of which no font can be
    told stays, and is refused with its article.
    """
    try:
        converted = in_unicode({"body": "\n".join(lines)})
    except DoubtfulTextError:
        return lines, ""
    font = converted.get("converted", "")
    return ([_with_colon(line) for line in converted["body"].split("\n")] if font else lines), font


def _with_colon(line: str) -> str:
    """Return a line whose label ends in a visarga, which stands on the key of the colon, with a colon."""
    label, sign, rest = line.partition(VISARGA)
    return f"{label}: {rest.strip()}" if sign and field_of(label.strip()) else line


def _story(lines: list[str], font: str, place: Place, options: ReadOptions) -> Outcome:
    labelled = labelled_fields(lines)
    raw, warnings = (labelled, []) if labelled else _fields(lines)
    if font:
        raw["converted"] = font
    raw["body"] = unwrapped(raw.get("body", ""))
    raw = with_byline(with_day_of_head(raw))
    outcome = accept(raw, place, options.max_text_chars)
    if warnings and isinstance(outcome, Accepted):
        outcome = replace(outcome, warnings=(*warnings, *outcome.warnings))
    return outcome


def _story_starts(lines: list[str]) -> list[int]:
    """Return the line of each story's head: of the only one, or of several that begin in the same way.

    Several have a line `source | date` each, or begin with the same label (शीर्षक: …) and are labelled texts each.
    """
    if _is_head(lines[0]):
        return [0, *(number for number in range(1, len(lines)) if _begins_with_head(lines, number))]
    label = LABEL.match(lines[0])
    if label is None or not labelled_fields(lines):
        return [0]
    starts = [0]
    for number in range(1, len(lines)):
        again = LABEL.match(lines[number])
        if (
            again
            and again[1] == label[1]
            and not lines[number - 1].strip("-=*_~# \t")
            and labelled_fields(lines[number : number + MAX_LABELS])
        ):
            starts.append(number)
    return starts


def _begins_with_head(lines: list[str], number: int) -> bool:
    """Return whether a story may begin at a line: a head below an empty line or a rule, and no row of a table."""
    before = lines[number - 1].strip()
    after = lines[number + 1].strip() if number + 1 < len(lines) else ""
    is_apart = not before or _RULE.fullmatch(before) is not None
    return is_apart and _is_head(lines[number]) and bool(after) and "|" not in after


def _is_head(line: str) -> bool:
    """Return whether a line is `source | date`, with or without further parts."""
    source, bar, tail = line[:MAX_HEAD_CHARS].partition("|")
    date = tail.partition("|")[0]
    return bool(bar and source.strip()) and (
        parse_date(date) is not None or _DATE_OF_NUMBERS.fullmatch(date) is not None
    )


def _spoken(lines: list[str]) -> Iterator[str]:
    """Yield the lines of subtitles without numbers, times and codes."""
    for line in lines:
        text = _CODE.sub("", line).strip()
        if text and not (_CUE.match(text) or text.isdigit() or text.startswith(("WEBVTT", "NOTE"))):
            yield text


def _fields(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    raw: dict[str, str] = {}
    warnings: list[str] = []
    has_head = "|" in lines[0] or parse_date(lines[0]) is not None
    if has_head:
        warnings += _head(lines.pop(0), raw)
    elif any(line.strip() for line in lines):
        warnings.append("line 1 is not `source | YYYY-MM-DD`; taken as the headline")
    above = lines
    lines = without_form_headings(lines)
    if lines is not above:
        lines, day = without_day_above(lines)
        raw.setdefault("date", day)
    first = next((line for line in lines if line.strip()), "")
    raw["title"] = lines.pop(0) if lines and not begins_story(first) else ""
    rest = [line for line in lines if line.strip()]
    is_wrapped = _is_wrapped(_blocks_of("\n".join(lines))) or (not has_head and _goes_on(lines))
    if raw["title"] and len(rest) > 1 and not (is_wrapped or ends_sentence(rest[0]) or begins_story(rest[0])):
        raw["standfirst"] = rest[0]
        lines = lines[lines.index(rest[0]) + 1 :]
    raw["body"] = "\n".join(lines)
    return raw, warnings


def _goes_on(lines: list[str]) -> bool:
    """Return whether the first line is no paragraph of its own, where empty lines stand between others."""
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    below = lines[first + 1 : first + 2]
    return bool(below and below[0].strip()) and any(not line.strip() for line in lines[first + 2 :])


def unwrapped(text: str) -> str:
    """Return a text whose lines were broken to a width with a line for each paragraph; others as they are."""
    blocks = _blocks_of(text)
    return "\n".join(" ".join(block) for block in blocks) if _is_wrapped(blocks) else text


def _blocks_of(text: str) -> list[list[str]]:
    """Return the lines of each paragraph, where empty lines stand between paragraphs."""
    blocks = (block.split("\n") for block in re.split(r"\n[ \t]*\n", text.strip("\n")))
    return [
        [line.strip() for line in block if line.strip()] for block in blocks if any(map(str.strip, block))
    ]


def _is_wrapped(blocks: list[list[str]]) -> bool:
    """Return whether lines were broken at a width: several paragraphs of short lines, most ending in no sentence."""
    broken = [line for block in blocks for line in block[:-1]]
    is_several = sum(len(block) > 1 for block in blocks) >= MIN_WRAPPED
    is_narrow = all(len(line) <= WIDEST_LINE for block in blocks for line in block)
    # Lines of a poem hold no end of a sentence, and have room for the next word.
    is_prose = any(_WITHIN.search(line) for line in broken) or _is_full(blocks)
    return is_several and is_narrow and is_prose and sum(map(ends_sentence, broken)) * 2 < len(broken)


def _is_full(blocks: list[list[str]]) -> bool:
    """Return whether hardly any line had room for the word that begins the next one."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    width = max((len(line) for block in blocks for line in block), default=0)
    full = sum(len(line) + 1 + len(following.split(" ", 1)[0]) > width for line, following in pairs)
    return len(pairs) >= MIN_FULL_LINES and full >= FULL_SHARE * len(pairs)


def _head(line: str, raw: dict[str, str]) -> list[str]:
    warnings = []
    source, _, tail = line.partition("|")
    raw["source"] = source
    date, *parts = tail.split("|")
    raw["date"] = date
    for part in parts:
        key, colon, value = part.partition(":")
        field = field_of(key)
        if colon and field in KEYS:
            raw[field] = value.strip()
        else:
            warnings.append(
                f"a part of line 1 is none of {', '.join(sorted(KEYS))}: {part.strip()[:60]!r}; ignored"
            )
    return warnings


def ends_sentence(line: str) -> bool:
    """Return whether a line closes with a danda, full stop, question or exclamation mark."""
    return line.strip().rstrip(CLOSERS).endswith(tuple(SENTENCE_ENDS))


FORMAT = Format(
    name="text",
    title="`source | date`, headline, standfirst, body; one article a file or several",
    suffixes=(".txt", ".text"),
    read=read,
    whole_bytes=_most_bytes,
)
