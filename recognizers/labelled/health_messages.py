"""People in messages of HL7 version 2, whose fields say by their number what they hold.

A segment is a line of fields between bars, which have components between carets and repeat after a tilde.
https://www.hl7.eu/HL7v2x/v251/std251/ch03.html
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from recognizers.labelled.segments import Found, Places, end_of_segment, parted
from recognizers.span import Span

_LONGEST: Final = 4_000
_SCORE: Final = 0.75
_NUMBER: Final = re.compile(r"(?=[^|]*\d)[\w][\w ./-]{2,30}")
_NAME: Final = re.compile(r"[^\W\d_][^\d|^~&]{0,60}")
_BIRTH: Final = re.compile(r"(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_DIGITS: Final = re.compile(r"\+?\(?\d[\d ()-]*")
_FEWEST_DIGITS: Final = 6
# Of a person who treats, the first component is a number; family name, given name and middle name follow.
_NAMES: Final = 3
# What a segment ends with, in a string of a program too.
_MARKS: Final = ("\n", "\r", "\\r", "\\n", '"')


def _number(text: str, parts: Places) -> Found:
    start, end = parts[0]
    if _NUMBER.fullmatch(text, start, end):
        yield start, end, "ID_NUMBER"


def _name(text: str, parts: Places) -> Found:
    for start, end in parts[:_NAMES]:
        if _NAME.fullmatch(text, start, end):
            yield start, end, "PERSON"


def _professional(text: str, parts: Places) -> Found:
    yield from _number(text, parts)
    yield from _name(text, parts[1:])


def _birth(text: str, parts: Places) -> Found:
    if match := _BIRTH.match(text, *parts[0]):
        yield *match.span(), "DATE_OF_BIRTH"


def _address(text: str, parts: Places) -> Found:
    filled = [(start, end) for start, end in parts[:5] if end > start]
    if filled and parts[0][1] > parts[0][0]:
        yield filled[0][0], filled[-1][1], "STREET_ADDRESS"


def _telephone(text: str, parts: Places) -> Found:
    dialled = [place for place in parts if _DIGITS.fullmatch(text, *place)]
    if dialled:
        start, end = dialled[0][0], dialled[-1][1]
        if sum(map(str.isdigit, text[start:end])) >= _FEWEST_DIGITS:
            yield start, end, "PHONE_NUMBER"


# By segment and number of the field, counted from one.
_FIELDS: Final[dict[str, dict[int, Callable[[str, Places], Found]]]] = {
    "PID": {
        **dict.fromkeys((2, 3, 4, 18, 19, 20, 21), _number),
        **dict.fromkeys((5, 6, 9), _name),
        7: _birth,
        11: _address,
        **dict.fromkeys((13, 14), _telephone),
    },
    "NK1": {2: _name, 4: _address, 5: _telephone, 6: _telephone, 16: _birth, 30: _name},
    "GT1": {2: _number, 3: _name, 5: _address, 6: _telephone, 7: _telephone, 8: _birth, 12: _number},
    "IN1": {16: _name, 18: _birth, 19: _address, 36: _number, 49: _number},
    "PV1": {**dict.fromkeys((7, 8, 9, 17), _professional), 19: _number, 50: _number},
    "ORC": dict.fromkeys((10, 11, 12), _professional),
    "OBR": dict.fromkeys((10, 16, 28), _professional),
    "OBX": {16: _professional},
}


@dataclass(frozen=True)
class HealthMessageFinder:
    """Finds patients, their kin and who treats them in the segments of a message."""

    id: str = "health-messages"
    entity_types: frozenset[str] = frozenset(
        {"PERSON", "ID_NUMBER", "DATE_OF_BIRTH", "STREET_ADDRESS", "PHONE_NUMBER"}
    )
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (rf"(?:{'|'.join(_FIELDS)})\|",)
    before: None = None
    after: int = _LONGEST

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield what the fields of the segment hold whose first bar ends at `start`."""
        segment = text[start - 4 : start - 1]
        if segment not in _FIELDS or text[start - 5 : start - 4].isalnum():
            return
        stop = end_of_segment(text, start, end, _MARKS)
        fields = parted(text, start, end if stop is None else stop, "|")
        for number, (begin, after) in enumerate(fields, 1):
            read = _FIELDS[segment].get(number)
            if read and after > begin:
                for repetition in parted(text, begin, after, "~"):
                    for low, high, entity_type in read(text, parted(text, *repetition, "^")):
                        yield Span(low, high, entity_type, _SCORE, self.id)
