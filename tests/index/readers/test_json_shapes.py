"""How files of JSON begin."""

import pytest

from index.readers.json_shapes import is_list_on_one_line


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'{"articles":[{"title":"a"}]}', True),
        (b'\xef\xbb\xbf{"status":"ok","total":3,"items": [ {"title":"a"}', True),
        (b'{"articles":[{"title":"a"}]}\n{"articles":[{"title":"b"}]}', False),
        (b'{"title":"a","tags":[{"name":"b"}]}', False),
        (b'{"articles":[]}', False),
        (b"", False),
    ],
)
def test_an_object_that_holds_articles(head: bytes, expected: bool) -> None:
    assert is_list_on_one_line(head) == expected
