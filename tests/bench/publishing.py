"""How long one article more takes, from the command to the answer that holds it, in archives of several sizes.

    python -m tests.bench.publishing INDEX [INDEX …]

Each index is copied by hard links first and stays as it was.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from index.settings import Settings
from search.engines import open_archive
from search.model.question import Question
from tests.searching import search

ROUNDS = 5


def main() -> None:
    """Print a line for each index: articles, median and slowest of five publications, in seconds."""
    for index in map(Path, sys.argv[1:]):
        with tempfile.TemporaryDirectory(dir=index.parent) as folder:
            copy = Path(folder) / "index"
            shutil.copytree(index, copy, copy_function=copy_by_links)
            documents, seconds = _measure(Settings(index=copy), Path(folder))
        print(
            f"{documents:9,} articles: {statistics.median(seconds):.2f} s, slowest {max(seconds):.2f} s",
            flush=True,
        )


def copy_by_links(source: str, target: str) -> None:
    """Link column files, which are never changed; copy the rest."""
    if Path(source).suffix in {".terms", ".postings", ".documents", ".articles", ".lexicon"}:
        Path(target).hardlink_to(source)
    else:
        shutil.copy2(source, target)


def _measure(settings: Settings, folder: Path) -> tuple[int, list[float]]:
    archive = open_archive(settings)
    documents = archive.overview().documents
    seconds = []
    for number in range(ROUNDS):
        word = f"नवशब्द{number}"
        path = folder / f"{number}.jsonl"
        record = {"id": f"new-{number}", "title": f"{word} की ख़बर", "body": f"यह {word} का पाठ है।"}
        path.write_text(json.dumps(record, ensure_ascii=False) + "\n", "utf-8")
        began = time.monotonic()
        command = [sys.executable, "-m", "web.commands", "reindex", str(path), "--index", str(settings.index)]
        subprocess.run(command, check=True, capture_output=True)
        while not search(archive, Question(word)).total:
            time.sleep(0.005)
        seconds.append(time.monotonic() - began)
    return documents, seconds


if __name__ == "__main__":
    main()
