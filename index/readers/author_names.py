"""Names of authors as exports and pages write them, down to the name: By, द्वारा, lists of programs, addresses."""

import json
import re

from index.dates import WEEKDAY_STEM

NO_VALUES = frozenset(
    {
        "none",
        "null",
        "nan",
        "nil",
        "n/a",
        "na",
        "undefined",
        "\\n",
        "-",
        "--",
        "—",
        "[]",
        "{}",
        '""',
        "''",
        "unknown",
        "super user",
    }
)
"""What programs write where there is nothing."""
_NOBODY = re.compile(
    r"(?:wp|super|site|web)?[-_ ]?(?:admin|administrator|master|user)[-_ ]?[0-9]*|editor|root|guest|staff reporter"
    r"|(?:हमारे|विशेष|निज|नगर|कार्यालय|हमारा|स्थानीय|जिला|ज\u093c?िला)\s+(?:संवाददाता|प्रतिनिधि|रिपोर्टर)"
    r"|संवाद\s+(?:सूत्र|सहयोगी)|जागरण\s+संवाददाता|संवाददाता|(?:our|special|staff)\s+correspondent|[^\s@]{1,64}@[^\s@]{1,200}",
    re.IGNORECASE,
)
"""Roles and accounts that name no person."""
_BEFORE = re.compile(
    r"^(?:(?:written|reported|posted|published|edited|curated|compiled|story|text|report)\s+by|by|author|writer|reporter"
    r"|लेखक|लेखिका|रिपोर्टर|रिपोर्ट|संवाददाता|द्वारा|बाय|प्रस्तुति|प्रस्तुतकर्ता|आलेख|साक्षात्कार)(?:\s*[:：]\s*[–-]?\s*|\s*[–-]\s+|\s+[–-]\s*)"
    r"|^(?:(?:written|reported|posted|published|edited|curated)\s+by|by|द्वारा)\s+(?=\S)",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"\s+(?:के\s+)?द्वारा(?:\s+{WEEKDAY_STEM}(?:वार)?)?$")
_ADDRESS = r"[^\s<>()@,]{1,64}@[^\s<>()@,]{1,253}"
_NAMED_ADDRESS = re.compile(rf"^(?P<name>[^<>@]{{2,120}}?)\s*[<(]\s*{_ADDRESS}\s*[>)]$")
_ADDRESS_NAMED = re.compile(rf"^{_ADDRESS}\s*\((?P<name>[^()@]{{2,120}})\)$")
_QUOTED = re.compile(r"'([^']{1,200})'|\"([^\"]{1,200})\"")


def plain_author(stated: str) -> str:
    """Return an author's name without what stands around it; "" for what names nobody.

    >>> plain_author("By: रमेश कुमार"), plain_author("['रमेश', 'सीता']"), plain_author("None")
    ('रमेश कुमार', 'रमेश, सीता', '')
    """
    name = stated.strip()
    if name.startswith(("[", "{")) and name.endswith(("]", "}")):
        name = _listed(name)
    if address := _NAMED_ADDRESS.match(name) or _ADDRESS_NAMED.match(name):
        name = address["name"].strip(" \"'")
    name = _BEHIND.sub("", _BEFORE.sub("", name)).strip()
    if _NOBODY.fullmatch(name):
        return ""
    return "" if name.casefold() in NO_VALUES and name != "Nan" else name


def _listed(text: str) -> str:
    """Return the names of a list or an object that a program wrote as text, as one text."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        quoted = ", ".join(one or other for one, other in _QUOTED.findall(text))
        return (quoted or text[1:-1]) if text[0] == "[" else text
    values = value if isinstance(value, list) else [value]
    names = [value.get("name") if isinstance(value, dict) else value for value in values]
    return ", ".join(name for name in names if isinstance(name, str))
