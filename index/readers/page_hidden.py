"""The rest of a story that a page hides until a reader taps on "और पढ़ें": shown again before anything is taken out."""

import re
from typing import Any

_HIDDEN = (
    "//*[self::div or self::section or self::span or self::p][@hidden"
    " or contains(translate(@style, ' ', ''), 'display:none')"
    " or contains(translate(@style, ' ', ''), 'visibility:hidden')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' hidden ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' d-none ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' hide ')"
    " or contains(@class, 'more-text') or contains(@class, 'moretext') or contains(@class, 'more-content')]"
)
MAX_HIDDEN = 40
MIN_REST_CHARS, MIN_SENTENCES = 60, 1
MIN_SHOWN_CHARS = 60
"""Characters of a paragraph that stands before the hidden part, under the same element."""
MAX_LINK_SHARE = 0.3
COMPARED_CHARS = 50
_SENTENCE = re.compile("[।?!]")


def show_rest_of_story(tree: Any) -> None:
    """Take the marks of hiding off what goes on with a story; not off a second copy of it, menus and dialogues."""
    hidden = tree.xpath(_HIDDEN)[:MAX_HIDDEN]
    if not hidden:
        return
    whole = " ".join(tree.text_content().split())
    for element in hidden:
        if _is_rest(element, whole):
            for name in ("hidden", "style", "class", "aria-hidden"):
                element.attrib.pop(name, None)


def _is_rest(element: Any, whole: str) -> bool:
    text = " ".join(element.text_content().split())
    if len(text) < MIN_REST_CHARS or len(_SENTENCE.findall(text)) < MIN_SENTENCES:
        return False
    if sum(len(link.text_content()) for link in element.iter("a")) > MAX_LINK_SHARE * len(text):
        return False
    before = (sibling.text_content().strip() for sibling in element.itersiblings(preceding=True))
    if not any(len(shown) >= MIN_SHOWN_CHARS and _SENTENCE.search(shown) for shown in before):
        return False
    parts = [" ".join(part.text_content().split()) for part in element.iter("p")] or [text]
    return all(whole.count(part[:COMPARED_CHARS]) == 1 for part in parts if len(part) >= COMPARED_CHARS)
