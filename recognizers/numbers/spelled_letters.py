"""Numbers and names spelled letter by letter: `Tango Oscar Lima 412`, `H as in Henry, 7, K as in Kilo`.

https://www.icao.int/pages/alphabetradiotelephony.aspx
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from recognizers.matching.alternations import any_of
from recognizers.numbers.number_words import DIGITS, SAID_DIGIT, SAID_PAIR
from recognizers.span import Span

_WORD: Final = (
    "alfa|alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima|mike|november|oscar|papa"
    "|quebec|romeo|sierra|tango|uniform|victor|whiske?y|x-?ray|yankee|zulu"
)
_LIKE: Final = "(?:as in|for|like|wie|comme|como|come|von|de)"
_EXPLAINED: Final = rf"(?-i:[A-Z]),? {_LIKE} [^\W\d_]{{2,12}}"
_GAP: Final = r"(?:[ ,.\-\u2013]{1,3}|, (?:and|then|und|et|y|e) )"


def _sign(word: str = "", explained: str = "") -> str:
    """Return an expression for a letter or a number that is said, with names for what tells a letter."""
    return (
        rf"(?:({word}{_WORD})(?!\w)|({explained}{_EXPLAINED})|(?:{SAID_PAIR}|{SAID_DIGIT})(?!\w)"
        r"|\d{1,6}(?!\w)|(?-i:[A-Z])(?!\w))"
    )


_SPELLED: Final = re.compile(rf"(?i)(?<!\w){_sign('?:', '?:')}(?:{_GAP}{_sign('?:', '?:')}){{2,40}}")
_SIGN: Final = re.compile(rf"(?i)(?<!\w){_sign()}")
_ANNOUNCED: Final = re.compile(
    r"(?i)\b(?:(?P<VEHICLE_ID>plate|registration|kennzeichen|matr[ií]cula|immatriculation|targa|vin)"
    r"|(?P<PERSON>(?:sur|last |first |given |family )?name|spell\w*|nachname|vorname|nom|apellido|cognome)"
    r"|(?P<OTP>codes?|pin|password|passcode)"
    r"|(?P<ID_NUMBER>confirmation|locator|booking|reference|ref|ticket|order|case|claim|policy|passport|serial"
    r"|licen[cs]e|number|id|record))\b"
)
_REACH: Final = 48
# Fewer may be said of anything, where nothing says of what.
_FEWEST: Final = 3
_LEAST: Final = 5

_NEXT: Final = f"(?:{_WORD}|[0-9]{{1,4}}|{any_of(DIGITS)})"


@dataclass(frozen=True)
class SpelledLettersFinder:
    """Finds what is spelled with words for its letters."""

    id: str = "spelled-letters"
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (
        "(?i)[^a-z]" + "[ ,.-]{1,3}".join([f"(?:{_WORD})", _NEXT, _NEXT]),
        "(?i)[ ,.-]" + "[ ,.-]{1,3}".join([_NEXT, f"(?:{_WORD})", _NEXT]),
        rf"[A-Z],? {_LIKE} [A-Za-z]{{2,12}}[ ,.-]",
    )
    before: int = 200
    after: int = 320
    entity_types: frozenset[str] = frozenset(("VEHICLE_ID", "PERSON", "OTP", "ID_NUMBER"))

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield each run of letters that are said, with the digits among them."""
        for run in _SPELLED.finditer(text, start, end):
            signs = _SIGN.findall(run[0])
            letters = [said[0].lower() for sign in signs for said in sign if said]
            if len(letters) < 2 or _is_alphabet(letters):
                continue
            announced = _type_of(text, run.start())
            if announced is None and (len(signs) < _LEAST or len(letters) < _FEWEST):
                continue
            entity_type = announced or "ID_NUMBER"
            if entity_type == "PERSON" and len(letters) < len(signs) and re.search(r"\d", run[0]):
                entity_type = "ID_NUMBER"
            yield Span(run.start(), run.end(), entity_type, 0.8, self.id)


def _is_alphabet(letters: list[str]) -> bool:
    """Whether the letters follow each other, as in `Alpha, Bravo, Charlie`, which name anything."""
    return all(ord(following) - ord(letter) in (0, 1) for letter, following in pairwise(letters))


def _type_of(text: str, start: int) -> str | None:
    before = text[max(0, start - _REACH) : start]
    announced = [match.lastgroup for match in _ANNOUNCED.finditer(before[before.rfind("\n") + 1 :])]
    return announced[-1] if announced else None
