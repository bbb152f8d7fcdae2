"""Hits: what is shown of an article that was found: its marked headline, best passages, and its copies."""

from dataclasses import dataclass

from index.article import Article
from index.columns.layout import Numbers
from index.readers.record import CUT_HEADLINE
from index.settings import Settings
from search.clauses import AllOf, sequences
from search.marked import MarkedText
from search.marking import Marker
from search.open_generation import OpenGeneration
from search.ranking import Ranked
from search.result import Hit
from search.snippets import best_passages


@dataclass(frozen=True)
class Markers:
    """What marks headlines and texts for a clause; None for no clause."""

    headline: Marker | None
    text: Marker | None

    @classmethod
    def of(cls, clause: AllOf | None) -> "Markers":
        """The markers of a clause: one for all texts, unless it asks for fields."""
        if clause is None:
            return cls(None, None)
        if not any(sequence.field for sequence in sequences(clause)):
            both = Marker(clause)
            return cls(both, both)
        return cls(Marker(clause, ("headline",)), Marker(clause, ("standfirst", "body")))


def hit(opened: OpenGeneration, ranked: Ranked, markers: Markers, copies: Numbers, settings: Settings) -> Hit:
    """The article of a result; `copies` are the found documents that have copies."""
    article = opened.article_at(ranked.document)
    snippets: tuple[MarkedText, ...] = ()
    if markers.text is not None:
        limits = settings.snippets, settings.snippet_chars
        text = _below_headline(article)[: settings.max_passage_search_chars]
        snippets = best_passages(text, markers.text, *limits)
    headline = markers.headline.mark(article.headline) if markers.headline else MarkedText(article.headline)
    same = others(opened, ranked.document, copies, settings) if len(copies) else ()
    more = 0
    if len(same) >= settings.max_listed_copies:
        group = opened.copies.group_of(ranked.document)
        more = int((opened.copies.groups_of(copies) == group).sum()) - 1 - len(same)
    return Hit(article, round(ranked.score, 4), headline, snippets, same, more)


def written(article: Article, markers: Markers) -> tuple[str, ...]:
    """How an article writes the words of a query: each way once, in the order in which they come."""
    texts = ((markers.headline, article.headline), (markers.text, f"{article.standfirst}\n{article.body}"))
    found = (
        text[match.start : match.end] for marker, text in texts if marker for match in marker.matches(text)
    )
    return tuple(dict.fromkeys(found))


def bare_hit(opened: OpenGeneration, ranked: Ranked) -> Hit:
    """The article alone, where there is no time for more."""
    article = opened.article_at(ranked.document)
    return Hit(article, round(ranked.score, 4), MarkedText(article.headline), ())


def others(opened: OpenGeneration, document: int, among: Numbers, settings: Settings) -> tuple[Article, ...]:
    """Copies of a document among some others, oldest number first."""
    group = opened.copies.group_of(document)
    same = among[opened.copies.groups_of(among) == group]
    return tuple(
        opened.article_at(each) for each in same[same != document].tolist()[: settings.max_listed_copies]
    )


def _below_headline(article: Article) -> str:
    """Standfirst and body, without a first sentence that already stands in for the headline."""
    text = "\n".join(part for part in (article.standfirst, article.body) if part)
    opening = article.headline.removesuffix(CUT_HEADLINE)
    rest = text.removeprefix(opening).lstrip()
    return rest if text.startswith(opening) and rest else text
