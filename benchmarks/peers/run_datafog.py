"""DataFog's pattern engine, with all its types."""

import warnings

warnings.simplefilter("ignore")

import datafog  # noqa: E402
from protocol import serve  # noqa: E402

_TYPES = {
    "EMAIL": "EMAIL_ADDRESS",
    "PHONE": "PHONE_NUMBER",
    "SSN": "ID_NUMBER",
    "CREDIT_CARD": "CREDIT_CARD",
    "IP_ADDRESS": "IP_ADDRESS",
    "DATE": "DATE",
    "ZIP_CODE": "STREET_ADDRESS",
}


def find(text):
    """Return the entities of a text."""
    for entity in datafog.scan(text).entities:
        yield entity.start, entity.end, _TYPES.get(entity.type, "ID_NUMBER")


serve(find)
