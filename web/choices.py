"""The reader's choices in an address: which switches are off, which spellings were refused."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from search.choices import SWITCHES, Choices

REFUSE = "refuse"
"""Names a spelling that must not be added; may stand several times."""


def choices_from(arguments: MultiDict[str, str], max_refused: int) -> Choices:
    """Read an address leniently: a switch is off when it says "off", anything else leaves it on."""
    switches = {name: arguments.get(name, "on") != "off" for name in SWITCHES}
    return Choices(**switches, refused=frozenset(arguments.getlist(REFUSE)[:max_refused]))


def parameters(choices: Choices, **changed: Any) -> Mapping[str, Any]:
    """What an address must say to keep the choices; `changed` sets some of them anew."""
    address: dict[str, Any] = {
        name: "off" for name in SWITCHES if not changed.get(name, getattr(choices, name))
    }
    refused = changed.get("refused", choices.refused)
    if refused:
        address[REFUSE] = sorted(refused)
    return address


def refusing(choices: Choices, spelling: str) -> Mapping[str, Any]:
    """The same choices without one more spelling."""
    return parameters(choices, refused=choices.refused | {spelling})


def allowing(choices: Choices, spelling: str) -> Mapping[str, Any]:
    """The same choices with a refused spelling back."""
    return parameters(choices, refused=choices.refused - {spelling})
