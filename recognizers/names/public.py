"""Full names of public figures and figures of fiction, who may be named."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def is_public(value: str) -> bool:
    """Whether a text is the full name of someone known to all, in any case.

    >>> is_public("alan  Turing"), is_public("Alan Lindt")
    (True, False)
    """
    return _key(value) in _figures()


def find_public(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the full names of people known to all stand in a text, in any case.

    >>> list(find_public("who is alan turing?"))
    [(7, 18)]
    """
    for match in _pattern().finditer(text):
        yield match.span()


def _key(value: str) -> str:
    return " ".join(value.casefold().split())


@cache
def _figures() -> frozenset[str]:
    text = (files("recognizers.names") / "public.toml").read_text(encoding="utf-8")
    return frozenset(name.casefold() for name in tomllib.loads(text)["figures"].split("|"))


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_figures(), key=len, reverse=True)
    return re.compile(
        rf"(?i)\b(?:{'|'.join(re.escape(name).replace(chr(92) + ' ', r'[ ]+') for name in names)})\b"
    )
