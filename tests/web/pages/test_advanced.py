"""The advanced form: boxes become the query language."""

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from search.query.parser import ParserLimits, parse
from web.pages.advanced import DISTANCES, query_of


@pytest.mark.parametrize(
    ("boxes", "query"),
    [
        ({"any": "मोदी पुतिन"}, "(मोदी OR पुतिन)"), ({"any": "मोदी"}, "मोदी"), ({"exact": "कजाखस्तान"}, "=कजाखस्तान"),
        ({"phrase": 'शंघाई "सहयोग'}, '"शंघाई सहयोग"'), ({"headline": "मोदी चीन"}, "headline:(मोदी चीन)"),
        ({"source": "BBC हिंदी"}, 'source:"BBC हिंदी"'), ({"near": "मोदी चीन", "within": "99"}, '"मोदी चीन"~10'),
        ({"none": "-चुनाव"}, "-चुनाव"), ({}, ""),
    ],
)  # fmt: skip
def test_each_box_has_its_sign(boxes: dict[str, str], query: str) -> None:
    assert query_of(MultiDict(boxes)) == query


names = st.sampled_from(["all", "any", "phrase", "exact", "none", "near", "headline", "body", "source"])


@given(st.dictionaries(names, st.text(max_size=30)), st.sampled_from(DISTANCES))
def test_whatever_is_typed_gives_a_query_without_mistakes(boxes: dict[str, str], within: str) -> None:
    parse(query_of(MultiDict({**boxes, "within": within})), ParserLimits(10_000, 100))


def test_the_form_leads_to_the_results(client: FlaskClient) -> None:
    answer = client.get("/advanced", query_string={"go": "1", "all": "मोदी", "none": "पाकिस्तान"})
    assert answer.status_code == 302
    assert "/search?" in answer.location
    assert client.get("/advanced?go=1").status_code == 200
