"""Lines that programs of a site put below and between paragraphs of a story: counters, buttons, other stories."""

import re

MAX_FOOT_CHARS = 250
_FOOT = re.compile(
    r"(?:post\s+)?views?\s*[:：]\s*[0-9][0-9,]*|(?:कुल\s+)?(?:पाठक|व्यूज\u093c?|views)\s*[:：]\s*[0-9०-९,]+"
    r"|(?:share|like)\s+this\s*[:：]?|like\s+loading\W*|loading\W*|(?:like\s+this\s*[:：]\s*)?like\s+loading\W*"
    r"|click\s+to\s+(?:share|email|print)\b.{0,80}|.{0,40}\(opens\s+in\s+new\s+window\)"
    r"|the\s+post\s.{3,200}\sappeared\s+first\s+on\s.{2,80}|print\s+friendly,?\s+pdf\s+&\s+email"
    r"|(?:join|follow)\s+(?:our|us\s+on)\s+(?:whatsapp|telegram|facebook)\b.{0,40}|(?:no\s+)?comments?\s*\([0-9]+\)"
    r"|tags?\s*[:：].{1,200}|टैग्?स?\s*[:：].{1,200}"
    r"|\(?(?:आप\s+)?हमें\s.{0,120}(?:फॉलो|फ\u093cॉलो|लाइक)\s+(?:भी\s+)?कर\s+सकते\s+हैं\W*"
    r"|आपकी\s+(?:प्रतिक्रिया|टिप्पणी)\W*|(?:नाम|ईमेल|ई-मेल|टिप्पणी|name|email|comment)\s*\*",
    re.IGNORECASE,
)
"""What stands below a story, and ends it."""
_BETWEEN = re.compile(
    r"(?:(?:यह|ये|इसे)\s+(?:खबर\s+|ख\u093cबर\s+)?भी\s+(?:पढ\u093c?ें|पढ\u093c?िए|देखें)|also\s+read|read\s+also)\s*[:：|–-].{3,220}"
    r"|this\s+is\s+a\s+modal\s+window\W*.{0,160}|the\s+media\s+could\s+not\s+be\s+loaded\b.{0,160}",
    re.IGNORECASE,
)
"""What names another story or speaks for a player, wherever it stands."""
_FIRST_LETTERS = frozenset("यइaArRtT")


def is_foot_line(line: str) -> bool:
    """Return whether a line is none of a story: a counter, a button, a form or what names another story."""
    plain = line.strip()
    return 0 < len(plain) <= MAX_FOOT_CHARS and bool(_FOOT.fullmatch(plain) or _BETWEEN.fullmatch(plain))


def without_foot_lines(body: str) -> str:
    """Return a text without the foot lines at its end, and without those that name another story.

    >>> without_foot_lines("पुल टूटा।\\nये भी पढ़ें: मखाना\\nदो घायल।\\nPost Views: 1,234")
    'पुल टूटा।\\nदो घायल।'
    """
    lines = body.split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or is_foot_line(lines[-1])):
        lines.pop()
    kept = [line for line in lines if not _may_be_between(line) or not _BETWEEN.fullmatch(line.strip())]
    return "\n".join(kept or lines)


def _may_be_between(line: str) -> bool:
    return len(line) <= MAX_FOOT_CHARS and line.lstrip()[:1] in _FIRST_LETTERS
