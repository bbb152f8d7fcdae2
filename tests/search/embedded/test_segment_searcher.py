"""Ranking over all segments of a generation."""

from search.model.question import Question
from tests.conftest import MakeArchive
from tests.searching import ids, search


def test_a_headline_counts_more_than_a_body(make_archive: MakeArchive) -> None:
    archive = make_archive("आम बात\nमोदी आए और गए", "मोदी आए\nआम बात हुई और सब गए")
    assert ids(archive, "मोदी") == ["2", "1"]


def test_what_opens_a_story_counts_more_than_what_closes_it(make_archive: MakeArchive) -> None:
    filler = "एक दो तीन चार पाँच छह सात आठ नौ दस " * 12
    archive = make_archive(f"क\n{filler} टोकायेव", f"क\nटोकायेव {filler}", f"क\n{filler} टोकायेव")
    assert ids(archive, "टोकायेव")[0] == "2"


def test_a_rare_misspelling_does_not_outrank_the_word(make_archive: MakeArchive) -> None:
    texts = [f"क\nकज़ाखस्तान {n}" for n in range(8)]
    archive = make_archive(*texts, "क\nकजाखिस्तान 8")
    assert ids(archive, "कज़ाखस्तान")[-1] == "9"


def test_equal_scores_are_ordered_newest_first(make_archive: MakeArchive) -> None:
    archive = make_archive(*["क\nमोदी"] * 5)
    assert ids(archive, "मोदी") == ["5", "4", "3", "2", "1"]
    assert [hit.article.id for hit in search(archive, Question("मोदी"), page=2, size=2).hits] == ["3", "2"]


def test_the_word_as_typed_stands_above_what_was_added_to_it(make_archive: MakeArchive) -> None:
    archive = make_archive(
        "किताबें किताबें\nकिताबें किताबें किताबें।", "और ख़बर\n" + "शब्द " * 120 + "किताब।", "किताबें\nकिताबों और किताबें।"
    )
    assert ids(archive, "किताब")[0] == "2"
    assert set(ids(archive, "किताब")) == {"1", "2", "3"}
