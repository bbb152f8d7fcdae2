"""Shapes of JSON files that are told by how they begin."""

import json
import re

_HOLDS_ARTICLES = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{\s*(?:"[^"\\]{1,60}"\s*:\s*(?:"[^"\\]{0,200}"|[\w.+-]{1,40})\s*,\s*){0,8}'
    rb'"(?:articles|items|data|results|news|posts|stories|entries|records|docs|documents|hits)"\s*:\s*\[\s*\{'
)


def is_list_on_one_line(head: bytes) -> bool:
    r"""Return whether a file is one object that holds a list of articles, as an API answers.

    >>> is_list_on_one_line(b'{"total": 2, "articles": [{"title": 1}]}'), is_list_on_one_line(b'{"title": 1}\n{"a": 2}')
    (True, False)
    """
    return _HOLDS_ARTICLES.match(head) is not None and b"\n{" not in head


def fault_of_json(error: json.JSONDecodeError) -> str:
    """Return what is wrong with a text, without the words that lead up to the place.

    >>> fault_of_json(json.JSONDecodeError("Invalid control character at", "", 0))
    'Invalid control character'
    """
    return error.msg.removesuffix(" at").removesuffix(" starting")
