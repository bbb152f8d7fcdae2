"""RoutePolicy: what a route declares: caching, sharing with other origins, errors, rate class, hosts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., object])
_ATTRIBUTE = "route_policy"


@dataclass(frozen=True)
class RoutePolicy:
    """How the middleware treats a route.

    `caching`: "revalidated" if the answer follows from the archive's revision and the address, so that a browser
    may keep it and ask whether it is still valid; "immutable" if it never changes. `cross_origin`: pages of the
    origins that the settings name may read it. `errors`: what a failure looks like. `rate`: "free" requests are not
    limited; others cost `cost` tokens. `any_host`: it answers by whatever name the host is called, since monitoring
    asks by address.
    """

    caching: Literal["none", "revalidated", "immutable"] = "none"
    cross_origin: bool = False
    errors: Literal["page", "problem"] = "page"
    rate: Literal["counted", "free"] = "counted"
    cost: int = 1
    any_host: bool = False


DEFAULT = RoutePolicy()
PAGE = RoutePolicy(caching="revalidated")
SURVEY = RoutePolicy(caching="revalidated", cost=5)
"""Pages that read many articles or ask many questions at once; their routes hold a work slot, too."""
UNCACHED_SURVEY = RoutePolicy(cost=5)
"""Such pages that follow from more than the archive and the address: the lists of names."""
BATCH = RoutePolicy(cost=20)
DATA = RoutePolicy(caching="revalidated", cross_origin=True, errors="problem")
"""JSON for programs."""
FEED = RoutePolicy(caching="revalidated", cross_origin=True, errors="problem", cost=2)
DATA_SURVEY = RoutePolicy(caching="revalidated", cross_origin=True, errors="problem", cost=5)
DATA_UNCACHED = RoutePolicy(cross_origin=True, errors="problem")
"""Answers that follow from more than the archive and the address: POST bodies, the settings."""
DATA_UNCACHED_SURVEY = RoutePolicy(cross_origin=True, errors="problem", cost=5)
EXPORT = RoutePolicy(cross_origin=True, errors="problem", cost=10)
HEALTH = RoutePolicy(cross_origin=True, errors="problem", rate="free", any_host=True)
METRICS = RoutePolicy(errors="problem", rate="free")
STATIC = RoutePolicy(caching="immutable", rate="free")


def policy(declared: RoutePolicy) -> Callable[[View], View]:
    """Declare the policy of a view function."""

    def declare(view: View) -> View:
        setattr(view, _ATTRIBUTE, declared)
        return view

    return declare


def policy_of(app: Flask, endpoint: str | None) -> RoutePolicy:
    """Return what the view of an endpoint declares."""
    found: RoutePolicy = getattr(app.view_functions.get(endpoint or ""), _ATTRIBUTE, DEFAULT)
    return found


def request_policy() -> RoutePolicy:
    """Return the policy of the request's route."""
    return policy_of(current_app, request.endpoint)
