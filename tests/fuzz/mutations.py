"""Mutations that know what the formats are made of: quotes, escapes, brackets, encodings, deep nesting."""

import random
from collections.abc import Sequence
from typing import Final

from tests.fuzz.seeds import PERSON
from tests.native_files import ADA

LONGEST: Final = 60_000
_TOKENS: Final = (
    *(
        b'"',
        b"\\",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\n",
        b"\r\n",
        b"\0",
        b"\xff",
        b"\xed\xa0\x80",
        b"'''",
    ),
    *(b"\\ud800", b"\\u0000", b"null", b"1e999", b"-0", b"12345678901234567890123", b"true", b"{}", b"[]"),
    *(b"NaN", b"[" * 300, b'{"a":' * 200, b"\xef\xbb\xbf", b"\xe2\x80\x8b", b"\xcc\x81" * 40, b"=\n", b"%25"),
    *(b"&#x110000;", b"&#0;", b"%00", b"\\x", b"\\u{", b"**", b"~~", b"<b>", b"\x1b[", b"\x1b]0;", b'" + "'),
    *(
        b"data:text/plain;base64,",
        b"H4sIAAAAAAAA",
        b"====",
        b"-----BEGIN ",
        b"(?:a+)+$",
        b"\\1",
        b"{1,99999}",
    ),
    *(
        ADA.encode(),
        PERSON.encode(),
        b" ",
        b"=",
        b"[[rule]]",
        b"0x",
        b"\xf0\x9f\x91\xa9\xe2\x80\x8d",
        b"\xd9\xa4",
    ),
)


def mutated(data: bytes, others: Sequence[bytes], draw: random.Random, longest: int = LONGEST) -> bytes:
    """Return a case with pieces inserted, taken out, doubled, cut off, changed or brought from another."""
    for _ in range(draw.randint(1, 6)):
        at = draw.randrange(len(data) + 1)
        length = draw.choice((1, 2, 8, 40, 300))
        match draw.randrange(7):
            case 0 | 1:
                data = data[:at] + draw.choice(_TOKENS) + data[at:]
            case 2:
                data = data[:at] + data[at + length :]
            case 3:
                data = data[:at] + data[at : at + length] * draw.choice((2, 3, 50)) + data[at:]
            case 4:
                data = data[: max(1, at)]
            case 5:
                data = (
                    data[:at]
                    + bytes(draw.randrange(256) for _ in range(min(length, 8)))
                    + data[at + length :]
                )
            case _:
                other = draw.choice(others)
                begin = draw.randrange(len(other) + 1)
                data = data[:at] + other[begin : begin + length] + data[at:]
    return data[:longest]
