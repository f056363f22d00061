"""How the people of a scope may be mentioned elsewhere, and what a place must show for it to be them."""

from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from scrub.link.names import Word
from scrub.link.people import People, Somebody
from scrub.surrogates.people import is_known
from scrub.surrogates.pools import UNSPACED, folded, script_of

_SHORTEST_FREE: Final = 5
_SHORTEST_CAPITAL: Final = 4
_SHORTEST_UNSPACED: Final = 2
_SHORTEST_LOGIN: Final = 5
_SEPARATORS: Final = ("", "_", "-", ".", " ", "+")


class Support(IntEnum):
    """What a place must show."""

    # That the form stands there whole, in any case, in an identifier too.
    NONE = 0
    # That it is written with a capital.
    CAPITAL = 1
    # Nothing: the script does not part words.
    UNSPACED = 2
    # That it begins a path that is written with hyphens, below where people's folders are.
    FOLDER = 3


class Form(NamedTuple):
    """A form to look for, folded."""

    text: str
    support: Support
    # Whether it is made as logins are: `jroe`.
    is_login: bool = False


def name_forms(people: People) -> Iterator[Form]:
    """Yield the folded forms to look for: names alone, joined as in identifiers, logins made of them."""
    for somebody in people.everybody:
        words = [word for word in somebody.words() if not word.is_initial]
        # Of what the model took for a name, some word is a name that is known.
        if any(is_known(word.raw) for word in words):
            for word in words:
                yield from _alone(word)
            yield from _joined(somebody)


def _alone(word: Word) -> Iterator[Form]:
    if script_of(word.raw) in UNSPACED:
        if len(word.raw) >= _SHORTEST_UNSPACED:
            yield Form(word.raw, Support.UNSPACED)
    elif not is_ordinary(word.folded):
        for spelling in sorted(word.spellings):
            if len(spelling) >= _SHORTEST_FREE:
                yield Form(spelling, Support.NONE)
            elif len(spelling) >= _SHORTEST_CAPITAL:
                yield Form(spelling, Support.CAPITAL)


def _joined(somebody: Somebody) -> Iterator[Form]:
    """Yield the forms of two names: `jane_roe`, `roe.jane`, `jroe`, `roe-j`."""
    words = [word.folded for word in somebody.name.words if not word.is_initial]
    if len(words) < 2 or somebody.name.is_signature or script_of(words[0]) in UNSPACED:
        return
    first, last = words[0], words[-1]
    for one, other in ((first, last), (last, first), (first[:1], last), (last, first[:1]), (first, last[:1])):
        plain = not (is_ordinary(one) or is_ordinary(other))
        for separator in _SEPARATORS:
            form = f"{one}{separator}{other}"
            # `wbank` and `swood` may be anything, and so may `will grace` without capitals.
            if len(form) >= _SHORTEST_LOGIN and (plain or len(separator.strip()) == 1):
                yield Form(form, Support.NONE, is_login=not separator and 1 in (len(one), len(other)))
            elif separator == " " and len(one) > 1 and len(other) > 1:
                yield Form(form, Support.CAPITAL)


def is_ordinary(word: str) -> bool:
    """Return whether a folded name is an ordinary word too: `will`, `rose`, `page`."""
    return word in _ordinary()


@cache
def _ordinary() -> frozenset[str]:
    text = (files("scrub.link") / "ordinary.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(folded(" ".join(lines)).split())
