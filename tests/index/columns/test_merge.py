"""Merging: any way to cut an archive into runs, and to leave documents out, gives the same segment."""

import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.article import Article
from index.columns import postings_merge as merging
from index.columns.layout import FILES
from index.columns.merge import merge
from index.columns.segment_columns import SegmentColumns
from index.columns.source import Source
from index.fields import TEXT_FIELDS
from index.hindi.analysis import analyse
from index.processes import Resources
from tests.archives import write_run_of

WORDS = ["मोदी", "ज़मीन", "जमीन", "SCO", "एससीओ", "में", "दिन", "गाँव", "गांव,", "है।", "एस सी ओ", "😀", "लड़के"]
texts = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)


@st.composite
def archives(draw: st.DrawFn) -> list[Article]:
    count = draw(st.integers(1, 9))
    return [
        Article(
            id=f"{number}", headline=draw(texts), standfirst=draw(texts), body=draw(texts),
            source=draw(st.sampled_from(["", "क", "ख"])), url=draw(st.sampled_from(["", "https://example.org/"])),
            date=draw(st.sampled_from([None, datetime.date(2024, 6, 25), datetime.date(1, 1, 1)])),
        )
        for number in range(count)
    ]  # fmt: skip


def _content(base: Path) -> dict[str, list[object]]:
    columns = SegmentColumns(base)
    columns.verify()
    return {
        f"{end}:{name}": column.all().tolist()
        for end, file in zip(FILES, columns.files, strict=True)
        for name, column in file.columns.items()
    }


@given(archives(), st.data())
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_runs_cut_anywhere_and_documents_left_out_give_the_same_segment(
    tmp_path_factory: pytest.TempPathFactory, archive: list[Article], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    kept = data.draw(st.lists(st.booleans(), min_size=len(archive), max_size=len(archive)))
    cut = data.draw(st.integers(0, len(archive)))
    again = data.draw(st.booleans())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "DENSE_LEAST", data.draw(st.sampled_from([2, 512])))
        staying = [article for article, stays in zip(archive, kept, strict=True) if stays]
        if not staying:
            return
        merge(folder / "plain", [Source(write_run_of(folder / "all", staying))])
        sources = []
        for name, part in (("one", slice(0, cut)), ("two", slice(cut, len(archive)))):
            if any(kept[part]):
                columns = write_run_of(folder / name, archive[part])
                if again:  # a segment, with dense terms, instead of a run
                    merge(folder / f"{name}-segment", [Source(columns)])
                    columns = SegmentColumns(folder / f"{name}-segment")
                sources.append(Source(columns, None if all(kept[part]) else np.array(kept[part])))
        small = Resources(processes=1, memory=data.draw(st.sampled_from([1, 2_000, 1 << 30])))
        merge(folder / "merged", sources, None, small)
    assert _content(folder / "merged") == _content(folder / "plain")


def test_two_processes_write_what_one_does(tmp_path: Path) -> None:
    archive = [Article(id=str(n), headline=WORDS[n % 7], body=" ".join(WORDS[n % 5 :])) for n in range(40)]
    columns = write_run_of(tmp_path / "run", archive)
    seen: list[float] = []
    merge(tmp_path / "one", [Source(columns)])
    merge(tmp_path / "two", [Source(columns)], None, Resources(2, 4_000), seen.append)
    assert _content(tmp_path / "one") == _content(tmp_path / "two")
    assert len(seen) > 2
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


@given(archives())
def test_a_segment_gives_back_its_articles_and_their_words(
    tmp_path_factory: pytest.TempPathFactory, archive: list[Article]
) -> None:
    folder = tmp_path_factory.mktemp("merge")
    merge(folder / "g", [Source(write_run_of(folder / "run", archive))])
    columns = SegmentColumns(folder / "g")
    assert [columns.article(number) for number in range(columns.documents)] == archive
    assert [columns.document_of(article.id) for article in archive] == list(range(len(archive)))
    assert columns.document_of("none") is None
    assert [columns.digest(number) for number in range(columns.documents)] == [a.digest() for a in archive]
    held: dict[tuple[str, str], set[int]] = {}
    for number, article in enumerate(archive):
        for name in TEXT_FIELDS:
            for word in analyse(getattr(article, name)):
                held.setdefault((word.term, word.spelling), set()).add(number)
    for (term, spelling), documents in held.items():
        found = columns.term_number(term)
        assert found is not None
        if spelling == term:
            assert columns.own_documents(found) == len(documents)
        else:
            number_of = columns.spelling_number(found, spelling)
            assert number_of is not None
            assert columns.spelling_documents(number_of) == len(documents)
        everywhere = set().union(*(held[pair] for pair in held if pair[0] == term))
        assert columns.docs(found).tolist() == sorted(everywhere)
    assert columns.term_number("nowhere") is None
    assert len(columns.terms) == len({term for term, _ in held})
