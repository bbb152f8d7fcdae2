"""Imports point one way, and what the port promises to keep out stays out."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

LAYERS = (
    (
        "index.fields",
        "index.errors",
        "index.article",
        "index.months",
        "index.lru_cache",
        "index.language_names",
        "index.term_candidate",
        "index.text_units",
    ),
    ("index.hindi", "index.settings", "index.processes", "index.shingles"),
    ("index.place_names", "index.addresses"),
    ("index.dates",),
    ("index.dateline", "index.fonts", "index.language", "index.columns", "index.article_versions"),
    ("index.day_ordinals", "index.readers", "index.store"),
    ("index.lexicon", "index.duplicates", "index.coverage", "index.name_lists", "index.whoosh_codec"),
    ("index.opensearch",),
    ("index.reindex",),
    ("search.model",),
    ("search.archive",),
    ("search.query",),
    ("search.highlight", "search.ranking"),
    ("search.execution",),
    ("search.embedded", "search.opensearch"),
    ("search.engines",),
    ("web",),
)
"""From the ground up: a module imports from its own package and from the layers below its own."""
LAYER_OF = {package: layer for layer, packages in enumerate(LAYERS) for package in packages}


def package_of(module: str) -> str | None:
    """Return the package that a module is in."""
    return max(
        (package for package in LAYER_OF if f"{module}.".startswith(f"{package}.")), key=len, default=None
    )


def imports() -> list[tuple[str, str]]:
    """Return (importing module, imported module) of all product files, those in functions included."""
    pairs = []
    for top in ("index", "search", "web"):
        for path in (ROOT / top).rglob("*.py"):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module:
                    pairs += [(module, f"{node.module}.{name.name}") for name in node.names]
                elif isinstance(node, ast.Import):
                    pairs += [(module, name.name) for name in node.names]
    return pairs


def test_every_module_is_in_a_package() -> None:
    modules = {module for module, _ in imports()}
    assert len(modules) > 180
    assert sorted(module for module in modules if package_of(module) is None) == []


def test_imports_point_one_way() -> None:
    wrong = []
    for module, target in imports():
        own, other = package_of(module), package_of(target)
        if own and other and own != other and LAYER_OF[other] >= LAYER_OF[own]:
            wrong.append(f"{module} → {target}")
    assert wrong == []


def test_only_engines_know_how_an_index_is_stored() -> None:
    stored = ("index.columns", "index.store", "index.lexicon", "index.whoosh_codec", "index.reindex")
    wrong = [
        f"{module} → {target}"
        for module, target in imports()
        if module.startswith("search.")
        and not module.startswith(("search.embedded", "search.opensearch", "search.ranking"))
        if target.startswith(stored)
    ]
    assert wrong == []


@pytest.mark.parametrize("module", ["search.archive", "search.model.results", "search.model.filters"])
def test_the_port_imports_no_engine(module: str) -> None:
    code = f"import {module}, sys; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert module in loaded
    forbidden = (
        "numpy",
        "icu",
        "markupsafe",
        "flask",
        "index.columns",
        "index.lexicon",
        "index.store",
        "web",
    )
    assert [each for each in loaded if f"{each}.".startswith(tuple(f"{name}." for name in forbidden))] == []


def test_the_port_has_no_interface_text() -> None:
    for path in [ROOT / "search" / "archive.py", *(ROOT / "search" / "model").glob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {
            id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }  # fmt: skip
        texts = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        ]
        assert [text for text in texts if not text.isascii()] == [], path


def test_files_fit_in_one_read() -> None:
    sizes = sorted(
        (len(path.read_text(encoding="utf-8").splitlines()), str(path.relative_to(ROOT)))
        for top in ("index", "search", "web")
        for path in (ROOT / top).rglob("*.py")
        if path.name != "__init__.py"
    )
    assert sizes[len(sizes) // 2][0] < 200
    assert [size for size in sizes if size[0] > 400] == []


def test_a_quick_command_imports_no_library_that_it_does_not_need() -> None:
    code = "import sys; from web.commands import main\ntry: main(['--version'])\nexcept SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "version" in done.stdout
    assert {"numpy", "icu", "flask", "babel", "lxml", "whoosh"}.isdisjoint(done.stderr.split())


def test_a_search_imports_neither_the_server_nor_the_readers(seed_settings: object, tmp_path: Path) -> None:
    from index.settings import Settings

    assert isinstance(seed_settings, Settings)
    code = (
        "import sys; from web.commands import main\n"
        f"try: main(['search', '--index', {str(seed_settings.index)!r}, 'मोदी'])\n"
        "except SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "articles" in done.stdout
    loaded = set(done.stderr.split())
    assert {"flask", "babel", "werkzeug", "whoosh", "lxml", "langdetect", "multiprocessing.pool"}.isdisjoint(
        loaded
    )
    assert [each for each in loaded if each.startswith(("index.readers", "index.reindex"))] == []


def test_the_embedded_engine_needs_no_client_of_a_cluster(seed_settings: object) -> None:
    from index.settings import Settings

    assert isinstance(seed_settings, Settings)
    code = (
        "import sys; from web.commands import main\n"
        f"try: main(['search', '--index', {str(seed_settings.index)!r}, 'मोदी'])\n"
        "except SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stderr.split()
    assert [
        each for each in loaded if each.startswith(("urllib3", "index.opensearch", "search.opensearch"))
    ] == []
