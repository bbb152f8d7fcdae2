"""Every limit and every choice an installation can make, in one object.

Each setting is read from the environment variable KHABARKHOJ_<NAME>; docs/settings.md lists
them all, and a test fails when one of them is not documented there.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from index.errors import SettingError

PREFIX = "KHABARKHOJ_"
SWITCHES = {
    "on": True,
    "yes": True,
    "true": True,
    "1": True,
    "off": False,
    "no": False,
    "false": False,
    "0": False,
}
Value = Path | int | float | str | bool


EMBEDDED, OPENSEARCH = ENGINES = ("embedded", "opensearch")
"""The engines that can serve an archive."""


@dataclass(frozen=True)
class Settings:
    """Values in force; the defaults suit one newsroom on one ordinary machine."""

    index: Path = Path("archive")
    engine: str = EMBEDDED
    cluster: str = ""
    cluster_name: str = "khabarkhoj"
    cluster_user: str = ""
    cluster_password_file: Path = Path()
    cluster_ca: Path = Path()
    cluster_shards: int = 1
    cluster_replicas: int = 1
    cluster_bulk_mb: int = 8
    cluster_seconds: float = 60.0
    cluster_lease_seconds: float = 60.0
    cluster_scored_terms: int = 20_000
    keep_generations: int = 3
    keep_versions: int = 5
    processes: int = 0
    index_memory_mb: int = 1024
    cached_words: int = 1_000_000
    max_merged_articles: int = 10_000
    sweep_seconds: float = 60.0

    max_record_bytes: int = 16 * 1024 * 1024
    max_document_bytes: int = 128 * 1024 * 1024
    max_text_chars: int = 2_000_000
    max_record_seconds: float = 20.0
    max_record_memory_mb: int = 224
    max_unpack_ratio: int = 250
    max_archive_depth: int = 3
    max_archive_members: int = 200_000
    max_listed_refusals: int = 1_000
    ocr: bool = True
    ocr_languages: str = ""
    ocr_dpi: int = 300
    max_ocr_pages: int = 400
    max_ocr_page_seconds: float = 120.0
    max_ocr_memory_mb: int = 1024

    max_query_chars: int = 800
    max_query_words: int = 40
    max_query_depth: int = 8
    max_spellings: int = 20
    max_offers: int = 5
    max_prefix_terms: int = 20
    max_split_words: int = 3
    max_suggested_words: int = 2
    max_refused: int = 50

    max_query_seconds: float = 2.0
    recent_half_life_days: int = 160
    facet_values: int = 12
    max_facet_values: int = 500
    suggestions: int = 8
    similar_articles: int = 6
    background_days: int = 3
    max_passage_search_chars: int = 30_000
    max_marked_chars: int = 200_000
    max_exports: int = 2
    slot_wait_seconds: float = 3.0
    max_listed_copies: int = 50
    max_workbook_rows: int = 20_000
    max_companion_articles: int = 200
    max_concordance_articles: int = 500
    max_occurrences: int = 2_000
    concordance_lines: int = 100
    max_listed_sources: int = 20
    max_source_columns: int = 40

    page_size: int = 10
    max_page_size: int = 100
    max_result_window: int = 10_000
    snippets: int = 2
    snippet_chars: int = 280

    postings_memory_mb: int = 64

    feed_entries: int = 30
    max_mailed_articles: int = 200
    max_batch_lines: int = 500
    max_batch_seconds: float = 20.0
    max_list_names: int = 1_000
    max_list_articles: int = 500
    max_assistant_chars: int = 20_000
    max_compared: int = 5
    max_compared_words: int = 10_000

    rate_limit_per_minute: int = 600
    rate_limit_burst: int = 120
    trusted_proxies: int = 0
    trusted_hosts: str = ""
    cors_origins: str = ""
    metrics: bool = False
    log_queries: bool = False

    max_request_bytes: int = 256 * 1024
    max_request_seconds: float = 10.0
    max_client_connections: int = 100
    poll_seconds: float = 1.0
    pages_checked_a_second: int = 256

    @property
    def working_processes(self) -> int:
        """`processes`, or as many as the machine has cores for the default of 0."""
        return self.processes or os.cpu_count() or 1

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings; raises SettingError naming the variable that cannot be used."""
        environ = os.environ if environ is None else environ
        values: dict[str, Value] = {}
        for field in fields(cls):
            variable = PREFIX + field.name.upper()
            text = environ.get(variable, "").strip()
            if text:
                values[field.name] = _parsed(variable, text, getattr(cls, field.name))
        return cls(**values)  # type: ignore[arg-type]


HIGHEST = {f"{PREFIX}PROCESSES": 256}
"""Upper bounds that catch mistyped settings; each process costs memory at once."""

ZERO_ALLOWED = frozenset({f"{PREFIX}CLUSTER_REPLICAS", f"{PREFIX}KEEP_VERSIONS"})
"""Numbers that may be 0 though their default is another."""


def _parsed(variable: str, text: str, default: Value) -> Value:
    """Return the text as the type of the default; numbers must be finite and above 0, or a default of 0."""
    if isinstance(default, Path):
        return Path(text)
    if isinstance(default, bool):
        if text.lower() not in SWITCHES:
            raise SettingError(f"{variable}={text}: expected on or off; correct it or unset it")
        return SWITCHES[text.lower()]
    if isinstance(default, str):
        return text
    try:
        value: int | float = int(text) if isinstance(default, int) else float(text)
    except ValueError:
        raise SettingError(f"{variable}={text}: expected a number; correct it or unset it") from None
    highest = HIGHEST.get(variable, float("inf"))
    may_be_zero = default == 0 or variable in ZERO_ALLOWED
    if not (0 < value < float("inf") or (value == 0 and may_be_zero)):
        or_zero = "0 or " if may_be_zero else ""
        raise SettingError(f"{variable}={text}: expected {or_zero}a number above 0; correct it or unset it")
    if value > highest:
        raise SettingError(f"{variable}={text}: expected at most {highest}; correct it or unset it")
    return value
