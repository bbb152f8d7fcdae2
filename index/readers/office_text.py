"""Texts of Word and LibreOffice (DOCX, ODT): one article a file, legacy fonts converted run by run.

The file names the font of each run, so that Hindi typed for Kruti Dev and an English name beside it are told apart.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from index.fonts.detection import DoubtfulTextError, font_named
from index.fonts.legacy_font import LegacyFont
from index.hindi.script import DEVANAGARI_SIGN
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.labelled_text import labelled_fields, with_labels_joined, without_form_headings
from index.readers.outcome import Outcome, Place, Refused, excerpt_of
from index.readers.record import accept
from index.readers.seed_text import ends_sentence
from index.readers.text_head import with_byline, with_day_of_head, without_day_above
from index.readers.time_limit import UnreadableError, time_limited
from index.readers.xml_records import local, parsed, text_in
from index.readers.zip_documents import document_kind

MAX_HEADLINE_CHARS = 200
MAX_STYLES = 10_000
MAX_STYLE_STEPS = 20
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DELETED = frozenset(
    {
        "del",
        "moveFrom",
        "deletion",
        "tracked-changes",
        "annotation",
        "note",
        "fldData",
        "instrText",
        "Fallback",
    }
)
"""What is no text of the document: deleted, notes, and Word's second copy of a text box (mc:Fallback)."""
_MACHINES = frozenset(
    {"dell", "hp", "lenovo", "acer", "asus", "compaq", "user", "users", "admin", "administrator", "owner", "pc",
     "system", "windows user", "microsoft office user", "microsoft", "home", "office"}
)  # fmt: skip
"""Names of machines that Word gives for an author's."""
_NOBODY = frozenset(
    {"computer", "operator", "anonymous", "laptop", "desktop", "guest", "test", "unknown", "python-docx", "openpyxl",
     "docx", "apache", "poi", "libreoffice", "writer", "default", "none", "pc"}
)  # fmt: skip
"""Words that a program, a machine or its owner puts in an author's place."""
_NO_NAME = re.compile(r"[0-9०-९\[\]@\\/_]")
_BREAKS = {"br": "\n", "cr": "\n"}
_MACHINE = re.compile(rf"(?:{'|'.join(sorted(_MACHINES))})(?:[ _-]?[0-9]{{1,3}})?|desktop-[a-z0-9]{{4,10}}")
"""These names with their numbers (PC-4)."""


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a file."""
    try:
        raw = time_limited(lambda: _raw(part.content, options.max_document_bytes), options.max_record_seconds)
    except UnreadableError as error:
        yield Refused(part.path, 0, f"not readable as a document: {error}", excerpt_of(part.content))
        return
    if not raw["title"] and not raw["body"]:
        yield Refused(part.path, 0, "a document without a text; pictures of texts need OCR first")
        return
    yield accept(with_byline(with_day_of_head(raw)), Place(part.path), options.max_text_chars)


def _raw(content: bytes, most: int) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        is_word = "word/document.xml" in names
        body = _member(archive, "word/document.xml" if is_word else "content.xml", names, most)
        styles = _member(archive, "word/styles.xml" if is_word else "styles.xml", names, most)
        facts = _member(archive, "docProps/core.xml" if is_word else "meta.xml", names, most)
    if body is None:
        raise UnreadableError("neither Word's nor LibreOffice's text")
    runs = _word_paragraphs(body, styles) if is_word else _open_paragraphs(body, styles)
    text = LegacyText()
    for paragraph in runs:
        for line in _lines_of(paragraph):
            text.add(line)
    lines, converted = text.lines()
    lines = without_form_headings(lines)
    said = _facts(facts)
    if labelled := labelled_fields(with_labels_joined(lines)):
        return {"author": said.get("author", ""), **labelled, "converted": converted}
    lines, day = without_day_above(lines)
    title = said.get("title", "")
    if lines and len(lines[0]) <= MAX_HEADLINE_CHARS and not ends_sentence(lines[0]):
        title = lines.pop(0)
    return {
        "title": title, "body": "\n".join(lines), "date": day, "author": said.get("author", ""), "converted": converted,
    }  # fmt: skip


def _member(archive: zipfile.ZipFile, name: str, names: set[str], most: int) -> Any:
    """Return the root of an XML file within a document; None if there is none."""
    if name not in names:
        return None
    if archive.getinfo(name).file_size > most:
        raise UnreadableError(f"{name} is longer than {most} bytes; raise KHABARKHOJ_MAX_DOCUMENT_BYTES")
    with archive.open(name) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise UnreadableError(f"{name} is longer than {most} bytes; raise KHABARKHOJ_MAX_DOCUMENT_BYTES")
    return parsed(content)


def _facts(root: Any) -> dict[str, str]:
    """Return who wrote a document, as it says; its title is mostly a template's, so it only stands in."""
    if root is None:
        return {}
    found = {local(element): text_in(element) for element in root.iter() if isinstance(element.tag, str)}
    author = found.get("creator", "") or found.get("initial-creator", "")
    return {"title": found.get("title", ""), "author": person_of_properties(author)}


def person_of_properties(author: str) -> str:
    """Return the author that a file's properties name; "" for a machine, a program and a user's short name.

    >>> person_of_properties("रमेश"), person_of_properties("Ramesh Kumar"), person_of_properties("lenovo pc")
    ('रमेश', 'Ramesh Kumar', '')
    """
    name = author.strip()
    words = name.lower().split()
    is_machine = (
        _MACHINE.fullmatch(name.lower()) or not _NOBODY.isdisjoint(words) or _MACHINES.issuperset(words)
    )
    is_short = len(words) == 1 and name.isascii()
    return "" if is_machine or is_short or _NO_NAME.search(name) else name


Run = tuple[str, str]
"""A font's name ("" for none) and a text."""


def _lines_of(paragraph: list[Run]) -> Iterator[list[Run]]:
    """Yield the runs of each line of a paragraph."""
    line: list[Run] = []
    for font, text in paragraph:
        first, *others = text.split("\n")
        line.append((font, first))
        for other in others:
            yield line
            line = [(font, other)]
    yield line


class LegacyText:
    """Paragraphs in Unicode, and the legacy font that some were typed for."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._letters: dict[str, int] = {}
        self._reasons: dict[str, int] = {}
        self._total = 0

    def add(self, runs: list[Run]) -> None:
        """Take a paragraph; runs of one font are converted together, for a word may be cut between two."""
        parts: list[tuple[LegacyFont | None, str]] = []
        for name, text in runs:
            self._total += len(text)
            font = None
            try:
                font = font_named(name) if name and not DEVANAGARI_SIGN.search(text) else None
            except DoubtfulTextError as error:
                self._reasons[str(error)] = self._reasons.get(str(error), 0) + len(text)
            if parts and parts[-1][0] is font:
                parts[-1] = font, parts[-1][1] + text
            else:
                parts.append((font, text))
        line = ""
        for font, text in parts:
            if font is None:
                line += text
            else:
                line += font.converted(text).text
                self._letters[font.name] = self._letters.get(font.name, 0) + len(text)
        if line.strip():
            self._lines.append(" ".join(line.split()))

    def lines(self) -> tuple[list[str], str]:
        """Return the paragraphs and the font; raise DoubtfulTextError if most is in one that has no table."""
        for reason, letters in self._reasons.items():
            if letters > self._total // 2:
                raise DoubtfulTextError(reason)
        return self._lines, max(self._letters, key=lambda name: self._letters[name], default="")


def _word_paragraphs(root: Any, styles: Any) -> Iterator[list[Run]]:
    """Yield the runs of each paragraph of DOCX; the font of a run, else of its style, else of all."""
    fonts, parents, default = _word_styles(styles)
    for paragraph in root.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        around = _inherited(style.get(f"{_W}val", "") if style is not None else "", fonts, parents) or default
        runs: list[Run] = []
        for run in paragraph.iter(f"{_W}r"):
            if (
                any(local(ancestor) in _DELETED for ancestor in run.iterancestors())
                or _paragraph_of(run) is not paragraph
            ):
                continue
            own = _font_in(run.find(f"{_W}rPr"))
            named = run.find(f"{_W}rPr/{_W}rStyle")
            own = own or (_inherited(named.get(f"{_W}val", ""), fonts, parents) if named is not None else "")
            text = "".join(
                element.text or "" if local(element) == "t" else _BREAKS.get(local(element), " ")
                for element in run
                if local(element) in {"t", "tab", "br", "cr"}
            )
            runs.append((own or around, text))
        yield runs


def _paragraph_of(run: Any) -> Any:
    return next(run.iterancestors(f"{_W}p"), None)


def _font_in(properties: Any) -> str:
    fonts = properties.find(f"{_W}rFonts") if properties is not None else None
    return str(fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi") or "") if fonts is not None else ""


def _word_styles(root: Any) -> tuple[dict[str, str], dict[str, str], str]:
    fonts: dict[str, str] = {}
    parents: dict[str, str] = {}
    if root is None:
        return fonts, parents, ""
    for style in list(root.iter(f"{_W}style"))[:MAX_STYLES]:
        name = style.get(f"{_W}styleId", "")
        fonts[name] = _font_in(style.find(f"{_W}rPr"))
        based = style.find(f"{_W}basedOn")
        parents[name] = based.get(f"{_W}val", "") if based is not None else ""
    return fonts, parents, _font_in(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))


def _inherited(name: str, fonts: dict[str, str], parents: dict[str, str]) -> str:
    for _ in range(MAX_STYLE_STEPS):
        if not name or fonts.get(name):
            break
        name = parents.get(name, "")
    return fonts.get(name, "")


def _open_paragraphs(root: Any, styles: Any) -> Iterator[list[Run]]:
    """Yield the runs of each paragraph of ODT."""
    fonts: dict[str, str] = {}
    parents: dict[str, str] = {}
    for tree in (styles, root):
        for style in (
            []
            if tree is None
            else tree.xpath("//*[local-name()='style' or local-name()='default-style']")[:MAX_STYLES]
        ):
            name = _attribute(style, "name")
            found = style.xpath("./*[local-name()='text-properties']")
            fonts[name] = next(
                (
                    font
                    for element in found
                    if (font := _attribute(element, "font-name") or _attribute(element, "font-family"))
                ),
                "",
            )
            parents[name] = _attribute(style, "parent-style-name")
    default = fonts.pop("", "")
    for paragraph in root.xpath(
        "//*[local-name()='p' or local-name()='h'][not(ancestor::*[local-name()='p'])]"
    ):
        if not any(local(ancestor) in _DELETED for ancestor in paragraph.iterancestors()):
            yield list(_open_runs(paragraph, default, fonts, parents))


def _open_runs(
    element: Any, around: str, fonts: dict[str, str], parents: dict[str, str], depth: int = 50
) -> Iterator[Run]:
    font = _inherited(_attribute(element, "style-name"), fonts, parents) or around
    if element.text:
        yield font, element.text
    for child in element if depth else ():
        if isinstance(child.tag, str) and local(child) not in _DELETED:
            if local(child) in {"s", "tab", "line-break"}:
                yield font, " "
            yield from _open_runs(child, font, fonts, parents, depth - 1)
        if child.tail:
            yield font, child.tail


def _attribute(element: Any, name: str) -> str:
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), ""
    )


FORMAT = Format(
    name="document",
    title="texts of Word and LibreOffice, one article each",
    suffixes=(".docx", ".docm", ".odt"),
    read=read,
    recognises=lambda head: document_kind(head) == "text",
    whole_bytes=lambda options: options.max_document_bytes,
    binary=True,
    isolated=True,
)
