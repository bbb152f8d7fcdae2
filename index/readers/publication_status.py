"""What was never published: drafts, the bin, private, scheduled and embargoed records, in the exports of any system."""

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from index.dates import parse_date

_STATUS = frozenset(
    {"status", "post_status", "article_status", "publish_status", "publication_status", "publishing_status",
     "workflow_state", "workflow_status", "workflow", "state", "visibility", "wp_status", "स्थिति"}
)  # fmt: skip
_NOT_PUBLISHED = frozenset(
    {"draft", "auto-draft", "auto_draft", "trash", "trashed", "private", "pending", "future", "scheduled", "deleted",
     "unpublished", "inactive", "rejected", "canceled", "cancelled", "withheld", "spiked", "hidden", "embargoed",
     "pitch", "in_review", "in-review", "ड्राफ्ट", "मसौदा", "प्रारूप", "अप्रकाशित"}
)  # fmt: skip
_ANY_DRAFT = re.compile(r"(?:draft|in review|ड्राफ्ट|मसौदा)(?:\s*[-–—:(/].{0,60})?")
"""The beginning of a status of several words ("Draft - in review")."""
_OUT = re.compile(r"publish|approv|live|प्रकाशित", re.IGNORECASE)
"""What a draft's status does not say anywhere."""
_NO_ARTICLE_TYPES = frozenset(
    {"attachment", "revision", "nav_menu_item", "customize_changeset", "wp_template"}
)
"""What WordPress keeps beside its articles, in the column of their type."""
_PUBLISHED_AT = frozenset({"publishedat", "published_at"})
_CREATED_AT = frozenset({"createdat", "created_at", "updatedat", "updated_at"})
_EMBARGOES = frozenset({"embargo", "embargoed", "embargo_until", "embargo_date", "embargoed_until"})
_TRUE_WHEN_OUT = frozenset({
    "is_published", "ispublished", "published", "is_live", "is_public", "public", "is_active", "isactive",
})  # fmt: skip
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
_JOOMLA = frozenset({"catid", "introtext", "fulltext", "created_by_alias", "alias", "text"})
"""Names beside Joomla's state; elsewhere state is a part of India."""
_NO = frozenset({"false", "no", "0", "f", "n", "नहीं"})
_YES = frozenset({"true", "yes", "1", "t", "y", "हां", "हाँ"})


def unpublished(record: Mapping[str, Any]) -> str:
    """Return why a record was never published ("draft"); "" if it was, or nothing is said.

    >>> unpublished({"Status": "Draft"}), unpublished({"published": False}), unpublished({"published": "2024-06-25"})
    ('draft', 'published: false', '')
    """
    return next(_reasons({_key(name): value for name, value in record.items()}), "")


def _said_inside(key: str, value: Any) -> Iterator[str]:
    """Yield what WordPress says inside a text that needs a password."""
    if key == "content" and isinstance(value, Mapping) and value.get("protected") is True:
        yield "behind a password"


def _reasons(named: Mapping[str, Any]) -> Iterator[str]:
    """Yield why a record was never published, by its fields' plain names."""
    for key, value in named.items():
        if key in _STATUS and (said := _status(value)):
            yield said
        if (key in _TRUE_WHEN_OUT and _said(value) in _NO) or (
            key == "state" and _said(value) == "0" and _JOOMLA & named.keys()
        ):
            yield f"{key}: false"
        if key in _TRUE_WHEN_NOT and _said(value) in _YES:
            yield f"{key}: true"
        if key in {"deleted_at", "deletedat", "trashed_at"} and _is_moment(value):
            yield "deleted"
        if key in {"post_type", "posttype"} and _said(value) in _NO_ARTICLE_TYPES:
            yield f"{key}: {_said(value)}"
        yield from _said_inside(key, value)
        if key in _EMBARGOES and is_ahead(value):
            yield f"embargo until {value}"
        if key in _PUBLISHED_AT and value is None and _CREATED_AT & named.keys() and not _is_said_out(named):
            yield f"{key}: null"
    if _said(named.get("id")).startswith("drafts."):
        yield "draft"


def _key(name: str) -> str:
    """Return a field's name as the tables have it."""
    return name.strip().lower().replace(" ", "_").rpartition(":")[2].lstrip("_")


def _status(value: Any) -> str:
    """Return what a status says, if that means not published; "" otherwise."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("slug") or value.get("value")
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], Mapping):  # Drupal
        value = value[0].get("value")
    if value is False:
        return "status: false"
    if not isinstance(value, str):
        return "in the bin" if isinstance(value, int) and value < 0 else ""
    said = value.strip().lower()
    if said in _NOT_PUBLISHED or (_ANY_DRAFT.fullmatch(said) and not _OUT.search(said)):
        return said[:40]
    return "in the bin" if re.fullmatch("-[0-9]", said) else ""


def _is_said_out(named: Mapping[str, Any]) -> bool:
    """Return whether a status or another date says that a record was published."""
    return any(
        (key in _STATUS and isinstance(value, str) and _OUT.search(value))
        or (key not in _PUBLISHED_AT and "publish" in key and _is_moment(value))
        for key, value in named.items()
    )


def _is_moment(value: Any) -> bool:
    """Return whether a value is a day after 1970."""
    day = parse_date(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else None
    return day is not None and day.year > 1970


def is_ahead(value: Any) -> bool:
    """Return whether a moment, as ISO 8601 has it, is still to come."""
    try:
        return (
            datetime.date.fromisoformat(str(value).strip()[:10]) > datetime.datetime.now(datetime.UTC).date()
        )
    except ValueError:
        return False


def _said(value: Any) -> str:
    return str(value).strip().lower() if isinstance(value, str | bool | int) else ""
