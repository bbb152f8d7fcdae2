"""HTML inside a field → plain text: paragraphs stay lines, all else goes."""

import html
import re

_BLOCK = re.compile(
    r"<\s*+/?\s*+(?:[a-z][a-z0-9.-]{0,20}:)?(?:p|br|div|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|blockquote|pre|figure"
    r"|figcaption|section|article|main|header|footer|aside|address|hr)\b[^<>]*+>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"<\s*+(script|style|iframe|noscript|template)\b[^<>]*+>.*?(?:<\s*+/\s*+\1\s*+>|\Z)", re.I | re.S
)
_TAG = re.compile(r"<[/!?]?[A-Za-z][^<>]*>|<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>", re.DOTALL)
_SHORTCODE = re.compile(r"\[/?(?:caption|gallery|embed|vc_[a-z_]+|video|audio)\b[^\[\]]*+\]")
_TELLING = re.compile(
    r"</?(?:p|br|div|ul|ol|li|h[1-6]|blockquote|figure|table|section)(?:\s[^<>]*)?/?>|<a\s+href|<span\s",
    re.IGNORECASE,
)
_EMPTY_LINES = re.compile(r"(?<![ \t\u00a0])[ \t\u00a0]*+\n\s*+")


def has_markup(text: str) -> bool:
    """Return whether a text is HTML, as far as its tags of blocks and links tell: `5 < 6` and `<मोदी>` are not."""
    return "<" in text and _TELLING.search(text) is not None


def text_of(markup: str) -> str:
    """Return the text that a reader of the HTML would see, a line for each paragraph.

    >>> text_of("<p>पहला</p><p>दूसरा &amp; <b>तीसरा</b></p><script>alert(1)</script>")
    'पहला\\nदूसरा & तीसरा'
    """
    if "<" in markup:
        markup = _HIDDEN.sub(" ", markup)
        markup = _TAG.sub("", _BLOCK.sub("\n", markup))
    if "[" in markup:
        markup = _SHORTCODE.sub(" ", markup)
    return _EMPTY_LINES.sub("\n", html.unescape(markup)).strip()
