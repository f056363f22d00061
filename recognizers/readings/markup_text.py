"""What a page of markup says, without its tags: a line for each block, as who opens the page has it.

https://html.spec.whatwg.org/multipage/rendering.html#flow-content-3
"""

import re
from collections.abc import Iterator
from typing import Final

from recognizers.readings.escapes import HTML_TOKEN, unescape_html
from recognizers.readings.regions import Stretch, stretches_around

_NAME: Final = r"[A-Za-z][\w:.-]{0,60}"
_TAG: Final = rf"</?{_NAME}(?:\s[^<>]{{0,1000}})?/?>"
_BREAK: Final = re.compile(
    r"</?(?:address|article|aside|blockquote|br|div|d[dlt]|fieldset|footer|form|h[1-6r]|header|li|main|nav"
    r"|ol|p|pre|section|table|tbody|tfoot|thead|tr|ul)\b",
    re.IGNORECASE,
)
# What stands within a word or a line of a page; what is none of these is a member of XML.
# https://html.spec.whatwg.org/multipage/text-level-semantics.html
_INLINE: Final = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|mark|nobr|q|rp|rt|ruby"
    r"|s|samp|small|span|strike|strong|sub|sup|svg|time|tt|u|var|wbr)(?![\w:.-])",
    re.IGNORECASE,
)
_CELL: Final = re.compile(r"</?t[dh]\b", re.IGNORECASE)
# A line break behind one that a tag makes is none of its own.
TEXT_TOKEN: Final = rf"{_TAG}(?:[ \t]{{0,80}}\r?\n)?|<!\[CDATA\[|\]\]>|{HTML_TOKEN}"
_TAGS: Final = re.compile(_TAG)


def find_markup(text: str) -> Iterator[Stretch]:
    """Yield what stands between tags, with them."""
    if "</" in text or "<br" in text or "/>" in text:
        yield from stretches_around(text, "text", [tag.span() for tag in _TAGS.finditer(text)])


def read_markup(token: str) -> str:
    """Return what is read in the place of a tag or an entity."""
    if token[0] == "&":
        return unescape_html(token)
    if _BREAK.match(token):
        return "\n"
    if _CELL.match(token):
        return "\t"
    if token[-1] == "\n":
        return "\n"
    return "" if token[0] != "<" or token[1] == "!" or _INLINE.match(token) else " "
