"""UTF-8 that was read in the charset of a Western machine, as logs and exports have it.

`Müller` is `MÃ¼ller` of Windows and of Latin-1, `M├╝ller` of its console, `M√ºller` of a Macintosh.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from recognizers.errors import CodecError


@dataclass(frozen=True, slots=True)
class Misreading:
    """How UTF-8 looks in one charset."""

    # One character each.
    token: str
    # What makes a reading of a text worth its cost.
    worth: re.Pattern[str]
    # Every such place has one of these.
    leads: str
    unread: Callable[[str], str]
    misread: Callable[[str, str], str]


def _misreading(charset: str, worth: str, leads: str, *, or_latin: bool = False) -> Misreading:
    """How UTF-8 looks in `charset`, `or_latin`: as well in Latin-1, from which it differs in few places.

    `worth` has `¦` for each byte that follows the first.
    """
    of_byte = {byte: bytes((byte,)).decode(charset, "ignore") or chr(byte) for byte in range(0x80, 0x100)}
    bytes_of = {ord(character): byte for byte, character in of_byte.items()}
    looks = {byte: character for byte, character in of_byte.items() if ord(character) != byte}

    def signs(first: int, last: int) -> str:
        signs = {of_byte[byte] for byte in range(first, last)}
        return re.escape(
            "".join(sorted(signs | ({chr(b) for b in range(first, last)} if or_latin else set())))
        )

    def unread(token: str) -> str:
        try:
            return token.translate(bytes_of).encode("latin-1").decode()
        except UnicodeError:
            return token

    def misread(text: str, like: str) -> str:
        try:
            written = text.encode().decode("latin-1")
        except UnicodeEncodeError:
            raise CodecError("half a surrogate pair cannot be written in bytes") from None
        is_latin = or_latin and any(chr(byte) in like for byte in looks)
        return written if is_latin else written.translate(looks)

    follow = f"[{signs(0x80, 0xC0)}]"
    token = (
        f"[{signs(0xC2, 0xE0)}]{follow}|[{signs(0xE0, 0xF0)}]{follow}{{2}}|[{signs(0xF0, 0xF5)}]{follow}{{3}}"
    )
    return Misreading(token, re.compile(worth.replace("¦", follow)), leads, unread, misread)


# Beside a letter, where no root stands, and no branch of a tree.
_BESIDE: Final = "{0}(?:(?<=[A-Za-z]{0})¦|¦(?=[a-z]))"
MISREADINGS: Final = {
    # A capital may stand before a closing quote, and in French a letter before a fixed blank and one; so what
    # is beyond Latin counts by twos, but for quotes, dashes, signs and emoji.
    "mojibake": _misreading(
        "cp1252",
        "[\xc2-\xc5]¦|(?:[\xc6-\xdf]¦){2}|(?:[\xe0-\xef]¦{2}){2}|\xe2[\x80\x82\x84€‚„]¦|\xf0[\x9fŸ]¦{2}",
        "".join(map(chr, range(0xC2, 0xF5))),
        or_latin=True,
    ),
    "mojibake-437": _misreading("cp437", _BESIDE.format("├"), "├"),
    "mojibake-850": _misreading("cp850", _BESIDE.format("├"), "├"),
    "mojibake-mac": _misreading("mac_roman", _BESIDE.format("√"), "√"),
}
