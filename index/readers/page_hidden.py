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
COMPARED_CHARS, MAX_COMPARED = 50, 20
"""Characters of each paragraph that are looked for elsewhere on the page, and paragraphs."""
_WINDOW = re.compile(
    r"modal|popup|pop-up|cookie|consent|newsletter|subscri|dialog|overlay|lightbox|paywall|login|sign-?(?:in|up)|toast|"
    r"tooltip|drawer|menu|comment|author|caption|share",
    re.IGNORECASE,
)
"""Windows over a page, and parts beside its story."""
_HIDING = re.compile(
    r"(?<!\S)(?:hidden|hide|d-none|more-?text|more-content|read-more-content|moretext)(?!\S)"
)
_SENTENCE = re.compile("[।?!]")


def show_rest_of_story(tree: Any) -> None:
    """Take the marks of hiding off what goes on with a story; not off a second copy of it, menus and dialogues."""
    hidden = tree.xpath(_HIDDEN)[:MAX_HIDDEN]
    if not hidden:
        return
    whole = " ".join(tree.text_content().split())
    for element in hidden:
        if _is_rest(element, whole):
            for name in ("hidden", "style", "aria-hidden"):
                element.attrib.pop(name, None)
            element.set("class", _HIDING.sub(" ", element.get("class", "")))


def _is_rest(element: Any, whole: str) -> bool:
    around = [element, *element.iterancestors()]
    if any(
        _WINDOW.search(f"{each.get('class', '')} {each.get('id', '')} {each.get('role', '')}")
        for each in around
    ):
        return False
    text = " ".join(element.text_content().split())
    if len(text) < MIN_REST_CHARS or len(_SENTENCE.findall(text)) < MIN_SENTENCES:
        return False
    if sum(len(link.text_content()) for link in element.iter("a")) > MAX_LINK_SHARE * len(text):
        return False
    before = (sibling.text_content().strip() for sibling in element.itersiblings(preceding=True))
    if not any(len(shown) >= MIN_SHOWN_CHARS and _SENTENCE.search(shown) for shown in before):
        return False
    parts = [" ".join(part.text_content().split()) for part in element.iter("p")] or [text]
    compared = [part[:COMPARED_CHARS] for part in parts if len(part) >= COMPARED_CHARS][:MAX_COMPARED]
    return bool(compared) and all(whole.count(part) == 1 for part in compared)
