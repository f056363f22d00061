"""Lines behind something that a tool wrote before each: a number, a place, a time, a mark.

What they say together, as rows of a table do, is read as it stood without that.
https://pubs.opengroup.org/onlinepubs/9699919799/utilities/grep.html
https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from recognizers.readings.regions import Stretch


class _Gutter(NamedTuple):
    """What stands before each line: something that is the same for all, and something that is not."""

    same: str
    other: str = ""


_DAY: Final = r"\d{4}[-/]\d\d[-/]\d\d"
_CLOCK: Final = r"\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?"
_LEVEL: Final = (
    r" {1,3}\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL|debug|info|warn|error)(?!\w)\]?"
)
_WRITER: Final = r"(?: {1,3}(?:\[[\w./-]{1,60}\]|[\w.]{1,60}(?= ?[:-] )))?"
_GUTTERS: Final = {
    "numbers": _Gutter("", r"[> ]? {0,8}\d{1,7}(?:→|\t| {0,3}[|│] ?|: ?| {2,3})"),
    # A file with a line that was found in it, or one beside that.
    "places": _Gutter(
        r"(?=[^\s:|()\"']{0,200}[./])[^\s:|()\"']{1,300}?", r"(?:(?::\d{1,7}){0,2}:|-\d{1,7}-)"
    ),
    "times": _Gutter("", rf"\[?(?:{_DAY}[T ])?{_CLOCK}\]?(?:{_LEVEL}{_WRITER}(?: ?[:-](?= ))?)? ?"),
    "services": _Gutter(r"(?:[A-Za-z][\w.-]{0,60} {0,30}\| ?|\[[\w./-]{1,120}\] )"),
    # As the log of a system has it.
    "hosts": _Gutter(
        "", r"[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d [\w.-]{1,60} [\w./-]{1,60}(?:\[\d{1,7}\])?: ?"
    ),
    "blame": _Gutter(
        "", rf"\^?[0-9a-f]{{7,40}} [^\n()]{{0,100}}\([^\n()]{{1,60}} {_DAY} {_CLOCK} [+-]\d{{4}} +\d+\) ?"
    ),
    "marks": _Gutter(r"[ \t]{0,12}(?:[>#;%│┃▌]|//+|--|\*)", r"[ \t]?(?:[>│] ?)*"),
    # The items of a list have a blank behind their marks.
    "signs": _Gutter("[+-]", r"(?! \S)"),
}
_CHANGE: Final = "[ +-]"
_HUNK: Final = re.compile(rf"\n@@ -[^\n]{{1,200}}\n{_CHANGE}(?P<text>[^\n]*(?:\n{_CHANGE}[^\n]*)+)")
_LINES: Final = {
    name: re.compile(
        rf"\n(?P<same>{gutter.same}){gutter.other}"
        rf"(?P<text>[^\n]*(?:\n(?P=same){gutter.other}[^\n]*)+)"
    )
    for name, gutter in _GUTTERS.items()
}
_NUMBER: Final = re.compile(r"\n[> ]? {0,8}(\d{1,7})")
# What is left out of lines that are read without their gutter, the first of which begins behind its own.
GUTTERS: Final = {
    **{f"gutter-{name}": rf"(?<=\n){gutter.same}{gutter.other}" for name, gutter in _GUTTERS.items()},
    "gutter-changes": rf"(?<=\n){_CHANGE}",
}


def find_gutters(text: str) -> Iterator[Stretch]:
    """Yield lines that follow each other behind one gutter, without that of the first."""
    if "\n" not in text:
        return
    # So that every line begins behind a break.
    text = "\n" + text
    for name, lines in _LINES.items():
        for block in lines.finditer(text):
            start, end = block.span("text")
            if name != "numbers" or _counts(block[0]):
                yield Stretch(f"gutter-{name}", start - 1, end - 1)
    if "\n@@ -" in text:
        for hunk in _HUNK.finditer(text):
            yield Stretch("gutter-changes", hunk.start("text") - 1, hunk.end("text") - 1)


def _counts(block: str) -> bool:
    """Whether the numbers before the lines go up: those of a table or a list need not."""
    return all(int(one) < int(following) for one, following in pairwise(_NUMBER.findall(block)))
