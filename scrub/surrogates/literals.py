"""Other digits for a number in JSON, so that it stays a number of the same shape."""

import re
from typing import Final

from scrub.surrogates.draw import Draw

_LITERAL: Final = re.compile(r"(-?)(\d+)(?:\.(\d+))?([eE][-+]?\d+)?")
# More digits than this may leave the range of 64 bits when the first grows.
_SAFE_DIGITS: Final = 18
_DEGREES: Final = {2: "12345678", 3: "1"}


def digits_like(text: str, key: bytes, scope: str) -> str:
    """Return a number literal of the same shape with other digits.

    The sign and the exponent stay. What may be a latitude or longitude stays below 90 or 180.
    """
    literal = _LITERAL.fullmatch(text)
    draw = Draw(key, scope, "NUMBER", text)
    if literal is None:
        return "0"
    sign, whole, fraction, exponent = literal.groups()
    while True:
        drawn = _whole(whole, fraction is not None, draw)
        decimals = f".{draw.digits(len(fraction))}" if fraction else ""
        written = f"{sign}{drawn}{decimals}{exponent or ''}"
        if written != text:
            return written


def _whole(digits: str, is_decimal: bool, draw: Draw) -> str:
    if len(digits) == 1:
        return "0" if digits == "0" and is_decimal else str(1 + draw.below(9))
    if is_decimal and len(digits) in _DEGREES:
        first = draw.choice(_DEGREES[len(digits)])
        second = str(draw.below(8 if len(digits) == 3 else 10))
        return first + second + draw.digits(len(digits) - 2)
    first = "1" if len(digits) > _SAFE_DIGITS else str(1 + draw.below(9))
    return first + draw.digits(len(digits) - 1)
