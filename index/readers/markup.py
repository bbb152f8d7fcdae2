"""HTML inside a field → plain text: paragraphs stay lines, all else goes."""

import html
import re

_BLOCK = re.compile(
    r"<\s*+/?\s*+(?:[a-z][a-z0-9.-]{0,20}:)?(?:p|br|div|li|ul|ol|dl|dt|dd|h[1-6]|tr|td|th|table|blockquote|pre|figure"
    r"|figcaption|section|article|main|header|footer|aside|address|hr)\b[^<>]*+>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"<\s*+(script|style|iframe|noscript|template)\b[^<>]*+>.*?(?:<\s*+/\s*+\1\s*+>|\Z)",
    re.I | re.S,
)
_CAPTION = re.compile(
    r"<\s*+figcaption\b[^<>]*+(?<!/)>[^<]{0,1000}+(?:<(?!\s*+/?\s*+(?:figcaption|figure|p|div)\b)[^<]{0,1000}+){0,20}"
    r"(?=<\s*+/\s*+(?:figcaption|figure)\s*+>)",
    re.IGNORECASE,
)
"""The caption of a picture, if it ends where captions do."""
_TAG = re.compile(r"<[/!?]?[A-Za-z][^<>]*>|<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>", re.DOTALL)
_LETTERS_IN_CODE = re.compile(r"\[([a-z][\w-]*)(?:\s[^\[\]]*+)?\](\S{1,4})\[/\1\]")
"""A first letter set large: [dropcap]प[/dropcap]ानी."""
_SHORTCODE = re.compile(
    r"\[/[a-z][\w-]*\]"
    r"|\[(?:caption|gallery|embed|video|audio|playlist|more|quote|button|divider|toc|ads?)\b[^\[\]]*+\]"
    r"|\[[a-z]+_[\w-]*+(?:\s[^\[\]]*+)?/?\]"
    r"|\[[a-z][\w-]*+\s+[\w-]++\s*=[^\[\]]*+\]"
)
"""What WordPress plugins put into texts, by how it is written and not by name: [/x], [x_y …], [x a="b"]."""
_OPENING = re.compile(r"\[([a-z][\w-]*+)\]")
_CLOSING = re.compile(r"\[/[a-z][\w-]*+\]")
MAX_PAIRED_CHARS = 1_000_000
_ANY_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,10}[0-9]{0,2});")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|(?!lt;|gt;)[A-Za-z]{2,10}[0-9]{0,2});")
"""Without < and >, which are signs of the text where they are still escaped."""
_TELLING = re.compile(
    r"</?(?:p|br|div|ul|ol|li|h[1-6]|blockquote|figure|table|section)(?:\s[^<>]*)?/?>|<a\s+href|<span\s"
    r"|</(?:a|b|strong|i|em|u|s|font|mark|small|big|sup|sub|span|center|script|style|iframe|o:p)\s*>"
    r"|<img\s[^<>]*>|<!--|<!\[CDATA\[",
    re.IGNORECASE,
)
_EMPTY_LINES = re.compile(r"(?<![ \t\u00a0])[ \t\u00a0]*+\n\s*+")


def has_markup(text: str) -> bool:
    """Return whether a text is HTML, as far as tags of blocks, links and closing ones tell: `5 < 6` is not."""
    return "<" in text and _TELLING.search(text) is not None


def text_of(markup: str) -> str:
    """Return the text that a reader of the HTML would see, a line for each paragraph.

    >>> text_of("<p>पहला</p><p>दूसरा &amp; <b>तीसरा</b></p><script>alert(1)</script>")
    'पहला\\nदूसरा & तीसरा'
    """
    if "<" in markup:
        markup = _CAPTION.sub(" ", _HIDDEN.sub(" ", markup))
        markup = _TAG.sub("", _BLOCK.sub("\n", markup))
    if "[" in markup:
        markup = _without_shortcodes(markup)
    return _EMPTY_LINES.sub("\n", unescaped(html.unescape(markup))).strip()


def has_codes(text: str) -> bool:
    """Return whether a text without tags holds entities or shortcodes of a CMS."""
    return ("&" in text and _ANY_ENTITY.search(text) is not None) or (
        "[" in text and "]" in text and _SHORTCODE.search(text) is not None
    )


def unescaped(text: str) -> str:
    """Return a text with its entities decoded, once more where they stand undecoded (&amp;#39;)."""
    for _ in range(2):
        if "&" not in text or not _ENTITY.search(text):
            break
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text


def _without_shortcodes(text: str) -> str:
    text = _LETTERS_IN_CODE.sub(r"\2", text)
    closed = {name[2:-1] for name in _CLOSING.findall(text[:MAX_PAIRED_CHARS])}
    if closed:
        text = _OPENING.sub(lambda found: " " if found[1] in closed else found[0], text)
    return _SHORTCODE.sub(" ", text)
