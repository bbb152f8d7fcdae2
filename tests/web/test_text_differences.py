"""Two texts become passages that both or one of them has, and nothing of either is lost."""

from hypothesis import given
from hypothesis import strategies as st

from web.text_differences import Passage, Side, differences

BEFORE = "मंत्री ने पाँच गाँवों में\nबिजली दी।"
AFTER = "मंत्री ने तीन गाँवों में\nबिजली और पानी दिया।"
words = st.lists(st.sampled_from(["क", "ख", "ग ", "घ\n", "।", " "]), max_size=30).map("".join)


def test_words_that_went_and_came_are_told_apart() -> None:
    found = differences(BEFORE, AFTER, 100)
    assert [passage for passage in found.passages if passage.side != "both"] == [
        Passage("before", "पाँच "),
        Passage("after", "तीन "),
        Passage("before", "दी"),
        Passage("after", "और पानी दिया"),
    ]
    assert found.differ
    assert found.is_whole
    assert not differences(BEFORE, BEFORE.replace("\n", " "), 100).differ


@given(words, words, st.integers(1, 40))
def test_each_side_has_its_whole_text(before: str, after: str, most: int) -> None:
    found = differences(before, after, most)
    sides: tuple[tuple[Side, str], ...] = (("before", before), ("after", after))
    for side, text in sides:
        kept = "".join(passage.text for passage in found.of(side))
        assert "".join(kept.split()) == "".join(text.split())


def test_what_is_behind_the_limit_is_said_to_differ() -> None:
    found = differences("क एक दो तीन ख", "ख एक दो तीन क", 2)
    assert not found.is_whole
    assert found.passages[-2:] == (Passage("before", "दो तीन ख"), Passage("after", "दो तीन क"))


def test_texts_made_to_take_long_are_given_up() -> None:
    """Blocks of every length from few words: each is a longest run of its own, and all words are everywhere."""
    blocks = [" ".join(f"w{(7 * size + at) % 101}" for at in range(size)) for size in range(1, 139)]
    assert differences(" ".join(blocks[:60]), " ".join(blocks[59::-1]), 10_000).is_whole
    before, after = " ".join(blocks), " ".join(reversed(blocks))
    given_up = differences(before, after, 10_000)
    assert not given_up.is_whole
    assert "".join(passage.text for passage in given_up.of("after")) == after


def test_one_word_that_changed_far_beyond_what_is_compared_is_found() -> None:
    words = [f"शब्द{number}" for number in range(5_000)]
    changed = [*words[:4_900], "बदला", *words[4_901:]]
    found = differences(" ".join(words), " ".join(changed), 100)
    assert found.is_whole
    assert [passage.text.strip() for passage in found.passages if passage.side != "both"] == [
        "शब्द4900",
        "बदला",
    ]


@given(st.lists(st.sampled_from("क ख ग"), max_size=12), st.lists(st.sampled_from("क ख ग"), max_size=12))
def test_both_texts_are_whole_in_their_passages(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    found = differences(before, after, 4)
    sides: tuple[tuple[Side, str], ...] = (("before", before), ("after", after))
    for side, text in sides:
        assert "".join("".join(passage.text for passage in found.of(side)).split()) == "".join(text.split())
