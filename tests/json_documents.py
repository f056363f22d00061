"""Strategies for JSON documents, written in every way that the grammar allows."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import strategies as st

_SHORT = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
    "/": "\\/",
}
_MUST_BE_ESCAPED = {'"', "\\"}
_LARGEST_CONTROL = "\x1f"


@dataclass(frozen=True)
class Literal:
    """A number as it is written."""

    text: str


@dataclass(frozen=True)
class Members:
    """An object; names may repeat."""

    pairs: tuple[tuple[str, Any], ...]


# Lone surrogates and NUL included.
strings = st.text(st.characters(codec=None), max_size=12) | st.sampled_from(
    ["", "Jane Roe", "a\\", '\\"', "\ud83d", "\0", "é", "👩‍💻", "/a~b", "x" * 60]
)
numbers = st.sampled_from(
    ["0", "-0", "1.0", "1e5", "1E+5", "-12.50e-3", "12345678901234567890", "5551234567", "0.1"]
).map(Literal)
documents = st.recursive(
    strings | numbers | st.booleans() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(st.tuples(strings, inner), max_size=4).map(lambda pairs: Members(tuple(pairs)))
    ),
    max_leaves=12,
)


def written(document: Any, random: Random) -> str:
    """Return the document as text, with spaces and escapes by chance."""
    space = _space(random)
    if isinstance(document, str):
        return space + '"' + "".join(_character(each, random) for each in document) + '"'
    if isinstance(document, Literal):
        return space + document.text
    if isinstance(document, Members):
        pairs = (
            f"{written(name, random)}{_space(random)}:{written(each, random)}"
            for name, each in document.pairs
        )
        return space + "{" + ",".join(pairs) + _space(random) + "}"
    if isinstance(document, list):
        return space + "[" + ",".join(written(each, random) for each in document) + _space(random) + "]"
    return space + json.dumps(document)


def _space(random: Random) -> str:
    return random.choice(("", "", "", " ", "\n  ", "\r\n", "\t"))


def _character(character: str, random: Random) -> str:
    is_surrogate = "\ud800" <= character <= "\udfff"
    if not (character in _MUST_BE_ESCAPED or character <= _LARGEST_CONTROL or is_surrogate):
        if random.random() < 0.8:
            return character
    elif character in _SHORT and random.random() < 0.8:
        return _SHORT[character]
    units = character.encode("utf-16-be", "surrogatepass")
    digits = (units[at : at + 2].hex() for at in range(0, len(units), 2))
    return "".join("\\u" + (unit.upper() if random.random() < 0.5 else unit) for unit in digits)


def scalars(document: Any, pointer: str = "") -> Iterator[tuple[str, str, bool]]:
    """Yield (pointer, text, is a number) of every string and number in order, member names included."""
    if isinstance(document, str):
        yield pointer, document, False
    elif isinstance(document, Literal):
        yield pointer, document.text, True
    elif isinstance(document, Members):
        for name, each in document.pairs:
            below = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
            yield below + "#key", name, False
            yield from scalars(each, below)
    elif isinstance(document, list):
        for at, each in enumerate(document):
            yield from scalars(each, f"{pointer}/{at}")


def with_scalars(document: Any, texts: Iterator[str]) -> Any:
    """Return the document with its strings and numbers, in order, replaced."""
    if isinstance(document, str):
        return next(texts)
    if isinstance(document, Literal):
        return Literal(next(texts))
    if isinstance(document, Members):
        return Members(tuple((next(texts), with_scalars(each, texts)) for _, each in document.pairs))
    if isinstance(document, list):
        return [with_scalars(each, texts) for each in document]
    return document


def plain(document: Any) -> Any:
    """Return what `scrub.formats.document.parse` should make of it; strings as UTF-16.

    Two escapes that an edit brought side by side may be one character for a parser.
    """
    if isinstance(document, str):
        return document.encode("utf-16-le", "surrogatepass")
    if isinstance(document, Literal):
        return document.text.encode("utf-16-le")
    if isinstance(document, Members):
        return [(plain(name), plain(each)) for name, each in document.pairs]
    if isinstance(document, tuple):
        return tuple(plain(each) for each in document)
    if isinstance(document, list):
        return [plain(each) for each in document]
    return document
