"""English orthography → the sounds of the word in Hindi: london l-a-n-d-a-n, viral v-ai-r-a-l, match m-æ-ch.

English is not spelled as it is said: reading it letter by letter, as typed Hindi is read, misses लंदन and मैच. The
rules work as those of letter-to-sound systems do (H. S. Elovitz et al., NRL Report 7948, 1976, public domain): the
first that fits at a place is taken, longest letters first, each with what may stand around it. The sounds are those
of Indian English, since that is what Hindi writes down: r is always said, t and d are ट and ड, o is ऑ.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, combinations, islice, product
from typing import NamedTuple

MAX_PRONUNCIATIONS = 8
_V = "[aeiouy]"
_C = "[bcdfghjklmnpqrstvwxz]"


class SoundRule(NamedTuple):
    """Letters, what stands before and after them (as patterns), and the units they are said as; some in two ways."""

    letters: str
    said: tuple[str, ...]
    after: str = ""
    before: str = ""


_RULES = (
    # Words that no rule reads
    SoundRule("busi", ("b i z",), "ness"), SoundRule("people", ("p ee p ə l",)),
    SoundRule("women", ("v i m e n",), "$", "^"), SoundRule("one", ("v ə n",), "$", "^"),
    SoundRule("two", ("t oo",), "$", "^"), SoundRule("eye", ("aa i",), "$", "^"),
    SoundRule("wifi", ("v aɪ f aɪ",), "$", "^"), SoundRule("email", ("ee m e l",), "s?$", "^"),
    SoundRule("iph", ("aɪ f",), "", "^"), SoundRule("x", ("e k s",), "ray", "^"), SoundRule("geor", ("j ɒ r",)),
    SoundRule("ichae", ("aɪ k ə",)), SoundRule("christmas", ("k r i s m ə s",)), SoundRule("eu", ("y oo",), "", "^"),
    SoundRule("tue", ("ch y oo",), "$"), SoundRule("ean", ("i y ə n",), "s?$", "(?:op|or|bb|im|rr)"),
    SoundRule("psych", ("s aa i k",)), SoundRule("pneu", ("n yu",)), SoundRule("thouse", ("t h aa u s",)),
    SoundRule("colonel", ("k ə r n ə l",), "$", "^"), SoundRule("iron", ("aa y ə r ə n",), "$"),
    # Endings
    SoundRule("ware", ("v e y ə r",), "(?:s?$|hous)"), SoundRule("us", ("ə s",), "$", _C),
    SoundRule("ews", ("yu z",), "$"), SoundRule("iew", ("yu",)), SoundRule("ior", ("i y ə r",), "$"),
    SoundRule("tur", ("ch u r", "ch ə r"), "[yai]"), SoundRule("shion", ("sh ə n",)),
    SoundRule("tient", ("sh ə n t",), "s?$"), SoundRule("or", ("ə r",), "s?$", f"{_V}.*{_C}"),
    SoundRule("ea", ("i y aa",), "$", _C), SoundRule("er", ("ə r",), "a$"), SoundRule("ex", ("e g z",), _V, "^"),
    SoundRule("sc", ("s",), "[eiy]"), SoundRule("ion", ("i y ə n",), "s?$", "[^ts]"),
    SoundRule("gine", ("j ə n",), "$"), SoundRule("chine", ("sh ee n",), "s?$"),
    SoundRule("ice", ("i s", "ee s"), "$", f"{_V}.*{_C}"), SoundRule("ine", ("aɪ n", "ee n", "i n"), "s?$", _C),
    SoundRule("ance", ("aa n s",), "$", f"^{_C}+"), SoundRule("ance", ("e n s", "ə n s"), "$"),
    SoundRule("ence", ("e n s", "ə n s"), "$"), SoundRule("eum", ("i y ə m",), "$"),
    SoundRule("iety", ("aɪ e t i",), "$"), SoundRule("ety", ("t i",), "$"), SoundRule("thea", ("th i e",)),
    SoundRule("tory", ("t r i", "t ə r i"), "$"), SoundRule("ery", ("ə r i",), "$"),
    SoundRule("ury", ("ə r i", "u r i"), "$"), SoundRule("sur", ("sh yu r",), "[ae]"),
    SoundRule("gu", ("g",), "[aei]", "^"), SoundRule("tion", ("sh ə n",)), SoundRule("ssion", ("sh ə n",)),
    SoundRule("cian", ("sh ə n",)), SoundRule("sion", ("z ə n", "sh ə n")), SoundRule("cial", ("sh ə l",)),
    SoundRule("tial", ("sh ə l",)), SoundRule("cious", ("sh ə s",)), SoundRule("tious", ("sh ə s",)),
    SoundRule("geous", ("j ə s",)), SoundRule("ous", ("ə s",), "$"), SoundRule("ture", ("ch ə r",), "s?$"),
    SoundRule("sure", ("z ə r", "sh yu r"), "$"), SoundRule("que", ("k",), "$"), SoundRule("gue", ("g",), "$"),
    SoundRule("age", ("e j", "ə j"), "$", _C), SoundRule("ies", ("i z",), "$"),
    SoundRule("ed", ("t", "d"), "$", "[pkfsxch]"), SoundRule("ed", ("e d", "d"), "$"),
    SoundRule("le", ("ə l",), "s?$", _C), SoundRule("re", ("ə r",), "$", "[tc]"), SoundRule("y", ("i",), "$"),
    SoundRule("ey", ("i",), f"(?:s?$|(?<=.{{3}}ey){_C})"), SoundRule("ie", ("i",), "$"),
    SoundRule("e", ("",), "s?$", f"{_V}{_C}+"), SoundRule("e", ("i", ""), "$"),
    SoundRule("on", ("ə n", "ɒ n"), "s?$", _C), SoundRule("al", ("ə l",), "s?$", _C),
    SoundRule("an", ("ə n",), "s?$", _C), SoundRule("en", ("ə n",), "s?$", _C),
    SoundRule("ia", ("aa i", "i y ə"), "", f"^{_C}{{1,3}}"),
    SoundRule("io", ("aa y o", "i y o"), "", f"^{_C}{{1,3}}"),
    SoundRule("iu", ("aa i", "i y ə"), "", f"^{_C}{{1,3}}"), SoundRule("ia", ("i y ə",)),
    SoundRule("io", ("i y o",)), SoundRule("iu", ("i y ə",)), SoundRule("a", ("aa",), "$"),
    SoundRule("air", ("e i r",)), SoundRule("are", ("e i r",), "s?$"), SoundRule("ear", ("i e r", "ɜ r")),
    SoundRule("eer", ("i e r",)), SoundRule("ere", ("i e r", "e i r"), "$"),
    SoundRule("ire", ("aa i r",), "(?:s?$|wall|m[ae]n|fight|work|ball)"), SoundRule("ure", ("yu ə r",), "s?$"),
    SoundRule("oor", ("o r",)), SoundRule("our", ("ə r", "aa v ə r")), SoundRule("ower", ("aa v ə r",)),
    SoundRule("oar", ("o r",)), SoundRule("ore", ("o r",), "s?$"), SoundRule("war", ("v ɒ r",)),
    SoundRule("wor", ("v ɜ r",)), SoundRule("ar", ("aa r",), _C), SoundRule("ar", ("aa r",), "$"),
    SoundRule("er", ("ə r",), f"(?!{_V})"), SoundRule("ir", ("ɜ r",), f"(?!{_V})"),
    SoundRule("ur", ("ɜ r",), f"(?!{_V})"), SoundRule("or", ("ɒ r",), f"(?!{_V})"),
    # Vowels of two letters and more
    SoundRule("eigh", ("e",)), SoundRule("igh", ("aɪ",)), SoundRule("ough", ("ɒ", "o")), SoundRule("augh", ("ɒ",)),
    SoundRule("au", ("ɒ",)), SoundRule("aw", ("ɒ",)), SoundRule("all", ("ɒ l",)), SoundRule("alk", ("ɒ k",)),
    SoundRule("ai", ("e",)), SoundRule("ay", ("e",)), SoundRule("eau", ("yu", "o")), SoundRule("ea", ("ee", "e")),
    SoundRule("ee", ("ee",)), SoundRule("ei", ("ee", "e")), SoundRule("ew", ("yu",)), SoundRule("eu", ("yu",)),
    SoundRule("ie", ("ee", "aɪ")), SoundRule("oa", ("o",)), SoundRule("oi", ("ɒ y",)), SoundRule("oy", ("ɒ y",)),
    SoundRule("oo", ("oo",)), SoundRule("ou", ("aa u", "oo")), SoundRule("ow", ("aa u", "o")),
    SoundRule("ue", ("yu",)), SoundRule("ui", ("i", "yu")),
    # Vowels of one letter
    SoundRule("a", ("e",), "[bdfgt]le$"), SoundRule("i", ("aɪ",), "[bdfgt]le$"), SoundRule("o", ("ʌ",), "ney$"),
    SoundRule("a", ("e",), f"{_C}e(?:s|d|r)?$"), SoundRule("a", ("e", "æ", "ə"), f"{_C}{_V}"),
    SoundRule("a", ("æ",)), SoundRule("e", ("ee", "e"), f"{_C}e$"), SoundRule("e", ("e",)),
    SoundRule("i", ("aɪ",), f"{_C}e(?:s|d|r)?$"), SoundRule("i", ("aɪ",), "(?:nd|ld|gn)$"),
    SoundRule("i", ("i", "aɪ"), f"(?:{_C}|[bcdfgkpt]r){_V}"), SoundRule("i", ("i",)),
    SoundRule("o", ("o",), f"{_C}e(?:s|d|r)?$"), SoundRule("o", ("ʌ", "ɒ"), "(?:n[dgtk]|v|th|m[ep])"),
    SoundRule("o", ("o",), "$"), SoundRule("o", ("ɒ", "o"), f"{_C}{_V}"), SoundRule("o", ("ɒ",)),
    SoundRule("u", ("yu",), f"{_C}e(?:s|d|r)?$"), SoundRule("u", ("yu", "oo"), f"{_C}{_V}"),
    SoundRule("u", ("ʌ", "u")), SoundRule("y", ("i", "aɪ"), "", _C),
    # Consonants
    SoundRule("tch", ("ch",)), SoundRule("sch", ("s k",)), SoundRule("ch", ("k",), "[rln]"),
    SoundRule("ch", ("k",), "ors?$", "n"), SoundRule("ch", ("ch",)), SoundRule("ck", ("k",)),
    SoundRule("cc", ("k s",), "[eiy]"), SoundRule("c", ("s",), "[eiy]"), SoundRule("c", ("k",)),
    SoundRule("dge", ("j",)), SoundRule("dg", ("j",)), SoundRule("gh", ("g",), _V, "^"), SoundRule("gh", ("",)),
    SoundRule("gn", ("n",), "$"), SoundRule("g", ("j", "g"), "[eiy]"), SoundRule("g", ("g",)),
    SoundRule("kn", ("n",), "", "^"), SoundRule("wr", ("r",), "", "^"), SoundRule("ps", ("s",), "", "^"),
    SoundRule("mb", ("m",), "$"), SoundRule("ph", ("f",)), SoundRule("qu", ("k v",)), SoundRule("q", ("k",)),
    SoundRule("sh", ("sh",)), SoundRule("th", ("th",)), SoundRule("wh", ("v", "v h")),
    SoundRule("x", ("j",), "", "^"), SoundRule("x", ("k s",)), SoundRule("z", ("z",)), SoundRule("w", ("v",)),
    SoundRule("s", ("z", "s"), _V, _V), SoundRule("s", ("s", "z"), "$", _V), SoundRule("y", ("y",)),
)  # fmt: skip
_BY_LETTER: dict[str, list[tuple[SoundRule, re.Pattern[str], re.Pattern[str]]]] = {}
for _rule in _RULES:
    _BY_LETTER.setdefault(_rule.letters[0], []).append(
        (_rule, re.compile(_rule.after), re.compile(f"(?:{_rule.before})$" if _rule.before else ""))
    )


@lru_cache(maxsize=5_000)
def pronunciations(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to say a lower-case English word, as units of `roman.py`; at most MAX_PRONUNCIATIONS.

    >>> pronunciations("match")
    (('m', 'æ', 'ch'),)
    >>> pronunciations("mission")
    (('m', 'i', 'sh', 'ə', 'n'),)
    """
    choices: list[tuple[str, ...]] = []
    position = 0
    while position < len(word):
        rule = _rule_at(word, position)
        letters, said = (rule.letters, rule.said) if rule else (word[position], (word[position],))
        if not (
            len(letters) == 1
            and choices
            and position
            and word[position] == word[position - 1]
            and word[position] not in "aeiou"
        ):
            choices.append(said)
        position += len(letters)
    found = dict.fromkeys(
        tuple(" ".join(parts).split()) for parts in islice(_ways(choices), MAX_PRONUNCIATIONS)
    )
    return tuple(units for units in found if units)


def _ways(choices: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield one choice of each, those with the fewest second choices first."""
    twofold = [index for index, said in enumerate(choices) if len(said) > 1]
    for changed in chain.from_iterable(combinations(twofold, size) for size in range(len(twofold) + 1)):
        yield from product(
            *(said[1:] if index in changed else said[:1] for index, said in enumerate(choices))
        )


def _rule_at(word: str, position: int) -> SoundRule | None:
    """Return the first rule that fits at a place of a word."""
    for rule, after, before in _BY_LETTER.get(word[position], ()):
        if (
            word.startswith(rule.letters, position)
            and after.match(word, position + len(rule.letters))
            and (not rule.before or before.search(word[:position]) or (rule.before == "^" and position == 0))
        ):
            return rule
    return None
