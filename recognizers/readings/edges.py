r"""Keeps what is found out of the middle of an escape: a `\` that is left of `\u000e` makes text invalid."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple

from recognizers.readings.doubled_quotes import QUOTINGS
from recognizers.readings.mojibake import MISREADINGS
from recognizers.readings.sql_literals import NOTATIONS
from recognizers.readings.views import View
from recognizers.span import Span

# What begins an escape, and how much of one may stand before a place within.
_LEAD: Final = re.compile(r"[\\%&=+(\x1b\xc2-\xf4├√]")
_LONGEST: Final = 40
_DOUBLED: Final = frozenset(one.token for one in QUOTINGS.values())
_TYPESET: Final = ("latex", "rtf", *NOTATIONS)
_ESCAPING: Final = frozenset(
    ("json", "percent", "html", "qp", "ansi", "backslash", "latex", "rtf", *MISREADINGS, *QUOTINGS)
)
# Cut, they make the text invalid, or leave half of a letter.
_WHOLE: Final = frozenset(("json", "calls", "utf7", *_TYPESET, *MISREADINGS, *QUOTINGS))
# A letter after a backslash is as often a part of a path: what is JSON has strings, and no other escapes.
_STRINGS: Final = re.compile(r'\A\s*"|[{\[,:]\s*"')
_NO_JSON: Final = re.compile(r"(?<!\\)(?:\\\\)*\\(?![\"\\/bfnrtu])")
# Nor does a folder's name begin with a small letter and then a capital: `\\nMara`. A login's may.
_LINE_ENDS: Final = "nrt"
_NAMED: Final = frozenset(("PERSON", "LOCATION", "ORGANIZATION", "STREET_ADDRESS"))
# What Python shows of a value. https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
_SHOWN: Final = re.compile(r"\A\s*[\"']|[{\[(,:=]\s*[\"']")
_NOT_SHOWN: Final = re.compile(
    r"(?<!\\)(?:\\\\)*\\(?![\"'\\abfnrtv0-7\n]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{)"
)
# A title of a window is a text of its own.
_TITLE: Final = "\x1b]"
_START: Final = attrgetter("start")


class _Escape(NamedTuple):
    codec: str
    start: int
    end: int
    # Where what stands around it does not say so.
    is_guessed: bool = False


def is_json(text: str) -> bool:
    """Return whether a text has strings of JSON, and no escape that JSON has not."""
    return _STRINGS.search(text) is not None and _NO_JSON.search(text) is None


def is_shown(text: str) -> bool:
    """Return whether a text has strings of JSON or of Python, and no escape that they have not."""
    return is_json(text) or (_SHOWN.search(text) is not None and _NOT_SHOWN.search(text) is None)


def clear_of_escapes(
    text: str, spans: Sequence[Span], readings_of: Callable[[str], Iterable[View]], depth: int
) -> Sequence[Span]:
    """Return the spans of a text, but none that begins or ends within an escape.

    Where the rest of the value is found by itself too, as in the reading that undoes the escape, the escape
    is no part of it. Else an escape of JSON and a misread letter are covered whole; others do no harm when
    cut. Escapes may be escaped themselves, so many times.
    """
    near = [span for span in spans if _is_near(text, span.start) or _is_near(text, span.end)]
    if not near:
        return spans
    escapes = _Escapes(text, readings_of, depth)
    cut = {}
    for span in near:
        first, last = escapes.whole(span.start), escapes.whole(span.end)
        if span.entity_type not in _NAMED:
            first, last = (edge if edge and not edge.is_guessed else None for edge in (first, last))
        edges = first, last
        # Digits behind `\x` that are text in hex are one value, no escape and what follows it.
        if any(edges) and not span.inner and not any(codec.startswith("hex") for codec in span.codec):
            cut[id(span)] = edges
    if not cut:
        return spans
    others = Covered([span for span in spans if id(span) not in cut])
    return [
        mended
        for span in spans
        for mended in (_mended(span, *cut[id(span)], others) if id(span) in cut else (span,))
    ]


def _is_near(text: str, place: int) -> bool:
    return (
        text[place - 1 : place + 1] in _DOUBLED
        or _LEAD.search(text, max(0, place - _LONGEST), place) is not None
    )


def _mended(span: Span, first: _Escape | None, last: _Escape | None, others: "Covered") -> Iterator[Span]:
    start, end = first.end if first else span.start, last.start if last else span.end
    if others.overlap(start, end):
        yield replace(span, start=start, end=end)
    elif not (codecs := {edge.codec for edge in (first, last) if edge and not edge.is_guessed} & _WHOLE):
        yield span
    # A part of one escape is nothing.
    elif start < end:
        start, end = first.start if first else start, last.end if last else end
        yield replace(span, start=start, end=end, codec=span.codec or (min(codecs),))


class Covered:
    """What spans cover, in any order."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans, key=_START)
        self._starts = [span.start for span in ordered]
        self._reached = list(accumulate((span.end for span in ordered), max))

    def overlap(self, start: int, end: int) -> bool:
        number = bisect_left(self._starts, end)
        return start < end and number > 0 and self._reached[number - 1] > start


class _Escapes:
    """The escapes of a text, as the readings have them that undo one."""

    def __init__(self, text: str, readings_of: Callable[[str], Iterable[View]], depth: int) -> None:
        self._text = text
        self._readings_of = readings_of
        self._depth = depth
        # Of one codec, but for those within another.
        self._readings: dict[str, list[tuple[int, View]]] = {}
        for view in sorted(readings_of(text), key=lambda view: (view.piece[0], -view.piece[1])):
            if view.codec[0] in _ESCAPING:
                known = self._readings.setdefault(view.codec[0], [])
                if not known or known[-1][1].piece[1] < view.piece[1]:
                    known.append((view.piece[0], view))
        self._inside: dict[int, _Escapes] = {}
        self._known: dict[int, _Escape | None] = {}

    def whole(self, place: int) -> _Escape | None:
        """Return the escape around a place, with that which it is a part of, as a backslash of two is."""
        escape = self.around(place)
        while escape and (more := self.around(escape.end) or self.around(escape.start)):
            escape = more._replace(start=min(escape.start, more.start), end=max(escape.end, more.end))
        return escape

    def around(self, place: int) -> _Escape | None:
        """Return the escape that begins before a place and ends after it."""
        if place not in self._known:
            self._known[place] = self._around(place)
        return self._known[place]

    def _around(self, place: int) -> _Escape | None:
        for codec, views in self._readings.items():
            number = bisect_right(views, place, key=itemgetter(0)) - 1
            if number >= 0 and place < views[number][1].piece[1]:
                escape = self._of(codec, views[number][1], place)
                if escape is not None:
                    return escape
        return None

    def _of(self, codec: str, view: View, place: int) -> _Escape | None:
        if token := view.token(place):
            if self._is_one(codec, *token):
                return _Escape(codec, *token)
            return _Escape(codec, *token, True) if self._is_line_end(codec, *token) else None
        if not self._depth or (at := view.inner(place)) is None or not _is_near(view.text, at):
            return None
        if id(view) not in self._inside:
            self._inside[id(view)] = _Escapes(view.text, self._readings_of, self._depth - 1)
        escape = self._inside[id(view)].around(at)
        return escape and _Escape(escape.codec, *view.outer(escape.start, escape.end), escape.is_guessed)

    def _is_one(self, codec: str, start: int, end: int) -> bool:
        if codec == "json" and end - start == 2:
            return self._is_shown
        return not self._text.startswith(_TITLE, start)

    def _is_line_end(self, codec: str, start: int, end: int) -> bool:
        """Whether a name begins right behind what ends a line where there is JSON."""
        return codec == "json" and self._text[end - 1] in _LINE_ENDS and self._text[end : end + 1].isupper()

    @cached_property
    def _is_shown(self) -> bool:
        return is_shown(self._text)
