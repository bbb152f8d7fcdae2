"""The dictionary alone knows what the segment's columns know of its terms."""

from pathlib import Path

from index.article import Article
from index.columns.layout import TERMS
from index.columns.term_dictionary import TermDictionary
from tests.archives import segments_of

ARTICLES = [
    Article("1", "गए गये", "मोदी दिल्ली गए"),
    Article("2", "गये", "मोदी मोदी"),
    Article("3", "दिल्ली", "तेल"),
]


def test_a_dictionary_needs_the_terms_file_alone(tmp_path: Path) -> None:
    columns = segments_of(tmp_path, ARTICLES)[0].columns
    alone = tmp_path / "alone"
    (columns.base.with_name(columns.base.name + TERMS)).rename(alone)
    dictionary = TermDictionary(alone)
    assert [dictionary.term(number) for number in range(len(dictionary.terms))] == [
        term.decode() for term in columns.terms.all()
    ]
    number = dictionary.term_number("मोदि") or dictionary.term_number("मोदी")
    assert number is not None
    start, end = dictionary.posting_range(number)
    assert end - start == 2
    counts, occurrences = dictionary.counts(number, number + 1)
    assert (counts.tolist(), occurrences.tolist()) == ([2], [3])
    spelled = dictionary.term_number("गए")
    assert spelled is not None
    first, last = dictionary.other_spellings(spelled)
    assert [dictionary.spellings[at].decode() for at in range(first, last)] == ["गये"]
    assert (dictionary.own_documents(spelled), dictionary.spelling_documents(first)) == (1, 2)
    assert dictionary.spelling_number(spelled, "गये") == first
    assert dictionary.spelling_number(spelled, "गयी") is None
    assert dictionary.term_number("nobody") is None
    low, high = dictionary.terms_beginning("ग")
    assert spelled in range(low, high)
