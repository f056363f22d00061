r"""Strings that hold several lines, each a text of its own: `rows = "name,age\nJane Roe,44"`.

They stand in source, in queries and forms, and in attributes of markup.
https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals
https://tc39.es/ecma262/#sec-template-literals https://url.spec.whatwg.org/#application/x-www-form-urlencoded
https://www.w3.org/TR/xml/#AVNormalize
"""

import re
from collections.abc import Iterator
from typing import Final

from recognizers.readings.regions import Stretch

# How JSON begins that is more than one value.
DOCUMENT: Final = re.compile(r"\s{0,80}[{\[]\s{0,80}[{\[\"]")
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
# Each is a run without what parts it from the next.
_FORM: Final = re.compile(r"(?<=[\w\]]=)[^\s&=\"'<>]{4,}")
_ATTRIBUTE: Final = re.compile(r"(?<=\w=\")[^\"<>]{4,}(?=\")")
_REFERENCE: Final = re.compile(r"&#(?:10|[xX]0?[aA]);(?=[^\s&])")


def find_long_strings(text: str) -> Iterator[Stretch]:
    """Yield the strings of several lines, less those of JSON, and those whose first line is empty."""
    if '"""' in text or "'''" in text or "`" in text:
        for string in _LONG.finditer(text):
            start, end = string.span(string.lastgroup or 0)
            if _NEXT_LINE.match(text, start, end):
                yield Stretch("json", start, end)
    if "\\n" in text and not DOCUMENT.match(text):
        for string in _SHORT.finditer(text):
            start, end = string.span(string.lastgroup or 0)
            if _GOES_ON.search(text, start, end):
                yield Stretch("json", start, end)
    if "%0" in text:
        for value in _FORM.finditer(text):
            if "%0A" in value[0] or "%0a" in value[0]:
                yield Stretch("form" if "+" in value[0] else "percent", *value.span())
    if "&#" in text and _REFERENCE.search(text):
        for value in _ATTRIBUTE.finditer(text):
            if _REFERENCE.search(value[0]):
                yield Stretch("html", *value.span())
