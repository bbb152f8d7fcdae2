"""Datelines and signatures: where and by which agency a story was filed, and what only looks so."""

import random
import time

import pytest

from index.article import Article
from index.dateline import NO_DATELINE, agency_named, dateline_of, listed_place, signature_of
from index.readers import seed_text
from index.readers.format import InputPart, ReadOptions
from index.readers.outcome import Accepted, Place
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
        ("हिसार, 24 जून (निस) विधायक ने", "हिसार", ""),
        ("मंडी, 24 जून (हि.स.)। सेब के", "मंडी", "हिन्दुस्थान समाचार"),
        ("नई दिल्ली: (भाषा) सरकार ने", "नई दिल्ली", "भाषा"),
        ("शिमला। 25 जून (हि.स.) मौसम", "शिमला", "हिन्दुस्थान समाचार"),
        ("(भाषा) नई दिल्ली, 25 जून। सरकार", "नई दिल्ली", "भाषा"),
        ("श्रीनगर, 25 जून भाषा सेना ने", "श्रीनगर", "भाषा"),
        ("जासं, मेरठ : पुलिस ने", "मेरठ", ""),
        ("भास्कर न्यूज | अंबाला पुलिस\n", "", ""),
        ("भास्कर न्यूज | अंबाला\nपुलिस ने", "अंबाला", ""),
        ("राज्य ब्यूरो, जागरण, लखनऊ। सरकार", "लखनऊ", ""),
        ("अमर उजाला, नई दिल्ली। सरकार", "नई दिल्ली", ""),
        ("नई  दिल्ली, 25 जून (भाषा) सरकार", "नई दिल्ली", "भाषा"),
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
    assert body[found.end :].strip() or not place


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
        "मंडी: किसानों को दाम नहीं मिले",
        "धार। तेज हुई",
        "गया: वह नेता जो",
        "कोटा: आरक्षण का सवाल",
        "पन्ना। इतिहास का",
        "पाली। भाषा का व्याकरण",
        "मोदी, 25 जून (भाषा) के बाद फिर बोले",
        "विराट कोहली (एएनआई): कप्तान ने",
        "राहुल गांधी, 25 जून (भाषा) ने कहा",
        "जागरण संवाददाता, दीपक शर्मा। जिले में",
        "न्यूज डेस्क, अमर उजाला। देश में",
        "स्पोर्ट्स डेस्क, आईपीएल। मुंबई ने",
        "आईएएनएस: रिपोर्ट। सरकार ने",
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
        ("कहा।\nभाषा सिम्मी\nनरेश\n2506 1830 दिल्ली", "भाषा"),
        ("कहा।\nहिन्दुस्थान समाचार / राजेश कुमार", "हिन्दुस्थान समाचार"),
        ("कहा।\nआईएएनएस\nएसकेपी", "आईएएनएस"),
        ("कहा। (एपी) भाषा", "एपी"),
        ("कहा। (यह खबर न्यूज एजेंसी पीटीआई-भाषा से ली गई है)", "भाषा"),
        ("मौका है\nभाषा सीखना जरूरी है", ""),
        ("कहा।\nभाषा विवाद फिर गहराया", ""),
        ("कहा।\nभाषा का सम्मान", ""),
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
    outcome = accept(raw, Place("a.json", 1), 100_000)
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


def test_a_subheading_may_stand_before_the_dateline() -> None:
    found = article(title="पुल", body="साढ़े चार सौ करोड़ की लागत\nबेतिया, 25 जून (भाषा) गंडक पर पुल बनेगा।")
    assert (found.place, found.agency) == ("बेतिया", "भाषा")


def test_what_is_stated_must_be_a_name() -> None:
    for place in ("28.61, 77.20", "https://a.in", "-", "डेस्क"):
        assert article(title="दर", body="बैंक ने कहा।", place=place, agency=place).place == ""
        assert article(title="दर", body="बैंक ने कहा।", place=place, agency=place).agency == ""
    pages = {"पृष्ठ 9": "9", "पेज-9": "9", "9.0": "9", "p.9": "9", "IX": "IX", "9/12": "9/12", "2024-06-25": ""}
    assert {page: article(title="दर", body="क", print_page=page).print_page for page in pages} == pages


def test_a_text_that_a_dateline_opens_has_no_headline() -> None:
    def read(text: str) -> Article:
        (outcome,) = seed_text.read(InputPart("a.txt", text.encode()), ReadOptions())
        assert isinstance(outcome, Accepted)
        return outcome.article

    for text in (
        "लखनऊ, 25 जून (भाषा) राजधानी में बारिश हुई।\nलोग भीगे।",
        "कानपुर।\nकर्मचारियों ने काम रोका। मांग रखी।",
    ):
        found = read(text)
        assert found.place in {"लखनऊ", "कानपुर"}
        assert found.body == text
        assert found.headline in {"राजधानी में बारिश हुई।", "कर्मचारियों ने काम रोका।"}
    assert read("मुंबई: चेन्नई ने हराया\nमुंबई, 25 जून (भाषा) कल खेल हुआ।").headline == "मुंबई: चेन्नई ने हराया"
    found = read("जनपथ | 25 जून 2024 | स्थान: सोलन | एजेंसी: वार्ता | पृष्ठ: ५\nसेब\nसेब बिके।")
    assert (found.place, found.agency, found.print_page) == ("सोलन", "वार्ता", "5")


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
