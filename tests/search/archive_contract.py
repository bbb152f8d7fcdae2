"""What every engine promises: subclass ArchiveContract, and make `archive` an archive of ARTICLES.

Only the port is asked, so that an engine may do everything in its own way. What the embedded engine finds is
told in numbers here, not copied from a run: each test can be checked by reading ARTICLES.
"""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from index.article import Article
from index.fields import FACET_FIELDS
from search.archive import Archive
from search.model.aggregations import AggregationRequest
from search.model.cursor import Cursor, parse_cursor
from search.model.expansions import ExpansionKind
from search.model.filters import Filters
from search.model.messages import QueryWarning
from search.model.question import ExpansionOptions, Question, SortOrder
from search.model.results import Adjacent, SearchRequest, SearchResponse, StoryOverlap
from search.model.timeline import Span, TimeUnit
from tests.search.archive_reading_contract import CompanionsContract, ConcordanceContract, HistoryContract

STORY = (
    "शंघाई सहयोग संगठन के शिखर सम्मेलन में भाग लेने के लिए विदेश मंत्री अस्ताना पहुंचे। "
    "उन्होंने सीमा पर शांति और व्यापार के बारे में बात की और कहा कि दोनों देश मिलकर काम करेंगे।"
)
ARTICLES = (
    Article("1", "मोदी कज़ाखस्तान पहुंचे", "राष्ट्रपति टोकायेव ने उनका स्वागत किया।", source="जागरण",
            section="विदेश", author="अनिल वर्मा", date=datetime.date(2024, 6, 25), language="hi"),
    Article("2", "कजाखिस्तान से तेल", "तेल के दाम पर टोकाएव बोले। चुनाव की बात नहीं हुई।", source="भास्कर",
            section="कारोबार", date=datetime.date(2024, 5, 2), language="hi"),
    Article("3", "चुनाव आयोग की बैठक", "मोदी ने सभा की। नेताओं ने कहा कि चुनाव शांति से होंगे।", source="BBC",
            section="देश", date=datetime.date(2023, 12, 31), language="hi"),
    Article("4", "क्रिकेट में जीत", "टीम ने मैच जीता और दर्शक खुश हुए।", source="BBC", section="खेल",
            date=datetime.date(2024, 5, 20), language="hi"),
    Article("5", "शिखर सम्मेलन शुरू", STORY, source="जागरण", section="विदेश", date=datetime.date(2024, 7, 3),
            language="hi"),
    Article("6", "सम्मेलन में विदेश मंत्री", STORY, source="भास्कर", section="विदेश", date=datetime.date(2024, 7, 4),
            language="hi"),
    Article("7", "बिना तारीख़ की ख़बर", "मोदी के बारे में एक पुराना लेख, जिस पर बिना तारीख़ है।", source="भास्कर",
            language="hi"),
)  # fmt: skip
"""5 and 6 print the same story; 7 has no date; कज़ाखस्तान is spelled in two ways."""
OLDER = (replace(ARTICLES[3], headline="क्रिकेट में हार", date=datetime.date(2024, 5, 19)),)
"""What 4 said before."""
YEAR_2024 = Filters.where(year={"2024"})


class ArchiveContract(ConcordanceContract, CompanionsContract, HistoryContract):
    """The promises of `search/archive.py`."""

    @pytest.fixture
    def archive(self) -> Archive:
        """Return an archive of ARTICLES; to be overridden."""
        raise NotImplementedError

    @staticmethod
    def search(archive: Archive, text: str, **changes: Any) -> SearchResponse:
        """Return up to 100 hits of a question."""
        return archive.search(SearchRequest(replace(Question(text), **changes), size=100))

    def ids(self, archive: Archive, text: str, **changes: Any) -> list[str]:
        """Return the ids of the hits, in order."""
        return [hit.article.id for hit in self.search(archive, text, **changes).hits]

    # Words

    def test_any_spelling_finds_every_spelling_and_says_what_was_added(self, archive: Archive) -> None:
        for typed in ("कज़ाखस्तान", "कजाखिस्तान", "kazakhstan"):
            assert set(self.ids(archive, typed)) == {"1", "2"}, typed
        added = {expansion.spelling: expansion for expansion in self.search(archive, "कज़ाखस्तान").added}
        assert added["कजाखिस्तान"].kind is ExpansionKind.SOUND
        assert 0 < added["कजाखिस्तान"].probability < 1
        assert added["कजाखिस्तान"].documents == 1

    def test_a_reader_may_refuse_what_was_added(self, archive: Archive) -> None:
        refusing = ExpansionOptions(excluded_spellings=frozenset({"कजाखिस्तान"}))
        page = self.search(archive, "कज़ाखस्तान", expansion=refusing)
        assert [hit.article.id for hit in page.hits] == ["1"]
        assert [expansion.spelling for expansion in page.refused] == ["कजाखिस्तान"]
        assert self.ids(archive, "कज़ाखस्तान", expansion=ExpansionOptions(variants=False)) == ["1"]
        assert self.ids(archive, "नेता", expansion=ExpansionOptions(stems=False)) == []
        assert self.ids(archive, "नेता") == ["3"]

    def test_all_words_are_required_or_the_page_says_that_they_are_not(self, archive: Archive) -> None:
        assert self.ids(archive, "मोदी चुनाव") == ["3"]
        relaxed = self.search(archive, "क्रिकेट चुनाव")
        assert relaxed.is_relaxed
        assert {hit.article.id for hit in relaxed.hits} == {"2", "3", "4"}
        assert self.search(archive, "क्रिकेट चुनाव", any_word=False).total == 0

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("मोदी -चुनाव", {"1", "7"}),
            ("क्रिकेट OR तेल", {"2", "4"}),
            ('"शिखर सम्मेलन"', {"5", "6"}),
            ('"सम्मेलन शिखर"', set()),
            ('"सम्मेलन शिखर"~3', {"5", "6"}),
            ('"मोदी चुनाव"~वाक्य', set()),
            ('"नेताओं चुनाव"~वाक्य', {"3"}),
            ('"निर्वाचन आयोग"~1', {"3"}),
            ("निर्वाचन आयोग", {"3"}),
            ('"क्रिकेट बैठक"~2 OR तेल', {"2"}),
            ('"क्रिकेट बैठक"~पैरा OR तेल', {"2"}),
            ("शीर्षक:मोदी", {"1"}),
            ("=टोकाएव", {"2"}),
            ("मोदी source:bbc", {"3"}),
            ("-section:खेल date:2024-05", {"2"}),
            ("मोदी since:2024", {"1"}),
        ],
    )
    def test_the_query_language(self, archive: Archive, text: str, expected: set[str]) -> None:
        page = self.search(archive, text, collapse=False, any_word=False)
        assert ({hit.article.id for hit in page.hits}, page.total) == (expected, len(expected))

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("चुना*", {"2", "3"}), ("चुनाव@2", {"3"}), ('"विदेश मंत्री"@2', {"6"}), ("-चुनाव@2 चुनाव", {"2"})],
    )
    def test_beginnings_and_numbers_of_occurrences(
        self, archive: Archive, text: str, expected: set[str]
    ) -> None:
        assert {hit.article.id for hit in self.search(archive, text, collapse=False).hits} == expected

    def test_hits_are_marked_and_passages_shown(self, archive: Archive) -> None:
        hit = self.search(archive, "टोकायेव").hits[0]
        marks = {text.text[start:end] for text in (hit.headline, *hit.snippets) for start, end in text.marks}
        assert marks & {"टोकायेव", "टोकाएव"}

    def test_a_headline_counts_more_than_a_body(self, archive: Archive) -> None:
        assert self.ids(archive, "चुनाव")[0] == "3"
        page = self.search(archive, "चुनाव")
        assert [hit.score for hit in page.hits] == sorted((hit.score for hit in page.hits), reverse=True)

    # Filters, orders, pages

    def test_filters_and_orders(self, archive: Archive) -> None:
        everything = Filters.where(language={"hi"})
        newest = self.ids(archive, "", filters=everything, sort=SortOrder.NEWEST, collapse=False)
        assert newest == ["6", "5", "1", "4", "2", "3", "7"]
        oldest = self.ids(archive, "", filters=everything, sort=SortOrder.OLDEST, collapse=False)
        assert oldest == ["3", "2", "4", "1", "5", "6", "7"]
        assert set(self.ids(archive, "मोदी", filters=YEAR_2024)) == {"1"}
        without = Filters.where(excluded={("source", "BBC")})
        assert set(self.ids(archive, "मोदी", filters=without)) == {"1", "7"}
        assert self.ids(archive, "मोदी", filters=Filters.where(year={""})) == ["7"]

    def test_pages_and_cursors_lead_through_everything_once(self, archive: Archive) -> None:
        for collapse in (True, False):
            question = Question("", filters=Filters.where(language={"hi"}), collapse=collapse)
            whole = [hit.article.id for hit in archive.search(SearchRequest(question, size=100)).hits]
            paged = [
                hit.article.id
                for number in (1, 2, 3, 4)
                for hit in archive.search(SearchRequest(question, number, 2)).hits
            ]
            assert paged == whole
            read: list[str] = []
            response = archive.search(SearchRequest(question, size=2))
            while True:
                read += [hit.article.id for hit in response.hits]
                if response.next_cursor is None:
                    break
                cursor = parse_cursor(response.next_cursor)
                response = archive.search(SearchRequest(question, size=2, cursor=cursor))
            assert read == whole
            assert len(whole) == response.shown_total

    def test_copies_of_a_story_are_collapsed_and_counted(self, archive: Archive) -> None:
        page = self.search(archive, "शंघाई")
        assert (page.total, page.stories, len(page.hits)) == (2, 1, 1)
        assert {page.hits[0].article.id, page.hits[0].duplicates[0].id} == {"5", "6"}
        assert len(self.search(archive, "शंघाई", collapse=False).hits) == 2

    def test_totals_are_the_same_without_hits(self, archive: Archive) -> None:
        for collapse in (True, False):
            question = Question("शंघाई", collapse=collapse)
            shown, counted = (archive.search(SearchRequest(question, size=size)) for size in (10, 0))
            assert (
                (counted.hits, counted.total, counted.stories)
                == ((), shown.total, shown.stories)
                == ((), 2, 1)
            )
            assert counted.shown_total == shown.shown_total
            assert counted.next_cursor is shown.next_cursor is None

    def test_a_cursor_reads_by_relevance_and_from_the_beginning(self, archive: Archive) -> None:
        question = Question("मोदी")
        whole = [hit.article.id for hit in archive.search(SearchRequest(question)).hits]
        response = archive.search(SearchRequest(question, size=1, cursor=parse_cursor("*")))
        read = []
        while response.next_cursor is not None:
            read += [hit.article.id for hit in response.hits]
            cursor = parse_cursor(response.next_cursor)
            response = archive.search(SearchRequest(question, size=1, cursor=cursor))
        assert [*read, *(hit.article.id for hit in response.hits)] == whole
        assert sorted(whole) == ["1", "3", "7"]

    def test_a_cursor_whose_article_is_gone_goes_on_at_its_offset(self, archive: Archive) -> None:
        question = Question("मोदी", sort=SortOrder.NEWEST)
        response = archive.search(SearchRequest(question, size=5, cursor=Cursor(2, "no such id")))
        assert [hit.article.id for hit in response.hits] == ["7"]
        beyond = archive.search(SearchRequest(question, size=5, cursor=Cursor(99, "no such id")))
        assert (beyond.hits, beyond.total, beyond.next_cursor) == ((), 3, None)

    def test_a_page_beyond_the_last_is_empty_and_counts_nothing(self, archive: Archive) -> None:
        request = SearchRequest(Question("मोदी"), page=9, aggregations=AggregationRequest())
        response = archive.search(request)
        assert (response.hits, response.total, response.aggregations) == ((), 3, None)

    def test_newer_articles_may_be_preferred(self, archive: Archive) -> None:
        plain, newer = (self.search(archive, "चुनाव", half_life=days) for days in (0, 30))
        assert {hit.article.id for hit in plain.hits} == {"2", "3"}
        shares = [
            scores["2"] / scores["3"]
            for page in (plain, newer)
            for scores in [{hit.article.id: hit.score for hit in page.hits}]
        ]
        assert shares[1] > shares[0]  # article 2 is half a year younger

    def test_days_may_be_left_out(self, archive: Archive) -> None:
        assert set(self.ids(archive, "मोदी -date:2023")) == {"1", "7"}

    # Counts

    def test_added_spellings_are_counted_among_what_matches(self, archive: Archive) -> None:
        request = AggregationRequest(facets=frozenset(), spellings=True)
        response = archive.search(SearchRequest(Question("कज़ाखस्तान"), size=0, aggregations=request))
        assert response.aggregations is not None
        assert response.aggregations.spellings["कजाखिस्तान"] == 1
        only_2024_06 = Filters.where(since=datetime.date(2024, 6, 1))
        question = Question("कज़ाखस्तान", filters=only_2024_06)
        response = archive.search(SearchRequest(question, size=0, aggregations=request))
        assert response.aggregations is not None
        assert response.aggregations.spellings["कजाखिस्तान"] == 0

    def test_a_timeline_covers_the_span_that_is_asked_for(self, archive: Archive) -> None:
        first, last = datetime.date(2024, 6, 24), datetime.date(2024, 6, 26)
        span = Span(first.toordinal(), last.toordinal())
        request = AggregationRequest(TimeUnit.DAY, facets=frozenset(), span=span)
        response = archive.search(SearchRequest(Question("मोदी"), size=0, aggregations=request))
        assert response.aggregations is not None
        buckets = response.aggregations.timeline.buckets
        assert [(bucket.since.day, bucket.count) for bucket in buckets] == [(24, 0), (25, 1), (26, 0)]

    def test_aggregations_count_what_matches(self, archive: Archive) -> None:
        request = AggregationRequest(TimeUnit.YEAR, spellings=True)
        response = archive.search(SearchRequest(Question("मोदी"), size=0, aggregations=request))
        found = response.aggregations
        assert found is not None
        assert (response.hits, response.total, found.total) == ((), 3, 3)
        assert [facet.field for facet in found.facets] == list(FACET_FIELDS)
        facets = {
            facet.field: {value.value: (value.count, value.background) for value in facet.values}
            for facet in found.facets
        }
        assert facets["source"] == {"जागरण": (1, 2), "भास्कर": (1, 3), "BBC": (1, 2)}
        assert facets["year"] == {"2024": (1, 5), "2023": (1, 1)}
        assert {facet.field: facet.missing for facet in found.facets}["author"] == 2
        assert found.timeline.undated == 1
        assert [
            (bucket.since.year, bucket.count, bucket.background) for bucket in found.timeline.buckets
        ] == [
            (2023, 1, 1),
            (2024, 1, 5),
        ]

    def test_a_facet_is_counted_without_the_filter_on_itself(self, archive: Archive) -> None:
        filters = Filters.where(source={"BBC"}, year={"2023"})
        request = AggregationRequest(facets=frozenset({"source"}))
        response = archive.search(
            SearchRequest(Question("मोदी", filters=filters), size=0, aggregations=request)
        )
        assert response.aggregations is not None
        assert response.total == 1
        assert {value.value for value in response.aggregations.facets[0].values} == {"BBC"}
        filters = Filters.where(source={"BBC"})
        response = archive.search(
            SearchRequest(Question("मोदी", filters=filters), size=0, aggregations=request)
        )
        assert response.aggregations is not None
        assert {value.value for value in response.aggregations.facets[0].values} == {"जागरण", "भास्कर", "BBC"}

    def test_comparisons_cover_the_same_days(self, archive: Archive) -> None:
        first, second = archive.compare([Question("मोदी"), Question("क्रिकेट")], TimeUnit.MONTH)
        days = [bucket.since for bucket in first.timeline.buckets]
        assert days == [bucket.since for bucket in second.timeline.buckets]
        assert (days[0], days[-1]) == (datetime.date(2023, 12, 1), datetime.date(2024, 6, 1))
        assert sum(bucket.count for bucket in second.timeline.buckets) == 1

    def test_spellings_by_source(self, archive: Archive) -> None:
        usage = archive.spellings(Question("कज़ाखस्तान"))
        assert usage.total == 2
        matrix = usage.matrices[0]
        assert dict(matrix.spellings) == {"कज़ाखस्तान": 1, "कजाखिस्तान": 1}
        by_source = {
            row.source: dict(zip(dict(matrix.spellings), row.counts, strict=True)) for row in matrix.sources
        }
        assert by_source["जागरण"]["कज़ाखस्तान"] == by_source["भास्कर"]["कजाखिस्तान"] == 1

    # Everything, articles, suggestions

    def test_a_scan_gives_every_article_in_order(self, archive: Archive) -> None:
        question = Question("मोदी OR शंघाई", sort=SortOrder.NEWEST)
        stream = archive.scan(question)
        hits = list(stream.hits)
        assert [hit.article.id for hit in hits] == archive.ids(question) == ["6", "5", "1", "3", "7"]
        assert stream.total == len(hits)
        assert stream.revision == archive.overview().revision
        assert all(hit.matched_spellings for hit in hits)
        assert archive.ids(Question("क्रिकेट चुनाव")) == []

    def test_an_article_is_marked_and_leads_on(self, archive: Archive) -> None:
        question = Question("मोदी", sort=SortOrder.NEWEST)
        marked = archive.article("3", question, rank=2, similar=3)
        assert marked is not None
        assert replace(marked.article, arrived=0) == ARTICLES[2]
        assert {marked.body.text[start:end] for start, end in marked.body.marks} == {"मोदी"}
        assert marked.adjacent == Adjacent("1", "7")
        assert archive.article("3", question, rank=1).adjacent == Adjacent()  # type: ignore[union-attr]
        assert archive.article("no such id") is None
        copy = archive.article("5")
        assert copy is not None
        assert [article.id for article in copy.duplicates] == ["6"]

    def test_similar_articles_are_no_copies(self, archive: Archive) -> None:
        similar = archive.similar("5", 5)
        assert similar is not None
        assert not {"5", "6"} & {other.article.id for other in similar}
        assert {other.overlap for other in similar} <= {StoryOverlap.NONE}
        assert archive.similar("no such id", 5) is None

    def test_completions_and_variants(self, archive: Archive) -> None:
        words = [completion.text for completion in archive.complete("मोदी टोका").words]
        assert set(words) & {"टोकायेव", "टोकाएव"}
        found = archive.variants("कज़ाखस्तान")
        assert [(word.word, word.documents) for word in found] == [("कज़ाखस्तान", 1)]
        assert [expansion.spelling for expansion in found[0].variants.added] == ["कजाखिस्तान"]

    def test_did_you_mean(self, archive: Archive) -> None:
        page = self.search(archive, "मोगी")
        assert page.suggestion is not None
        assert (page.suggestion.query, page.suggestion.total) == ("मोदी", 3)

    def test_coverage_is_told_by_source_and_month(self, archive: Archive) -> None:
        found = {coverage.source: coverage for coverage in archive.coverage()}
        assert {name: coverage.total for name, coverage in found.items()} == {
            "जागरण": 2,
            "भास्कर": 3,
            "BBC": 2,
        }
        assert [coverage.source for coverage in archive.coverage()] == ["भास्कर", "BBC", "जागरण"]
        assert dict(found["BBC"].months) == {"2023-12": 1, "2024-05": 1}
        assert found["BBC"].gaps == ["2024-01", "2024-02", "2024-03", "2024-04"]
        assert found["BBC"].years == {"2023": 1, "2024": 1}
        assert (found["भास्कर"].undated, found["BBC"].undated) == (1, 0)
        assert (found["जागरण"].first, found["जागरण"].last) == (
            datetime.date(2024, 6, 25),
            datetime.date(2024, 7, 3),
        )

    def test_an_overview(self, archive: Archive) -> None:
        overview = archive.overview()
        assert overview.documents == len(ARTICLES)
        assert overview.terms > 50
        number, _, rest = overview.revision.partition("-")
        assert number.isdecimal()
        assert rest
        assert [article.id for article in overview.latest] == ["6", "5", "1", "4", "2", "3"]

    def test_caches_are_bounded_and_say_what_they_hold(self, archive: Archive) -> None:
        self.search(archive, "मोदी टोकायेव")
        sizes = {size.name: size for size in archive.cache_sizes()}
        assert {"counts", "words"} <= set(sizes)
        assert sizes["words"].held > 0
        for size in sizes.values():
            assert 0 <= size.held <= size.limit
            assert size.unit in {"bytes", "entries"}

    # What is asked wrongly, and the life of an archive

    @pytest.mark.parametrize("text", ["", " ", "-", "“", "((((", "OR", "~", "\ud800", "क" * 5_000])
    def test_no_text_fails(self, archive: Archive, text: str) -> None:
        assert self.search(archive, text).total == 0 or text.startswith("क")

    def test_what_was_read_otherwise_is_said(self, archive: Archive) -> None:
        assert QueryWarning.ONLY_EXCLUDED in self.search(archive, "-मोदी").warnings
        assert QueryWarning.UNKNOWN_VALUE in self.search(archive, "मोदी source:कोईनहीं").warnings
        assert QueryWarning.UNKNOWN_DATE in self.search(archive, "मोदी date:कल").warnings

    def test_an_archive_can_be_warmed_up_and_closed(self, archive: Archive) -> None:
        archive.check()
        archive.warm_up()
        assert self.search(archive, "मोदी").total == 3
        archive.close()
        archive.close()
        with pytest.raises(ValueError, match="closed"):
            archive.overview()

    def test_every_answer_names_the_state_it_was_read_from(self, archive: Archive) -> None:
        revision = archive.overview().revision
        assert self.search(archive, "मोदी").revision == revision
        assert archive.scan(Question("मोदी")).revision == revision
        assert archive.spellings(Question("मोदी")).revision == revision


def as_records(articles: Sequence[Article]) -> list[dict[str, str]]:
    """Return articles as records of a JSON Lines file, for engines that read files."""
    names = ("id", "body", "standfirst", "source", "section", "author", "language")
    return [
        {
            **{name: getattr(article, name) for name in names},
            "title": article.headline,
            "date": str(article.date or ""),
        }
        for article in articles
    ]
