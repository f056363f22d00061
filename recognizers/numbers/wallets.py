"""Addresses and keys of crypto currencies, told from chance by their checksums."""

import functools
import re
from typing import Final

from recognizers.numbers.checksums import BASE58, BASE58_RIPPLE, bech32_valid, decode_base58check, eip55
from recognizers.secrets.randomness import looks_random

# Version bytes of Bitcoin, its test network, Litecoin, Dogecoin, Dash, Tron, Zcash; then of Ripple.
_VERSIONS_HEX: Final = "00 05 6f c4 30 32 3a 1e 16 4c 10 41 1cb8 1cbd"
_WALLET_VERSIONS: Final = tuple(map(bytes.fromhex, _VERSIONS_HEX.split()))
_HASH_BYTES: Final = 20
_SEGWIT: Final = re.compile(r"(?i)(?:bc|tb|bcrt|ltc|tltc)1[02-9ac-hj-np-z]{11,71}")
_BECH32_WALLET: Final = re.compile(
    r"(?:addr|cosmos|osmo|terra|celestia|inj|bnb|thor|stake)1[02-9ac-hj-np-z]{30,120}"
)


def bitcoin(value: str) -> bool:
    """Return whether a Bitcoin address (base 58 or SegWit) has its checksum."""
    address = value.strip()
    if _SEGWIT.fullmatch(address):
        return bech32_valid(address)
    payload = decode_base58check(address)
    return payload is not None and len(payload) == 1 + _HASH_BYTES and payload[:1] in b"\x00\x05\x6f\xc4"


def ethereum(value: str) -> bool:
    """Return whether 40 hexadecimal digits after `0x` are an address, by EIP-55 when their case is mixed."""
    address = value.strip()
    if not re.fullmatch(r"0x[0-9A-Fa-f]{40}", address) or len(set(address[2:].lower())) < 5:
        return False
    digits = address[2:]
    return digits in (digits.lower(), digits.upper()) or digits == eip55(digits)


def wallet(value: str) -> bool:
    """Return whether an address of any chain known here has its checksum."""
    address = value.strip()
    if bitcoin(address) or ethereum(address):
        return True
    if _BECH32_WALLET.fullmatch(address):
        return bech32_valid(address)
    payload = decode_base58check(address)
    if payload is not None:
        return payload[:-_HASH_BYTES] in _WALLET_VERSIONS
    ripple = decode_base58check(address, BASE58_RIPPLE)
    return ripple is not None and len(ripple) == 1 + _HASH_BYTES and ripple[:1] == b"\x00"


def wallet_key(value: str) -> bool:
    """Return whether a base-58 private key (WIF, or extended key of BIP 32) has its checksum."""
    payload = decode_base58check(value.strip())
    if payload is None:
        return False
    is_wif = payload[:1] in (b"\x80", b"\xef") and len(payload) in (33, 34)
    is_extended = len(payload) == 78 and payload[45] == 0
    return is_wif or is_extended


def base58(value: str) -> bool:
    """Return whether a value is 32 or 64 bytes in base 58, as Solana writes addresses and keys."""
    text = value.strip()
    if not 32 <= len(text) <= 88 or not set(text) <= set(BASE58):
        return False
    number = functools.reduce(lambda total, character: total * 58 + BASE58.index(character), text, 0)
    size = len(text) - len(text.lstrip("1")) + (number.bit_length() + 7) // 8
    return size in (32, 64) and looks_random(text)
