"""The schemas of the endpoint's answers: every one that is referred to is described."""

import json
import re

from web.api.schemas import answer_schemas, reference

_REFERENCE = re.compile(r'"#/components/schemas/([A-Za-z]+)"')


def test_every_schema_that_is_referred_to_is_described() -> None:
    schemas = answer_schemas()
    named = set(_REFERENCE.findall(json.dumps(schemas)))
    assert {"Facts", "MarkedText", "Bucket"} <= named
    assert named <= schemas.keys()


def test_a_reference_points_into_the_components() -> None:
    assert reference("Hit") == {"$ref": "#/components/schemas/Hit"}


def test_what_is_required_is_a_property() -> None:
    for name, schema in answer_schemas().items():
        assert set(schema.get("required", ())) <= schema["properties"].keys(), name
