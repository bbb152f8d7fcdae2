"""Names of sources and authors, whatever their spelling or length."""

from search.query.field_values import FieldValueLookup

VALUES = {
    "source": ["India News Network", "India Today", "दैनिक जागरण", "जागरण जोश", ""],
    "language": ["hi", "mr"],
}


def lookup() -> FieldValueLookup:
    return FieldValueLookup(VALUES.__getitem__)


def test_words_side_by_side_name_a_value() -> None:
    assert lookup().match("source", "india news") == {"India News Network"}
    assert lookup().match("source", "जागरण") == {"दैनिक जागरण", "जागरण जोश"}
    assert lookup().match("source", "network news") == frozenset()


def test_the_beginning_of_a_word_names_a_value_if_no_whole_word_does() -> None:
    assert lookup().match("source", "india to") == {"India Today"}
    assert lookup().match("source", "दैनि") == {"दैनिक जागरण"}


def test_another_spelling_names_it_too() -> None:
    assert lookup().match("source", "दैनिक  जागरण") == {"दैनिक जागरण"}


def test_a_language_is_named_by_its_code_alone() -> None:
    assert lookup().match("language", "hi") == {"hi"}
    assert lookup().match("language", "h") == frozenset()


def test_no_words_name_nothing_and_values_are_read_once() -> None:
    asked: list[str] = []

    def values_of(field: str) -> list[str]:
        asked.append(field)
        return VALUES[field]

    found = FieldValueLookup(values_of)
    assert found.match("source", " – ") == frozenset()
    found.match("source", "जागरण")
    assert asked == ["source"]


def test_places_and_agencies_go_by_their_other_names() -> None:
    lookup = FieldValueLookup({"place": ("नई दिल्ली", "मुंबई"), "agency": ("भाषा", "रॉयटर्स")}.__getitem__)
    assert lookup.match("place", "Mumbai") == {"मुंबई"}
    assert lookup.match("place", "दिल्ली") == {"नई दिल्ली"}
    assert lookup.match("agency", "Reuters") == {"रॉयटर्स"}
