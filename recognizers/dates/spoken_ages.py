"""Ages in words: `tiene ocho años`, `I was forty-four`, `aged twenty-six`, `her ninth birthday`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

from recognizers.dates.ages import is_lasting, tells_kin
from recognizers.matching.alternations import escaped
from recognizers.span import Span
from recognizers.wordfiles import word_file

_REACH: Final = 40
_ONES: Final = "one|two|three|four|five|six|seven|eight|nine"
_TEENS: Final = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS: Final = "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
_FROM_TEN: Final = rf"(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS}"
_ENGLISH: Final = rf"(?:{_FROM_TEN}|{_ONES})"
_HEDGE: Final = "(?:just|only|now|then|nearly|almost|already|about)"
# In English, no unit is needed; but a number alone may count anything.
_SAID: Final = re.compile(
    rf"(?i)(?<![\w-])(?:(?P<sure>aged|at the age of)|(?:(?:i|she|he|who) (?:am|is|was|turned|turns"
    rf"|will be)|i['’]?m|s?he['’]?s|(?<!it )turn(?:ed|s|ing))(?: {_HEDGE})?) (?P<number>{_ENGLISH})(?![\w-])"
)
# Behind an age in words the sentence, or what is told of somebody, goes on otherwise than behind a count.
_NEXT: Final = re.compile(
    r"\s*(?:$|[.,;:!?)\n—–\"”]|(?:and|when|now|then|next|this|on|in|at|who|but|last|with|years?|tomorrow|today"
    r"|or so)\b)"
)
# `Reggie (nearly eight)`, `Ros, sixty-one,`.
_BESIDE: Final = re.compile(
    rf"(?<=[a-z]) \((?P<hedge>nearly )?(?P<inside>{_ENGLISH})(?=[,)])"
    rf"|\b[A-Z][a-z]+, (?P<behind>{_FROM_TEN})(?=,)"
)
_ORDINAL: Final = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven"
    "|eigh|nine)teenth|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth"
)
# `Aitana Poveda, ocho años,`
_BEHIND_NAME: Final = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_]* ?[(,،] ?\Z")
_BIRTHDAY: Final = re.compile(
    rf"(?i)(?<!\w)(?:my|her|his|their|our|\w['’]s) (?P<number>{_ORDINAL})(?= (?:birth|b-?)day\b)"
)


@dataclass(frozen=True)
class SpokenAgeFinder:
    """Finds an age in words that a sentence gives to somebody."""

    id: str = "spoken-ages"
    keywords: tuple[str, ...] = ()
    before: int = _REACH
    after: int = 64
    entity_types: frozenset[str] = frozenset({"AGE"})
    score: float = 0.65

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """Words for years; what says that somebody has an age, with a number; numbers beside a name."""
        years = "|".join(escaped(word) for each in _languages() for word in each["year"])
        return (
            rf"[a-z\x80-\xff] (?:{years})",
            rf"(?i)(?:aged|age of|(?:i|she|he|who) (?:am|is|was|turned|turns)|i'm|s?he's|im|s?hes"
            rf"|\x80\x99[ms]|turn(?:ed|s|ing))(?: {_HEDGE})? {_ENGLISH}",
            rf"[a-z] \((?:nearly )?{_ENGLISH}[,)]",
            rf"[A-Z][a-z]+, (?:{_FROM_TEN}),",
            rf"(?i)(?:{_ORDINAL}) b(?:irth|-)?day",
        )

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the ages in the window."""
        for match in _with_unit().finditer(text, start, end):
            if not is_lasting(text[match.end() : match.end() + 24]) and (
                match["before"] or _is_apposed(_line_before(text, match.start()))
            ):
                yield self._span(match.start(match.lastgroup or 0), match.end())
        for match in _SAID.finditer(text, start, end):
            if match["sure"] or _NEXT.match(text, match.end(), match.end() + 12):
                yield self._span(*match.span("number"))
        for match in _BIRTHDAY.finditer(text, start, end):
            yield self._span(*match.span("number"))
        for match in _BESIDE.finditer(text, start, end):
            if match["hedge"] or tells_kin(_line_before(text, match.end())):
                yield self._span(*match.span("inside" if match["inside"] else "behind"))

    def _span(self, start: int, end: int) -> Span:
        return Span(start, end, "AGE", self.score, self.id)


def _line_before(text: str, end: int) -> str:
    """Return what stands shortly before a place in its line."""
    return text[max(0, end - _REACH) : end].rpartition("\n")[2]


def _is_apposed(before: str) -> bool:
    """Whether what follows is told of a name or a relative: `Aitana Poveda, `, `mi madre, enferma, `."""
    return _BEHIND_NAME.search(before) is not None or (
        before[-2:] in (", ", "، ", " (") and tells_kin(before)
    )


def _languages() -> list[dict[str, Any]]:
    return list(word_file("spoken_ages").values())


@cache
def _with_unit() -> re.Pattern[str]:
    before = "|".join(word for each in _languages() for word in each["before"])
    ages = "|".join(
        f"(?P<age{number}>(?:{'|'.join(each['number'])}) {each['years']})"
        for number, each in enumerate(_languages())
    )
    return re.compile(rf"(?i)(?<!\w)(?:(?P<before>{before}) )?(?:{ages})(?!\w)")
