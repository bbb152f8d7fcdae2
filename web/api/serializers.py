"""Results as JSON: one shape for the endpoint and the command line."""

import datetime
from typing import Any

from index.article import Article
from index.article_versions import versions_of
from index.fields import VALUE_FIELDS
from index.hindi import roman
from index.hindi.analysis import AnalysedWord
from index.hindi.sounds import phonemes, sound_keys
from index.hindi.stems import inflection_keys
from search.model.aggregations import Facet, SpellingMatrix, SpellingUsage
from search.model.companions import Companions
from search.model.concordance import Concordance
from search.model.coverage import Coverage
from search.model.expansions import Expansion, WordVariants
from search.model.marked_text import MarkedText
from search.model.messages import QueryWarning
from search.model.question import EXPANSION_SWITCHES
from search.model.results import Completions, Hit, MarkedArticle, SearchResponse, SimilarArticle
from search.model.timeline import Bucket, Timeline
from web.languages import LANGUAGES
from web.marked_html import to_html
from web.source_table import SourceTable
from web.warnings import warning_text_in

Json = dict[str, Any]


def response_json(page: SearchResponse) -> Json:
    """Return a page of results: what was searched, what was added, and the hits."""
    return {
        "query": page.query,
        "total": page.total,
        "stories": page.stories,
        "page": page.page,
        "size": page.size,
        "pages": page.pages,
        "took_ms": page.took_ms,
        "relaxed": page.is_relaxed,
        "sort": page.question.sort.value,
        "recent": page.question.half_life,
        "fold": page.question.collapse,
        **{name: getattr(page.expansion, name) for name in EXPANSION_SWITCHES},
        "revision": page.revision,
        "partial": page.is_partial,
        "next_cursor": page.next_cursor,
        "expansions": [expansion_json(expansion) for expansion in page.added],
        "offers": [expansion_json(expansion) for expansion in page.offered],
        "refused": [expansion_json(expansion) for expansion in page.refused],
        "suggestion": page.suggestion._asdict() if page.suggestion else None,
        "notes": [warning_json(warning) for warning in page.warnings],
        "hits": [hit_json(hit) for hit in page.hits],
        "partial_hits": [hit_json(hit) for hit in page.partial_hits],
        "full_total": page.full_total,
    }


def warning_json(warning: QueryWarning) -> Json:
    """Return what a search says about a query: its code, and a text in each language of the interface."""
    return {"code": warning.value, **{code: warning_text_in(code, warning) for code in LANGUAGES}}


def hit_json(hit: Hit) -> Json:
    """Return one hit; marks are [start, end) in code points of the text beside them."""
    return {
        **facts_json(hit.article),
        "score": hit.score,
        "title_marked": marked_json(hit.headline),
        "snippets": [marked_json(snippet) for snippet in hit.snippets],
        "copies": [facts_json(article) for article in hit.duplicates],
        "more_copies": hit.other_duplicates,
        "missing": list(hit.missing),
    }


def facet_json(facet: Facet) -> Json:
    """Return a facet: values with the articles found, all that pass the other filters, and the share of them."""
    values = [
        {"value": value.value, "count": value.count, "of": value.background, "share": round(value.share, 6)}
        for value in facet.values
    ]
    return {"values": values, "more": facet.other_values, "without": facet.missing}


def counts_json(page: SearchResponse) -> Json:
    """Return what every answer that only counts says of itself."""
    return {
        "total": page.total,
        "revision": page.revision,
        "partial": page.is_partial,
        "relaxed": page.is_relaxed,
    }


def timeline_json(line: Timeline) -> Json:
    """Return a timeline: its unit and buckets, and articles without a date."""
    buckets = [_bucket_json(bucket) for bucket in line.buckets]
    return {"unit": line.unit.value, "undated": line.undated, "buckets": buckets}


def _bucket_json(bucket: Bucket) -> Json:
    return {
        "since": bucket.since.isoformat(),
        "until": bucket.until.isoformat(),
        "count": bucket.count,
        "of": bucket.background,
        "share": round(bucket.share, 6),
    }


def spellings_json(found: SpellingUsage) -> Json:
    """Return which source uses which spelling of the words of a question."""
    return {
        "total": found.total,
        "revision": found.revision,
        "partial": found.is_partial,
        "relaxed": found.is_relaxed,
        "words": [_spelling_table_json(table) for table in found.matrices],
    }


def companions_json(found: Companions) -> Json:
    """Return the words that stand out in a result, the strongest first."""
    return {
        "total": found.total,
        "revision": found.revision,
        "partial": found.is_partial,
        "articles": found.articles,
        "looked_at": found.looked_at,
        "documents": found.documents,
        "words": [
            {
                "text": companion.text,
                "count": companion.articles,
                "of": companion.background,
                "strength": companion.strength,
            }
            for companion in found.words
        ],
    }


def concordance_json(found: Concordance) -> Json:
    """Return the occurrences of a question, in the order of the results."""
    return {
        "total": found.total,
        "revision": found.revision,
        "partial": found.is_partial,
        "articles": found.articles,
        "occurrences": [
            {
                "article": facts_json(occurrence.article),
                "field": occurrence.field,
                "before": occurrence.before,
                "match": occurrence.match,
                "after": occurrence.after,
            }
            for occurrence in found.occurrences
        ],
    }


def _spelling_table_json(table: SpellingMatrix) -> Json:
    """Return which source uses which spelling of a word."""
    names = [spelling for spelling, _ in table.spellings]
    return {
        "word": table.word,
        "spellings": [{"spelling": spelling, "count": count} for spelling, count in table.spellings],
        "sources": [
            {"source": row.source, "counts": dict(zip(names, row.counts, strict=True))}
            for row in table.sources
        ],
    }


def completions_json(found: Completions) -> Json:
    """Return what may be typed next; a word goes after `before`."""
    return {
        "before": found.before,
        "words": [{"text": completion.text, "documents": completion.documents} for completion in found.words],
        "headlines": [{"id": article_id, "title": headline} for article_id, headline in found.headlines],
    }


def similar_article_json(other: SimilarArticle) -> Json:
    """Return an article on the subject of another, and whether one of them holds the other's story."""
    return {**facts_json(other.article), "overlap": other.overlap.value}


def marked_article_json(marked: MarkedArticle) -> Json:
    """Return a whole article with its marks."""
    return {
        **facts_json(marked.article),
        "title_marked": marked_json(marked.headline),
        "standfirst": marked_json(marked.standfirst),
        "body": marked_json(marked.body),
        "copies": [facts_json(article) for article in marked.duplicates],
        "versions": [
            {
                "replaced": version.replaced or None,
                "title": version.headline,
                "standfirst": version.standfirst,
                "body": version.body,
            }
            for version in versions_of(marked.article)
        ],
    }


def facts_json(article: Article) -> Json:
    """Return an article's facts without its texts."""
    return {
        "id": article.id,
        "title": article.headline,
        "date": article.date.isoformat() if article.date else None,
        "arrived": _moment(article.arrived_at),
        **{name: getattr(article, name) for name in VALUE_FIELDS},
        "url": article.url,
    }


def _moment(moment: datetime.datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def source_table_json(table: SourceTable) -> Json:
    """Return a question's articles by source and time."""
    return {
        "unit": table.unit.value,
        "total": table.total,
        "revision": table.revision,
        "partial": table.is_partial,
        "more_sources": table.others,
        "sources": [
            {
                "source": row.source,
                "total": row.total,
                "first": facts_json(row.first) if row.first else None,
                "is_first": bool(row.first and row.first_day == table.first_day),
                "buckets": [_bucket_json(bucket) for bucket in row.buckets],
            }
            for row in table.rows
        ],
    }


def marked_json(marked: MarkedText) -> Json:
    """Return a text, the ranges that matched, and the same as escaped HTML."""
    return {"text": marked.text, "marks": [list(pair) for pair in marked.marks], "html": str(to_html(marked))}


def analysed_json(word: AnalysedWord) -> Json:
    """Return a word of a text and what each tier of the analysis makes of it.

    `terms` are the two terms of tier 1, `families` those of tier 2, `sounds` and `sound_keys` what
    tier 3 compares, `readings` the letter units of tier 4, `initials` the letters it stands for.
    """
    devanagari = word.token.letters is None and not word.term.isascii()
    readings = roman.readings(word.term) if roman.is_latin(word.term) else ()
    return {
        "text": word.token.text,
        "start": word.token.start,
        "end": word.token.end,
        "position": word.token.position,
        "term": word.term,
        "terms": [word.term, word.exact],
        "initials": word.token.letters,
        "families": list(inflection_keys(word.term)),
        "sounds": " ".join(phonemes(word.term)) if devanagari else "",
        "sound_keys": list(sound_keys(word.term)) if devanagari else [],
        "readings": [" ".join(units) for units in readings],
    }


def variants_json(found: WordVariants) -> Json:
    """Return a word and everything it stands for in an archive."""
    return {
        "word": found.word,
        "term": found.term,
        "documents": found.documents,
        "terms": [expansion_json(expansion) for expansion in found.variants.added],
        "offers": [expansion_json(expansion) for expansion in found.variants.offered],
        "refused": [expansion_json(expansion) for expansion in found.variants.refused],
    }


def expansion_json(expansion: Expansion) -> Json:
    """Return a spelling that was added or is offered."""
    return {
        "word": expansion.word,
        "term": expansion.term,
        "spelling": expansion.spelling,
        "kind": expansion.kind.value,
        "probability": expansion.probability,
        "documents": expansion.documents,
        "excluded": expansion.is_excluded,
    }


def coverage_json(found: tuple[Coverage, ...]) -> Json:
    """Return what the archive holds of each source."""
    return {
        "total": sum(coverage.total for coverage in found),
        "sources": [
            {
                "source": coverage.source,
                "total": coverage.total,
                "undated": coverage.undated,
                "first": coverage.first.isoformat() if coverage.first else None,
                "last": coverage.last.isoformat() if coverage.last else None,
                "months": dict(coverage.months),
                "gaps": coverage.gaps,
            }
            for coverage in found
        ],
    }
