r"""Signs that stand for themselves behind a backslash, in Markdown, expressions and shells: `jane\_roe`.

https://spec.commonmark.org/0.31.2/#backslash-escapes
https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02_01
"""

import re
from typing import Final

# Quotes and slashes are what JSON escapes.
BACKSLASH_TOKEN: Final = r"\\[ !#-&(-.:-@\[-`{-~]"
_TOKEN: Final = re.compile(BACKSLASH_TOKEN)
# Between two letters or digits, or before the plus of a number.
BACKSLASH_WORTH: Final = r"\\(?:[ $.:@_+-](?<=\w\\.)(?=\w)|\+(?=\d))"


def unescape_backslash(token: str) -> str:
    """Return the sign."""
    return token[1]


def escape_backslash(text: str, like: str) -> str:
    """Write a text with a backslash before the signs that have one in what it replaces."""
    escaped = {"\\"} | {token[1] for token in _TOKEN.findall(like)}
    return "".join(f"\\{sign}" if sign in escaped else sign for sign in text)
