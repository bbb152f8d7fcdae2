"""What every engine promises of a concordance and of companions; parts of ArchiveContract, over the same articles."""

from search.archive import Archive
from search.model.question import Question, SortOrder


class ConcordanceContract:
    """The promises of `Archive.concordance`."""

    def test_a_concordance_shows_every_occurrence_in_the_order_of_the_results(self, archive: Archive) -> None:
        question = Question("मोदी", sort=SortOrder.NEWEST)
        found = archive.concordance(question)
        ids = list(dict.fromkeys(each.article.id for each in found.occurrences))
        assert ids == archive.ids(question)
        assert (found.articles, found.total, found.is_partial) == (len(ids), len(ids), False)
        assert found.revision == archive.overview().revision
        for each in found.occurrences:
            text = " ".join(getattr(each.article, each.field).split())
            assert f"{each.before} {each.match}".strip() in text
            assert each.match + each.after.strip() in text.replace(" ", "") or each.after in text

    def test_every_spelling_is_an_occurrence_as_it_is_written(self, archive: Archive) -> None:
        matches = {each.match for each in archive.concordance(Question("कज़ाखस्तान")).occurrences}
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
        assert all(each.articles <= min(found.articles, each.background) for each in found.words)
        assert archive.companions(Question("क्रिकेट चुनाव")).words == ()
        assert archive.companions(Question("")).articles == 0
