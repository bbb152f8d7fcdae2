"""What differs between two generations, beside a look at every article of both."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from index.opensearch.difference import DocumentRef, GenerationContents, Story, difference
from index.reindex.build import reindex
from index.reindex.report import Prune, ReindexOptions
from index.settings import Settings
from index.store.generations import Generation, Generations

STORY = " ".join(f"शब्द{number} खबर{number} बात{number}" for number in range(60))


def generation_after(
    settings: Settings, records: list[dict[str, str]], options: ReindexOptions
) -> Generation:
    path = settings.index.parent / "records.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    reindex([path], settings, options)
    return Generations(settings.index).current()


def facts(contents: GenerationContents) -> dict[str, tuple[bytes, Story, tuple[float, ...]]]:
    """The slow twin: every article of a generation."""
    return {ref.id: (ref.digest, contents.story_of(ref), ref.average_lengths) for ref in contents.all()}


def ids(located: list[DocumentRef]) -> set[str]:
    return {ref.id for ref in located}


@pytest.mark.parametrize("seed", range(4))
def test_the_difference_is_what_a_look_at_everything_finds(tmp_path: Path, seed: int) -> None:
    random_ = random.Random(seed)
    settings = replace(Settings(index=tmp_path / "index", processes=1), keep_generations=20)
    archive = {str(n): f"पाठ {n} {random_.random()}" for n in range(40)}
    archive |= {f"copy-{n}": STORY for n in range(3)}
    before: GenerationContents | None = None
    for _ in range(6):
        for article_id in random_.sample(sorted(archive), 3):
            archive[article_id] = f"नया पाठ {random_.random()}"
        for article_id in random_.sample(sorted(archive), 2):
            archive.pop(article_id)
        archive[f"n{random_.random()}"] = STORY if random_.random() < 0.5 else "और पाठ"
        records = [{"id": key, "title": "शीर्षक", "body": body} for key, body in archive.items()]
        options = ReindexOptions(prune=Prune.IF_COMPLETE, full=random_.random() < 0.2)
        after = GenerationContents(generation_after(settings, records, options))
        if before is not None:
            old, new = facts(before), facts(after)
            found = difference(before, after)
            assert ids(found.come) == {key for key, value in new.items() if old.get(key) != value}
            assert ids(found.gone) == {key for key, value in old.items() if new.get(key) != value}
            back = difference(after, before)
            assert (ids(back.come), ids(back.gone)) == (ids(found.gone), ids(found.come))
        before = after


def test_a_copy_tells_the_story_of_the_first_and_others_their_own(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", processes=1)
    records = [{"id": key, "title": "शीर्षक", "body": STORY} for key in ("x", "y")]
    records.append({"id": "z", "title": "शीर्षक", "body": "अकेला पाठ"})
    contents = GenerationContents(generation_after(settings, records, ReindexOptions()))
    assert {key: story for key, (_, story, _) in facts(contents).items()} == {
        "x": Story("x", is_copied=True), "y": Story("x", is_copied=True), "z": Story("z", is_copied=False),
    }  # fmt: skip
