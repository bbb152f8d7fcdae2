"""The text of a story in a field with HTML, without what a CMS puts between and below its paragraphs."""

import re

from index.readers.markup import text_of
from index.readers.page_lines import is_offer

_BUTTONS = frozenset((
    "आगे पढ़ें", "पूरा पढ़ें", "और पढ़ें", "पूरी खबर पढ़ें", "read more", "continue reading", "share this", "like this",
    "like loading", "like loading...", "loading", "loading...", "related", "share", "tweet", "advertisement", "विज्ञापन",
))  # fmt: skip
"""Links to the story's page, and what Jetpack and the like add to every story."""
_PARTED = re.compile(r".{0,40}[:：|>–—-]")
"""An invitation is parted from the headline that it leads to; a sentence of a story that begins so is not."""
MAX_PHRASE_CHARS = 30
_BUTTON = re.compile(r"<a\b[^<>]{0,1000}wp-block-button__link[^<>]{0,1000}>[^<]{0,200}</a>", re.IGNORECASE)
"""A button of WordPress's editor."""
_EMBED = re.compile(
    r"https?://(?:[a-z]+\.)?(?:youtube\.com|youtu\.be|twitter\.com|x\.com|instagram\.com|facebook\.com|fb\.watch|t\.co|"
    r"tiktok\.com|dailymotion\.com|pic\.twitter\.com)/\S+",
    re.IGNORECASE,
)
"""An address on a line of its own, which WordPress shows as a film or a post."""


def story_of(markup: str) -> str:
    """Return the text of a story, a line for each paragraph, without links to others, buttons and embeds.

    >>> story_of("<p>पहला अनुच्छेद।</p><p>यह भी पढ़ें: दूसरी ख़बर</p><p>दूसरा अनुच्छेद।</p>")
    'पहला अनुच्छेद।\\nदूसरा अनुच्छेद।'
    """
    text = text_of(_BUTTON.sub(" ", markup) if "button__link" in markup else markup)
    return "\n".join(line for line in text.split("\n") if not _is_added(line)) or text


def _is_added(line: str) -> bool:
    plain = line.strip(" :.…|>»-[]\xa0").lower()
    is_link = is_offer(line) and (_PARTED.match(line) is not None or len(line) <= MAX_PHRASE_CHARS)
    return plain in _BUTTONS or is_link or _EMBED.fullmatch(line.strip()) is not None
