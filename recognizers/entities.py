"""Every entity type once, with its family and meaning."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Family(StrEnum):
    """What a policy turns on and off as a whole."""

    DIRECT = "direct"
    QUASI = "quasi"
    SECRET = "secret"


@dataclass(frozen=True, slots=True)
class EntityType:
    """One kind of thing that is found."""

    name: str
    family: Family
    meaning: str


_D, _Q, _S = Family.DIRECT, Family.QUASI, Family.SECRET

ENTITY_TYPES: Final = MappingProxyType(
    {
        name: EntityType(name, family, meaning)
        for name, family, meaning in (
            ("PERSON", _D, "name of a private person, nickname or initials included"),
            ("EMAIL_ADDRESS", _D, "e-mail address, plain, encoded or spelled out"),
            ("PHONE_NUMBER", _D, "telephone number with its extension"),
            ("STREET_ADDRESS", _D, "postal address, street and number up to postcode and town"),
            ("USERNAME", _D, "login, handle or account name that points at a person"),
            ("DATE_OF_BIRTH", _D, "full or partial date of birth"),
            ("ID_NUMBER", _D, "number that an authority or institution gave to a person"),
            ("CREDIT_CARD", _D, "payment card number"),
            ("IBAN_CODE", _D, "international bank account number"),
            ("BANK_ACCOUNT", _D, "national bank account number with its routing code"),
            ("CRYPTO", _D, "wallet address"),
            ("IP_ADDRESS", _D, "IPv4 or IPv6 address of a person's or company's machine"),
            ("MAC_ADDRESS", _D, "hardware address of a network interface"),
            ("DEVICE_ID", _D, "IMEI, serial number, advertising or installation id"),
            ("VEHICLE_ID", _D, "licence plate or vehicle identification number"),
            ("COORDINATES", _D, "latitude and longitude of a person's place"),
            ("PERSONAL_URL", _D, "profile page, personal site or private document link"),
            ("ORGANIZATION", _Q, "private employer, customer, school or clinic"),
            ("LOCATION", _Q, "town, region or place tied to a person"),
            ("HOSTNAME", _Q, "internal host, cluster, bucket, private repository or database"),
            ("AGE", _Q, "age of a person"),
            ("DATE", _Q, "date of a personal event"),
            ("PASSWORD", _S, "password or passphrase"),
            ("API_KEY", _S, "provider key"),
            ("ACCESS_TOKEN", _S, "token, JWT, session cookie, OAuth code or client secret"),
            ("PRIVATE_KEY", _S, "private key block, seed phrase or raw private key"),
            ("ENCRYPTION_KEY", _S, "symmetric or signing key, salt or pepper"),
            ("WEBHOOK_URL", _S, "URL that works as a secret"),
            ("OTP", _S, "one-time or recovery code, PIN, CVV"),
            ("AUTH_HASH", _S, "password hash"),
        )
    }
)

# Presidio's finer types that are one of ours under another name.
# https://microsoft.github.io/presidio/supported_entities/
_PRESIDIO_ALIASES: Final = MappingProxyType(
    {
        "LOC": "LOCATION",
        "GPE": "LOCATION",
        "ORG": "ORGANIZATION",
        "PER": "PERSON",
        "DATE_TIME": "DATE",
        "URL": "PERSONAL_URL",
        "US_BANK_NUMBER": "BANK_ACCOUNT",
        "ABA_ROUTING_NUMBER": "BANK_ACCOUNT",
        "UK_VEHICLE_REGISTRATION": "VEHICLE_ID",
        "IN_VEHICLE_REGISTRATION": "VEHICLE_ID",
        "NG_VEHICLE_REGISTRATION": "VEHICLE_ID",
        "TR_LICENSE_PLATE": "VEHICLE_ID",
        "ZA_LICENSE_PLATE": "VEHICLE_ID",
        "DE_KFZ": "VEHICLE_ID",
        "UK_POSTCODE": "STREET_ADDRESS",
        "CA_POSTAL_CODE": "STREET_ADDRESS",
        "DE_PLZ": "STREET_ADDRESS",
        "ZA_MOBILE_NUMBER": "PHONE_NUMBER",
        "ZA_TELEPHONE_NUMBER": "PHONE_NUMBER",
        "MEDICAL_LICENSE": "ID_NUMBER",
        "NRP": "ORGANIZATION",
        "UUID": "DEVICE_ID",
        "IMEI": "DEVICE_ID",
    }
)
# `US_SSN`, `ES_NIF`, `PL_PESEL`, ...: a country and the name of one of its numbers.
_COUNTRY_PREFIX_LENGTH: Final = 2


def own_type(name: str) -> str | None:
    """Return our entity type for a name of ours or of Presidio's, None for an unknown one.

    >>> own_type("US_SSN"), own_type("LOC"), own_type("EMIAL")
    ('ID_NUMBER', 'LOCATION', None)
    """
    if name in ENTITY_TYPES:
        return name
    if name in _PRESIDIO_ALIASES:
        return _PRESIDIO_ALIASES[name]
    country, _, number = name.partition("_")
    if (
        len(country) == _COUNTRY_PREFIX_LENGTH
        and country.isalpha()
        and country.isupper()
        and number
        and country != "ID"
    ):
        return "ID_NUMBER"
    return None


def family_of(name: str) -> Family:
    """Return the family of one of our entity types; KeyError for an unknown one."""
    return ENTITY_TYPES[name].family
