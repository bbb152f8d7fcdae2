"""Markdown with front matter."""

from pathlib import Path

import pytest

from index.readers.format import InputPart, ReadOptions
from index.readers.front_matter import FORMAT, read
from index.readers.outcome import Accepted, Skipped
from tests.index.readers.reading import outcomes_here as outcomes


def test_facts_and_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        '---\ntitle: "नहर टूटी"\ndate: 2024-06-25\nauthor: सुनीता राव\ncategories:\n  - गांव\n  - पानी\n---\n'
        "## आगे\n\nखेतों में **पानी** [भर गया](http://a.in/x).\n\n![चित्र](a.jpg)\n\n> मुआवजा मिलेगा।\n",
        "utf-8",
    )
    (found,) = (outcome.article for outcome in outcomes(tmp_path) if isinstance(outcome, Accepted))
    assert (found.headline, str(found.date), found.author, found.section) == (
        "नहर टूटी",
        "2024-06-25",
        "सुनीता राव",
        "गांव, पानी",
    )
    assert found.body.split("\n") == ["आगे", "खेतों में पानी भर गया.", "मुआवजा मिलेगा।"]


def test_a_draft_is_passed_over_and_a_heading_is_the_headline(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: क\ndraft: true\n---\nपाठ", "utf-8")
    (tmp_path / "b.md").write_text("+++\ndate = 2024-06-25\n+++\n# नहर टूटी\n\nखेतों में पानी।", "utf-8")
    draft, article = outcomes(tmp_path)
    assert isinstance(draft, Skipped)
    assert isinstance(article, Accepted)
    assert (article.article.headline, article.article.body) == ("नहर टूटी", "खेतों में पानी।")


def test_marks_without_an_end_cost_no_more_than_their_number(tmp_path: Path) -> None:
    for number, hostile in enumerate(
        (
            "**a" * 30_000,
            "[a](" * 30_000,
            "`" * 90_000,
            "{% " * 30_000,
            "*a " * 30_000,
            "[[" * 30_000,
            "* " * 30_000,
        )
    ):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: x\n---\n{hostile}", "utf-8")
    assert len(outcomes(tmp_path)) == 7


def test_folded_facts_remarks_and_settings_files(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: >-\n  नहर\n  टूटी\ndate: 2024-06-25\n---\nपाठ", "utf-8")
    (tmp_path / "b.md").write_text("---\ntitle: क\ndraft: true # अभी नहीं\n---\nपाठ", "utf-8")
    (tmp_path / "_config.yml").write_text("---\ntitle: मेरी साइट\nurl: https://a.in\n", "utf-8")
    article, *others = sorted(outcomes(tmp_path), key=lambda each: type(each).__name__)
    assert isinstance(article, Accepted)
    assert article.article.headline == "नहर टूटी"
    assert {type(outcome) for outcome in others} == {Skipped}
    assert len(others) == 2


def test_facts_as_pelican_writes_them(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "Title: नहर टूटी\nDate: 2024-03-12\nAuthor: सुनील\n\nखेतों में पानी भर गया।\n", "utf-8"
    )
    (tmp_path / "b.md").write_text("Title: कच्ची\nStatus: draft\n\nअधूरी ख़बर।\n", "utf-8")
    (found,) = (outcome.article for outcome in outcomes(tmp_path) if isinstance(outcome, Accepted))
    assert (found.headline, str(found.date), found.author) == ("नहर टूटी", "2024-03-12", "सुनील")
    assert found.body == "खेतों में पानी भर गया।"


def test_lines_that_look_like_facts_cost_no_more_than_their_number() -> None:
    """With two ways to read a space, forty lines took longer than a day."""
    for lines in (34, 68):
        assert not FORMAT.recognises(
            "".join(f"Key{at}:        value\n" for at in range(lines)).encode() + b"end\n"
        )


def test_blanks_before_a_heading_cost_no_time() -> None:
    for text, headline in (("#" + " " * 200_000 + "x\n\nपाठ।", "x"), ("\n\n#  शीर्षक ## \nपाठ।", "शीर्षक")):
        (found,) = read(InputPart("a.md", text.encode()), ReadOptions())
        assert isinstance(found, Accepted)
        assert (found.article.headline, found.article.body) == (headline, "पाठ।")


@pytest.mark.parametrize(
    ("text", "headline", "lines"),
    [
        ("नहर टूटी\n=====\n\nपानी भर गया।\n\nराहत कार्य\n-----\nनाव भेजी।\n", "नहर टूटी", ["पानी भर गया।", "राहत कार्य", "नाव भेजी।"]),
        ("# नहर टूटी ##\n## राहत\nनाव भेजी।\n\n* * *\n\nपानी उतरा।\n", "नहर टूटी", ["राहत", "नाव भेजी।", "पानी उतरा।"]),
        ("# नहर टूटी\n\n[[नहर विभाग|नहर]] और [[खेत]] डूबे। ![[a.png]]\n", "नहर टूटी", ["नहर और खेत डूबे।"]),
        ('# नहर टूटी\n\n[नहर][1] में दरार, तालिका [12] देखें।\n\n[1]: https://a.in/x "नहर"\n', "नहर टूटी", ["नहर में दरार, तालिका [12] देखें।"]),
    ],
)  # fmt: skip
def test_underlined_headings_rules_and_links_in_two_brackets(
    text: str, headline: str, lines: list[str]
) -> None:
    (outcome,) = read(InputPart("a.md", text.encode()), ReadOptions())
    assert isinstance(outcome, Accepted)
    assert (outcome.article.headline, outcome.article.body.split("\n")) == (headline, lines)


def fact(front: str, tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "a.md").write_text(f"{front}\nपाठ है।", "utf-8")
    (outcome,) = outcomes(tmp_path)
    assert isinstance(outcome, Accepted), outcome
    return outcome.article.headline, outcome.article.author


@pytest.mark.parametrize(
    ("front", "author"),
    [
        ("---\ntitle: नहर टूटी\nauthors:\n  - name: सुनीता राव\n  - name: रमेश\n---", "सुनीता राव, रमेश"),
        ("---\ntitle: नहर टूटी\nauthor:\n  name: सुनीता राव\n  email: s@a.in\n---", "सुनीता राव"),
        ("---\ntitle: नहर टूटी\nauthor: [{name: सुनीता राव}]\n---", "सुनीता राव"),
        (
            '---\ntitle: "नहर \\u091f\u0942टी"\nauthor: {name: सुनीता राव, url: "https://a.in"}\n---',
            "सुनीता राव",
        ),
        ('+++\ntitle = "नहर टूटी"\ndate = 2024-06-25\n[[authors]]\nname = "सुनीता राव"\n+++', "सुनीता राव"),
        ("---\ntitle: |\n  नहर टूटी\nauthor: सुनीता राव # संवाददाता\n---", "सुनीता राव"),
    ],
)
def test_nested_facts_of_yaml_and_toml(tmp_path: Path, front: str, author: str) -> None:
    assert fact(front, tmp_path) == ("नहर टूटी", author)


def test_what_is_no_yaml_is_read_line_by_line(tmp_path: Path) -> None:
    assert fact("---\ntitle: नहर टूटी: फसल डूबी\nauthor: सुनीता राव\n---", tmp_path) == (
        "नहर टूटी: फसल डूबी", "सुनीता राव",
    )  # fmt: skip


@pytest.mark.parametrize(
    "hostile",
    ["a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]", "[" * 9_000, "a: {" * 4_000, "!!python/object:os.system {}"],
)
def test_hostile_yaml_costs_nothing(tmp_path: Path, hostile: str) -> None:
    assert fact(f"---\ntitle: नहर टूटी\n{hostile}\n---", tmp_path)[0] == "नहर टूटी"


def test_days_inside_tables_of_toml_and_letters_that_are_none_are_read(tmp_path: Path) -> None:
    assert fact('---\ntitle: "नहर टूटी \\UFFFFFFFF"\nauthor: सुनीता राव\n---', tmp_path)[1] == "सुनीता राव"
    assert fact('+++\ntitle = "नहर टूटी"\n[params]\ndate = 2024-06-25\n+++', tmp_path)[0] == "नहर टूटी"


@pytest.mark.parametrize(
    ("text", "author", "date"),
    [
        ("+++\ntitle = \"नहर टूटी\"\ndate = 2024-06-25\n[extra]\nauthor = \"सुनीता राव\"\n+++\n\nपानी भरा।\n", "सुनीता राव", "2024-06-25"),
        ("---\ntitle: नहर टूटी\nauthor:\n  - \"[[सुनीता राव]]\"\ndate: 2024-06-25\n---\n\n> [!note] पानी भरा।\n\n{: .note }\n", "सुनीता राव", "2024-06-25"),
        ("% नहर टूटी\n% सुनीता राव\n% 25 जून 2024\n\nपानी भरा।\n", "सुनीता राव", "2024-06-25"),
        ("TITLE: नहर टूटी\nAUTHOR: सुनीता राव\nDATE: 2024-06-25\n\nBODY:\nपानी भरा।\n", "सुनीता राव", "2024-06-25"),
    ],
)  # fmt: skip
def test_facts_as_many_programs_keep_them(tmp_path: Path, text: str, author: str, date: str) -> None:
    (tmp_path / "a.md").write_text(text, "utf-8")
    (found,) = (outcome.article for outcome in outcomes(tmp_path) if isinstance(outcome, Accepted))
    assert (found.headline, found.author, str(found.date)) == ("नहर टूटी", author, date)
    assert found.body == "पानी भरा।"
