"""Datelines and signatures: where and by which agency a story was filed, and what only looks so."""

import random
import time

import pytest

from index.article import Article
from index.dateline import NO_DATELINE, agency_named, dateline_of, listed_place, signature_of
from index.readers.outcome import Accepted
from index.readers.record import accept


@pytest.mark.parametrize(
    ("body", "place", "agency"),
    [
        ("नयी दिल्ली, 25 जून (भाषा) सरकार ने कहा।", "नई दिल्ली", "भाषा"),
        ("लखनऊ, 25 जून (आईएएनएस)। मुख्यमंत्री ने", "लखनऊ", "आईएएनएस"),
        ("रामगंजमंडी, ३ मार्च (हि.स.)। मंडी में", "रामगंजमंडी", "हिन्दुस्थान समाचार"),
        ("मुंबई/नई दिल्ली, 25 जून (पीटीआई-भाषा) शेयर", "मुंबई", "भाषा"),
        ("वॉशिंगटन डीसी, 3 मार्च (एपी) राष्ट्रपति ने", "वाशिंगटन", "एपी"),
        ("नई दिल्ली (भाषा)। सरकार ने", "नई दिल्ली", "भाषा"),
        ("नई दिल्ली/भाषा: सरकार ने", "नई दिल्ली", "भाषा"),
        ("ढाका, एएफपी। बांग्लादेश में", "ढाका", "एएफपी"),
        ("एएनआई, वाशिंगटन। अमेरिका ने", "वाशिंगटन", "एएनआई"),
        ("जागरण संवाददाता, बहराइच। जिले में", "बहराइच", ""),
        ("संवाद सूत्र, महुआ। थाना क्षेत्र में", "महुआ", ""),
        ("नई दिल्ली, (एजेंसी)। देश में", "नई दिल्ली", ""),
        ("नई दिल्ली [जागरण ब्यूरो]। देश में", "नई दिल्ली", ""),
        ("पटना। बिहार में", "पटना", ""),
        ("नई दिल्\u200dली.\nदिल्ली में", "नई दिल्ली", ""),
        ("भोपाल: प्रदेश में", "भोपाल", ""),
        ("नई दिल्ली – प्रधानमंत्री ने", "नई दिल्ली", ""),
        ("Hyderabad (Telangana) [India], June 25 (ANI): The chief", "हैदराबाद", "एएनआई"),
        ("New Delhi, June 25 (PTI) The government", "नई दिल्ली", "पीटीआई"),
    ],
)
def test_datelines_are_read(body: str, place: str, agency: str) -> None:
    found = dateline_of(body)
    assert (found.place, found.agency) == (place, agency)
    assert body[found.end :].strip()


@pytest.mark.parametrize(
    "body",
    [
        "प्रवर्तन निदेशालय (ईडी) ने पूर्व मंत्री से पूछताछ की।",
        "एशियन न्यूज़ इंटरनेशनल (ए.एन.आई) नामक वायर कंपनी ने ट्वीट किया।",
        "जम्मू- कश्मीर के पुंछ में",
        "जम्मू - कश्मीर के पुंछ में",
        "दिल्ली – मुंबई एक्सप्रेसवे पर",
        "पाकिस्तान : बलूचिस्तान प्रांत में",
        "वीडियो डेस्क। सोशल मीडिया पर",
        "रविवार, 25 जून। आज",
        "दावा: भाषा पर विवाद",
        "पटना में बिहार के मुख्यमंत्री ने",
        "भारत और चीन के बीच वार्ता, दिल्ली। यह",
        "",
    ],
)
def test_what_is_no_dateline_is_none(body: str) -> None:
    assert dateline_of(body) == NO_DATELINE


@pytest.mark.parametrize(
    ("end", "agency"),
    [
        ("जुर्माना लगाया है। (भाषा)", "भाषा"),
        ("जुर्माना लगाया है।\n(AP/HY)", "एपी"),
        ("जुर्माना लगाया है। (इनपुट-भाषा)", "भाषा"),
        ("जुर्माना लगाया है। -एएनआई", "एएनआई"),
        ("जुर्माना लगाया है।\nभाषा अविनाश मनोहर", "भाषा"),
        ("जुर्माना लगाया है।\n--आईएएनएस\nएकेजे/", "आईएएनएस"),
        ("राम.श्रवण\nवार्ता", "वार्ता"),
        ("दोनों देशों के बीच वार्ता", ""),
        ("उनकी मातृभाषा\nहिंदी भाषा", ""),
        ("उन्होंने कहा।\nएपी सिंह", ""),
        ("यह पूछा गया (भाषा पर नहीं बताया, मगर यह लंबा वाक्य है कि)", ""),
    ],
)
def test_signatures_are_read(end: str, agency: str) -> None:
    assert signature_of(f"रिजर्व बैंक ने एक बैंक पर {end}") == agency


def test_names_have_one_spelling() -> None:
    assert [agency_named(name) for name in ("पी.टी.आई.", "pti", "Reuters", "रायटर", "आकाशवाणी")] == [
        "पीटीआई", "पीटीआई", "रॉयटर्स", "रॉयटर्स", "",
    ]  # fmt: skip
    assert [listed_place(name) for name in ("नयी दिल्ली", "NEW DELHI", "ग़ाज़ियाबाद", "चाँद", "")] == [
        "नई दिल्ली", "नई दिल्ली", "गाजियाबाद", "", "",
    ]  # fmt: skip


def article(**raw: str) -> Article:
    outcome = accept(raw, "a.json", 1, 100_000)
    assert isinstance(outcome, Accepted)
    return outcome.article


def test_an_article_takes_them_from_its_text() -> None:
    found = article(title="ब्याज दर", body="मुंबई, 25 जून (भाषा) रिजर्व बैंक ने कहा।")
    assert (found.place, found.agency) == ("मुंबई", "भाषा")
    assert found.body.startswith("मुंबई, 25 जून (भाषा)")


def test_what_a_record_states_goes_before_its_text() -> None:
    found = article(
        title="ब्याज दर",
        body="मुंबई (भाषा)। बैंक ने",
        place="New Delhi, June 25 (PTI)",
        agency="UNI",
        print_page="07",
    )
    assert (found.place, found.agency, found.print_page) == ("नई दिल्ली", "यूएनआई", "7")
    assert article(title="दर", body="बैंक ने कहा।", author="पीटीआई, नई दिल्ली").agency == "पीटीआई"
    assert article(title="दर", body="बैंक ने कहा।", source="भाषा").agency == "भाषा"
    assert article(title="दर", body="बैंक ने कहा।", print_page="https://a.in/2").print_page == ""


def test_the_dateline_is_no_headline() -> None:
    assert article(body="पटना। बिहार में बारिश हुई। लोग भीगे।").headline == "बिहार में बारिश हुई।"
    assert article(body="पटना।").headline == "पटना।"


def test_hostile_beginnings_take_no_time() -> None:
    random.seed(7)
    pieces = ["नई ", "दिल्ली", ", ", "(", "[", "25 जून ", "भाषा", "संवाददाता ", "क" * 40, "/", "।", " - "]
    started = time.process_time()
    for _ in range(2_000):
        body = "".join(random.choices(pieces, k=60))
        dateline_of(body)
        signature_of(body)
    assert time.process_time() - started < 20
