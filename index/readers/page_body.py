"""The text of a web page: which of several extractions is the story, and which of its lines are none of it.

trafilatura finds the text among menus and advertisements. What it finds is compared with the page's own articleBody,
where there is one; what agrees best is taken. Lines that are links only (यह भी पढ़ें …), the trail of sections above
the headline, labels of buttons and players are taken out by what they are, on any site.
"""

from itertools import takewhile
from typing import Any

from lxml import html

from index.readers.page_extraction import INLINE, MIN_BODY_CHARS, MIN_STATED_CHARS, extracted_text
from index.readers.page_furniture import without_furniture
from index.readers.page_lines import SENTENCE_END, once, without_labels
from index.readers.page_links import SHINGLE, PageLinks, shingles_of, without_links, words_of

LONG_STATED_CHARS = 1_500
"""A longer articleBody is surely the whole story."""
OF_THE_STORY = 0.3
"""Share of a line's words in a row that must stand in the articleBody too."""
MAX_ASIDE_CHARS = 100
"""Characters of a line outside the articleBody that goes wherever it stands; longer ones go below the story only."""
MAX_OUTSIDE_SHARE = 0.6
"""Share of the text that may lie outside the articleBody and go; where it is more, something else is the story."""
_CONTAINERS = frozenset({"article", "section", "main", "center"})


def story_text(tree: Any, stated: str, headline: str) -> str:
    """Return the story of a page, a line a paragraph; `stated` is its own articleBody, "" for none."""
    without_furniture(tree, headline)
    _wrap_leading_text(tree)
    _part_cells(tree)
    links = PageLinks(tree)
    text = extracted_text(tree, stated)
    lines = [line for raw in text.split("\n") if (line := raw.strip(" \t|-"))]
    lines = once(without_labels(lines, headline))
    lines = without_links(lines, links)
    if len(stated) >= MIN_STATED_CHARS:
        lines = _within(lines, stated)
    return "\n".join(lines)


def _wrap_leading_text(tree: Any) -> None:
    """Make a paragraph of the text with which a container begins: trafilatura passes over it.

    <section>पहला पैरा<br>दूसरा …</section> lost its lead; <div> and <td> are read as they are.
    """
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or not _may_lose_text(element):
            continue
        inline = list(takewhile(lambda child: child.tag in INLINE or not isinstance(child.tag, str), element))
        texts = (
            ("" if not isinstance(child.tag, str) else child.text_content()) + (child.tail or "")
            for child in inline
        )
        text = "".join([element.text or "", *texts])
        if len(text.strip()) < MIN_BODY_CHARS or text.lstrip()[:1] in {
            "{",
            "[",
        }:  # data of the site's programs
            continue
        paragraph = element.makeelement("p")
        paragraph.text, element.text = element.text, None
        paragraph.extend(inline)
        element.insert(0, paragraph)


def _part_cells(tree: Any) -> None:
    """Make paragraphs of the lines in cells of tables: old pages have their story in one, parted by <br> alone."""
    for cell in list(tree.iter("td", "font")):
        if cell.tag == "font" and next(cell.iterancestors("td"), None) is None:
            continue
        breaks = [child for child in cell if child.tag == "br"]
        is_plain = all(
            child.tag == "br" or child.tag in INLINE or not isinstance(child.tag, str) for child in cell
        )
        if not breaks or not is_plain or len(cell.text_content().strip()) < MIN_STATED_CHARS:
            continue
        children = list(cell)
        paragraph = cell.makeelement("p")
        paragraph.text, cell.text = cell.text, None
        paragraphs = [paragraph]
        for child in children:
            cell.remove(child)
            if child.tag == "br":
                paragraphs.append(cell.makeelement("p"))
                paragraphs[-1].text = child.tail
            else:
                paragraphs[-1].append(child)
        cell.extend(each for each in paragraphs if each.text_content().strip())
        _unmake_table(cell)


def _unmake_table(cell: Any) -> None:
    """Make blocks of the tables around a cell: of a table, trafilatura joins the paragraphs of each cell."""
    for element in cell.iterancestors("table"):
        for part in (element, *element.iter("td", "th", "tr", "tbody", "thead")):
            part.tag = "div"


def _may_lose_text(element: Any) -> bool:
    """Return whether text directly inside an element would be skipped: in a container, or in a site's own tag."""
    if element.tag == "li":
        return element.find("br") is not None or element.find("p") is not None
    if element.tag in _CONTAINERS:
        return True
    is_of_site = element.tag not in html.defs.tags
    return is_of_site and next(element.iterancestors("p", "span", "a", "h1", "h2", "h3", "li"), None) is None


def _within(lines: list[str], stated: str) -> list[str]:
    """Return the lines without short ones outside the page's articleBody, and without what follows its last one."""
    wanted = shingles_of(stated)
    inside = [_is_inside(line, wanted, stated) for line in lines]
    last = max((position for position, is_inside in enumerate(inside) if is_inside), default=-1)
    if last < 0:
        return lines
    kept = [
        line
        for position, (line, is_inside) in enumerate(zip(lines, inside, strict=True))
        if is_inside or (position < last and (len(line) > MAX_ASIDE_CHARS or SENTENCE_END.search(line)))
    ]
    if not _ends_as(stated, lines[last]):  # it breaks off: what follows is the story, too
        kept = [*kept[: kept.index(lines[last]) + 1], *lines[last + 1 :]]
    most = MAX_OUTSIDE_SHARE if len(stated) < LONG_STATED_CHARS else 1.0
    return kept if sum(map(len, kept)) >= (1 - most) * sum(map(len, lines)) else lines


def _ends_as(stated: str, line: str) -> bool:
    """Return whether the articleBody ends with the end of its last line, and was not cut within the story."""
    ending = words_of(line)[-SHINGLE:]
    return words_of(stated)[-len(ending) :] == ending and bool(SENTENCE_END.search(stated.rstrip()))


def _is_inside(line: str, wanted: set[tuple[str, ...]], stated: str) -> bool:
    words = words_of(line)
    if len(words) < SHINGLE:
        return line.lower().strip(" .:|") in stated.lower()
    own = [tuple(words[position : position + SHINGLE]) for position in range(len(words) - SHINGLE + 1)]
    return sum(paragraph in wanted for paragraph in own) >= OF_THE_STORY * len(own)
