"""Lines that any terminal, and any reader of UTF-8, can take."""

import json
import re
from typing import Any, Final

_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    r"""Return the text without characters that would steer a terminal or end the line.

    >>> printable("a\nb\x1b[2J")
    'a�b�[2J'
    """
    return "".join(character if character.isprintable() else "�" for character in text)


def json_line(document: Any) -> str:
    r"""Return the document as JSON in one line; what UTF-8 cannot hold is escaped.

    >>> json_line({"é": "\udce9"}) == '{"é": "\\udce9"}'
    True
    """
    line = json.dumps(document, ensure_ascii=False)
    return _SURROGATES.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
