"""Telephone numbers that ring nowhere: kept for fiction, else ruled out by the country's numbering plan.

Sources: North America 555-0100 to 555-0199 (https://nationalnanpa.com/pdf/NRUF/ATIS-0300115.pdf), Britain
(https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama), Australia
(https://www.acma.gov.au/phone-numbers-use-tv-shows-films-and-creative-works), France (ARCEP, décision
2018-0881, article 2.5.12), Germany (Bundesnetzagentur, "Rufnummern für Medienproduktionen"), Ireland
(ComReg 15/136R), Sweden (PTS, "Telefonnummer för användning i böcker och filmer").
https://en.wikipedia.org/wiki/Fictitious_telephone_number lists them together.

Scopes of many conversations have more numbers than there are for fiction: there a number is moved by a keyed
permutation of all of as many digits, and a beginning that the plan rules out stands before it. It is some
digits longer than numbers are, and no two of a country meet.

`corpora/surrogate_phones.py` computes from libphonenumber which beginnings no number of a country has. A
number without a country code is taken for one of the country that writes its numbers so.
"""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Final

from scrub.surrogates.dead_tokens import moved_digits
from scrub.surrogates.draw import WIDE, Draw
from scrub.surrogates.words import in_script

# By calling code: national numbers, `x` any digit, `n` a digit from 2. More than one length may be there.
_FICTION: Final = {
    "1": "nxx55501xx",
    "44": (
        "1134960xxx 1144960xxx 1154960xxx 1164960xxx 1174960xxx 1184960xxx 1214960xxx 1314960xxx 1414960xxx "
        "1514960xxx 1614960xxx 2079460xxx 1914980xxx 2896496xxx 2920180xxx 1632960xxx"
    ),
    "61": "25550xxxx 35550xxxx 75550xxxx 85550xxxx 27010xxxx 37010xxxx 77010xxxx 87010xxxx",
    "33": "19900xxxx 26191xxxx 35301xxxx 46571xxxx 53649xxxx",
    "49": "3023125xxx 6990009xxx 4066969xxx 2214710xxx 8999998xxx",
    "353": "2091xxxxx",
    "46": "8465004xx 3139006xx 4062804xx 9803192xx",
}
# Those of mobile telephones, and how such begin.
_MOBILE: Final = {
    "44": ("7", "7700900xxx"),
    "33": ("67", "63998xxxx"),
    "46": ("7", "7017406nx"),
}
_DIGIT: Final = re.compile(r"\d")
_EXTENSION: Final = re.compile(
    r"(?i)\s?[,;(]?\s{0,2}(?:ext|extn|extension|x|#|poste|int|interno|durchwahl|dw|wew|доб|내선|分機|内線|dahili|ramal"
    r"|anexo|opt)[.:]?\s{0,2}\d{1,6}\)?$"
)
_CODE_DIGITS: Final = 3
# What a permutation makes of the digits of a number without its country code.
Move = Callable[[str], str]
_SHORT_LOCAL: Final = 7
_LEAST: Final = 6


def stand_in_phone(value: str, canonical: str, key: bytes, scope: str, attempt: int = 0) -> str:
    """Return a number that is nobody's, with the signs between its digits as they are.

    >>> stand_in_phone("(212) 664-7665", "2126647665", bytes(32), "")[5:-2]
    ' 555-01'
    """
    extension = _EXTENSION.search(value)
    body = value[: extension.start()] if extension else value
    written = [it for it in body if it.isdecimal()]
    digits = "".join(str(int(it)) for it in written)
    # The same number is the same identity however it is written, so all but its end may differ.
    draw = Draw(key, scope, "PHONE_NUMBER", canonical, str(attempt))
    move = (lambda national: moved_digits(national, key, scope, "PHONE")) if attempt == WIDE else None
    source = iter(in_script("".join(written), _number(digits, body, draw, move)))
    out = _DIGIT.sub(lambda match: next(source), body) + "".join(source)
    if extension:
        tail = extension[0]
        out += _DIGIT.sub(lambda match: str(draw.below(10)), tail)
    return out


def _number(digits: str, body: str, draw: Draw, move: Move | None) -> str:
    """Return as many digits, of a number that is nobody's."""
    for lead in ("00", "011"):
        if (
            body.lstrip(" (").startswith(lead)
            and len(digits) - len(lead) > _LEAST
            and _code_of(digits[len(lead) :])
        ):
            return lead + _international(digits[len(lead) :], body, draw, move)
    if re.match(r"\s*\(?\s?[+＋]", body):
        return _international(digits, body, draw, move)
    return _national(digits, body, draw, move)


def _international(digits: str, body: str, draw: Draw, move: Move | None) -> str:
    code = _code_of(digits)
    rest = digits[len(code) :]
    # `+44 (0)20 …`
    trunk = "0" if rest[:1] == "0" and re.search(r"\(\s?0\s?\)", body) else ""
    return code + trunk + _subscriber(code, rest[len(trunk) :], draw, move)


def _subscriber(code: str, national: str, draw: Draw, move: Move | None) -> str:
    mobile = _MOBILE.get(code)
    pools = _FICTION.get(code, "").split()
    if mobile and national[:1] in mobile[0]:
        pools = [mobile[1]]
    fitting = [pool for pool in pools if len(pool) == len(national)]
    if fitting and move is None:
        return _filled(draw.choice(fitting), draw)
    return _ruled_out(code, national, draw, move)


def _filled(pattern: str, draw: Draw) -> str:
    filled = "".join(
        [str(draw.below(10)) if it == "x" else str(2 + draw.below(8)) if it == "n" else it for it in pattern]
    )
    # 211 to 911 are services, not areas.
    return filled if pattern[:3] != "nxx" or filled[1:3] != "11" else f"{filled[:2]}2{filled[3:]}"


def _ruled_out(code: str, national: str, draw: Draw, move: Move | None) -> str:
    """Return a number that begins as none of a country does; the last digits say that it is ours."""
    number = _begun(draw.choice(_calling_codes().get(code, ("1",))), national, draw, move)
    if move is not None or len(number) < _CHECKED_FROM:
        return number
    return number[:-_CHECK_DIGITS] + _check(draw, code, number[:-_CHECK_DIGITS])


def _begun(prefix: str, national: str, draw: Draw, move: Move | None) -> str:
    """Return a number with a beginning: of as many digits, or all of them moved behind it."""
    if move is not None:
        return prefix + move(national)
    return (prefix + draw.digits(max(0, len(national) - len(prefix))))[: len(national)]


def _check(draw: Draw, code: str, number: str) -> str:
    return draw.checking("PHONE_NUMBER", code, number).digits(_CHECK_DIGITS)


def is_stand_in(value: str, key: bytes) -> bool:
    """Return whether a number begins as none of its country does, and ends as only ours do.

    Of those that begin so, which are no numbers, one in ten thousand ends so by chance.
    """
    if not re.match(r"\s*\(?\s?[+＋]", value):
        return False
    digits = "".join(str(int(it)) for it in value if it.isdecimal())
    code = _code_of(digits)
    number = digits[len(code) :]
    return (
        len(number) >= _CHECKED_FROM
        and number.startswith(_calling_codes().get(code, ()))
        and number.endswith(_check(Draw(key), code, number[:-_CHECK_DIGITS]))
    )


_CHECK_DIGITS: Final = 4
_CHECKED_FROM: Final = 8


def _national(digits: str, body: str, draw: Draw, move: Move | None) -> str:
    size = len(digits)
    shape = re.sub(r"\d", "d", body.strip())
    if digits[:1] == "0":
        return "0" + _subscriber(_country_of_trunk(digits, shape), digits[1:], draw, move)
    if size == _SHORT_LOCAL and move is None:
        return f"55501{draw.digits(2)}"
    if size == 10 and digits[0] not in "01" and not re.fullmatch(r"d{5} d{5}", shape):
        return _subscriber("1", digits, draw, move)
    if size == 11 and digits[0] == "1" and digits[1] in "23456789" and not re.match(r"ddd?[ -]?dddd", shape):
        return "1" + _subscriber("1", digits[1:], draw, move)
    if size == 11 and digits[0] == "1":
        return _ruled_out("86", digits, draw, move)
    if size == 11 and digits[0] in "78":
        return digits[0] + _ruled_out("7", digits[1:], draw, move)
    # No number in America, Brazil, India, Spain, Poland, Czechia or Scandinavia begins so.
    return _begun("10", digits, draw, move)


def _country_of_trunk(digits: str, shape: str) -> str:
    """Return the calling code of the country that writes a number with a zero in front like this one."""
    size = len(digits)
    for pattern, lengths, code in _TRUNK_SHAPES:
        if size in lengths and re.match(pattern, shape if pattern[0] == "^" else digits):
            return code
    return "49"


# What the digits begin with, or how they are grouped (`^`), with how many digits: first match.
_TRUNK_SHAPES: Final = (
    ("^ddd-dddd-dddd$", (11,), "81"),
    ("^ddd-ddd-dddd$", (10,), "81"),
    ("01[567]", (11, 12), "49"),
    ("07|020|01|02|03", (11,), "44"),
    ("04|^\\(dd\\) dddd dddd$", (10,), "61"),
    ("^ddd ddd dd dd$", (10,), "41"),
    ("^ddd-d", (9, 10), "46"),
    ("^dd-d", (10,), "31"),
    ("^ddd ddd dddd$", (10,), "27"),
    ("05", (11,), "90"),
    ("0[1-9]", (10,), "33"),
)


def _code_of(digits: str) -> str:
    """Return the calling code that digits begin with, empty where there is none."""
    table = _calling_codes()
    return next((digits[:size] for size in range(1, _CODE_DIGITS + 1) if digits[:size] in table), digits[:1])


@cache
def _calling_codes() -> dict[str, tuple[str, ...]]:
    text = (files("scrub.surrogates") / "calling_codes.txt").read_text(encoding="ascii")
    return {fields[0]: tuple(fields[1:]) for line in text.splitlines() if (fields := line.split())}
