"""The query language: words, "phrases", -excluded, OR, =exact, ( ). Any string is a query.

    मोदी पुतिन            both words, in any spelling
    "शिखर सम्मेलन"        the words side by side, as spelled but for free alternations
    मोदी -चुनाव           without the second word
    मोदी OR पुतिन         either (or, too); OR joins its two neighbours and binds tighter than a space
    =कज़ाखस्तान            exactly this spelling

A mistake never fails: the parser reads on, and `Query.notes` says what it understood.
"""

import re
from dataclasses import dataclass
from typing import Literal

from search.notes import NoteKind

QUOTES = '"“”„‟«»″＂'


@dataclass(frozen=True)
class Words:
    """Text outside quotes without white space: one word, or several glued by signs (भारत-चीन)."""

    text: str
    exact: bool = False


@dataclass(frozen=True)
class Phrase:
    """Text inside quotes."""

    text: str
    exact: bool = False


@dataclass(frozen=True)
class Not:
    """What articles must not hold."""

    node: "Node"


@dataclass(frozen=True)
class Group:
    """All or any of several parts."""

    kind: Literal["all", "any"]
    nodes: tuple["Node", ...]


Node = Words | Phrase | Not | Group


@dataclass(frozen=True)
class Limits:
    """Bounds on a query, checked before anything is looked up."""

    chars: int
    depth: int


@dataclass(frozen=True)
class Query:
    """A parsed query; `root` is an "all" group and may be empty."""

    text: str
    root: Group
    notes: tuple[NoteKind, ...] = ()


def parse(text: str, limits: Limits) -> Query:
    """Read a query; never raises, for any string."""
    notes: list[NoteKind] = []
    if len(text) > limits.chars:
        text = text[: limits.chars]
        notes.append(NoteKind.TOO_LONG)
    root = _Parser(_lex(text, notes), limits.depth, notes).parse()
    return Query(text, root, tuple(dict.fromkeys(notes)))


Kind = Literal["words", "phrase", "or", "and", "not", "exact", "open", "close"]
Lexeme = tuple[Kind, str]

_LEXEME = re.compile(
    rf"(?P<phrase>[{QUOTES}][^{QUOTES}]*(?:[{QUOTES}]|$))"
    r"|(?P<open>\()|(?P<close>\))|(?P<bar>\|)|(?P<sign>(?<![^\s(|])[-−–—+=])"
    rf"|(?P<words>[^\s()|{QUOTES}]+)"
)
_OPERATORS: dict[str, Kind] = {"OR": "or", "or": "or", "AND": "and", "NOT": "not"}
_SIGNS: dict[str, Kind] = {"-": "not", "−": "not", "–": "not", "—": "not", "+": "and", "=": "exact"}


def _lex(text: str, notes: list[NoteKind]) -> list[Lexeme]:
    lexemes: list[Lexeme] = []
    at = 0
    while match := _LEXEME.search(text, at):
        at = match.end()
        group, value = match.lastgroup, match.group()
        if group == "phrase":
            if len(value) < 2 or value[-1] not in QUOTES:
                notes.append(NoteKind.UNCLOSED_QUOTE)
            lexemes.append(("phrase", value.strip(QUOTES)))
        elif group == "bar":
            lexemes.append(("or", value))
        elif group == "sign":
            at = _lex_sign(text, at, value, lexemes, notes)
        elif group == "words":
            lexemes.append((_OPERATORS.get(value, "words"), value))
        else:
            lexemes.append(("open" if group == "open" else "close", value))
    return lexemes


def _lex_sign(text: str, at: int, sign: str, lexemes: list[Lexeme], notes: list[NoteKind]) -> int:
    """A sign counts only right before something; -= and =- both mean their second sign too."""
    if at == len(text) or text[at].isspace() or text[at] in ")|":
        notes.append(NoteKind.LONE_SIGN)
        return at
    lexemes.append((_SIGNS[sign], sign))
    while at < len(text) and text[at] in _SIGNS:
        lexemes.append((_SIGNS[text[at]], text[at]))
        at += 1
    return at


class _Parser:
    """Recursive descent, bounded in depth; every method leaves the position behind what it read."""

    def __init__(self, lexemes: list[Lexeme], depth: int, notes: list[NoteKind]) -> None:
        self.lexemes = lexemes
        self.max_depth = depth
        self.notes = notes
        self.at = 0

    def parse(self) -> Group:
        nodes: list[Node] = []
        while self.at < len(self.lexemes):
            nodes += self._all(0)
            if self._kind() == "close":
                self.notes.append(NoteKind.UNBALANCED_PARENTHESIS)
                self.at += 1
        return Group("all", tuple(nodes))

    def _kind(self) -> Kind | None:
        return self.lexemes[self.at][0] if self.at < len(self.lexemes) else None

    def _all(self, depth: int) -> list[Node]:
        """Parts up to a closing parenthesis or the end."""
        nodes: list[Node] = []
        while self._kind() not in (None, "close"):
            if self._kind() == "or":
                self.at += 1
                self.notes.append(NoteKind.DANGLING_OPERATOR)
            elif self._kind() == "and":
                self.at += 1
            else:
                node = self._any(depth)
                nodes += [node] if node is not None else []
        return nodes

    def _any(self, depth: int) -> Node | None:
        """One part, or several joined by OR."""
        first = self._one(depth)
        nodes = [first] if first is not None else []
        joined = False
        while self._kind() == "or":
            self.at += 1
            joined = True
            if self._kind() in (None, "close", "or"):
                self.notes.append(NoteKind.DANGLING_OPERATOR)
                continue
            following = self._one(depth)
            nodes += [following] if following is not None else []
        if joined and len(nodes) > 1:
            return Group("any", tuple(nodes))
        return nodes[0] if nodes else None

    def _one(self, depth: int) -> Node | None:
        negated = exact = False
        while (kind := self._kind()) in ("not", "exact", "and"):
            negated ^= kind == "not"
            exact |= kind == "exact"
            self.at += 1
        node = self._operand(depth, exact)
        return Not(node) if negated and node is not None else node

    def _operand(self, depth: int, exact: bool) -> Node | None:
        kind = self._kind()
        if kind in (None, "close", "or"):
            return None
        value = self.lexemes[self.at][1]
        self.at += 1
        if kind == "words":
            return Words(value, exact)
        if kind == "phrase":
            return Phrase(value, exact) if value.strip() else None
        if depth >= self.max_depth:
            self.notes.append(NoteKind.TOO_DEEP)
            return None
        nodes = self._all(depth + 1)
        if self._kind() == "close":
            self.at += 1
        else:
            self.notes.append(NoteKind.UNBALANCED_PARENTHESIS)
        return _spelled_exactly(Group("all", tuple(nodes)), exact) if nodes else None


def _spelled_exactly(group: Group, exact: bool) -> Group:
    """`=( … )` makes each word inside exact."""
    if not exact:
        return group
    return Group(group.kind, tuple(_exactly(node) for node in group.nodes))


def _exactly(node: Node) -> Node:
    if isinstance(node, Words | Phrase):
        return type(node)(node.text, exact=True)
    if isinstance(node, Not):
        return Not(_exactly(node.node))
    return Group(node.kind, tuple(_exactly(inner) for inner in node.nodes))


def as_typed(query: Query) -> Query:
    """The same query with every word searched exactly as spelled (`variants=off`)."""
    return Query(query.text, _spelled_exactly(query.root, exact=True), query.notes)
