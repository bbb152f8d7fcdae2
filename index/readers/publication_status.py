"""What was never published: drafts, the bin, private and scheduled records, in the exports of any system."""

from collections.abc import Mapping
from typing import Any

_STATUS = frozenset(
    {"status", "post_status", "article_status", "publish_status", "publication_status", "publishing_status",
     "workflow_state", "workflow_status", "state", "visibility", "स्थिति"}
)  # fmt: skip
_NOT_PUBLISHED = frozenset(
    {"draft", "auto-draft", "auto_draft", "trash", "trashed", "private", "pending", "future", "scheduled", "deleted",
     "unpublished", "inactive", "rejected", "canceled", "cancelled", "withheld", "spiked", "hidden", "ड्राफ्ट", "मसौदा"}
)  # fmt: skip
_TRUE_WHEN_OUT = frozenset({"is_published", "ispublished", "published", "is_live", "is_public", "public"})
_TRUE_WHEN_NOT = frozenset(
    {
        "draft",
        "is_draft",
        "isdraft",
        "deleted",
        "is_deleted",
        "trashed",
        "is_trashed",
        "is_private",
        "private",
    }
)
_NO = frozenset({"false", "no", "0", "f", "n", "नहीं"})
_YES = frozenset({"true", "yes", "1", "t", "y", "हां", "हाँ"})


def unpublished(record: Mapping[str, Any]) -> str:
    """Return why a record was never published ("draft"); "" if it was, or nothing is said.

    >>> unpublished({"Status": "Draft"}), unpublished({"published": False}), unpublished({"published": "2024-06-25"})
    ('draft', 'published: false', '')
    """
    for name, value in record.items():
        key = name.strip().lower().replace(" ", "_").rpartition(":")[2]
        if key in _STATUS and isinstance(value, str) and (said := value.strip().lower()) in _NOT_PUBLISHED:
            return said
        if key in _TRUE_WHEN_OUT and _said(value) in _NO:
            return f"{key}: false"
        if key in _TRUE_WHEN_NOT and _said(value) in _YES:
            return f"{key}: true"
    return ""


def _said(value: Any) -> str:
    return str(value).strip().lower() if isinstance(value, str | bool | int) else ""
