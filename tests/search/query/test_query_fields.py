"""Names of fields and units in the query language."""

import unicodedata

import pytest

from index.fields import FIELDS
from index.text_units import TextUnit
from search.query.query_fields import FIELD, field_of, unit_of


def test_every_name_of_every_field_is_known_in_either_normal_form() -> None:
    for field in FIELDS:
        for name in field.query_names:
            for form in ("NFC", "NFD"):
                written = unicodedata.normalize(form, name)
                assert field_of(written) == field.name
                assert FIELD.match(f"{written}:मोदी"), written


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("वाक्य", TextUnit.SENTENCE),
        ("S", TextUnit.SENTENCE),
        ("पैराग्राफ़", TextUnit.PARAGRAPH),
        ("para", TextUnit.PARAGRAPH),
        ("page", None),
    ],
)
def test_units(name: str, unit: str | None) -> None:
    assert unit_of(name) == unit


def test_a_name_without_something_after_it_is_a_word() -> None:
    assert FIELD.match("source:") is None
    assert FIELD.match("colour:red") is None
    assert field_of("colour") is None
