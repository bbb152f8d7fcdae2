"""The day above a text, and whom its line names; more in test_seed_text.py and test_office_text.py."""

import pytest

from index.readers.text_head import with_byline, with_day_of_head, without_day_above

TEXT = "मिल में बॉयलर फटने से दो कर्मचारियों की मौत हो गई और सात झुलस गए।"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("रजनीश मिश्र | गोंडा | 18 नवंबर 2025", "रजनीश मिश्र"),
        ("मृणाल देशपांडे, 18 नवंबर 2025", "मृणाल देशपांडे"),
        ("18 नवंबर 2025, गोंडा", ""),
        ("गोंडा, 18 नवंबर 2025", ""),
        ("वेब डेस्क, 18 नवंबर 2025", ""),
    ],
)
def test_the_line_of_the_day_may_name_the_author(line: str, author: str) -> None:
    raw = with_day_of_head({"title": "बॉयलर फटा", "body": f"{line}\n{TEXT}"})
    assert (raw["date"], raw.get("author", ""), raw["body"]) == ("2025-11-18", author, TEXT)


def test_an_author_who_is_named_elsewhere_stays() -> None:
    raw = with_day_of_head({"body": f"रजनीश मिश्र, 18 नवंबर 2025\n{TEXT}", "author": "अनिल"})
    assert raw["author"] == "अनिल"


def test_a_day_above_the_headline_is_no_headline() -> None:
    assert without_day_above(["दिनांक: 14.05.2025", "महंगाई घटी", TEXT]) == (["महंगाई घटी", TEXT], "2025-05-14")
    assert without_day_above(["महंगाई घटी", TEXT]) == (["महंगाई घटी", TEXT], "")
    assert without_day_above(["14.05.2025"]) == (["14.05.2025"], ""), "nothing stands below"
    assert without_day_above([]) == ([], "")


@pytest.mark.parametrize(
    "line", ["मुख्यमंत्री कार्यालय, 23 जुलाई 2025", "अमर उजाला, 23 जुलाई 2025", "Press Trust, 23 July 2025"]
)
def test_an_office_or_a_paper_is_no_author(line: str) -> None:
    raw = with_day_of_head({"title": "बॉयलर फटा", "body": f"{line}\n{TEXT}"})
    assert (raw["date"], raw.get("author", "")) == ("2025-07-23", "")


@pytest.mark.parametrize(
    ("body", "author", "rest"),
    [
        ("By नेहा चतुर्वेदी\nपुल टूटा।", "नेहा चतुर्वेदी", "पुल टूटा।"),
        ("संवाददाता: नेहा चतुर्वेदी\nपुल टूटा।", "नेहा चतुर्वेदी", "पुल टूटा।"),
        ("By and by सब ठीक\nपुल टूटा।", "", "By and by सब ठीक\nपुल टूटा।"),
        ("By Election Results\nपुल टूटा।", "", "By Election Results\nपुल टूटा।"),
        ("संवाददाता सम्मेलन आयोजित\nपुल टूटा।", "", "संवाददाता सम्मेलन आयोजित\nपुल टूटा।"),
        ("संवाददाता: विशेष डेस्क\nपुल टूटा।", "", "संवाददाता: विशेष डेस्क\nपुल टूटा।"),
        ("By नेहा चतुर्वेदी", "", "By नेहा चतुर्वेदी"),
    ],
)
def test_a_first_line_may_say_who_wrote(body: str, author: str, rest: str) -> None:
    raw = with_byline({"body": body})
    assert (raw.get("author", ""), raw["body"]) == (author, rest)
