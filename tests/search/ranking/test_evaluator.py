"""The search over arrays against Whoosh's matchers walked document by document."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from whoosh.index import open_dir

from index.article import Article
from index.columns import ngram_writer, postings_merge
from index.fields import TEXT_FIELDS
from index.hindi.analysis import AnalysedWord, analyse
from index.hindi.sentences import starts
from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.embedded.segment_searcher import RankedDocs
from search.embedded.snapshot import LocalSnapshot
from search.execution.prepared_query import plan_text
from search.execution.snapshot import Sort
from search.model.filters import NO_FILTERS
from search.model.question import EXPAND_ALL, SortOrder
from search.query.clauses import AllOf, AnyOf, Clause, PhraseClause
from search.query.parser import ParserLimits, parse
from tests.search.ranking.plain_matching import matcher

WORDS = ["मोदी", "पुतिन", "चीन", "कज़ाखस्तान", "कजाखिस्तान", "दिन"]
MARKED = [*WORDS, "मोदी।", "पुतिन?", "चीन।दिन"]
texts = st.lists(st.sampled_from(MARKED), min_size=1, max_size=8).map(" ".join)
bodies = st.lists(texts, min_size=1, max_size=3).map("\n".join)
articles = st.lists(st.tuples(texts, texts, bodies), min_size=1, max_size=8)
word = st.sampled_from([
    *WORDS, "=कज़ाखस्तान", '"मोदी चीन"', '"चीन चीन"', "मोदी-पुतिन", "शीर्षक:मोदी", 'body:"मोदी चीन"', "standfirst:(पुतिन OR दिन)",
    '"मोदी चीन"~1', '"मोदी पुतिन चीन"~4', '"चीन चीन"~3', '"मोदी चीन"~वाक्य', '"दिन पुतिन मोदी"~s', '"मोदी पुतिन"~पैरा',
    '"कज़ाखस्तान कजाखिस्तान"~4', '"कजाखिस्तान kazakhstan मोदी"~6', '"कज़ाखस्तान kazakhstan कजाखिस्तान"~वाक्य',
    "मोदी@2", '"मोदी चीन"@2', '"मोदी चीन"~3@2', "body:चीन@3", "=कज़ाखस्तान@2", "कज*", "मो*", "पुतिन*@2",
    'headline:"मोदी चीन"~3', '="कज़ाखस्तान मोदी"~5', 'body:"कज़ाखस्तान चीन"~sentence',
])  # fmt: skip
queries = st.lists(st.tuples(st.sampled_from(["", "-", "OR "]), word), min_size=1, max_size=4)


def holds(clause: Clause, article: Article) -> bool:
    """The meaning of a clause, read off the article's own words."""
    if isinstance(clause, AnyOf):
        return any(holds(inner, article) for inner in clause.should)
    if isinstance(clause, AllOf):
        return all(holds(inner, article) for inner in clause.must) and not any(
            holds(inner, article) for inner in clause.must_not
        )
    fields = [clause.field] if clause.field else TEXT_FIELDS
    if clause.times > 1:
        return sum(occurrences(clause, getattr(article, field)) for field in fields) >= clause.times
    return any(in_text(clause, getattr(article, field)) for field in fields)


def occurrences(sequence: PhraseClause, text: str) -> int:
    """How many words of a text begin a match."""
    words = analyse(text)
    if isinstance(sequence.within, int) and sequence.within:
        return sum(
            _begins_window(sequence, words[start : start + sequence.within + 1])
            for start in range(len(words))
        )
    length = len(sequence.slots)
    return sum(_stand(sequence, words[start : start + length]) for start in range(len(words) - length + 1))


def _begins_window(sequence: PhraseClause, words: list[AnalysedWord]) -> bool:
    """Whether some run from the first of these words on has all slots, and would not without that word."""
    slots = [frozenset(alternative.term for alternative in slot) for slot in sequence.slots]
    return any(
        have_room(words[:end], slots) and not have_room(words[1:end], slots)
        for end in range(1, len(words) + 1)
    )


def _stand(sequence: PhraseClause, words: list[AnalysedWord]) -> bool:
    slots = [frozenset(alternative.term for alternative in slot) for slot in sequence.slots]
    return all(stands(word, slot) for word, slot in zip(words, slots, strict=True))


def stands(word: AnalysedWord, slot: frozenset[str]) -> bool:
    """Whether a word is one of a slot's terms."""
    return bool({word.term, word.exact} & slot)


def have_room(some: list[AnalysedWord], slots: list[frozenset[str]]) -> bool:
    """Whether each slot finds an occurrence of its own."""
    if not slots:
        return True
    return any(
        stands(word, slots[0]) and have_room(some[:place] + some[place + 1 :], slots[1:])
        for place, word in enumerate(some)
    )


def in_text(sequence: PhraseClause, text: str) -> bool:
    words = analyse(text)
    slots = [frozenset(alternative.term for alternative in slot) for slot in sequence.slots]
    if sequence.within:
        return any(have_room(part, slots) for part in stretches(text, words, sequence.within))
    return any(
        all(stands(words[start + offset], slot) for offset, slot in enumerate(slots))
        for start in range(len(words) - len(slots) + 1)
    )


def stretches(text: str, words: list[AnalysedWord], within: int | str) -> list[list[AnalysedWord]]:
    """The sentences or paragraphs of a text, or all its runs of words that are no further apart."""
    if isinstance(within, int):
        return [words[start : start + within + 1] for start in range(len(words))]
    sentences, paragraphs = starts(text, [word.token for word in words])
    cuts = [0, *(sentences if within == "sentence" else paragraphs), len(words)]
    return [words[start:end] for start, end in pairwise(cuts)]


@given(articles, queries, st.booleans(), st.booleans())
@hypothesis_settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_matching_agrees_with_its_slow_twin(
    tmp_path_factory: pytest.TempPathFactory,
    articles: list[tuple[str, str, str]],
    queries: list[tuple[str, str]],
    split: bool,
    dense: bool,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if dense:  # terms of two documents already have bits and block peaks, and n-grams
            patch.setattr(postings_merge, "DENSE_LEAST", 2)
            patch.setattr(ngram_writer, "DENSE_LEAST", 2)
        opened, clause = _archive(tmp_path_factory.mktemp("twin"), articles, queries, split)
    if clause is None:
        return
    searcher = opened.searcher
    everything = searcher.top(clause, 1_000)
    ranked, total, _ = everything
    found = set(opened.article_ids([doc.document for doc in ranked]))
    stored = [
        segment.columns.article(document)
        for segment in opened.segments
        for document in range(segment.documents)
        if not segment.is_deleted(document)
    ]
    assert found == {article.id for article in stored if holds(clause, article)}
    assert total == len(found)
    walked = [
        (-round(score, 9), *_tie(opened, document), document) for document, score in _walked(opened, clause)
    ]
    expected = sorted(walked)
    assert [doc.document for doc in ranked] == [document for *_, document in expected]
    assert [doc.score for doc in ranked] == pytest.approx([-score for score, *_ in expected])
    assert opened.match(clause).total == total
    _agrees_in_every_order(opened, clause, everything)
    for count in (1, 2, 3):
        fewer, counted, _ = searcher.top(clause, count)
        assert (fewer, counted) == (ranked[:count], total)


def _agrees_in_every_order(opened: LocalSnapshot, clause: AllOf, everything: RankedDocs) -> None:
    """Other orders, and the whole list, against sorting what was found."""
    newest = opened.newest_day
    scores = {doc.document: doc.score for doc in everything[0]}

    def fresh(document: int) -> float:
        age = newest + _tie(opened, document)[0]
        return float(0.4 + 0.6 * 0.5 ** (age / 2))

    keys: dict[Sort, Callable[[int], tuple[float, str]]] = {
        Sort(SortOrder.NEWEST, 0, newest): lambda document: (
            _tie(opened, document)[0],
            _tie(opened, document)[1],
        ),
        Sort(SortOrder.OLDEST, 0, newest): lambda document: (
            -_tie(opened, document)[0],
            _tie(opened, document)[1],
        ),
    }
    for ordering, key in keys.items():
        expected = sorted(scores, key=key)
        for count in (1, 2, 100):
            found, total, _ = opened.searcher.first(clause, count, NO_FILTERS, ordering)
            assert [doc.document for doc in found] == expected[:count]
            assert total == len(expected)
        assert opened.searcher.scan(clause, NO_FILTERS, ordering).tolist() == expected
    ordering = Sort(SortOrder.RELEVANCE, 0, newest)
    assert opened.searcher.scan(clause, NO_FILTERS, ordering).tolist() == [
        doc.document for doc in everything[0]
    ]
    recent, _, _ = opened.searcher.first(clause, 100, NO_FILTERS, Sort(SortOrder.RELEVANCE, 2, newest))
    assert {doc.document for doc in recent} == set(scores)
    for doc in recent:
        assert doc.score == pytest.approx(scores[doc.document] * fresh(doc.document))


def _tie(opened: LocalSnapshot, document: int) -> tuple[int, str]:
    article = next(opened.articles([document]))
    assert article.date is not None
    return -article.date.toordinal(), article.id


def _archive(
    folder: Path, articles: list[tuple[str, str, str]], queries: list[tuple[str, str]], split: bool
) -> tuple[LocalSnapshot, AllOf | None]:
    settings = Settings(index=folder / "index")
    paths = []
    for number, (headline, standfirst, body) in enumerate(articles):
        path = folder / f"{number}.txt"
        day = 1 + number // 2
        path.write_text(
            f"स | 2024-01-{day:02} | id: {number}\n{headline}\n{standfirst}\n{body}।", encoding="utf-8"
        )
        paths.append(path)
    _index(paths, settings, split)
    opened = LocalArchive(settings).current()
    text = " ".join(sign + word for sign, word in queries)
    clause = plan_text(opened, text, EXPAND_ALL, settings)[0].clause
    if clause is None:
        assert all(node for node in parse(text, ParserLimits(800, 8)).root.nodes)
    return opened, clause


def _walked(opened: LocalSnapshot, clause: AllOf) -> Iterator[tuple[int, float]]:
    """(document, score) by Whoosh matchers, document by document."""
    weights = opened.searcher.weights(clause)
    reader = open_dir(str(opened.path)).reader()
    for (segment, offset), ours in zip(reader.leaf_readers(), opened.segments, strict=True):
        usual = dict(zip(TEXT_FIELDS, ours.columns.average_lengths().tolist(), strict=True))
        matches = matcher(clause, segment, weights, usual)
        while matches.is_active():
            yield offset + matches.id(), matches.score()
            matches.next()


def _index(paths: list[Path], settings: Settings, split: bool) -> None:
    """In one segment, or in several with deleted documents."""
    if split:
        texts = [path.read_text(encoding="utf-8") for path in paths]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text + "\nमोदी चीन।", encoding="utf-8")
        reindex(paths, settings)
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        for path in paths[:2]:
            reindex([path], settings)
        return
    reindex(paths, settings)
