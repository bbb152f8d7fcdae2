"""Markdown with front matter, as sites of Jekyll, Hugo and Pelican keep their articles: `---`, facts, `---`, text."""

import datetime
import re
import tomllib
from collections.abc import Iterator
from pathlib import PurePosixPath

import yaml

from index.readers.encodings import decoded, encoding_of
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.markup import has_markup, text_of
from index.readers.outcome import Outcome, Place, Refused, Skipped, excerpt_of
from index.readers.publication_status import unpublished
from index.readers.raw_fields import raw_of
from index.readers.record import accept
from index.readers.text_head import with_day_of_head

MAX_FACTS = 200
MAX_PARSED_CHARS = 20_000
"""A longer front matter is read line by line: YAML's parser takes its time."""
_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
_PELICAN = re.compile(r"\A()((?:[A-Za-z][\w-]{0,30}:[^\n]{0,600}+\n){2,40}+)[ \t]*+\n")
"""Pelican writes facts as the head of an e-mail is written, followed by an empty line."""
_PELICAN_NAMES = re.compile(
    r"^(?:title|date|status|author|authors|category|slug|summary):", re.IGNORECASE | re.MULTILINE
)
_FACT = re.compile(r"^([A-Za-z_][\w -]{0,60}?)\s*[:=]\s*(.*)$")
_FOLDED = re.compile(r"^[>|][+-]?[0-9]?$")
"""What stands for a text on the lines below, which are set in."""
_REMARK = re.compile(r"\s#\s.*$")
_ITEM = re.compile(r"^\s*-\s+(.*)$")
_HEADING = re.compile(r"\A\s*+(?:#[^\S\n]++([^\n]++)|([^\s#>|*-][^\n]{0,300})\n=++[ \t]*+)(?:\n|\Z)")
"""A main heading: with a sign before it, or underlined."""
_LINK_TO_NOTE = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}+\|)?([^\[\]|\n]{1,300}+)\]\]")
_MARKS = (
    (re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,600}\)|!\[\[[^\[\]\n]{1,300}+\]\]"), ""),
    (re.compile(r"^ {0,3}\[[^\]\n]{1,100}\]:[ \t]+(?:https?://|/|<|#)[^\n]{0,600}$", re.MULTILINE), ""),
    (_LINK_TO_NOTE, r"\1"),
    (re.compile(r"\[([^\]\n]{1,600}+)\](?:\([^)\n]{0,600}\)|\[[^\]\n]{0,100}\])"), r"\1"),
    (re.compile(r"^ {0,3}(?:=+|-{2,}|\*{3,}|_{3,}|\*(?: \*){2,}|-(?: -){2,})[ \t]*$", re.MULTILINE), "\n"),
    (re.compile(r"^ {0,3}#{1,6}[ \t]+([^\n]+)$", re.MULTILINE), r"\n\1\n"),
    (re.compile(r"^ {0,3}#{1,6}\s+", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}>\s?", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.{1,600}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,600}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"`([^`\n]{1,600})`"), r"\1"),
    (re.compile(r"\{[%{][^\n{}]{0,600}[%}]\}"), ""),
    (re.compile(r"^[ \t]*\{:[^\n{}]{0,300}\}[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*\[![A-Za-z]{1,20}\][+-]?[ \t]*", re.MULTILINE), ""),
)
_PANDOC = re.compile(r"\A%[ \t]*([^\n]{1,500})\n(?:%[ \t]*([^\n]{0,300})\n)?(?:%[ \t]*([^\n]{0,100})\n)?")
"""Pandoc's title block: headline, authors, date."""
_GROUPS = ("taxonomies", "extra", "params")
"""Where Zola and Hugo keep facts that they have no place for."""
_TEXT_LABEL = re.compile(r"\A\s*(?:body|text|content)[ \t]*:[ \t]*\n", re.IGNORECASE)


_REMARK_TAG = re.compile(r"\{%-?\s*+(comment|endcomment)\s*+-?%\}")
_NAMED_AFTER_DAY = re.compile(r"((?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])-.")
"""Jekyll's posts are named so, and need not say their day otherwise."""


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a file."""
    try:
        text = (
            decoded(part.content, encoding_of(part.content), "strict")
            .removeprefix("\ufeff")
            .replace("\r\n", "\n")
        )
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 (byte {error.start}); convert the file to UTF-8"
        yield Refused(part.path, 0, reason, excerpt_of(part.content))
        return
    front = _front_of(text)
    facts = _ungrouped(_facts(front[2], front[1])) if front else {}
    if reason := unpublished(facts):
        yield Skipped(part.path, f"not published ({reason})")
        return
    raw, _ = raw_of({name: value for name, value in facts.items() if name not in {"layout", "slug", "text"}})
    body = _TEXT_LABEL.sub("", text[front.end() :]) if front else text
    if block := _PANDOC.match(body) if not front else None:
        raw |= {"title": block[1].strip(), "author": block[2] or "", "date": block[3] or ""}
        body = body[block.end() :]
    if not raw.get("title") and (heading := _HEADING.match(body)):
        title = heading[1] or heading[2]
        raw["title"], body = title.strip().rstrip("#").rstrip(), body[heading.end() :]
    raw["body"] = _plain(_without_remarks(body))
    if not raw.get("date") and (named := _NAMED_AFTER_DAY.match(PurePosixPath(part.path).name)):
        raw["date"] = named[1]
    yield accept(with_day_of_head(raw), Place(part.path), options.max_text_chars)


def _without_remarks(body: str) -> str:
    """Return a text without what stands between Liquid's comment tags; a tag without its end takes nothing away."""
    kept, done, begun = [], 0, None
    for tag in _REMARK_TAG.finditer(body):
        if tag[1] == "comment":
            begun = tag if begun is None else begun
        elif begun is not None:
            kept.append(body[done : begun.start()])
            done, begun = tag.end(), None
    return "".join(kept) + body[done:]


def _front_of(text: str) -> re.Match[str] | None:
    """Return the facts before a text, in the second group, and where they end; None if there are none."""
    if front := _FRONT.match(text):
        return front
    front = _PELICAN.match(text)
    return front if front and len(_PELICAN_NAMES.findall(front[2])) > 1 else None


class _Loader(yaml.BaseLoader):
    """Reads YAML with every value as text; without references, which can make much of little."""

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("references are not read")
        return super().compose_node(parent, index)  # type: ignore[arg-type]


def _facts(text: str, fence: str) -> dict[str, object]:
    """Return the facts of a front matter: TOML between +++, else YAML; what is neither line by line."""
    if len(text) <= MAX_PARSED_CHARS:
        try:
            found = tomllib.loads(text) if fence == "+++" else yaml.load(text, _Loader)  # noqa: S506 - makes text, lists and maps only
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
            found = None
        if isinstance(found, dict):
            return {str(name): _without_days(value) for name, value in found.items()}
    return _facts_by_line(text)


def _ungrouped(facts: dict[str, object]) -> dict[str, object]:
    """Return facts with those of groups among them, and links to notes ([[name]]) as names."""
    inner: dict[str, object] = {}
    for group in _GROUPS:
        if isinstance(found := facts.get(group), dict):
            inner |= found
    return {name: _without_links(value) for name, value in (inner | facts).items() if name not in _GROUPS}


def _without_links(value: object) -> object:
    if isinstance(value, list):
        return [_without_links(inner) for inner in value]
    return _LINK_TO_NOTE.sub(r"\1", value) if isinstance(value, str) else value


def _without_days(value: object) -> object:
    """Return a value of TOML with days and times as text."""
    if isinstance(value, dict):
        return {str(name): _without_days(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_without_days(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value


def _facts_by_line(text: str) -> dict[str, object]:
    """Return facts that stand one on a line, or as a list of lines that begin with a dash."""
    facts: dict[str, object] = {}
    name = ""
    for line in text.split("\n")[:MAX_FACTS]:
        item = _ITEM.match(line)
        if item and name:
            known = facts.get(name)
            facts[name] = [*(known if isinstance(known, list) else []), _unquoted(item[1])]
        elif line.startswith((" ", "\t")) and name and isinstance(facts.get(name), str):
            facts[name] = f"{facts[name]} {line.strip()}".strip()
        elif fact := _FACT.match(line):
            name, value = fact[1].strip(), _REMARK.sub("", fact[2]).strip()
            value = "" if _FOLDED.match(value) else value
            inside = value[1:-1] if value.startswith("[") and value.endswith("]") else None
            facts[name] = (
                _unquoted(value) if inside is None else [_unquoted(item) for item in inside.split(",")]
            )
    return facts


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _plain(body: str) -> str:
    """Return the text of Markdown without its marks; a line a paragraph."""
    for pattern, instead in _MARKS:
        body = pattern.sub(instead, body)
    lines = [
        " ".join(block.split()) for block in re.split(r"\n\s*\n", text_of(body) if has_markup(body) else body)
    ]
    return "\n".join(line for line in lines if line)


def _recognises(head: bytes) -> bool:
    """Return whether a file begins with a front matter that is closed and followed by a text, or a title block."""
    text = head.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    front = _front_of(text)
    block = _PANDOC.match(text)
    if block and block[2] and block[3]:
        return True
    return (
        front is not None
        and _FACT.search(front[2].split("\n")[0]) is not None
        and bool(text[front.end() :].strip())
    )


FORMAT = Format(
    name="markdown",
    title="Markdown, with or without front matter, one article a file",
    suffixes=(".md", ".markdown", ".mdx"),
    is_told_by_name=False,
    read=read,
    recognises=_recognises,
)
