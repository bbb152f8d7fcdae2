"""Dates and numbers for readers of Hindi and of English."""

import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.model.timeline import TimeUnit
from web.formatting import (
    date_text,
    language_name,
    moment_text,
    number_text,
    seconds_text,
    share_text,
    span_text,
)

DAY = datetime.date(2024, 6, 25)


@pytest.fixture
def app(client: FlaskClient) -> Flask:
    return client.application


def test_dates(app: Flask) -> None:
    with app.test_request_context("/"):
        assert date_text(DAY) == "25 जून 2024"
        assert date_text(None) == "बिना तारीख़"
        assert moment_text(datetime.datetime(2024, 6, 25, 9, 5, tzinfo=datetime.UTC)) == "25 जून 2024, 09:05"
        assert span_text(DAY, DAY, TimeUnit.MONTH) == "जून 2024"
        assert span_text(DAY, datetime.date(2024, 6, 30), TimeUnit.WEEK) == "25 जून 2024 – 30 जून 2024"
    with app.test_request_context("/en/help"):
        assert date_text(DAY) == "25 June 2024"
        assert date_text(None) == "no date"


@pytest.mark.parametrize(
    ("number", "text"), [(5, "5"), (1234, "1,234"), (123456, "1,23,456"), (12345678, "1,23,45,678")]
)
@pytest.mark.parametrize("path", ["/", "/en/"])
def test_numbers_are_grouped_the_indian_way(app: Flask, number: int, text: str, path: str) -> None:
    with app.test_request_context(path):
        assert number_text(number) == text


def test_seconds_shares_and_languages(app: Flask) -> None:
    with app.test_request_context("/"):
        assert seconds_text(3.0) == "0.01 सेकंड से कम"
        assert seconds_text(1234.0) == "1.23 सेकंड"
        assert (share_text(0.125), share_text(0.0), share_text(0.00012)) == ("12.5%", "0.0%", "0.012%")
        assert language_name("mr") == "मराठी"
        assert language_name("zz-unknown") == "zz-unknown"
    with app.test_request_context("/en/"):
        assert language_name("mr") == "Marathi"
