"""Build hits: headline, passages and copies of one found article."""

from typing import NamedTuple

from index.article import CUT_HEADLINE, Article
from index.settings import Settings
from search.execution.snapshot import NO_DUPLICATES, Duplicates
from search.highlight.highlighter import Highlighter
from search.highlight.snippets import best_passages
from search.model.marked_text import MarkedText
from search.model.results import Hit
from search.query.clauses import AllOf, wanted_phrases


class Highlighters(NamedTuple):
    """What highlights headlines and texts for a clause; None without a clause."""

    headline: Highlighter | None
    text: Highlighter | None

    @classmethod
    def of(cls, clause: AllOf | None) -> "Highlighters":
        """Return one highlighter for all texts, or two if the clause asks for fields."""
        if clause is None:
            return cls(None, None)
        if not any(phrase.field for phrase in wanted_phrases(clause)):
            both = Highlighter(clause)
            return cls(both, both)
        return cls(Highlighter(clause, ("headline",)), Highlighter(clause, ("standfirst", "body")))


def build_hit(
    article: Article,
    score: float,
    highlighters: Highlighters,
    settings: Settings,
    duplicates: Duplicates = NO_DUPLICATES,
) -> Hit:
    """Return a result with its passages."""
    snippets: tuple[MarkedText, ...] = ()
    if highlighters.text is not None:
        text = _below_headline(article)[: settings.max_passage_search_chars]
        snippets = best_passages(text, highlighters.text, settings.snippets, settings.snippet_chars)
    headline = (
        highlighters.headline.highlight(article.headline)
        if highlighters.headline
        else MarkedText(article.headline)
    )
    return Hit(article, round(score, 4), headline, snippets, duplicates.articles, duplicates.others)


def hit_without_snippets(article: Article, score: float) -> Hit:
    """Return a hit without highlighting, for when the deadline has passed."""
    return Hit(article, round(score, 4), MarkedText(article.headline), ())


def matched_spellings(article: Article, highlighters: Highlighters, settings: Settings) -> tuple[str, ...]:
    """Return how an article spells the words of a query: each spelling once, in order of appearance."""
    texts = (
        (highlighters.headline, article.headline),
        (highlighters.text, f"{article.standfirst}\n{article.body}"[: settings.max_marked_chars]),
    )
    found = (
        text[match.start : match.end]
        for highlighter, text in texts
        if highlighter
        for match in highlighter.matches(text)
    )
    return tuple(dict.fromkeys(found))


def _below_headline(article: Article) -> str:
    """Return standfirst and body, without a first sentence that already stands in for the headline."""
    text = "\n".join(part for part in (article.standfirst, article.body) if part)
    opening = article.headline.removesuffix(CUT_HEADLINE)
    rest = text.removeprefix(opening).lstrip()
    return rest if text.startswith(opening) and rest else text
