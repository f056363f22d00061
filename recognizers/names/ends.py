"""Where a name or an address begins and ends that the models have read into the words beside it."""

import re
from dataclasses import replace
from typing import Final

from recognizers.span import Span
from recognizers.wordfiles import word_set

# `Tia Zinha`, `notaio Fumanelli`: who somebody is to others, before the name, and in Turkish behind it.
_TITLE: Final = re.compile(r"(?P<word>[^\W\d_]+)\.?\s+(?=[^\W\d_])")
# With a capital they are names as well: `Don Quint`.
_NAMES_TOO: Final = frozenset({"don", "tito", "tita", "anh", "pan", "bu", "cô"})
# `Will will`, `Bożena dostanie`: who is written with a capital has no last word without one. What says whose
# child somebody is has none in the names of Turkic languages.
_LAST: Final = re.compile(r"\s+(?P<word>[^\W\d_][\w'’ʻ-]*)\Z")
_CHILD: Final = frozenset(
    [
        *("oğlu", "oglu", "ogly", "oghlu", "o'g'li", "o‘g‘li", "o’g’li", "ugli", "uly", "ūly", "uulu"),
        *("qızı", "qizi", "qyzy", "kızı", "kizi", "kyzy", "gyzy"),
        *("оглы", "оглу", "оғли", "угли", "улы", "ұлы", "уулу", "кызы", "қызы", "гызы", "қизи"),
        *("jr", "sr", "мл", "ст"),
    ]
)
# `LS6 2AB. my daughter`: after a post code, a full stop ends the sentence.
_SENTENCE: Final = re.compile(
    r"(?<=\d[^\W\d_]{2}|.\d[^\W\d_]|\d\d\d)[.!?]+\s+(?=[^\W\d_]{2})\D*\Z", re.DOTALL
)
# What counts somebody's numbers, behind an address: `7130 Ilanz, Vers.-Nr. 60.418`.
_LABEL: Final = re.compile(r",\s+[^\W\d_]{1,12}\Z")
_COUNTING: Final = re.compile(r"\.?-(?:Nr|No|nr|no)\b")


def cut_short(text: str, span: Span) -> Span:
    """Return a span without the words beside a name or an address that are no part of it.

    >>> text = "my son Will will be 7"
    >>> cut_short(text, Span(7, 16, "PERSON", 1.0, "names")).end
    11
    """
    if span.entity_type == "PERSON":
        span = replace(span, start=_start_of_name(text, span))
        return replace(span, end=_end_of_name(text, span))
    if span.entity_type != "STREET_ADDRESS":
        return span
    if behind := _SENTENCE.search(text[span.start : span.end]):
        return replace(span, end=span.start + behind.start())
    label = _LABEL.search(text, span.start, span.end)
    if label and _COUNTING.match(text, span.end):
        return replace(span, end=label.start())
    return span


def _start_of_name(text: str, span: Span) -> int:
    start = span.start
    while title := _TITLE.match(text, start, span.end):
        word = title["word"].casefold()
        if word not in word_set("people", "before_names") or (
            word in _NAMES_TOO and title["word"][0].isupper()
        ):
            break
        start = title.end()
    return start


def _end_of_name(text: str, span: Span) -> int:
    end = span.end
    last = _LAST.search(text, span.start, end)
    if last and last["word"].casefold() in word_set("people", "behind_names"):
        end = last.start()
    if not text[span.start].isupper():
        return end
    while last := _LAST.search(text, span.start, end):
        word = last["word"]
        if not word.islower() or word in _CHILD:
            break
        end = last.start()
    return end
