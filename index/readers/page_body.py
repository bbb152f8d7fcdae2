"""The text of a web page: which of several extractions is the story, and which of its lines are none of it.

trafilatura finds the text among menus and advertisements. What it finds is compared with the page's own articleBody,
where there is one; what agrees best is taken. Lines that are links only (यह भी पढ़ें …), the trail of sections above
the headline, labels of buttons and players are taken out by what they are, on any site.
"""

import logging
import re
from functools import cache
from typing import Any

from index.dates import parse_date
from index.readers.page_links import SHINGLE, PageLinks, shingles_of, without_links, words_of

MIN_BODY_CHARS = 20
MIN_STATED_CHARS = 300
"""A shorter articleBody is a summary."""
LONG_STATED_CHARS = 1_500
"""A longer articleBody is surely the whole story."""
COVERED = 0.7
"""Share of the page's own articleBody that an extraction must hold, or the articleBody is taken itself."""
OF_THE_STORY = 0.3
"""Share of a line's words in a row that must stand in the articleBody too."""
MAX_ASIDE_CHARS = 100
"""Characters of a line outside the articleBody that goes wherever it stands; longer ones go below the story only."""
MAX_OUTSIDE = 0.6
"""Share of the text that may lie outside the articleBody and go; where it is more, something else is the story."""
MUCH_LONGER = 1.5
MAX_LABEL_CHARS = 60
MAX_OFFER_CHARS = 250
MAX_IN_WIDGET = 0.3
"""Share of the page's text that a widget may hold; what holds more is named so by mistake."""
_NEVER = frozenset({"html", "body", "main", "article"})

_WORD = re.compile(r"\w[\w\u0900-\u0dff\u200c\u200d]*")
_FURNITURE = (
    "//*[contains(@class, 'breadcrumb') or contains(@class, 'bread-crumb') or contains(@class, 'Breadcrumb')"
    " or contains(@id, 'breadcrumb') or contains(@itemtype, 'BreadcrumbList') or @aria-label='breadcrumb']"
    " | //amp-ad | //amp-embed | //ins[contains(@class, 'adsbygoogle')] | //select | //button | //textarea"
)
_ALSO_READ = re.compile(
    r"^\W*(?:यह|ये|इसे|यहां|इन्हें|इसको)\s+(?:खबर|ख़बर|खबरें|न्यूज़?)?\s*(?:भी\s+)?(?:जरूर\s+|ज़रूर\s+)?(?:पढ़ें|पढ़ें|पढें|पढ़िए|पढ़िए|देखें|जानें)"
    r"|^\W*(?:और|पूरी\s+खबर|संबंधित\s+खबरें?|अन्य\s+खबरें)\s*(?:भी\s+)?(?:पढ़ें|पढ़ें|पढें|देखें)\W"
    r"|^\W*(?:also|must|further|related|recommended|next)\s+(?:read|watch|see|reading|stories|articles|news|video)s?\b"
    r"|^\W*(?:read|watch|see|click)\s+(?:more|also|this|here|the\s+full\s+story|next)\b"
    r"|^\W*(?:read|get|check|catch|for|stay)\s.{0,40}(?:latest|real-time|breaking|more)\s.{0,60}(?:news|updates|affairs|stories)"
    r"|^\W*(?:हमें|हमारे|हमसे)\s.{0,80}(?:फॉलो|फ़ॉलो|जुड़ें|जुड़ें|सब्सक्राइब|चैनल)"
    r"|^\W*(?:follow|join|subscribe|sign\s+up|download|get)\s.{0,60}(?:on\s+(?:whatsapp|telegram|google|facebook|twitter|instagram|youtube)|newsletter|channel|our\s+app|latest\s+(?:news|updates))",
    re.IGNORECASE,
)
_CHANNELS = (
    "(?:व्हाट्स ?[एऐ]प|व्हाट्सअप|वॉट्स ?[एऐ]प|वाट्स ?[एऐ]प|टेलीग्राम|फेसबुक|फ़ेसबुक|ट्विटर|इंस्टाग्राम|यूट्यूब|यू-ट्यूब"
    "|गूगल न्यूज|whatsapp|telegram|facebook|twitter|youtube|google news)"
)
_ASKS = r"(?:(?:फॉलो|फ़ॉलो|लाइक|सब्सक्राइब|ज्वाइन|जॉइन)\s+(?:जरूर\s+)?(?:करें|कीजिए|करना\s+न\s+भूलें)|जुड\u093c?(?:ें|िए))"
_PROMOTION = re.compile(
    rf"^(?=.{{0,200}}{_CHANNELS})(?=.{{0,200}}(?:हमारे|हमारी|हमें|हमसे|चैनल|पेज)).{{0,200}}{_ASKS}\W*$"
    r"|^(?=.{0,60}(?:हमारा|हमारी|हमारे|मोबाइल|न्यूज|खबर|ताजा)).{0,120}(?:ऐप|एप|app)\s+.{0,20}डाउनलोड\s+(?:करें|कीजिए)\W*$"
    r"|^.{0,160}(?:यहां|यहाँ)\s+क्लिक\s+(?:करें|कीजिए)\W*$"
    r"|^\W*(?:यह|इस)\s+(?:खबर|ख़बर|स्टोरी|लेख).{0,60}(?:सिंडिकेट|ऑटो).{0,80}(?:संपादित|जेनरेट|ली\s+गई).{0,60}$"
    r"|^\W*(?:disclaimer|डिस्क्लेमर|अस्वीकरण)\s*[:：].{0,230}$|^\W*(?:खबरें|ख़बरें)\s+और\s+भी\s+हैं\W*$"
    r"|^\W*(?:tags?|टैग्?स?|location|edited\s+by|reported\s+by|source\s+link)\s*[:：].{0,160}$"
    r"|^\W*(?:copyright\s*(?:©|\(c\)|[0-9]{4})|©|all\s+rights\s+reserved|सर्वाधिकार\s+सुरक्षित).{0,120}$"
    r"|^\W*देखें\s+(?:वीडियो|तस्वीरें|फोटो)\W*$"
    r"|^\W*(?:फोटो|फ़ोटो|तस्वीर|चित्र|photo)\s*(?:साभार|सौजन्य|क्रेडिट|credit|courtesy)?\s*[:：].{0,60}$"
    r"|^\W*[0-9]{1,5}\s+(?:shares?|comments?|views?|शेयर|टिप्पणियां|व्यूज)\W*$"
    r"|^\W*[0-9]{1,2}:[0-9]{2}\s*/\s*[0-9]{1,2}:[0-9]{2}.{0,40}$",
    re.IGNORECASE,
)
"""What portals ask of readers inside their stories, or say of the page and not of the news."""
MAX_PROMOTION_CHARS = 250
_WIDGET = re.compile(
    r"(?:^|[\s_-])(?:taboola|outbrain|colombia|advert\w*|ad-?(?:box|slot|unit|container|wrapper|banner)s?|dfp|sponsor\w*|cookie\w*|consent|gdpr|"
    r"onetrust|newsletter\w*|subscri(?:be|ption)\w*|social-?(?:share|links|icons|media)\w*|share-?(?:bar|box|links|icons|buttons?)|paywall|"
    r"also-?read\w*|read-?also|read-?more|related-?(?:stories|news|articles|posts|links|content)\w*|recommend(?:ed|ations)\w*|"
    r"you-?may-?(?:also-?)?like|most-?(?:read|viewed|popular)|trending\w*|author-?(?:bio|box|info))(?:$|[\s_-])",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"^\W*[0-9०-९]+\s*(?:मिनट|घंटे|घंटा|दिन|महीने|साल|hours?|minutes?|mins?|days?|hrs?|weeks?|months?|years?)\s*(?:पहले|ago|read|में\s+पढ़ें)?\W*$",
    re.IGNORECASE,
)
"""3 घंटे पहले, 4 min read."""
_SENTENCE = re.compile("[.।?!…॥][\"'”’)]*$")
_BYLINE = re.compile(
    r"^.{0,100}\b(?:updated|published?(?:\s+(?:on|date|at))?|posted|last\s+modified|edited\s+by)\b.{0,20}[-:|].{0,80}[0-9]{4}"
    r"|^.{0,60}(?:अपडेटेड|अपडेट|प्रकाशित|पब्लिश्ड|Updated|Published).{0,40}[0-9]{4}.{0,30}$",
    re.IGNORECASE,
)
MAX_BYLINE_CHARS = 140
_LABELS = frozenset(
    [
        "कॉपी लिंक",
        "story highlights",
        "हाइलाइट्स",
        "शेयर",
        "शेयर करें",
        "साझा करें",
        "विज्ञापन",
        "ट्रेंडिंग",
        "वीडियो",
        "फोटो",
        "फॉलो करें",
        "हमें फॉलो करें",
        "टिप्पणी करें",
        "कमेंट",
        "सुनें",
        "खबर सुनें",
        "आगे पढ़ें",
        "पूरा पढ़ें",
        "और पढ़ें",
        "लिंक कॉपी करें",
        "copy link",
        "link copied",
        "share",
        "share this",
        "share article",
        "advertisement",
        "sponsored",
        "promoted",
        "ad",
        "ads",
        "story continues below this ad",
        "story continues below advertisement",
        "end of article",
        "read more",
        "read less",
        "view more",
        "load more",
        "show more",
        "watch",
        "watch video",
        "watch live",
        "live tv",
        "trending",
        "trending now",
        "follow us",
        "subscribe",
        "newsletter",
        "sign in",
        "log in",
        "comments",
        "comment",
        "post a comment",
        "print",
        "text size",
        "print",
        "a+",
        "a-",
        "a",
        "whatsapp",
        "facebook",
        "twitter",
        "telegram",
        "linkedin",
        "pinterest",
        "email",
        "x",
        "play",
        "pause",
        "mute",
        "unmute",
        "replay",
        "skip ad",
        "loading",
        "loading...",
        "close",
        "next",
        "previous",
        "now playing",
        "click here",
        "save",
        "bookmark",
        "listen to this article",
        "gallery",
        "up next",
        "you may also like",
        "more from",
        "recommended stories",
        "related stories",
        "related news",
        "related articles",
        "top comment",
        "remove ads",
        "home",
        "next article",
        "follow us on",
        "published by",
        "published by :",
        "mail this article",
        "jump to",
        "articles",
        "follow us on social media",
        "keep on reading",
        "tap to unmute",
        "undo",
        "always active",
        "google news",
        "text to speech",
        "add as a preferred source on google",
    ]
)


PLAIN, PLAIN_TAKEN = 0.8, 0.95
"""Of a page's text so much is in paragraphs, and of these so much was taken, where the page is a plain one."""


def story_text(tree: Any, stated: str, headline: str) -> str:
    """Return the story of a page, a line a paragraph; `stated` is its own articleBody, "" for none."""
    for each in _furniture(tree):
        if each.getparent() is not None:
            _take_out(each)
    links = PageLinks(tree)
    text = _chosen(tree, stated)
    lines = [line for raw in text.split("\n") if (line := raw.strip(" \t|-"))]
    lines = _without_labels(lines, headline)
    lines = without_links(lines, links)
    if len(stated) >= MIN_STATED_CHARS:
        lines = _within(lines, stated)
    return "\n".join(lines)


def _take_out(element: Any) -> None:
    """Remove an element, but not the text behind it."""
    parent, tail = element.getparent(), element.tail
    if tail and tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def _chosen(tree: Any, stated: str) -> str:
    """Return the extraction that agrees best with the articleBody; without one the default, unless far shorter."""
    found = _plain_text(tree) or _extracted(tree, recall=False)
    if len(stated) < MIN_STATED_CHARS:
        if len(found) < MIN_STATED_CHARS:
            more = _extracted(tree, recall=True)
            found = more if len(more) > MUCH_LONGER * len(found) else found
        return found if len(found) >= max(MIN_BODY_CHARS, len(stated)) else stated or _all_text(tree)
    wanted = shingles_of(stated)
    if _share(wanted, found) < COVERED:
        more = _extracted(tree, recall=True)
        found = max(found, more, key=lambda text: _share(wanted, text))
    is_whole = _share(wanted, found) >= COVERED and len(stated) < MUCH_LONGER * len(found)
    is_summary = len(found) > MUCH_LONGER * len(stated) and _share(wanted, found) > 0
    return found if is_whole or is_summary else stated


def _extracted(tree: Any, *, recall: bool) -> str:
    import trafilatura  # noqa: PLC0415 - takes a fifth of a second

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page without a text is refused, and said
    found = trafilatura.bare_extraction(tree, options=_extractor(recall))
    return str(getattr(found, "text", None) or "")


def _plain_text(tree: Any) -> str:
    """Return the text of a page that is hardly more than its paragraphs; "" for all others.

    Where nearly all text is in paragraphs and trafilatura's first look takes nearly all of that, others find no more.
    """
    import trafilatura  # noqa: PLC0415 - as above

    paragraphs = sum(len(each.text_content()) for each in tree.iter("p"))
    body = tree.find("body")
    if body is None or paragraphs < MIN_STATED_CHARS:
        return ""
    hidden = sum(len(each.text_content()) for each in body.iter("script", "style", "noscript", "template"))
    if paragraphs < PLAIN * (len(body.text_content()) - hidden):
        return ""
    found = trafilatura.bare_extraction(tree, options=_extractor(recall=False, fast=True))
    text = str(getattr(found, "text", None) or "")
    return text if len(text) >= PLAIN_TAKEN * paragraphs else ""


@cache
def _extractor(recall: bool, *, fast: bool = False) -> Any:
    from trafilatura.settings import Extractor  # noqa: PLC0415 - as above

    return Extractor(output_format="python", comments=False, recall=recall, fast=fast)


def _all_text(tree: Any) -> str:
    import trafilatura  # noqa: PLC0415 - as above

    return trafilatura.html2txt(tree) or ""


def _share(wanted: set[tuple[str, ...]], text: str) -> float:
    return len(wanted & shingles_of(text)) / max(1, len(wanted))


def _furniture(tree: Any) -> list[Any]:
    """Return trails, controls, advertisements, consent dialogues and the like, however the page names them.

    What holds a main heading or a large part of the page's text is none of it, whatever its class says.
    """
    whole = len(tree.text_content())
    found = list(tree.xpath(_FURNITURE))
    for each in tree.iter("div", "section", "aside", "ul", "amp-consent"):
        names = f"{each.get('class', '')} {each.get('id', '')}"
        if len(names) > 1 and _WIDGET.search(names):
            found.append(each)
    return [
        each
        for each in found
        if each.tag not in _NEVER
        and len(each.text_content()) <= MAX_IN_WIDGET * whole
        and each.find(".//h1") is None
    ]


def _without_labels(lines: list[str], headline: str) -> list[str]:
    """Return the lines without buttons, invitations to read something else, and what leads up to the headline."""
    kept = [line for line in lines if not _is_label(line)]
    wanted = words_of(headline)
    for at, line in enumerate(kept[:12]):
        if wanted and words_of(line) == wanted:
            kept = [*(each for each in kept[:at] if len(each) > MAX_LABEL_CHARS), *kept[at + 1 :]]
            break
    if kept and headline:  # old pages are one table cell, which is one line
        kept[0] = kept[0].removeprefix(headline).strip() or kept[0]
    return kept


def _is_label(line: str) -> bool:
    plain = line.strip(" :.…|>»-").lower()
    is_short = len(line) <= MAX_BYLINE_CHARS and not _SENTENCE.search(line)
    is_byline = is_short and bool(_BYLINE.match(line) or _AGO.match(line) or parse_date(line))
    is_offer = (
        len(line) <= MAX_OFFER_CHARS and not _SENTENCE.search(line) and _ALSO_READ.match(line) is not None
    )
    is_promotion = len(line) <= MAX_PROMOTION_CHARS and _PROMOTION.match(line) is not None
    return plain in _LABELS or not _WORD.search(line) or is_byline or is_offer or is_promotion


def _within(lines: list[str], stated: str) -> list[str]:
    """Return the lines without short ones outside the page's articleBody, and without what follows its last one."""
    wanted = shingles_of(stated)
    inside = [_is_inside(line, wanted, stated) for line in lines]
    last = max((at for at, is_inside in enumerate(inside) if is_inside), default=-1)
    if last < 0:
        return lines
    kept = [
        line
        for at, (line, is_inside) in enumerate(zip(lines, inside, strict=True))
        if is_inside or (at < last and (len(line) > MAX_ASIDE_CHARS or _SENTENCE.search(line)))
    ]
    if not _ends_as(stated, lines[last]):  # it breaks off: what follows is the story, too
        kept = [*kept[: kept.index(lines[last]) + 1], *lines[last + 1 :]]
    most = MAX_OUTSIDE if len(stated) < LONG_STATED_CHARS else 1.0
    return kept if sum(map(len, kept)) >= (1 - most) * sum(map(len, lines)) else lines


def _ends_as(stated: str, line: str) -> bool:
    """Return whether the articleBody ends with the end of its last line, and was not cut within the story."""
    ending = words_of(line)[-SHINGLE:]
    return words_of(stated)[-len(ending) :] == ending and bool(_SENTENCE.search(stated.rstrip()))


def _is_inside(line: str, wanted: set[tuple[str, ...]], stated: str) -> bool:
    words = words_of(line)
    if len(words) < SHINGLE:
        return line.lower().strip(" .:|") in stated.lower()
    own = [tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]
    return sum(each in wanted for each in own) >= OF_THE_STORY * len(own)
