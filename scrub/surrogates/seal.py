"""A keyed check at the end of long numbers, by which their stand-ins are known again, and only with the key.

The last characters of a stand-in are computed from those before them and the key. A second pass finds that
they fit, and lets the stand-in be; those of a real value fit by chance once in four million. What is too
short for that, and for ten thousand stand-ins besides, has no seal: there the first draws would run out.

Names, logins, places, dates, ages, codes and short numbers have none either: whatever marks a stand-in as
ours marks as large a part of what real people are called. There are 46 million pairs of a woman's given name
and a family name in the western pool; if no more than one real name in a million may be taken for a stand-in,
46 are left. A real value must never stay, so what has no seal gets another stand-in in a second pass.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import mul
from typing import Final

from scrub.surrogates.draw import SEAL, Draw
from scrub.surrogates.words import LETTERS

# One real value in so many is taken for a stand-in, ...
_CHECKED: Final = 4_000_000
# ... and so many stand-ins are left for values of one form in the first draws, ...
_LEFT: Final = 10_000
_SEALED: Final = 4
# ... and in others, and in scopes of many conversations, where of a million no two should meet.
_LEFT_WIDE: Final = 10**13
# Characters in front that may be the same for all.
_FIXED: Final = 2
DIGITS: Final = "0123456789"
HEX: Final = "0123456789abcdef"
# By the form of a text: digits for digits, letters for letters.
SHAPE: Final = ""


def sealed(text: str, key: bytes, alphabet: str = SHAPE, *, attempt: int = 0) -> str:
    """Return a drawn text with its last characters computed from the rest; itself where it is too short.

    Redraws have a seal only where much is left: there are many identities, and no two are to share one.

    >>> is_sealed(sealed("9412-7789-0334-5521", bytes(32)), bytes(32)), sealed("94127789", bytes(32))
    (True, '94127789')
    """
    tail = _tail(text, alphabet, _LEFT if attempt < _SEALED else _LEFT_WIDE)
    return _written(text, tail, key, alphabet) if tail else text


def is_sealed(text: str, key: bytes, alphabet: str = SHAPE) -> bool:
    """Return whether the last characters of a text are those that follow from the rest and the key."""
    tail = _tail(text, alphabet, _LEFT)
    return bool(tail) and _written(text, tail, key, alphabet) == text


def _tail(text: str, alphabet: str, left: int) -> Sequence[tuple[int, str]]:
    """Return the places of the check, the last first, with what may stand there; none in a short text."""
    places = list(_places(text, alphabet))
    if not any(
        values >= _CHECKED * left
        for values in accumulate((len(choices) for _, choices in places[_FIXED:]), mul)
    ):
        return ()
    count = values = 1
    while (values := values * len(places[-count][1])) < _CHECKED:
        count += 1
    return places[-count:]


def _places(text: str, alphabet: str) -> Iterator[tuple[int, str]]:
    for place, character in enumerate(text):
        if character.isascii() and character.isalnum():
            if alphabet == SHAPE:
                yield place, DIGITS if character.isdecimal() else LETTERS
            elif alphabet != DIGITS or character.isdecimal():
                yield place, alphabet


def _written(text: str, tail: Sequence[tuple[int, str]], key: bytes, alphabet: str) -> str:
    has_case = alphabet != alphabet.lower()
    out = list(text)
    for place, _ in tail:
        out[place] = "?"
    rest = "".join(character for character in out if character.isalnum() or character == "?")
    draw = Draw(key, SEAL, alphabet, rest if has_case else rest.lower())
    is_upper = not has_case and text.isupper()
    for place, choices in tail:
        drawn = draw.choice(choices)
        upper = is_upper or (alphabet == SHAPE and text[place].isupper())
        out[place] = drawn.upper() if upper else drawn
    return "".join(out)
