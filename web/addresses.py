"""Addresses of one result page, put together by hand: a page holds some forty of them."""

from typing import Any
from urllib.parse import quote, urlencode

from flask import url_for

from search.choices import Choices
from web.choices import allowing, parameters, refusing


class Addresses:
    """The addresses that a result page links to; all keep the reader's choices."""

    def __init__(self, text: str, choices: Choices) -> None:
        self._choices = choices
        self._search = url_for("pages.search")
        self._article = url_for("pages.article", id="x").removesuffix("x")
        self._asked = urlencode({"q": text})
        kept = urlencode(parameters(choices), doseq=True)
        self._kept = f"&{kept}" if kept else ""

    def page(self, number: int = 1) -> str:
        """The numbered page of the same search."""
        return f"{self._search}?{self._asked}{f'&page={number}' if number > 1 else ''}{self._kept}"

    def query(self, text: str) -> str:
        """Another search."""
        return f"{self._search}?{urlencode({'q': text})}{self._kept}"

    def article(self, article_id: str) -> str:
        """An article with this search's words marked."""
        return f"{self._article}{quote(article_id, safe='')}?{self._asked}{self._kept}"

    def without(self, spelling: str) -> str:
        """The same search without one more spelling."""
        return self._with(refusing(self._choices, spelling))

    def again(self, spelling: str) -> str:
        """The same search with a refused spelling back."""
        return self._with(allowing(self._choices, spelling))

    def switched(self, **changed: bool) -> str:
        """The same search with some switches set anew."""
        return self._with(parameters(self._choices, **changed))

    def _with(self, kept: Any) -> str:
        encoded = urlencode(kept, doseq=True)
        return f"{self._search}?{self._asked}{'&' if encoded else ''}{encoded}"
