"""The date of a web page: what stands beside the headline, and nothing else."""

import pytest

from index.readers.html_page import tree_of
from index.readers.page_dates import shown_date

STORY = "<p>" + "कहानी का एक लंबा वाक्य है। " * 20 + "</p>"


def shown(body: str, url: str = "") -> str:
    return shown_date(tree_of(f"<html><body>{body}</body></html>"), url)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (f"<article><h1>सुर्खी</h1><time datetime='2024-06-25'>25 जून</time>{STORY}</article>", "2024-06-25"),
        (f"<div><h1>सुर्खी</h1><div class='date'>25 जून 2024</div>{STORY}</div>", "2024-06-25"),
        (f"<article><h1>सुर्खी</h1>{STORY}</article><aside><time datetime='2021-09-09'>x</time></aside>", ""),
        (f"<div class='topdate'>24 मार्च 2020</div><article><h1>सुर्खी</h1>{STORY}</article>", ""),
        (f"<article><h1>सुर्खी</h1>{STORY}</article><div class='comments'><time>2019-12-12</time></div>", ""),
        ("<article><h1>सुर्खी</h1><p>वह <time datetime='1947-08-15'>15 अगस्त 1947</time> को "
         + "कहानी का एक लंबा वाक्य है। " * 10 + "</p></article>", ""),
        (f"<div><span class='date'>2 फरवरी 2022</span><h1>सुर्खी</h1><b class='date'>Publish Date: 5 Mar 2016</b>{STORY}</div>",
         "2016-03-05"),
        (f"<div><span class='date'>2 फरवरी 2022</span><h1>सुर्खी</h1><span class='date'>5 मार्च 2016</span>{STORY}</div>", ""),
        (f"<h1>सुर्खी</h1>{STORY}<footer><time datetime='2026-11-24'>आज</time></footer>", ""),
    ],
)  # fmt: skip
def test_the_day_beside_the_headline(body: str, day: str) -> None:
    assert shown(body) == day


def test_the_address_goes_before_what_is_shown() -> None:
    body = f"<div><div class='date'>24 मार्च 2020</div><h1>सुर्खी</h1>{STORY}</div>"
    assert shown(body, "https://a.example/2024/06/25/story.html") == "2024-06-25"
