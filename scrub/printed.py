"""Secrets that a command of an agent prints alone: what it is stands in one string, the secret in another."""

import re
from typing import Final

from recognizers.lookalikes.placeholders import is_placeholder
from recognizers.secrets.printed import VALUE, prints_secret
from recognizers.span import Span
from scrub.formats.record import Segment

_COMMANDS: Final = frozenset(("arguments", "cmd", "command", "input", "script"))
_OUTPUTS: Final = frozenset(
    ("aggregatedOutput", "aggregated_output", "content", "output", "result", "stdout", "text")
)
_LONGEST_COMMAND: Final = 4000
# The output of a command stands in one of so many records that follow.
_REACH: Final = 6
# All of an output, or what agents write around it.
_ALONE: Final = re.compile(rf"(?:Exit code: 0\n[^\x00]{{0,200}}?Output:\n)?\s*{VALUE}\s*")
_IN_JSON: Final = re.compile(r"\s*\{\s*\"output\": ?\"(?P<value>[^\s\"\\{}]{8,400})(?:\\n)*\"[,}]")
_SOURCE: Final = "printed-secret"
_SCORE: Final = 0.8


class PrintedSecrets:
    """Reads the strings of a conversation in their order, and tells which is a secret that was printed."""

    def __init__(self) -> None:
        self._left = 0

    def begin_record(self) -> None:
        """Go on to the next record."""
        self._left = max(0, self._left - 1)

    def find(self, segment: Segment) -> Span | None:
        """Return the secret that a string is, if the command for it was seen."""
        text = segment.text
        if segment.key in _COMMANDS and len(text) <= _LONGEST_COMMAND and prints_secret(text):
            self._left = _REACH
        elif self._left and segment.key in _OUTPUTS:
            alone = _ALONE.fullmatch(text) or _IN_JSON.match(text)
            if alone and not is_placeholder(alone["value"]):
                return Span(*alone.span("value"), "PASSWORD", _SCORE, _SOURCE)
        return None
