"""The examples in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import index
import search
import web

EXAMPLES = [
    (f"{module.__name__}:{test.name}", test)
    for package in (index, search, web)
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if not found.name.endswith("__main__")
    for module in [importlib.import_module(found.name)]
    for test in doctest.DocTestFinder(exclude_empty=True).find(module)
    if test.examples
]


@pytest.mark.parametrize("example", [test for _, test in EXAMPLES], ids=[name for name, _ in EXAMPLES])
def test_examples_are_true(example: doctest.DocTest) -> None:
    shown: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(example, out=shown.append)
    assert not runner.failures, "".join(shown)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) > 10
