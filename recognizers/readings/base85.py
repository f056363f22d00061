"""Text in base 85: `base64.b85encode` and git have one alphabet for it, PostScript and PDF another, `<~…~>`.

https://docs.python.org/3/library/base64.html#base64.b85encode
"""

import base64
import re
from collections.abc import Iterator
from typing import Final

from recognizers.errors import CodecError
from recognizers.readings import payloads
from recognizers.readings.dumps import Dump

_ADOBE: Final = re.compile(r"<~([!-uz\s]{5,100000})~>")
# Every symbol may also stand in a program, so it is read where the text says that there is some of it.
_NAMED: Final = re.compile(r"[Bb](?:ase-?)?85|BASE-?85")
_SYMBOL: Final = r"[0-9A-Za-z!#$%&()*+\-;<=>?@^_`{|}~]"
_RUN: Final = re.compile(rf"(?<!{_SYMBOL}){_SYMBOL}{{15,}}")


def find_base85(text: str) -> Iterator[Dump]:
    """Yield the pieces that are text in base 85."""
    if "<~" in text:
        for run in _ADOBE.finditer(text):
            yield from _read("ascii85", *run.span(1), text)
    if "85" in text and _NAMED.search(text):
        for run in _RUN.finditer(text):
            yield from _read("base85", *run.span(), text)


def _read(codec: str, start: int, end: int, text: str) -> Iterator[Dump]:
    decode = decode_ascii85 if codec == "ascii85" else decode_base85
    try:
        decoded = decode(text[start:end])
    except CodecError:
        return
    if decoded.strip() and all(c.isprintable() or c in "\n\r\t" for c in decoded):
        yield Dump(codec, decoded, (start, end))


def decode_base85(piece: str) -> str:
    """Return what the alphabet of RFC 1924 stands for, without blanks and line ends."""
    try:
        return payloads.to_text(base64.b85decode(piece), "utf-8")
    except ValueError:
        raise CodecError(f"not base 85 (a piece of {len(piece)} characters)") from None


def encode_base85(text: str, like: str) -> str:
    """Write a text in the alphabet of RFC 1924."""
    return base64.b85encode(payloads.to_bytes(text, "utf-8")).decode()


def decode_ascii85(piece: str) -> str:
    """Return what the alphabet of Adobe stands for."""
    try:
        return payloads.to_text(base64.a85decode(piece), "utf-8")
    except ValueError:
        raise CodecError(f"not base 85 (a piece of {len(piece)} characters)") from None


def encode_ascii85(text: str, like: str) -> str:
    """Write a text in the alphabet of Adobe, in lines as wide as those of another."""
    width = like.find("\n") if "\n" in like else 0
    return base64.a85encode(payloads.to_bytes(text, "utf-8"), wrapcol=width).decode()
