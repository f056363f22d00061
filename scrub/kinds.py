"""What a text is, guessed from its first lines: prose, code, shell output, JSON, a diff, a log."""

import re
from typing import Final

from scrub.formats.record import Kind

_LOOKED_AT: Final = 2000
_DIFF: Final = re.compile(r"^(?:diff --git |@@ -\d+|--- a/|\+\+\+ b/)", re.MULTILINE)
_LOG: Final = re.compile(
    r"^\W?(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{1,3}(?:\.\d{1,3}){3} - )",
    re.MULTILINE,
)
_SHELL: Final = re.compile(
    r"^(?:[$#>] |[^\s@]+@[^\s:~]+[:~]|(?:sudo|cd|ls|cat|git|curl|export|docker|npm|pip|ssh|kubectl) )",
    re.MULTILINE,
)
_CODE: Final = re.compile(
    # Blanks of one line alone: across lines, a page of empty ones would take minutes.
    r"^[^\S\n]*(?:\d+[→\t:|][^\S\n]*)?(?:"
    r"(?:def|class|import|from|func|fn|pub|let|const|var|public|private|return|package|using|#include)\b"
    r"|(?:if|for|while|SELECT|INSERT|CREATE)\b"
    r"|[\w.\[\]'\"]+\s*[:+\-]?=\s*\S|[{}\])];?\s*$|//|/\*|<\w+[ >/])",
    re.MULTILINE,
)
_LEAST_SHARE_OF_CODE: Final = 0.3


def kind_of(text: str) -> Kind:
    """Return the kind of a text; prose where nothing speaks for another.

    >>> kind_of("import os\\nkey = os.environ['KEY']"), kind_of("hi, I'm Ada")
    (<Kind.CODE: 'code'>, <Kind.PROSE: 'prose'>)
    """
    head = text[:_LOOKED_AT]
    start = head.lstrip()[:1]
    if start in ("{", "[") and re.match(r"[{\[]\s*(?:[\"{\[\]}\d-]|true|false|null)", head.lstrip()):
        return Kind.JSON
    if _DIFF.search(head):
        return Kind.DIFF
    lines = head.count("\n") + 1
    if _LOG.search(head):
        return Kind.LOG
    if len(_CODE.findall(head)) >= max(1, lines * _LEAST_SHARE_OF_CODE):
        return Kind.CODE
    return Kind.SHELL if _SHELL.search(head) else Kind.PROSE
