"""The page that says how to hear of new articles."""

import re
import shlex
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from index.settings import Settings
from tests.conftest import khabarkhoj
from tests.web.pages.test_pages import page
from web.pages.subscribe import watch_command


def test_the_addresses_are_whole_and_feeds_answer_there(client: FlaskClient) -> None:
    html = unescape(page(client, "/subscribe", q="मोदी", section="खेल", when="week"))
    for kind, name in (("application/atom+xml", "feed.atom"), ("application/feed+json", "feed.json")):
        address = next(part for part in html.split('"') if part.startswith("http") and name in part)
        assert "when=week" in address
        assert "since" not in address
        assert client.get(address).mimetype == kind
    assert client.get("/subscribe").status_code == 302


def test_results_lead_there(client: FlaskClient) -> None:
    assert "/subscribe?q=" in page(client, "/search", q="मोदी")


def test_the_command_asks_the_same_and_a_shell_reads_it_back() -> None:
    params = {
        "q": '-मोदी "शंघाई $(x)"', "source": ["आज 'तक'; rm -rf /"], "not": ["section:खेल"], "when": "week",
        "variants": "off", "fold": "off", "partial": "on", "recent": 160, "refuse": ["मोडी"], "sort": "newest",
    }  # fmt: skip
    assert shlex.split(watch_command(params).removesuffix(" | sendmail -t")) == [
        "khabarkhoj",
        "watch",
        "--index=ARCHIVE",
        "--source=आज 'तक'; rm -rf /",
        "--not=section:खेल",
        "--variants=off",
        "--no-fold",
        "--partial",
        "--recent=160",
        "--refuse=मोडी",
        "--mail=desk@paper.example",
        ' -मोदी "शंघाई $(x)"',
    ]


@pytest.mark.parametrize(
    "params",
    [
        {
            "q": "मोदी",
            "since": "2024-01-01",
            "not": "section:खेल",
            "fold": "off",
            "partial": "on",
            "recent": "160",
        },
        {"section": "खेल", "when": "week"},
        {"q": "--मोदी", "stems": "off", "sounds": "off", "roman": "off", "equals": "off", "refuse": "मोडी"},
        {
            "q": "मोदी",
            "source": "BBC",
            "year": "2024",
            "machine_read": "1",
            "print_page": "3",
            "changed": "2026-11",
        },
    ],
)
def test_the_command_on_the_page_runs(
    client: FlaskClient, seed_settings: Settings, tmp_path: Path, params: dict[str, str]
) -> None:
    html = unescape(page(client, "/subscribe", **params))
    (command,) = re.findall(r'<code id="watch"[^>]*>(.*?)</code>', html, re.S)
    words = shlex.split(command.removesuffix(" | sendmail -t"))[1:]
    words[1] = f"--index={seed_settings.index}"
    done = khabarkhoj(*words[:2], f"--state={tmp_path / 'state.json'}", *words[2:])
    assert (done.returncode, done.stderr) == (0, "")


def test_a_date_that_is_none_is_said_on_every_page_of_a_result(client: FlaskClient) -> None:
    for path in (
        "/subscribe",
        "/companions",
        "/sources",
        "/concordance",
        "/spellings",
        "/compare",
        "/search",
    ):
        assert "यह तारीख़ है ही नहीं" in page(client, path, q="मोदी", since="31-02-2019"), path
    html = client.get("/advanced?go=1&all=मोदी&since=31-02-2019", follow_redirects=True).get_data(
        as_text=True
    )
    assert "यह तारीख़ है ही नहीं" in html
    assert 'value="31-02-2019"' in html
