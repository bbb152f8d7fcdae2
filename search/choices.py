"""What the reader lets the search add to the words as typed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choices:
    """Switches, all on at first, and the spellings the reader has sent away one by one.

    `variants` off searches every word exactly as typed, whatever the others say; `stems` are
    inflections, `sounds` other spellings of a name, `roman` Devanagari for Latin typing.
    """

    variants: bool = True
    stems: bool = True
    sounds: bool = True
    roman: bool = True
    refused: frozenset[str] = frozenset()


SWITCHES = ("variants", "stems", "sounds", "roman")
"""Names of the switches, the same in the page's address, in JSON and at the command line."""

ALL = Choices()
