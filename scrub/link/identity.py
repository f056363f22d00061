"""The form that all spellings of one value share, and how identities are numbered."""

import ipaddress
import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Final, NamedTuple

from recognizers.entities import Family, family_of
from scrub.surrogates.dates import day_of
from scrub.surrogates.hosts import readable_host
from scrub.surrogates.pools import folded

_SEPARATORS: Final = re.compile(r"[\s().\-/_]+")
# Types whose values are the same whatever stands between their characters.
SPACED: Final = frozenset(
    (
        "PHONE_NUMBER",
        "CREDIT_CARD",
        "IBAN_CODE",
        "ID_NUMBER",
        "BANK_ACCOUNT",
        "VEHICLE_ID",
        "MAC_ADDRESS",
        "DEVICE_ID",
    )
)
# Types whose values are words, the same whatever stands between these and whatever accents they have.
_WORDED: Final = frozenset(("STREET_ADDRESS", "LOCATION", "ORGANIZATION", "COORDINATES"))
_GAPS: Final = re.compile(r"[^\w+&.-]+|(?<!\d)[.-]+|[.-]+(?!\d)")
_COMPANY: Final = re.compile(
    r"(?: (?:ltd|limited|llc|llp|inc|incorporated|corp|corporation|co|company|plc|gmbh|ag|kg|se|sa|sas|sarl|"
    r"srl|spa|bv|nv|ab|as|oy|oyj|aps|pty|pvt|sp z o o|kk|lda|ltda))+\Z"
)
_AT: Final = re.compile(
    r"\s*[\[({<]\s*(?:at|arroba|chez|ät)\s*[\])}>]\s*|\s+(?:at|arroba|chez)\s+|＠", re.IGNORECASE
)
_DOT: Final = re.compile(
    r"\s*[\[({<]\s*(?:dot|punto|point|punkt|ponto)\s*[\])}>]\s*|\s+(?:dot|punto|point|punkt|ponto)\s+",
    re.IGNORECASE,
)
_OCTETS: Final = re.compile(r"..?")
# `8[.]8[.]4[.]4`.
_DOT_AROUND: Final = re.compile(r"\[\.\]|\(\.\)| ?\[dot\] ?| dot ")
# Plates of Cyrillic letters have those that look like Latin ones. https://unece.org/fileadmin/DAM/trans/conventn/Conv_road_traffic_EN.pdf
_ALIKE: Final = str.maketrans("авекмнорстухі", "abekmhopctyxi")
_SCHEME: Final = re.compile(r"\A(?:https?:)?//(?:www\.)?|\Awww\.", re.IGNORECASE)


class Identity(NamedTuple):
    """What several mentions refer to, within one scope."""

    entity_type: str
    # The form that all its mentions share; a value from the data, so it never leaves memory.
    canonical: str

    def __repr__(self) -> str:
        return f"Identity({self.entity_type})"


@lru_cache(maxsize=4096)
def identify(entity_type: str, value: str) -> Identity:
    """Return the identity of a mention by its value alone, whatever else is in the scope.

    >>> identify("PHONE_NUMBER", "+44 20 7946-0018") == identify("PHONE_NUMBER", "+442079460018")
    True
    """
    return Identity(entity_type, _canonical(entity_type, value))


def _canonical(entity_type: str, value: str) -> str:
    if family_of(entity_type) is Family.SECRET:
        # Codes are read out in groups; what is no digit in other secrets may matter.
        bare = _SEPARATORS.sub("", value) if entity_type == "OTP" else ""
        return bare if bare.isdecimal() else value
    if entity_type in SPACED:
        bare = _SEPARATORS.sub("", _in_ascii_digits(value)).casefold() or value
        if entity_type == "MAC_ADDRESS":
            # As most are written: `3c22.fb12.3456` too.
            return ":".join(_OCTETS.findall(bare.replace(":", ""))) or value
        return bare.translate(_ALIKE) if entity_type == "VEHICLE_ID" else bare
    spaced = " ".join(value.split())
    if entity_type == "IP_ADDRESS":
        return _address(spaced.casefold())
    if entity_type == "EMAIL_ADDRESS":
        return _DOT.sub(".", _AT.sub("@", spaced)).casefold()
    if entity_type == "USERNAME":
        return (spaced.lstrip("@") or spaced).casefold()
    if entity_type == "PERSONAL_URL":
        return _SCHEME.sub("", spaced).rstrip("/").casefold()
    if entity_type == "HOSTNAME" and "xn--" in spaced:
        return readable_host(spaced).casefold()
    if entity_type in ("DATE", "DATE_OF_BIRTH"):
        return day_of(spaced) or spaced.casefold()
    if entity_type in _WORDED:
        words = " ".join(_GAPS.sub(" ", folded(unicodedata.normalize("NFC", spaced))).split())
        return (_COMPANY.sub("", words) if entity_type == "ORGANIZATION" else words) or spaced.casefold()
    return spaced.casefold()


def _in_ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(it)) if it.isdecimal() else it for it in text)


def _address(text: str) -> str:
    """Return an IP address in the one form that all others of it have: `2001:db8:0:0:0:0:0:1` has many."""
    try:
        return str(ipaddress.ip_address(_DOT_AROUND.sub(".", text).strip("[]")))
    except ValueError:
        return text


class Number(NamedTuple):
    """How an identity is counted in its scope, from 1."""

    # Among all identities; a login that is a person's own has hers.
    overall: int
    # Among those of its entity type.
    in_type: int


class Register:
    """Numbers the identities of a scope in the order in which they are first mentioned."""

    def __init__(self) -> None:
        self._numbers: dict[Identity, Number] = {}
        self._owners: dict[Identity, int] = {}
        self._by_type: Counter[str] = Counter()

    def number(self, identity: Identity, owner: Identity | None = None) -> Number:
        """Return the numbers of an identity; a new one gets the next, or that of whose it is."""
        known = self._numbers.get(identity)
        if known is None:
            self._by_type[identity.entity_type] += 1
            overall = self._owners.setdefault(owner or identity, len(self._owners) + 1)
            known = self._numbers[identity] = Number(overall, self._by_type[identity.entity_type])
        return known
