"""Files → pieces → outcomes: unpack, choose the format, cut between records, read."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from index.readers.encodings import LineFeeds, Utf8, encoding_of, has_old_line_ends, wide_encoding_of
from index.readers.files import LINK, SourceFile
from index.readers.format import Format, InputPart, ReadOptions, RecordSplitter
from index.readers.formats import FORMAT_BY_NAME, format_of, format_with_ending, refusal_of, suffix_of
from index.readers.outcome import Outcome, Refused, Skipped, excerpt_of
from index.readers.record_splitter import HEAD_BYTES, OversizedRecord, Stream, split_records
from index.readers.time_limit import UnreadableError, each_in_time
from index.readers.unpack import MEMBER, Budget, Member, peeked, reason_of, unpacked

_log = logging.getLogger(__name__)
UTF8 = ("utf-8", "utf-8-sig")


@dataclass(frozen=True)
class Split:
    """Whole records of one file: `size` bytes from `offset` on, or `content` when they had to be unpacked.

    `before` lines or records precede them in the file; `disk_bytes` is its share of the file on disk.
    """

    path: Path
    name: str
    format: str
    offset: int
    size: int
    before: int
    disk_bytes: int
    content: bytes | None = None
    context: bytes = b""

    def without_content(self) -> "Split":
        """Return what is needed of the split once it was read."""
        return Split(self.path, self.name, self.format, self.offset, self.size, self.before, self.disk_bytes)

    @property
    def line_unit(self) -> str:
        """What its records are called."""
        return FORMAT_BY_NAME[self.format].line_unit


@dataclass(frozen=True)
class SplitOptions:
    """How files are split: about every `block_bytes`; with `only`, all are read as that format."""

    options: ReadOptions
    block_bytes: int = 1 << 20
    only: Format | None = None


def splits(file: SourceFile, splitting: SplitOptions) -> Iterator[Split | Refused | Skipped]:
    """Yield the splits of a file.

    What breaks halfway (a cut gzip) is refused; what came before it stands.
    """
    name = str(file.path)
    if file.fault:
        yield Refused(name, 0, file.fault)
        return
    if file.is_link:
        yield Skipped(name, LINK)
        return
    try:
        with file.path.open("rb") as raw:
            budget = Budget(file.size, splitting.options.max_unpack_ratio)
            whole = Member(name, raw, raw.tell, file=raw, budget=budget)
            yield from _shared_out(_read_members(whole, file, splitting), raw)
    except Exception as error:  # noqa: BLE001 - whatever unpacking or cutting raises is a refusal
        yield Refused(name, 0, reason_of(error))


def _read_members(
    whole: Member, file: SourceFile, splitting: SplitOptions
) -> Iterator[Split | Refused | Skipped]:
    for member in unpacked(whole, splitting.options):
        if not isinstance(member, Member):
            yield member
            continue
        try:
            yield from _splits_of(member, file, splitting)
        except Exception as error:  # noqa: BLE001 - as above; the other members are read
            yield Refused(member.name, 0, reason_of(error))


def _shared_out(
    found: Iterator[Split | Refused | Skipped], raw: IO[bytes]
) -> Iterator[Split | Refused | Skipped]:
    """Yield unpacked splits, each with its share of the bytes on disk."""
    reached = 0
    for split in found:
        if isinstance(split, Split) and split.content is not None:
            now = max(reached, raw.tell())
            yield replace(split, disk_bytes=now - reached)
            reached = now
        else:
            yield split


def _splits_of(
    member: Member, file: SourceFile, splitting: SplitOptions
) -> Iterator[Split | Refused | Skipped]:
    head, stream = peeked(member.stream, HEAD_BYTES)
    wide = wide_encoding_of(head)
    beginning = head.decode(wide, "replace").encode("utf-8", "replace") if wide else head
    kind = splitting.only or format_of(member.name, beginning, _is_named(member, file))
    if not head:
        yield _empty(member, kind)
    elif kind is None:
        yield _unknown(member, head, file)
    elif kind.splitter is None:
        yield _whole(replace(member, stream=stream), kind, file, splitting.options)
    else:
        encoding = UTF8[0] if kind.binary else encoding_of(head)
        if kind.looked_at > HEAD_BYTES and not wide:
            beginning, stream = peeked(stream, kind.looked_at)
        is_utf8 = encoding in UTF8
        text: Stream = stream if is_utf8 else Utf8(stream, encoding)
        if not kind.binary and has_old_line_ends(beginning):
            beginning, text, is_utf8 = beginning.replace(b"\r", b"\n"), LineFeeds(text), False
        begun = Split(
            file.path, member.name, kind.name, 0, 0, 0, 0, None if is_utf8 and member.depth == 0 else b""
        )
        yield from _splits_of_stream(begun, text, kind.splitter(beginning), splitting)


def _is_named(member: Member, file: SourceFile) -> bool:
    """Return whether a file was named itself, packed or not; one in an archive is like one in a folder."""
    return file.named and MEMBER not in member.name


def _empty(member: Member, kind: Format | None) -> Refused | Skipped:
    if kind is None:
        return Skipped(member.name, "empty file")
    return Refused(member.name, 0, "an empty file")


def _unknown(member: Member, head: bytes, file: SourceFile) -> Refused | Skipped:
    if refusal := refusal_of(member.name, head):
        is_named = _is_named(member, file)
        return (
            Refused(member.name, 0, refusal, excerpt_of(head)) if is_named else Skipped(member.name, refusal)
        )
    if _is_named(member, file):
        reason = "of no known format; khabarkhoj reindex --list-formats names them"
        return Refused(member.name, 0, reason, excerpt_of(head))
    if usual := format_with_ending(member.name):
        lacks = "has no front matter" if usual.name == "markdown" else f"does not begin like {usual.name}"
        reason = f"{lacks} ({suffix_of(member.name)}); name the file itself to read it"
        return Skipped(member.name, reason)
    return Skipped(member.name, f"of no known format ({suffix_of(member.name) or 'no ending'})")


def _whole(member: Member, kind: Format, file: SourceFile, options: ReadOptions) -> Split | Refused:
    """Return a file that is read at once; from the disk, if it lies there as it is."""
    most = kind.whole_bytes(options)
    too_long = Refused(member.name, 0, f"longer than {most} bytes; is this one article?")
    if member.depth == 0:
        whole = Split(file.path, member.name, kind.name, 0, file.size, 0, file.size)
        return whole if file.size <= most else too_long
    content = bytearray()
    while block := member.stream.read(min(1 << 20, most + 1 - len(content))):
        content += block
        if len(content) > most:
            return too_long
    return Split(file.path, member.name, kind.name, 0, len(content), 0, 0, bytes(content))


def _splits_of_stream(
    begun: Split, stream: Stream, splitter: RecordSplitter, splitting: SplitOptions
) -> Iterator[Split | Refused]:
    """Yield the splits of one stream, with content only if it was unpacked."""
    most = splitting.options.max_record_bytes
    for found in split_records(stream, splitter, splitting.block_bytes, most):
        if isinstance(found, OversizedRecord):
            reason = f"{begun.line_unit} longer than {most} bytes; raise KHABARKHOJ_MAX_RECORD_BYTES"
            yield Refused(begun.name, found.before + 1, reason, excerpt_of(found.start), begun.line_unit)
            continue
        size = len(found.content)
        yield replace(
            begun,
            offset=found.offset,
            size=size,
            before=found.before,
            disk_bytes=size if begun.content is None else 0,
            content=None if begun.content is None else found.content,
            context=splitter.context,
        )


def outcomes(split: Split, options: ReadOptions) -> Iterator[Outcome]:
    """Yield all outcomes of one split."""
    content = split.content
    try:
        if content is None:
            with split.path.open("rb") as file:
                file.seek(split.offset)
                content = file.read(split.size)
    except OSError as error:
        yield Refused(split.name, 0, f"cannot be read: {error.strerror or error}")
        return
    part = InputPart(split.name, content, split.before, split.context)
    kind = FORMAT_BY_NAME[split.format]
    try:
        read = kind.read(part, options)
        yield from read if kind.isolated else each_in_time(read, options.max_record_seconds)
    except UnreadableError as error:
        yield Refused(split.name, 0, f"not read to its end: {error}")
    except Exception as error:  # noqa: BLE001 - whatever a library raises is a refusal
        # A fault of a reader must not end the run: what it had read stands, and the rest is said to be lost.
        _log.exception("%s: reading %s", split.name, split.format)
        reason = (
            f"could not be read to its end ({type(error).__name__}: {str(error)[:100]}); please report this"
        )
        yield Refused(split.name, 0, reason)
