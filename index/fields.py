"""The table of an archive's fields, from which everything else that lists fields is derived.

Columns of the index, filters, facets, names in the query language, the advanced form, parameters of the
JSON endpoint, options of the command line and the page's labels all come from here. To add a facet: a row
with kind "value", the attribute of the same name in `index/article.py`, and in
`index/readers/field_aliases.py` what exports call it. A row with a column changes the index format: raise
FORMAT_VERSION in `index/store/manifest.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "value", "day", "year", "date"]
"""text: searched word by word, in the order a reader meets them. value: few distinct values, stored by
number. day: such a value that is a day (ISO), asked for by any period. year: the year of the date,
derived. date: a day or a period in the query language; no column."""


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Mark a text for translation and return it unchanged."""
    return text


@dataclass(frozen=True)
class Field:
    """One field of an article.

    `label` is Hindi and the key of its translations. `query_names` are the names in the query language;
    none means that queries cannot ask for the field. `shows_share` facets tell which part of all articles
    of a value was found. `in_form` fields have a box of words in the advanced form.
    """

    name: str
    kind: Kind
    label: str
    query_names: tuple[str, ...] = ()
    is_facet: bool = False
    shows_share: bool = False
    in_form: bool = False
    in_exports: bool = False
    facet_hint: str = ""


FIELDS = (
    Field("headline", "text", N_("शीर्षक"), ("headline", "title", "शीर्षक", "हेडलाइन"), in_form=True),
    Field("standfirst", "text", N_("उपशीर्षक"), ("standfirst", "उपशीर्षक"), in_form=True),
    Field("body", "text", N_("ख़बर"), ("body", "मूलपाठ")),
    Field(
        "source", "value", N_("स्रोत"), ("source", "स्रोत", "अखबार", "अख़बार"),
        is_facet=True, shows_share=True, in_form=True, in_exports=True,
        facet_hint=N_("ख़बरें · स्रोत की कुल ख़बरों का %%"),
    ),
    Field(
        "section", "value", N_("श्रेणी"), ("section", "अनुभाग", "खंड", "श्रेणी"),
        is_facet=True, in_form=True, in_exports=True,
    ),
    Field("language", "value", N_("भाषा"), ("language", "lang", "भाषा"), is_facet=True, in_exports=True),
    Field(
        "author", "value", N_("रिपोर्टर / लेखक"), ("author", "लेखक", "लेखिका", "रिपोर्टर"),
        is_facet=True, in_form=True, in_exports=True,
    ),
    Field(
        "agency", "value", N_("एजेंसी"), ("agency", "एजेंसी", "समाचार एजेंसी"),
        is_facet=True, in_form=True, in_exports=True,
    ),
    Field(
        "place", "value", N_("स्थान"), ("place", "dateline", "स्थान", "जगह"),
        is_facet=True, in_form=True, in_exports=True,
    ),
    Field("edition", "value", N_("संस्करण"), ("edition", "संस्करण"), is_facet=True, in_exports=True),
    Field("print_page", "value", N_("पृष्ठ"), ("page", "पृष्ठ", "पेज"), in_exports=True),
    Field("converted", "value", N_("मूल फ़ॉन्ट")),
    Field("machine_read", "value", N_("मशीन से पढ़ी गई"), ("machine_read", "ocr"), in_exports=True),
    Field("confidence", "value", N_("पढ़ने का भरोसा")),
    Field("changed", "day", N_("बदली गई"), ("changed", "बदली")),
    Field(
        "year", "year", N_("साल"), is_facet=True, shows_share=True,
        facet_hint=N_("ख़बरें · साल की कुल ख़बरों का %%"),
    ),
    Field("date", "date", N_("तारीख़"), ("date", "year", "तारीख", "तारीख़", "दिनांक")),
    Field("since", "date", N_("इस तारीख़ से"), ("since", "आरंभ")),
    Field("until", "date", N_("इस तारीख़ तक"), ("until", "अंत")),
)  # fmt: skip
FIELD_BY_NAME = {field.name: field for field in FIELDS}


def _names(wanted: Callable[[Field], bool]) -> tuple[str, ...]:
    return tuple(field.name for field in FIELDS if wanted(field))


TEXT_FIELDS = _names(lambda field: field.kind == "text")
"""Searched fields, in the order in which a reader meets them."""
VALUE_FIELDS = _names(lambda field: field.kind in {"value", "day"})
"""Fields with few distinct values, each with a column of numbers."""
YEAR = "year"
FILTER_FIELDS = _names(lambda field: field.kind in {"value", "day", "year"})
"""What articles can be filtered by, besides days."""
DAY_FIELDS = _names(lambda field: field.kind == "day")
"""Value fields that are days."""
FACET_FIELDS = _names(lambda field: field.is_facet)
"""Fields that are counted, in the order in which the page shows them."""
DATE_FIELDS = _names(lambda field: field.kind == "date")
"""Names of conditions on the date in the query language."""
FORM_FIELDS = _names(lambda field: field.in_form)
EXPORT_FIELDS = _names(lambda field: field.in_exports)
