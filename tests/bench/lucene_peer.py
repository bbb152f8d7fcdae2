"""Lucene with its Hindi analyser, from Maven Central, where Java and Maven are there.

Lucene 10 needs Java 21; an older one runs the last Lucene 9.
"""

import re
import subprocess
from functools import cache
from pathlib import Path

from tests.java_library import JavaUnavailableError, java_library

HERE = Path(__file__).parent
NEWEST, FOR_OLDER_JAVA = "10.2.2", "9.12.3"
NEEDED_JAVA = 21
KEEPING = "-DkeepStopWords=true"
"""Index all words, as the others do: Lucene's Hindi analyser leaves out some 200 frequent ones."""


@cache
def library() -> Path | None:
    """Return the folder with Lucene's jars and our class, None where they cannot be had."""
    try:
        return java_library("lucene", HERE / "pom.xml", HERE / "Lucene.java", [f"-Dlucene={version()}"])
    except JavaUnavailableError as error:
        print(f"Lucene is left out: {error}")
        return None


def version() -> str:
    """Return the version of Lucene that this machine's Java runs."""
    try:
        said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        return FOR_OLDER_JAVA
    found = re.search(r'version "(\d+)', said)
    return NEWEST if found and int(found[1]) >= NEEDED_JAVA else FOR_OLDER_JAVA


def command(*arguments: str, keeping: bool) -> list[str]:
    """Return the command that runs Lucene.java."""
    options = [KEEPING] if keeping else []
    return ["java", "-Xmx2g", *options, "-cp", f"{library()}/*:{library()}", "Lucene", *arguments]
