"""What a web page says of itself: JSON-LD and meta elements. Which of several objects is about this page.

A page may carry JSON-LD about other stories (a live blog that is shown on every page), about itself as a mere page,
and with errors. So the object is chosen by its type, its address and its likeness to what the reader sees.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from index.addresses import is_web_address
from index.dates import parse_date
from index.readers.field_texts import text_value
from index.readers.markup import unescaped
from index.readers.page_headings import LIKE, alike, shown_headline

MAX_SCRIPTS = 40
MAX_SCRIPT_CHARS = 2_000_000
MAX_OBJECTS = 200
MAX_VALUES = 10
"""Objects one after another in one script."""

_TYPES = {
    "NewsArticle": 3, "ReportageNewsArticle": 3, "OpinionNewsArticle": 3, "AnalysisNewsArticle": 3,
    "BackgroundNewsArticle": 3, "ReviewNewsArticle": 3, "LiveBlogPosting": 3, "Report": 2, "Article": 2,
    "BlogPosting": 2, "SocialMediaPosting": 1, "ClaimReview": 1, "WebPage": 0, "ItemPage": 0,
}  # fmt: skip
"""How surely an object of a type is the article; others are not examined."""
ARTICLE_RANK = 2
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "title"),
    "standfirst": ("og:description", "description", "twitter:description"),
    "date": ("article:published_time", "og:article:published_time", "datepublished", "pubdate",
             "publish-date", "publishdate", "publish_date", "dc.date.issued", "dcterms.issued",
             "parsely-pub-date", "sailthru.date", "dc.date", "date"),
    "source": ("og:site_name", "application-name", "dc.publisher"),
    "section": ("article:section", "articlesection", "section", "category"),
    "author": ("author", "article:author", "dc.creator", "byl", "parsely-author"),
    "url": ("og:url",),
    "kind": ("og:type",),
}  # fmt: skip
_CDATA = re.compile(
    r"^\s*(?:/[/*]\s*)?<!\[CDATA\[(?:\s*\*/)?|(?:/[/*]\s*)?\]\]>(?:\s*\*/)?\s*$|^\s*<!--|-->\s*$"
)
_REMARKS = re.compile(r"\A(?:\s*//[^\n]{0,300}\n)+")
_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+(?:"|$))|,(?=\s*[}\]])')
_DOTS = " \t\n.…"
_DECODER = json.JSONDecoder(strict=False)

Raw = dict[str, str]


class Metadata(NamedTuple):
    """What a page says of itself: JSON-LD first, then meta elements; `body` is its articleBody."""

    fields: Raw
    is_article: bool
    """Whether it says that it is one article."""
    kind: str
    """The Open Graph type; "" for none."""
    address: str
    """Its canonical address; "" for none."""
    types: frozenset[str]
    """The types of all objects that it holds."""


def metadata_of(tree: Any) -> Metadata:
    """Return what a page says of itself, chosen among all that it says."""
    meta = _from_meta(tree)
    canonical = _canonical(tree) or meta["url"]
    objects = list(_all_objects(tree))
    known = {str(entity["@id"]): entity for entity in objects if "@id" in entity and len(entity) > 1}
    seen = shown_headline(tree, meta["title"])
    ranked = sorted(
        (
            (score, -number, entity)
            for number, entity in enumerate(objects)
            if (score := _score(entity, canonical, seen)) > 0
        ),
        key=lambda found: found[:2],
        reverse=True,
    )
    fields: Raw = {}
    for _, _, entity in ranked:
        said = _said_by(entity, known)
        if fields and max(map(_rank, _types_of(entity))) < 1:
            said.pop("date", None)  # the day of a page or of the site, not of the article
        if "title" in fields:
            said.pop("body", None)
        fields = {**said, **fields}
    is_article = any(max(map(_rank, _types_of(entity))) >= ARTICLE_RANK for _, _, entity in ranked)
    kind = meta.pop("kind", "")
    for name, value in meta.items():
        if value and not fields.get(name):
            fields[name] = value
    if not parse_date(fields.get("date", "")) and parse_date(meta["date"]):
        fields["date"] = meta["date"]
    fields["title"] = seen or _whole(fields.get("title", ""), meta["title"])
    types = frozenset(name for entity in objects for name in _types_of(entity))
    is_said = is_article or (kind == "article" and parse_date(fields.get("date", "")) is not None)
    return Metadata(fields, is_said, kind, canonical, types)


def _from_meta(tree: Any) -> Raw:
    known: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]"):
        name = (
            (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        )
        value = " ".join(unescaped(element.get("content")).split())
        if name and value:
            known.setdefault(name, value)
    raw = {
        field: next((known[name] for name in names if name in known), "") for field, names in _META.items()
    }
    if is_web_address(raw["author"]):
        raw["author"] = ""
    return raw


def _canonical(tree: Any) -> str:
    found = tree.xpath("//link[@rel='canonical']/@href")
    return str(found[0]).strip() if found else ""


def _all_objects(tree: Any) -> Iterator[Mapping[str, Any]]:
    left = MAX_OBJECTS
    for script in tree.xpath(
        "//script[starts-with(translate(@type,'LDJSON','ldjson'),'application/ld+json')]"
    )[:MAX_SCRIPTS]:
        text = script.text_content()
        if len(text) > MAX_SCRIPT_CHARS:
            continue
        for entity in _objects(_values_of(text)):
            if left == 0:
                return
            left -= 1
            yield entity


def _values_of(text: str) -> list[Any]:
    """Return the JSON values of a script, for all its small errors; none if there are none."""
    text = _REMARKS.sub("", _CDATA.sub("", _CDATA.sub("", text.strip()))).strip().rstrip(";")
    if text.startswith("{&quot;"):
        text = html.unescape(text)
    for mended in (text, _TRAILING_COMMA.sub(lambda found: found[1] or "", text)):
        values: list[Any] = []
        position = 0
        try:
            while position < len(mended) and len(values) < MAX_VALUES:
                value, end = _DECODER.raw_decode(mended, position)
                values.append(value)
                position = end + len(mended[end:]) - len(mended[end:].lstrip(" \t\r\n,;"))
        except (ValueError, RecursionError):
            pass
        if values:
            return values
    return []


def _objects(data: Any, depth: int = 3) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list):
        for item in data[:100]:
            yield from _objects(item, depth)
    elif isinstance(data, dict):
        yield data
        if depth:
            for name in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _objects(data.get(name), depth - 1)


def _types_of(entity: Mapping[str, Any]) -> list[str]:
    kinds = entity.get("@type")
    return [
        str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])[:10]
    ] or [""]


def _rank(kind: str) -> int:
    return _TYPES.get(kind, -1)


def _score(entity: Mapping[str, Any], canonical: str, seen: str) -> float:
    """Return how surely an object is about the article of this page; 0 or less: it is not."""
    rank = max(map(_rank, _types_of(entity)))
    headline = unescaped(
        _named(entity.get("headline")) or (_named(entity.get("name")) if rank >= ARTICLE_RANK else "")
    )
    if rank < 0 or not (headline or "datePublished" in entity):
        return 0
    addresses = [address for address in _addresses_of(entity, canonical) if address]
    same = any(_is_same_page(address, canonical) for address in addresses) if canonical else False
    likeness = alike(_uncut(headline), seen) if headline and seen else 0.0
    is_other = headline and seen and likeness < LIKE and not same
    if is_other:
        return -1
    if not headline and rank < ARTICLE_RANK and not same:
        name = unescaped(_named(entity.get("name")))
        if not (name and seen and alike(name, seen) >= LIKE):
            return 0  # the site's own page, or what a claim was said on: their days are not the article's
    return 1 + rank + 4 * same + 4 * likeness


def _addresses_of(entity: Mapping[str, Any], canonical: str) -> Iterator[str]:
    for name in ("mainEntityOfPage", "url", "@id"):
        value = entity.get(name)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            try:
                yield urljoin(canonical, value.strip())
            except ValueError:
                continue


def _is_same_page(one: str, other: str) -> bool:
    try:
        first, second = urlsplit(one), urlsplit(other)
    except ValueError:
        return False
    return bool(first.path.strip("/")) and (first.path.rstrip("/"), first.query) == (
        second.path.rstrip("/"),
        second.query,
    )


def _said_by(entity: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> Raw:
    """Return what an object says, with the names of those it only points at (`{"@id": …}`)."""
    entity = {name: _pointed_at(value, known) for name, value in entity.items()}
    raw = {
        "title": _named(entity.get("headline") or entity.get("name")),
        "standfirst": _named(entity.get("description") or entity.get("alternativeHeadline")),
        "date": _named(entity.get("datePublished") or entity.get("dateCreated")),
        "source": _named(entity.get("publisher")),
        "section": _named(entity.get("articleSection")),
        "place": _named(entity.get("dateline") or entity.get("locationCreated")),
        "edition": _named(entity.get("printEdition")),
        "print_page": _named(entity.get("printPage")),
        "author": _named(entity.get("author") or entity.get("creator")),
    }
    if is_web_address(raw["author"]):
        raw["author"] = ""
    found = {name: " ".join(unescaped(value).split()) for name, value in raw.items() if value}
    body = text_value(unescaped(_named(entity.get("articleBody"))), "body") or ""
    return {**found, "body": body} if body else found


def _pointed_at(value: Any, known: Mapping[str, Mapping[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_pointed_at(item, known) for item in value[:10] if not isinstance(item, list)]
    is_pointer = isinstance(value, dict) and "@id" in value and not value.keys() & {"name", "headline"}
    return known.get(str(value["@id"]), value) if is_pointer else value


def _named(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return _named(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_named, value[:10])))
    return ""


def _whole(stated: str, other: str) -> str:
    """Return a stated headline, or the one that says the whole of it where it was cut."""
    kept = _uncut(stated)
    return other if kept != stated and other.startswith(kept[: max(8, len(kept) - 12)]) else stated


def _uncut(headline: str) -> str:
    """Return a headline without the dots where it breaks off."""
    kept = headline.rstrip(_DOTS)
    return kept if headline[len(kept) :].strip().startswith(("..", "…")) else headline
