"""Stand-ins that look like what they stand for and are nobody's."""

import hashlib
import hmac
from typing import Final

_DIGITS: Final = "0123456789"


def surrogate(entity_type: str, value: str, canonical: str, key: bytes, scope: str) -> str:
    """Return the stand-in of an identity in the form of one of its mentions."""
    draw = _draw(key, scope, entity_type, canonical)
    return f"{entity_type.lower()}-{draw.hex()[:8]}"


def digits_like(text: str, key: bytes, scope: str) -> str:
    """Return a number literal of the same shape with other digits."""
    draw = _draw(key, scope, "NUMBER", text)
    position = 0
    out = []
    for character in text:
        if character in _DIGITS:
            digit = draw[position % len(draw)] % 10
            out.append(str(digit or 1) if position == 0 else str(digit))
            position += 1
        else:
            out.append(character)
    return "".join(out)


def _draw(key: bytes, scope: str, entity_type: str, canonical: str) -> bytes:
    content = "\0".join((scope, entity_type, canonical)).encode("utf-8", "surrogatepass")
    return hmac.new(key, content, hashlib.sha256).digest()
