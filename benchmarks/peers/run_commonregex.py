"""CommonRegex: its expressions for what a person has."""

import commonregex
from protocol import serve

_TYPES = {
    "emails": "EMAIL_ADDRESS",
    "phones": "PHONE_NUMBER",
    "ips": "IP_ADDRESS",
    "ipv6s": "IP_ADDRESS",
    "credit_cards": "CREDIT_CARD",
    "btc_addresses": "CRYPTO",
    "street_addresses": "STREET_ADDRESS",
}


def find(text):
    """Return every match of each expression."""
    for name, entity_type in _TYPES.items():
        for match in commonregex.regexes[name].finditer(text):
            yield match.start(), match.end(), entity_type


serve(find)
