"""The page that says how to hear of new articles."""

import shlex
from html import unescape

from flask.testing import FlaskClient

from search.model.filters import Filters
from search.model.question import Question
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
    filters = Filters.where(source={"आज 'तक'; rm -rf /"}).with_values("section", {"खेल"})
    command = watch_command(Question('-मोदी "शंघाई $(x)"', filters=filters))
    words = shlex.split(command.removesuffix(" | sendmail -t"))
    assert words == [
        "khabarkhoj",
        "watch",
        "--source=आज 'तक'; rm -rf /",
        "--section=खेल",
        "--mail=desk@paper.example",
        "--",
        '-मोदी "शंघाई $(x)"',
    ]


def test_the_command_line_takes_every_option_that_is_written() -> None:
    known = khabarkhoj("watch", "--help").stdout
    filters = Filters()
    for name in ("source", "machine_read", "print_page", "year"):
        filters = filters.with_values(name, {"1"})
    options = shlex.split(watch_command(Question("मोदी", filters=filters)).removesuffix(" | sendmail -t"))[
        2:-1
    ]
    assert all(option.partition("=")[0] in known for option in options)
