"""python -m tests.quality [PART…] prints the tables; PART is pairs, inflection, typing, lookups or headlines."""

import sys

from tests.quality import gold, headlines, inflection, lookups, pairs, typing

PARTS = {
    "pairs": pairs.measure,
    "inflection": inflection.measure,
    "typing": typing.measure,
    "lookups": lookups.measure,
    "headlines": headlines.measure,
}

if missing := gold.missing():
    print(missing)
    sys.exit(0)
for name in sys.argv[1:] or PARTS:
    PARTS[name]()
