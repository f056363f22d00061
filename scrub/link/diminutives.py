"""Whether two given names may be one person's: `Bob` and `Robert`, `Lupita` and `Guadalupe`."""

from functools import cache
from importlib.resources import files

from scrub.surrogates.pools import folded


def full_names(word: str) -> frozenset[str]:
    """Return the names that a folded word may stand for, itself included where it is one.

    >>> sorted(full_names("bob")), full_names("bob").isdisjoint(full_names("jane"))
    (['robert'], True)
    """
    return _names().get(word, frozenset())


def also_called(word: str) -> frozenset[str]:
    """Return what those may be called too whose folded name is this one.

    >>> {"bob", "rob"} <= also_called("robert")
    True
    """
    return frozenset(other for name in full_names(word) for other in _called()[name])


@cache
def _called() -> dict[str, list[str]]:
    called: dict[str, list[str]] = {}
    for word, names in _names().items():
        for name in names:
            called.setdefault(name, []).append(word)
    return called


@cache
def _names() -> dict[str, frozenset[str]]:
    """Return for every name and diminutive the names that it may stand for."""
    names: dict[str, set[str]] = {}
    text = folded((files("scrub.link") / "diminutives.txt").read_text(encoding="utf-8"))
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, diminutives = line.partition(": ")
            for word in (name, *diminutives.split()):
                names.setdefault(word, set()).add(name)
    return {word: frozenset(of) for word, of in names.items()}
