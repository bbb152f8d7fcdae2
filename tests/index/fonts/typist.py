"""Types Hindi words the way one types them for a legacy font: shapes from left to right."""

import random
import re
import unicodedata

from index.fonts.legacy_font import REPH, SHORT_I, LegacyFont

_CONSONANT = "[\u0915-\u0939]\u093c?"
_SYLLABLE = re.compile(
    f"(?P<hook>\u0930\u094d(?={_CONSONANT}))?(?P<body>(?:{_CONSONANT}\u094d)*{_CONSONANT}\u094d?)(?P<signs>[\u093e-\u094c\u0962\u0963]*)"
    "(?P<nasals>[\u0901-\u0903]*)"
)
_BUILT = {"आ": "अा", "ओ": "अाे", "औ": "अाै", "ऑ": "अॉ", "ऐ": "एे", "ो": "ाे", "ौ": "ाै", "ॉ": "ाॅ", "ई": f"इ{REPH}"}


class Typist:
    """Types for one font; where several glyphs say the same, any of them (as `chance` has it)."""

    def __init__(self, font: LegacyFont, chance: random.Random) -> None:
        self._chance = chance
        self._glyphs: dict[str, list[str]] = {}
        for glyph, letters in font.table.items():
            self._glyphs.setdefault(letters, []).append(glyph)
        self._longest = max(map(len, self._glyphs))

    def typed(self, word: str) -> str:
        """The keys for a word; raises KeyError for a letter that the font has not."""
        return "".join(self._parts(decomposed(word)))

    def text(self, text: str) -> str:
        """The keys for a text; what is not Devanagari stays, or is left out where a key means another letter."""
        kept = re.sub("[^\u0900-\u0963\u0970-\u097f \n]", "", text)
        return re.sub("[^ \n]+", lambda word: self.typed(word[0]), kept)

    def _parts(self, word: str) -> list[str]:
        parts, at = [], 0
        while at < len(word):
            found = _SYLLABLE.match(word, at)
            if found:
                parts.append(self._syllable(found))
                at = found.end()
            else:
                parts.append(self._letter(word[at]))
                at += 1
        return parts

    def _syllable(self, found: re.Match[str]) -> str:
        signs, nasals = found["signs"], found["nasals"]
        short_i = "\u093f" in signs
        typed = self._letter(SHORT_I) if short_i else ""
        typed += self._body(found["body"]) + "".join(self._letter(sign) for sign in signs if sign != "\u093f")
        if found["hook"]:
            typed += self._letter(REPH)
        return typed + "".join(map(self._letter, nasals))

    def _body(self, body: str) -> str:
        """Conjuncts as far as the font has them, then half letters; a stroke completes a half letter."""
        for size in range(min(len(body), self._longest), 0, -1):
            head, rest = body[:size], body[size:]
            if head in self._glyphs:
                return self._letter(head) + (self._body(rest) if rest else "")
            if head + "\u094d" in self._glyphs and not rest.startswith("\u094d"):
                nukta, rest = ("\u093c", rest[1:]) if rest.startswith("\u093c") else ("", rest)
                stroke = self._letter("\u093e") + (self._letter(nukta) if nukta else "")
                return self._letter(head + "\u094d") + stroke + (self._body(rest) if rest else "")
        raise KeyError(body)

    def _letter(self, letter: str) -> str:
        if letter in self._glyphs:
            return self._chance.choice(self._glyphs[letter])
        if letter in _BUILT:
            return "".join(map(self._letter, _BUILT[letter]))
        raise KeyError(letter)


def decomposed(word: str) -> str:
    """With every nukta a letter of its own."""
    return unicodedata.normalize("NFD", word)
