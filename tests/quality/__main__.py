"""python -m tests.quality [PART…] prints the tables; PART is pairs, inflection, typing, lookups, headlines,
relevance, cases or scans.
"""

import sys

from tests.quality import field_cases, gold, headlines, inflection, lookups, pairs, relevance, scans, typing

PARTS = {
    "pairs": pairs.measure,
    "inflection": inflection.measure,
    "typing": typing.measure,
    "lookups": lookups.measure,
    "headlines": headlines.measure,
    "relevance": relevance.measure,
    "cases": field_cases.measure,
    "scans": scans.measure,
}

if missing := gold.missing():
    print(missing)
    sys.exit(0)
for name in sys.argv[1:] or PARTS:
    PARTS[name]()
