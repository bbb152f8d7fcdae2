"""Wire copy: the same story in several papers, cut, joined with others' sentences, spelled their own way."""

import random
import re
from pathlib import Path

from index.article import Article
from index.duplicates import ShingledTexts, are_same_story, holds_story
from index.reindex.build import reindex
from index.reindex.report import Prune, ReindexOptions
from index.settings import Settings
from index.store.duplicate_groups import DuplicateGroups
from index.store.generations import Generations
from index.store.segments import Segments
from search.engines import open_archive
from search.model.question import Question
from tests import source_exports
from tests.archives import publish
from tests.searching import search

TEXTS = ShingledTexts()
SEEDS = Path(__file__).parents[2] / "seeds"
OWN = ("आज", "कल", "सरकार", "बताया", "राज्य", "वहां", "अब")
DATELINES = ("", "नई दिल्ली, एजेंसी। ", "लखनऊ (भाषा)। ", "हमारे संवाददाता, पटना। ")


def bodies() -> list[str]:
    """Bodies of the seeds that are long enough, each of a story of its own."""
    texts = ["\n".join(path.read_text("utf-8").split("\n")[2:]) for path in sorted(SEEDS.glob("*.txt"))]
    chosen: list[str] = []
    for text in texts:
        if len(text.split()) > 45 and not any(
            are_same_story(TEXTS.shingles(text), TEXTS.shingles(each)) for each in chosen
        ):
            chosen.append(text)
    return chosen


def edited(body: str, chance: random.Random) -> str:
    """As another paper prints it: a dateline, every tenth sentence left out, every twentieth word another."""
    sentences = re.split(r"(?<=[।?!])\s+", body)
    kept = [sentence for sentence in sentences if chance.random() > 0.1] or sentences
    words = [
        " ".join(chance.choice(OWN) if chance.random() < 0.05 else word for word in sentence.split())
        for sentence in kept
    ]
    return chance.choice(DATELINES) + " ".join(words).replace("ज़", "ज")


def test_precision_and_recall_on_edited_copies(tmp_path: Path) -> None:
    chance = random.Random(3)
    originals = bodies()
    assert len(originals) > 60
    articles = []
    for number, body in enumerate(originals):
        articles.append(Article(id=f"{number}-0", headline=f"सुर्खी {number}", body=body))
        articles += [
            Article(id=f"{number}-{copy}", headline=f"दूसरी {number} {copy}", body=edited(body, chance))
            for copy in (1, 2)
        ]
    chance.shuffle(articles)
    settings = Settings(index=tmp_path)
    publish(articles, settings)
    copies = DuplicateGroups(Generations(tmp_path).current().path)
    story = [article.id.split("-")[0] for article in articles]
    group = [copies.group_of(document) for document in range(len(articles))]
    pairs = [(one, other) for one in range(len(articles)) for other in range(one)]
    joined = [(one, other) for one, other in pairs if group[one] == group[other]]
    meant = [(one, other) for one, other in pairs if story[one] == story[other]]
    right = sum(story[one] == story[other] for one, other in joined)
    assert right == len(joined)
    assert right >= 0.95 * len(meant)


def test_a_story_and_its_cut_version_and_two_stories_of_one_day() -> None:
    body = "\n".join(article["body"] for article in source_exports.articles(2))
    half = body[: len(body) // 2]
    assert are_same_story(TEXTS.shingles(body), TEXTS.shingles(half))
    one, other = (TEXTS.shingles(text) for text in bodies()[:2])
    assert not are_same_story(one, other)


def test_groups_follow_the_archive(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    one, two = source_exports.articles(2)
    again = {**one, "url": "https://other.example/1", "title": "दूसरे अख़बार की सुर्खी"}
    source = tmp_path / "a.jsonl"
    for records, copies in (([one, two], 0), ([one, two, again], 1), ([two, again], 0)):
        source.write_bytes(source_exports.json_lines(records))
        reindex([source], settings, ReindexOptions(prune=Prune.IF_COMPLETE))
        hits = search(open_archive(settings), Question(again["title"] + " OR " + one["title"])).hits
        assert {len(hit.duplicates) for hit in hits if hit.article.url in (one["url"], again["url"])} == {
            copies
        }


def _groups(settings: Settings) -> set[frozenset[str]]:
    """Return the ids of each group of copies."""
    folder = Generations(settings.index).current().path
    segments, copies = Segments.open(folder), DuplicateGroups(folder)
    found: dict[int, set[str]] = {}
    for document in range(segments.documents):
        segment, ordinal = segments.locate(document)
        if not segment.is_deleted(ordinal):
            found.setdefault(copies.group_of(document), set()).add(segment.columns.article(ordinal).id)
    return {frozenset(ids) for ids in found.values() if len(ids) > 1}


def test_a_publication_finds_the_same_copies_as_all_at_once(tmp_path: Path) -> None:
    chance = random.Random(5)
    records = [
        {
            "id": f"{number}-{copy}",
            "title": f"सुर्खी {number} {copy}",
            "body": edited(body, chance) if copy else body,
        }
        for number, body in enumerate(bodies()[:40])
        for copy in range(3)
    ]
    chance.shuffle(records)
    several, once = Settings(index=tmp_path / "several"), Settings(index=tmp_path / "once")
    for start in range(0, len(records), 9):
        (tmp_path / "a.jsonl").write_bytes(source_exports.json_lines(records[start : start + 9]))
        report = reindex([tmp_path / "a.jsonl"], several)
        assert report.terms == Segments.open(Generations(several.index).current().path).distinct_terms()
    (tmp_path / "a.jsonl").write_bytes(source_exports.json_lines(records))
    reindex([tmp_path / "a.jsonl"], once)
    assert len(_groups(once)) > 30
    assert _groups(several) == _groups(once)


def test_what_loses_its_first_article_is_compared_anew(tmp_path: Path) -> None:
    chance = random.Random(6)
    body, *others = bodies()[:30]
    records = [{"id": "0", "title": "पहली", "body": body}]
    records += [
        {"id": f"{copy}", "title": f"दूसरी {copy}", "body": edited(body, chance)} for copy in (1, 2, 3)
    ]
    records += [
        {"id": f"x{number}", "title": f"और {number}", "body": each} for number, each in enumerate(others)
    ]
    settings, source = Settings(index=tmp_path / "index"), tmp_path / "a.jsonl"
    source.write_bytes(source_exports.json_lines(records))
    reindex([source], settings)
    assert _groups(settings) == {frozenset("0123")}
    source.write_bytes(source_exports.json_lines(records[1:]))
    reindex([source], settings, ReindexOptions(prune=Prune.IF_COMPLETE))
    assert _groups(settings) == {frozenset("123")}
    source.write_bytes(source_exports.json_lines([records[1], *records[3:]]))
    reindex([source], settings, ReindexOptions(prune=Prune.IF_COMPLETE))
    assert _groups(settings) == {frozenset("13")}


def test_a_digest_makes_the_stories_that_it_holds_no_copies_of_each_other(tmp_path: Path) -> None:
    one, two = (body for body in bodies() if len(body.split()) > 120), bodies()[-1]
    first, second = next(one), next(one)
    texts = {"digest": f"{first}\n{second}", "first": first, "second": second, "other": two}
    for order in (
        ["digest", "first", "second"],
        ["first", "digest", "second"],
        ["second", "first", "digest"],
    ):
        settings = Settings(index=tmp_path / "-".join(order))
        publish([Article(id=name, headline=name, body=texts[name]) for name in [*order, "other"]], settings)
        assert not any({"first", "second"} <= group for group in _groups(settings))


def test_a_digest_holds_a_story_and_is_none_of_its_copies() -> None:
    story, other = [body for body in bodies() if len(body.split()) > 120][:2]
    digest, told = TEXTS.shingles(f"{other}\n{story}"), TEXTS.shingles(story)
    assert not are_same_story(digest, told)
    assert holds_story(digest, told)
    assert not holds_story(told, digest)
    assert not holds_story(told, told)
    assert not holds_story(digest, TEXTS.shingles(" ".join(story.split()[:20]))), "too short to tell"


def test_a_later_story_that_begins_anew_is_no_copy() -> None:
    words = [f"शब्द{number}" for number in range(500)]
    earlier, later = " ".join(words[:200]), " ".join([*words[300:380], *words[60:180]])
    assert not are_same_story(TEXTS.shingles(earlier), TEXTS.shingles(later))
    edited_end = " ".join([*words[:120], *words[300:380]])
    assert are_same_story(TEXTS.shingles(earlier), TEXTS.shingles(edited_end)), "a new end is an edition"
