"""Blanks, quotes and hyphens as a keyboard has them, in the place of those that typesetting puts there.

Word processors, chats and pages write `Dr. Roe` and `key = “x”` with such signs, keyboards of East Asia with
wide ones. Every sign stays one sign, so that places are those of the text.
https://www.unicode.org/charts/PDF/U2000.pdf https://www.unicode.org/charts/PDF/UFF00.pdf
"""

import re
from typing import Final

from recognizers.readings.folding import SPACES

_BREAKS: Final = "\v\f\u0085\u2028\u2029"
_SIGNS: Final = {
    **dict.fromkeys(map(ord, SPACES), " "),
    **dict.fromkeys(map(ord, "“”„‟"), '"'),
    **dict.fromkeys(map(ord, "‘’‚‛"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011"), "-"),
    **dict(zip(map(ord, "：；＝"), ":;=", strict=True)),
    # What ends a line or a page.
    **dict.fromkeys(map(ord, _BREAKS), "\n"),
}
_MARK: Final = "\ufeff"
_SIGN: Final = re.compile(rf"[{''.join(map(chr, _SIGNS))}]|\A{_MARK}")
# Thousands of one number are parted by a blank that is none between words.
_THOUSANDS: Final = re.compile(rf"(?<=\d)[{SPACES}](?=\d{{3}}(?!\d))")


def with_plain_signs(text: str) -> str:
    """Return a text with plain blanks, quotes and hyphens, as long as it was.

    A byte order mark before it, as a file has one that a tool printed, is read as the end of a line.

    >>> with_plain_signs("Dr.\u00a0Roe’s key is “x”, of 12\u00a0000")
    'Dr. Roe\\'s key is "x", of 12\\xa0000'
    """
    if (text.isascii() and "\v" not in text and "\f" not in text) or not _SIGN.search(text):
        return text
    parts, end = ["\n"] * text.startswith(_MARK), int(text.startswith(_MARK))
    for thousands in _THOUSANDS.finditer(text):
        parts += [text[end : thousands.start()].translate(_SIGNS), thousands[0]]
        end = thousands.end()
    return "".join((*parts, text[end:].translate(_SIGNS)))
