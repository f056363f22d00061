"""Spans over two things are parted: a login at a machine, an address and its token, a town and a street."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from recognizers.entities import Family, family_of
from recognizers.span import Span

# What the first label of a machine says that no mail server is called by.
_MACHINES: Final = (
    "bastion|jump|jumphost|gw|gateway|router|switch|fw|firewall|db|sql|pg|postgres|mysql|redis|node|worker|master|"
    "web|app|api|build|ci|runner|jenkins|gpu|hpc|login|prod|prd|stage|staging|stg|dev|test|srv|server|host|vm|box|"
    "nas|backup|k8s|edge|proxy|lb|monitor|desktop|laptop|workstation|ws|pi"
)
_AT_MACHINE: Final = re.compile(
    rf"(?P<login>[\w.+-]+)@(?=(?:[a-z0-9]+-)*(?:{_MACHINES})(?:-?\d+)?(?:-[a-z0-9]+)*\.)(?P<host>[\w-]+(?:\.[\w-]+){{2,}})",
    re.IGNORECASE,
)
# https://developer.zendesk.com/api-reference/introduction/security-and-auth/
_WITH_ADDRESS: Final = re.compile(r"(?P<mail>[\w.+-]+@[\w.-]+\.\w{2,})/token:(?P<token>\S{16,})")
# `in Tula, 35 Metallurgov St`: the town is a part of the sentence.
_IN: Final = r"\b(?:in|bei|nahe|en|em|à|a|w|v|we|i|u|в|во|у|на)\s"
_IN_TOWN: Final = re.compile(rf"{_IN}\Z", re.IGNORECASE)
_TOWN: Final = re.compile(rf"(?P<in>{_IN})?(?P<town>[^\W\d_]{{3,}}(?:[ -][^\W\d_]{{3,}}){{0,2}}),\s+(?=\S)")
# What follows the room or the house of a Chinese address is none of it: a company, who to ask for.
_ROOM: Final = re.compile(r"(?<=[室号號楼樓])[，、；]\s*(?=[^\W\d])(?!\w*[路街巷弄号號楼樓层層室])")
_LONGEST_WORD: Final = 8
# What may be taken for a part of a login.
_OF_LOGINS: Final = frozenset(("PERSON", "USERNAME"))
# Types of which a value is the same where more was taken for a part of it.
_TRIMMED: Final = frozenset(("STREET_ADDRESS", "VEHICLE_ID", "EMAIL_ADDRESS", "HOSTNAME"))
_GOES_ON: Final = frozenset(".-_@")
# What holds a letter or digit, without commas and the like around it.
_INNER: Final = re.compile(r"[^\s,;.-](?:.*[^\s,;.-])?", re.DOTALL)


def parted(text: str, span: Span) -> list[Span]:
    """Return a span as one for each thing that it is over; itself where that is one.

    All letters and digits stay covered, but for a preposition in front of a town.
    """
    if span.codec:
        return [span]
    if span.entity_type == "EMAIL_ADDRESS":
        if match := _AT_MACHINE.fullmatch(text, span.start, span.end):
            return [_part(span, match, "login", "USERNAME"), _part(span, match, "host", "HOSTNAME")]
    elif span.entity_type == "STREET_ADDRESS":
        match = _TOWN.match(text, span.start, span.end)
        before = max(0, span.start - _LONGEST_WORD)
        if match and (match["in"] or _IN_TOWN.search(text, before, span.start)):
            return [_part(span, match, "town", "LOCATION"), replace(span, start=match.end())]
        if room := _ROOM.search(text, span.start, span.end):
            return [replace(span, end=room.start()), replace(span, start=room.end())]
    elif family_of(span.entity_type) is Family.SECRET and (
        match := _WITH_ADDRESS.fullmatch(text, span.start, span.end)
    ):
        return [_part(span, match, "mail", "EMAIL_ADDRESS"), _part(span, match, "token", span.entity_type)]
    return [span]


def _part(span: Span, match: re.Match[str], name: str, entity_type: str) -> Span:
    return replace(span, start=match.start(name), end=match.end(name), entity_type=entity_type)


def trimmed(text: str, spans: Iterable[Span], known: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans, those that a known value of their type stands in parted into it and the rest.

    A name or login that is but a part of a known login is left out: `putri` of `putri.w`.
    """
    known = list(known)
    logins = _Logins(known)
    within = sorted(span for span in known if span.entity_type in _TRIMMED and not span.codec)
    starts = [span.start for span in within]
    for span in spans:
        if logins.hold(span):
            continue
        whole = None if span.codec else _longest_inside(text, within, starts, span)
        if whole is None:
            yield span
            continue
        for start, end in ((span.start, whole.start), (whole.start, whole.end), (whole.end, span.end)):
            piece = _INNER.search(text, start, end)
            if piece is not None:
                yield replace(span, start=piece.start(), end=piece.end())


class _Logins:
    """Where known logins stand in a text."""

    def __init__(self, known: Iterable[Span]) -> None:
        logins = sorted(
            (span.start, span.end) for span in known if span.entity_type == "USERNAME" and not span.codec
        )
        self._starts = [start for start, _ in logins]
        # The end of each, and the farthest end up to each.
        self._ends = [end for _, end in logins]
        self._farthest = list(accumulate(self._ends, max))

    def hold(self, span: Span) -> bool:
        """Return whether a span that may be a part of a login is one of a longer one."""
        if span.entity_type not in _OF_LOGINS or span.codec:
            return False
        before = bisect_left(self._starts, span.start)
        if before and self._farthest[before - 1] >= span.end:
            return True
        here = bisect_right(self._starts, span.start)
        return here > before and self._ends[here - 1] > span.end


def _longest_inside(text: str, within: Sequence[Span], starts: Sequence[int], span: Span) -> Span | None:
    inside = (
        one
        for one in within[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if one.entity_type == span.entity_type
        and one.end <= span.end
        and one.end - one.start < span.end - span.start
        # `jane@acme.io.md` may be another address.
        and not (one.start > span.start and text[one.start - 1] in _GOES_ON)
        and not (one.end < span.end and text[one.end] in _GOES_ON)
    )
    return max(inside, key=lambda one: one.end - one.start, default=None)
