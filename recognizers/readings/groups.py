"""Braces that a stretch of LaTeX or RTF opens and does not close, or the other way round."""

import re
from typing import Final

_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)


def with_open_groups(text: str, like: str) -> str:
    r"""Return a text with the braces behind it that the stretch which it replaces leaves open, or closes.

    >>> with_open_groups("Ann", r"Ja}ne {\b Roe")
    'Ann}{'
    """
    closing = opening = 0
    for brace in _BRACE.findall(like):
        if brace == "{":
            opening += 1
        elif brace == "}" and opening:
            opening -= 1
        elif brace == "}":
            closing += 1
    return text + "}" * closing + "{" * opening
