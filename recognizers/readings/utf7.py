"""Text in seven bits, as old mail and the names of mailboxes have it: `Guti+AOk-rrez`, `Guti&AOk-rrez`.

https://www.rfc-editor.org/rfc/rfc2152 https://www.rfc-editor.org/rfc/rfc3501#section-5.1.3
"""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Final

from recognizers.readings.regions import Stretch, stretches_around

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
# A Latin letter with an accent within a word; of a text that says what it is, everything.
_WORTH: Final = {
    "utf7": re.compile(r"\+A[M-X][A-Za-z0-9+/]-"),
    "utf7-mailbox": re.compile(r"&A[M-X][A-Za-z0-9+,]-"),
}
_NAMES: Final = ("utf-7", "UTF-7")
_NO_CHARACTER: Final = "\ufffd"
UTF7_TOKEN: Final = r"\+(?:-|[A-Za-z0-9+/]{3,400}-?)"
MAILBOX_TOKEN: Final = r"&(?:-|[A-Za-z0-9+,]{3,400}-)"


def find_utf7(text: str) -> Iterator[Stretch]:
    """Yield the stretches around letters that seven bits would not hold."""
    for codec, lead in (("utf7", "+"), ("utf7-mailbox", "&")):
        if lead in text:
            hits = [hit.span() for hit in _WORTH[codec].finditer(text)]
            if codec == "utf7" and any(name in text for name in _NAMES):
                yield Stretch(codec, 0, len(text))
            else:
                yield from stretches_around(text, codec, hits)


def read_utf7(token: str) -> str:
    """Return the characters, or one that stands for none where the bits are none."""
    symbols = token[1:].removesuffix("-").replace(",", "/")
    if not symbols:
        return token[0]
    try:
        data = base64.b64decode(symbols + "=" * (-len(symbols) % 4))
    except binascii.Error:
        return _NO_CHARACTER
    # What is left of the last symbol fills up a byte.
    whole = len(data) // 2 * 2
    return data[:whole].decode("utf-16-be", "replace") if not any(data[whole:]) else _NO_CHARACTER


def write_utf7(text: str, like: str) -> str:
    """Write a text with each letter beyond ASCII in bits."""
    return _NOT_ASCII.sub(lambda run: f"+{_bits(run[0])}-", text.replace("+", "+-"))


def write_mailbox(text: str, like: str) -> str:
    """Write the name of a mailbox with each letter beyond ASCII in bits."""
    return _NOT_ASCII.sub(lambda run: f"&{_bits(run[0]).replace('/', ',')}-", text.replace("&", "&-"))


def _bits(characters: str) -> str:
    return base64.b64encode(characters.encode("utf-16-be", "surrogatepass")).decode().rstrip("=")
