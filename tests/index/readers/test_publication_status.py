"""What was never published, in the words of any export."""

from typing import Any

import pytest

from index.readers.publication_status import unpublished


@pytest.mark.parametrize(
    "record",
    [
        {"status": "draft"}, {"Status": "Draft "}, {"post_status": "trash"}, {"wp:status": "private"}, {"visibility": "private"},
        {"स्थिति": "मसौदा"}, {"is_published": 0}, {"published": False}, {"draft": True}, {"draft": "true"}, {"deleted": "yes"},
        {"Post Status": "future"},
    ],
)  # fmt: skip
def test_it_is_told(record: dict[str, Any]) -> None:
    assert unpublished(record)


@pytest.mark.parametrize(
    "record",
    [
        {}, {"status": "publish"}, {"status": "published"}, {"published": "2024-06-25"}, {"draft": False}, {"status": 0},
        {"title": "draft"}, {"published": None}, {"status": ["draft"]},
    ],
)  # fmt: skip
def test_what_was_published_stays(record: dict[str, Any]) -> None:
    assert unpublished(record) == ""
