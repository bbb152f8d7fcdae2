"""What is added and what the reader refused."""

from search.model.expansions import Expansion, ExpansionKind
from search.query.additions import Additions


def expansion(spelling: str) -> Expansion:
    return Expansion("शब्द", spelling, spelling, ExpansionKind.SOUND, 1.0, 1)


def test_a_refused_spelling_is_recorded_and_not_admitted() -> None:
    additions = Additions(frozenset({"ख"}))
    assert additions.admit([expansion("क"), expansion("ख")]) == [expansion("क")]
    assert additions.admit([expansion("ग")]) == [expansion("ग")]
    assert additions.added == [expansion("क"), expansion("ग")]
    assert additions.refused == [expansion("ख")]
