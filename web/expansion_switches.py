"""What each switch of the expansion does, as commands and the OpenAPI document say it."""

from search.model.question import EXPANSION_SWITCHES

_HELP = (
    "off searches exactly as typed, whatever the other switches say.",
    "off leaves out inflections.",
    "off leaves out other spellings of a name.",
    "off leaves out Devanagari for words in Latin letters.",
    "off leaves out other names of the same thing (भाजपा, बीजेपी).",
)
SWITCH_HELP = dict(zip(EXPANSION_SWITCHES, _HELP, strict=True))
