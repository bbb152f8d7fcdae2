"""Legacy fonts in web pages, stated by <font face>, a style attribute or the page's style sheet: converted.

A page mixes fonts: Kruti Dev for the story, Arial for a name in English. So each piece of text is converted
by the font that it is shown in, and nothing else is touched.
"""

import re
from typing import Any

from index.fonts.detection import DoubtfulTextError, font_named
from index.fonts.legacy_font import LegacyFont
from index.hindi.script import DEVANAGARI_SIGN

_FAMILY = re.compile(r"font(?:-family)?\s*:\s*([^;}]+)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_SELECTOR = re.compile(r"(?:^|[\s>])([A-Za-z][A-Za-z0-9]*)?([.#][A-Za-z0-9_-]+)?\s*$")
_NOT_SHOWN = frozenset({"script", "style", "noscript", "template"})
MIN_SHARE = 0.2
MAX_SELECTORS = 2_000

Shown = LegacyFont | str | None
"""What text is shown in: a legacy font, why it cannot be converted, or None."""


def convert_fonts(tree: Any) -> str:
    """Convert the page's texts in legacy fonts where they stand; returns the font's name or "".

    Raises DoubtfulTextError where most of the text is in a legacy font that has no table. Nearly all pages name no
    such font, and the rules of their style sheets are not examined.
    """
    return _converted(tree, _styles(tree)) if any(map(_named, _families(tree))) else ""


def _converted(tree: Any, styles: dict[str, Shown]) -> str:
    counts: dict[str, int] = {}
    letters = lost = 0
    reason = ""
    shown: dict[Any, Shown] = {}
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in _NOT_SHOWN:
            continue
        parent = element.getparent()
        around = shown.get(parent)
        own = _font_of(element, styles, around)
        shown[element] = own
        for attribute, font in (("text", own), ("tail", around)):
            text = getattr(element, attribute)
            if not text or not text.strip():
                continue
            if DEVANAGARI_SIGN.search(text):  # whatever the style sheet says, this is in no legacy font
                letters += len(text)
                continue
            letters += len(text)
            if isinstance(font, LegacyFont):
                setattr(element, attribute, font.converted(text).text)
                counts[font.name] = counts.get(font.name, 0) + len(text)
            elif font is not None:
                lost, reason = lost + len(text), font
    if lost > letters // 2:
        raise DoubtfulTextError(reason)
    if not counts or sum(counts.values()) < MIN_SHARE * letters:
        return ""  # a side bar, a masthead: the article itself is in no such font
    return max(counts, key=lambda name: counts[name])


def _families(tree: Any) -> set[str]:
    """Return all that style sheets, style and face attributes of a page name as fonts."""
    texts = [sheet.text or "" for sheet in tree.iter("style")] + tree.xpath("//@style")
    return {family for text in texts for family in _FAMILY.findall(text)} | set(
        map(str, tree.xpath("//@face"))
    )


def _font_of(element: Any, styles: dict[str, Shown], around: Shown) -> Shown:
    """Return the font that an element is shown in: its own, its class's, or the one around it."""
    found = around
    names = [element.tag, *(f".{name}" for name in (element.get("class") or "").split())]
    if element.get("id"):
        names.append(f"#{element.get('id')}")
    for name in names:
        for key in (name, f"{element.tag}{name}"):
            if key in styles:
                found = styles[key]
    if element.get("face"):
        found = _named(element.get("face"))
    style = _FAMILY.search(element.get("style") or "")
    return _named(style[1]) if style else found


def _styles(tree: Any) -> dict[str, Shown]:
    """Return simple selectors (p, .story, td.head, #text) of the page's style sheets → the fonts that they state."""
    styles: dict[str, Shown] = {}
    for sheet in tree.iter("style"):
        for selectors, body in _RULE.findall(sheet.text or ""):
            family = _FAMILY.search(body)
            if family is None:
                continue
            for selector in selectors.split(","):
                match = _SELECTOR.search(selector)
                if match and any(match.groups()) and len(styles) < MAX_SELECTORS:
                    styles[f"{(match[1] or '').lower()}{match[2] or ''}"] = _named(family[1])
    return styles


def _named(family: str) -> Shown:
    """Return the first font of a list: what stands after it is for those who lack it."""
    try:
        return font_named(family.split(",", 1)[0].strip(" '\"")[:100])
    except DoubtfulTextError as error:
        return str(error)
