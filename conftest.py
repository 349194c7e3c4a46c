"""Settings of the test suite, and the examples of README and documentation as tests."""

from doctest import ELLIPSIS

from hypothesis import settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

# Fixtures that several folders of tests share.
pytest_plugins = ["browsing", "commands"]

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)], patterns=["*.md"]
).pytest()

# The machines that run the tests are shared and slow at times, so time proves nothing.
settings.register_profile("default", deadline=None, max_examples=60)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile("default")
