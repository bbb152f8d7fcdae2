"""Names of places and agencies as papers write them before a day or beside a name."""

import re
from functools import cache
from itertools import chain
from pathlib import Path

from index import hindi

TABLES = Path(hindi.__file__).with_name("tables")
_NUKTA = "\u093c"


@cache
def places_and_agencies() -> frozenset[str]:
    """Return all names of the tables, in lower case and without a nukta."""
    lines = chain.from_iterable(
        (TABLES / table).read_text("utf-8").splitlines() for table in ("places.txt", "agencies.txt")
    )
    names = chain.from_iterable(re.split("[=,]", line.split("#")[0]) for line in lines)
    return frozenset(map(plain_name, names)) - {""}


def plain_name(name: str) -> str:
    """Return a name as places_and_agencies has it."""
    return name.replace(_NUKTA, "").strip(" *").lower()
