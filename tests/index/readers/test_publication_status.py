"""What was never published, in the words of any export."""

from typing import Any

import pytest

from index.readers.publication_status import unpublished


@pytest.mark.parametrize(
    "record",
    [
        {"status": "draft"}, {"Status": "Draft "}, {"post_status": "trash"}, {"wp:status": "private"}, {"visibility": "private"},
        {"स्थिति": "मसौदा"}, {"is_published": 0}, {"published": False}, {"draft": True}, {"draft": "true"}, {"deleted": "yes"},
        {"Post Status": "future"}, {"status": "Draft - in review"}, {"status": {"name": "Draft"}}, {"_status": "draft"},
        {"wp_status": "pitch"}, {"workflow": "in_review"}, {"status": "embargoed"}, {"status": "अप्रकाशित"}, {"स्थिति": "प्रारूप"},
        {"is_active": "0"}, {"deleted_at": "2024-03-12 10:00:00"}, {"state": "-2"}, {"state": -2}, {"status": False},
        {"publishedAt": None, "createdAt": "2024-03-12"}, {"_id": "drafts.7f3"}, {"Post Type": "attachment"},
        {"embargoed": "2999-01-01T10:00:00Z"},
    ],
)  # fmt: skip
def test_it_is_told(record: dict[str, Any]) -> None:
    assert unpublished(record)


@pytest.mark.parametrize(
    "record",
    [
        {}, {"status": "publish"}, {"status": "published"}, {"published": "2024-06-25"}, {"draft": False}, {"status": 0},
        {"title": "draft"}, {"published": None}, {"status": ["draft"]},
        {"status": "2"}, {"state": "1"}, {"deleted_at": None}, {"deleted_at": "0000-00-00 00:00:00"}, {"Post Type": "post"},
        {"publishedAt": None}, {"deleted_at": "\\N"}, {"deleted_at": "-"}, {"deleted_at": "0001-01-01T00:00:00Z"},
        {"status": "No draft"}, {"status": "draft approved; published"}, {"status": "draft bill passed"},
        {"workflow": "Draft > Review > Published"}, {"published_at": None, "created_at": "2024-03-12", "status": "published"},
        {"embargoed": "2020-01-01"}, {"embargoed": "कल"}, {"state": "उत्तर प्रदेश"}, {"id": "draftsman"},
    ],
)  # fmt: skip
def test_what_was_published_stays(record: dict[str, Any]) -> None:
    assert unpublished(record) == ""
