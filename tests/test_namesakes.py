"""Every module with logic has a test file of its own name, in the folder of tests that mirrors its own."""

from tests.conftest import ROOT

WITHOUT_LOGIC = {
    *(
        f"search/model/{name}.py"
        for name in (
            "aggregations",
            "companions",
            "concordance",
            "expansions",
            "messages",
            "question",
        )
    ),
    "search/archive.py",
    "search/execution/snapshot.py",
    "search/execution/stop_words.py",
    "search/query/lexicon.py",
    "search/query/vocabulary.py",
    "index/errors.py",
    "index/hindi/function_words.py",
    "index/hindi/script.py",
    "index/reindex/report.py",
    "index/term_candidate.py",
    "web/expansion_switches.py",
}
"""Values, protocols and tables. The port's promises are asked of every engine by archive_contract.py."""


def test_every_module_with_logic_has_a_namesake() -> None:
    without = {
        path.relative_to(ROOT).as_posix()
        for top in ("index", "search", "web")
        for path in (ROOT / top).rglob("*.py")
        if not path.name.startswith("__")
        and not (ROOT / "tests" / path.relative_to(ROOT).with_name(f"test_{path.name}")).exists()
    }
    assert without == WITHOUT_LOGIC
