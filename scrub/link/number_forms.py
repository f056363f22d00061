"""The other ways in which a number with parts is written: `BK 776 968` as `BK776968` and `BK-776-968`."""

import re
from collections.abc import Iterator
from typing import Final

from scrub.link.identity import SPACED

# A hardware address is looked for as it was found.
_TYPES: Final = SPACED - {"MAC_ADDRESS"}
_PARTS: Final = re.compile(r"[^\s().\-/]+")
_LETTERS_OR_DIGITS: Final = re.compile(r"\d+|[^\W\d_]+")
_JOINTS: Final = ("", " ", "-")
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[\s.\-/](?=\d)")
# A shorter run of digits may be anything; with letters it is rarely something else.
_FEWEST, _FEWEST_MIXED = 8, 6
_FEWEST_DIGITS: Final = 3
_FEWEST_ABROAD: Final = 10
_ABROAD: Final = re.compile(r"\(?(?:\+|00)")
_NO_DIGIT: Final = re.compile(r"[^0-9]")


def number_forms(entity_type: str, value: str) -> Iterator[str]:
    """Yield how else a number may be written, its parts joined or apart; nothing for other values.

    >>> list(number_forms("ID_NUMBER", "BK 776 968"))
    ['BK776968', 'BK-776-968', 'BK 776968']
    >>> list(number_forms("VEHICLE_ID", "X418ZR"))
    ['X 418 ZR', 'X-418-ZR']
    >>> list(number_forms("PHONE_NUMBER", "+442079460018"))
    ['442079460018', '00442079460018']
    """
    if entity_type not in _TYPES:
        return
    if entity_type == "PHONE_NUMBER" and (abroad := _ABROAD.match(value)):
        # As tables and messengers keep it, and as it is dialled.
        bare = _NO_DIGIT.sub("", value[abroad.end() :])
        if len(bare) >= _FEWEST_ABROAD:
            yield from (bare, f"00{bare}")
    parts = _PARTS.findall(value)
    if entity_type == "VEHICLE_ID" and len(parts) == 1:
        # Plates are written so, whatever a sign in them stands for.
        parts = _LETTERS_OR_DIGITS.findall(value)
    bare = "".join(parts)
    digits = sum(map(str.isdigit, bare))
    if len(parts) == 1 or digits < _FEWEST_DIGITS:
        return
    if len(bare) < (_FEWEST if digits == len(bare) else _FEWEST_MIXED):
        return
    # `川崎 せ 92-61` is `川崎 せ 9261` too.
    forms = dict.fromkeys((*(joint.join(parts) for joint in _JOINTS), _BETWEEN_DIGITS.sub("", value)))
    yield from (form for form in forms if form != value)
