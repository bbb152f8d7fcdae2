"""How fast each format is read, and indexed: `make bench-formats`. The same articles, written in every format.

Reading alone runs in one process; indexing is all of reindex with the machine's cores. Times on shared machines are
noise: compare the formats with JSON Lines, which needs the least work.
"""

import tempfile
import time
from pathlib import Path

from index.readers.files import source_files
from index.readers.format import ReadOptions
from index.readers.isolated import read_file
from index.readers.outcome import Accepted
from index.readers.splits import SplitOptions
from index.reindex.build import reindex
from index.settings import Settings
from tests import source_exports

ARTICLES = 4_000
SLOW = {"html": 2_000, "warc": 2_000, "warc.gz": 2_000, "kruti-dev": 400, "pdf": 200, "feed": 1_000}
"""Formats whose articles take milliseconds each are measured on fewer."""


def main() -> None:
    """Print a table of articles a second."""
    writers = {**source_exports.WRITERS, "kruti-dev": ("", source_exports.kruti_dev_pages)}
    print(f"{'format':12} {'articles':>8} {'MB':>7} {'read/s':>8} {'indexed/s':>10} {'of JSON Lines':>14}")
    speeds: dict[str, float] = {}
    for name in ("json-lines", *(each for each in writers if each != "json-lines")):
        count = SLOW.get(name, ARTICLES)
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "source"
            source.mkdir()
            file, writer = writers[name]
            content = writer(source_exports.articles(count))
            for inside, part in ({file: content} if isinstance(content, bytes) else content).items():
                (source / inside).write_bytes(part)
            size = sum(path.stat().st_size for path in source.iterdir())
            began = time.perf_counter()
            read = sum(
                isinstance(outcome, Accepted)
                for each in source_files([source])
                for outcome in read_file(each, SplitOptions(ReadOptions(), 4 << 20))
            )
            reading = time.perf_counter() - began
            began = time.perf_counter()
            report = reindex([source], Settings(index=Path(folder) / "index"))
            indexing = time.perf_counter() - began
            assert (read, report.added) == (count, count), (name, read, report.added)
            speeds[name] = count / indexing
            share = speeds[name] / speeds["json-lines"]
            print(
                f"{name:12} {count:>8,} {size / 1e6:>7.1f} {count / reading:>8,.0f} {speeds[name]:>10,.0f} "
                f"{share:>12.2f} ×"
            )


if __name__ == "__main__":
    main()
