"""What of a web page is no part of its story: trails, advertisements, cards of other stories, tables of contents."""

import re
from itertools import islice
from typing import Any

from index.readers.page_links import words_of

MAX_WIDGET_SHARE = 0.3
"""Share of the page's text that a widget may hold; what holds more is named so by mistake."""
MIN_MENU_LINKS, MAX_MENU_LINKS = 5, 1_000
MENU_SHARE = 0.8
"""Share of a cell's text within links from which on it is a menu."""
MIN_CARDS, MAX_CARD_CHARS = 3, 400
MAX_CONTENTS_LABEL = 40
"""Characters beside a table of contents that are its label."""
MIN_LISTED, MAX_LINKS_LABEL = 2, 60
_COLONS = (":", "：", ":-", ": -", ":–")
MIN_STORY_CHARS = 300
"""Of fewer no article is the story that others follow."""
MAX_HEADING_CHARS = 400
MAX_AROUND_PICTURE = 3
"""Elements around a linked picture that may be a card."""
_CARD_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_TO_PICTURE = re.compile(r"^\s*(?:#|$)|\.(?:jpe?g|png|gif|webp)(?:[?#]|$)", re.IGNORECASE)
"""Where a picture leads that is enlarged, or to nothing."""
_SIGNED = re.compile(r"author|by-?line|date|time", re.IGNORECASE)
"""Classes of who wrote a story and when."""
MAX_NEXT_LABELS, MAX_AROUND_LABEL = 50, 6
"""Labels of other stories that are examined, and elements around each."""
MAX_ELEMENTS = 20_000
_LABEL_TAGS = frozenset({"div", "span", "p", "b", "strong", "h2", "h3", "h4", "h5"})
_NEXT_LABELS = frozenset({
    "next story", "next article", "next news", "up next", "अगली खबर", "अगली ख़बर", "अगली स्टोरी",
})  # fmt: skip
"""Labels below a story with which the next one begins."""
_MORE_LABELS = _NEXT_LABELS | {
    "read next", "related news", "related stories", "also read", "और पढ़ें", "यह भी पढ़ें", "ये भी पढ़ें", "इसे भी पढ़ें",
    "संबंधित खबरें", "संबंधित ख़बरें", "संबंधित समाचार", "अन्य खबरें", "अन्य ख़बरें",
}  # fmt: skip
"""Labels of other stories, after which this one may go on."""
_NEVER = frozenset({"html", "body", "main", "article"})

_FURNITURE = (
    "//*[contains(@class, 'breadcrumb') or contains(@class, 'bread-crumb') or contains(@class, 'Breadcrumb')"
    " or contains(@id, 'breadcrumb') or contains(@itemtype, 'BreadcrumbList') or @aria-label='breadcrumb']"
    " | //*[contains(concat(' ', @class, ' '), ' tr-caption ') or contains(concat(' ', @class, ' '), ' photo-credit ')"
    " or contains(concat(' ', @class, ' '), ' wp-caption-text ')"
    " or contains(concat(' ', @class, ' '), ' image-caption ')"
    " or contains(concat(' ', @class, ' '), ' img-caption ') or contains(concat(' ', @class, ' '), ' photo-caption ')]"
    " | //*[@hidden] | //template | //*[@fallback]"
    " | //amp-ad | //amp-embed | //ins[contains(@class, 'adsbygoogle')] | //select | //button | //textarea"
)
_WIDGET = re.compile(
    r"(?:^|[\s_-])(?:taboola|outbrain|colombia|advert\w*|ad-?(?:box|slot|unit|container|wrapper|banner)s?|dfp|sponsor\w*|cookie\w*|consent|gdpr|"
    r"onetrust|newsletter\w*|nl-?(?:sign-?up|box|form)|reg-?wall|sign-?up-?(?:card|box|form|wall)|donate-?(?:box|card)|podcast-?(?:card|promo|box)|quiz-?(?:box|card)|subscri(?:be|ption)\w*|social-?(?:share|links|icons|media)\w*|share-?(?:bar|box|links|icons|buttons?)|paywall|"
    r"also-?read\w*|read-?also|read-?more|related-?(?:stories|news|articles|posts|links|content)\w*|recommend(?:ed|ations)\w*|"
    r"you-?may-?(?:also-?)?like|most-?(?:read|viewed|popular)|trending\w*|author-?(?:bio|box|info))(?:$|[\s_-])",
    re.IGNORECASE,
)


def without_furniture(tree: Any, headline: str) -> None:
    """Take out of a page what is no part of its story."""
    for element in [
        *_furniture(tree),
        *_contents(tree),
        *_labelled_links(tree),
        *_cards(tree),
        *_pictured_cards(tree, headline),
        *_next_stories(tree),
        *_other_stories(tree, headline),
    ]:
        if element.getparent() is not None:
            _take_out(element)


def _furniture(tree: Any) -> list[Any]:
    """Return trails, controls, advertisements, consent dialogues and the like, however the page names them.

    What holds a main heading or a large part of the page's text is none of it, whatever its class says.
    """
    whole = len(tree.text_content())
    found = list(tree.xpath(_FURNITURE))
    for element in tree.iter("div", "section", "aside", "ul", "amp-consent"):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if len(names) > 1 and _WIDGET.search(names):
            found.append(element)
    found += [cell for cell in tree.iter("td") if _is_menu(cell)]
    return [
        element
        for element in found
        if element.tag not in _NEVER
        and len(element.text_content()) <= MAX_WIDGET_SHARE * whole
        and element.find(".//h1") is None
    ]


def _is_menu(cell: Any) -> bool:
    """Return whether a table's cell is hardly more than links, as the columns of old pages are."""
    links = cell.findall(".//a[@href]")
    if len(links) < MIN_MENU_LINKS:
        return False
    linked = sum(len("".join(link.text_content().split())) for link in links[:MAX_MENU_LINKS])
    return linked >= MENU_SHARE * len("".join(cell.text_content().split()))


def _other_stories(tree: Any, headline: str) -> list[Any]:
    """Return the articles below the page's own that have a main heading of their own: the next story, read on into."""
    articles = [
        article for article in tree.iter("article") if next(article.iterancestors("article"), None) is None
    ]
    headings = [_heading_of(article) for article in articles]
    own = words_of(headline)
    mine = next(
        (
            number
            for number, heading in enumerate(headings)
            if heading is not None and words_of(heading.text_content()) == own
        ),
        None,
    )
    if mine is None or len(articles[mine].text_content()) < MIN_STORY_CHARS + len(headline):
        return []
    return [
        article
        for article, heading in zip(articles[mine + 1 :], headings[mine + 1 :], strict=True)
        if heading is not None
    ]


def _heading_of(article: Any) -> Any:
    """Return the main heading of an article, or another with which it begins, if it says who wrote it or when."""
    heading = article.find(".//h1")
    if heading is not None:
        return heading
    heading = article.find(".//h2")
    text = article.text_content().lstrip()[:MAX_HEADING_CHARS]
    begins = heading is not None and text.startswith(heading.text_content().strip())
    is_signed = article.find(".//time") is not None or any(
        _SIGNED.search(element.get("class") or "")
        for element in islice(article.iter("p", "div", "span"), MAX_MENU_LINKS)
    )
    return heading if begins and is_signed else None


def _next_stories(tree: Any) -> list[Any]:
    """Return what a label below the story says to be another one: the box that begins with it, or cards after it."""
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return []
    found: list[Any] = []
    chars, labels, is_below = 0, 0, False
    for element in islice(tree.iter(), MAX_ELEMENTS):
        is_below |= element is heading
        if not is_below or not isinstance(element.tag, str):
            continue
        if element.tag == "p":
            chars += len(element.text_content())
        if element.tag in _LABEL_TAGS and chars >= MIN_STORY_CHARS and _is_next_label(element):
            found += _labelled_next(element)
            labels += 1
            if labels == MAX_NEXT_LABELS:
                break
    return found


def _is_next_label(element: Any) -> bool:
    text = element.text or ""
    return len(text) <= MAX_LINKS_LABEL and _label_of(text) in _MORE_LABELS


def _label_of(text: str) -> str:
    return " ".join(text.split()).rstrip(" :：").lower()


def _labelled_next(label: Any) -> list[Any]:
    """Return the largest box that begins with a label, or the label and the cards after it."""
    text = label.text_content().strip()
    box = label
    is_next = _label_of(text) in _NEXT_LABELS
    around_label = islice(label.iterancestors("div", "section", "aside", "li", "ul"), MAX_AROUND_LABEL)
    for around in around_label if is_next else ():
        if not around.text_content().lstrip().startswith(text) or around.find(".//h1") is not None:
            break
        box = around
    if box is not label:
        return [box]
    after = islice((each for each in label.itersiblings() if isinstance(each.tag, str)), MAX_MENU_LINKS)
    cards: list[Any] = []
    for sibling in after:
        if not _is_linked_card(sibling):  # the story goes on
            return []
        cards.append(sibling)
    return [label, *cards] if cards else []


def _is_linked_card(element: Any) -> bool:
    return element.find(".//a[@href]") is not None and len(element.text_content()) <= MAX_CARD_CHARS


def _pictured_cards(tree: Any, headline: str) -> list[Any]:
    """Return cards with a picture and a heading that lead to another story and stand alone between paragraphs."""
    found = []
    own = words_of(headline)
    for link in tree.xpath("//a[@href][.//img]")[:MAX_MENU_LINKS]:
        if _TO_PICTURE.search(link.get("href")):
            continue
        boxes = islice(link.iterancestors("div", "li", "aside", "section"), MAX_AROUND_PICTURE)
        box = next(filter(_is_card, boxes), None)
        if box is not None and words_of(_card_heading(box)) != own:
            found.append(box)
    return found


def _card_heading(box: Any) -> str:
    return next((heading.text_content() for tag in _CARD_HEADINGS for heading in box.iter(tag)), "")


def _cards(tree: Any) -> list[Any]:
    """Return boxes of other stories: three or more children alike, each a linked heading and a short text."""
    found = []
    for box in tree.iter("div", "ul", "section"):
        cards = [child for child in box if isinstance(child.tag, str)]
        if len(cards) < MIN_CARDS or len({(card.tag, card.get("class")) for card in cards}) > 1:
            continue
        if all(map(_is_card, cards[:MAX_MENU_LINKS])):
            found.append(box)
    return found


def _is_card(element: Any) -> bool:
    headings = list(islice(element.iter(*_CARD_HEADINGS), 2))
    if len(headings) != 1 or len(element.text_content()) > MAX_CARD_CHARS:
        return False
    heading = headings[0]
    return heading.find(".//a") is not None or next(heading.iterancestors("a"), None) is not None


def _contents(tree: Any) -> list[Any]:
    """Return tables of contents: lists of links to places of the page, with the box and the label around them."""
    found = []
    for items in tree.iter("ul", "ol"):
        links = [link for link in items.findall(".//a[@href]") if link.get("href").strip().startswith("#")]
        linked = sum(len(link.text_content()) for link in links[:MAX_MENU_LINKS])
        text = len(" ".join(items.text_content().split()))
        if len(links) < 2 or linked < MENU_SHARE * text:
            continue
        box = items
        for around in islice(items.iterancestors("div", "nav", "section", "details"), 3):
            if len(" ".join(around.text_content().split())) > text + MAX_CONTENTS_LABEL:
                break
            box = around
        found.append(box)
    return found


def _labelled_links(tree: Any) -> list[Any]:
    """Return lists of nothing but links with the label above them (इन खबरों पर भी डालें नजर:)."""
    found = []
    for items in tree.iter("ul", "ol"):
        label = items.getprevious()
        if label is None or not isinstance(label.tag, str) or label.tag in {"h1", "ul", "ol"}:
            continue
        name = " ".join(label.text_content().split())
        links = items.findall(".//a[@href]")[:MAX_MENU_LINKS]
        text = len("".join(items.text_content().split()))
        linked = sum(len("".join(link.text_content().split())) for link in links)
        if (
            len(links) >= MIN_LISTED
            and linked >= text
            and 0 < len(name) <= MAX_LINKS_LABEL
            and name.endswith(_COLONS)
        ):
            found += [label, items]
    return found


def _take_out(element: Any) -> None:
    """Remove an element, but not the text after it."""
    parent, tail = element.getparent(), element.tail
    if tail and tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)
