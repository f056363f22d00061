r"""Characters in the strings of SQL that have their numbers: `U&'Guti\00E9rrez'`, `U&'Jos!00E9' UESCAPE '!'`.

https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-UESCAPE
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from recognizers.readings.characters import character_of
from recognizers.readings.regions import Stretch, stretches_around

_LITERAL: Final = re.compile(
    r"[Uu]&(['\"])(?P<text>(?:[^'\"]|''){1,8192})\1"
    r"(?:\s{1,20}[Uu][Ee][Ss][Cc][Aa][Pp][Ee]\s{1,20}'(?P<sign>[^'])')?"
)
# What escapes may begin with, of all signs that may.
_SIGNS: Final = "\\!#$%&*/:=?@^_|~"
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")


class Notation(NamedTuple):
    """How characters are written that begin with one sign."""

    token: str
    read: Callable[[str], str]
    write: Callable[[str, str], str]


def find_sql_literals(text: str) -> Iterator[Stretch]:
    """Yield the stretches around strings with numbers of characters."""
    if "&" not in text or ("U&" not in text and "u&" not in text):
        return
    hits: dict[str, list[tuple[int, int]]] = {}
    for literal in _LITERAL.finditer(text):
        sign = literal["sign"] or "\\"
        if sign in _SIGNS and sign in literal["text"]:
            hits.setdefault(sign, []).append(literal.span())
    for sign, places in hits.items():
        yield from stretches_around(text, f"sql-{sign}", places)


def _read(token: str) -> str:
    if token[-1] in "'\"":
        # Read, it is a string like any other.
        return token[-1]
    if token[1] == token[0]:
        return token[0]
    return character_of(int(token[1:].removeprefix("+"), 16)) or token


def _write(text: str, like: str, sign: str, all_of_it: re.Pattern[str]) -> str:
    if all_of_it.fullmatch(like):
        return "".join(_number(character, sign) for character in text)
    text = text.replace(sign, sign * 2).replace("'", _number("'", sign))
    return _NOT_ASCII.sub(lambda one: _number(one[0], sign), text) if like.isascii() and like else text


def _number(character: str, sign: str) -> str:
    code = ord(character)
    return f"{sign}{code:04X}" if code <= 0xFFFF else f"{sign}+{code:06X}"


def _notation(sign: str) -> Notation:
    lead = re.escape(sign)
    character = rf"{lead}(?:[0-9A-Fa-f]{{4}}|\+[0-9A-Fa-f]{{6}}|{lead})"
    write = partial(_write, sign=sign, all_of_it=re.compile(f"(?:{character})+"))
    return Notation(rf"{character}|[Uu]&['\"]", _read, write)


NOTATIONS: Final = {f"sql-{sign}": _notation(sign) for sign in _SIGNS}
