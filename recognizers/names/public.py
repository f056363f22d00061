"""Full names of public figures and figures of fiction, who may be named."""

import tomllib
from functools import cache
from importlib.resources import files


def is_public(value: str) -> bool:
    """Whether a text is the full name of someone known to all, in any case.

    >>> is_public("alan  Turing"), is_public("Alan Lindt")
    (True, False)
    """
    return " ".join(value.casefold().split()) in _figures()


@cache
def _figures() -> frozenset[str]:
    text = (files("recognizers.names") / "public.toml").read_text(encoding="utf-8")
    return frozenset(name.casefold() for name in tomllib.loads(text)["figures"].split("|"))
