r"""Strings of source that hold several lines, each a text of its own: `rows = "name,age\nJane Roe,44"`.

https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals
https://tc39.es/ecma262/#sec-template-literals
"""

import re
from collections.abc import Iterator
from typing import Final

from recognizers.readings.regions import Stretch

_JSON: Final = re.compile(r"\s{0,80}[{\[]\s{0,80}[{\[\"]")
# What opens one follows no backslash, so that of those that nothing closes only one is read to the end.
_LONG: Final = re.compile(
    r"(?<![\\`])(?:(?P<quotes>\"\"\"|''')(?P<text>(?:[^\\]|\\.)*?)(?P=quotes)"
    r"|`(?!`)(?P<template>(?:[^`\\]++|\\.)*+)`)",
    re.DOTALL,
)
_SHORT: Final = re.compile(
    r"(?<!\\)(?:\"(?P<double>(?:[^\"\\\n]++|\\.)*+)\"|'(?P<single>(?:[^'\\\n]++|\\.)*+)')"
)
# That what follows is no empty line.
_GOES_ON: Final = re.compile(r"\\n(?=[^\\\s])")
_NEXT_LINE: Final = re.compile(r"[^\\\s][^\n]*\n\s{0,80}\S")


def find_long_strings(text: str) -> Iterator[Stretch]:
    """Yield the strings of several lines, less those of JSON, and those whose first line is empty."""
    if '"""' in text or "'''" in text or "`" in text:
        for string in _LONG.finditer(text):
            start, end = string.span(string.lastgroup)
            if _NEXT_LINE.match(text, start, end):
                yield Stretch("json", start, end)
    if "\\n" in text and not _JSON.match(text):
        for string in _SHORT.finditer(text):
            start, end = string.span(string.lastgroup)
            if _GOES_ON.search(text, start, end):
                yield Stretch("json", start, end)
