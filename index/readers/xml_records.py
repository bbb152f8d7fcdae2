"""XML without entities, without a network, without a document type: what all XML formats read with."""

from typing import Any

import lxml.etree

from index.readers.time_limit import UnreadableError


def parsed(content: bytes) -> Any:
    """Return the root element; raise UnreadableError, also for any entity that the document declares."""
    head = content[: 1 << 16].replace(b"\0", b"").upper()
    if b"<!ENTITY" in head:
        raise UnreadableError("declares entities, which no news format needs; they are never expanded")
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = lxml.etree.fromstring(content, parser)
    except lxml.etree.XMLSyntaxError as error:
        raise UnreadableError(f"broken XML: {' '.join(error.msg.split())[:200]}") from None
    if root is None:
        raise UnreadableError("broken XML: no element")
    return root


def local(element: Any) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_in(element: Any) -> str:
    """Return all text inside an element, on one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def first(root: Any, *paths: str) -> Any:
    """Return the first element inside that a path finds; paths name elements without namespaces: head/title."""
    for path in paths:
        steps = "/".join(f"*[local-name()='{step}']" for step in path.split("/"))
        found = root.xpath(f".//{steps}")
        if found:
            return found[0]
    return None
