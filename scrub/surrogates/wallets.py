"""Addresses of wallets: of the same chain, with a checksum that is wrong."""

import re
from typing import Final

from recognizers.numbers.checksums import BASE58, bech32_valid, decode_base58check
from scrub.surrogates.draw import Draw
from scrub.surrogates.seal import HEX, sealed
from scrub.surrogates.words import shape_like

_PREFIXED_WALLET: Final = re.compile(
    r"(?i)(?:0x|bitcoincash:|[a-z]{2,8}1(?=[02-9ac-hj-np-z]{11,}$))|[13]|[A-Za-z]"
)
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_WALLET_START: Final = 4


def stand_in_wallet(value: str, canonical: str, key: bytes, scope: str, attempt: int = 0) -> str:
    """Return an address of the same chain whose checksum is wrong.

    The case of an Ethereum address is its checksum, so that is drawn mixed; it is right with chance 2^-15
    or less, and the address still nobody's.
    """
    draw = Draw(key, scope, "CRYPTO", canonical, str(attempt))
    start = _PREFIXED_WALLET.match(value)
    head = start[0] if start else ""
    rest = value[len(head) :]
    if not rest:
        return shape_like(draw, value)
    alphabet = wallet_alphabet(value)
    while True:
        body = draw.letters(alphabet, len(rest))
        drawn = sealed(head + (body.upper() if rest.isupper() else body), key, alphabet, attempt=attempt)
        if wallet_alphabet(drawn) == alphabet and not (
            bech32_valid(drawn) or decode_base58check(drawn) or drawn == value
        ):
            return drawn


def wallet_alphabet(value: str) -> str:
    """Return what characters an address of a wallet has behind its prefix."""
    start = _PREFIXED_WALLET.match(value)
    head = start[0] if start else ""
    rest = value[len(head) :]
    if head == "0x" or (len(rest) > _WALLET_START and set(rest.lower()) <= set(HEX)):
        return "0123456789abcdefABCDEF"
    if len(head) > 1 and set(rest.lower()) <= set(_BECH32):
        return _BECH32
    return BASE58
