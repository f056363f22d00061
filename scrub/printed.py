"""What a command of an agent prints alone: that it is a secret or a login, another string tells."""

import re
from typing import Final, NamedTuple

from recognizers.lookalikes.placeholders import is_placeholder
from recognizers.secrets.printed import PRINTERS, VALUE
from recognizers.span import Span
from scrub.formats.record import Segment

_COMMANDS: Final = frozenset(("arguments", "cmd", "command", "input", "script"))
_OUTPUTS: Final = frozenset(
    ("aggregatedOutput", "aggregated_output", "content", "output", "result", "stdout", "text")
)
_LONGEST_COMMAND: Final = 4000
# The output of a command stands in one of so many records that follow.
_REACH: Final = 6
_SOURCE: Final = "printed"
_SCORE: Final = 0.8


class _Printed(NamedTuple):
    """What is printed, by commands that stand last, and how it may be written."""

    entity_type: str
    command: re.Pattern[str]
    # All of an output, or what agents write around it.
    alone: re.Pattern[str]
    in_json: re.Pattern[str]

    @classmethod
    def by(cls, entity_type: str, commands: str, value: str) -> "_Printed":
        return cls(
            entity_type,
            re.compile(rf"(?<![\w$-])(?:{commands})(?:[\"'\\\]}}]|\\n|\s)*\Z", re.IGNORECASE),
            re.compile(rf"(?:Exit code: 0\n[^\x00]{{0,200}}?Output:\n)?\s*{value}\s*"),
            re.compile(rf"\s*\{{\s*\"output\": ?\"(?![^\"]*[ \\][^n]){value}(?<![\"\\])(?:\\n)*\"[,}}]"),
        )


_PRINTED: Final = (
    _Printed.by("PASSWORD", "|".join(PRINTERS), VALUE),
    _Printed.by(
        "USERNAME",
        r"whoami|logname|id -un|(?:npm|yarn npm|pnpm) whoami|echo \"?[$%](?:USER|LOGNAME|USERNAME)%?",
        r"(?:[\w.-]{1,40}\\{1,2})?(?P<value>[^\W\d][\w.-]{1,63})",
    ),
    _Printed.by(
        "HOSTNAME",
        r"hostname(?: -[fs])?|uname -n|cat /etc/hostname|echo \"?\$HOSTNAME|scutil --get \w*HostName",
        r"(?P<value>(?!localhost\b)[A-Za-z][\w.-]{2,80})",
    ),
    _Printed.by(
        "DEVICE_ID",
        r"cat (?:/etc|/var/lib/dbus)/machine-id|dmidecode -s \S{4,40}-(?:serial-number|uuid)"
        r"|cat \S{0,60}/dmi/id/\w{4,20}_(?:serial|uuid)",
        r"(?P<value>(?=[\w-]*\d)[\w-]{6,40})",
    ),
)


class PrintedAlone:
    """Reads the strings of a conversation in their order, and tells what of them a command printed."""

    def __init__(self) -> None:
        # What the last commands print, and in how many records it may still come.
        self._due: dict[_Printed, int] = {}

    def begin_record(self) -> None:
        """Go on to the next record."""
        self._due = {printed: left - 1 for printed, left in self._due.items() if left > 1}

    def find(self, segment: Segment) -> Span | None:
        """Return what a string is, if the command that prints it was seen."""
        text = segment.text
        if segment.key in _COMMANDS and len(text) <= _LONGEST_COMMAND:
            for printed in _PRINTED:
                if printed.command.search(text):
                    self._due[printed] = _REACH
        elif segment.key in _OUTPUTS:
            for printed in self._due:
                alone = printed.alone.fullmatch(text) or printed.in_json.match(text)
                if alone and not is_placeholder(alone["value"]):
                    return Span(*alone.span("value"), printed.entity_type, _SCORE, _SOURCE)
        return None
