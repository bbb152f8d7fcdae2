"""Articles as zstd frames, one each: a page of hits reads ten small frames and nothing around them.

Frames this small compress well only with a dictionary of what Hindi news is made of
(`hindi.zdict`, trained on the project's own seeds by `python -m index.columns.article_store`): 4.3 to
4.5 times instead of 3.3 to 3.6, and it takes a few microseconds to unpack one.
"""

import datetime
import struct
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import zstandard

from index.article import Article

LEVEL = 3
TEXTS = ("headline", "standfirst", "body", "url", "versions")
_SIZES = struct.Struct("<5I")
MAX_FRAME_BYTES = 64 * 1024 * 1024
"""A frame that claims to unpack to more is damaged."""


@cache
def own_dictionary() -> bytes:
    """Return the dictionary that new frames are written with."""
    return Path(__file__).with_name("hindi.zdict").read_bytes()


class ArticleStore:
    """Packs and unpacks the texts of articles with one dictionary. Not to be shared by threads."""

    def __init__(self, dictionary: bytes | None = None) -> None:
        self.dictionary = own_dictionary() if dictionary is None else dictionary
        content = zstandard.ZstdCompressionDict(self.dictionary)
        self._compressor = zstandard.ZstdCompressor(level=LEVEL, dict_data=content)
        self._decompressor = zstandard.ZstdDecompressor(dict_data=content)

    def pack(self, encoded: Mapping[str, bytes]) -> bytes:
        """Return one frame of an article's encoded fields: uint32 sizes of the TEXTS, then these."""
        parts = [encoded[name] for name in TEXTS]
        return self._compressor.compress(b"".join((_SIZES.pack(*map(len, parts)), *parts)))

    def unpack(self, frame: bytes) -> dict[str, str]:
        """Return the texts of a frame; raises ValueError for a damaged one."""
        try:
            content = self._decompressor.decompress(frame, max_output_size=MAX_FRAME_BYTES)
            sizes = _SIZES.unpack_from(content)
        except (zstandard.ZstdError, struct.error) as error:
            raise ValueError(str(error)) from None
        texts, position = {}, _SIZES.size
        for name, size in zip(TEXTS, sizes, strict=True):
            texts[name] = content[position : position + size].decode()
            position += size
        return texts


def article_of(
    texts: dict[str, str], values: dict[str, str], day: int, arrived: int, article_id: str
) -> Article:
    """Return the article that was packed, with what the columns say of it."""
    date = datetime.date.fromordinal(day) if day else None
    return Article(id=article_id, date=date, arrived=arrived, **texts, **values)


def train(seeds: Path, size: int = 48 * 1024) -> bytes:
    """Return a dictionary made from the seed articles."""
    samples: list[bytes | bytearray | memoryview[int]] = [
        path.read_bytes() for path in sorted(seeds.glob("*.txt"))
    ]
    return zstandard.train_dictionary(size, samples).as_bytes()


if __name__ == "__main__":
    root = Path(__file__).parents[2]
    Path(__file__).with_name("hindi.zdict").write_bytes(train(root / "seeds"))
