"""What every engine promises of a concordance, of companions and of earlier versions; parts of ArchiveContract, over the same articles."""

import datetime

from index.article_versions import versions_of
from search.archive import Archive
from search.model.companions import CompanionScope
from search.model.filters import Filters
from search.model.question import Question, SortOrder


class ConcordanceContract:
    """The promises of `Archive.concordance`."""

    def test_a_concordance_shows_every_occurrence_in_the_order_of_the_results(self, archive: Archive) -> None:
        question = Question("मोदी", sort=SortOrder.NEWEST)
        found = archive.concordance(question)
        ids = list(dict.fromkeys(occurrence.article.id for occurrence in found.occurrences))
        assert ids == archive.ids(question)
        assert (found.articles, found.total, found.is_partial) == (len(ids), len(ids), False)
        assert found.revision == archive.overview().revision
        for occurrence in found.occurrences:
            text = " ".join(getattr(occurrence.article, occurrence.field).split())
            assert f"{occurrence.before} {occurrence.match}".strip() in text
            assert (
                occurrence.match + occurrence.after.strip() in text.replace(" ", "")
                or occurrence.after in text
            )

    def test_every_spelling_is_an_occurrence_as_it_is_written(self, archive: Archive) -> None:
        matches = {occurrence.match for occurrence in archive.concordance(Question("कज़ाखस्तान")).occurrences}
        assert {"कज़ाखस्तान", "कजाखिस्तान"} <= matches

    def test_only_articles_with_all_words_have_occurrences(self, archive: Archive) -> None:
        assert archive.concordance(Question("क्रिकेट चुनाव")).occurrences == ()
        assert archive.concordance(Question("")).total == 0


class CompanionsContract:
    """The promises of `Archive.companions`."""

    def test_companions_are_counted_in_the_result_and_in_the_archive(self, archive: Archive) -> None:
        found = archive.companions(Question("मोदी"))
        assert found.revision == archive.overview().revision
        assert found.documents == archive.overview().documents
        assert 0 < found.articles <= found.total == len(archive.ids(Question("मोदी")))
        assert all(
            companion.articles <= min(found.articles, companion.background) for companion in found.words
        )
        assert archive.companions(Question("क्रिकेट चुनाव")).words == ()
        assert archive.companions(Question("")).articles == 0

    def test_a_narrower_scope_reads_only_where_the_words_stand(self, archive: Archive) -> None:
        apart = Question("मोदी चुनाव")
        read = [archive.companions(apart, scope).articles for scope in CompanionScope]
        together = [
            len(archive.ids(Question(f'"मोदी चुनाव"~{scope}')))
            for scope in (CompanionScope.PARAGRAPH, CompanionScope.SENTENCE)
        ]
        assert read == [len(archive.ids(apart)), *together] == [1, 1, 0]
        either = Question("मोदी OR क्रिकेट")
        assert {archive.companions(either, scope).articles for scope in CompanionScope} == {
            len(archive.ids(either))
        }
        assert archive.companions(either, CompanionScope.SENTENCE).looked_at == len(archive.ids(either))


class HistoryContract:
    """The promises about what articles said before."""

    def test_an_article_carries_its_earlier_texts_which_nothing_finds(self, archive: Archive) -> None:
        marked = archive.article("4")
        assert marked is not None
        assert [version.headline for version in versions_of(marked.article)] == ["क्रिकेट में हार"]
        assert archive.ids(Question("हार")) == []

    def test_what_came_in_last_comes_first_and_arrival_outlives_a_change(self, archive: Archive) -> None:
        arrived = archive.arrivals(100)
        assert {article.id for article in arrived} == {"1", "2", "3", "4", "5", "6", "7"}
        assert all(article.arrived_at for article in arrived)
        assert [article.arrived for article in arrived] == sorted(
            (article.arrived for article in arrived), reverse=True
        )
        assert [article.id for article in archive.arrivals(2)] == [article.id for article in arrived[:2]]
        listed = archive.ids(Question("मोदी", sort=SortOrder.ARRIVED))
        assert listed == [article.id for article in arrived if article.id in listed]
        assert len(listed) == 3

    def test_changed_articles_are_found_by_the_day_of_the_change(self, archive: Archive) -> None:
        marked = archive.article("4")
        assert marked is not None
        assert marked.article.changed_on == datetime.date(2024, 5, 20)
        assert "4" in archive.ids(Question("changed:yes"))
        assert archive.ids(Question(f"क्रिकेट changed:{marked.article.changed[:7]}")) == ["4"]
        assert archive.ids(Question("क्रिकेट changed:1999")) == []
        assert archive.ids(Question("क्रिकेट -changed:yes")) == []
        for given in ("yes", "2024-05", "2024-05-20"):
            assert archive.ids(Question("क्रिकेट", filters=Filters.where(changed={given}))) == ["4"]
        assert archive.ids(Question("क्रिकेट", filters=Filters.where(changed={"2023"}))) == []
        without = Filters(excluded=frozenset({("changed", "yes")}))
        assert archive.ids(Question("क्रिकेट", filters=without)) == []
