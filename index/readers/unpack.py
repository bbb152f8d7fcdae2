"""gzip, zstd, zip and tar, one inside the other: what a file contains, as named streams.

Nothing is ever written to disk, so a member's name is only a name; those that lie (`../`, links) are refused all
the same.

Every stream that is unpacked counts: one that grows beyond all measure (a bomb) is refused where it does.
"""

import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import IO, Any

import zstandard

from index.readers.format import ReadOptions
from index.readers.gzip_members import GzipMembers
from index.readers.outcome import Refused, Skipped
from index.readers.record_splitter import Stream
from index.readers.zip_documents import LOOKED_AT, document_kind

GZIP, ZSTD, ZIP = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04"
ZSTD_SKIPPABLE = tuple(bytes((sign,)) + b"\x2a\x4d\x18" for sign in range(0x50, 0x60))
"""Frames that hold no text; programs that pack on several processors begin with one (RFC 8878, 3.1.2)."""
TAR_MAGIC, TAR_PLACE = b"ustar", 257
OFFICE = ("[Content_Types].xml", "META-INF/manifest.xml", "META-INF/MANIFEST.MF", "mimetype")
"""Members that tell a document or a program from an archive of files."""
WACZ_DESCRIPTION, WACZ_RECORDS = "datapackage.json", "archive/"
"""A WACZ is a zip with these; its pages are in the records, and listed once more elsewhere."""
DOCUMENTS = (".docx", ".docm", ".odt", ".xlsx", ".xlsm", ".xlsb", ".ods")
"""Endings of files that are a zip and read as one document."""
MEMBER = "!/"
"""Stands between the names of an archive and of what it holds."""
GRACE_BYTES = 64 << 20
"""Below this nothing is a bomb, however well it was packed."""
MAX_HEADER_BYTES = 1 << 20
ZIP_ENTRY, ZIP_ENTRY_BYTES = b"PK\1\2", 46
"""How an entry of a zip's directory begins, and what it takes without its name and fields."""
_ENTRY_SIZES = struct.Struct("<3H")
ZIP64_END, ZIP64_END_BYTES = b"PK\6\6", 56 + 20
TAR_FACTOR = 10
"""The members of a tar are read one by one and take no memory, so there may be more."""
_LONG_HEADERS = (
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
)  # fmt: skip
MAX_WINDOW = 1 << 27
"""zstd frames that want more memory than 128 MB to be unpacked are refused."""


class BombError(Exception):
    """Unpacked data exceeds the allowed ratio."""


class Budget:
    """The bytes that everything unpacked from one file may take together."""

    def __init__(self, disk_bytes: int, ratio: int) -> None:
        self._left = max(GRACE_BYTES, ratio * disk_bytes)

    def spend(self, size: int) -> None:
        """Use up some bytes; raise BombError if none are left."""
        self._left -= size
        if self._left < 0:
            raise BombError(
                "all that it holds unpacks to too many times its size; raise KHABARKHOJ_MAX_UNPACK_RATIO"
            )


@dataclass(frozen=True)
class Member:
    """A file to be read: `name` is what messages show, `position` how far its file on disk was read."""

    name: str
    stream: Stream
    position: Callable[[], int]
    depth: int = 0
    """Archives and compressions around it; 0 is a file as it lies on disk."""
    file: IO[bytes] | None = None
    """That file."""
    budget: Budget | None = None
    """Shared by all that is in that file."""


class _RatioLimitedStream:
    """A stream that refuses to grow to more than that many times what went in."""

    def __init__(self, stream: Stream, packed: Callable[[], int], ratio: int, budget: Budget | None) -> None:
        self._stream = stream
        self._packed = packed
        self._ratio = ratio
        self._budget = budget
        self._size = 0

    def read(self, size: int, /) -> bytes:
        """Read up to that many bytes; raise BombError."""
        block = self._stream.read(size)
        self._size += len(block)
        if self._size > max(GRACE_BYTES, self._ratio * self._packed()):
            raise BombError(
                f"unpacks to more than {self._ratio} times its size; raise KHABARKHOJ_MAX_UNPACK_RATIO"
            )
        if self._budget is not None:
            self._budget.spend(len(block))
        return block


class _PeekedStream:
    """A stream whose first bytes were examined."""

    def __init__(self, head: bytes, stream: Stream) -> None:
        self._head = head
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        """Read up to `size` bytes."""
        if not self._head:
            return self._stream.read(size)
        block, self._head = self._head[:size], self._head[size:]
        return block


def peeked(stream: Stream, size: int) -> tuple[bytes, Stream]:
    """Return the first bytes of a stream, and the stream with them."""
    head = b""
    while len(head) < size and (block := stream.read(size - len(head))):
        head += block
    return head, _PeekedStream(head, stream)


def unpacked(member: Member, options: ReadOptions) -> Iterator[Member | Refused | Skipped]:
    """Yield the files in a file: itself if it is neither compressed nor an archive.

    A member's stream has to be read before the next one is asked for. Raises BombError, OSError, and whatever
    the libraries raise for a damaged or strange archive (IndexError, ValueError …), where it goes wrong; what was
    yielded before stands.
    """
    head, stream = peeked(member.stream, LOOKED_AT)
    packed = replace(member, stream=stream)
    is_tar = head.startswith(TAR_MAGIC, TAR_PLACE)
    has_name = member.name.lower().endswith(DOCUMENTS)
    is_document = head.startswith(ZIP) and (has_name or document_kind(head) != "")
    if is_document or not (is_tar or head.startswith((GZIP, ZSTD, *ZSTD_SKIPPABLE, ZIP))):
        yield packed
    elif member.depth >= options.max_archive_depth:
        yield Refused(member.name, 0, f"packed more than {options.max_archive_depth} times; unpack it first")
    elif is_tar:
        yield from _tar_members(packed, options)
    elif head.startswith(ZIP):
        yield from _zip_members(packed, options)
    else:
        yield from _decompressed(packed, head, options)


def _decompressed(member: Member, head: bytes, options: ReadOptions) -> Iterator[Member | Refused | Skipped]:
    counted = _CountingStream(member.stream)
    members = None
    if head.startswith(GZIP):
        members = GzipMembers(counted)
        stream: Stream = members
    else:
        unpacker = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
        stream = unpacker.stream_reader(counted, read_across_frames=True)  # type: ignore[arg-type]
    guarded = _RatioLimitedStream(stream, lambda: counted.size, options.max_unpack_ratio, member.budget)
    name = member.name
    for ending in (".gz", ".zst", ".tgz"):
        name = name.removesuffix(ending)
    inner = Member(name, guarded, member.position, member.depth + 1, budget=member.budget)
    for found in unpacked(inner, options):
        yield replace(found, name=member.name) if isinstance(found, Member) and found.name == name else found
    for damage in members.damage if members else ():
        yield Refused(member.name, 0, damage)


class _CountingStream:
    """A stream that knows how much was read of it."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.size = 0

    def read(self, size: int = -1, /) -> bytes:
        """Read up to `size` bytes."""
        block = self._stream.read(size)
        self.size += len(block)
        return block


class _RawStream(io.RawIOBase):
    """A stream as the standard library's readers want one."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        block = self._stream.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)


def _zip_members(member: Member, options: ReadOptions) -> Iterator[Member | Refused | Skipped]:
    with _seekable(member, options) as file:
        if _directory_entries(file, options.max_archive_members) > options.max_archive_members:
            yield _too_many(member.name, options)
            return
        yield from _listed_members(member, file, options)


def _too_many(name: str, options: ReadOptions, factor: int = 1) -> Refused:
    most = factor * options.max_archive_members
    return Refused(
        name, 0, f"an archive of more than {most} files; raise KHABARKHOJ_MAX_ARCHIVE_MEMBERS or unpack it"
    )


def _directory_entries(file: IO[bytes], most: int) -> int:
    """Return how many members a zip's directory names, before any is made an object; more than `most` are not counted.

    Raises BadZipFile. zipfile makes an object of 500 bytes of each, whatever their stated number is.
    """
    end = zipfile._EndRecData(file)  # type: ignore[attr-defined]  # noqa: SLF001 - what ZipFile itself reads
    if not end:
        raise zipfile.BadZipFile("File is not a zip file")
    size, location = end[zipfile._ECD_SIZE], end[zipfile._ECD_LOCATION]  # type: ignore[attr-defined]  # noqa: SLF001
    if end[0] == ZIP64_END:
        location -= ZIP64_END_BYTES
    file.seek(max(0, location - size))
    directory = file.read(min(size, location))
    file.seek(0)
    count = position = 0
    while (
        count <= most
        and directory.startswith(ZIP_ENTRY, position)
        and position + ZIP_ENTRY_BYTES <= len(directory)
    ):
        position += ZIP_ENTRY_BYTES + sum(_ENTRY_SIZES.unpack_from(directory, position + 28))
        count += 1
    return count


def _listed_members(
    member: Member, file: IO[bytes], options: ReadOptions
) -> Iterator[Member | Refused | Skipped]:
    with zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
        if any(info.filename in OFFICE for info in infos[:20]):
            yield Skipped(member.name, "an office document or program, not an archive of files")
            return
        done = 0
        is_wacz = any(info.filename == WACZ_DESCRIPTION for info in infos) and any(
            info.filename.startswith(WACZ_RECORDS) and ".warc" in info.filename for info in infos
        )
        for info in infos:
            name = f"{member.name}{MEMBER}{info.filename}"
            done += info.compress_size
            reached = min(done, member.position()) if member.depth else done
            if not info.filename:
                yield Refused(member.name, 0, "a member without a name; pack it again")
                continue
            fault = _fault_of(info.filename, stat.S_ISLNK(info.external_attr >> 16))
            if info.is_dir() or _is_furniture(info.filename):
                continue
            if is_wacz and not info.filename.startswith(WACZ_RECORDS):
                yield Skipped(name, "what a WACZ says of its records")
                continue
            if fault:
                yield Refused(name, 0, fault)
                continue
            try:
                with archive.open(info) as stream:
                    packed = info.compress_size
                    guarded = _RatioLimitedStream(
                        stream,
                        lambda packed=packed: packed,  # type: ignore[misc]
                        options.max_unpack_ratio,
                        member.budget,
                    )
                    position = lambda reached=reached: reached  # noqa: E731
                    yield from unpacked(
                        Member(name, guarded, position, member.depth + 1, budget=member.budget), options
                    )
            except Exception as error:  # noqa: BLE001 - the other members are read
                yield Refused(name, 0, reason_of(error))


@contextmanager
def _seekable(member: Member, options: ReadOptions) -> Iterator[IO[bytes]]:
    """Open the bytes of a zip file, which begins at its end: the file itself, or in memory if it was packed."""
    if member.file is not None:
        yield member.file
        return
    content = bytearray()
    while block := member.stream.read(1 << 20):
        content += block
        if len(content) > options.max_document_bytes:
            raise BombError(
                f"a zip of more than {options.max_document_bytes} bytes in another archive; unpack it first"
            )
    yield io.BytesIO(content)


class _Header(tarfile.TarInfo):
    """A tar header of which no part is read that claims to be longer than any name."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _LONG_HEADERS and self.size > MAX_HEADER_BYTES:
            raise tarfile.ReadError(f"a header of {self.size} bytes")
        found: tarfile.TarInfo = super()._proc_member(archive)  # type: ignore[misc]
        return found


def _tar_members(member: Member, options: ReadOptions) -> Iterator[Member | Refused | Skipped]:
    with tarfile.open(
        fileobj=io.BufferedReader(_RawStream(member.stream)), mode="r|", tarinfo=_Header
    ) as archive:
        for number, info in enumerate(archive):
            archive.members = []  # type: ignore[attr-defined]  # or every name stays in memory
            if number >= options.max_archive_members * TAR_FACTOR:
                yield _too_many(member.name, options, TAR_FACTOR)
                return
            name = f"{member.name}{MEMBER}{info.name}"
            fault = _fault_of(info.name, not (info.isreg() or info.isdir()))
            if info.isdir() or _is_furniture(info.name):
                continue
            if fault:
                yield Refused(name, 0, fault)
                continue
            if info.issparse():
                yield Refused(name, 0, "a sparse file, whose size says nothing; pack it again without -S")
                continue
            stream = archive.extractfile(info)
            if stream is not None:
                # What the tar itself was unpacked to has been counted; its members are parts of that.
                guarded = _RatioLimitedStream(stream, partial(int, info.size), options.max_unpack_ratio, None)
                try:
                    yield from unpacked(
                        Member(name, guarded, member.position, member.depth + 1, budget=member.budget),
                        options,
                    )
                except tarfile.TarError:
                    raise
                except Exception as error:  # noqa: BLE001 - the other members are read
                    yield Refused(name, 0, reason_of(error))


def _fault_of(name: str, is_link: bool) -> str:
    """Return why a member is not read, or ""."""
    if is_link:
        return "a link or a device in an archive; only files are read"
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or "\0" in name or name[1:2] == ":":
        return "its name leads out of the archive; rename it"
    return ""


def _is_furniture(name: str) -> bool:
    """Return whether this is a hidden file, or one that other systems add to archives (~$a.docx: Word's lock)."""
    return any(part.startswith((".", "__MACOSX", "~$")) for part in PurePosixPath(name).parts if part != "..")


def reason_of(error: BaseException) -> str:
    """Return what a refusal says of an archive that cannot be unpacked (any further)."""
    if isinstance(error, BombError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror}"
    packers = {
        zipfile.BadZipFile: "zip", tarfile.TarError: "tar", zstandard.ZstdError: "zstd",
        zlib.error: "compressed",
    }  # fmt: skip
    packer = next((name for kind, name in packers.items() if isinstance(error, kind)), "packed")
    return f"damaged {packer} file: {error}; what stands before the damage was read"
