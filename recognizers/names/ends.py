"""Where a name or an address ends that the models have read into the words after it."""

import re
from dataclasses import replace
from typing import Final

from recognizers.span import Span

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


def cut_short(text: str, span: Span) -> Span:
    """Return a span without the words behind a name or an address that are no part of it.

    >>> text = "my son Will will be 7"
    >>> cut_short(text, Span(7, 16, "PERSON", 1.0, "names")).end
    11
    """
    if span.entity_type == "PERSON":
        return replace(span, end=_end_of_name(text, span))
    if span.entity_type == "STREET_ADDRESS" and (behind := _SENTENCE.search(text[span.start : span.end])):
        return replace(span, end=span.start + behind.start())
    return span


def _end_of_name(text: str, span: Span) -> int:
    end = span.end
    if not text[span.start].isupper():
        return end
    while last := _LAST.search(text, span.start, end):
        word = last["word"]
        if not word.islower() or word in _CHILD:
            break
        end = last.start()
    return end
