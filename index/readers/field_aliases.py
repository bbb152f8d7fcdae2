"""What exports call our fields.

A name of our own goes before every other, then the names in the order of the table, then names made of known words
(article_text, news_date); what the engineer stated (`--column title=शीर्षक`) goes before all.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

FIELDS = (
    "id", "title", "standfirst", "body", "date", "source", "section", "author", "agency", "place", "edition",
    "print_page", "url", "language",
)  # fmt: skip
_NAMES = {
    "id": ("guid", "uri", "_id", "article_id", "articleid", "post_id", "story_id", "news_id", "uuid"),
    "title": ("headline", "heading", "post_title", "news_title", "शीर्षक", "सुर्खी", "हेडलाइन", "हेडिंग",
        "शीर्ष", "समाचार शीर्षक", "खबर का शीर्षक", "name", "headlines", "हैडलाइन", "हैडिंग",
        "समाचार का शीर्षक", "मुख्य शीर्षक", "खबर शीर्षक", "ख़बर का शीर्षक", "original_headline", "head_line",
    ),
    "standfirst": (
        "introtext", "subtitle", "subheadline", "sub_headline", "subhead", "dek", "deck", "summary",
        "excerpt", "intro",
        "lead", "description", "description_text", "description_html", "post_excerpt", "उपशीर्षक", "सारांश",
    ),
    "body": (
        "text", "content", "article", "articlebody", "article_body", "body_text", "body_html", "bodytext",
        "content_html", "content_text", "fulltext", "full_text", "story", "post_content", "maintext",
        "news", "bodies", "plaintext", "html", "lexical", "mobiledoc",
        "blocks", "paragraphs", "लेख", "समाचार", "पाठ", "मुख्य पाठ",
        "खबर", "ख़बर", "पूरी खबर", "विवरण", "विस्तार", "सामग्री", "मुख्य खबर", "समाचार का विवरण",
        "खबर का विवरण", "खबर विवरण", "समाचार विवरण", "matter", "मैटर", "news_content", "para", "paras",
        "पैरा", "पैराग्राफ", "अनुच्छेद",
    ),
    "date": (
        "first_publish_date", "display_date", "published", "pubdate", "pub_date", "published_at", "publishedat",
        "publish_date", "date_published",
        "datepublished", "date_publish", "published_date", "publication_date", "post_date", "versioncreated",
        "firstcreated", "first_published", "webpublicationdate", "publishing_date", "first_published_at",
        "datecreated", "dateposted", "issued", "pubdatetime",
        "firstpublished", "date_gmt", "दिनांक", "दिनाँक", "तारीख", "तारीख़", "तिथि", "प्रकाशन दिनांक",
        "छपने की तारीख", "छपने का दिन", "प्रकाशन की तारीख", "प्रकाशन तिथि", "प्रकाशित", "datetime",
        "dated", "pub_dt", "pubtime", "pubdt", "posted_on", "date_added", "upload_date",
        "post_date_gmt", "date_published_gmt", "date_news", "news_date", "dt", "डेट",
        "दिनांक व समय", "दिनांक एवं समय", "तारीख/समय", "खबर की तारीख", "प्रकाशन का दिनांक",
        "प्रकाशन का समय", "dates", "घटना की तारीख", "created_at", "created", "@timestamp", "timestamp",
    ),
    "source": (
        "newspaper", "publication", "publisher", "provider", "outlet", "site", "site_name", "channel",
        "source_domain", "media", "स्रोत", "अखबार", "अख़बार", "समाचार पत्र", "समाचारपत्र", "प्रकाशन",
        "source_name", "publisher_name", "newspaper_name", "media_name", "sitename", "data_source",
        "समाचार स्रोत", "समाचार का स्रोत", "अखबार का नाम",
    ),
    "section": (
        "category", "categories", "desk", "genre", "articlesection", "topic", "श्रेणी", "खंड",
        "अनुभाग", "विषय", "वर्ग", "section_name", "category_name", "categoryname", "cat_name",
        "maincategory_name", "main_category", "maincategory", "primary_tag", "primary_section", "श्रेणी का नाम", "कैटेगरी",
    ),
    "author": ("byline", "authors", "creator", "dc_creator", "by", "writer", "reporter", "post_author",
               "contributors", "contributor", "by_line", "रिपोर्टर", "बाइलाइन",
        "लेखक", "संवाददाता", "author_name", "authorname", "authors_byline", "reported_by", "written_by", "posted_by",
        "rptr", "पत्रकार",
        "reporter_name", "writer_name", "journalist", "संवाददाता का नाम", "पत्रकार का नाम",
        "display_name", "displayname", "writers", "reporters", "bylines",
        "created_by_alias", "publishedbylines", "लेखक का नाम",
        "रिपोर्टर का नाम",
    ),
    "agency": ("news_agency", "newsagency", "wire", "wire_service", "एजेंसी", "एजेन्सी", "समाचार एजेंसी",
               "न्यूज एजेंसी", "संवाद समिति"),
    "place": (
        "dateline", "city", "location", "located", "locationcreated", "contentlocation", "स्थान",
        "जगह", "शहर", "जिला", "ज़िला", "स्थल", "डेटलाइन",
    ),
    "edition": ("printedition", "print_edition", "edition_name", "संस्करण", "एडिशन"),
    "print_page": (
        "printpage", "page_no", "pageno", "page_number", "pagenumber", "pagestart", "page", "पृष्ठ", "पेज",
        "पृष्ठ संख्या", "पृष्ठ सं", "पृष्ठ सं.", "पृष्ठ क्रमांक", "पेज नंबर", "पेज सं", "पेज सं.", "पन्ना",
    ),
    "url": ("link", "permalink", "canonical", "canonical_url", "web_url", "weburl", "href",
            "external_url", "यूआरएल", "article_url", "news_url", "post_url", "page_url", "story_url",
            "url_source", "लिंक"),
    "language": ("lang", "inlanguage", "language_code", "भाषा"),
}  # fmt: skip
_FIELD_OF = {name: field for field in FIELDS for name in (field, *_NAMES[field])}
_RANK = {name: rank for field in FIELDS for rank, name in enumerate((field, *_NAMES[field]))}
BODY_WORDS = frozenset(
    ["text", "body", "content", "story", "article", "details", "paragraph", "paragraphs", "html", "para"]
)
_TITLE_WORDS = frozenset(["title", "headline", "heading", "head"])
_DATE_WORDS = frozenset(["date", "datetime", "time", "timestamp", "ts", "day", "at", "on"])
_ABOUT = frozenset(
    [
        "news",
        "article",
        "story",
        "post",
        "page",
        "main",
        "full",
        "complete",
        "raw",
        "clean",
        "plain",
        "body",
        "item",
        "publish",
        "published",
        "publication",
        "posted",
        "pub",
        "release",
        "released",
        "created",
        "issue",
        "text",
        "report",
        "entry",
    ]
)
"""Words that may stand beside those (full_article_text), and nothing else: crawl_date is the date of no article."""
_MADE_OF = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a name of two words has its second one: sectionName is section_name."""
_COMPOSED = 1_000
"""Rank of composed names: after every name of the table."""
MIN_NAMED = 2
"""Fields of ours that a header below other rows names."""


@lru_cache(4096)
def field_of(name: str) -> str | None:
    """Return which of our fields a name stands for.

    >>> field_of("Published At"), field_of("wp:post_title"), field_of("colour")
    ('date', 'title', None)
    """
    return _FIELD_OF.get(plain_name(name)) or composed_field(name)


@lru_cache(4096)
def composed_field(name: str) -> str | None:
    """Return the field of a name that is made of known words: article_text, newsDate, full-story, newsdate."""
    words = [word.lower() for word in _MADE_OF.findall(name.strip().rpartition(":")[2].rpartition(".")[2])]
    if len(words) == 1:
        words = _two_known(words[0])
    if len(words) < 2 or not set(words) <= _ABOUT | BODY_WORDS | _TITLE_WORDS | _DATE_WORDS:
        return None
    if set(words) & _TITLE_WORDS:
        return "title"
    if set(words) & _DATE_WORDS or words[0].startswith(("publish", "post", "created", "release")):
        return (
            "date"
            if words[-1] in _DATE_WORDS
            else ("body" if words[0] == "post" and words[-1] in BODY_WORDS else None)
        )
    return "body" if words[-1] in BODY_WORDS else None


def _two_known(word: str) -> list[str]:
    """Return the two known words of which a word is made, the second one telling the field; [] for others."""
    telling = _TITLE_WORDS | _DATE_WORDS | BODY_WORDS
    cuts = ((word[:cut], word[cut:]) for cut in range(3, len(word) - 3))
    return next(([first, last] for first, last in cuts if first in _ABOUT and last in telling), [])


_NAMED = re.compile(r"^(?:समाचार|खबर|ख\u093c?बर)\s+|\s+(?:का|की|के)\s+नाम$")
"""Words around a column's name that say no more: समाचार संवाददाता, रिपोर्टर का नाम."""
_TWO_NAMES = re.compile(r"[/|\n]|\s[-–—]\s|(?<=[a-z])\s+(?=[\u0900-\u097f])|(?<=[\u0900-\u097f])\s+(?=[a-z])")
_NOTE = re.compile(r"\(([^()]{2,30})\)\s*[*:]?$")
_AROUND_NAME = re.compile(
    r"^[0-9]{1,2}[.)]\s*|^field_|[\u200b-\u200d\ufeff]|(?<!\s)\s*+[*:：]+$"
    r"|(?<!\s)\s*+\((?!english|en\b|अंग्रेज)[^()]{1,30}\)\s*[*:]?$"
    r"|(?:_(?:t|s|ss|txt|dt|tdt))?[_ ](?:hi|hindi)$|^(?:hi|hindi)[_ ]|_(?:t|s|ss|txt|dt|tdt)$",
    re.IGNORECASE,
)
MAX_COLUMN_NAME_CHARS = 100
"""What stands around a column's name: "1. शीर्षक", "Title*", "Headline (Hindi)", title_hi, body_t of Solr."""


@lru_cache(4096)
def plain_name(name: str) -> str:
    """Return a column's name as the table has it, without what stands around it (2. शीर्षक*, Headline (Hindi))."""
    written = name.strip().strip("\ufeff")
    name = written.lower()
    if len(name) > MAX_COLUMN_NAME_CHARS:
        return name
    if name not in _FIELD_OF and (inner := _AROUND_NAME.sub("", name).strip()):
        name = inner
    if name not in _FIELD_OF and (joined := name.replace(" ", "").replace("-", "")) in _FIELD_OF:
        return joined
    if name not in _FIELD_OF and (named := _NAMED.sub("", name)) in _FIELD_OF:
        return named
    if name not in _FIELD_OF and (one := _one_of_two(name) or _in_brackets(written)):
        return one
    if name not in _FIELD_OF:
        name = name.replace(" ", "_").replace("-", "_")
    if name not in _FIELD_OF and (apart := _CAMEL.sub("_", written).lower()) in _FIELD_OF:
        return apart
    return name if name in _FIELD_OF else name.rpartition(":")[2].rpartition(".")[2]


def _in_brackets(written: str) -> str:
    """Return the known name that stands in brackets after another (आपका नाम (रिपोर्टर)); "" if there is none."""
    note = _NOTE.search(written)
    return note[1].lower() if note and note[1].lower() in _FIELD_OF else ""


def _one_of_two(name: str) -> str:
    """Return the known name in a head of two languages (शीर्षक / Headline); "" if its parts say different things."""
    parts = [part.strip().replace(" ", "_") for part in _TWO_NAMES.split(name)]
    known = [part for part in parts if part in _FIELD_OF]
    is_one = len(parts) == 2 and len({_FIELD_OF[part] for part in known}) == 1
    return known[0] if is_one else ""


def chosen(names: Iterable[str], columns: tuple[tuple[str, str], ...] = ()) -> dict[str, str]:
    """Return field → the name among these that says it best."""
    stated = {name: field for field, name in columns}
    best: dict[str, tuple[int, str]] = {}
    for name in names:
        field = stated.get(name) or field_of(name)
        if field is None:
            continue
        rank = -1 if name in stated else _RANK.get(plain_name(name), _COMPOSED)
        if field not in best or rank < best[field][0]:
            best[field] = rank, name
    return {field: name for field, (_, name) in best.items()}


def missing_column(names: Sequence[str], columns: tuple[tuple[str, str], ...]) -> str:
    """Return what is wrong where a stated column is not among the names, nor any other of its field; "" if nothing."""
    found = chosen(names, columns)
    missing = next((name for field, name in columns if name not in names and field not in found), "")
    listed = ", ".join(name for name in names if name)[:200]
    return f"no column {missing!r} among {listed}; correct --column" if missing else ""


def header_row(
    rows: Sequence[Sequence[str]], columns: tuple[tuple[str, str], ...] = (), *, must_stand_out: bool = False
) -> int | None:
    """Return the index of the row that names most of our fields, headline or text among them; the first one of these.

    Titles and merged cells of a report stand above its header and may be called as a field, too. With
    `must_stand_out`, a row below the first must name two fields and have more cells than any before. None without any.
    """
    best: tuple[int, int] | None = None
    widest = 0
    for number, row in enumerate(rows):
        names = [name for name in row if name]
        fields = chosen(names, columns).keys() if len(names) > 1 else set()
        stands_out = len(fields) >= MIN_NAMED and len(names) > widest
        widest = max(widest, len(names))
        is_header = fields & {"title", "body"} and (stands_out or number == 0 or not must_stand_out)
        if is_header and (best is None or len(fields) > best[1]):
            best = number, len(fields)
    return best[0] if best else None
