"""Passwords in a map from logins: `htpasswd: {anna: "…"}`, `USERS = {"anna": "…"}`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from recognizers.labelled.once import read_once
from recognizers.labelled.vocabulary import meaning
from recognizers.logins.accounts import is_login
from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value
from recognizers.secrets.expressions import is_template
from recognizers.secrets.looks import password_look
from recognizers.secrets.secrecy import is_type_word
from recognizers.span import Span

_NAMES: Final = (
    r"htpasswd|passwords|passwds|pwds|users?_?(?:passwords|creds|map|db)|users|credentials|creds|logins|accounts|"
    r"basic_?auth(?:_?users)?|auth_?users|userlist|user_?list|passwoerter|zugangsdaten|usuarios|utilisateurs|"
    r"comptes|backdoor|admins|api_?users|known_?users|demo_?users"
)
_OPENING: Final = r"[\"'\]]?\s?(?:[:=]|:=|=>)\s?(?:new\s)?(?:[\w.]+(?:\[\w*\]\w*|<[\w, ]+>|\())?\s?[{(\[]?"
_MEMBER: Final = re.compile(
    r"\s*+(?:[({\[]\s*+)?(?P<quote>[\"']?)(?P<user>[\w.@+-]{2,60})(?P=quote)\s?(?:=>|[:=,])\s?"
    r"(?:(?P<mark>[\"'])(?P<value>[^\"'\n]{4,80})(?P=mark)"
    r"|(?P<bare>[^\s\"'{}\[\](),#&*!|>][^\s\"',{}()]{4,80})(?=[^\S\n]*+(?:\n|\Z|,)))"
    r"[\])}]?[,;]?(?:[ \t]*(?:#|//)[^\n]*)?"
)
# Keys of settings: what holds one is no map from logins.
_FIELD: Final = re.compile(
    r"(?i)(?:.*[_.-])?(?:id|type|kind|name|title|url|uri|host|port|region|path|list|create|update|delete|email|role|key|"
    r"file|mode|level|count|version|date|time|by|provider|default|enabled|value|data|items|table|model|schema|href)"
)
_MOST: Final = 200
# A map is read from each name for users in it; of its values is asked once.
_KNOWN: Final = 1024
_SOURCE: Final = "login-map"


@dataclass(frozen=True)
class LoginMapFinder:
    """Finds the passwords of a map under a name for users, where one of them looks like a password."""

    id: str = _SOURCE
    entity_types: frozenset[str] = frozenset({"PASSWORD", "USERNAME"})
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (
        rf"(?i)(?:^|[^a-z])(?:{_NAMES}){_OPENING}[ \t]*\n?[ \t]*[({{]?[\"']?[a-z0-9_.@+\-]{{2,60}}[\"']?"
        r"\s?(?:=>|[:=,])\s?[\"'A-Za-z0-9]",
    )
    before: None = None
    after: int = 400

    def search(self, text: str, start: int, end: int) -> Sequence[Span]:
        """Return the passwords and logins of the members from the one whose value begins at `start`."""
        return _in_map(text, _first(text, start))


@read_once
def _in_map(text: str, start: int) -> Iterator[Span]:
    """Yield the passwords and logins of the members of which the first begins there."""
    members: list[re.Match[str]] = []
    at = start
    while len(members) < _MOST and (member := _MEMBER.match(text, at)):
        if _FIELD.fullmatch(member["user"]):
            return
        members.append(member)
        at = member.end()
    kept = [
        (member, value)
        for member in members
        if meaning(member["user"]) is None and _may_be(value := member["value"] or member["bare"])
    ]
    if not kept or len(kept) * 2 < len(members) or max(password_look(value) for _, value in kept) < 0.75:
        return
    for member, value in kept:
        begin = member.start("value") if member["value"] else member.start("bare")
        yield Span(begin, begin + len(value), "PASSWORD", 0.65, _SOURCE)
        user = member["user"]
        if is_login(user) and not is_stock_value("USERNAME", user):
            yield Span(member.start("user"), member.end("user"), "USERNAME", 0.6, _SOURCE)


def _first(text: str, start: int) -> int:
    """Return where the first member begins, whose value begins shortly before `start`."""
    opening = max(text.rfind(mark, max(0, start - 90), start) for mark in "{\n(")
    return opening + 1 if opening >= 0 else max(0, start - 90)


@lru_cache(maxsize=_KNOWN)
def _may_be(value: str) -> bool:
    if " " in value or value[0] == "/" or is_type_word(value):
        return False
    return not (is_placeholder(value) or is_template(value))
