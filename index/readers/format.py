"""The contract of an input format. A new one is a module with a FORMAT, named in formats.py.

A small format reads a whole file at once: `read` gets its bytes and yields an outcome for each record.
One whose files may be larger than memory also names a `RecordSplitter`, which finds the ends of records, so that a
file is cut into pieces that several processes read at the same time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Protocol

from index.readers.date_order import DateOrder
from index.readers.outcome import Outcome
from index.readers.recognition_cache import RECOGNITION_FOLDER
from index.settings import Settings

_OF_A_FILE = frozenset({"columns", "date_order", "shared_values", "ocr_cache", "ocr_keeps"})


@dataclass(frozen=True)
class ReadOptions:
    """Limits on what is read, each a setting of the same name, and the names of a table's columns."""

    max_record_bytes: int = Settings.max_record_bytes
    max_document_bytes: int = Settings.max_document_bytes
    max_text_chars: int = Settings.max_text_chars
    max_record_seconds: float = Settings.max_record_seconds
    max_record_memory_mb: int = Settings.max_record_memory_mb
    max_unpack_ratio: int = Settings.max_unpack_ratio
    max_archive_depth: int = Settings.max_archive_depth
    max_archive_members: int = Settings.max_archive_members
    ocr: bool = Settings.ocr
    ocr_languages: str = Settings.ocr_languages
    ocr_dpi: int = Settings.ocr_dpi
    max_ocr_pages: int = Settings.max_ocr_pages
    max_ocr_page_seconds: float = Settings.max_ocr_page_seconds
    max_ocr_memory_mb: int = Settings.max_ocr_memory_mb
    ocr_cache: Path = Settings.index / RECOGNITION_FOLDER
    """Where recognised pages are kept: in the index directory."""
    ocr_keeps: bool = True
    """Whether what is recognised is kept there; not by those who only look."""
    date_order: DateOrder = ""
    """What comes first in a date of numbers, day or month, if the file tells; a reader sets it."""
    shared_values: tuple[str, ...] = ()
    """Addresses and ids that several articles of the file have, so that they are none's own; a reader sets it."""
    columns: tuple[tuple[str, str], ...] = ()
    """(our field, the name it has in the file), before all names that are known."""

    @classmethod
    def of(cls, settings: Settings, columns: tuple[tuple[str, str], ...] = ()) -> "ReadOptions":
        """Return the limits that are in force."""
        limits = {
            field.name: getattr(settings, field.name) for field in fields(cls) if field.name not in _OF_A_FILE
        }
        return cls(**limits, columns=columns, ocr_cache=settings.index / RECOGNITION_FOLDER)


@dataclass(frozen=True)
class InputPart:
    """Whole records of one file; `before` lines or records precede them, `context` is the splitter's."""

    path: str
    content: bytes
    before: int = 0
    context: bytes = b""


class RecordSplitter(Protocol):
    """Finds where records end. All methods look at bytes only; none may assume that they are well formed."""

    @property
    def context(self) -> bytes:
        """What readers need of a file's beginning (a table's header, XML namespaces)."""

    def last_end(self, content: bytes) -> int:
        """Return where the last record ends that surely is whole; 0 if none is."""

    def next_start(self, content: bytes) -> int:
        """Return where a record begins after one that is too long to be read; -1 if none does."""

    def count(self, content: bytes) -> int:
        """Return how many lines or records begin in this content."""


@dataclass(frozen=True)
class Format:
    """One input format."""

    name: str
    """As `--list-formats` shows it and pieces carry it."""
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[InputPart, ReadOptions], Iterator[Outcome]]
    recognises: Callable[[bytes], bool] = lambda _head: False
    """Whether a file that begins so is surely of this format, whatever its name says."""
    splitter: Callable[[bytes], RecordSplitter] | None = None
    """The splitter of a file that begins so; None: a file is read at once, as it is.

    What is cut is UTF-8, whatever the file was encoded in, unless the format is `binary`.
    """
    binary: bool = False
    isolated: bool = False
    """Whether it is read by libraries whose C code no signal interrupts, so in a process that can be ended."""
    working_bytes: int = 0
    """Memory that reading needs beside max_record_memory_mb: a page that is drawn takes more than a text."""
    libraries: tuple[str, ...] = ()
    """Modules that reading needs and that take long to load: once for all the processes that read in isolation."""
    is_told_by_name: bool = True
    """Whether an ending is enough in a folder, or files there must begin as this format does (a README.md does not)."""
    line_unit: str = "line"
    looked_at: int = 0
    """Bytes of a file's beginning that its splitter wants to see, where the usual ones are too few."""
    whole_bytes: Callable[[ReadOptions], int] = lambda options: options.max_record_bytes
    """How long a file may be that is read at once."""
