"""What was recognised before: a page of a file that did not change is not read by OCR again, not even by a rebuild.

A file a page, named by SHA-256 of the file, the page and how it was read. What a power cut leaves half written is
found by its checksum and read again. `remove --purge` deletes the folder.
"""

import contextlib
import glob
import hashlib
import os
from pathlib import Path

import zstandard

RECOGNITION_FOLDER = "recognised"
"""Within the index directory."""
MAX_BYTES = 64 << 20
"""Of one page when unpacked."""


class RecognitionCache:
    """The tables that Tesseract made, by the id of their page: of the file's content and the page's number."""

    def __init__(self, folder: Path, manner: str, *, writes: bool = True) -> None:
        """`manner` names all that changes what is recognised: program, languages, dots an inch."""
        self._folder = folder
        self._ending = f".{hashlib.sha256(manner.encode()).hexdigest()[:12]}.zst"
        self._writes = writes

    def get(self, page: str) -> bytes | None:
        """Return the table of a page; None if it was not read yet, or its file is damaged."""
        with contextlib.suppress(OSError, zstandard.ZstdError):
            packed = self._path(page).read_bytes()
            return zstandard.ZstdDecompressor().decompress(packed, max_output_size=MAX_BYTES)
        return None

    def put(self, page: str, table: bytes) -> None:
        """Keep the table of a page; where there is no room, it is read again next time."""
        if not self._writes:
            return
        path = self._path(page)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f"{path.name}.{os.getpid()}")
            temporary.write_bytes(zstandard.ZstdCompressor(level=6, write_checksum=True).compress(table))
            temporary.replace(path)

    def _path(self, page: str) -> Path:
        return self._folder / page[:2] / f"{page}{self._ending}"


def forget(folder: Path, page: str) -> None:
    """Delete all that is kept of a page, however it was recognised: it was taken down. Raises OSError."""
    for path in (folder / page[:2]).glob(f"{glob.escape(page)}.*"):
        path.unlink(missing_ok=True)
