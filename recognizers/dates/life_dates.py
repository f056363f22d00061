"""Dates of a life: births by their place, and the days of weddings, operations, hearings, journeys."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from recognizers.dates.births import is_birth
from recognizers.dates.calendar import MONTH_BEGINNINGS, is_calendar_date
from recognizers.lookalikes.stock_values import is_stock_value
from recognizers.matching.triggers import date_triggers
from recognizers.span import Span
from recognizers.wordfiles import word_file

_BEFORE = 24
# How far the word for what happened may stand before and behind its date.
_REACH_BACK, _REACH_ON = 64, 40
# How far a question for the date of birth may stand before its answer.
_REACH_ASKED = 120
_YEAR = r"(?:(?:1[89]|20|1[34]|25)\d\d|[۱١۲٢]\d{3}|[०-९]{4}|[০-৯]{4}|['’]\d\d)"
# A letter, or the sign of a vowel.
_LETTER = (
    r"(?:[^\W\d_]|[\u0900-\u0903\u093a-\u094f\u0980-\u0983\u09bc-\u09cd\u0bbe-\u0bcd\u0e31-\u0e4e]"
    r"|\.(?=[ก-ฮ]))"
)
_DAY = r"(?:the )?\d{1,2}(?:st|nd|rd|th|er|\.|º|ª)?"
# Portuguese months that are English words: before a number they are no month.
_NO_MONTH = re.compile(r"(?:out|set|ago|mar) \d", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:mon|diens|mitt|donners|frei|sams|sonn)[a-z]*"
    r"|lundi|mardi|mercredi"
    r"|jeudi|vendredi|samedi|dimanche|lunes|martes|jueves|viernes|sábado|domingo),? (?:the |den |le )?$",
    re.IGNORECASE,
)
# A row of separated values may begin with its number.
_LOG = re.compile(
    r"\s*(?:(?!\d{1,12}[,;\t]\"?[^\W\d_])[\[<(]?\d|[|>$#{}]"
    r"|(?:Date|From|To|Subject|Sent|On since|INFO|WARN|ERROR|DEBUG)\b:?)"
)
# `On 21 January, she …` at the beginning of a sentence.
_TOLD = re.compile(r"(?:^|[.!?\"(*:] ?)On (?:\w+day,? )?$")
_TELLER = re.compile(
    r",? (?:at [^,\n]{1,20}, )?(?:I|he|she|my|our|we|Mr|Mrs|Ms|Dr|[A-Z][a-z'’]+ [a-z]+ed"
    r"|[A-Z]{3,} [A-Z]{3,})\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)?|†")
_STEM = 9
_RELEASE = re.compile(
    r"(?i)\b(?:version|release[ds]?|updated?|commit|deploy|build|merged?|patch|changelog"
    r"|copyright|license|deprecat|sprint|eol|v\d)"
)
# A day of this month, told by its number: `she is back on the 8th`, not `on the 3rd floor`.
_ORDINAL = re.compile(
    r"(?i)(?<![\w])(?:on|until|till|from|since|after|before|by|around|about|leaves|left|due|for|,|\()[ ]"
    r"(?P<value>(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?the (?:(?:2|3)?1st|2?2nd|2?3rd"
    r"|(?:[4-9]|1\d|2[04-9]|30)th))"
    r"(?=[.,;:!?)\"'–]|\s?$|\n"
    r"| (?:so|at|and|but|or|to|by|if|with|he|she|they|we|i|is|was|then|anyway|because)\b)"
)
# A day and month in figures alone need the word close by.
_SHORT = re.compile(r"\d{1,2}[./]\d{1,2}\.?")
_CLOSE = 24


@dataclass(frozen=True)
class LifeDateFinder:
    """Finds a date where the words or the things around it say what it means to a person."""

    id: str = "life-date"
    keywords: tuple[str, ...] = ()
    before: int = _BEFORE
    after: int = 12
    entity_types: frozenset[str] = frozenset({"DATE", "DATE_OF_BIRTH"})

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """A day and the name of a month, a date in figures without a time behind it, a day by its number."""
        return (*date_triggers(MONTH_BEGINNINGS), r"(?i)[a-z,(] the [0-9]{1,2}(?:st|nd|rd|th)")

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the dates of the window that are somebody's."""
        for match in _date().finditer(text, max(0, start), min(len(text), end)):
            value = match[0].rstrip(".") if match[0][-2:-1].isalpha() else match[0]
            if not is_calendar_date(value.removeprefix("the ")) or _NO_MONTH.match(value):
                continue
            stop = match.start() + len(value)
            line, before, behind = _around(text, match.start(), stop)
            earlier = text[max(0, match.start() - _REACH_ASKED) : match.start()]
            if is_birth(value, before, behind, earlier):
                if not is_stock_value("DATE_OF_BIRTH", value):
                    yield Span(match.start(), stop, "DATE_OF_BIRTH", 0.75, self.id)
            elif not _LOG.match(text, line) and self._is_event(value, before, behind):
                weekday = _WEEKDAY.search(before)
                begin = match.start() - (len(weekday[0]) if weekday else 0)
                yield Span(begin, stop, "DATE", 0.6, self.id)

        if " the " not in text[start:end].lower():
            return
        for match in _ORDINAL.finditer(text, max(0, start), min(len(text), end)):
            begin, stop = match.span("value")
            line, before, behind = _around(text, begin, stop)
            if not _LOG.match(text, line) and self._is_event(match["value"], before, behind):
                yield Span(begin, stop, "DATE", 0.55, self.id)

    def _is_event(self, value: str, before: str, behind: str) -> bool:
        if _RELEASE.search(before):
            return False
        if _TOLD.search(before) and _TELLER.match(behind):
            return True
        close = _CLOSE if _SHORT.fullmatch(value) or value[:4].isdecimal() else _REACH_BACK
        clause = re.split(r"[.;!?] ", before[-close:])[-1]
        if _tells_event(clause):
            return True
        return close == _REACH_BACK and _tells_event(re.split(r"[.;!?,] ?", behind)[0])


def _around(text: str, start: int, stop: int) -> tuple[int, str, str]:
    """Return where the line of a date begins, and what stands in it close before and behind."""
    line = text.rfind("\n", max(0, start - 200), start) + 1
    before = text[max(line, start - _REACH_BACK) : start]
    return line, before, text[stop : stop + _REACH_ON].partition("\n")[0]


@cache
def _date() -> re.Pattern[str]:
    month = rf"(?:{_month_beginnings()}){_LETTER}{{0,11}}"
    return re.compile(
        # What a date begins with is seen first: a digit or the name of an era, else the beginning of a word.
        r"(?=[\d民昭平令大])(?:(?<=BDAY:)(?:19|20)\d{6}"
        r"|(?:(?:民[國国]|昭和|平成|令和|大正)?(?<!\d)\d{1,4} ?[年년] ?)?"
        r"(?<!\d)\d{1,2} ?[月월] ?\d{1,2} ?[日號号일])"
        rf"|(?<![\w./:-])(?:(?i:{_DAY})[ .]?(?i:of |de |di |d['’])?{month}\.?"
        rf"(?:,? (?i:de |del |van )?{_YEAR}| \d\d(?![\d:.])|(?<=[A-Z]){_YEAR})?"
        rf"|{month}(?:\.? \d{{1,2}}(?i:st|nd|rd|th)?(?:,? {_YEAR})?(?! ?\d)| (?:19|20)\d\d)"
        r"|\d{1,2}([-./])(?:\d{1,2}|[XVIxvi]{1,4})\1['’]?(?:\d{4}|\d\d)"
        r"|\d{4}([-./])\d{1,2}\2\d{1,2}\.?"
        rf"|(?:19|20)\d\d\. {month}\.? \d{{1,2}}\."
        rf"|\d{{1,2}}[./]\d{{1,2}}\.?"
        r")(?![\w:/]|[.,]\d|-\d)"
    )


def _month_beginnings() -> str:
    """Return a regex for what months begin with, by first letter, which tells most words apart at once.

    Those of other alphabets are apart, as they are many.
    """
    by_letter: dict[str, set[str]] = {}
    for name in MONTH_BEGINNINGS:
        by_letter.setdefault(name[0].lower(), set()).add(name[1:])
    plain, other = (
        "|".join(
            f"[{letter}{letter.upper()}](?i:{'|'.join(sorted(map(re.escape, rests)))})"
            for letter, rests in sorted(by_letter.items())
            if letter.isascii() is is_plain
        )
        for is_plain in (True, False)
    )
    return rf"(?=[A-Za-z])(?:{plain})|(?=[^\x00-\x7f])(?:{other})"


def _tells_event(text: str) -> bool:
    """Return whether a word for what happens in a life stands in a text."""
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if word == "†" or any(
            word[:length] in _events() for length in range(min(3, len(word)), min(_STEM, len(word)) + 1)
        ):
            return True
    return not text.isascii() and any(word in text for word in word_file("life")["unspaced_events"])


@cache
def _events() -> frozenset[str]:
    return frozenset(word[:_STEM] for word in word_file("life")["events"])
