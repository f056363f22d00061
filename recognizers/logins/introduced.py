"""Logins beside the full name that they are made from: `Rose Adeyemi (rosea, finance)`."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from recognizers.logins.accounts import is_login
from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.span import Span

# What a name or a login takes it keeps: no shorter one has anything behind it that goes on as it must.
_PART: Final = r"[^\W\d_a-zß-ÿ][\w'’.-]{0,24}+"
_PARTICLES: Final = ("van", "von", "de", "der", "den", "da", "di", "del", "la", "bin", "al", "el", "hj.")
FULL_NAME: Final = rf"{_PART}(?: (?:{_PART}|{'|'.join(map(re.escape, _PARTICLES))})){{0,4}}"
_CAPITAL: Final = re.compile(r"[^\W\d_a-zß-ÿ]")
_LONGEST_PART: Final = 32
_LONGEST_NAME: Final = 128
_KNOWN: Final = 8192
_LOGIN: Final = r"(?P<login>[a-z0-9][\w.-]{2,31}+(?<=\w))"
# What joins a name and the login behind it, and the name itself, which ends there.
_LOGIN_BEHIND: Final = re.compile(
    rf"(?:,? [(（]|（|,| [–—-])[ ]?[@`*\"']{{0,2}}{_LOGIN}(?=[@`*\"']{{0,2}}(?:[,;)）/ ]|\n|$))"
)
_NAME_BEFORE: Final = re.compile(rf"(?<![\w.]){FULL_NAME}\Z")
# What joins a login and the name behind it, and the login itself.
_NAME_BEHIND: Final = re.compile(rf"(?: ?[(（]| =>? ?| ?→ ?)(?P<name>{FULL_NAME})(?![\w(])")
_LOGIN_BEFORE: Final = re.compile(rf"(?<![\w./@-])[@`*\"']{{0,2}}{_LOGIN}[`*\"']{{0,2}}\Z")
_LONGEST_LOGIN: Final = 40
_NOT_LETTER: Final = re.compile(r"[^a-z]+")
_LEAST: Final = 3
_SCORE: Final = 0.7


@dataclass(frozen=True)
class IntroducedLoginFinder:
    """Finds a login that shares its letters with the name beside it."""

    id: str = "introduced-login"
    entity_types: frozenset[str] = frozenset({"USERNAME"})
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (
        # As few ends as can be: what follows is in the window.
        r"[A-Z][A-Za-z\x80-\xff.'-]{1,24}(?:,? \(|\xef\xbc\x88) ?[@`*\"']{0,2}[a-z0-9][A-Za-z0-9_.-]{2}",
        # Behind a comma or dash a login has more than letters.
        r"[A-Z][A-Za-z\x80-\xff.'-]{1,24}(?:,| (?:-|\xe2\x80[\x93\x94])) ?[@`*\"']{0,2}"
        r"(?:[a-z\x80-\xff]{0,31}[0-9_]|[a-z\x80-\xff]{1,31}[.-][A-Za-z0-9_\x80-\xff.-])",
        r"[a-z0-9_.-]{3}[`*\"']{0,2}(?: ?\(| =>? ?)[A-Z][a-z\x80-\xff.]{1,20}[ ,)]",
    )
    before: int | None = 40
    after: int = 64

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the logins in text[start:end] that are made from the name before or behind them."""
        for match in _LOGIN_BEHIND.finditer(text, start, end):
            # Behind a comma or dash a word that begins like the name is often just a word.
            if match[0].lstrip()[0] in ",–—-" and match["login"].isalpha():
                continue
            low = max(0, match.start() - _LONGEST_NAME)
            if not ends_as_name(text[low : match.start()]):
                continue
            name = _NAME_BEFORE.search(text, low, match.start())
            if name and is_login_of(match["login"], name[0]):
                yield Span(*match.span("login"), "USERNAME", _SCORE, self.id)
        for match in _NAME_BEHIND.finditer(text, start, end):
            low = max(0, match.start() - _LONGEST_LOGIN)
            login = _LOGIN_BEFORE.search(text, low, match.start())
            if login and is_login_of(login["login"], match["name"]):
                yield Span(*login.span("login"), "USERNAME", _SCORE, self.id)


def ends_as_name(before: str) -> bool:
    """Return whether the last word of a text can be one of a name, which a search for names tells later."""
    last = before[-_LONGEST_PART:].rsplit(None, 1)[-1:]
    return bool(last) and (_CAPITAL.search(last[0]) is not None or last[0].lower() in _PARTICLES)


@lru_cache(maxsize=_KNOWN)
def is_login_of(login: str, name: str) -> bool:
    """Return whether a word is a login and made from a name."""
    return (
        login == login.lower()
        and is_made_from(login, name)
        and is_login(login)
        and not is_stock_value("USERNAME", login)
    )


def is_made_from(login: str, name: str) -> bool:
    """Return whether a login is made from the parts of a name, or from their initials.

    >>> is_made_from("rosea", "Rose Adeyemi"), is_made_from("hbn_dev", "Hannelore Botha-Naidoo")
    (True, True)
    >>> is_made_from("nadia.v", "Надя Verner")
    False
    >>> is_made_from("finance", "Rose Adeyemi"), is_made_from("rose", "Rose")
    (False, False)
    """
    parts = [part for part in map(_plain, re.split(r"[\s.-]+", name)) if part]
    letters = re.sub(r"[^a-z]", "", _plain(login))
    long = [part for part in parts if len(part) >= _LEAST]
    if not letters or (letters in parts and len(parts) == 1):
        return False
    if any(part in letters or (len(letters) >= _LEAST and part.startswith(letters)) for part in long):
        return letters not in long or len(parts) > 1
    initials = "".join(part[0] for part in parts)
    if len(initials) >= _LEAST and letters.startswith(initials):
        return True
    return any(
        letters.startswith(first[0] + last[:_LEAST]) or letters.startswith(last[:4] + first[0])
        for first in parts
        for last in long
        if first is not last
    )


def _plain(text: str) -> str:
    if text.isascii():
        return _NOT_LETTER.sub("", text.lower())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NOT_LETTER.sub("", bare.replace("ø", "o").replace("ł", "l").replace("ı", "i").replace("ß", "ss"))
