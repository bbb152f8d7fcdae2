"""E-mail, one message or a mailbox."""

import base64
from email.message import EmailMessage
from pathlib import Path

import pytest

from index.readers.outcome import Accepted, Skipped
from tests.index.readers.reading import accepted, reasons
from tests.index.readers.reading import outcomes_here as outcomes


def message(subject: str, text: str, html: str = "", attached: bool = False) -> bytes:
    found = EmailMessage()
    found["From"], found["Subject"], found["Date"] = (
        "नमूना <news@n.example>",
        subject,
        "Tue, 25 Jun 2024 22:30:00 +0530",
    )
    found.set_content(text or " ")
    if html:
        found.add_alternative(html, subtype="html")
    if attached:
        found.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="a.exe")
    return found.as_bytes()


def test_a_message_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(message("नहर टूटी", "खेतों में पानी भर गया।", attached=True))
    (found,) = (outcome.article for outcome in outcomes(tmp_path) if isinstance(outcome, Accepted))
    assert (found.headline, found.body, found.source, str(found.date)) == (
        "नहर टूटी",
        "खेतों में पानी भर गया।",
        "नमूना",
        "2024-06-25",
    )


def test_html_counts_where_the_plain_text_is_a_stub(tmp_path: Path) -> None:
    body = "<p>खेतों में पानी भर गया।</p>" * 20
    (tmp_path / "a.eml").write_bytes(message("नहर टूटी", "", body))
    (found,) = (outcome.article for outcome in outcomes(tmp_path) if isinstance(outcome, Accepted))
    assert found.body.count("\n") == 19


def test_a_mailbox_is_cut_between_messages_and_an_empty_one_refused(tmp_path: Path) -> None:
    envelope = b"From news@n.example Tue Jun 25 22:30:00 2024\n"
    parts = [message("एक", "पहला पाठ।\n>From यहां"), message("दो", ""), message("तीन", "तीसरा पाठ।")]
    (tmp_path / "a.mbox").write_bytes(b"".join(envelope + part + b"\n" for part in parts))
    found = outcomes(tmp_path)
    assert accepted(found) == ["एक", "तीन"]
    assert "message 2: an e-mail without a text" in reasons(found)


@pytest.mark.parametrize(
    "content",
    [
        b"From: a\n" * 3 + b"\n\xff\xfe",
        b"Subject: =?x?b?????=\nFrom: a\nTo: b\n\n",
        b"From: a\nTo: b\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * 3000,
    ],
)
def test_strange_messages_are_refused_or_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.eml").write_bytes(content)
    assert outcomes(tmp_path)


@pytest.mark.parametrize(
    "head", ["", "Content-Type: text/plain\n", "Content-Type: text/plain; charset=us-ascii\n",
             "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n"],
)  # fmt: skip
def test_a_text_in_utf8_is_read_whatever_it_states(tmp_path: Path, head: str) -> None:
    (tmp_path / "a.eml").write_bytes(
        f"From: n@x.in\nTo: a@b.in\nSubject: x\n{head}\nखेतों में पानी भर गया।\n".encode()
    )
    (found,) = (outcome.article for outcome in outcomes(tmp_path) if isinstance(outcome, Accepted))
    assert found.body == "खेतों में पानी भर गया।"


def test_a_page_that_a_browser_saved_is_a_page(tmp_path: Path) -> None:
    html = f"<html><head><title>नहर टूटी</title></head><body><h1>पिपरौली में नहर टूटी</h1><p>{'खेतों में पानी भर गया है। ' * 12}</p></body></html>"
    saved = EmailMessage()
    saved["From"], saved["Subject"] = "<Saved by Blink>", "नहर टूटी"
    saved["Snapshot-Content-Location"] = "https://namuna.example/nahar-1"
    saved.set_content(html, subtype="html", cte="quoted-printable")
    (tmp_path / "a.mht").write_bytes(saved.as_bytes())
    (found,) = (outcome.article for outcome in outcomes(tmp_path) if isinstance(outcome, Accepted))
    assert (found.headline, found.url) == ("पिपरौली में नहर टूटी", "https://namuna.example/nahar-1")
    assert found.body.startswith("खेतों में पानी")


@pytest.mark.parametrize(
    "head",
    [
        b"Auto-Submitted: auto-replied\n",
        b"X-Autoreply: yes\n",
        b"Content-Type: multipart/report; boundary=b\n",
    ],
)
def test_what_a_program_answered_is_no_article(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(
        b"From: a@b.in\nSubject: x\nDate: Tue, 16 May 2023 08:40:00 +0530\n" + head + b"\ntext\n"
    )
    (found,) = outcomes(tmp_path)
    assert isinstance(found, Skipped)


def test_signatures_and_heads_of_what_was_forwarded_are_no_text(tmp_path: Path) -> None:
    text = "---------- Forwarded message ---------\nFrom: क <a@b.in>\nDate: x\nSubject: नहर\n\nपानी भर गया।\n\n-- \nनेहा\n98260 00000"
    path = tmp_path / "a.eml"
    path.write_bytes(message("Fwd: FW: नहर टूटी", text))
    (found,) = outcomes(tmp_path)
    assert isinstance(found, Accepted)
    assert (found.article.headline, found.article.body) == ("नहर टूटी", "पानी भर गया।")


@pytest.mark.parametrize("text", ["--\nपानी भर गया।", "विशेष संवाददाता\n--\nपानी भर गया।\n--\nकिसान परेशान हैं।"])
def test_a_rule_is_no_signature(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.eml").write_bytes(message("नहर टूटी", text))
    (found,) = outcomes(tmp_path)
    assert isinstance(found, Accepted)
    assert found.article.body.endswith(text.rpartition("\n")[2])


def test_a_long_name_that_is_folded_has_no_space_inside(tmp_path: Path) -> None:
    parts = ("श्याम सुंदर चतु", "र्वेदी")
    folded = "\n ".join(f"=?utf-8?B?{base64.b64encode(part.encode()).decode()}?=" for part in parts)
    (tmp_path / "a.eml").write_text(
        f"From: {folded} <news@n.example>\nSubject: News\n\nपाठ यहाँ है।\n", "utf-8"
    )
    (found,) = outcomes(tmp_path / "a.eml")
    assert isinstance(found, Accepted)
    assert found.article.source == "श्याम सुंदर चतुर्वेदी"


@pytest.mark.parametrize(
    "foot",
    [
        "Sent from my iPhone", "मेरे आईफ़ोन से भेजा गया", "Get Outlook for Android", "© 2025 जनपथ\nUnsubscribe",
        "This email is confidential and intended only for you.", "You received this message because you are subscribed",
    ],
)  # fmt: skip
def test_feet_of_programs_and_lists_are_no_text(tmp_path: Path, foot: str) -> None:
    (tmp_path / "a.eml").write_bytes(message("नहर टूटी", f"इसे ब्राउज़र में देखें\n\nखेत डूबे।\n\n{foot}\n"))
    (tmp_path / "b.eml").write_bytes(message("नहर टूटी", "© वाला चिह्न क्या है?\n\nखेत डूबे।"))
    first, second = (outcome for outcome in outcomes(tmp_path) if isinstance(outcome, Accepted))
    assert first.article.body == "खेत डूबे।"
    assert second.article.body == "© वाला चिह्न क्या है?\n\nखेत डूबे।"


@pytest.mark.parametrize(
    "headers",
    [
        "Begin forwarded message:\n\nFrom: a@a.in\nSubject: नहर\nDate: 25 June 2024\nTo: b@b.in",
        "________________________________\nFrom: a@a.in\nSent: 25 June 2024\nTo: b@b.in\nSubject: नहर",
        "प्रेषक: सुनीता <a@a.in>\nविषय: नहर\nप्रति: b@b.in",
    ],
)
def test_headers_of_forwarded_messages_are_no_text_whatever_announces_them(
    tmp_path: Path, headers: str
) -> None:
    (tmp_path / "a.eml").write_bytes(message("Fwd: नहर टूटी", f"{headers}\n\nखेत डूबे।"))
    (only,) = (outcome for outcome in outcomes(tmp_path) if isinstance(outcome, Accepted))
    assert only.article.body == "खेत डूबे।"


def test_the_head_of_a_press_note_is_its_own(tmp_path: Path) -> None:
    head = "दिनांक: 25-06-2024\nप्रति: संपादक\nविषय: बाँध का उद्घाटन"
    (tmp_path / "a.eml").write_bytes(message("प्रेस नोट", f"{head}\n\nखेत डूबे।"))
    (only,) = (outcome for outcome in outcomes(tmp_path) if isinstance(outcome, Accepted))
    assert "बाँध का उद्घाटन" in only.article.body
