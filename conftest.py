"""Settings of the test suite, and the examples of README and docs as tests."""

import sys
from collections.abc import Iterator
from doctest import ELLIPSIS
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test, settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

# Fixtures that several folders of tests share.
pytest_plugins = ["browsing", "commands"]

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)], patterns=["*.md"]
).pytest()

ROOT = Path(__file__).parent
# Files with few but long tests come first, so that no processor waits for the last.
# The first traces how strategies prepare each class, which they do once.
FIRST = (
    "tests/test_strategies.py",
    "tests/docs/test_docs_growing.py",
    "tests/docs/test_docs_site.py",
    "tests/test_typing.py",
    "tests/views/test_jupyter.py",
    "tests/frames/test_spark.py",
    "tests/formats/rdf/test_complete.py",
    "tests/views/test_matrix.py",
)


def pytest_configure(config: pytest.Config) -> None:
    """Make pytest-xdist, if it is in use, keep the order of the files."""
    config.option.loadscopereorder = False


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the slowest files first, and change nothing else."""
    first = {ROOT / name: place for place, name in enumerate(FIRST)}
    items.sort(key=lambda item: first.get(item.path, len(first)))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Trace neither laws nor tests marked `untraced`: they are twice as fast.

    The examples of a law are random, so a line that laws alone reach would be covered
    in some runs only; a law marked `traced` reaches its lines with any examples. The
    marker `no_cover` of pytest-cov has no effect in the workers of pytest-xdist.
    """
    tracer = sys.gettrace()
    law = is_hypothesis_test(getattr(item, "obj", None))
    marked = item.get_closest_marker
    if marked("untraced") or (law and not marked("traced")):
        sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


# The machines that run the tests are shared and sometimes slow: no deadlines.
settings.register_profile("default", deadline=None, max_examples=30)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile("default")
