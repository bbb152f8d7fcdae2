"""The query language: words, "phrases", -excluded, OR, =exact, ( ). Any string is a query.

    मोदी पुतिन            both words, in any spelling
    "शिखर सम्मेलन"        the words side by side, as spelled except for free alternations
    मोदी -चुनाव           without the second word
    मोदी OR पुतिन         either (or, too); OR joins its two neighbours and binds tighter than a space
    =कज़ाखस्तान            exactly this spelling
    शीर्षक:मोदी, headline:(मोदी पुतिन)      in this text field only (search/query/query_fields.py has the names)
    "मोदी पुतिन"~10, ~वाक्य, ~पैरा          in any spelling, within ten words, in one sentence or paragraph
    मोद*                  words that begin so (two letters at least; the most frequent of them)
    बाढ़@3, "तीन तलाक"@3    at least three times in the article
    source:BBC -section:खेल date:2024-06   articles of this source, section, author, language, time

What is asked of the article (source, date …) holds for the whole query, wherever it stands. A mistake never
fails: the parser reads on, and `Query.warnings` says what it understood.
"""

import re
from typing import Literal, NamedTuple

from index.fields import DATE_FIELDS, TEXT_FIELDS, VALUE_FIELDS
from index.hindi.script import DEVANAGARI_SIGN
from index.text_units import TextUnit
from search.model.messages import QueryWarning
from search.query.query_fields import FIELD, field_of, looks_like_field, unit_of

MAX_WORDS_APART = 99
MAX_TIMES = 99
MIN_PREFIX_LETTERS = 2
"""Consonants, vowels, other letters and digits before a *; one alone begins a tenth of all words."""
QUOTES = '"“”„‟«»″＂'


class Words(NamedTuple):
    """Text outside quotes without white space: one word, or several glued by signs (भारत-चीन)."""

    text: str
    exact: bool = False
    field: str = ""
    """The text field in which it must stand; "" for any."""
    times: int = 1
    """How often it must stand there, at least."""
    is_prefix: bool = False
    """Whether the word is a prefix (मोद*)."""


class Phrase(NamedTuple):
    """Text inside quotes: words side by side, or only near each other."""

    text: str
    exact: bool = False
    field: str = ""
    within: int | TextUnit = 0
    """The largest distance in words, or a unit of the text; 0: side by side."""
    times: int = 1


class Not(NamedTuple):
    """A part that articles must not contain."""

    node: "Node"


class Group(NamedTuple):
    """All or any of several parts."""

    kind: Literal["all", "any"]
    nodes: tuple["Node", ...]


Node = Words | Phrase | Not | Group


class Condition(NamedTuple):
    """A condition on the article: a value of one of VALUE_FIELDS, or a period of one of DATE_FIELDS."""

    field: str
    text: str
    excluded: bool = False


class ParserLimits(NamedTuple):
    """Bounds on a query, checked before anything is looked up."""

    chars: int
    depth: int


class Query(NamedTuple):
    """A parsed query; `root` is an "all" group and may be empty."""

    text: str
    root: Group
    warnings: tuple[QueryWarning, ...] = ()
    conditions: tuple[Condition, ...] = ()


def parse(text: str, limits: ParserLimits) -> Query:
    """Read a query; never raises, for any string."""
    warnings: list[QueryWarning] = []
    if len(text) > limits.chars:
        text = text[: limits.chars]
        warnings.append(QueryWarning.TOO_LONG)
    parser = _Parser(_lex(text, warnings), limits.depth, warnings)
    root = parser.parse()
    return Query(text, root, tuple(dict.fromkeys(warnings)), tuple(dict.fromkeys(parser.conditions)))


Kind = Literal["words", "phrase", "near", "times", "field", "or", "and", "not", "exact", "open", "close"]
Lexeme = tuple[Kind, str]

_LEXEME = re.compile(
    rf"(?P<phrase>[{QUOTES}][^{QUOTES}]*(?:[{QUOTES}]|$))"
    rf"|(?P<near>(?<=[{QUOTES}])\s*~(?:\s+(?=[0-9०-९]{{1,2}}(?:[\s)|]|$)|वाक्य|पैरा))?[^\s()|{QUOTES}@]*)"
    rf"|(?P<times>(?<=[^\s(|:])@[0-9०-९]+(?![^\s)|]))"
    r"|(?P<open>\()|(?P<close>\))|(?P<bar>\|)|(?P<sign>(?<![^\s(|:])[-−–—+=])"
    rf"|(?P<field>(?<![^\s(|=+−–—-])(?i:{FIELD.pattern}))"
    rf"|(?P<words>[^\s()|{QUOTES}]+?(?=@[0-9०-९]+(?:[\s)|]|$))|[^\s()|{QUOTES}]+)"
)
_NUMBER = re.compile(r"[0-9०-९]{1,3}(?![^\s)|])")
"""Four digits are a year, which may well be excluded."""
_DEGREES = re.compile(r"[0-9०-९]{1,3}(?:\.[0-9०-९]{1,2})?(?=\s?(?:डिग्री|सेल्सियस|°|degrees?\b))", re.IGNORECASE)
OR_IN_HINDI = re.compile(r"(?<=[^\s(])\s+(?:या|अथवा)\s+(?=[^\s)])")
"""या between two words: searched as a word; OR is suggested."""
_SCHEME = re.compile(r"https?://(?=\S)", re.IGNORECASE)
"""The scheme of a pasted address; article texts rarely contain it."""
_PREFIX = re.compile(r"([^\s*]+)\*")
_TIMES_IN_WORDS = re.compile(f"{DEVANAGARI_SIGN.pattern}@(?:{DEVANAGARI_SIGN.pattern}|$)")
_OPERATORS: dict[str, Kind] = {"OR": "or", "Or": "or", "or": "or", "AND": "and", "NOT": "not"}
_SIGNS: dict[str, Kind] = {"-": "not", "−": "not", "–": "not", "—": "not", "+": "and", "=": "exact"}


def _lex(text: str, warnings: list[QueryWarning]) -> list[Lexeme]:
    lexemes: list[Lexeme] = []
    position = 0
    while match := _LEXEME.search(text, position):
        position = match.end()
        group, value = match.lastgroup, match.group()
        if group == "phrase":
            if len(value) < 2 or value[-1] not in QUOTES:
                warnings.append(QueryWarning.UNCLOSED_QUOTE)
            if _PREFIX.search(value):
                warnings.append(QueryWarning.NO_WILDCARD)
            lexemes.append(("phrase", value.strip(QUOTES)))
        elif group == "bar":
            lexemes.append(("or", value))
        elif group == "field":
            lexemes.append(("field", field_of(value.rstrip()[:-1]) or ""))
        elif group in ("near", "times"):
            lexemes.append(("near" if group == "near" else "times", value.strip()[1:].strip()))
        elif group == "sign":
            position = _lex_sign(text, position, value, lexemes, warnings)
        elif group == "words":
            lexemes.append(_lex_word(value, warnings))
        else:
            lexemes.append(("open" if group == "open" else "close", value))
    return lexemes


def _lex_word(text: str, warnings: list[QueryWarning]) -> Lexeme:
    """Read an operator, the name of a field with nothing after it, or a word."""
    name, colon, value = text.partition(":")
    if colon and not value and (field := field_of(name)):
        return "field", field
    if colon and value and looks_like_field(name):
        warnings.append(QueryWarning.UNKNOWN_FIELD)
    return _OPERATORS.get(text, "words"), _SCHEME.sub("", text)


def _lex_sign(
    text: str, position: int, sign: str, lexemes: list[Lexeme], warnings: list[QueryWarning]
) -> int:
    """Read a sign, which counts only directly before something; -= and =- mean both signs.

    A hyphen between a word and a number joins them, whatever stands between: कोविड -19 excludes nothing. Nor does one
    before degrees: -40 डिग्री.
    """
    if position == len(text) or text[position].isspace() or text[position] in ")|":
        warnings.append(QueryWarning.LONE_SIGN)
        return position
    number = _NUMBER.match(text, position)
    if (
        number
        and _SIGNS[sign] == "not"
        and text[position - 2 : position - 1].isspace()
        and lexemes
        and lexemes[-1][0] == "words"
    ):
        lexemes[-1] = "words", f"{lexemes[-1][1]}-{number[0]}"
        warnings.append(QueryWarning.HYPHEN_BEFORE_NUMBER)
        return number.end()
    if _SIGNS[sign] == "not" and (number := _DEGREES.match(text, position)):
        lexemes.append(("words", number[0]))
        warnings.append(QueryWarning.HYPHEN_BEFORE_NUMBER)
        return number.end()
    lexemes.append((_SIGNS[sign], sign))
    while position < len(text) and text[position] in _SIGNS:
        lexemes.append((_SIGNS[text[position]], text[position]))
        position += 1
    return position


class _Parser:
    """Recursive descent, bounded in depth; every method leaves the position after what it read."""

    def __init__(self, lexemes: list[Lexeme], depth: int, warnings: list[QueryWarning]) -> None:
        self.lexemes = lexemes
        self.max_depth = depth
        self.warnings = warnings
        self.conditions: list[Condition] = []
        self.inverted = False
        """Whether what is read now is excluded by a sign before a parenthesis."""
        self.at = 0

    def parse(self) -> Group:
        nodes: list[Node] = []
        while self.at < len(self.lexemes):
            nodes += self._all(0)
            if self._kind() == "close":
                self.warnings.append(QueryWarning.UNBALANCED_PARENTHESIS)
                self.at += 1
        return Group("all", tuple(nodes))

    def _kind(self) -> Kind | None:
        return self.lexemes[self.at][0] if self.at < len(self.lexemes) else None

    def _all(self, depth: int) -> list[Node]:
        """Return parts up to a closing parenthesis or the end."""
        nodes: list[Node] = []
        conditions, parts = len(self.conditions), 0
        while self._kind() not in (None, "close"):
            parts += 1
            if self._kind() == "or":
                self.at += 1
                self.warnings.append(QueryWarning.DANGLING_OPERATOR)
            elif self._kind() == "and":
                self.at += 1
            else:
                node = self._any(depth)
                nodes += [node] if node is not None else []
        if self.inverted and parts > 1 and len(self.conditions) > conditions:
            self.warnings.append(QueryWarning.CONDITION_FOR_ALL)
        return nodes

    def _any(self, depth: int) -> Node | None:
        """Return one part, or several joined by OR."""
        conditions = len(self.conditions)
        first = self._one(depth)
        nodes = [first] if first is not None else []
        joined = False
        while self._kind() == "or":
            self.at += 1
            joined = True
            if self._kind() in (None, "close", "or"):
                self.warnings.append(QueryWarning.DANGLING_OPERATOR)
                continue
            following = self._one(depth)
            nodes += [following] if following is not None else []
        if joined and nodes and not self.inverted and len(self.conditions) > conditions:
            self.warnings.append(QueryWarning.CONDITION_FOR_ALL)
        if joined and len(nodes) > 1:
            return Group("any", tuple(nodes))
        return nodes[0] if nodes else None

    def _one(self, depth: int) -> Node | None:
        negated = exact = False
        field = ""
        while (kind := self._kind()) in ("not", "exact", "and", "field", "near", "times"):
            negated |= kind == "not"
            exact |= kind == "exact"
            field = self.lexemes[self.at][1] if kind == "field" else field
            self.at += 1
        around, self.inverted = self.inverted, self.inverted ^ negated
        node = self._operand(depth)
        excluded, self.inverted = self.inverted, around
        if node is None:
            if field:
                self.warnings.append(QueryWarning.EMPTY_FIELD)
            return None
        if field in VALUE_FIELDS or field in DATE_FIELDS:
            self.conditions += [
                Condition(field, text, excluded ^ inner) for text, inner in _condition_values(node)
            ]
            return None
        node = _with_modifiers(node, exact, field)
        return Not(node) if negated else node

    def _operand(self, depth: int) -> Node | None:
        kind = self._kind()
        if kind in (None, "close", "or"):
            return None
        value = self.lexemes[self.at][1]
        self.at += 1
        if kind == "words":
            return self._word(value)
        if kind == "phrase":
            within = self._within()
            times = self._times()
            return Phrase(value, within=within, times=times) if value.strip() else None
        if depth >= self.max_depth:
            self.warnings.append(QueryWarning.TOO_DEEP)
            return None
        nodes = self._all(depth + 1)
        if self._kind() == "close":
            self.at += 1
        else:
            self.warnings.append(QueryWarning.UNBALANCED_PARENTHESIS)
        return Group("all", tuple(nodes)) if nodes else None

    def _word(self, text: str) -> Words:
        """Return a word, a prefix if it ends in * after MIN_PREFIX_LETTERS; any other * is ignored with a warning."""
        prefix = _PREFIX.fullmatch(text)
        is_prefix = prefix is not None and count_alphanumerics(prefix[1]) >= MIN_PREFIX_LETTERS
        if not is_prefix and _PREFIX.match(text):
            self.warnings.append(QueryWarning.NO_WILDCARD)
        if _TIMES_IN_WORDS.search(text):
            self.warnings.append(QueryWarning.UNKNOWN_TIMES)
        return Words(prefix[1] if prefix and is_prefix else text, times=self._times(), is_prefix=is_prefix)

    def _times(self) -> int:
        """Read how often a word or phrase must occur; once, if nothing is said."""
        if self._kind() != "times":
            return 1
        text = self.lexemes[self.at][1]
        self.at += 1
        times = int(text) if len(text) <= len(str(MAX_TIMES)) else MAX_TIMES + 1
        if not 0 < times <= MAX_TIMES:
            self.warnings.append(QueryWarning.UNKNOWN_TIMES)
        return min(max(times, 1), MAX_TIMES)

    def _within(self) -> int | TextUnit:
        """Read what follows a phrase's ~; 0 (side by side) if it is not understood."""
        if self._kind() != "near":
            return 0
        text = self.lexemes[self.at][1]
        self.at += 1
        if text.isdecimal() and len(text) <= len(str(MAX_WORDS_APART)):
            return min(int(text), MAX_WORDS_APART)
        unit = unit_of(text)
        if unit is None:
            self.warnings.append(QueryWarning.UNKNOWN_DISTANCE)
        return unit or 0


def count_alphanumerics(text: str) -> int:
    """Return how many letters and digits a text has, signs of vowels not counted."""
    return sum(map(str.isalnum, text))


def _condition_values(node: Node) -> list[tuple[str, bool]]:
    """Return the values that follow a field's name, and whether each is excluded."""
    if isinstance(node, Group):
        return [pair for inner in node.nodes for pair in _condition_values(inner)]
    if isinstance(node, Not):
        return [(text, not excluded) for text, excluded in _condition_values(node.node)]
    return [(node.text, False)]


def _with_modifiers(node: Node, exact: bool, field: str) -> Node:
    """Return the node with each word inside made exact (`=( … )`) or bound to a text field."""
    if not exact and field not in TEXT_FIELDS:
        return node
    if isinstance(node, Words | Phrase):
        return node._replace(exact=exact or node.exact, field=node.field or field)
    if isinstance(node, Not):
        return Not(_with_modifiers(node.node, exact, field))
    return Group(node.kind, tuple(_with_modifiers(inner, exact, field) for inner in node.nodes))


def as_typed(query: Query) -> Query:
    """Return the same query with every word searched exactly as spelled (`variants=off`)."""
    root = Group(query.root.kind, tuple(_with_modifiers(node, True, "") for node in query.root.nodes))
    return query._replace(root=root)
