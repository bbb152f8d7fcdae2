"""Which encoding a text is in, and a stream of any encoding read as UTF-8.

A byte order mark decides, then UTF-16's zero bytes, then whether it is UTF-8 except for a few broken letters,
then charset-normalizer. No 8-bit encoding that Python knows holds Devanagari, so what is in one is English or
Hindi typed for a legacy font (index/fonts/): both are read as Windows-1252, whatever statistics make of them.
"""

import codecs

from index.hindi.script import DEVANAGARI_SIGN
from index.readers.record_splitter import Stream

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WHOLE_UNICODE = frozenset({"utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"})
WINDOWS = "windows-1252-whole"
"""Windows-1252 with its five gaps filled as browsers fill them: Chanakya has letters there."""
_WINDOWS_LETTERS = "".join(
    letter if (letter := bytes([byte]).decode("cp1252", "ignore")) else chr(byte) for byte in range(256)
)
BROKEN_SHARE = 0.5
"""UTF-8 with more broken letters than that many for one of Devanagari is another encoding."""
SOUND_SHARE = 0.9
"""In UTF-16 text at least this share is ASCII or Devanagari."""
_LIKELY = frozenset(map(chr, (*range(9, 127), *range(0x900, 0x980)))) | frozenset("\u200c\u200d‘’“”…–\ufeff")
SAMPLE_BYTES = 16 * 1024


def encoding_of(head: bytes) -> str:
    """Return the Python name of the encoding of a text that begins like this; "utf-8" if nothing better is known."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.isascii() and b"\0" not in head:
        return "utf-8"
    if wide := wide_encoding_of(head):
        return wide
    sound, broken = _utf8_letters(head)
    if broken <= BROKEN_SHARE * sound:
        return "utf-8"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - hardly ever needed

    best = from_bytes(head[:SAMPLE_BYTES]).best()
    return best.encoding if best is not None and best.encoding in _WHOLE_UNICODE else WINDOWS


def wide_encoding_of(head: bytes) -> str:
    """Return the UTF-16 or UTF-32 that a text is in, or ""."""
    sample = head[:1024]
    for mark, name in _WIDE_MARKS:
        if sample.startswith(mark) and _is_sound(sample, name):
            return name
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    if max(zeros) > len(sample) // 20:
        # Devanagari's high byte is 9: only the spaces, digits and line ends of a Hindi text show as zeros.
        name = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
        return name if _is_sound(sample, name) else ""
    return ""


def _is_sound(sample: bytes, encoding: str) -> bool:
    text = sample[: len(sample) // 4 * 4].decode(encoding, "replace")
    known = sum(map(_LIKELY.__contains__, text))
    return bool(text) and known >= SOUND_SHARE * len(text)


def _utf8_letters(head: bytes) -> tuple[int, int]:
    """Return letters of Devanagari, and places that are broken; a cut last letter is neither."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    return len(DEVANAGARI_SIGN.findall(text)), text.count(BROKEN)


BROKEN = "\ufffd"
"""What a broken letter becomes."""


def mended(content: bytes) -> bytes:
    """Return a text in UTF-8 with every broken letter made U+FFFD; one in another encoding as it is."""
    try:
        content.decode()
    except UnicodeDecodeError:
        if encoding_of(content) == "utf-8":
            return content.decode("utf-8", "replace").encode()
    return content


def decoded(content: bytes, encoding: str, errors: str = "replace") -> str:
    """Return a text in one of the encodings that encoding_of names."""
    if encoding == WINDOWS:
        return codecs.charmap_decode(content, errors, _WINDOWS_LETTERS)[0]
    return content.decode(encoding, errors)


class Utf8:
    """A stream of another encoding, read as UTF-8."""

    def __init__(self, stream: Stream, encoding: str) -> None:
        self._stream = stream
        self._decoder = None if encoding == WINDOWS else codecs.getincrementaldecoder(encoding)("replace")
        self._held = b""
        self._ended = False

    def read(self, size: int, /) -> bytes:
        """Read up to that many bytes of UTF-8; none at the end."""
        while len(self._held) < size and not self._ended:
            block = self._stream.read(size)
            self._ended = not block
            if self._decoder is None:
                text = decoded(block, WINDOWS)
            else:
                text = self._decoder.decode(block, final=self._ended)
            self._held += text.encode("utf-8", "replace")
        block, self._held = self._held[:size], self._held[size:]
        return block


def has_old_line_ends(head: bytes) -> bool:
    """Return whether lines end with CR alone, as old Macintosh programs and some Excel exports end them."""
    return b"\r" in head and b"\n" not in head and b"\0" not in head


class LineFeeds:
    """A stream of UTF-8 whose lines end with CR, read with LF."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        """Read up to that many bytes; none at the end."""
        return self._stream.read(size).replace(b"\r", b"\n")
