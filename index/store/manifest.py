"""The manifest of a generation: versions, counts, and the size and checksum of each of its files."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from index.columns.layout import FILES, LEXICON, NGRAMS
from index.errors import (
    REBUILD,
    IndexDamagedError,
    IndexOutdatedError,
    KhabarkhojError,
)
from index.hindi.analysis import ANALYSIS_VERSION
from index.store.durable import replace_file

MANIFEST = "MANIFEST.json"
SHARED = frozenset({*FILES, LEXICON, NGRAMS})
"""Endings of files that generations share by hard links and never write again."""
FORMAT_VERSION = 9


class CheckedFiles(NamedTuple):
    """A folder, and the checksums of its files."""

    folder: Path
    checksums: Mapping[str, str]


def write_manifest(
    path: Path, documents: int, terms: int, threads: int = 1, checked: Sequence[CheckedFiles] = ()
) -> None:
    """Record versions, documents, terms, and size and SHA-256 of each file of a generation.

    Files that it shares with folders that were checked before (hard links) keep the checksums that they have there.
    """
    found = [file for file in sorted(path.rglob("*")) if file.is_file() and file.name != MANIFEST]
    checksums = _checksums(found, threads, checked)
    manifest = {
        "format": FORMAT_VERSION,
        "analysis": ANALYSIS_VERSION,
        "documents": documents,
        "terms": terms,
        "files": {
            str(file.relative_to(path)): {"size": file.stat().st_size, "sha256": checksum}
            for file, checksum in checksums.items()
        },
    }
    manifest["checksum"] = _checksum_of(manifest)
    replace_file(path / MANIFEST, json.dumps(manifest, indent=1).encode("ascii"))


def check_files(base: Path, threads: int = 1) -> CheckedFiles:
    """Return the checksums of all files BASE.*, for a later write_manifest of a generation that shares them."""
    checksums = _checksums(sorted(base.parent.glob(f"{base.name}.*")), threads)
    return CheckedFiles(base.parent, {file.name: checksum for file, checksum in checksums.items()})


def _checksums(files: Sequence[Path], threads: int, checked: Sequence[CheckedFiles] = ()) -> dict[Path, str]:
    """Return the checksum of each file; of those that were checked before the one that they had."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - readers of a manifest do without it

    with ThreadPoolExecutor(threads) as pool:
        found = pool.map(lambda file: _known_checksum(file, checked) or _sha256(file), files)
        return dict(zip(files, found, strict=True))


def _known_checksum(file: Path, checked: Sequence[CheckedFiles]) -> str:
    """Return the checksum of a file that one of the folders has, too; "" for any other."""
    if file.suffix in SHARED:
        for folder, checksums in checked:
            try:
                if file.name in checksums and file.samefile(folder / file.name):
                    return checksums[file.name]
            except OSError:
                continue
    return ""


def _checksum_of(manifest: dict[str, Any]) -> str:
    """Return the SHA-256 of everything that a manifest says but this."""
    said = {key: value for key, value in manifest.items() if key != "checksum"}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode("ascii")).hexdigest()


def has_present_format(path: Path) -> bool:
    """Return whether the files of a generation can be read here, though other rules may have made its words."""
    try:
        return bool(json.loads((path / MANIFEST).read_bytes())["format"] == FORMAT_VERSION)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def check_sizes(path: Path) -> dict[str, Any]:
    """Compare a generation's files with its manifest by name and size, not by content; return what it says."""
    try:
        manifest = json.loads((path / MANIFEST).read_bytes())
        versions, files = (manifest["format"], manifest["analysis"]), manifest["files"]
        counts = {
            "documents": int(manifest["documents"]), "terms": int(manifest["terms"]),
            "checksum": str(manifest["checksum"]),
        }  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        raise IndexDamagedError(f"{path}: no readable {MANIFEST}; {REBUILD}") from None
    if versions != (FORMAT_VERSION, ANALYSIS_VERSION):
        raise IndexOutdatedError(f"{path}: built by other rules of this program; {REBUILD}")
    if manifest.get("checksum") != _checksum_of(manifest):
        raise IndexDamagedError(f"{path / MANIFEST}: was changed; {REBUILD}")
    for name, facts in files.items():
        try:
            size = (path / name).stat().st_size
        except FileNotFoundError:
            raise IndexDamagedError(f"{path / name}: file is missing; {REBUILD}") from None
        if size != facts["size"]:
            raise IndexDamagedError(f"{path / name}: {size} bytes instead of {facts['size']}; {REBUILD}")
    return counts


def wrong_checksums(path: Path) -> Iterator[str]:
    """Yield what is wrong with a generation's files: missing ones, strange ones, ones whose content has changed."""
    try:
        check_sizes(path)
    except KhabarkhojError as error:
        yield str(error)
        return
    files = json.loads((path / MANIFEST).read_bytes())["files"]
    for name, facts in files.items():
        if _sha256(path / name) != facts["sha256"]:
            yield f"{path / name}: not as it was published; {REBUILD}"
    known = {*files, MANIFEST}
    for file in sorted(path.rglob("*")):
        if file.is_file() and str(file.relative_to(path)) not in known:
            yield f"{file}: was not published"


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
