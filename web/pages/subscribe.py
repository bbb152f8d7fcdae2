"""How to hear of new articles that a search finds: a feed's address to copy, and the message that a server writes."""

import shlex
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from index.settings import Settings
from web.i18n import feed_url, page_url
from web.middleware.route_policy import DEFAULT, policy
from web.url_params import (
    FOLD,
    PARTIAL,
    SORT,
    filter_labels,
    layout_params,
    parse_question,
    parse_view,
    relative_params,
)

MAIL = "desk@paper.example"
SWITCHES = {FOLD: "--no-fold", PARTIAL: "--partial"}
"""Parameters that are an option by themselves: an address holds them only if they are set so."""
NO_OPTIONS = frozenset({"q", "when", SORT})
"""Parameters that say nothing of which articles are new."""


def add_subscribe_page(pages: Blueprint, settings: Settings) -> None:
    """Add the route of the page."""

    @pages.get("/subscribe")
    @policy(DEFAULT)
    def subscribe() -> str | Response:
        parsed = parse_question(request.args, settings)
        question = parsed.question
        if question.is_empty:
            return redirect(page_url("home"))
        params = relative_params(question, request.args)
        return render_template(
            "subscribe.html",
            question=question,
            warnings=parsed.warnings,
            asked_for=" · ".join(filter(None, (question.text, *filter_labels(question.filters)))),
            feeds=[
                ("Atom", feed_url("atom", _external=True, **params)),
                ("JSON Feed", feed_url("json_feed", _external=True, **params)),
            ],
            command=watch_command(params),
            back=page_url("search", **params, **layout_params(parse_view(request.args, 1))),
        )


def watch_command(params: Mapping[str, Any]) -> str:
    """Return the command line that writes a message of what is new, for the parameters of an address.

    Every value is quoted for a shell. A relative time is left out: what is new is new today.

    >>> watch_command({"q": "मोदी", "when": "week", "stems": "off"})
    "khabarkhoj watch --index=ARCHIVE --stems=off --mail=desk@paper.example 'मोदी' | sendmail -t"
    """
    options = ["--index=ARCHIVE"]
    for name, value in params.items():
        if name in SWITCHES:
            options.append(SWITCHES[name])
        elif name not in NO_OPTIONS:
            values = value if isinstance(value, list) else [value]
            options += [f"--{name.replace('_', '-')}={value}" for value in values]
    text = str(params.get("q", ""))
    # Behind a space no word is taken for an option.
    words = [*options, f"--mail={MAIL}", f" {text}" if text.startswith("-") else text]
    return f"khabarkhoj watch {' '.join(map(shlex.quote, words))} | sendmail -t"
