"""Type-pair F1: of all pairs of distinct forms, which share a lemma, and which do we connect?"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from index.hindi.spelling import fold
from index.hindi.stems import inflection_keys
from tests.quality import gold
from tests.quality.peers import Key, peers
from tests.quality.table import show

Keys = Callable[[str], Iterable[str]]
Pairs = set[tuple[str, str]]


def measure() -> None:
    """Print precision, recall and F1 over all forms, ours beside the peers."""
    lemmas: defaultdict[str, set[str]] = defaultdict(set)
    for row in gold.rows("inflection"):
        lemmas[fold(row["form"])].add(fold(row["lemma"]))
    true = _pairs(lemmas, lambda form: lemmas[form])
    keys: dict[str, Keys] = {name: _alone(key) for name, key in peers().items()}
    keys["tier 2"] = inflection_keys
    lines = []
    for name, key in keys.items():
        found = _pairs(lemmas, key)
        right = len(found & true)
        precision, recall = right / len(found) if found else 0.0, right / len(true)
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        lines.append([name, 100 * precision, 100 * recall, 100 * f1])
    show(f"Inflection, {len(true)} pairs of forms, %", ["", "precision", "recall", "F1"], lines)


def _alone(key: Key) -> Keys:
    return lambda form: (key(form),)


def _pairs(forms: Iterable[str], keys: Keys) -> Pairs:
    members: defaultdict[str, set[str]] = defaultdict(set)
    for form in forms:
        for key in keys(form):
            members[key].add(form)
    return {(one, other) for group in members.values() for one in group for other in group if one < other}
