"""Text of articles and file names on a terminal."""


def printable(text: str) -> str:
    """Return the text without control characters, which terminals obey."""
    return "".join(char if char >= " " and not "\x7f" <= char <= "\x9f" else " " for char in text)
