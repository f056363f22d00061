"""scrubadub with its default detectors."""

import warnings

warnings.simplefilter("ignore")

import scrubadub  # noqa: E402
from protocol import serve  # noqa: E402

_TYPES = {
    "credential": "PASSWORD",
    "credit_card": "CREDIT_CARD",
    "email": "EMAIL_ADDRESS",
    "phone": "PHONE_NUMBER",
    "twitter": "USERNAME",
    "url": "PERSONAL_URL",
    "social_security_number": "ID_NUMBER",
}
scrubber = scrubadub.Scrubber()


def find(text):
    """Return the filth of a text."""
    for filth in scrubber.iter_filth(text):
        for part in getattr(filth, "filths", None) or [filth]:
            yield part.beg, part.end, _TYPES.get(part.type, "ID_NUMBER")


serve(find)
