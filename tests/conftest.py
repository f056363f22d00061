"""Options and settings that all tests share."""

import os

import pytest
from hypothesis import settings

# Commands that tests run keep what they write until it is flushed, as they do for everybody.
os.environ.pop("PYTHONUNBUFFERED", None)

# The same examples in every run, and no time limit: this is no benchmark.
settings.register_profile("scrub", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("scrub")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-docs", action="store_true", help="write what commands print")
