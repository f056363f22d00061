"""How much a word is built like the login of a person, from the letters that follow each other in it.

A linear model over the parts and n-grams of a word; `recognizers.names.train.logins` trains it.
"""

import re
from functools import cache
from importlib.resources import files
from typing import Final
from zlib import crc32

ROWS: Final = 1 << 15
_LONGEST: Final = 40
_GAPS: Final = re.compile(r"[._-]")
_GRAMS: Final = (2, 3, 4, 5)
_RUNS: Final = re.compile(r"[a-z]+|[0-9]+|[A-Z]+")


def login_look(value: str) -> float:
    """Return the log odds that a word is somebody's login and no word of prose or of a program.

    >>> login_look("i.kowalczyk") > 0 > login_look("os.path")
    True
    """
    weights, scale, bias = _model()
    return sum(weights[row] for row in rows_of(value)) * scale + bias


def rows_of(value: str) -> set[int]:
    """Return the rows of the weights whose sum judges a word."""
    value = value[:_LONGEST]
    low = f"^{value.lower()}$"
    features = [f"s{_RUNS.sub(_short, value)}", *(f"p{part}" for part in _GAPS.split(value.lower()))]
    features += [low[i : i + n] for n in _GRAMS for i in range(len(low) - n + 1)]
    return {crc32(feature.encode()) % ROWS for feature in features}


def _short(run: re.Match[str]) -> str:
    """Return what a run of letters or digits of one kind and length counts as."""
    kind = "a" if run[0].islower() else "0" if run[0].isdigit() else "A"
    return kind * min(len(run[0]), 3 if kind == "a" else 1)


@cache
def _model() -> tuple[memoryview, float, float]:
    """Return the weights as signed bytes, what one is worth, and the bias."""
    data = memoryview((files("recognizers.logins") / "look.bin").read_bytes())
    scale, bias = data[ROWS:].cast("f")
    return data[:ROWS].cast("b"), scale, bias
