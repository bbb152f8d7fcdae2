"""A legacy font: which letters its glyphs stand for, and how what is seen becomes what is spoken.

Such fonts have no letters but parts of shapes. Typed is what stands left to right: ि before its consonants,
the hook of र् after its syllable, a half letter and the stroke that completes it.

    fgUnh → हिन्दी        dk;Z → कार्य        .k → ण् + ा → ण

A table (index/fonts/tables/) names what each glyph adds; the rules here put it in order. Sources:
the fonts' keyboard charts and the tables of assistech-iitdelhi/InDesignFontConverters.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLES = Path(__file__).with_name("tables")
SHORT_I, REPH = "\ue000", "\ue001"
"""Stand for ि and र् in the tables while they are out of place."""
_VIRAMA, _NUKTA, _AA = "\u094d", "\u093c", "\u093e"
_CONSONANT = f"[\u0915-\u0939\u0958-\u095f]{_NUKTA}?"
_CLUSTER = f"(?:{_CONSONANT}{_VIRAMA})*{_CONSONANT}"
_SIGNS = "[\u093e-\u094c\u0962\u0963]*"
_NASALS = "[\u0900-\u0903]*"
_VOWEL = "[\u0904-\u0914]"
_RULES = [
    # A half letter and the stroke are the whole letter; a stroke with ॅ, े or ै on it leaves that.
    (re.compile(f"{_VIRAMA}({_NUKTA}?){_AA}"), r"\1"),
    (re.compile(f"{_VIRAMA}({_NUKTA}?)\u094b"), "\\1\u0947"),
    (re.compile(f"{_VIRAMA}({_NUKTA}?)\u094c"), "\\1\u0948"),
    # Signs that were typed before what they follow.
    (re.compile(f"([\u093e-\u094d\u0900-\u0903]+){_NUKTA}"), f"{_NUKTA}\\1"),
    (re.compile(f"({_NASALS[:-1]})([\u093e-\u094c]+)"), r"\2\1"),
    (re.compile(f"([\u093e-\u094c])({_VIRAMA}\u0930)"), r"\2\1"),
    # ि goes after its syllable, the hook before it.
    (re.compile(f"{SHORT_I}({_NASALS}){REPH}({_CLUSTER})({_NASALS})"), "\u0930\u094d\\2\u093f\\1\\3"),
    (re.compile(f"{SHORT_I}({_NASALS})({_CLUSTER}){REPH}({_NASALS})"), "\u0930\u094d\\2\u093f\\1\\3"),
    (re.compile(f"{SHORT_I}({_NASALS})({_CLUSTER})({_NASALS})"), "\\2\u093f\\1\\3"),
    (re.compile(f"({_CLUSTER}{_SIGNS}{_NASALS}){REPH}"), "\u0930\u094d\\1"),
    (re.compile(f"\u0907({_NASALS}){REPH}"), "\u0908\\1"),
    # Signs built of two.
    (re.compile("\u093e\u0947"), "\u094b"),
    (re.compile("\u093e\u0948"), "\u094c"),
    (re.compile("\u093e\u0945"), "\u0949"),
    (re.compile("\u0905\u093e"), "\u0906"),
    (re.compile("\u0905\u094b|\u0906\u0947"), "\u0913"),
    (re.compile("\u0905\u094c|\u0906\u0948"), "\u0914"),
    (re.compile("\u0905\u0949|\u0906\u0945"), "\u0911"),
    (re.compile("\u090f\u0947"), "\u0910"),
    (re.compile("\u0908\u0901|\u0908\u0902\u0902"), "\u0908\u0902"),
    (re.compile("([\u0900-\u0902])\\1+"), r"\1"),
]
_MISPLACED = re.compile(
    f"(?:(?<=[\\s(])|^)[\u0900-\u0903\u093c\u093e-\u094d]|{_VIRAMA}(?![\u0915-\u0939\u0958-\u095f\\s.,;:!?।)-]|$)"
    f"|[\u093e-\u094c][\u093e-\u094c]|{_VOWEL}[\u093e-\u094d]|[{SHORT_I}{REPH}]"
)


_SPACES = re.compile(r"([ \t\r\n\f\v\u00a0]+)")
MAX_WORD_CHARS = 400
"""What is longer without white space is no word in any font, and left as it is."""
WORDS_REMEMBERED = 100_000


@dataclass(frozen=True)
class Converted:
    """Unicode text, and how many places of it cannot be right: no Hindi word is spelled so."""

    text: str
    faults: int


class LegacyFont:
    """One font, or a family that shares its table."""

    def __init__(self, name: str, names: re.Pattern[str], table: dict[str, str]) -> None:
        self.name = name
        self._names = names
        self._table = table
        glyphs = sorted(table, key=len, reverse=True)
        self._glyph = re.compile("|".join(map(re.escape, glyphs)))
        self._known: dict[str, Converted] = {}

    def is_named(self, font: str) -> bool:
        """Return whether this is the font of a name, as pages and PDFs write it (ABCDEF+KrutiDev010)."""
        return self._names.search(font) is not None

    def converted(self, text: str) -> Converted:
        """Return what was meant by text typed for this font, word by word."""
        parts = _SPACES.split(text)
        found = [self._word(part) for part in parts[::2]]
        parts[::2] = [part.text for part in found]
        return Converted("".join(parts), sum(part.faults for part in found))

    def _word(self, chunk: str) -> Converted:
        known = self._known.get(chunk)
        if known is None:
            if len(self._known) >= WORDS_REMEMBERED:
                self._known = {}
            known = self._known[chunk] = self._converted(chunk)
        return known

    def _converted(self, chunk: str) -> Converted:
        if len(chunk) > MAX_WORD_CHARS:
            return Converted(chunk, len(chunk))
        found = self._glyph.sub(lambda glyph: self._table[glyph[0]], chunk)
        for pattern, replacement in _RULES:
            found = pattern.sub(replacement, found)
        return Converted(found.translate(_LEFT_OVER), sum(1 for _ in _MISPLACED.finditer(found)))

    @property
    def table(self) -> dict[str, str]:
        """Glyphs → what they stand for."""
        return dict(self._table)


_LEFT_OVER = {ord(SHORT_I): "\u093f", ord(REPH): "\u0930\u094d"}


@cache
def legacy_fonts() -> tuple[LegacyFont, ...]:
    """Return the fonts that can be converted."""
    return (
        LegacyFont(
            "Kruti Dev 010",
            re.compile(r"(?<![A-Za-z])(?:kruti[\s_-]*dev|dev[\s_-]*lys)", re.IGNORECASE),
            _read("kruti-dev-010"),
        ),
        LegacyFont(
            "Chanakya",
            re.compile(r"(?<![A-Za-z])(?:walkman[\s_-]*)?chanakya", re.IGNORECASE),
            _read("chanakya"),
        ),
    )


def _read(name: str) -> dict[str, str]:
    """Return a table: glyph, tab, what it stands for (I and R for ि and the hook); ## begins a note."""
    text = (TABLES / f"{name}.tsv").read_text("utf-8")
    table = {}
    for line in text.splitlines():
        if line and not line.startswith("##"):
            glyphs, letters = line.split("\t")
            glyphs = (
                glyphs.encode("ascii", "backslashreplace").decode("unicode_escape")
                if "\\x" in glyphs
                else glyphs
            )
            table[glyphs] = letters.replace("I", SHORT_I).replace("R", REPH)
    return table
