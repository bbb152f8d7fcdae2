"""Similar articles, and which of them tell the whole story of another."""

from search.archive import Archive
from search.model.results import StoryOverlap
from tests.conftest import MakeArchive

STORY = " ".join(f"कोसी तटबंध टूटने से गांव{number} में पानी{number} भर गया।" for number in range(12))
OTHER = " ".join(f"शहर{number} में बिजली{number} कटौती से लोग{number} परेशान रहे।" for number in range(12))
FIRST = " ".join(f"मंत्री{number} ने आज बैठक{number} में फैसला{number} किया।" for number in range(12))


def overlaps(archive: Archive, article_id: str) -> dict[str, StoryOverlap]:
    return {other.article.id: other.overlap for other in archive.similar(article_id, 5) or ()}


def test_a_digest_holds_the_stories_that_it_tells(make_archive: MakeArchive) -> None:
    archive = make_archive(
        f"तटबंध\n{STORY}", f"कटौती\n{OTHER}", f"राज्य की ख़बरें\n{FIRST}\n{STORY}\n{OTHER}", "कुछ\nऔर बात"
    )
    assert overlaps(archive, "1") == {"3": StoryOverlap.HOLDS}
    assert overlaps(archive, "3") == {"1": StoryOverlap.HELD, "2": StoryOverlap.HELD}
    marked = archive.article("1", similar=5)
    assert marked is not None
    assert marked.similar[0].overlap is StoryOverlap.HOLDS


def test_a_few_words_are_held_by_nobody(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nकोसी तटबंध टूटा", f"ख\nकोसी तटबंध टूटा {FIRST}")
    assert set(overlaps(archive, "1").values()) <= {StoryOverlap.NONE}
