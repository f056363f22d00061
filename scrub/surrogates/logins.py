"""Logins, handles and the local parts of addresses: their separators, digits and style are kept."""

import re
from functools import lru_cache
from typing import Final

from recognizers.lookalikes.stock_values import is_stock_value
from scrub.surrogates.dead_tokens import moved_digits
from scrub.surrogates.draw import WIDE_MARK, Draw
from scrub.surrogates.name_words import stand_in_word, wide_word
from scrub.surrogates.people import LETTER, is_known, lone_role
from scrub.surrogates.pools import UNSPACED, folded, pools_of, script_of
from scrub.surrogates.words import cased, digits_like, moved_letter, plain

_RUN: Final = re.compile(rf"{LETTER}+|\d+")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SHORTEST_NAME: Final = 3


def stand_in_login(value: str, key: bytes, scope: str) -> str:
    """Return the stand-in of a login, piece by piece; stock words (`admin`) in it stay.

    >>> import re
    >>> bool(re.fullmatch(r"[a-z]+[.][a-z]+[0-9]{2}", stand_in_login("jane.roe42", bytes(32), "")))
    True
    """
    pieces = _RUN.findall(value)
    keep = any(piece.isalpha() and not _is_stock(piece) for piece in pieces)

    def write(match: re.Match[str]) -> str:
        piece = match[0]
        if piece.isdecimal():
            return _digits(piece, key, scope)
        if keep and _is_stock(piece):
            return piece
        return "".join(_piece(part, len(pieces) == 1, key, scope) for part in _CAMEL.split(piece) if part)

    return _RUN.sub(write, value)


def _is_stock(piece: str) -> bool:
    # `claude` is a stock account and a name.
    return len(piece) > 1 and is_stock_value("USERNAME", piece) and not is_known(piece)


def _digits(digits: str, key: bytes, scope: str) -> str:
    if digits.isascii() and len(digits) <= 12:
        return moved_digits(digits, key, scope, "LOGIN")
    return digits_like(Draw(key, scope, "DIGITS", digits), digits)


def _piece(piece: str, alone: bool, key: bytes, scope: str) -> str:
    script = script_of(piece)
    if script in UNSPACED:
        return stand_in_word(piece, lone_role(piece), key, scope)
    if len(piece) < _SHORTEST_NAME and not is_known(piece):
        return "".join([moved_letter(letter, key, scope) for letter in piece])
    names = _names_of(folded(piece))
    if names is None:
        return cased(piece, _invented(folded(piece), alone, script, key, scope))
    drawn = ""
    for name, role in names:
        if role == "initial":
            drawn += moved_letter(name, key, scope)
        else:
            drawn += plain(stand_in_word(name, role, key, scope)).lower()
    return cased(piece, drawn[:1].upper() + drawn[1:] if not piece.islower() else drawn)


def _invented(piece: str, alone: bool, script: str, key: bytes, scope: str) -> str:
    """Return what stands for a handle that is no known name: with an initial where it stands alone."""
    if scope.endswith(WIDE_MARK):
        return wide_word(piece, "family", key, scope).lower()
    family = plain(stand_in_word(piece, "family", key, scope)).lower()
    if not alone or script != "latin":
        return family
    return Draw(key, scope, "LOGIN", piece).choice("abcdefghijklmnopqrstuvwxyz") + family


@lru_cache(maxsize=16384)
def _names_of(piece: str) -> tuple[tuple[str, str], ...] | None:
    """Return the names and initials that a piece is made of, where that is certain enough.

    >>> _names_of("jsmith"), _names_of("janesmith")
    ((('j', 'initial'), ('smith', 'family')), (('jane', 'given'), ('smith', 'family')))
    """
    if is_known(piece):
        return ((piece, lone_role(piece)),)
    pools = pools_of(script_of(piece))
    if len(piece) >= _LEAST_WITH_INITIAL and piece[1:] in pools.family:
        return ((piece[0], "initial"), (piece[1:], lone_role(piece[1:])))
    for cut in range(len(piece) - _SHORTEST_NAME, _SHORTEST_NAME - 1, -1):
        if piece[:cut] in pools.given and piece[cut:] in pools.family:
            return ((piece[:cut], "given"), (piece[cut:], lone_role(piece[cut:])))
    if len(piece) >= _LEAST_WITH_INITIAL and (piece[:-1] in pools.given or piece[:-1] in pools.family):
        return ((piece[:-1], lone_role(piece[:-1])), (piece[-1], "initial"))
    return None


_LEAST_WITH_INITIAL: Final = 4
