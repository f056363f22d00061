"""Numbers of people, cards, accounts, devices and vehicles, of the same shape and never issued."""

import importlib
import re
from collections.abc import Callable
from functools import cache
from typing import Final

from recognizers.numbers.checksums import (
    iban_remainder,
    luhn_digit,
    luhn_sum,
    vin_check_digit,
)
from scrub.surrogates.dead_tokens import moved_digits
from scrub.surrogates.draw import Draw
from scrub.surrogates.logins import stand_in_login
from scrub.surrogates.seal import DIGITS, HEX, sealed
from scrub.surrogates.words import digits_like, in_script, shape_like

_SEPARATORS: Final = re.compile(r"[\s().\-/_:]+")
_DIGITS: Final = re.compile(r"\d")

# Which national numbers have a checksum that a number of so many characters could pass by chance.
# https://arthurdejong.org/python-stdnum/formats
_CHECKED: Final = """
8: nz.ird au.tfn dk.cvr cl.rut es.dni sg.uen
9: us.ssn ca.sin nl.bsn pt.nif es.nif es.nie il.idnr nz.ird au.tfn cz.rc cl.rut ie.pps
9: gr.vat fr.siren no.orgnr
10: gb.nhs gb.utr se.personnummer pl.nip bg.egn bg.pnf cz.rc sk.rc at.vnr dk.cpr ru.inn ua.rntrc fi.hetu
11: br.cpf pl.pesel no.fodselsnummer tr.tckimlik be.nn de.idnr hr.oib ee.ik lt.asmens fi.hetu ar.cuit
11: au.abn it.iva do.cedula
12: in_.aadhaar ru.inn my.nric se.personnummer jp.cn
13: za.idnr kr.rrn th.pin ro.cnp ch.ssn si.emso mx.rfc
14: br.cnpj fr.siret
15: fr.nir imei
16: it.codicefiscale
18: cn.ric mx.curp
"""
_REDRAWS: Final = 200


def stand_in_id(value: str, canonical: str, key: bytes, scope: str, attempt: int = 0) -> str:
    """Return a number of a person that nobody issues: it begins with 9 and fails the checksums of its length.

    Separators, the case of letters and a usual word in front (`EMP-`, `INV/`) are kept. Nine digits are
    neither an American social security number nor a taxpayer's, by 9 in front and the digits of its group.
    What has no checksum (a passport, an order) cannot be told from one that will be issued; it stands with
    no name that could make it anyone's.
    """
    rest = without_word(value)
    start = len(value) - len(rest)
    if sum(map(str.isdecimal, rest)) < _FEW and not any(map(str.isalpha, rest)):
        return value[:start] + _short(rest, key, scope, attempt)
    draw = Draw(key, scope, "ID_NUMBER", canonical, str(attempt))
    for _ in range(_REDRAWS):
        drawn = sealed(_unissued(rest, draw), key, attempt=attempt)
        if drawn != rest and not _is_valid_somewhere(drawn):
            break
    return value[:start] + drawn


def without_word(value: str) -> str:
    """Return a number without a usual word in front: `EMP-`, `INV/`."""
    head = _WORD_IN_FRONT.match(value)
    return value[head.end() :] if head else value


# Other letters in front may be somebody's initials.
_WORD_IN_FRONT: Final = re.compile(
    r"(?i)(?:emp|employee|staff|hr|inv|invoice|ord|order|po|so|rma|mrn|pat|patient|nhs|ssn|tax|vat|pol|policy|clm|claim"
    r"|case|tkt|ticket|ref|cust|customer|acct?|id|no|nr|stu|student|member|mem|lic|dl|crm|inc|req|contract)"
    r"[-_/:# ]{1,2}(?=.*\d)"
)
_FEW: Final = 6


def _short(rest: str, key: bytes, scope: str, attempt: int) -> str:
    """Return other digits of a number that is too short for a checksum; different ones stay different."""
    digits = "".join(it for it in rest if it.isdecimal())
    if not digits:
        return shape_like(Draw(key, scope, "ID_NUMBER", rest, str(attempt)), rest)
    ascii_digits = "".join(str(int(it)) for it in digits)
    return _put(rest, in_script(digits, moved_digits(ascii_digits, key, scope, f"ID {attempt or ''}")))


def _put(text: str, digits: str) -> str:
    source = iter(digits)
    return _DIGITS.sub(lambda match: next(source), text)


def _unissued(text: str, draw: Draw) -> str:
    drawn = shape_like(draw, text)
    digits = [place for place, it in enumerate(text) if it.isdecimal()]
    out = list(drawn)
    if digits and not any(map(str.isalpha, text)):
        out[digits[0]] = in_script(text[digits[0]], "9")
        if len(digits) == 9:
            # The group of a taxpayer's number is 50 or more.
            out[digits[3]] = in_script(text[digits[3]], str(draw.below(5)))
    return "".join(out)


def _is_valid_somewhere(text: str) -> bool:
    compact = _SEPARATORS.sub("", text)
    return any(_passes(check, text) for check in _checks(len(compact)))


def _passes(check: Callable[[str], bool], text: str) -> bool:
    try:
        return check(text)
    except Exception:
        # Some modules let an IndexError out on what is not even close.
        return False


@cache
def _checks(size: int) -> tuple[Callable[[str], bool], ...]:
    lines = [line.split() for line in _CHECKED.strip().splitlines()]
    checks = (_check(name) for fields in lines if fields[0] == f"{size}:" for name in fields[1:])
    # Some countries have one checksum.
    return tuple(dict.fromkeys(checks))


def _check(name: str) -> Callable[[str], bool]:
    check: Callable[[str], bool] = importlib.import_module(f"stdnum.{name}").is_valid
    return check


def stand_in_card(value: str, canonical: str, key: bytes, scope: str, attempt: int = 0) -> str:
    """Return a card number that no network has and that passes or fails Luhn as the original does.

    In ISO/IEC 7812 a 9 in front leaves the rest to a country by its ISO 3166 number, and 999 is no country.
    The last four digits alone become four others.
    """
    digits = "".join(str(int(it)) for it in value if it.isdecimal())
    if len(digits) < _CARD_LENGTH:
        return _short(value, key, scope, attempt) if digits else value
    draw = Draw(key, scope, "CREDIT_CARD", canonical, str(attempt))
    body = "9999" + draw.digits(len(digits) - 5)
    last = int(luhn_digit(body))
    if luhn_sum(digits) != 0:
        last = (last + 1 + draw.below(9)) % 10
    return _put(value, in_script("".join(it for it in value if it.isdecimal()), f"{body}{last}"))


_CARD_LENGTH: Final = 12


def stand_in_iban(value: str, canonical: str, key: bytes, scope: str, attempt: int = 0) -> str:
    """Return an IBAN of the country with a bank of zeros or `X`, and check digits that are never right.

    Check digits run from 02 to 98. https://www.iso.org/standard/81090.html
    """
    compact = re.sub(r"[^0-9A-Za-z]", "", value)
    draw = Draw(key, scope, "IBAN_CODE", canonical, str(attempt))
    if len(compact) <= _BANK:
        return shape_like(draw, value)
    country, national = compact[:2].upper(), compact[4:]
    # Of a bank alone nothing is drawn, and it is no IBAN.
    is_alone = len(national) <= _BANK
    while True:
        body = _bank_of_nobody(national, draw)
        drawn = f"{country}00{body}"
        if is_alone or not body.isascii() or not body.isalnum() or iban_remainder(drawn.upper()) != 1:
            break
    cased = "".join(new.lower() if old.islower() else new for old, new in zip(compact, drawn, strict=True))
    source = iter(cased)
    return "".join([next(source) if it.isalnum() and it.isascii() else it for it in value])


_BANK: Final = 4


def _bank_of_nobody(national: str, draw: Draw) -> str:
    drawn = shape_like(draw, national.upper())
    bank = "".join("0" if it.isdecimal() else "X" for it in national[:_BANK])
    return bank + drawn[_BANK:]


def stand_in_account(value: str, canonical: str, key: bytes, scope: str, attempt: int = 0) -> str:
    """Return an account or routing number of the same shape: words kept, digits begin with 99.

    No American routing number begins with 99, and the check digit is wrong
    (https://en.wikipedia.org/wiki/ABA_routing_transit_number). A payment address (`name@bank`) goes to
    `@example`.
    """
    name, at, _ = value.partition("@")
    if at:
        return f"{stand_in_login(name, key, scope)}@example"
    draw = Draw(key, scope, "BANK_ACCOUNT", canonical, str(attempt))
    digits = "".join(it for it in value if it.isdecimal())
    if len(digits) < _FEW:
        return _short(value, key, scope, attempt)
    drawn = "99" + draw.digits(len(digits) - 2)
    if len(drawn) == _ROUTING_LENGTH and _is_routing_number(drawn):
        drawn = f"{drawn[:-1]}{(int(drawn[-1]) + 1) % 10}"
    drawn = in_script(digits, sealed(drawn, key, DIGITS, attempt=attempt))
    source = iter(drawn)
    out = []
    for match in re.finditer(r"[A-Z]{2,}(?=\d)|(?<=\d)[A-Z]|\d|[\s\S]", value):
        piece = match[0]
        if piece.isdecimal():
            out.append(next(source))
        elif piece.isalpha() and piece.isupper() and piece.isascii():
            out.append(shape_like(draw, piece))
        else:
            out.append(piece)
    return "".join(out)


_ROUTING_LENGTH: Final = 9


def _is_routing_number(digits: str) -> bool:
    weighted = zip(digits, (3, 7, 1) * 3, strict=True)
    return sum(int(digit) * weight for digit, weight in weighted) % 10 == 0


_UUID: Final = re.compile(r"(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_IMEI_LENGTH: Final = 15


def stand_in_device(value: str, canonical: str, key: bytes, scope: str, attempt: int = 0) -> str:
    """Return an identifier of a device of the same shape.

    An IMEI begins with 2, which no body that gives them out has
    (https://en.wikipedia.org/wiki/Reporting_Body_Identifier), and fails Luhn. Anything else is one of so
    many that no device has it.
    """
    draw = Draw(key, scope, "DEVICE_ID", canonical, str(attempt))
    digits = "".join(str(int(it)) for it in value if it.isdecimal())
    if len(digits) == _IMEI_LENGTH and not any(map(str.isalpha, value)):
        body = sealed("2" + draw.digits(_IMEI_LENGTH - 2), key, DIGITS, attempt=attempt)
        last = (int(luhn_digit(body)) + 1 + draw.below(9)) % 10
        return _put(value, in_script("".join(it for it in value if it.isdecimal()), f"{body}{last}"))
    bare = re.sub(r"[^0-9A-Za-z]", "", value)
    if _UUID.fullmatch(value) or (bare and set(bare.lower()) <= set(HEX) and not bare.isdecimal()):
        kept = 14 if _UUID.fullmatch(value) else -1
        out = [draw.choice(HEX) if it.isalnum() and place != kept else it for place, it in enumerate(value)]
        text = sealed("".join(out).lower(), key, HEX, attempt=attempt)
        return text.upper() if any(map(str.isupper, value)) else text
    if len(bare) < _FEW and bare.isdecimal():
        return _short(value, key, scope, attempt)
    return sealed(shape_like(draw, value), key, attempt=attempt)


_VIN: Final = re.compile(r"(?i)[A-HJ-NPR-Z0-9]{17}")
_VIN_LETTERS: Final = "ABCDEFGHJKLMNPRSTUVWXYZ"
# Letters that countries leave out of plates, as they look like digits.
_PLATE_LETTERS: Final = "IOQU"


def stand_in_vehicle(value: str, canonical: str, key: bytes, scope: str, attempt: int = 0) -> str:
    """Return a plate with letters that plates leave out, or a VIN with a model year that does not exist.

    The tenth character of a VIN is never 0, and its check digit is wrong.
    https://www.ecfr.gov/current/title-49/subtitle-B/chapter-V/part-565
    """
    draw = Draw(key, scope, "VEHICLE_ID", canonical, str(attempt))
    if _VIN.fullmatch(value):
        while True:
            drawn = [draw.choice(_VIN_LETTERS if it.isalpha() else DIGITS) for it in value]
            drawn[8], drawn[9] = draw.choice(DIGITS), "0"
            text = sealed("".join(drawn), key, attempt=attempt)
            if vin_check_digit(text) != text[8]:
                return text.lower() if value.islower() else text
    out = []
    for it in value:
        if it.isalpha() and it.isascii():
            letter = draw.choice(_PLATE_LETTERS)
            out.append(letter if it.isupper() else letter.lower())
        elif it.isdecimal():
            out.append(digits_like(draw, it))
        elif it.isalpha():
            out.append(shape_like(draw, it))
        else:
            out.append(it)
    return "".join(out)
