"""Languages of articles."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.build import reindex
from index.language import WordCounts, clear_languages, language_of
from index.segments import Segments
from index.settings import Settings

HINDI = "प्रधानमंत्री ने कहा कि सरकार किसानों के लिए नई योजना ला रही है और इसका लाभ सभी को मिलेगा।"
MARATHI = "मुख्यमंत्र्यांनी सांगितले की सरकार शेतकऱ्यांसाठी नवी योजना आणत आहे आणि त्याचा लाभ सर्वांना मिळणार आहे. यामुळे अनेक कुटुंबांना मदत होईल असे ते म्हणाले आहेत."
NEPALI = "प्रधानमन्त्रीले सरकारले किसानका लागि नयाँ योजना ल्याउन लागेको बताएका छन् र यसको लाभ सबैले पाउने छन्। यो योजना आगामी वर्षदेखि लागू गरिने भएको छ।"
ENGLISH = "The prime minister said that the government would bring a new plan for farmers this year."


@pytest.mark.parametrize(("text", "code"), [(HINDI, "hi"), (MARATHI, "mr"), (NEPALI, "ne"), (ENGLISH, "en")])
def test_languages_of_the_archive(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize("text", ["", "मोदी", "12345 !!!", "🏏"])
def test_too_little_text_is_no_language(text: str) -> None:
    assert language_of(text) == ""


def test_the_answer_is_repeatable() -> None:
    doubtful = "शिखर सम्मेलन समरकंद उज्बेकिस्तान नरेंद्र मोदी व्लादिमीर पुतिन"
    assert len({language_of(doubtful) for _ in range(5)}) == 1


def test_analysed_words_tell_what_the_text_tells(tmp_path: Path) -> None:
    texts = {"hi": HINDI, "mr": MARATHI, "ne": NEPALI, "en": ENGLISH, "": "मोदी"}
    lines = [json.dumps({"id": code or "none", "title": text}) for code, text in texts.items()]
    lines.append(json.dumps({"id": "stated", "title": HINDI, "language": "mr"}))
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    reindex([tmp_path], Settings(index=tmp_path / "index"))
    segment = Segments.open(tmp_path / "index" / "generations" / "000001")[0].columns
    found = {article.id: article.language for article in map(segment.article, range(segment.documents))}
    assert found == {"hi": "hi", "mr": "mr", "ne": "ne", "en": "en", "none": "", "stated": "mr"}


def test_what_function_words_leave_open_is_left_open() -> None:
    some = np.array([100, 100, 2, 100, 100])
    function = {
        "hi": np.array([30, 3, 2, 8, 30]),
        "mr": np.array([1, 0, 0, 4, 0]),
        "ne": np.array([0, 0, 0, 0, 0]),
    }
    counts = WordCounts(some, np.array([0, 0, 0, 0, 300]), function)
    assert clear_languages(counts) == ["hi", "", "", "", ""]
