"""khabarkhoj analyze and variants."""

import json

from index.settings import Settings
from tests.conftest import khabarkhoj


def test_analyze_shows_tokens_offsets_and_terms() -> None:
    result = khabarkhoj("analyze", "--json", stdin="🏏 एस.सी.ओ. गये\nराज़\n")
    first, second = map(json.loads, result.stdout.splitlines())
    assert [(token["start"], token["term"]) for token in first["tokens"]] == [(2, "sco"), (11, "गए")]
    assert second["tokens"][0] == {
        "text": "राज़", "start": 0, "end": 4, "position": 0, "term": "राज", "terms": ["राज", "=राज़"],
        "initials": None, "families": ["राज"], "sounds": "र A ज", "sound_keys": ["rj", "rs"], "readings": [],
    }  # fmt: skip
    assert khabarkhoj("analyze", "गये").stdout == "0-3\tगये\tगए\t√जा\tग e\tg\n"
    (modi,) = json.loads(khabarkhoj("analyze", "Modi", "--json").stdout)["tokens"]
    assert modi["readings"] == ["m o d i"]


def test_variants_shows_what_a_word_stands_for(seed_settings: Settings) -> None:
    result = khabarkhoj("variants", "कज़ाखस्तान", "modi", "--json", "--index", seed_settings.index)
    name, latin = map(json.loads, result.stdout.splitlines())
    assert (name["word"], name["term"], name["documents"] > 0) == ("कज़ाखस्तान", "कजाखस्तान", True)
    kinds = {other["spelling"]: other["kind"] for other in name["terms"]}
    assert kinds["कजाखस्तान"] == "spelling"
    assert kinds["कजाखिस्तान"] == kinds["कज़ाकिस्तान"] == "sound"
    assert (latin["terms"][0]["spelling"], latin["terms"][0]["kind"]) == ("मोदी", "roman")
    none = khabarkhoj("variants", "modi", "--roman", "off", "--json", "--index", seed_settings.index)
    assert json.loads(none.stdout)["terms"] == []
    plain = khabarkhoj("variants", "नेता", "--refuse", "नेताओं", "--index", seed_settings.index).stdout
    assert "नेताओं" not in plain
