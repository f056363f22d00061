"""People in messages of X12, in which insurers, clinics and employers of North America write to each other.

A segment begins with its name and holds elements between stars; a tilde or the end of the line closes it.
https://x12.org/products/transaction-sets and https://www.cms.gov/medicare/coding-billing/electronic-billing
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from recognizers.labelled.segments import Found, Places, end_of_segment, parted
from recognizers.span import Span

_LONGEST: Final = 600
_SCORE: Final = 0.75
_NAME: Final = re.compile(r"[^\W\d_][^\d*~^|\n]{0,60}")
_TITLE: Final = re.compile(r"(?=[^*~]*[^\W\d_]{2})[^*~^\n]{3,60}")
_NUMBER: Final = re.compile(r"(?=(?:[^*\d]*\d){3})\w[\w ./-]{3,48}\w")
_DAY: Final = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_STREET: Final = re.compile(r"(?=[^*\d]*\d)[^*~]{5,60}")
_CITY: Final = re.compile(r"[^\W\d_][^*~\d]{1,40}")
_TOWN: Final = re.compile(r"~?\s{0,4}N4\*[^*~\n]{1,40}(?:\*[^*~\n]{0,20}){0,2}(?<=[\w])(?P<last>)")
_TELEPHONE: Final = re.compile(r"\+?\d{7,15}")
_MAIL: Final = re.compile(r"[^\s@*~]+@[^\s@*~]+\.\w+")
# Who is an organization of the people in question: not an insurer that millions have.
_THEIRS: Final = frozenset({"41", "45", "61", "72", "77", "82", "85", "87", "DN", "FA", "P5", "1P", "36"})
# What is said of somebody in a reference: https://www.stedi.com/edi/x12/element/128
_REFERENCES: Final = re.compile("SY|0F|1L|1W|23|3H|4A|6P|9F|D9|EA|EI|EJ|F6|F8|G1|HJ|IG|N6|N7|NQ|Y4|TJ")
# When somebody was admitted, fell ill, was treated, went home.
_DAYS: Final = re.compile("096|304|431|435|439|453|454|471|472|484")

# What a segment ends with, in a string of a program too.
_MARKS: Final = ("~", "\n", "\r", "\\n", '"')


def _read(text: str, places: Places, index: int) -> str:
    return text[slice(*places[index])] if index < len(places) else ""


def _one(text: str, places: Places, index: int, form: re.Pattern[str], entity_type: str) -> Found:
    if index < len(places) and form.fullmatch(text, *places[index]):
        yield *places[index], entity_type


def _party(text: str, places: Places) -> Found:
    """`NM1*IL*1*LAST*FIRST*MIDDLE***MI*number`, or `NM1*85*2*CLINIC*****XX*number`."""
    if _read(text, places, 2) == "1":
        for index in (3, 4, 5):
            yield from _one(text, places, index, _NAME, "PERSON")
    elif _read(text, places, 1) in _THEIRS:
        yield from _one(text, places, 3, _TITLE, "ORGANIZATION")
    else:
        return
    yield from _one(text, places, 9, _NUMBER, "ID_NUMBER")


def _contact(text: str, places: Places) -> Found:
    """`PER*IC*NAME*TE*telephone*EM*address`."""
    yield from _one(text, places, 2, _NAME, "PERSON")
    for index in (4, 6, 8):
        yield from _one(text, places, index, _TELEPHONE, "PHONE_NUMBER")
        yield from _one(text, places, index, _MAIL, "EMAIL_ADDRESS")


def _place(text: str, places: Places) -> Found:
    """`N3*street*more~`, and `N4*TOWN*STATE*ZIP` behind it."""
    filled = [place for place in places[1:3] if place[1] > place[0]]
    if filled and _STREET.fullmatch(text, filled[0][0], filled[0][1]):
        start, end = filled[0][0], filled[-1][1]
        town = _TOWN.match(text, end)
        yield start, town.end("last") if town else end, "STREET_ADDRESS"


def _demographics(text: str, places: Places) -> Found:
    yield from _one(text, places, 2, _DAY, "DATE_OF_BIRTH")


def _reference(text: str, places: Places) -> Found:
    if _REFERENCES.fullmatch(_read(text, places, 1)):
        yield from _one(text, places, 2, _NUMBER, "ID_NUMBER")


def _first(text: str, places: Places) -> Found:
    yield from _one(text, places, 1, _NUMBER, "ID_NUMBER")


def _date(text: str, places: Places) -> Found:
    if _DAYS.fullmatch(_read(text, places, 1)):
        yield from _one(text, places, 3, _DAY, "DATE")


def _payment(text: str, places: Places) -> Found:
    """`BPR*I*150*C*ACH*CCP*01*bank*DA*account*payer**01*bank*DA*account`."""
    for index in (9, 15):
        if _read(text, places, index - 1) in ("DA", "SG"):
            yield from _one(text, places, index - 2, _NUMBER, "BANK_ACCOUNT")
            yield from _one(text, places, index, _NUMBER, "BANK_ACCOUNT")


_SEGMENTS: Final[dict[str, Callable[[str, Places], Found]]] = {
    "NM1": _party,
    "PER": _contact,
    "N3": _place,
    "DMG": _demographics,
    "REF": _reference,
    "CLM": _first,
    "CLP": _first,
    "DTP": _date,
    "BPR": _payment,
}


@dataclass(frozen=True)
class ClaimMessageFinder:
    """Finds the insured, patients and who treats them in the segments of a message."""

    id: str = "claim-messages"
    entity_types: frozenset[str] = frozenset(
        {
            "PERSON",
            "ORGANIZATION",
            "ID_NUMBER",
            "DATE_OF_BIRTH",
            "DATE",
            "STREET_ADDRESS",
            "PHONE_NUMBER",
            "EMAIL_ADDRESS",
            "BANK_ACCOUNT",
        }
    )
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (rf"(?:{'|'.join(_SEGMENTS)})\*[0-9A-Z]",)
    before: None = None
    after: int = _LONGEST

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield what the segment holds in whose first element `start` stands."""
        star = start - 2
        begin = star - next((size for size in (3, 2) if text[star - size : star] in _SEGMENTS), 0)
        if begin == star or text[begin - 1 : begin] not in ("", "~", "\n", "\r", '"', "'", "`", " "):
            return
        stop = end_of_segment(text, start, begin + _LONGEST, _MARKS)
        places = parted(text, begin, end if stop is None else stop, "*")
        for low, high, entity_type in _SEGMENTS[text[begin:star]](text, places):
            yield Span(low, high, entity_type, _SCORE, self.id)
