"""Compression: long texts for clients that take it, nothing else."""

import gzip

from flask.testing import FlaskClient

ACCEPT = {"Accept-Encoding": "gzip"}


def test_a_page_is_smaller_and_the_same(client: FlaskClient) -> None:
    plain = client.get("/help")
    packed = client.get("/help", headers=ACCEPT)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) * 2 < len(plain.data)
    assert len(gzip.decompress(packed.data)) == len(plain.data)
    for response in (plain, packed):
        assert "Accept-Encoding" in response.headers["Vary"]


def test_short_texts_and_streams_are_sent_as_they_are(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/healthz", headers=ACCEPT).headers
    with client.get("/export.csv?q=मोदी", headers=ACCEPT) as stream:
        assert "Content-Encoding" not in stream.headers


def test_static_files_are_packed_too(client: FlaskClient) -> None:
    with client.get("/static/style.css", headers=ACCEPT) as packed, client.get("/static/style.css") as plain:
        assert gzip.decompress(packed.data) == plain.data
