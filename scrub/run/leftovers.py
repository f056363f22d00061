"""What detection still finds with certainty in what was written, and is no stand-in.

Only what a stand-in can be told from: keys, tokens and passwords say that they are dead, addresses are
reserved, numbers were never issued. A realistic name cannot be told from a real one and is not looked for.
"""

import ipaddress
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from recognizers.entities import ENTITY_TYPES, Family, family_of
from recognizers.lookalikes.dead_tokens import beside_dead
from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value
from scrub.detect import Detector
from scrub.errors import ScrubError
from scrub.formats.record import Broken, Record
from scrub.policy import Policy
from scrub.rewrite import values_of

_CERTAIN: Final = 0.95
# What no other shape is mistaken for where it is not spelled out.
_CERTAIN_MAIL: Final = 0.9
# How every card number that stands for another begins.
_CARD_OF_NOBODY: Final = "9999"
_SECRETS: Final = frozenset(name for name in ENTITY_TYPES if family_of(name) is Family.SECRET)


class Leftovers:
    """Looks for them by a policy, in one process."""

    def __init__(self, policy: Policy) -> None:
        # What only the model finds is not certain.
        self._detector = Detector(replace(policy, names=None))
        self._kept = {name for name in policy.types if policy.operator_for(name).name == "keep"}

    def find(self, record: Record | Broken) -> Iterator[str]:
        """Yield the entity type of each, or why the record cannot be searched."""
        if isinstance(record, Broken):
            yield record.reason
            return
        try:
            for segment in record.segments():
                for span, value in values_of(segment.text, self._detector.find(segment)):
                    name = span.entity_type
                    least = _CERTAIN_MAIL if name == "EMAIL_ADDRESS" else _CERTAIN
                    if name in self._kept or span.score < least:
                        continue
                    is_stand_in = _CHECKS.get(name)
                    if is_stand_in is not None and not is_stand_in(value):
                        yield name
        except ScrubError as error:
            yield str(error)


def _is_dead(value: str) -> bool:
    """Say whether nothing but dead tokens stands there: beside one, a secret is a secret still."""
    return is_placeholder(value) or not any(map(str.isalnum, beside_dead(value)))


def _is_nobodys_address(value: str) -> bool:
    try:
        return not ipaddress.ip_network(value.strip("[]"), strict=False).is_global
    except ValueError:
        return True


# By entity type: whether a value is a stand-in. Types that are not here are not looked for.
_CHECKS: Final[Mapping[str, Callable[[str], bool]]] = {
    **dict.fromkeys(_SECRETS - {"OTP"}, _is_dead),
    "EMAIL_ADDRESS": lambda value: is_stock_value("EMAIL_ADDRESS", value) or is_placeholder(value),
    "CREDIT_CARD": lambda value: re.sub(r"\D", "", value).startswith(_CARD_OF_NOBODY),
    "IP_ADDRESS": _is_nobodys_address,
    "IBAN_CODE": lambda value: is_stock_value("IBAN_CODE", value),
    "ID_NUMBER": lambda value: is_stock_value("ID_NUMBER", value),
}
