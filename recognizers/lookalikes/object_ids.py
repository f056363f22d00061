"""Ids that a service gives to what it keeps, and that open nothing without a key: `pi_3Mtw…`, `acct_1…`."""

import re
from typing import Final

# https://docs.stripe.com/api ; words of tests: https://docs.stripe.com/testing. `pi_…_secret_…` is a secret.
_OBJECT_ID: Final = re.compile(
    r"(?:acct|ba|bps|card|cn|ch|cus|dp|evt|fee|file|i[cil]|in|ipi|link|mandate|or|ph?[iomy]|plink|plan|price|prod"
    r"|promo|py|qt|re|req|seti|setatt|si|sku|src|sub|sub_sched|ta?xcd|txi|txn|txr|tr|trr|tu|we)"
    r"_(?=[A-Za-z]*\d)[A-Za-z0-9]{14,32}"
    r"|(?:tok|pm|card|ba)_(?:visa|mastercard|amex|discover|diners|jcb|unionpay|us|charge|cvc|risk|threeD"
    r"|bypass|dispute)[A-Za-z]*(?:_[a-zA-Z]+)*"
)


def is_object_id(value: str) -> bool:
    """Return whether a value is the id of a thing, by the form that its service gives it.

    >>> is_object_id("evt_1Pz7Kd2eRrW0qL"), is_object_id("tok_visa_debit"), is_object_id("tok_1Pz7Kd2eRrW0qL")
    (True, True, False)
    """
    return _OBJECT_ID.fullmatch(value) is not None
