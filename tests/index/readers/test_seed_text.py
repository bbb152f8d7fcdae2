"""The seed text format."""

import datetime
import random
import textwrap

import pytest

from index.fonts.legacy_font import legacy_fonts
from index.readers.format import InputPart, ReadOptions
from index.readers.outcome import Accepted, Refused
from index.readers.seed_text import read
from tests.index.fonts.typist import Typist


def outcome(text: str | bytes) -> Accepted | Refused:
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    (only,) = read(InputPart("a.txt", content), ReadOptions())
    assert isinstance(only, Accepted | Refused)
    return only


def accepted(text: str | bytes) -> Accepted:
    result = outcome(text)
    assert isinstance(result, Accepted), result
    return result


def test_all_parts() -> None:
    article = accepted(
        "जनपथ | 2024-06-25 | section: देश | author: अ ब | url: https://example.org/1 | id: x7\n"
        "सुर्खी\nऊपर की पंक्ति\nपहला वाक्य।\n\nदूसरा वाक्य।\n"
    ).article
    assert (article.id, article.source, article.date) == ("x7", "जनपथ", datetime.date(2024, 6, 25))
    assert (article.section, article.author, article.url) == ("देश", "अ ब", "https://example.org/1")
    assert (article.headline, article.standfirst) == ("सुर्खी", "ऊपर की पंक्ति")
    assert article.body == "पहला वाक्य।\n\nदूसरा वाक्य।"


def test_a_third_line_with_a_sentence_end_is_body() -> None:
    article = accepted("स | 2024-01-01\nसुर्खी\nयह वाक्य है।”\nऔर यह।").article
    assert (article.standfirst, article.body) == ("", "यह वाक्य है।”\nऔर यह।")


def test_a_third_line_alone_is_body() -> None:
    assert accepted("स | 2024-01-01\nसुर्खी\nबिना विराम").article.body == "बिना विराम"


def test_crlf_bom_and_devanagari_dates_are_read() -> None:
    article = accepted("\ufeffस | २०२४-०६-२५\r\nसुर्खी\r\nवाक्य।\r\n").article
    assert (article.source, article.date, article.body) == ("स", datetime.date(2024, 6, 25), "वाक्य।")


def test_a_missing_headline_is_replaced_by_the_first_sentence() -> None:
    result = accepted("स | 2024-01-01\n\nपहला वाक्य। दूसरा।")
    assert result.article.headline == "पहला वाक्य।"
    assert any("no headline" in warning for warning in result.warnings)


def test_an_unreadable_date_becomes_none_with_a_warning() -> None:
    result = accepted("स | 2024-13-45\nसुर्खी\nवाक्य।")
    assert result.article.date is None
    assert any("2024-13-45" in warning for warning in result.warnings)


def test_a_file_without_the_first_line_is_kept_with_a_warning() -> None:
    result = accepted("सुर्खी\nवाक्य।")
    assert (result.article.headline, result.article.body) == ("सुर्खी", "वाक्य।")
    assert any("line 1" in warning for warning in result.warnings)


def test_unknown_keys_and_unsafe_addresses_are_warned_about() -> None:
    result = accepted("स | 2024-01-01 | mood: good | url: javascript:alert(1)\nसुर्खी\nवाक्य।")
    assert result.article.url == ""
    assert len(result.warnings) == 2


def test_not_utf8_is_refused_with_its_line() -> None:
    result = outcome("स | 2024-01-01\nसुर्खी\n".encode() + b"\xff\xfe")
    assert isinstance(result, Refused)
    assert (result.line, "UTF-8" in result.reason) == (3, True)


def test_a_file_without_text_is_refused() -> None:
    assert isinstance(outcome(""), Refused)
    assert isinstance(outcome("स | 2024-01-01\n \n"), Refused)


def test_the_derived_id_follows_the_content() -> None:
    one, same, other = (accepted(f"स | 2024-01-01\nसुर्खी\nवाक्य {n}।").article.id for n in (1, 1, 2))
    assert one == same != other


WRAPPED = "मेट्रो का ट्रायल मंगलवार सुबह शुरू\nहो गया। पहली ट्रेन ने छह किलोमीटर की\nदूरी पूरी की।\n\nनिगम के निदेशक ने बताया कि\nजांच चलेगी।\n"


@pytest.mark.parametrize("head", ["", "दर्पण | 2024-06-25\n"])
def test_lines_that_were_broken_at_a_width_are_joined(head: str) -> None:
    article = accepted(f"{head}मेट्रो का ट्रायल शुरू\n\n{WRAPPED}").article
    assert (article.headline, article.standfirst) == ("मेट्रो का ट्रायल शुरू", "")
    assert article.body.split("\n") == [
        "मेट्रो का ट्रायल मंगलवार सुबह शुरू हो गया। पहली ट्रेन ने छह किलोमीटर की दूरी पूरी की।",
        "निगम के निदेशक ने बताया कि जांच चलेगी।",
    ]


def test_lines_of_a_poem_stay_lines() -> None:
    poem = "सुर्खी\nपहली पंक्ति।\nदूसरी पंक्ति।\n\nतीसरी पंक्ति।\nचौथी पंक्ति।"
    assert accepted(poem).article.body.split("\n") == [
        "पहली पंक्ति।",
        "दूसरी पंक्ति।",
        "",
        "तीसरी पंक्ति।",
        "चौथी पंक्ति।",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "शीर्षक: नहर टूटी\nलेखक: रमेश\nदिनांक: 25 जून 2024\n\nपानी भर गया।",
        "Title: नहर टूटी\n\nAuthor: रमेश\nPublished Time: 2024-06-25\n\nMarkdown Content:\nपानी भर गया।",
    ],
)
def test_labelled_lines_are_fields(text: str) -> None:
    article = accepted(text).article
    assert (article.headline, article.author, str(article.date), article.body) == (
        "नहर टूटी",
        "रमेश",
        "2024-06-25",
        "पानी भर गया।",
    )


def test_one_label_is_a_headline_with_a_colon() -> None:
    assert accepted("शीर्षक: एक शब्द की कहानी\nपानी भर गया।").article.headline == "शीर्षक: एक शब्द की कहानी"


def test_labels_to_the_last_line_are_fields() -> None:
    article = accepted("Title: सुर्खी\nDate: 2024-06-25\nBody: पाठ").article
    assert (article.headline, str(article.date), article.body) == ("सुर्खी", "2024-06-25", "पाठ")


def test_stanzas_stay_as_they_are() -> None:
    stanzas = "पहली पंक्ति कुछ लंबी सी है\nदूसरी पंक्ति भी\n\nतीसरी पंक्ति है\nचौथी पंक्ति भी"
    assert "तीसरी पंक्ति है\nचौथी पंक्ति भी" in accepted(f"कविता\n\n{stanzas}").article.body


@pytest.mark.parametrize("head", ["WEBVTT\n\n", ""])
def test_of_subtitles_the_spoken_lines_are_the_text(head: str) -> None:
    cues = "1\n00:00:01,000 --> 00:00:04,000\nनमस्कार, स्वागत है।\n\n2\n00:00:04,500 --> 00:00:09,000\n<i>आज की बड़ी खबर।</i>\n"
    assert accepted(head + cues).article.body.split("\n")[-2:] == ["नमस्कार, स्वागत है।", "आज की बड़ी खबर।"]


def test_a_bureau_may_stand_above_the_labels() -> None:
    text = "जनपथ वाणी ब्यूरो, भोपाल\nशीर्षक: नहर टूटी\nदिनांक: 16 मई 2023\nसंवाददाता: नेहा\n\nपानी भर गया।\n"
    article = accepted(text).article
    assert (article.headline, str(article.date), article.body) == ("नहर टूटी", "2023-05-16", "पानी भर गया।")


def stories(text: str) -> list[tuple[str, str, int]]:
    found = []
    for each in read(InputPart("a.txt", text.encode("utf-8")), ReadOptions()):
        assert isinstance(each, Accepted), each
        found.append((each.article.headline, each.article.body, each.line))
    return found


@pytest.mark.parametrize("between", ["\n", "\n-----\n", "\n\n\n=====\n\n"])
def test_several_stories_with_a_head_each_are_articles_each(between: str) -> None:
    text = f"जनपथ | 2024-06-25\nपहली सुर्खी\nपहला वाक्य।\n{between}जनपथ | 26 जून 2024 | section: देश\nदूसरी सुर्खी\nदूसरा वाक्य।"
    (first, second) = stories(text)
    assert (first[:2], second[:2]) == (
        ("पहली सुर्खी", "पहला वाक्य।"), ("दूसरी सुर्खी", "दूसरा वाक्य।"),
    )  # fmt: skip
    assert (first[2], text.split("\n")[second[2] - 1]) == (1, "जनपथ | 26 जून 2024 | section: देश")


def test_several_labelled_stories_are_articles_each() -> None:
    text = "शीर्षक: पहली\nदिनांक: 25-06-2024\nपहला वाक्य।\n\nशीर्षक: दूसरी\nदिनांक: 26-06-2024\nदूसरा वाक्य।\n"
    assert [story[:2] for story in stories(text)] == [("पहली", "पहला वाक्य।"), ("दूसरी", "दूसरा वाक्य।")]


def test_rows_of_a_table_within_a_story_are_no_heads() -> None:
    text = "जनपथ | 2024-06-25\nसुर्खी\nकार्यक्रम यह है।\n\nपहला मैच | 2024-07-01 | दुबई\nदूसरा मैच | 2024-07-02 | शारजाह\n"
    assert len(stories(text)) == 1


def test_a_text_without_ends_of_sentences_in_its_lines_is_unwrapped_if_the_lines_are_full() -> None:
    story = "नहर टूटने से गांव के खेतों में पानी भर गया और किसानों की फसल को भारी नुकसान हुआ है जिसका सर्वे जारी है"
    lines = textwrap.wrap(story, 30)
    article = accepted("सुर्खी यह है\n\n" + "\n".join(lines) + "\n\n" + "\n".join(lines)).article
    assert (article.standfirst, article.body) == ("", f"{story}\n{story}")


def test_lines_of_a_poem_stay() -> None:
    poem = "आंखों में जल है\nऔर मन में\nएक पुरानी नदी बहती रहती है\nधीरे"
    assert accepted(f"कविता\n\n{poem}\n\n{poem}").article.body.count("\n") >= 6


@pytest.mark.parametrize(
    "above", ["प्रेस विज्ञप्ति", "।। समाचार ।।", "प्रेस नोट\n\nप्रकाशनार्थ", "Press Release:", "खबर नं. 2"]
)
def test_what_press_notes_have_above_is_no_headline(above: str) -> None:
    assert accepted(f"{above}\nनहर टूटी, खेत डूबे\n\nपहला वाक्य है।").article.headline == "नहर टूटी, खेत डूबे"
    assert accepted("समाचार").article.headline == "समाचार"


@pytest.mark.parametrize("sign", [" - ", " – ", " :- ", ":-", ": "])
def test_labels_as_they_are_typed_in_hindi(sign: str) -> None:
    article = accepted(f"शीर्षक{sign}नहर टूटी\nदिनांक{sign}25-06-2024\nसंवाददाता{sign}कमलेश जैन\n\nपाठ है।").article
    assert (article.headline, article.date, article.author) == (
        "नहर टूटी",
        datetime.date(2024, 6, 25),
        "कमलेश जैन",
    )


@pytest.mark.parametrize(
    "line", ["गोंडा, 18 नवंबर 2025 (भाषा)। ", "सुपौल/पटना, 18 नवम्बर 2025: ", "नई दिल्ली, १८ नवंबर २०२५ – "]
)
def test_the_day_of_a_dateline_counts(line: str) -> None:
    article = accepted(f"नहर टूटी\n{line}जिले की नहर टूट गई।").article
    assert article.date == datetime.date(2025, 11, 18)
    assert "नहर टूट गई" in article.body


def test_a_credit_at_the_end_is_no_story() -> None:
    assert len(stories("जनपथ | 2024-06-25\nसुर्खी\nपहला वाक्य।\n\nभाषा | 2024-06-25\n")) == 1


def test_a_head_with_a_day_that_no_calendar_has_is_one_all_the_same() -> None:
    text = "\n\n".join(
        f"दर्पण | {day}\nसुर्खी {day}\nपहला वाक्य यहां है।" for day in ("2025-02-01", "31-02-2020", "2025-02-03")
    )
    found = [
        each for each in read(InputPart("a.txt", text.encode()), ReadOptions()) if isinstance(each, Accepted)
    ]
    assert [str(each.article.date) for each in found] == ["2025-02-01", "None", "2025-02-03"]


def test_labels_in_a_legacy_font_are_read_after_conversion() -> None:
    stories = [
        (
            "शीर्षक: नहर टूटी",
            "संवाददाता: रमेश कुमार",
            "समाचार: लखनऊ। सरकार ने कहा कि यह काम जल्दी पूरा किया जाएगा और लोगों को राहत दी जाएगी।",
        ),
        (
            "शीर्षक: पुल बना",
            "संवाददाता: सीमा देवी",
            "समाचार: पटना। सरकार ने कहा कि इस साल सभी गांवों में पुल बनाए जाएंगे और लोगों को लाभ होगा।",
        ),
    ]
    typist = Typist(next(font for font in legacy_fonts() if font.name == "Kruti Dev 010"), random.Random(3))

    def typed(line: str) -> str:  # the key of the colon is that of the percent sign
        return "% ".join(typist.text(part.strip()) for part in line.split(":"))

    content = "\n\n".join("\n".join(map(typed, story)) for story in stories).encode()
    found = [each for each in read(InputPart("a.txt", content), ReadOptions()) if isinstance(each, Accepted)]
    assert [each.article.headline for each in found] == ["नहर टूटी", "पुल बना"]
    assert [each.article.author for each in found] == ["रमेश कुमार", "सीमा देवी"]


def test_numbers_behind_a_bar_are_no_head() -> None:
    text = "दर्पण | 2025-02-01\nसुर्खी\nपहला वाक्य यहां है।\n\nभारत | 5-2-1\nदूसरा वाक्य।\n\nहेल्पलाइन | 0141-22-33\nतीसरा वाक्य।"
    assert "तीसरा वाक्य" in accepted(text).article.body
