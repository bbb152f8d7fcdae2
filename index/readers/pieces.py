"""Files → pieces → outcomes: unpack, choose the format, cut between records, read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from index.readers.cut import HEAD_BYTES, Stream, TooLong, cut
from index.readers.encodings import Utf8, encoding_of, wide_encoding_of
from index.readers.files import SourceFile
from index.readers.format import Format, Part, ReadOptions
from index.readers.formats import BY_NAME, format_of, suffix_of
from index.readers.outcome import Outcome, PassedOver, Refused, excerpt_of
from index.readers.unpack import DAMAGED, BombError, Member, looked_at, reason_of, unpacked

UTF8 = ("utf-8", "utf-8-sig")


@dataclass(frozen=True)
class Piece:
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

    def without_content(self) -> "Piece":
        """What is needed of it once it was read."""
        return Piece(self.path, self.name, self.format, self.offset, self.size, self.before, self.disk_bytes)

    @property
    def unit(self) -> str:
        """What its records are called."""
        return BY_NAME[self.format].unit


def pieces(
    file: SourceFile, options: ReadOptions, size: int, only: Format | None = None
) -> Iterator[Piece | Refused | PassedOver]:
    """A file cut into pieces of about so many bytes of text.

    What breaks halfway (a cut gzip) is refused; what came before it stands. With `only`, every file is
    taken to be of that format.
    """
    name = str(file.path)
    try:
        with file.path.open("rb") as raw:
            yield from _shared_out(_read_members(Member(name, raw, raw.tell, file=raw), file, options, size, only), raw)
    except (*DAMAGED, BombError) as error:
        yield Refused(name, 0, reason_of(error))
    except OSError as error:
        yield Refused(name, 0, f"cannot be read: {error.strerror or error}")


def _read_members(
    whole: Member, file: SourceFile, options: ReadOptions, size: int, only: Format | None
) -> Iterator[Piece | Refused | PassedOver]:
    for member in unpacked(whole, options):
        if not isinstance(member, Member):
            yield member
            continue
        try:
            yield from _pieces_of(member, file, options, size, only)
        except (*DAMAGED, BombError) as error:
            yield Refused(member.name, 0, reason_of(error))


def _shared_out(
    found: Iterator[Piece | Refused | PassedOver], raw: IO[bytes]
) -> Iterator[Piece | Refused | PassedOver]:
    """With each unpacked piece, how far the file on disk was read for it."""
    reached = 0
    for piece in found:
        if isinstance(piece, Piece) and piece.content is not None:
            now = max(reached, raw.tell())
            yield replace(piece, disk_bytes=now - reached)
            reached = now
        else:
            yield piece


def _pieces_of(
    member: Member, file: SourceFile, options: ReadOptions, size: int, only: Format | None
) -> Iterator[Piece | Refused | PassedOver]:
    head, stream = looked_at(member.stream, HEAD_BYTES)
    wide = wide_encoding_of(head)
    told = head.decode(wide, "replace").encode("utf-8", "replace") if wide else head
    kind = only or format_of(member.name, told, file.named or member.depth > 0)
    if not head:
        yield _empty(member, kind)
    elif kind is None:
        yield _unknown(member, head, file)
    elif kind.cutter is None:
        yield _whole(member, kind, file, stream, options)
    else:
        encoding = encoding_of(head)
        plain = member.depth == 0 and encoding in UTF8
        text = stream if encoding in UTF8 else Utf8(stream, encoding)
        yield from _cuts(member, kind, file, text, told, options, size, plain)


def _empty(member: Member, kind: Format | None) -> Refused | PassedOver:
    if kind is None:
        return PassedOver(member.name, "empty file")
    return Refused(member.name, 0, "an empty file")


def _unknown(member: Member, head: bytes, file: SourceFile) -> Refused | PassedOver:
    if file.named and member.depth == 0:
        reason = "of no known format; khabarkhoj reindex --list-formats names them"
        return Refused(member.name, 0, reason, excerpt_of(head))
    return PassedOver(member.name, f"of no known format ({suffix_of(member.name) or 'no ending'})")


def _whole(
    member: Member, kind: Format, file: SourceFile, stream: Stream, options: ReadOptions
) -> Piece | Refused:
    most = kind.whole_bytes(options)
    if member.depth == 0:
        if file.size > most:
            return _too_long_file(member.name, most)
        return Piece(file.path, member.name, kind.name, 0, file.size, 0, file.size)
    content = bytearray()
    while block := stream.read(min(1 << 20, most + 1 - len(content))):
        content += block
        if len(content) > most:
            return _too_long_file(member.name, most)
    return Piece(file.path, member.name, kind.name, 0, len(content), 0, 0, bytes(content))


def _too_long_file(name: str, most: int) -> Refused:
    return Refused(name, 0, f"longer than {most} bytes; is this one article?")


def _cuts(
    member: Member,
    kind: Format,
    file: SourceFile,
    stream: Stream,
    head: bytes,
    options: ReadOptions,
    size: int,
    plain: bool,
) -> Iterator[Piece | Refused]:
    assert kind.cutter is not None  # noqa: S101 - asked by the caller
    cutter = kind.cutter(head)
    for found in cut(stream, cutter, size, options.max_record_bytes):
        if isinstance(found, TooLong):
            reason = f"{kind.unit} longer than {options.max_record_bytes} bytes; raise max_record_bytes"
            yield Refused(member.name, found.before + 1, reason, excerpt_of(found.start), kind.unit)
            continue
        content = None if plain else found.content
        size_found = len(found.content)
        yield Piece(
            file.path, member.name, kind.name, found.offset, size_found, found.before,
            size_found if plain else 0, content, cutter.context,
        )  # fmt: skip


def outcomes(piece: Piece, options: ReadOptions) -> Iterator[Outcome]:
    """All outcomes of one piece."""
    content = piece.content
    try:
        if content is None:
            with piece.path.open("rb") as file:
                file.seek(piece.offset)
                content = file.read(piece.size)
    except OSError as error:
        yield Refused(piece.name, 0, f"cannot be read: {error.strerror or error}")
        return
    part = Part(piece.name, content, piece.before, piece.context)
    yield from BY_NAME[piece.format].read(part, options)


def read_file(
    file: SourceFile, options: ReadOptions, on_bytes: Callable[[int], None] = lambda _: None, size: int = 1 << 20
) -> Iterator[Outcome]:
    """All outcomes of one file, in order.

    `on_bytes` is called now and then with the number of bytes on disk read since the last call.
    """
    for piece in pieces(file, options, size):
        if isinstance(piece, Piece):
            yield from outcomes(piece, options)
            on_bytes(piece.disk_bytes)
        else:
            yield piece
