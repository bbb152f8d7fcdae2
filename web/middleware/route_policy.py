"""RoutePolicy: what a route declares about itself: caching, sharing with other origins, errors, and rate class."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., object])
_ATTRIBUTE = "route_policy"


@dataclass(frozen=True)
class RoutePolicy:
    """How the middleware treats a route.

    `revalidated`: the answer follows from the archive's revision and the address, so a browser may keep it and
    ask whether it is still valid. `for_programs`: other origins that the settings name may read it, and errors
    are problem+json instead of a page. `rate`: "free" requests are not counted.
    """

    revalidated: bool = False
    for_programs: bool = False
    rate: Literal["counted", "free"] = "counted"


DEFAULT = RoutePolicy()
PAGE = RoutePolicy(revalidated=True)
DATA = RoutePolicy(revalidated=True, for_programs=True)
"""JSON and feeds."""
STREAM = RoutePolicy(for_programs=True)
"""Exports, and answers to POST."""
MONITORING = RoutePolicy(for_programs=True, rate="free")
FREE = RoutePolicy(rate="free")


def policy(declared: RoutePolicy) -> Callable[[View], View]:
    """Declare the policy of a view function."""

    def declare(view: View) -> View:
        setattr(view, _ATTRIBUTE, declared)
        return view

    return declare


def policy_of(app: Flask, endpoint: str | None) -> RoutePolicy:
    """Return what the view of an endpoint declares."""
    if endpoint == "static":
        return FREE
    found: RoutePolicy = getattr(app.view_functions.get(endpoint or ""), _ATTRIBUTE, DEFAULT)
    return found


def request_policy() -> RoutePolicy:
    """Return the policy of the request's route."""
    return policy_of(current_app, request.endpoint)
