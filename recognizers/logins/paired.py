"""Logins told before the word for their password: `btrzcinska, hasło …`, `librarian, the password is …`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from recognizers.labelled.vocabulary import meaning
from recognizers.logins.accounts import is_login
from recognizers.logins.look import login_look
from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value
from recognizers.matching.triggers import pair_triggers
from recognizers.span import Span
from recognizers.wordfiles import word_file

_QUOTES: Final = "\"'`*»”’“"
# The login at the end of what stands before the word, and what joins the two.
_LOGIN: Final = re.compile(
    rf"(?<![\w@./\\:$%-])(?P<quote>[{_QUOTES}«„‘]{{0,2}})(?P<login>[A-Za-z0-9][\w.-]{{1,38}}\w)"
    rf"(?P<joint>[{_QUOTES}]{{0,2}}[)）]?(?:['’]s\s|\s?(?:[,;/／、，،|+&·]|[–—-]|->|→|=>|:)\s?|\s)"
    r"(?:(?:[^\W\d_]{1,3}|and|with|und|mit|avec|med|with|the|its|his|her|their|your|com|con|και|για|sein|dein|"
    r"seine|das|dem|den|son|sua|och) ){0,2})\Z"
)
# What somebody is or a system is called by, right before a plain login.
_INTRODUCED: Final = re.compile(
    r"(?:[:=：>•*|]|\b(?:as|als|jako|como|come|comme|som|mint|olarak|как|як|user|account|login|with|mit)|\(|^)"
    r"[ \t]{0,3}\Z",
    re.IGNORECASE | re.MULTILINE,
)
_MARKED: Final = re.compile(r"[\d._]")
_VALUE: Final = re.compile(
    r"[^\s:=]{2,16}(?:\s?[:=]\s?|\s)[\"'`“«]?(?=\S{0,24}[\d!@#$%&*?+=_]|\S{1,12}[a-z]\S?[A-Z])\S{4}"
)
_SPACED: Final = re.compile(r"\s*\Z")
# Behind a word that is a name of a program: `password.encode()`.
_MEMBER: Final = frozenset("._([-=\\")
_REACH: Final = 64
_LEAST_QUOTED: Final = -4.0
_LEAST_MARKED: Final = -1.0
_LEAST_PLAIN: Final = -2.6
_LEAST_BARE: Final = 1.0
_SCORE: Final = 0.65


@dataclass(frozen=True)
class PairedLoginFinder:
    """Finds the login that a word for its password follows."""

    id: str = "paired-login"
    entity_types: frozenset[str] = frozenset({"USERNAME"})
    keywords: tuple[str, ...] = ()
    before: int | None = None
    after: int = 8

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """The end of a login, what joins it to the word, and the word."""
        return pair_triggers(word_file("logins")["passwords"])

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the login before the word that ends at `start`."""
        for begin in _phrase_starts(text, start):
            match = _LOGIN.search(text, max(0, begin - _REACH), begin)
            if match and _is_one(text, match):
                yield Span(match.start("login"), match.end("login"), "USERNAME", _SCORE, self.id)
                return


def _phrase_starts(text: str, start: int) -> Iterator[int]:
    """Yield where words for a password begin that end just before `start`, the longest first."""
    end = start if start == len(text) and text[-1].isalnum() else start - 1
    if text[end : end + 1] in _MEMBER:
        return
    for length in _lengths():
        if length <= end and text[end - length : end].casefold() in _passwords():
            yield end - length


@cache
def _passwords() -> frozenset[str]:
    return frozenset(word.casefold() for word in word_file("logins")["passwords"])


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in _passwords()}, reverse=True))


def _is_one(text: str, match: re.Match[str]) -> bool:
    login = match["login"]
    if (
        not login.isascii()
        or not any(map(str.islower, login))
        or not is_login(login)
        or meaning(login) is not None
        or is_stock_value("USERNAME", login)
        or is_placeholder(login)
    ):
        return False
    look = login_look(login)
    if match["quote"] and match["joint"][:1] in _QUOTES:
        return look > _LEAST_QUOTED
    # With nothing between the two a sentence may just go on, unless what follows is a password.
    bare = (
        _SPACED.match(match["joint"]) is not None
        and _VALUE.search(text, match.end(), match.end() + 48) is None
    )
    if _MARKED.search(login):
        return look > (_LEAST_BARE if bare else _LEAST_MARKED)
    if login != login.lower():
        return False
    introduced = _INTRODUCED.search(text, max(0, match.start("login") - 24), match.start("login"))
    return look > (_LEAST_PLAIN if introduced and not bare else _LEAST_BARE)
