"""Addresses of one result page, put together by hand: a page holds more than a hundred of them."""

import datetime
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, quote_plus, urlencode

from search.question import Order, Question
from search.timeline import TimeUnit
from web.i18n import address
from web.url_params import NOT, View, parameters, with_choices, with_filters


@dataclass(frozen=True)
class _Asked:
    """What a question asks of one field, and the address of all the rest."""

    field: str
    rest: str
    wanted: frozenset[str]
    excluded: frozenset[str]

    def address(self, wanted: frozenset[str], excluded: frozenset[str]) -> str:
        """The address with other values instead."""
        told = [f"{self.field}={quote_plus(value)}" for value in sorted(wanted)]
        told += [f"{NOT}={quote_plus(f'{self.field}:{value}')}" for value in sorted(excluded)]
        mark = "" if self.rest.endswith("?") else "&"
        return f"{self.rest}{mark if told else ''}{'&'.join(told)}"


class Addresses:
    """What a result page links to; all keep what the reader has chosen."""

    def __init__(self, question: Question, view: View, half_life: int = 0) -> None:
        self._question = question
        self._view = view
        self._half_life = half_life
        self._search = address("search")
        self._article = address("article", id="x").removesuffix("x")
        self._same = self._told(question)
        self._undated = with_filters(question, since=None, until=None)
        self._asked = urlencode(parameters(Question(question.text)))
        self._rest = self._told(replace(self._undated, text=""), unit=None)
        self._by_field: dict[str, _Asked] = {}

    def _told(self, question: Question, **shown: Any) -> str:
        """A question and how it is shown, as they stand in an address."""
        view: dict[str, Any] = {
            "unit": self._view.unit.value if self._view.unit else None,
            "shares": "on" if self._view.shares else None,
            "all": sorted(self._view.whole),
            **shown,
        }
        kept = {name: value for name, value in view.items() if value}
        return urlencode({**parameters(question), **kept}, doseq=True)

    def _at(self, question: Question, **shown: Any) -> str:
        return f"{self._search}?{self._told(question, **shown)}"

    def page(self, number: int = 1) -> str:
        """The numbered page of the same search."""
        return f"{self._search}?{self._same}{f'&page={number}' if number > 1 else ''}"

    def query(self, text: str) -> str:
        """Another text, everything else the same."""
        return self._at(replace(self._question, text=text))

    def article(self, article_id: str, place: int = 0) -> str:
        """An article with this search's words marked; `place` is where it stands among the results."""
        told = urlencode(parameters(self._question), doseq=True)
        return f"{self._article}{quote(article_id, safe='')}?{told}{f'&n={place}' if place else ''}"

    def without(self, spelling: str) -> str:
        """The same search without one more spelling."""
        refused = self._question.choices.refused
        return self._at(with_choices(self._question, refused=refused | {spelling}))

    def again(self, spelling: str) -> str:
        """The same search with a refused spelling back."""
        refused = self._question.choices.refused
        return self._at(with_choices(self._question, refused=refused - {spelling}))

    def switched(self, **changed: bool) -> str:
        """The same search with some switches set anew."""
        return self._at(with_choices(self._question, **changed))

    def sorted(self, order: str) -> str:
        """The same results in another order."""
        return self._at(replace(self._question, order=Order(order)))

    def recent(self, wanted: bool) -> str:
        """Newer articles preferred, or not."""
        return self._at(replace(self._question, half_life=self._half_life if wanted else 0))

    def folded(self, wanted: bool) -> str:
        """Copies folded, or not."""
        return self._at(replace(self._question, folded=wanted))

    def only(self, field: str, value: str) -> str:
        """Only articles of a value, or no more so."""
        asked = self._asked_of(field)
        return asked.address(asked.wanted ^ {value}, asked.excluded - {value})

    def no(self, field: str, value: str) -> str:
        """No articles of a value, or these too."""
        asked = self._asked_of(field)
        return asked.address(asked.wanted - {value}, asked.excluded ^ {value})

    def _asked_of(self, field: str) -> "_Asked":
        """What is asked of one field; put together once, as a facet has two addresses for each value."""
        if field not in self._by_field:
            filters = self._question.filters
            others = frozenset(pair for pair in filters.excluded if pair[0] != field)
            rest = self._at(with_filters(self._question, **{field: frozenset()}, excluded=others))
            excluded = frozenset(value for name, value in filters.excluded if name == field)
            self._by_field[field] = _Asked(field, rest, getattr(filters, field), excluded)
        return self._by_field[field]

    def whole(self, field: str) -> str:
        """All values of a facet."""
        return f"{self._at(self._question, all=sorted(self._view.whole ^ {field}))}#facet-{field}"

    def between(self, since: datetime.date | None, until: datetime.date | None) -> str:
        """Only articles of these days; put together from parts, as a timeline has hundreds of them."""
        days = "&".join(
            f"{name}={day.isoformat()}" for name, day in (("since", since), ("until", until)) if day
        )
        return f"{self._search}?{'&'.join(filter(None, (self._asked, days, self._rest)))}"

    def by(self, unit: str) -> str:
        """The timeline in another unit."""
        return f"{self._at(self._question, unit=TimeUnit(unit).value)}#timeline"

    def shares(self, wanted: bool) -> str:
        """The timeline as shares of all articles, or as counts."""
        return f"{self._at(self._question, shares='on' if wanted else None)}#timeline"

    def cleared(self) -> str:
        """The same words without any filter."""
        return self._at(Question(self._question.text, self._question.choices))

    def spelled(self, word: str, spelling: str, source: str = "") -> str:
        """The same search with one word exactly in this spelling; in one source only."""
        text = self._question.text
        text = text.replace(word, f"={spelling}", 1) if word in text else f"={spelling}"
        question = with_filters(self._question, source=frozenset({source})) if source else self._question
        return self._at(replace(question, text=text))

    def spellings(self) -> str:
        """Which source spells the words how."""
        return f"{address('spellings')}?{self._told(self._question)}"

    def told(self) -> dict[str, Any]:
        """What the question says in an address, for links to other doors."""
        return parameters(self._question)
