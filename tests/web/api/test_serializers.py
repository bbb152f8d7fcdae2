"""Results as JSON: texts escaped, marks in code points, one shape everywhere."""

import datetime
import json

from index.article import Article
from search.archive import Archive
from search.model.aggregations import Facet, FacetValue
from search.model.marked_text import MarkedText
from search.model.messages import QueryWarning
from search.model.question import Question
from search.model.results import Completion, Completions, Hit
from tests.conftest import USER_ARTICLE
from tests.searching import search
from web.api.serializers import (
    completions_json,
    facet_json,
    facts_json,
    hit_json,
    marked_json,
    response_json,
    warning_json,
)
from web.languages import LANGUAGES


def test_marks_are_code_points_and_html_is_escaped() -> None:
    found = marked_json(MarkedText("😀 <b> मोदी & co", ((6, 10),)))
    assert found["text"][6:10] == "मोदी"
    assert found["html"] == "😀 &lt;b&gt; <mark>मोदी</mark> &amp; co"


def test_a_hit_holds_its_facts_and_its_copies() -> None:
    article = Article(id="1", headline="सुर्खी", body="पाठ", date=datetime.date(2024, 6, 25))
    found = hit_json(Hit(article, 1.5, MarkedText("सुर्खी"), (MarkedText("पाठ"),), (article,), 2))
    assert found["date"] == "2024-06-25"
    assert [copy["id"] for copy in found["copies"]] == ["1"]
    assert found["more_copies"] == 2
    assert "body" not in facts_json(article)


def test_every_warning_is_told_in_every_language() -> None:
    for warning in QueryWarning:
        found = warning_json(warning)
        assert found.pop("code") == warning.value
        assert found.keys() == LANGUAGES.keys()
        assert all(found.values())


def test_facets_tell_counts_and_shares() -> None:
    facet = Facet("source", (FacetValue("BBC", 3, 12),), 4, 1)
    assert facet_json(facet) == {
        "values": [{"value": "BBC", "count": 3, "of": 12, "share": 0.25}], "more": 4, "without": 1,
    }  # fmt: skip


def test_completions_name_words_and_headlines() -> None:
    found = completions_json(Completions("मोदी ", (Completion("पुतिन", 7),), (("1", "सुर्खी"),)))
    assert found == {
        "before": "मोदी ",
        "words": [{"text": "पुतिन", "documents": 7}],
        "headlines": [{"id": "1", "title": "सुर्खी"}],
    }


def test_a_page_of_results_is_json(seed_archive: Archive) -> None:
    found = json.loads(json.dumps(response_json(search(seed_archive, Question("कजाखिस्तान मोदी")))))
    assert USER_ARTICLE in [hit["id"] for hit in found["hits"]]
    assert found["total"] == len(found["hits"])
