"""The word lists of `recognizers/words`, each read the first time it is asked for."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def word_file(name: str) -> dict[str, Any]:
    """Return a word list by the name of its file, without suffix; it is shared, and not to be changed."""
    text = files("recognizers").joinpath("words", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def word_set(name: str, key: str) -> frozenset[str]:
    """Return one list of a word list as a set."""
    return frozenset(word_file(name)[key])
