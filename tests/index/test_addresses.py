"""Addresses: which can be linked, which name one page, and what ids are made of."""

import pytest

from index.addresses import behind_redirect, derived_id, is_web_address, plain_address, without_tracking


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("http://A.in/x?id=7&utm_source=fb#c", "https://a.in/x?id=7"),
        ("https://a.in/x?fbclid=1", "https://a.in/x"),
        ("https://a.in/x?page=2", "https://a.in/x?page=2"),
        ("", ""),
    ],
)
def test_addresses_that_name_one_page_are_one(url: str, plain: str) -> None:
    assert plain_address(url) == plain


@pytest.mark.parametrize(
    "address",
    [
        "https://paper.example@evil.example/",
        "https://a.example/x\u202ey",
        "https://a.example/\u2066x",
        "ftp://a.example/",
    ],
)
def test_an_address_that_misleads_is_none(address: str) -> None:
    assert not is_web_address(address)


def test_marks_of_campaigns_go_and_others_stay() -> None:
    assert without_tracking("https://a.in/x?b=2&utm_source=fb&a=1") == "https://a.in/x?b=2&a=1"


@pytest.mark.parametrize(
    ("url", "behind"),
    [
        ("https://www.google.com/url?rct=j&url=https://a.in/x&ct=ga", "https://a.in/x"),
        (
            "https://www.google.com/url?q=javascript:alert(1)",
            "https://www.google.com/url?q=javascript:alert(1)",
        ),
        ("https://google.example/url?url=https://a.in/x", "https://google.example/url?url=https://a.in/x"),
        ("https://a.in/x", "https://a.in/x"),
    ],
)
def test_an_alert_leads_to_the_paper(url: str, behind: str) -> None:
    assert behind_redirect(url) == behind


def test_an_id_is_made_of_the_address_or_of_all_that_is_said() -> None:
    assert derived_id("https://a.in/x") == derived_id("https://a.in/x", "सुर्खी")
    assert derived_id("", "अब", "क") != derived_id("", "अ", "बक")
    assert len(derived_id("", "क")) == 16
