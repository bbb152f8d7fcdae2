"""Which words of a result are one name."""

from search.execution.collocations import MAX_NAMES, with_collocations
from search.execution.term_sequences import TermReader, TermSequences


def names_of(texts: list[str], best: list[str], stops: tuple[str, ...] = ()) -> list[str]:
    read: TermSequences = TermReader().read([text] for text in texts)
    words = read.mask(read.terms) & ~read.mask(stops)
    numbers = [read.known[term] for term in best]
    found = with_collocations(numbers, read, words, read.mask(stops), 2)
    return [" ".join(read.spelled(name)) for name in found]


def test_words_that_mostly_stand_side_by_side_are_one_name_in_the_place_of_the_best() -> None:
    texts = ["अरुण जेटली", "अरुण जेटली", "अरुण जेटली", "बजट", "बजट"]
    assert names_of(texts, ["जेटली", "बजट", "अरुण"]) == ["अरुण जेटली", "बजट"]


def test_a_word_that_also_stands_alone_is_shown_too() -> None:
    texts = ["राम मंदिर", "राम मंदिर", "मंदिर", "मंदिर", "मंदिर", "मंदिर"]
    assert names_of(texts, ["मंदिर", "राम"]) == ["राम मंदिर", "मंदिर"]


def test_a_longer_name_takes_the_place_of_its_parts() -> None:
    texts = ["पंजाब नेशनल बैंक"] * 4 + ["नेशनल"]
    assert names_of(texts, ["नेशनल", "पंजाब"]) == ["पंजाब नेशनल बैंक"]


def test_a_stop_word_belongs_to_a_name_only_where_it_nearly_always_stands_there() -> None:
    assert names_of(["रोड शो"] * 4 + ["रोड"], ["रोड"], ("शो",)) == ["रोड शो"]
    assert names_of(["रोड शो"] * 2 + ["रोड"] * 2, ["रोड"], ("शो",)) == ["रोड"]
    assert names_of(["अंतिम संस्कार"] * 3, ["संस्कार"], ("अंतिम",)) == ["अंतिम संस्कार"]


def test_a_long_name_does_not_begin_with_a_stop_word() -> None:
    assert names_of(["नए भारतीय बैंक"] * 3, ["बैंक"], ("नए",)) == ["भारतीय बैंक"]


def test_what_joins_names_is_never_at_their_end() -> None:
    assert names_of(["जैश ए मोहम्मद"] * 3, ["जैश"], ("ए",)) == ["जैश ए मोहम्मद"]
    assert names_of(["तहरीक ए"] * 3, ["तहरीक"], ("ए",)) == ["तहरीक"]


def test_a_sign_ends_a_name() -> None:
    assert names_of(["राम, मंदिर"] * 3, ["राम", "मंदिर"]) == ["राम", "मंदिर"]


def test_one_word_between_all_others_makes_no_more_names_than_are_looked_at() -> None:
    texts = [" ".join(f"शब्द{'कखगघचछजझटठ'[n // 10]}{'कखगघचछजझटठ'[n % 10]} नदी" for n in range(100))] * 12
    found = names_of(texts, ["नदी"])
    assert 0 < len(found) <= MAX_NAMES + 1
