"""Checks that a rule names for what a regex cannot say: checksums, ranges, calendars, chance.

Each takes a value as it stands in the text, separators included, says yes or no, and never raises.
"""

import base64
import binascii
import functools
import importlib
import importlib.util
import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from recognizers.dates.calendar import is_calendar_date
from recognizers.errors import RuleError
from recognizers.logins.accounts import is_login
from recognizers.lookalikes.public_hosts import is_public_host
from recognizers.lookalikes.stock_values import is_stock_value
from recognizers.nearest import nearest
from recognizers.network.addresses import ipv4, ipv6, mac
from recognizers.numbers.checksums import (
    IBAN_SHAPES,
    base62_crc32,
    iban_remainder,
    luhn_sum,
    vin_check_digit,
)
from recognizers.numbers.wallets import base58, bitcoin, ethereum, wallet, wallet_key
from recognizers.secrets.randomness import looks_random

Validator = Callable[[str], bool]

# Longer than any number or address with a checksum, so that each check costs a constant.
_MAX_NUMBER: Final = 128
_SEPARATORS: Final = re.compile(r"[\s\u00ad\u2010-\u2015./_-]+")


def _compact(value: str) -> str:
    """Return a number without separators and in ASCII digits, empty when it is too long to be one."""
    if len(value) > _MAX_NUMBER:
        return ""
    return "".join(_ascii_digit(character) for character in _SEPARATORS.sub("", value))


def _ascii_digit(character: str) -> str:
    # `isdecimal`, since `int` refuses what `isdigit` allows (superscripts).
    return str(int(character)) if character.isdecimal() else character


def _digits(value: str, shortest: int, longest: int) -> str:
    digits = _compact(value)
    return digits if shortest <= len(digits) <= longest and digits.isdecimal() else ""


def luhn(value: str) -> bool:
    """Return whether a number of 2 to 32 digits has its Luhn check digit and is not all one digit."""
    digits = _digits(value, 2, 32)
    return len(set(digits)) > 1 and luhn_sum(digits) == 0


# First digits from and to (equally many), and lengths. https://en.wikipedia.org/wiki/Payment_card_number
_CARD_RANGES: Final = (
    ("4", "4", (13, 16, 19)),
    ("51", "55", (16,)),
    ("2221", "2720", (16,)),
    ("34", "34", (15,)),
    ("37", "37", (15,)),
    ("300", "305", (14, 16, 17, 18, 19)),
    ("3095", "3095", (14, 16, 17, 18, 19)),
    ("36", "36", (14, 15, 16, 17, 18, 19)),
    ("38", "39", (14, 16, 17, 18, 19)),
    ("3528", "3589", (16, 17, 18, 19)),
    ("50", "50", (12, 13, 14, 15, 16, 17, 18, 19)),
    ("56", "58", (12, 13, 14, 15, 16, 17, 18, 19)),
    ("6011", "6011", (16, 17, 18, 19)),
    ("60", "60", (16,)),
    ("62", "62", (16, 17, 18, 19)),
    ("644", "659", (16, 17, 18, 19)),
    ("63", "63", (12, 13, 14, 15, 16, 17, 18, 19)),
    ("67", "67", (12, 13, 14, 15, 16, 17, 18, 19)),
    ("81", "82", (16,)),
    ("2200", "2204", (16, 17, 18, 19)),
    ("9792", "9792", (16,)),
)


def card(value: str) -> bool:
    """Return whether a number is in an issuer's range, passes Luhn and is no published test card."""
    digits = _digits(value, 12, 19)
    in_range = any(
        len(digits) in lengths and low <= digits[: len(low)] <= high for low, high, lengths in _CARD_RANGES
    )
    passes = in_range and len(set(digits)) > 2 and luhn_sum(digits) == 0
    return passes and not is_stock_value("CREDIT_CARD", digits)


_IBAN_CHARACTERS: Final = {"n": "0123456789", "a": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_IBAN_CHARACTERS["c"] = _IBAN_CHARACTERS["n"] + _IBAN_CHARACTERS["a"]


def iban(value: str) -> bool:
    """Return whether an IBAN has the shape of its country and its check digits."""
    compact = _compact(value).upper()
    shape = "nn" + IBAN_SHAPES.get(compact[:2], "")
    rest = compact[2:]
    if len(shape) == 2 or len(rest) != len(shape):
        return False
    fits = all(character in _IBAN_CHARACTERS[kind] for character, kind in zip(rest, shape, strict=True))
    return fits and iban_remainder(compact) == 1


def polish_account(value: str) -> bool:
    """Return whether 26 digits are a Polish account number, which is an IBAN without its country."""
    return iban(f"PL{_compact(value)}")


_VIN: Final = re.compile(r"[A-HJ-NPR-Z0-9]{17}")


def vin(value: str) -> bool:
    """Return whether a vehicle number has the shape, and the check digit where North America asks for it."""
    number = value.strip().upper()
    if not _VIN.fullmatch(number) or len(set(number)) < 5 or not any(map(str.isdigit, number[-4:])):
        return False
    return number[0] not in "12345" or number[8] == vin_check_digit(number)


def vin_checked(value: str) -> bool:
    """Return whether a vehicle number of any origin has a right check digit."""
    number = value.strip().upper()
    return vin(value) and number[8] == vin_check_digit(number)


def imei(value: str) -> bool:
    """Return whether 15 digits are an IMEI by Luhn and by the reporting body that they begin with."""
    digits = _digits(value, 15, 15)
    return digits.startswith(_IMEI_BODIES) and len(set(digits)) > 2 and luhn_sum(digits) == 0


# https://en.wikipedia.org/wiki/Reporting_Body_Identifier
_IMEI_BODIES: Final = ("01", "10", "30", "33", "35", "44", "45", "49", "5", "86", "91", "98", "99")
_CRC_TOKEN: Final = re.compile(r"(?:gh[pousr]|npm)_([0-9A-Za-z]{30})([0-9A-Za-z]{6})")


def crc32_base62(value: str) -> bool:
    """Return whether a GitHub (classic) or npm token ends in the checksum of its body.

    GitHub does not document a checksum for `github_pat_` tokens, so those never pass.
    """
    match = _CRC_TOKEN.fullmatch(value.strip())
    return match is not None and base62_crc32(match[1]) == match[2]


_JWT_LIMIT: Final = 65536
_JWT: Final = re.compile(
    r"([0-9A-Za-z_-]+)\.([0-9A-Za-z_-]*)\.([0-9A-Za-z_-]*)(?:\.[0-9A-Za-z_-]*\.[0-9A-Za-z_-]*)?"
)


def jwt(value: str) -> bool:
    """Return whether the first of three parts (five if encrypted) decodes to a JSON header with `alg`."""
    match = _JWT.fullmatch(value.strip()) if len(value) <= _JWT_LIMIT else None
    if match is None:
        return False
    try:
        header = json.loads(base64.urlsafe_b64decode(match[1] + "=" * (-len(match[1]) % 4)))
    except (ValueError, RecursionError):
        return False
    return isinstance(header, dict) and isinstance(header.get("alg"), str)


def base64_text(value: str) -> bool:
    """Return whether a value is base 64, of either alphabet, for UTF-8 text that can be read."""
    compact = "".join(value.split()).translate({ord("-"): "+", ord("_"): "/"}).rstrip("=")
    try:
        text = base64.b64decode(compact + "=" * (-len(compact) % 4), validate=True).decode()
    except (binascii.Error, ValueError):
        return False
    return len(text) > 2 and all(character.isprintable() or character in "\t\r\n" for character in text)


_DECIMAL_PAIR: Final = re.compile(
    r"([-+−]?\d{1,3}\.\d{3,20})\s?°?\s?([NnSs]?)\s{0,3}[,;/ ]\s{0,3}"
    r"([-+−]?\d{1,3}\.\d{3,20})\s?°?\s?([EeWw]?)"
)
_SEXAGESIMAL: Final = re.compile(
    r"""(\d{1,2})\s?[°º]\s?(\d{1,2}(?:\.\d{2,6})?)\s?['′’]\s?(?:(\d{1,2}(?:\.\d{1,6})?)\s?(?:"|″|''|”)\s?)?([NnSs])"""
    r"""[\s,;]{1,3}"""
    r"""(\d{1,3})\s?[°º]\s?(\d{1,2}(?:\.\d{2,6})?)\s?['′’]\s?(?:(\d{1,2}(?:\.\d{1,6})?)\s?(?:"|″|''|”)\s?)?([EeWwOo])"""
)


def latitude_longitude(value: str) -> bool:
    """Return whether two numbers are a place on Earth to better than 1 km, but not where both are zero."""
    text = value.strip().strip("()[]")
    if match := _DECIMAL_PAIR.fullmatch(text):
        latitude, longitude = (float(number.replace("−", "-")) for number in (match[1], match[3]))
        return abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0, 0)
    if match := _SEXAGESIMAL.fullmatch(text):
        parts = [float(part or 0) for part in match.group(1, 2, 3, 5, 6, 7)]
        in_range = parts[0] <= 90 and parts[3] <= 180 and max(parts[1], parts[2], parts[4], parts[5]) < 60
        precise = all(match[position + 1] or "." in match[position] for position in (2, 6))
        return in_range and precise
    return False


_SSN: Final = re.compile(r"(\d{3})[- .]?(\d{2})[- .]?(\d{4})", re.ASCII)
# The number of a wallet maker's sample card, of a pamphlet, and the one that everybody types.
# https://www.ssa.gov/history/ssn/misused.html
_SSN_STOCK: Final = frozenset({"078051120", "219099999", "123456789", "987654321"})


def ssn(value: str) -> bool:
    """Return whether a US social security number can have been issued and is not a famous one."""
    match = _SSN.fullmatch(value.strip())
    if match is None or "".join(match.groups()) in _SSN_STOCK:
        return False
    area, group, serial = match.groups()
    issued = area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"
    return issued and len({*area, *group, *serial}) > 1


_UUID: Final = re.compile(r"(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def uuid(value: str) -> bool:
    """Return whether a value is a UUID that somebody drew: not nil, not all one digit."""
    return _UUID.fullmatch(value.strip()) is not None and len(set(value.strip().lower())) > 4


_CONTEXT: Final = ";phone-context="


def phone(value: str, region: str | None = None) -> bool:
    """Return whether a number could be dialled: in `region`, or anywhere when it begins with a plus or 00."""
    import phonenumbers

    text = re.sub(r"^\s*00", "+", value) if region is None else value
    if len(text) > _MAX_NUMBER:
        return False
    # A domain says of which network a number is, nothing of its form, and takes the library without end
    # where it is long. https://www.rfc-editor.org/rfc/rfc3966#section-5.1.5
    number, _, context = text.partition(_CONTEXT)
    try:
        return phonenumbers.is_valid_number(
            phonenumbers.parse(text if context.startswith("+") else number, region)
        )
    except phonenumbers.NumberParseException:
        return False


def own_host(value: str) -> bool:
    """Return whether the name of a host is none of a maker of tools, a public service or a document."""
    return not is_public_host(value) and not is_stock_value("HOSTNAME", value)


VALIDATORS: Final[Mapping[str, Validator]] = MappingProxyType(
    {
        "luhn": luhn,
        "card": card,
        "iban": iban,
        "polish_account": polish_account,
        "vin": vin,
        "vin_checked": vin_checked,
        "imei": imei,
        "mac": mac,
        "ipv4": ipv4,
        "ipv4_public_or_private": ipv4,
        "ipv6": ipv6,
        "crc32_base62": crc32_base62,
        "jwt": jwt,
        "base64_text": base64_text,
        "bitcoin": bitcoin,
        "ethereum": ethereum,
        "wallet": wallet,
        "wallet_key": wallet_key,
        "base58": base58,
        "latitude_longitude": latitude_longitude,
        "ssn": ssn,
        "date": is_calendar_date,
        "uuid": uuid,
        "phone": phone,
        "random_looking": looks_random,
        "login": is_login,
        "own_host": own_host,
    }
)


@functools.cache
def validator(name: str) -> Validator:
    """Return the check named: one of `VALIDATORS`, `stdnum.<country>.<number>` or `phone:<region>`.

    >>> validator("stdnum.es.nif")("54362315-K"), validator("luhn")("79927398713")
    (True, True)
    """
    if name in VALIDATORS:
        return VALIDATORS[name]
    kind, _, region = name.partition(":")
    if kind == "phone":
        import phonenumbers

        if region not in phonenumbers.SUPPORTED_REGIONS:
            raise RuleError(f"unknown region {region!r} in validator {name!r}; use an ISO code such as 'GB'")
        return functools.partial(phone, region=region)
    if name.startswith("stdnum."):
        return functools.partial(_stdnum, _stdnum_check(name))
    known = ", ".join(sorted(VALIDATORS))
    raise RuleError(
        f"unknown validator {name!r}{nearest(name, VALIDATORS)}; known: {known}, phone:<region>, "
        "stdnum.<country>.<number>"
    )


def _stdnum_check(name: str) -> Validator:
    # Checked before the import, so that no rule file can have another module imported.
    if not re.fullmatch(r"stdnum(\.[a-z][a-z0-9_]*){1,2}", name):
        raise RuleError(f"validator {name!r} is not written stdnum.<country>.<number>")
    try:
        check = importlib.import_module(name).is_valid
    except (ImportError, AttributeError):
        raise RuleError(
            f"python-stdnum has no number {name!r}; see arthurdejong.org/python-stdnum/formats"
        ) from None
    return check  # type: ignore[no-any-return]


def _stdnum(check: Validator, value: str) -> bool:
    if len(value) > _MAX_NUMBER:
        return False
    try:
        return check(value)
    except Exception:
        # Some of its modules let an IndexError or the like out on a value that is not even close.
        return False
