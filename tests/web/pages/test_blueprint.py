"""The switch between languages leads nowhere else and stores nothing else."""

import pytest
from flask.testing import FlaskClient

from web.pages.blueprint import _own_path


@pytest.mark.parametrize("target", ["/", "/search?q=मोदी&page=2", "/en/help#x"])
def test_paths_of_this_site_are_kept(target: str) -> None:
    assert _own_path(target) == target


@pytest.mark.parametrize(
    "target",
    [
        "",
        "search",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "/a\nb",
        "/\tb",
        "javascript:x",
    ],
)
def test_others_are_not(target: str, client: FlaskClient) -> None:
    assert _own_path(target) == ""
    answer = client.get("/language", query_string={"to": "en", "next": target})
    assert answer.location == "/en/"


def test_the_front_page_follows_the_cookie(client: FlaskClient) -> None:
    assert client.get("/").status_code == 200
    client.get("/language?to=en&next=/help")
    answer = client.get("/")
    assert (answer.status_code, answer.location) == (302, "/en/")
    assert answer.headers["Vary"] == "Cookie"
