"""Which source uses which spelling of a word."""

from search.execution.spelling_matrix import in_spelling, spellings_by_word
from search.model.expansions import Alternative, Expansion, ExpansionKind
from search.model.question import Question
from search.query.clauses import AllOf, PhraseClause
from tests.conftest import MakeArchive
from tests.searching import search

SPELLING, INFLECTION, SOUND = ExpansionKind.SPELLING, ExpansionKind.INFLECTION, ExpansionKind.SOUND


def test_other_spellings_of_a_name_are_compared_and_inflections_are_not() -> None:
    added = [
        Expansion("टोकायेव", "टोकायेव", "टोकाएव", SPELLING, 1.0, 3),
        Expansion("टोकायेव", "तोकायेव", "तोकायेव", SOUND, 0.9, 2),
        Expansion("लड़का", "लड़के", "लड़के", INFLECTION, 0.6, 5),
        Expansion("टोकायेव", "तोकायेव", "तोकायेव", SOUND, 0.8, 2),
    ]
    assert spellings_by_word("टोकायेव लड़का", added) == {"टोकायेव": ["टोकायेव", "टोकाएव", "तोकायेव"]}


def test_latin_typing_is_no_spelling_of_its_own() -> None:
    added = [Expansion("modi", "मोदी", "मोदी", ExpansionKind.ROMAN, 0.9, 3)]
    assert spellings_by_word("modi", added) == {"modi": ["मोदी"]}


def test_a_clause_in_one_spelling_asks_for_the_exact_word_too() -> None:
    word = PhraseClause(((Alternative("कजाखस्तान", 1.0),),))
    narrowed = in_spelling(AllOf((word,), (word,)), "SCO")
    assert narrowed.must == (word, PhraseClause(((Alternative("=sco", 1.0),),)))
    assert narrowed.must_not == (word,)


def test_the_matrix_counts_articles_of_each_source(make_archive: MakeArchive) -> None:
    archive = make_archive("कज़ाखस्तान\nएक बात।", "कजाखस्तान\nदूसरी बात।", "कजाखस्तान\nतीसरी बात और कज़ाखस्तान।")
    assert search(archive, Question("कजाखस्तान")).total == 3
    (matrix,) = archive.spellings(Question("कजाखस्तान")).matrices
    assert dict(matrix.spellings) == {"कज़ाखस्तान": 2, "कजाखस्तान": 2}
    assert [row.source for row in matrix.sources] == ["परीक्षा"]
