"""What a second pass lets be: stand-ins that are nobody's whatever the key, and those that a key knows again.

Hosts, addresses and numbers for documentation are no findings in the first place; see
`recognizers.lookalikes.stock_values`.
"""

import base64
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from recognizers.entities import ENTITY_TYPES, Family, family_of
from recognizers.lookalikes.dead_tokens import is_dead
from recognizers.numbers.checksums import luhn_sum
from scrub.surrogates import phones
from scrub.surrogates.networks import is_unrouted
from scrub.surrogates.numbers import without_word
from scrub.surrogates.seal import DIGITS, HEX, SHAPE, is_sealed
from scrub.surrogates.wallets import wallet_alphabet

# Without its brackets it may be a secret, or hold a number: `PASSWORD_2024`, `ID_NUMBER_48291377`.
_BARE_TYPES: Final = "|".join(name for name in ENTITY_TYPES if family_of(name) is not Family.SECRET)
_BARE: Final = re.compile(rf"(?:{_BARE_TYPES})_[1-9][0-9]{{0,2}}")
_NAMED: Final = rf"(?:{'|'.join(ENTITY_TYPES)})_(?:[1-9][0-9]*|[0-9a-f]{{16}})"
_PLACEHOLDER: Final = re.compile(f"<{_NAMED}>")
# With brackets as they stand in HTML, JSON and URLs.
_PLACED: Final = re.compile(rf"(?:<|(?i:&lt;|\\u003c|%3c)){_NAMED}(?:>|(?i:&gt;|\\u003e|%3e))")
_LONGEST_BRACKET: Final = 6
_LONGEST: Final = 64
# `<A` to `<Z`.
_IN_BASE64: Final = ("PE", "PF")
_NOT_ALPHANUMERIC: Final = re.compile(r"[^0-9A-Za-z]+")
# No country's, https://www.iso.org/standard/70484.html
_CARD: Final = re.compile(r"9999(?:[ -]?\d){8,15}")
_IBAN: Final = re.compile(r"[A-Z]{2}00[0X]{4}[0-9A-Z]{7,26}")
_IMEI_LENGTH: Final = 15


def is_ours(entity_type: str, value: str, key: bytes) -> bool:
    """Return whether a value is a stand-in that this key made, or that can be nobody's.

    >>> is_ours("IBAN_CODE", "DE00 0000 1234 5678 9012 34", bytes(32)), is_ours("PERSON", "Jane", bytes(32))
    (True, False)
    """
    check = _CHECKS.get(entity_type)
    return is_placeholder(value) or (check is not None and check(value.strip(), key))


def is_placeholder(value: str) -> bool:
    """Return whether a value is a placeholder of ours, as it stands or in base64.

    >>> is_placeholder("<PERSON_1>"), is_placeholder("PFBFUlNPTl8xPg"), is_placeholder("PASSWORD_1")
    (True, True, False)
    """
    value = value.strip()
    if _PLACEHOLDER.fullmatch(value) or _BARE.fullmatch(value):
        return True
    if not value.startswith(_IN_BASE64):
        return False
    try:
        text = base64.b64decode(value + "=" * (-len(value) % 4), validate=True).decode()
    except ValueError:
        return False
    return _PLACEHOLDER.fullmatch(text.strip()) is not None


def is_in_placeholder(text: str, start: int, end: int) -> bool:
    """Return whether a part of a text is one of a placeholder of ours, or all of it.

    >>> is_in_placeholder("is <API_KEY_1>", 4, 13), is_in_placeholder("is API_KEY_1", 3, 12)
    (True, False)
    """
    if end - start > _LONGEST:
        return False
    first = max(0, start - _LONGEST_BRACKET)
    return any(
        first + match.start() <= start and end <= first + match.end()
        for match in _PLACED.finditer(text[first : end + _LONGEST_BRACKET])
    )


def _is_device(value: str, key: bytes) -> bool:
    bare = _NOT_ALPHANUMERIC.sub("", value)
    if bare.isdecimal() and len(bare) == _IMEI_LENGTH:
        return luhn_sum(bare) != 0 and is_sealed(bare[:-1], key, DIGITS)
    return is_sealed(value, key, HEX) or is_sealed(value, key, SHAPE)


def _is_account(value: str, key: bytes) -> bool:
    digits = "".join(it for it in value if it.isdecimal())
    return digits.startswith("99") and is_sealed(digits, key, DIGITS)


_CHECKS: Final[Mapping[str, Callable[[str, bytes], bool]]] = MappingProxyType(
    {
        **dict.fromkeys(
            (name for name in ENTITY_TYPES if family_of(name) is Family.SECRET),
            lambda value, key: is_dead(value),
        ),
        "BANK_ACCOUNT": _is_account,
        "COORDINATES": lambda value, key: is_sealed(value, key, DIGITS),
        "CREDIT_CARD": lambda value, key: _CARD.fullmatch(value) is not None,
        "CRYPTO": lambda value, key: is_sealed(value, key, wallet_alphabet(value)),
        "DEVICE_ID": _is_device,
        "IBAN_CODE": lambda value, key: _IBAN.fullmatch(_NOT_ALPHANUMERIC.sub("", value.upper())) is not None,
        "ID_NUMBER": lambda value, key: is_sealed(without_word(value), key, SHAPE),
        "IP_ADDRESS": lambda value, key: is_unrouted(value),
        "MAC_ADDRESS": lambda value, key: is_sealed(value, key, HEX),
        "PHONE_NUMBER": phones.is_stand_in,
        "VEHICLE_ID": lambda value, key: is_sealed(value, key, SHAPE),
    }
)
