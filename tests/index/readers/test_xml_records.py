"""XML without entities, without a network."""

import pytest

from index.readers.time_limit import UnreadableError
from index.readers.xml_records import first, local, parsed, text_in

XML = b'<n:news xmlns:n="urn:x"><n:head><n:title>\n  a <b>b</b>\n</n:title></n:head><!-- c --></n:news>'


def test_elements_are_found_by_name_whatever_their_namespace() -> None:
    root = parsed(XML)
    assert local(root) == "news"
    assert text_in(first(root, "none", "head/title")) == "a b"
    assert first(root, "body") is None
    assert text_in(None) == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'<!DOCTYPE n [<!ENTITY a "b">]><n>&a;</n>', "declares entities"),
        (b'<!DOCTYPE n [<!\0ENTITY a SYSTEM "file:///etc/passwd">]><n>&a;</n>', "declares entities"),
        (b"<n><m></n>", "broken XML"),
        (b"", "broken XML"),
    ],
)
def test_what_is_not_plain_xml_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        parsed(content)


def test_a_document_type_is_not_fetched() -> None:
    assert local(parsed(b'<!DOCTYPE n SYSTEM "http://127.0.0.1:1/n.dtd"><n/>')) == "n"
