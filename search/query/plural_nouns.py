"""Exclude unlikely singulars of an ambiguous plural: मंडलों belongs to मंडल, because मंडला is far rarer."""

from index.hindi.stems import singulars
from search.query.lexicon import Lexicon

MORE_FREQUENT_NOUN = 5
"""An ambiguous plural belongs to a noun this many times as frequent as the other candidate."""


def nouns_of_others(plural: str, lexicon: Lexicon) -> set[str]:
    """Return the nouns that could have a plural, but do not: another noun explains it better.

    One far more frequent does (मंडलों is of मंडल, not मंडला), and so does a noun without ा where the one with it
    has a plural of its own (छात्रों is of छात्र, because छात्राओं is of छात्रा).
    """
    nouns = singulars(plural)
    if len(nouns) < 2:
        return set()
    count = lexicon.document_count
    counts = {noun: count(noun) for noun in nouns}
    others = {noun for noun in nouns if max(counts.values()) > MORE_FREQUENT_NOUN * counts[noun]}
    for noun in nouns:
        bare = noun.removesuffix("ा")
        if bare != noun and counts.get(bare) and (count(f"{noun}ओं") or count(f"{noun}एं")):
            others.add(noun)
    return others
