"""Ways of writing a text in other signs, each a function of all of it."""

import base64
import codecs
import gzip
import zlib
from collections.abc import Callable
from string import ascii_lowercase, ascii_uppercase
from typing import Final


def _signs(first: int, count: int) -> str:
    return "".join(map(chr, range(first, first + count)))


_CIRCLES: Final = str.maketrans(
    f"0123456789{ascii_uppercase}{ascii_lowercase}", f"\u24ea{_signs(0x2460, 9)}{_signs(0x24B6, 52)}"
)
_BOLD: Final = str.maketrans(f"{ascii_uppercase}{ascii_lowercase}", _signs(0x1D400, 52))


def plain64(data: bytes) -> str:
    """Return base64."""
    return base64.b64encode(data).decode()


def bare64(data: bytes) -> str:
    """Return base64 without padding."""
    return plain64(data).rstrip("=")


def url64(data: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def hexed(data: bytes) -> str:
    """Return hexadecimal digits."""
    return data.hex()


def twice(data: bytes) -> str:
    """Return base64 of base64."""
    return plain64(base64.b64encode(data))


def zipped(data: bytes) -> str:
    """Return base64 of gzip."""
    return plain64(gzip.compress(data, mtime=0))


def deflated(data: bytes) -> str:
    """Return base64 of zlib."""
    return plain64(zlib.compress(data))


def base32(data: bytes) -> str:
    """Return base32."""
    return base64.b32encode(data).decode()


def as_units(text: str, depth: int = 1) -> str:
    """Every character as JSON may escape it, so many times."""
    lead = "\\" * 2 ** (depth - 1)
    return "".join(f"{lead}u{ord(c):04x}" for c in text)


def misread(text: str) -> str:
    """Return the text's UTF-8 as it looks where it is read as Windows-1252."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def in_circles(text: str) -> str:
    """Letters and digits in circles, which NFKC undoes. https://www.unicode.org/charts/PDF/U2460.pdf"""
    return text.translate(_CIRCLES)


def quoted_printable(text: str) -> str:
    """As servers write it that trust nothing but letters and digits. RFC 2045, 6.7."""
    return "".join(
        c if c == " " or (c.isascii() and c.isalnum()) else "".join(f"={b:02X}" for b in c.encode())
        for c in text
    )


def percent_all(text: str) -> str:
    """Return every byte in percent."""
    return "".join(f"%{byte:02X}" for byte in text.encode())


def rot13(text: str) -> str:
    """Return ROT13."""
    return codecs.encode(text, "rot13")


def mathematical(text: str) -> str:
    """Letters in bold. https://www.unicode.org/charts/PDF/U1D400.pdf"""
    return text.translate(_BOLD)


def full_width(text: str) -> str:
    """Return letters and digits in full width."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def digits_of(first: int) -> Callable[[str], str]:
    """Return what writes digits of another script, by its zero."""
    return lambda text: "".join(chr(first + int(c)) if c in "0123456789" else c for c in text)


def in_columns(data: bytes) -> str:
    """As `od -c` shows it."""
    rows = [data[at : at + 16] for at in range(0, len(data), 16)]
    return "\n".join(
        f"{16 * number:07o}"
        + "".join(f"{chr(byte) if 32 <= byte < 127 else f'{byte:03o}':>4}" for byte in row)
        for number, row in enumerate(rows)
    )


def dumped(data: bytes) -> str:
    """As `xxd` shows it."""
    rows = [data[at : at + 16] for at in range(0, len(data), 16)]
    return "\n".join(
        f"{16 * number:08x}: {row.hex(' ', 2):39}  " + "".join(chr(b) if 32 <= b < 127 else "." for b in row)
        for number, row in enumerate(rows)
    )
