"""Lists of logins behind a word for what they are: reviewers, members, allowed users."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recognizers.logins.accounts import is_login
from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.span import Span

_WORDS: Final = (
    *("reviewers", "reviewer", "assignees", "approvers", "maintainers", "owners", "watchers", "members"),
    *("valid users", "allowusers", "allow users", "user list", "users", "admins", "friend list", "whitelist"),
    *("mailto", "notify", "cc", "participants", "contributors", "collaborators", "operators", "logins"),
    *("admin users", "write list", "subscribers", "requested_reviewers", "usernames", "banned"),
)
_HEAD: Final = re.compile(
    rf"(?i)(?<![A-Za-z0-9])[\"']?(?:{'|'.join(_WORDS)})[\"']?(?: now| in)?"
    r"(?:\s{0,2}(?::|=|=>|\()\s{0,2}|[ =](?=\S))(?P<open>[\[({]\s{0,12})?"
)
_ITEM: Final = re.compile(r"[\"'`]?@?(?P<login>[A-Za-z0-9][\w.-]{1,38}\w)[\"'`]?")
_GAP: Final = re.compile(r"\s?,\s{0,12}(?:#[^\n]{0,60}\n\s{0,12})?")
_LINES: Final = re.compile(
    r"[ \t]*(?:#[^\n]{0,80})?\n[ \t]*(?:\d{1,5}[→\t])?[+-]?[ \t]*- "
    r"[\"']?@?(?P<login>[a-z0-9][\w.-]{1,38}\w)"
    r"[\"']?(?=[ \t]*(?:#|\n|$))"
)
_MOST: Final = 200
_SCORE: Final = 0.65


@dataclass(frozen=True)
class LoginListFinder:
    """Finds logins in lists on one line, in brackets, or one below the other."""

    id: str = "login-list"
    entity_types: frozenset[str] = frozenset({"USERNAME"})
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (
        r"(?i)(?:reviewers?|assignees|approvers|maintainers|owners|watchers|members|users|user list|admins|"
        r"friend list|whitelist|notify|participants|contributors|collaborators|operators|logins|subscribers|"
        r"write list|usernames|banned)[\"']?(?: now)?(?: ?[:=] ?| |: ?\n|=> ?)[\[({\"'@a-z0-9 \t-]",
    )
    before: int | None = 40
    after: int = 96

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the logins of the lists that begin in text[start:end]."""
        read = start
        for head in _HEAD.finditer(text, start, end):
            places = list(_listed(text, head.end(), bool(head["open"])))
            # The items below a list's own, of which each may have such a word beside it, are read with it.
            if not places and head.start() >= read:
                places = list(_below(text, head.end()))
                read = places[-1][1] if places else read
            logins = [place for place in places if _is_personal(text[slice(*place)])]
            # A list of words is none of logins, unless most could be.
            if places and len(logins) * 2 > len(places) and _is_told(text, head, logins):
                for begin, stop in logins:
                    yield Span(begin, stop, "USERNAME", _SCORE, self.id)


def _listed(text: str, start: int, bracketed: bool) -> Iterator[tuple[int, int]]:
    """Yield the items of a list with commas; nothing where something else than logins stands there."""
    places: list[tuple[int, int]] = []
    position = start
    while len(places) < _MOST:
        item = _ITEM.match(text, position)
        if item is None:
            return
        places.append(item.span("login"))
        gap = _GAP.match(text, item.end())
        if gap is None or (not bracketed and "\n" in gap.group()):
            following = text[item.end() : item.end() + 1]
            # One word and more behind it is the beginning of a sentence.
            sentence = len(places) == 1 and following == " " and item["login"].isalpha()
            if following in ("", "\n", " ", ".", ";", "]", ")", "}") and not sentence:
                yield from places
            return
        position = gap.end()


def _below(text: str, start: int) -> Iterator[tuple[int, int]]:
    position = start
    if text[position - 1 : position] == "\n":
        position -= 1
    while position > 0 and text[position - 1] in " \t\n":
        position -= 1
    for _ in range(_MOST):
        item = _LINES.match(text, position)
        if item is None:
            return
        yield item.span("login")
        position = item.end()


def _is_told(text: str, head: re.Match[str], logins: list[tuple[int, int]]) -> bool:
    """Return whether it is more than one bare word of prose."""
    if head["open"] or re.search(r"[:=]\s*$", head.group()):
        word = head.group().strip("\"' :=([{").lower()
        if word in ("users", "owners", "members", "notify", "cc", "whitelist", "banned", "admins"):
            return any(not text[slice(*login)].isalpha() for login in logins)
        return True
    return bool(logins) and all(not text[slice(*login)].isalpha() for login in logins)


def _is_personal(value: str) -> bool:
    return (
        (value == value.lower() or re.search(r"[\d._]", value) is not None)
        and is_login(value)
        and not is_stock_value("USERNAME", value)
    )
