"""Lines behind something that was written before each: a number, a place, a time, a mark, blanks.

What they say together, as rows of a table do, is read as it stood without that.
https://pubs.opengroup.org/onlinepubs/9699919799/utilities/grep.html
https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
https://yaml.org/spec/1.2.2/#81-block-scalar-styles https://spec.commonmark.org/0.31.2/#indented-code-blocks
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


_DAY: Final = r"(?:\d{4}[-/]\d\d[-/]\d\d|\d\d?/\d\d?/\d{4})"
_CLOCK: Final = r"\d\d?:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d| [AP]M)?"
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
    "times": _Gutter(
        "", rf"\[?(?:{_DAY}(?:T|,? ))?{_CLOCK}\]?(?:{_LEVEL}{_WRITER}(?: ?[:-](?= ))?)? {{0,2}}"
    ),
    # As git, pytest and the logger of Python have it.
    "tellers": _Gutter(
        r"(?:[A-Za-z][\w.-]{0,40}(?: [A-Za-z]{1,20})?: {1,8}|E {3,7}"
        r"|(?:DEBUG|INFO|WARNING|ERROR|CRITICAL):[\w.]{1,100}:)"
    ),
    "steps": _Gutter("", r"#\d{1,4} \d{1,5}\.\d{1,3} "),
    "services": _Gutter(r"(?:[A-Za-z][\w.-]{0,60} {0,30}\| ?|\[[\w./-]{1,120}\] )"),
    # As the log of a system has it.
    "hosts": _Gutter(
        "", r"[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d [\w.-]{1,60} [\w./-]{1,60}(?:\[\d{1,7}\])?: ?"
    ),
    "blame": _Gutter(
        "", rf"\^?[0-9a-f]{{7,40}} [^\n()]{{0,100}}\([^\n()]{{1,60}} {_DAY} {_CLOCK} [+-]\d{{4}} +\d+\) ?"
    ),
    "marks": _Gutter(r"[ \t]{0,12}(?:[>#%│┃▌]|;{1,4}|/{2,4}|--|\*|(?:REM|')(?= ))", r"[ \t]?(?:[>│] ?)*"),
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
_BLANKS: Final = r"\n(?P<same>[ \t]{1,16})(?![ \t])"
_SET_IN: Final = r"(?P<text>[^\n]+(?:\n(?:(?P=same)[^\n]*|(?!(?P=same))[ \t]*(?=\n)))*\n(?P=same)[^\n]*)"
_ALL_SET_IN: Final = re.compile(rf"(?=\n(?:  |\t))(?!\n{_GUTTERS['numbers'].other}){_BLANKS}{_SET_IN}\s*\Z")
# A text within another, set in: a block of YAML, of a setting, of a page or of reStructuredText, and code of
# Markdown. Source sets in what follows what opens it.
_PART_SET_IN: Final = re.compile(
    r"(?:\n(?:[^\n]{0,200}[:-][ \t][|>][+-]?\d?|[\w.-]{1,60}[ \t]?=|[ \t]{0,80}<!--"
    r"|\.\. [^\n]{1,200}::\n)[ \t]*"
    r"|\n(?!(?:async|case|class|def|else|except|finally|for|if|match|switch|try|while|with)\b)"
    rf"[^\s#}}\])][^\n]*:\n[ \t]*(?=\n(?: {{4}}|\t))){_BLANKS}{_SET_IN}"
)
# What a command printed, as a terminal shows it that an agent works in.
_SHOWN: Final = re.compile(
    r"\n(?P<before>[ \t]{0,8})⎿(?P<behind>[ \t]{1,4})(?P<text>[^\n]+(?:\n(?P=before) (?P=behind)[^\n]*)+)"
)
# What stands in a frame, and is no row of its cells.
_FRAMED: Final = re.compile(
    r"\n[ \t]{0,12}(?P<side>[|│┃║]) ?(?P<text>(?:(?!(?P=side))[^\n])*"
    r"(?:(?P=side)[ \t]*\n[ \t]{0,12}(?P=side)(?:(?!(?P=side))[^\n])*)+)(?P=side)[ \t]*(?!.)"
)
# A string for each line, which ends it, as notebooks have their cells.
_BEFORE: Final = r"[ \t]{0,40}(?:\+ ?)?"
_SIGNS: Final = r"(?>(?:\\.|(?!(?P=quote))[^\\\n])*)(?P=quote)"
_STRINGS: Final = re.compile(
    rf"\n{_BEFORE}(?P<quote>[\"'])(?P<text>(?=[^\n]*\\n(?P=quote)){_SIGNS}"
    rf"(?:[ ,+.]{{0,3}}\n{_BEFORE}(?P=quote){_SIGNS})+)"
)
_WIDEST: Final = 16
# Rows with an empty line between each and the next, as what is copied from pages has them.
_ROW: Final = r"(?=(?:(?>(?:[^\n|\t,;]|[,;] )*)(?:[,;](?! )|[|\t])){2})[^\n]+"
_PARTED: Final = re.compile(rf"\n(?P<text>{_ROW}(?:\n\n{_ROW}){{2,}})")
_NUMBER: Final = re.compile(r"\n[> ]? {0,8}(\d{1,7})")
# What is left out of lines that are read without their gutter, the first of which begins behind its own.
GUTTERS: Final = {
    **{f"gutter-{name}": rf"(?<=\n){gutter.same}{gutter.other}" for name, gutter in _GUTTERS.items()},
    "gutter-changes": rf"(?<=\n){_CHANGE}",
    "gutter-empty": r"(?<=\n)\n",
    "gutter-frames": r"(?<=\n)[ \t]{0,12}[|│┃║] ?|(?<![ \t])(?:[ \t]*[|│┃║][ \t]*(?=\n)|[ \t]+\Z)",
    "gutter-strings": rf"(?<=\n){_BEFORE}[\"']|(?:\\n)?[\"'][ ,+.]{{0,3}}(?![^\n])",
    **{f"gutter-blanks-{width}": rf"(?<=\n)[ \t]{{{width}}}" for width in range(1, _WIDEST + 1)},
}


def find_gutters(text: str) -> Iterator[Stretch]:
    """Yield lines that follow each other behind one gutter, without that of the first."""
    if "\n" not in text:
        return
    # So that every line begins behind a break.
    text = "\n" + text
    for name, lines in _LINES.items():
        for block in lines.finditer(text):
            if name != "numbers" or _counts(block[0]):
                yield _behind(name, block)
    if "\n " in text or "\n\t" in text:
        whole = _ALL_SET_IN.match(text)
        for block in [whole] if whole else _PART_SET_IN.finditer(text):
            yield _behind(f"blanks-{len(block['same'])}", block)
    if "\n\n" in text:
        for rows in _PARTED.finditer(text):
            yield _behind("empty", rows)
    for framed in _FRAMED.finditer(text):
        yield _behind("frames", framed)
    for strings in _STRINGS.finditer(text):
        yield _behind("strings", strings)
    if "⎿" in text:
        for shown in _SHOWN.finditer(text):
            yield _behind(f"blanks-{len(shown['before'] + shown['behind']) + 1}", shown)
    if "\n@@ -" in text:
        for hunk in _HUNK.finditer(text):
            yield _behind("changes", hunk)


def _behind(gutter: str, block: re.Match[str]) -> Stretch:
    """Return where the lines of a block stand in a text that has no break before its first."""
    start, end = block.span("text")
    return Stretch(f"gutter-{gutter}", start - 1, end - 1)


def _counts(block: str) -> bool:
    """Whether the numbers before the lines go up: those of a table or a list need not."""
    return all(int(one) < int(following) for one, following in pairwise(_NUMBER.findall(block)))
