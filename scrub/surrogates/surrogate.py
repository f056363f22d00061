"""The stand-in of one mention, of any entity type; and a different one for every identity of a scope."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from recognizers.entities import Family, family_of
from scrub.errors import OperatorError
from scrub.surrogates import networks, numbers, places
from scrub.surrogates.dates import stand_in_age, stand_in_date
from scrub.surrogates.dead_tokens import DEAD, dead_code, dead_token
from scrub.surrogates.draw import WIDE, WIDE_MARK, Draw
from scrub.surrogates.hosts import stand_in_host, stand_in_mail, stand_in_url
from scrub.surrogates.logins import stand_in_login
from scrub.surrogates.people import stand_in_name
from scrub.surrogates.phones import stand_in_phone
from scrub.surrogates.redraws import Redraws
from scrub.surrogates.wallets import stand_in_wallet
from scrub.surrogates.words import shape_like

# Written from the words of the value, so that a word has one stand-in wherever it stands in the scope.
_BY_WORDS: Final[Mapping[str, Callable[[str, bytes, str], str]]] = MappingProxyType(
    {
        "PERSON": stand_in_name,
        "EMAIL_ADDRESS": stand_in_mail,
        "USERNAME": stand_in_login,
        "HOSTNAME": stand_in_host,
        "PERSONAL_URL": stand_in_url,
        "ORGANIZATION": places.stand_in_company,
        "LOCATION": places.stand_in_place,
        "STREET_ADDRESS": places.stand_in_street,
        "DATE": stand_in_date,
        "DATE_OF_BIRTH": stand_in_date,
        "AGE": stand_in_age,
    }
)
# Drawn for the identity as a whole.
_BY_IDENTITY: Final[Mapping[str, Callable[[str, str, bytes, str, int], str]]] = MappingProxyType(
    {
        "PHONE_NUMBER": stand_in_phone,
        "ID_NUMBER": numbers.stand_in_id,
        "CREDIT_CARD": numbers.stand_in_card,
        "IBAN_CODE": numbers.stand_in_iban,
        "BANK_ACCOUNT": numbers.stand_in_account,
        "CRYPTO": stand_in_wallet,
        "MAC_ADDRESS": networks.stand_in_hardware,
        "DEVICE_ID": numbers.stand_in_device,
        "VEHICLE_ID": numbers.stand_in_vehicle,
        "COORDINATES": places.stand_in_coordinates,
        "IP_ADDRESS": lambda value, _, key, scope, attempt: networks.stand_in_address(
            value, key, scope, attempt
        ),
    }
)
# The order of how many stand-ins there are for values of one shape (a country's telephone numbers, one
# length of card); where that is not much, the type's module says why.
CAPACITY: Final[Mapping[str, int]] = MappingProxyType(
    {
        "PERSON": 2_000_000,
        "EMAIL_ADDRESS": 2_000_000,
        "USERNAME": 100_000,
        "HOSTNAME": 98_304,
        "PERSONAL_URL": 100_000,
        "ORGANIZATION": 98_304,
        "LOCATION": 98_304,
        "STREET_ADDRESS": 98_304,
        "DATE": 1_000_000,
        "DATE_OF_BIRTH": 1_000_000,
        "AGE": 10,
        "PHONE_NUMBER": 1_000,
        "ID_NUMBER": 10**7,
        "CREDIT_CARD": 10**11,
        "IBAN_CODE": 10**12,
        "BANK_ACCOUNT": 10**6,
        "CRYPTO": 2**128,
        "IP_ADDRESS": 762,
        "MAC_ADDRESS": 2**46,
        "DEVICE_ID": 2**40,
        "VEHICLE_ID": 10**5,
        "COORDINATES": 10**8,
        "PASSWORD": 3**32,
        "API_KEY": 3**32,
        "ACCESS_TOKEN": 3**32,
        "PRIVATE_KEY": 3**24,
        "ENCRYPTION_KEY": 3**32,
        "WEBHOOK_URL": 3**32,
        "AUTH_HASH": 3**32,
        "OTP": 9_000,
    }
)
# As many redraws find a stand-in that differs, or that nobody has, unless there is none left.
_REDRAWS: Final = 32
# What is longer and the same twice has nothing that is drawn.
_LONG: Final = 128
_REDRAWS_OF_LONG: Final = 2


@lru_cache(maxsize=16384)
def surrogate(entity_type: str, value: str, canonical: str, key: bytes, scope: str, attempt: int = 0) -> str:
    """Return the stand-in of an identity in the form of one of its mentions.

    The same identity has the same for one key and scope. `attempt` counts the redraws of whoever knows that
    another identity of the scope has the one before; see `distinct`. Raises OperatorError where a value
    cannot be written.
    """
    try:
        for redraw in range(_REDRAWS_OF_LONG if len(value) > _LONG else _REDRAWS):
            written = _written(entity_type, value, canonical, key, _scope(scope, redraw), attempt)
            if written != value:
                return written
    except Exception as error:
        # Its message may hold the value.
        raise OperatorError(f"no stand-in for a {entity_type}: {type(error).__name__}") from None
    # What has neither letters nor digits has no form to keep.
    return dead_token("", Draw(key, scope, entity_type, canonical, str(attempt)))


def _scope(scope: str, redraw: int) -> str:
    return f"{scope}\0{redraw}" if redraw else scope


def _written(entity_type: str, value: str, canonical: str, key: bytes, scope: str, attempt: int) -> str:
    if entity_type in _BY_WORDS:
        # Their words are told apart by what is drawn for a word, so a redraw is another scope's.
        return _BY_WORDS[entity_type](
            value, key, scope + WIDE_MARK if attempt == WIDE else _scope(scope, attempt)
        )
    if entity_type in _BY_IDENTITY:
        return _BY_IDENTITY[entity_type](value, canonical, key, scope, attempt)
    draw = Draw(key, scope, entity_type, canonical, str(attempt))
    if entity_type == "OTP":
        return dead_code(value, key, _scope(scope, attempt), draw)
    if family_of(entity_type) is Family.SECRET:
        return DEAD.get(entity_type, dead_token)(value, draw)
    return shape_like(draw, value)


def distinct(mentions: Iterable[tuple[str, str, str]], key: bytes, scope: str) -> dict[tuple[str, str], int]:
    """Return for each (type, canonical) the `attempt` with which its stand-in is no other identity's.

    Takes (type, value, canonical) of the mentions of a scope in any order; leaves out those whose first
    draw is theirs alone. Identities are gone through sorted, so the answer depends on which there are and
    not on where they stand. Ones of a type without stand-ins enough (ages) share after all.
    """
    values: dict[tuple[str, str], str] = {}
    for entity_type, value, canonical in mentions:
        identity = entity_type, canonical
        values[identity] = min(value, values.get(identity, value))
    taken = {(entity_type, value.casefold()) for (entity_type, _), value in values.items()}
    attempts: dict[tuple[str, str], int] = {}
    redraws = Redraws(_REDRAWS)
    for (entity_type, canonical), value in sorted(values.items()):
        for attempt in redraws.attempts(entity_type):
            drawn = surrogate(entity_type, value, canonical, key, scope, attempt).casefold()
            if (entity_type, drawn) not in taken:
                taken.add((entity_type, drawn))
                break
        attempts[entity_type, canonical] = attempt
    return {identity: attempt for identity, attempt in attempts.items() if attempt}
