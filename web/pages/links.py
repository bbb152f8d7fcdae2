"""Addresses of one result page, put together by hand: a page holds more than a hundred of them."""

import datetime
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, quote_plus, urlencode

from search.model.companions import CompanionScope
from search.model.question import Question, SortOrder
from search.model.timeline import TimeUnit
from search.query.word_place import place_of
from web.i18n import page_url
from web.url_params import NOT, View, layout_params, to_params, with_expansion, with_filters


@dataclass(frozen=True)
class _FieldLinks:
    """The filters on one field, and the address without them."""

    field: str
    rest: str
    wanted: frozenset[str]
    excluded: frozenset[str]

    def address(self, wanted: frozenset[str], excluded: frozenset[str]) -> str:
        """Return the address with other values instead."""
        pairs = [f"{self.field}={quote_plus(value)}" for value in sorted(wanted)]
        pairs += [f"{NOT}={quote_plus(f'{self.field}:{value}')}" for value in sorted(excluded)]
        mark = "" if self.rest.endswith("?") else "&"
        return f"{self.rest}{mark if pairs else ''}{'&'.join(pairs)}"


class Links:
    """What a result page links to; all keep what the reader has chosen."""

    def __init__(self, question: Question, view: View, half_life: int = 0) -> None:
        self._question = question
        self._view = view
        self._half_life = half_life
        self._search = page_url("search")
        self._article = page_url("article", id="x").removesuffix("x")
        self._same = self._params(question)
        self._undated = with_filters(question, since=None, until=None)
        self._words = urlencode(to_params(Question(question.text)))
        self._rest = self._params(replace(self._undated, text=""), unit=None)
        self._by_field: dict[str, _FieldLinks] = {}

    def _params(self, question: Question, **shown: Any) -> str:
        """Return a question and how it is shown, as an address writes them."""
        view: dict[str, Any] = {
            "unit": self._view.unit.value if self._view.unit else None,
            "shares": "on" if self._view.shares else None,
            "all": sorted(self._view.all_values),
            **layout_params(self._view),
            **shown,
        }
        kept = {name: value for name, value in view.items() if value}
        return urlencode({**to_params(question), **kept}, doseq=True)

    def _at(self, question: Question, **shown: Any) -> str:
        return f"{self._search}?{self._params(question, **shown)}"

    def page(self, number: int = 1) -> str:
        """Return the address of the numbered page of the same search."""
        return f"{self._search}?{self._same}{f'&page={number}' if number > 1 else ''}"

    def query(self, text: str) -> str:
        """Return the address of another text, everything else the same."""
        return self._at(replace(self._question, text=text))

    def asking(self, question: Question) -> str:
        """Return the address of another question, shown in the same way."""
        return self._at(question)

    def article(self, article_id: str, rank: int = 0) -> str:
        """Return the address of an article with the words marked; `rank` is its number among the results."""
        params = urlencode({**to_params(self._question), **layout_params(self._view)}, doseq=True)
        return f"{self._article}{quote(article_id, safe='')}?{params}{f'&n={rank}' if rank else ''}"

    def without(self, spelling: str) -> str:
        """Return the address of the same search without one more spelling."""
        refused = self._question.expansion.excluded_spellings
        return self._at(with_expansion(self._question, excluded_spellings=refused | {spelling}))

    def again(self, spelling: str) -> str:
        """Return the address of the same search with a refused spelling back."""
        refused = self._question.expansion.excluded_spellings
        return self._at(with_expansion(self._question, excluded_spellings=refused - {spelling}))

    def switched(self, **changed: bool) -> str:
        """Return the address with some switches changed."""
        return self._at(with_expansion(self._question, **changed))

    def sorted(self, order: str) -> str:
        """Return the address of the same results in another order."""
        return self._at(replace(self._question, sort=SortOrder(order)))

    def recent(self, wanted: bool) -> str:
        """Return the address with newer articles preferred, or not."""
        return self._at(replace(self._question, half_life=self._half_life if wanted else 0))

    def collapsed(self, wanted: bool) -> str:
        """Return the address with copies collapsed, or not."""
        return self._at(replace(self._question, collapse=wanted))

    def sized(self, size: int) -> str:
        """Return the address with that many articles on a page."""
        return self._at(self._question, size=size)

    def listed(self, wanted: bool) -> str:
        """Return the address with headlines alone, or with passages."""
        return self._at(self._question, list="on" if wanted else None)

    def only(self, field: str, value: str) -> str:
        """Return the address with only articles of a value, or no longer only these."""
        field_links = self._of_field(field)
        return field_links.address(field_links.wanted ^ {value}, field_links.excluded - {value})

    def no(self, field: str, value: str) -> str:
        """Return the address with no articles of a value, or these again."""
        field_links = self._of_field(field)
        return field_links.address(field_links.wanted - {value}, field_links.excluded ^ {value})

    def _of_field(self, field: str) -> _FieldLinks:
        """Return what is asked of one field; made once, as a facet has two addresses for each value."""
        if field not in self._by_field:
            filters = self._question.filters
            others = frozenset(pair for pair in filters.excluded if pair[0] != field)
            filters_left = filters.with_values(field, ())._replace(excluded=others)
            rest = self._at(replace(self._question, filters=filters_left))
            excluded = frozenset(value for name, value in filters.excluded if name == field)
            self._by_field[field] = _FieldLinks(field, rest, filters.values_of(field), excluded)
        return self._by_field[field]

    def all_values(self, field: str) -> str:
        """Return the address of all values of a facet."""
        return f"{self._at(self._question, all=sorted(self._view.all_values ^ {field}))}#facet-{field}"

    def between(self, since: datetime.date | None, until: datetime.date | None) -> str:
        """Return the address of only articles of these days; built from parts, as a timeline has hundreds."""
        days = "&".join(
            f"{name}={day.isoformat()}" for name, day in (("since", since), ("until", until)) if day
        )
        return f"{self._search}?{'&'.join(filter(None, (self._words, days, self._rest)))}"

    def preset(self, name: str) -> str:
        """Return the address of only articles of the last days, counted again whenever it is opened."""
        return f"{self._search}?{'&'.join(filter(None, (self._words, f'when={name}', self._rest)))}"

    def by(self, unit: str) -> str:
        """Return the address of the timeline in another unit."""
        return f"{self._at(self._question, unit=TimeUnit(unit).value)}#timeline"

    def shares(self, wanted: bool) -> str:
        """Return the address of the timeline as shares of all articles, or as counts."""
        return f"{self._at(self._question, shares='on' if wanted else None)}#timeline"

    def cleared(self) -> str:
        """Return the address of the same words without any filter."""
        return self._at(Question(self._question.text, self._question.expansion))

    def spelled(self, word: str, spelling: str, source: str = "") -> str:
        """Return the address of the same search with one word exactly in this spelling; in one source only."""
        text, place = self._question.text, place_of(word, self._question.text)
        if place is None:
            text = f"={spelling}"
        else:
            text = place.replaced(text, spelling if place.is_quoted or place.is_exact else f"={spelling}")
        filters = self._question.filters.with_values("source", {source} if source else ())
        question = replace(self._question, filters=filters) if source else self._question
        return self._at(replace(question, text=text))

    def spellings(self) -> str:
        """Return the address of the page of spellings."""
        return f"{page_url('spellings')}?{self._params(self._question)}"

    def concordance(self, order: str = "", number: int = 1) -> str:
        """Return the address of the page of occurrences, in some order."""
        shown = urlencode({"order": order} if order and order != "found" else {})
        page = f"page={number}" if number > 1 else ""
        return "&".join(
            filter(None, (f"{page_url('concordance')}?{self._params(self._question)}", shown, page))
        )

    def companions(self, scope: str = "") -> str:
        """Return the address of the words that stand out in the results, or in their paragraphs or sentences."""
        shown = scope if scope != CompanionScope.ARTICLE else ""
        return f"{page_url('companions')}?{self._params(self._question, scope=shown or None)}"

    def sources(self, unit: str = "") -> str:
        """Return the address of the table of sources and times."""
        return f"{page_url('sources')}?{self._params(self._question, unit=unit or None)}"

    def params(self) -> dict[str, Any]:
        """Return what the question says in an address, for links to exports, feeds and JSON."""
        return to_params(self._question)
