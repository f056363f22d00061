"""Nicknames at the head of the lines of a chat: `[21:03] nasrin_k: …`, `<davo_erevan> …`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from recognizers.logins.accounts import is_login
from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.span import Span

_NICK: Final = r"(?P<nick>[^\W_](?:[\w.|^`-]{0,30}[\w|^`-])?)"
_TIME: Final = r"\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?"
_STAMPED: Final = re.compile(rf"(?m)^[\[(]?(?:\d{{4}}-\d\d-\d\d[ T])?{_TIME}[\])]?,? [-–]? ?@?{_NICK} ?: ")
_ANGLED: Final = re.compile(r"(?m)^<[@+%~&]?(?P<nick>[^\W\d_][\w.|^`\[\]{}-]{1,24})> (?!\s)")
_TRAILED: Final = re.compile(rf"(?m)^{_NICK}  ?[\[(]?{_TIME}[\])]? {{1,4}}\S")
_LABELLED: Final = re.compile(
    r"(?m)^@?(?P<nick>[a-z0-9](?:[\w.-]{1,30}\w)): (?=[^\s{\[|>&*!%'\"-]|[`\"][A-Za-z])"
)
_JOINED: Final = re.compile(r"(?m)^=== (?P<nick>[^\s\[]{2,24}) (?=\[|is now|has |left|joined)")
_MARKUP: Final = frozenset(
    (
        "div",
        "span",
        "p",
        "b",
        "i",
        "a",
        "br",
        "li",
        "td",
        "tr",
        "ul",
        "ol",
        "html",
        "body",
        "head",
        "script",
        "style",
    )
)
# Who writes the lines of system logs.
_DAEMONS: Final = frozenset(
    (
        *("sudo", "dovecot", "cookie", "postfix", "kernel", "crond", "sshd", "systemd", "dhclient", "named"),
        *("info", "warn", "warning", "error", "debug", "fatal", "trace", "notice", "audit", "haproxy"),
    )
)
_SEPARATED: Final = re.compile(r"[\d._|^`-]")
_MARKED: Final = re.compile(r"[\d.]")
# As many lines of a chat without times tell it from a file of settings.
_LEAST_LINES: Final = 3
_LEAST_WORDS: Final = 3
# So far around a line the others of its chat are looked at.
_CHAT: Final = 600
_SCORE: Final = 0.65


@dataclass(frozen=True)
class SpeakerFinder:
    """Finds who speaks in a transcript, as far as it is no full name."""

    id: str = "speaker"
    entity_types: frozenset[str] = frozenset({"USERNAME"})
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (
        r"[0-9]:[0-9]{2}(?: ?[AaPp][Mm])?[\])]?,? [–-]? ?@?[a-z0-9][A-Za-z0-9_.|^`-]{1,31} ?: ",
        r"(?:^|\n)<[@+%~&]?[A-Za-z][A-Za-z0-9_.|^`\[\]{}-]{1,24}> ",
        r"(?:^|\n)[a-z][A-Za-z0-9_.-]{1,31} {1,2}[\[(]?[0-9]{1,2}:[0-9]{2}",
        r"(?:^|\n)@?[a-z0-9][A-Za-z0-9_.-]{1,31}[0-9._-][a-z0-9_]{0,12}: [A-Za-z@:+\x80-\xff]",
        r"(?:^|\n)=== [^ \n]{2,24} (?:\[|is now|has |left)",
    )
    before: int | None = 72
    after: int = 48

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the nicknames at the heads of lines in text[start:end]."""
        for pattern in (_STAMPED, _ANGLED, _TRAILED, _JOINED):
            for match in pattern.finditer(text, start, end):
                nick = match["nick"]
                if pattern in (_ANGLED, _JOINED):
                    good = nick.lower() not in _MARKUP and not is_stock_value("USERNAME", nick)
                else:
                    good = _is_nick(nick)
                if good:
                    yield self._span(match)
        for match in _LABELLED.finditer(text, start, end):
            if _SEPARATED.search(match["nick"]) and _is_nick(match["nick"]) and _is_chat(text, match):
                yield self._span(match)
                yield from self._others(text, match)

    def _others(self, text: str, known: re.Match[str]) -> Iterator[Span]:
        """Yield the speakers of the same chat whose nicknames are plain words."""
        begin, end = max(0, known.start() - _CHAT), min(len(text), known.end() + _CHAT)
        for match in _LABELLED.finditer(text, begin, end):
            nick = match["nick"]
            if nick.isalpha() and nick.isascii() and _is_nick(nick) and _says_something(text, match):
                yield self._span(match)

    def _span(self, match: re.Match[str]) -> Span:
        return Span(match.start("nick"), match.end("nick"), "USERNAME", _SCORE, self.id)


# Of the lines around each line of a chat, too, it is asked.
@lru_cache(maxsize=1024)
def _is_nick(nick: str) -> bool:
    """Return whether it is a nickname, no daemon, level or full name."""
    if not is_login(nick) or is_stock_value("USERNAME", nick) or nick.lower() in _DAEMONS:
        return False
    if "." in nick and nick != nick.lower():
        return False
    return nick[0].islower() or _SEPARATED.search(nick) is not None


def _is_chat(text: str, match: re.Match[str]) -> bool:
    """Return whether the lines around speak: most have a speaker, and some words behind him."""
    around = text[max(0, match.start() - _CHAT) : match.end() + _CHAT]
    lines = [line for line in _LABELLED.finditer(around) if _is_nick(line["nick"])]
    speakers = {line["nick"] for line in lines}
    talk = sum(_says_something(around, line) for line in lines)
    return (
        len(lines) >= _LEAST_LINES
        and len(speakers) > 1
        and talk * 2 > len(lines)
        and len(lines) * 2 > around.count("\n")
        and (len(speakers) < len(lines) or (len(lines) > _LEAST_LINES and any(map(_MARKED.search, speakers))))
    )


def _says_something(text: str, match: re.Match[str]) -> bool:
    line_end = text.find("\n", match.end())
    said = text[match.end() : line_end if line_end >= 0 else len(text)]
    return len(said.split()) >= _LEAST_WORDS
