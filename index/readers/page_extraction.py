"""Which of several extractions is a page's story: trafilatura's, beside the page's own articleBody.

What agrees best with the articleBody is taken; what lies between the paragraphs that were found is put back.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from index.readers.page_lines import SENTENCE_END
from index.readers.page_links import shingles_of

MIN_BODY_CHARS = 20
MIN_STATED_CHARS = 300
"""A shorter articleBody is a summary."""
COVERED = 0.7
"""Share of the page's own articleBody that an extraction must hold, or the articleBody is taken itself."""
MUCH_LONGER = 1.5
LINKED_SHARE = 0.5
_NO_CAPTIONS = frozenset({"h2", "h3", "h4", "ul", "ol"})
"""What is text without ending as a sentence does."""
MAX_RESTORED_SHARE = 0.8
"""Text that is put back between paragraphs, as a share of theirs: where it is more, they are not the story's."""
MAX_PARAGRAPHS = 1_000
PLAIN, PLAIN_TAKEN = 0.8, 0.95
"""Shares of a page's text that are in paragraphs, and of these that were taken, where the page is a plain one."""
INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "cite",
        "em",
        "font",
        "i",
        "img",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    )
)


def extracted_text(tree: Any, stated: str) -> str:
    """Return the extraction that agrees best with the articleBody; without one the default, unless far shorter."""
    found = _plain_text(tree) or _extracted(tree, recall=False)
    if len(stated) < MIN_STATED_CHARS:
        if len(found) < MIN_STATED_CHARS:
            more = _extracted(tree, recall=True)
            found = more if len(more) > MUCH_LONGER * len(found) else found
        if len(found) >= max(MIN_BODY_CHARS, len(stated)):
            return found
        return stated or _article_text(tree) or _all_text(tree)
    wanted = shingles_of(stated)
    if _share(wanted, found) < COVERED:
        more = _extracted(tree, recall=True)
        found = max(found, more, key=lambda text: _share(wanted, text))
    if found.split() == stated.split():  # trafilatura runs the paragraphs of an articleBody together
        return max(found, stated, key=lambda text: text.count("\n"))
    is_whole = _share(wanted, found) >= COVERED and len(stated) < MUCH_LONGER * len(found)
    is_summary = len(found) > MUCH_LONGER * len(stated) and _share(wanted, found) > 0
    return found if is_whole or is_summary else stated


def _extracted(tree: Any, *, recall: bool) -> str:
    import trafilatura  # noqa: PLC0415 - takes a fifth of a second

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # a page without a text is refused, and said
    found = trafilatura.bare_extraction(tree, options=_extractor(recall))
    return _with_what_lies_between(tree, str(getattr(found, "text", None) or ""))


def _with_what_lies_between(tree: Any, text: str) -> str:
    """Return a text with the headings, lists and plain boxes that stand between its paragraphs in the page.

    trafilatura leaves them out where the story stands in a <div> that it does not know.
    """
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    known = set(lines)
    holders = Counter(
        paragraph.getparent()
        for paragraph in islice(tree.iter("p"), MAX_PARAGRAPHS)
        if paragraph.getparent() is not None and " ".join(paragraph.text_content().split()) in known
    )
    holder, count = holders.most_common(1)[0] if holders else (None, 0)
    if holder is None or count < 2 or holder.tag in {"body", "html"}:
        return text
    parts: list[tuple[str, bool]] = [part for child in holder for part in _parts_of(child, known)]
    inside = [number for number, (_, is_known) in enumerate(parts) if is_known]
    between = parts[inside[0] : inside[-1] + 1] if inside else []
    missing = {part for part, is_known in between if not is_known}
    taken = sum(len(part) for part, is_known in between if is_known)
    if not missing or sum(map(len, missing)) > MAX_RESTORED_SHARE * taken:
        return text
    first = lines.index(between[0][0])
    in_page = {part for part, _ in between}
    rest = [line for line in lines[first:] if line not in in_page]
    return "\n".join([*lines[:first], *(part for part, _ in between), *rest])


def _parts_of(element: Any, known: set[str]) -> Iterator[tuple[str, bool]]:
    """Yield the lines of one child of a story's box, and whether each is known; nothing for links and other boxes."""
    if not isinstance(element.tag, str):
        return
    if element.tag in {"ul", "ol"}:
        lines = [" ".join(item.text_content().split()) for item in element.iter("li")]
    else:
        lines = [" ".join(element.text_content().split())]
    is_plain = element.tag in {"p", "h2", "h3", "h4", "ul", "ol", "blockquote"} or (
        element.tag == "div"
        and not any(child.tag not in INLINE for child in element if isinstance(child.tag, str))
    )
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    is_linked = linked > LINKED_SHARE * sum(map(len, lines))
    for line in lines:
        if line in known:
            yield line, True
        elif (
            line and is_plain and not is_linked and (element.tag in _NO_CAPTIONS or SENTENCE_END.search(line))
        ):
            yield line, False


def _plain_text(tree: Any) -> str:
    """Return the text of a page that is hardly more than its paragraphs; "" for all others.

    Where nearly all text is in paragraphs and trafilatura's first look takes nearly all of that, others find no more.
    """
    import trafilatura  # noqa: PLC0415 - as above

    paragraphs = sum(len(paragraph.text_content()) for paragraph in tree.iter("p"))
    body = tree.find("body")
    if body is None or paragraphs < MIN_STATED_CHARS:
        return ""
    hidden = sum(
        len(element.text_content()) for element in body.iter("script", "style", "noscript", "template")
    )
    if paragraphs < PLAIN * (len(body.text_content()) - hidden):
        return ""
    found = trafilatura.bare_extraction(tree, options=_extractor(recall=False, fast=True))
    text = str(getattr(found, "text", None) or "")
    return text if len(text) >= PLAIN_TAKEN * paragraphs else ""


@cache
def _extractor(recall: bool, *, fast: bool = False) -> Any:
    from trafilatura.settings import Extractor  # noqa: PLC0415 - as above

    return Extractor(output_format="python", comments=False, recall=recall, fast=fast)


def _article_text(tree: Any) -> str:
    """Return the paragraphs of a page's only <article>, for stories of a sentence or two; "" for other pages."""
    articles = tree.xpath("//article")[:2]
    if len(articles) != 1:
        return ""
    text = "\n".join(" ".join(paragraph.text_content().split()) for paragraph in articles[0].iter("p"))
    return text if len(text) >= MIN_BODY_CHARS else ""


def _all_text(tree: Any) -> str:
    import trafilatura  # noqa: PLC0415 - as above

    return trafilatura.html2txt(tree) or ""


def _share(wanted: set[tuple[str, ...]], text: str) -> float:
    return len(wanted & shingles_of(text)) / max(1, len(wanted))
