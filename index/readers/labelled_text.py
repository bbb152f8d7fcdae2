"""Texts and tables that begin with what they are: "शीर्षक: …", "Date: …"; and what stands above a press note."""

import re
from collections.abc import Iterable, Iterator, Sequence

from index.readers.field_aliases import field_of

LABEL = re.compile(r"([^\s:：|][^:：|]{0,30}?)(?:\s*[:：]\s*[-–—]?|\s?[-–—]{1,2}(?=\s))\s*(.*)")
"""A label and what it names: "शीर्षक: …", "Date - …", "शीर्षक- …"."""
_FORM_HEADING = re.compile(
    r"\W{0,3}(?:प्रेस\s*(?:विज्ञप्ति|नोट|रिलीज़?)|प्रकाशनार्थ|कृपया प्रकाशित करें|समाचार|"
    r"ख़?बर(?: नं(?:बर)?\.?\s*[0-9०-९]+)?|"
    r"जनसंपर्क (?:विभाग|कार्यालय)[^।]{0,40}|"
    r"press\s*(?:release|note)|for (?:immediate )?(?:release|publication)|news|"
    r"(?:सेवा में,?\s*)?(?:संपादक(?: महोदय| जी)?)?|एंकर|इंट्रो|फ्लैश|flash|"
    r"ब्रेकिंग(?: न्यूज\u093c?)?|breaking(?: news)?|"
    r"(?:प्रथम|पहला|अंतिम) पृष्ठ(?: लीड)?|लीड|पेज\s*[-–]?\s*[0-9०-९]{1,2}|फ\u093c?ोटो\s*[-–]?\s*[0-9०-९]{0,2}|संशोधित|"
    r"[\w\u0900-\u097f]{2,20} (?:ब्यूरो|डेस्क|कार्यालय)|ZCZC.{0,40}|ॐ|[-*=_~.#]{3,80})\W{0,3}",
    re.IGNORECASE,
)
"""What press notes have above their headline."""
MAX_FORM_HEADINGS = 3
_BODY_LABEL = re.compile(r"(?:markdown content|content|body|text|पाठ|समाचार|विवरण)\s*[:：]", re.IGNORECASE)
MAX_LABELS = 20
"""Lines at the beginning that may be labelled."""
MIN_LABELS = 2
"""Labelled lines, the headline's among them, that make a text a labelled one."""
MAX_BUREAU_CHARS = 60
_BUREAU = re.compile(r"ब्यूरो|संवाददाता|डेस्क|एजेंसी|कार्यालय|bureau|desk|office", re.IGNORECASE)
MAX_UNKNOWN_CHARS = 120
"""A line with a label that is none of ours, among others that are, is passed over."""
MIN_CELLS = 3
"""Fields that a table of two columns has to name, the headline among them, to tell of an article."""
MAX_CELL_LABEL_CHARS = 40
_OF_PERSONS = frozenset({"name", "नाम"})
"""What is a headline in exports names a person in a table of facts."""


def labelled_fields(lines: list[str]) -> dict[str, str]:
    """Return the fields of a text that begins with lines such as "शीर्षक: …" and "Date: …"; nothing for others.

    One short line may stand above them: the bureau that sent it.
    """
    raw: dict[str, str] = {}
    is_below_bureau = (
        len(lines) > MIN_LABELS and len(lines[0]) <= MAX_BUREAU_CHARS and _BUREAU.search(lines[0]) is not None
    )
    used = int(is_below_bureau and LABEL.match(lines[1]) is not None)
    for line in lines[used:MAX_LABELS]:
        label = LABEL.match(line)
        field = field_of(label[1]) if label else None
        is_unknown = field is None and label is not None and len(line) <= MAX_UNKNOWN_CHARS and ":" in line
        if is_unknown and raw and _has_label(lines[used + 1 : used + 2]):  # another fact, of no field of ours
            used += 1
            continue
        if (field is None or field in raw) and line.strip():
            break
        used += 1
        if label and field:
            raw[field] = label[2].strip()
    if "title" not in raw or len(raw) < MIN_LABELS:
        return {}
    rest = [line for line in lines[used:] if not _BODY_LABEL.fullmatch(line.strip())]
    return {**raw, "body": "\n".join(filter(None, (raw.get("body", ""), *rest)))}


def _has_label(lines: list[str]) -> bool:
    return any((label := LABEL.match(line)) and field_of(label[1]) for line in lines)


def without_form_headings(lines: list[str]) -> list[str]:
    """Return the lines of a press note below "प्रेस विज्ञप्ति" and the like; all if nothing stands below."""
    rest = lines
    for _ in range(MAX_FORM_HEADINGS):
        first = next((number for number, line in enumerate(rest) if line.strip()), None)
        if first is None or not _FORM_HEADING.fullmatch(rest[first].strip()) or len(rest) == first + 1:
            return rest
        rest = rest[first + 1 :]
    return rest


def with_labels_joined(lines: list[str]) -> list[str]:
    """Return the lines of a form with each label and the line below it as one ("शीर्षक", "…": "शीर्षक: …").

    Anything but a text that begins with MIN_CELLS such pairs stays as it is.
    """
    joined: list[str] = []
    filled = [line for line in lines if line.strip()]
    position = 0
    while position + 1 < len(filled) and _field_of_label(filled[position]):
        joined.append(f"{filled[position].strip().rstrip(':： ')}: {filled[position + 1].strip()}")
        position += 2
    return [*joined, *filled[position:]] if _name_an_article(joined) else lines


def labelled_cells(rows: Iterable[Sequence[str]]) -> dict[str, str]:
    """Return the fields of a table whose first column names them, a row each; nothing for other tables."""
    found = next(labelled_forms(rows), None)
    return found[1] if found and len(found[1]) >= MIN_CELLS else {}


def labelled_forms(rows: Iterable[Sequence[str]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the row at which each form of a table begins, and its fields; none from a row of three cells on.

    A form ends where the headline is named again. Below the text, a row of one cell goes on with it.
    """
    raw: dict[str, str] = {}
    start = 1
    for number, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row if cell.strip()]
        if len(cells) > 2:
            break
        field = _field_of_label(cells[0]) if len(cells) == 2 else ""
        if field == "title" and "title" in raw:
            yield start, raw
            raw, start = {}, number
        if field and field not in raw:
            raw[field] = cells[1]
        elif len(cells) == 1 and "body" in raw:
            raw["body"] += f"\n{cells[0]}"
    if "title" in raw:
        yield start, raw


def _name_an_article(lines: list[str]) -> bool:
    return labelled_cells(line.split(": ", 1) for line in lines) != {}


def _field_of_label(text: str) -> str:
    label = text.strip().rstrip(":： *")
    if label.casefold() in _OF_PERSONS:
        return ""
    return (field_of(label) or "") if 0 < len(label) <= MAX_CELL_LABEL_CHARS else ""
