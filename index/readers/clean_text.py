"""Text fit to store: without control characters, lone surrogates and strange line ends."""

import re

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile("[ \t\u00a0\u3000]+")


def clean_text(text: str) -> str:
    """Return text fit to store: \\n line ends, no control characters, no lone surrogates, no outer space."""
    if all(map(str.isprintable, text.split("\n"))):
        return text.strip()
    return clean_by_every_rule(text)


def clean_line(text: str) -> str:
    """Return one line fit to store: clean_text with every run of white space as one space."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", clean_by_every_rule(text).replace("\n", " ")).strip()


def clean_by_every_rule(text: str) -> str:
    """Return clean_text(text) without its fast path for clean texts."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text)).strip()
