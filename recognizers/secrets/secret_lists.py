"""Lists of codes and passwords under a line that announces them: recovery codes, TANs, "my passwords"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value
from recognizers.matching.triggers import phrase_triggers
from recognizers.secrets.looks import password_look, trimmed
from recognizers.secrets.speech import speech
from recognizers.span import Span

_MOST_LINES: Final = 60
_LONGEST_LINE: Final = 160
_LEAST: Final = 2
# What may stand between the announcement and the list: the end of a sentence, a table's rule, a blank line.
_OPENING: Final = re.compile(r"[^\n]{0,80}\n(?:[ \t>#|*=`+-]{0,80}\n){0,2}")
# A line of codes: a bullet or a number, codes, a remark.
_BULLET: Final = re.compile(r"[ \t>|]*(?:[-*•–·□☐]|\[[ xX]\]|#?\d{1,3}[.):\]]?(?=\s))?[ \t|\"'`]*")
_CODE: Final = re.compile(
    r"(?<![\w-])(?:[0-9A-Za-z]{3,12}(?:-[0-9A-Za-z]{3,12}){1,5}"
    r"|[0-9A-Za-z]{4}(?: [0-9A-Za-z]{4}){1,3}(?![\w-])"
    r"|(?=[a-z]*\d)[0-9a-z]{6,16}|(?=[A-Z]*\d)[0-9A-Z]{5,16}|\d{4,12})(?![\w-])"
)
_BETWEEN: Final = re.compile(
    r"[ \t,;|/、，\"'`]*(?:\((?:used|benutzt|usado|utilisé|usato|x|✓)[^()\n]{0,24}\)[ \t,;|/、，]*)?"
)
_REMARK: Final = re.compile(
    r"[ \t]*(?:\([^()\n]{0,40}\)|[—–-] ?[^\n]{0,40}|<-[^\n]{0,40}|[✓✗x])?[ \t|,;.\"'`\]]*"
)
# Between what a password is for and the password.
_PARTED: Final = re.compile(r"\s+[-–—=|→>:]+\s+|:\s+|\t+|\s{2,}|\s*[:：=]\s*(?=\S+$)|;|\| ?|\s/\s")
_MEMBER: Final = re.compile(r"[^\"]+\":\s")
# A line of `.pgpass`, which has a rule of its own.
_PGPASS: Final = re.compile(r"[^:\s]+:(?:\d{1,5}|\*):[^:\s]+:[^:\s]+:\S")
_PROGRAM: Final = re.compile(r"[{};]|\w\(|->|\b(?:def|import|return|const|let|var)\b")
_IN_PROGRAM: Final = re.compile(
    r"[{}<>=;]|\w\(|[\w\"'][-_./@]\w*(?:password|credential|login|creds)|(?:s|login)[\"'_./@]\w"
)
_WORD: Final = re.compile(r"\S+")
_LONGEST_WORD: Final = 40


@dataclass(frozen=True)
class SecretListFinder:
    """Finds the codes or passwords that stand in the lines, or in the rest of the line, behind a heading."""

    id: str = "secret-list"
    entity_types: frozenset[str] = frozenset({"OTP", "PASSWORD"})
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = 400

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """A phrase for several codes or passwords."""
        return phrase_triggers((*speech().code_lists, *speech().password_lists))

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the members of the list that the phrase that ends at `start` announces."""
        if _announced(text, start) == "OTP":
            yield from self._codes(text, start)
        else:
            yield from self._passwords(text, start)

    def _codes(self, text: str, start: int) -> Iterator[Span]:
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        found = [match for match in _CODE.finditer(text, start, min(stop, start + 400)) if _is_code(match[0])]
        if len(found) < _LEAST:
            opening = _OPENING.match(text, start)
            found = list(_lines_of_codes(text, opening.end())) if opening else found
        alike = [match for match in found if _build(match[0]) == _build(found[0][0])]
        if len(alike) < _LEAST or not any(any(map(str.isdigit, match[0])) for match in alike):
            return
        for match in alike:
            if not is_placeholder(match[0]) and not is_stock_value("ID_NUMBER", match[0]):
                yield Span(match.start(), match.end(), "OTP", 0.75, self.id)

    def _passwords(self, text: str, start: int) -> Iterator[Span]:
        opening = _OPENING.match(text, start)
        if opening is None or not _is_heading(text, start, opening.end()):
            return
        values = list(_lines_of_passwords(text, opening.end()))
        sure = sum(look for _, _, look in values)
        if sure < _LEAST or sure * 2 < len(values):
            return
        for begin, end, _ in values:
            if not is_placeholder(text[begin:end]):
                yield Span(begin, end, "PASSWORD", 0.7, self.id)


def _announced(text: str, end: int) -> str:
    """Return what the phrase that ends here announces."""
    head = text[max(0, end - 40) : end].lower()
    return "OTP" if head.endswith(_code_phrases()) else "PASSWORD"


def _is_heading(text: str, end: int, stop: int) -> bool:
    """Return whether the line of the phrase that ends here is one of words, not of a program."""
    begin = text.rfind("\n", max(0, end - _LONGEST_LINE), end) + 1
    return _IN_PROGRAM.search(text, begin, stop) is None


@cache
def _code_phrases() -> tuple[str, ...]:
    return tuple(phrase.lower() for phrase in speech().code_lists)


def _is_code(value: str) -> bool:
    return any(map(str.isdigit, value)) or ("-" in value and len(set(_build(value))) == 1)


def _build(value: str) -> tuple[int, ...]:
    """Return the lengths of a code's groups."""
    return tuple(map(len, re.split(r"[- ]", value)))


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    for _ in range(_MOST_LINES):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > _LONGEST_LINE or not text[start:end].strip():
            return
        yield start, end
        start = end + 1
        if start >= len(text):
            return


def _lines_of_codes(text: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the codes of the lines from here on that hold nothing else."""
    for begin, end in _lines(text, start):
        bullet = _BULLET.match(text, begin, end)
        position = bullet.end() if bullet else begin
        row: list[re.Match[str]] = []
        while code := _CODE.match(text, position, end):
            row.append(code)
            between = _BETWEEN.match(text, code.end(), end)
            position = between.end() if between else code.end()
        if not row or _REMARK.fullmatch(text, position, end) is None:
            return
        yield from row


def _lines_of_passwords(text: str, start: int) -> Iterator[tuple[int, int, bool]]:
    """Yield where in each line from here on a password may stand, and whether it looks like one.

    It is the first word of a part of the line; where it looks like nothing, the line must hold it alone.
    """
    for begin, end in _lines(text, start):
        bullet = _BULLET.match(text, begin, end)
        position = bullet.end() if bullet else begin
        line = text[position:end]
        words = [_WORD.search(line, part) for part in reversed(_parts(line))]
        places = [trimmed(word[0], position + word.start()) for word in words if word]
        found = next(
            (
                (at, value)
                for at, value in places
                if password_look(value) and not _in_address(text, begin, at)
            ),
            None,
        )
        if _MEMBER.match(line):
            return
        if _PGPASS.match(line):
            continue
        if found is not None:
            yield found[0], found[0] + len(found[1]), True
        elif _PROGRAM.search(line):
            return
        elif len(places) == 1:
            at, value = places[0]
            if _REMARK.fullmatch(line, at + len(value) - position) and 8 <= len(value) <= _LONGEST_WORD:
                yield at, at + len(value), False


def _in_address(text: str, begin: int, at: int) -> bool:
    """Return whether what begins at a place of a line is a part of a URL: the `v` of `…/watch?v=…`."""
    return "://" in text[max(begin, text.rfind(" ", begin, at)) : at]


def _parts(line: str) -> Sequence[int]:
    """Return where the parts of a line begin."""
    return [0, *(match.end() for match in _PARTED.finditer(line) if match.end() < len(line.rstrip()))]
