"""Requests as they arrive: byte by byte, in chunks, broken, and how long they may take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.worker import MAX_HEAD_BYTES, PartialRequest

GET = b"GET /search?q=x HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST /batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nabcde"
CHUNKED = b"POST /batch HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n"
TRAILERS = CHUNKED[:-2] + b"X: y\r\n\r\n"


def sent(*blocks: bytes, most_body: int = 1000) -> PartialRequest:
    request = PartialRequest(most_body)
    for block in blocks:
        request.add(block)
    return request


@pytest.mark.parametrize("content", [GET, POST, CHUNKED, TRAILERS])
@given(data=st.data())
def test_a_request_is_complete_with_its_last_byte_however_it_is_cut(
    content: bytes, data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, len(content) - 1), max_size=6)))
    request = PartialRequest(1000)
    for start, end in zip([0, *cuts], [*cuts, len(content)], strict=True):
        assert not request.is_complete
        request.add(content[start:end])
    assert request.is_complete


@pytest.mark.parametrize(
    "content",
    [
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n",
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFF\r\n",
        b"\r\n\r\n",
    ],
)
def test_what_is_refused_anyway_is_not_waited_for(content: bytes) -> None:
    assert sent(content).is_complete


@pytest.mark.parametrize(
    "chunks", [b"xyz\r\n", b"5" * 200, b"3\r\nabc\r\n-1\r\n", b"0\r\n" + b"a: b\r\n" * 20_000]
)
def test_chunks_that_are_none_are_malformed(chunks: bytes) -> None:
    assert sent(CHUNKED[: CHUNKED.index(b"3\r\n")] + chunks).is_malformed


@given(st.binary(max_size=300))
def test_any_bytes_are_taken(content: bytes) -> None:
    for request in (sent(content), sent(GET[:-4] + content), sent(CHUNKED[:60] + content)):
        assert request.is_complete in {True, False}
        assert request.is_for_health in {True, False}


def test_a_head_without_end_is_too_long() -> None:
    assert not sent(b"a" * MAX_HEAD_BYTES).is_too_long
    assert sent(b"a" * MAX_HEAD_BYTES, b"a").is_too_long


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"GET /healthz HTTP/1.1", True),
        (b"HEAD /healthz?x HTTP/1.1", True),
        (b"GET /healthzz HTTP/1.1", False),
        (b"x", False),
    ],
)
def test_health_is_told_by_its_path(line: bytes, expected: bool) -> None:
    assert sent(line + b"\r\n\r\n").is_for_health is expected


def test_some_clients_wait_for_a_word() -> None:
    assert sent(POST[:-9] + b"\r\nExpect: 100-continue\r\n\r\n").wants_continue
    assert not sent(POST).wants_continue


def test_hindi_in_an_address_is_percent_encoded_and_nothing_else_changes() -> None:
    request = PartialRequest(1000)
    request.add("POST /search?q=मो HTTP/1.1\r\nX: मो\r\nContent-Length: 6\r\n\r\nमो".encode())
    assert request.is_complete
    assert request.for_the_parser() == (
        b"POST /search?q=%E0%A4%AE%E0%A5%8B HTTP/1.1\r\n" + "X: मो\r\nContent-Length: 6\r\n\r\nमो".encode()
    )
