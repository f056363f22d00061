"""Logins beside the full name that they are made from, in a row, a list or a map: `fenja.r | Fenja Ruge`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recognizers.logins.introduced import FULL_NAME, ends_as_name, is_login_of
from recognizers.span import Span

_LOGIN: Final = r"(?P<login>[a-z0-9][\w.-]{2,31}+(?<=\w))"
# What parts the cells of a row, the members of a list, a key and its value.
_JOINT: Final = (
    r"[\"'”’]{0,2}(?: ?,[ \t]{0,32}(?=[\"'`@])| ?\|{1,2} ?|[ \t]{2,40}| ?; ?|\t|[\"'] ?: ?| ?[·•] ?|"
    r", ?[\w -]{1,16}[\"']?[:=] ?)[\"'“`@*]{0,2}"
)
_LOGIN_BEHIND: Final = re.compile(rf"{_JOINT}{_LOGIN}(?![\w@(]|\.\w)")
_NAME_BEFORE: Final = re.compile(rf"(?<![\w.]){FULL_NAME}\Z")
_NAME_BEHIND: Final = re.compile(rf"(?<=[\w.-]){_JOINT}(?P<name>{FULL_NAME})(?![\w(])")
_LOGIN_BEFORE: Final = re.compile(rf"(?<![\w./@:-]){_LOGIN}\Z")
_LONGEST_NAME: Final = 96
_LONGEST_LOGIN: Final = 40
_CAPITAL: Final = r"(?:[A-Z]|\xc3[\x80-\x9e]|[\xc4\xc5])"
_NAME: Final = rf"[A-Z][a-z\x80-\xff.'-]+ (?:[a-z]+ )?{_CAPITAL}"
_CELLS: Final = (
    r"[\"']?(?: ?, *[\"'`@]| ?\|+ ?|  +| ?; ?|\t+|[\"'] ?: ?| \xc2\xb7 |"
    r", ?[a-z_]+[\"']?[:=] ?)[\"'`@]*"
)
_SCORE: Final = 0.7


@dataclass(frozen=True)
class RowLoginFinder:
    """Finds a login in the cell before or behind the name that it shares its letters with."""

    id: str = "login-in-row"
    entity_types: frozenset[str] = frozenset({"USERNAME"})
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (
        rf"{_NAME}[A-Za-z\x80-\xff'-]+{_CELLS}[a-z0-9][a-z0-9_.-]{{2}}",
        rf"[a-z0-9_.-]{{3}}{_CELLS}{_NAME}",
    )
    before: int | None = 64
    after: int = 48

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the logins in text[start:end] that are made from the name in the cell beside them."""
        for match in _LOGIN_BEHIND.finditer(text, start, end):
            low = max(0, match.start() - _LONGEST_NAME)
            if not ends_as_name(text[low : match.start()]):
                continue
            name = _NAME_BEFORE.search(text, low, match.start())
            if name and " " in name[0] and is_login_of(match["login"], name[0]):
                yield Span(*match.span("login"), "USERNAME", _SCORE, self.id)
        for match in _NAME_BEHIND.finditer(text, start, end):
            login = _LOGIN_BEFORE.search(text, max(0, match.start() - _LONGEST_LOGIN), match.start())
            # `"pin.hint": "The PIN has 4 digits"`: what begins a sentence is no name.
            if '"' in text[match.start() : match.start("name")] and re.match(
                r" [a-z]", text[match.end() :][:2]
            ):
                continue
            if login and " " in match["name"] and is_login_of(login["login"], match["name"]):
                yield Span(*login.span("login"), "USERNAME", _SCORE, self.id)
