"""The table of fields, and everything that is derived from it."""

from dataclasses import fields

from index.article import Article
from index.columns.layout import __doc__ as layout
from index.fields import FACET_FIELDS, FIELD_BY_NAME, FIELDS, FILTER_FIELDS, TEXT_FIELDS, VALUE_FIELDS
from index.settings import Settings
from index.whoosh_codec.schema import schema
from web.api.openapi import openapi_document
from web.downloads.export_rows import COLUMNS


def test_names_are_unique_and_queries_have_one_meaning_each() -> None:
    assert len(FIELD_BY_NAME) == len(FIELDS)
    names = [name for field in FIELDS for name in field.query_names]
    assert len(names) == len(set(names))


def test_every_stored_field_is_an_attribute_of_articles_and_a_column() -> None:
    attributes = {field.name for field in fields(Article)}
    assert {*TEXT_FIELDS, *VALUE_FIELDS} <= attributes
    assert {*TEXT_FIELDS, *VALUE_FIELDS} <= set(schema().names())
    assert layout is not None
    assert all(name in layout for name in (*TEXT_FIELDS, *VALUE_FIELDS))


def test_the_json_endpoint_and_exports_know_every_filter_and_facet() -> None:
    document = openapi_document(Settings())
    parameters = {each["name"] for each in document["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert set(FILTER_FIELDS) <= parameters
    facets = document["components"]["schemas"]["Facets"]["properties"]["facets"]["properties"]
    assert list(facets) == list(FACET_FIELDS)
    assert {"source", "section", "author", "language"} <= set(COLUMNS)
