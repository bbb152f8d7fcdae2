"""Dates: read right or not at all."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import days_in, parse_date

TWENTY_FIFTH = datetime.date(2024, 6, 25)


@pytest.mark.parametrize(
    "text",
    [
        "2024-06-25", "२०२४-०६-२५", " 2024-6-25 ", "2024-06-25T22:30:00+05:30", "2024/06/25", "20240625",
        "2024-06-25 10:00:00", "20240625T223000+0530", "2024-06-25T10:00:00+0530", "2024-06-25T22:30",
        "25-Jun-24", "Tue Jun 25 14:00:00 +0000 2024", "Last updated:June 25, 2024", "Tue, 25 Jun 2024 20:00:00 +0530 GMT",
        "25-06-2024", "25/06/2024", "25.6.2024", "२५-०६-२०२४", "25-06-2024 10:30 PM",
        "25 जून 2024", "२५ जून २०२४", "25 जून, 2024", "जून 25, 2024", "2024 जून 25", "मंगलवार, 25 जून 2024",
        "मंगलवार, 25 जून 2024 10:30 PM (IST)", "मंगल., 25 जून 2024", "25 जून 2024, 22:30 IST",
        "25 जून 2024 को 10.30 बजे", "प्रकाशित: 25 जून 2024", "25 जून, 2024 को प्रकाशित", "10:30 PM, 25 जून 2024",
        "June 25, 2024", "Jun 25 2024", "25 June 2024", "25th June 2024", "25-Jun-2024", "Tue, 25 Jun 2024",
        "Tue, 25 Jun 2024 10:00:00 +0530", "Tue, 25 Jun 2024 10:00:00 GMT",
        "Published: Jun 25, 2024 10:30 AM IST | Updated: Jun 26, 2024 1:00 PM IST",
        "Updated: 25 Jun 2024", "अंतिम अपडेट: 25 जून 2024", "1719291600", "1719291600000",
        "Tue Jun 25 2024 10:15:00 GMT+0530 (India Standard Time)", "2024-06-25T22:30:00+5:30", "/Date(1719291600000)/",
        "2024-06-25T10:00:00+05:30[Asia/Kolkata]", "1719291600.123", "20240625101500", "25 जून सन् 2024", "दिनांक:25/06/2024",
        "नई दिल्ली, 25 जून 2024", "PTI, 25 June 2024", "भोपाल | 25 जून 2024", "[25 जून 2024]", "25 जून 2024।", "June-25-2024",
        "Updated: Jun 26, 2024 | Published: Jun 25, 2024", "प्रकाशित: 25 जून 2024, अपडेट: 26 जून 2024", "25 जून 2024 ई.",
        "8:40 AM · Jun 25, 2024", "Posted On: 25 JUN 2024 8:40AM by PIB Bhopal", "0840 IST 25 June 2024", "25 June 2024 IST", "Tuesday, June 25, 2024 IST", "25 June 2024 0840 hrs", "2024-06-25T",
        "2024-06-25 08:40:00 Asia/Kolkata", "1719291600000000000", "1.7192916e9", "२५ जून, २०२४ सायं ६:४०",
    ],
)  # fmt: skip
def test_as_newspapers_write_them(text: str) -> None:
    assert parse_date(text) == TWENTY_FIFTH


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-06-25T22:30:00Z", "2024-06-26"),
        ("Tue, 25 Jun 2024 20:00:00 +0000", "2024-06-26"),
        ("25 Jun 2024 22:30 IST", "2024-06-25"),  # India's time, not Israel's
        ("2024-06-25T02:00:00+09:00", "2024-06-24"),
        ("06-07-2024", "2024-07-06"),
        ("25 फ़रवरी 2024", "2024-02-25"),
        ("25 फ़रवरी 2024", "2024-02-25"),
        ("25 फ\u200dरवरी 2024", "2024-02-25"),
        ("3 मई 2024, 9.30 बजे", "2024-05-03"),
        ("5 सितम्बर 2023", "2023-09-05"),
        ("5 अक्तूबर 2023", "2023-10-05"),
        ("5 नवं. 2023", "2023-11-05"),
        ("12 ऑक्टोबर 2023", "2023-10-12"),
        ("28 सित॰ 2022", "2022-09-28"),
        ("3 फ़र॰ 2022", "2022-02-03"),
    ],
)
def test_traps(text: str, date: str) -> None:
    assert str(parse_date(text)) == date


@pytest.mark.parametrize(
    "text",
    [
        "", "2024", "2023-02-29", "0000-01-01", "2024-06-25x", "कल", "आज", "2 घंटे पहले", "06-25-2024", "25-06-24",
        "31 जून 2024", "25 June 2024 and 26 June 2024", "मतदान, 25 जून 2024", "Published: 25 Jun 2024, 26 Jun 2024", "25 आषाढ़ 2024", "25 जून",
        "12:30", "मंगलवार", "2024-06-25-26", "1.2.3.2024", "25 जून 2024 से 30 जून 2024", "ISBN 2024-06-25", "9" * 200,
    ],
)  # fmt: skip
def test_anything_else_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2200, 1, 1)))
def test_every_day_reads_back_in_every_way_of_writing_it(day: datetime.date) -> None:
    months = ["जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"]
    written = [
        f"{day.day} {months[day.month - 1]} {day.year}",
        f"{day.day:02d}-{day.month:02d}-{day.year}",
        f"{day:%Y/%m/%d}",
        f"{day:%B} {day.day}, {day.year}",
        str(day).translate(str.maketrans("0123456789", "०१२३४५६७८९")),
    ]
    assert [parse_date(text) for text in written] == [day] * len(written)


@given(st.text(max_size=150))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = parse_date(text)
    assert found is None or any(char.isdigit() for char in text)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("14.03.25", datetime.date(2025, 3, 14)),
        ("14/03/25", datetime.date(2025, 3, 14)),
        ("14/03/25 10:30", datetime.date(2025, 3, 14)),
        ("1.4.98", datetime.date(1998, 4, 1)),
        ("25-03-14", None),
        ("14.13.25", None),
    ],
)
def test_a_year_of_two_digits_after_dots_or_strokes(written: str, day: datetime.date | None) -> None:
    assert parse_date(written) == day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("गुरु, 08/05/2021 - 14:10", datetime.date(2021, 8, 5)),
        ("Thu, 08/05/2021 - 14:10", datetime.date(2021, 8, 5)),
        ("शनिवार, 08/05/2021", datetime.date(2021, 5, 8)),
        ("मंगलवार, 08/05/2021", datetime.date(2021, 5, 8)),
        ("शुक्र, 03/14/2025 - 10:30", datetime.date(2025, 3, 14)),
        ("03/14/2025", datetime.date(2025, 3, 14)),
        ("08/05/2021", datetime.date(2021, 5, 8)),
        ("13/14/2025", None),
    ],
)
def test_the_day_of_the_week_tells_whether_the_month_is_first(
    written: str, day: datetime.date | None
) -> None:
    assert parse_date(written) == day
    assert days_in(written)[0] == ({day} if day else set())
