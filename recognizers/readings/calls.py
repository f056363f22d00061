"""Characters that calls make of their numbers, joined to each other and to strings: `'Jos' || CHR(233)`.

CHR and CHAR of SQL and spreadsheets, Chr and ChrW of Basic, chr of PHP, Perl and Python, fromCharCode.
https://www.postgresql.org/docs/current/functions-string.html
"""

import re
from collections.abc import Iterator
from typing import Final

from recognizers.readings.characters import NUMBER, character_of, number_of
from recognizers.readings.regions import Stretch, stretches_around

_NAME: Final = r"(?:String\.from(?:CharCode|CodePoint)|(?:[Uu][Nn][Ii]|[Nn]|mb_)?[Cc][Hh][Aa]?[Rr][BWbw]?)"
_CALL: Final = rf"{_NAME}\(\s{{0,8}}{NUMBER}\s{{0,8}}\)"
_JOINT: Final = r"\s{0,20}(?:\|\||[+.&])\s{0,20}"
# What is joined to a variable stays parted from it.
CALL_TOKEN: Final = rf"(?:[\"']{_JOINT})?{_CALL}(?:{_JOINT}(?:[Nn]?[\"']|(?={_CALL})|(?![A-Za-z_$@(\[\s])))?"
_TOKEN: Final = re.compile(CALL_TOKEN)
_PARTS: Final = re.compile(
    rf"(?P<opening>[\"']{_JOINT})?(?P<name>{_NAME})\(\s*(?P<number>{NUMBER})\s*\)"
    rf"(?P<rest>(?P<joint>{_JOINT})(?P<closing>[Nn]?[\"'])?)?"
)
# Two of them in a row, or one beside a string.
_WORTH: Final = re.compile(rf"{_CALL}{_JOINT}(?:[Nn]?[\"']|{_NAME}\()|[\"']{_JOINT}{_CALL}")
# Few texts have one of these; each is looked for at the speed of `memchr`.
_LEADS: Final = ("hr(", "HR(", "ar(", "AR(", "rW(", "ode(", "oint(")
# A search for what is joined is slow, and most calls have no number.
_NUMBERED: Final = re.compile(
    rf"\((?:(?<=[HhAa][Rr]\()|(?<=[Rr][BWbw]\()|(?<=ode\()|(?<=oint\())\s{{0,8}}{NUMBER}\s{{0,8}}\)"
)
# What would end the string, or be a call in it.
_ENDING: Final = re.compile(r"[\"']|(?<=[BRWbrwet])\(")


def find_calls(text: str) -> Iterator[Stretch]:
    """Yield the stretches around characters that are joined."""
    if any(lead in text for lead in _LEADS) and _NUMBERED.search(text):
        yield from stretches_around(text, "calls", [hit.span() for hit in _WORTH.finditer(text)])


def read_call(token: str) -> str:
    """Return the character, or the call as it is where there is none of that number."""
    parts = _PARTS.fullmatch(token)
    return (parts and character_of(number_of(parts["number"]))) or token


def write_calls(text: str, like: str) -> str:
    """Write a text as calls where those stood, and in a string where one stood on both sides."""
    calls = [parts for token in _TOKEN.finditer(like) if (parts := _PARTS.fullmatch(token[0]))]
    begins_outside = bool(calls) and _TOKEN.match(like) is not None and not calls[0]["opening"]
    last = calls[-1] if calls else None
    ends_outside = last is not None and like.endswith(last[0]) and not last["closing"]
    name = calls[0]["name"] if calls else "CHR"
    opening = next((call["opening"] for call in calls if call["opening"]), "' || ")
    quote, joint = opening[0], next((call["joint"] for call in calls if call["joint"]), opening[1:])
    closing = next((call["closing"] for call in calls if call["closing"]), quote)
    if not (begins_outside or ends_outside):
        return _ENDING.sub(lambda sign: f"{quote}{joint}{name}({ord(sign[0])}){joint}{closing}", text)
    written = joint.join(f"{name}({ord(character)})" for character in text)
    before = "" if begins_outside else quote + joint
    after = (last["joint"] or "") if ends_outside and last else joint + closing
    return f"{before}{written}{after}"
