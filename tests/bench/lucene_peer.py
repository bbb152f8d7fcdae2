"""Lucene with its Hindi analyser, where Java and its jar are there (LUCENE_JAR names it).

The jar inside PyPI's pyserini 0.24 has all that is needed; Lucene.java is compiled when it is first run.
"""

import os
import shutil
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_name("Lucene.java")
KEEPING = "-DkeepStopWords=true"
"""Index all words, as the others do: Lucene's Hindi analyser leaves out some 200 frequent ones."""


def jar() -> Path | None:
    """The jar that LUCENE_JAR names, when there is a Java to run it."""
    named = os.environ.get("LUCENE_JAR", "")
    return Path(named) if named and Path(named).exists() and shutil.which("javac") else None


def command(folder: Path, *arguments: str, keeping: bool) -> list[str]:
    """The command that runs Lucene.java, compiled into a folder."""
    found = jar()
    assert found is not None
    if not (folder / "Lucene.class").exists():
        folder.mkdir(parents=True, exist_ok=True)
        compiler = ["javac", "-nowarn", "-cp", str(found), "-d", str(folder), str(SOURCE)]
        subprocess.run(compiler, check=True, stderr=subprocess.DEVNULL)
    options = [KEEPING] if keeping else []
    return ["java", "-Xmx2g", *options, "-cp", f"{found}:{folder}", "Lucene", *arguments]
