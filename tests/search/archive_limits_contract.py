"""What every engine promises at its limits: no time, no archive, strange ids, ties, many values and copies.

Subclass ArchiveLimitsContract and make its three fixtures. As in archive_contract.py, only the port is asked.
"""

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pytest

from index.article import Article
from index.errors import IndexMissingError
from search.archive import Archive
from search.model.aggregations import AggregationRequest
from search.model.cursor import parse_cursor
from search.model.deadline import OutOfTimeError
from search.model.messages import QueryWarning
from search.model.question import Question, SortOrder
from search.model.results import SearchRequest, StoryOverlap
from search.model.timeline import Outliers

STORY = (
    "राज्य की सबसे लंबी नदी पर बने नए पुल का उद्घाटन मंगलवार को मुख्यमंत्री ने किया और कहा कि इससे दो ज़िलों के लोगों "
    "को रोज़ के सफ़र में बहुत आसानी होगी। निर्माण में तीन साल लगे और लागत तय सीमा के भीतर रही।"
)
FLOOD = " ".join(f"कोसी तटबंध टूटने से गांव{number} में पानी{number} भर गया।" for number in range(12))
OUTAGE = " ".join(f"शहर{number} में बिजली{number} कटौती से लोग{number} परेशान रहे।" for number in range(12))
LONG_ID = "क" * 400
"""1,200 bytes: more than some engines allow a document's own name."""
DAY = datetime.date(2024, 6, 25)
LONG_AGO = datetime.date(1920, 1, 1)
EDGES = (
    *(
        Article(f"tie-{number}", "बराबर", "समान पाठ", source=f"अख़बार {number}", date=DAY, language="hi")
        for number in range(4)
    ),
    Article(LONG_ID, "लंबा नाम", "हिमालय पर बर्फ़", source="अख़बार 1", date=DAY, language="hi"),
    Article("a/../b?c#d%2e", "अजीब नाम", "रेगिस्तान में बारिश", source="अख़बार 1", date=DAY, language="hi"),
    Article("all-words", "मेला", "सूर्य ग्रहण मेला तिथि", source="एजेंसी", date=DAY, language="hi"),
    Article("most-words", "मेला", "सूर्य ग्रहण मेला", source="एजेंसी", date=DAY, language="hi"),
    Article("emoji", "😀👍🏽 चाँद", "🚀🚀 चाँद पर यान", source="अख़बार 2", date=DAY, language="hi"),
    *(
        Article(f"dated-{number}", "मंडी", f"भाव {number}", source="एजेंसी", date=DAY, language="hi")
        for number in range(10)
    ),
    Article("dated-long-ago", "मंडी", "पुराने भाव", source="एजेंसी", date=LONG_AGO, language="hi"),
    *(
        Article(f"copy-{number}", "नया पुल", STORY, source="एजेंसी", date=DAY, language="hi")
        for number in range(5)
    ),
    Article("flood", "तटबंध", FLOOD, source="एजेंसी", date=DAY, language="hi"),
    Article("digest", "राज्य की ख़बरें", f"{OUTAGE}\n{FLOOD}", source="एजेंसी", date=DAY, language="hi"),
)
LISTED_COPIES = 2
"""The setting max_listed_copies that the fixture `edges` is made with."""


class ArchiveLimitsContract:
    """The promises of `search/archive.py` where something is short."""

    @pytest.fixture
    def edges(self) -> Archive:
        """Return an archive of EDGES."""
        raise NotImplementedError

    @pytest.fixture
    def hurried(self) -> Archive:
        """Return an archive of EDGES that gives a query no time at all."""
        raise NotImplementedError

    @pytest.fixture
    def missing(self) -> Archive:
        """Return an archive that nobody has filled."""
        raise NotImplementedError

    def test_without_time_an_answer_is_partial_and_says_so(self, hurried: Archive) -> None:
        response = hurried.search(SearchRequest(Question("बराबर"), aggregations=AggregationRequest()))
        assert response.is_partial
        assert QueryWarning.OUT_OF_TIME in response.warnings
        assert response.total <= 4
        assert hurried.spellings(Question("बराबर")).is_partial

    def test_hits_are_called_complete_only_if_no_better_one_may_be_missing(self, hurried: Archive) -> None:
        for sort in SortOrder:
            response = hurried.search(SearchRequest(Question("बराबर", sort=sort)))
            assert not response.hits_complete or len(response.hits) == 4

    def test_without_time_nothing_is_listed_rather_than_half(self, hurried: Archive) -> None:
        for question in (Question("बराबर"), Question("बराबर", sort=SortOrder.NEWEST)):
            with pytest.raises(OutOfTimeError):
                list(hurried.scan(question).hits)
            with pytest.raises(OutOfTimeError):
                hurried.ids(question)

    def test_with_time_everything_is_complete(self, edges: Archive) -> None:
        response = edges.search(SearchRequest(Question("बराबर")))
        assert (response.is_partial, response.hits_complete, response.total) == (False, True, 4)

    def test_a_missing_archive_is_named_by_every_request(self, missing: Archive) -> None:
        question = Question("मोदी")
        for ask in (
            lambda: missing.search(SearchRequest(question)), lambda: missing.scan(question), lambda: missing.ids(question),
            lambda: missing.article("1"), lambda: missing.arrivals(1), lambda: missing.similar("1", 3), lambda: missing.complete("मो"),
            lambda: missing.variants("मोदी"), missing.overview, missing.check, missing.warm_up,
        ):  # fmt: skip
            with pytest.raises(IndexMissingError, match="reindex"):
                ask()

    @pytest.mark.parametrize("article_id", [LONG_ID, "a/../b?c#d%2e", "emoji"])
    def test_any_id_names_its_article(self, edges: Archive, article_id: str) -> None:
        found = edges.article(article_id)
        assert found is not None
        assert replace(found.article, arrived=0) == next(
            article for article in EDGES if article.id == article_id
        )

    @pytest.mark.parametrize("article_id", ["", "क" * 399, "क" * 5_000, "\ud800", "\0"])
    def test_an_id_that_nobody_has_names_nothing(self, edges: Archive, article_id: str) -> None:
        assert edges.article(article_id) is None
        assert edges.similar(article_id, 3) is None

    def test_a_cursor_leads_past_a_long_id(self, edges: Archive) -> None:
        assert list(self._read(edges, Question("हिमालय OR रेगिस्तान OR चाँद"), 1)) == list(
            self._read(edges, Question("हिमालय OR रेगिस्तान OR चाँद"), 100)
        )

    def test_equal_scores_of_one_day_go_by_id(self, edges: Archive) -> None:
        for sort in SortOrder:
            expected = [f"tie-{number}" for number in range(4)]
            assert list(self._read(edges, Question("बराबर", sort=sort), 3)) == expected
            assert edges.ids(Question("बराबर", sort=sort)) == expected

    def test_marks_count_code_points_behind_emoji(self, edges: Archive) -> None:
        (hit,) = edges.search(SearchRequest(Question("चाँद"))).hits
        ((start, end),) = hit.headline.marks
        assert hit.headline.text[start:end] == "चाँद"
        marked = edges.article("emoji", Question("चाँद"))
        assert marked is not None
        assert [marked.body.text[a:b] for a, b in marked.body.marks] == ["चाँद"]

    def test_all_values_of_a_facet_may_be_asked_for(self, edges: Archive) -> None:
        request = AggregationRequest(all_values=frozenset({"source"}))
        response = edges.search(SearchRequest(Question("बराबर OR हिमालय"), aggregations=request))
        assert response.aggregations is not None
        facet = next(each for each in response.aggregations.facets if each.field == "source")
        assert {value.value: (value.count, value.background) for value in facet.values} == {
            "अख़बार 0": (1, 1), "अख़बार 1": (2, 3), "अख़बार 2": (1, 2), "अख़बार 3": (1, 1),
        }  # fmt: skip
        assert facet.other_values == 0

    def test_further_copies_are_counted(self, edges: Archive) -> None:
        (hit,) = edges.search(SearchRequest(Question("उद्घाटन"))).hits
        assert len(hit.duplicates) == LISTED_COPIES
        assert hit.other_duplicates == 4 - LISTED_COPIES
        assert {hit.article.id, *(article.id for article in hit.duplicates)} <= {
            f"copy-{number}" for number in range(5)
        }

    def test_similar_articles_say_which_holds_the_story_of_which(self, edges: Archive) -> None:
        for article_id, other, overlap in (
            ("flood", "digest", StoryOverlap.HOLDS),
            ("digest", "flood", StoryOverlap.HELD),
        ):
            similar = edges.similar(article_id, 5)
            assert similar is not None
            assert {each.article.id: each.overlap for each in similar}[other] is overlap
            marked = edges.article(article_id, similar=5)
            assert marked is not None
            assert marked.similar == similar

    def test_comparisons_know_how_many_articles_each_time_has(self, edges: Archive) -> None:
        (curve,) = edges.compare([Question("बराबर")])
        (bucket,) = [each for each in curve.timeline.buckets if each.count]
        assert (bucket.count, bucket.background) == (4, len(EDGES) - 1)

    def test_comparisons_leave_out_a_day_far_from_all_others_if_asked(self, edges: Archive) -> None:
        questions = [Question("मंडी"), Question("बराबर")]
        (all_days, _) = edges.compare(questions)
        assert (all_days.timeline.buckets[0].since.year, all_days.timeline.outliers) == (1920, ())
        found = edges.compare(questions, leaves_out_outliers=True)
        assert [[bucket.count for bucket in curve.timeline.buckets] for curve in found] == [[10], [4]]
        assert [curve.timeline.outliers for curve in found] == [(Outliers(LONG_AGO, LONG_AGO, 1),), ()]
        assert [curve.total for curve in found] == [11, 4]

    def test_what_is_closed_answers_nothing(self, edges: Archive) -> None:
        edges.close()
        for ask in (lambda: edges.search(SearchRequest(Question("बराबर"))), edges.check, edges.warm_up):
            with pytest.raises(ValueError, match="closed"):
                ask()

    @staticmethod
    def _read(archive: Archive, question: Question, size: int) -> Iterator[str]:
        cursor = parse_cursor("*")
        for _ in range(100):
            response = archive.search(SearchRequest(question, size=size, cursor=cursor))
            yield from (hit.article.id for hit in response.hits)
            if response.next_cursor is None:
                return
            cursor = parse_cursor(response.next_cursor)
        pytest.fail("the cursors lead on for ever")

    def test_articles_with_most_of_the_words_are_apart_unless_they_are_asked_for(
        self, edges: Archive
    ) -> None:
        question = Question("सूर्य ग्रहण मेला तिथि")
        page = edges.search(SearchRequest(question, size=10))
        assert ([hit.article.id for hit in page.hits], page.total) == (["all-words"], 1)
        assert [(hit.article.id, hit.missing) for hit in page.partial_hits] == [("most-words", ("तिथि",))]
        assert edges.ids(question) == ["all-words"]
        asked = Question(question.text, most_words=True)
        assert set(edges.ids(asked)) == {"all-words", "most-words"}
        answer, scan = edges.search(SearchRequest(asked, size=10)), edges.scan(asked)
        assert (answer.total, scan.total, answer.full_total, page.full_total) == (2, 2, 1, None)
        missing = {"all-words": (), "most-words": ("तिथि",)}
        for hits in (answer.hits, scan.hits):
            assert {hit.article.id: hit.missing for hit in hits} == missing
