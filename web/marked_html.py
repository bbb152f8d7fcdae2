"""The one place where text becomes HTML: escape first, mark after."""

from markupsafe import Markup, escape

from search.model.marked_text import MarkedText


def to_html(marked: MarkedText) -> Markup:
    """Return the text escaped, each marked range inside <mark>."""
    whole = escape(marked.text)
    # Escaping only ever makes a text longer: one of the same length holds nothing to escape.
    safe = str if len(whole) == len(marked.text) else escape
    parts: list[str] = []
    position = 0
    for start, end in marked.marks:
        parts += (safe(marked.text[position:start]), "<mark>", safe(marked.text[start:end]), "</mark>")
        position = end
    parts.append(safe(marked.text[position:]))
    return Markup("".join(parts))  # noqa: S704 - every part of the text was escaped, or has nothing to escape
