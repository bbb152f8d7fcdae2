"""How to hear of new articles that a search finds: a feed's address to copy, and the message that a server writes."""

import shlex

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from index.fields import FILTER_FIELDS
from index.settings import Settings
from search.model.question import Question
from web.i18n import feed_url, page_url
from web.middleware.route_policy import DEFAULT, policy
from web.pages.links import Links
from web.url_params import View, filter_labels, question_of, relative_params

MAIL = "desk@paper.example"


def add_subscribe_page(pages: Blueprint, settings: Settings) -> None:
    """Add the route of the page."""

    @pages.get("/subscribe")
    @policy(DEFAULT)
    def subscribe() -> str | Response:
        question = question_of(request.args, settings)
        if question.is_empty:
            return redirect(page_url("home"))
        params = relative_params(question, request.args)
        return render_template(
            "subscribe.html",
            question=question,
            asked_for=" · ".join(filter(None, (question.text, *filter_labels(question.filters)))),
            feeds=[
                ("Atom", feed_url("atom", _external=True, **params)),
                ("JSON Feed", feed_url("json_feed", _external=True, **params)),
            ],
            command=watch_command(question),
            links=Links(question, View()),
        )


def watch_command(question: Question) -> str:
    """Return the command line that writes a message of what is new, words and filters quoted for a shell.

    >>> watch_command(Question("मोदी"))
    "khabarkhoj watch --mail=desk@paper.example 'मोदी' | sendmail -t"
    """
    filters = question.filters
    options = [
        f"--{name.replace('_', '-')}={value}"
        for name in FILTER_FIELDS
        for value in sorted(filters.values_of(name))
    ]
    options += [f"--not={name}:{value}" for name, value in sorted(filters.excluded)]
    options += [
        f"--{name}={day.isoformat()}"
        for name, day in (("since", filters.since), ("until", filters.until))
        if day
    ]
    words = ["--", question.text] if question.text.startswith("-") else [question.text]
    asked = [*options, f"--mail={MAIL}", *filter(None, words)]
    return f"khabarkhoj watch {' '.join(map(shlex.quote, asked))} | sendmail -t"
