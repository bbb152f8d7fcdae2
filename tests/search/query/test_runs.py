"""Words that are joined by a sign."""

from index.hindi.analysis import analyse
from search.model.expansions import Alternative
from search.query.runs import Run


def run(text: str, first: int, last: int) -> Run:
    words = analyse(text)[first : last + 1]
    return Run(words, [(Alternative(word.term, 1.0),) for word in words], "headline", text)


def test_the_signs_around_words_are_part_of_what_was_typed() -> None:
    assert run("कहा ;kstuk, नहीं", 1, 1).typed == ";kstuk,"
    assert run("भारत-चीन सीमा", 0, 1).typed == "भारत-चीन"
    assert run("मोदी", 0, 0).typed == "मोदी"


def test_the_phrase_has_every_word_in_its_field() -> None:
    phrase = run("भारत-चीन सीमा", 0, 1).phrase
    assert [slot[0].term for slot in phrase.slots] == ["भारत", "चीन"]
    assert phrase.field == "headline"
