"""The arithmetic of checksums, without any opinion on where they apply."""

import hashlib
import zlib
from typing import Final

BASE62: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
# The order of the digits is Ripple's own. https://xrpl.org/docs/references/protocol/data-types/base58-encodings
BASE58_RIPPLE: Final = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
# Decoding base 58 is quadratic, and nothing that carries such a checksum is longer.
_BASE58_LIMIT: Final = 128
_CHECKSUM_BYTES: Final = 4

# Length of the national part and its shape in the notation of the SWIFT registry (n digits, a upper-case
# letters, c either). https://www.swift.com/standards/data-standards/iban-international-bank-account-number
_IBAN_SHAPES: Final = """
AD 8n12c AE 19n AL 8n16c AT 16n AZ 4a20c BA 16n BE 12n BG 4a6n8c BH 4a14c BI 23n BR 23n1a1c BY 4c4n16c
CH 5n12c CR 18n CY 8n16c CZ 20n DE 18n DJ 23n DK 14n DO 4c20n EE 16n EG 25n ES 20n FI 14n FK 2a12n FO 14n
FR 10n11c2n GB 4a14n GE 2a16n GI 4a15c GL 14n GR 7n16c GT 4c20c HN 4a20n HR 17n HU 24n IE 4a14n IL 19n
IQ 4a15n IS 22n IT 1a10n12c JO 4a4n18c KW 4a22c KZ 3n13c LB 4n20c LC 4a24c LI 5n12c LT 16n LU 3n13c
LV 4a13c LY 21n MC 10n11c2n MD 2c18c ME 18n MK 3n10c2n MN 16n MR 23n MT 4a5n18c MU 4a19n3a NI 4a20n
NL 4a10n NO 11n OM 3n16c PK 4a16c PL 24n PS 4a21c PT 21n QA 4a21c RO 4a16c RS 18n RU 14n15c SA 2n18c
SC 4a20n3a SD 14n SE 20n SI 15n SK 20n SM 1a10n12c SO 19n ST 21n SV 4a20n TL 19n TN 20n TR 6n16c UA 6n19c
VA 18n VG 4a16n XK 16n YE 4a4n18c
"""


def luhn_sum(digits: str) -> int:
    """Return the Luhn sum of ASCII digits modulo 10, which is 0 for a valid number.

    >>> luhn_sum("79927398713")
    0
    """
    doubled = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
    backwards = digits[::-1]
    return (sum(map(int, backwards[::2])) + sum(doubled[int(digit)] for digit in backwards[1::2])) % 10


def luhn_digit(body: str) -> str:
    """Return the digit that makes `body` a Luhn number when appended."""
    return str(-luhn_sum(body + "0") % 10)


def _iban_shapes() -> dict[str, str]:
    fields = _IBAN_SHAPES.split()
    return dict(zip(fields[::2], map(_expand_shape, fields[1::2]), strict=True))


def _expand_shape(shape: str) -> str:
    expanded, count = "", ""
    for character in shape:
        if character.isdigit():
            count += character
        else:
            expanded, count = expanded + character * int(count), ""
    return expanded


# Country to one letter (n, a or c) for each character of the national part.
IBAN_SHAPES: Final = _iban_shapes()


def iban_remainder(iban: str) -> int:
    """Return ISO 7064 mod 97-10 of a compact upper-case IBAN, which is 1 for a valid one."""
    return int("".join(str(int(character, 36)) for character in iban[4:] + iban[:4])) % 97


def iban_check_digits(country: str, national: str) -> str:
    """Return the two digits that stand between the country and the national part."""
    return f"{98 - iban_remainder(f'{country}00{national}'):02d}"


def base62_crc32(body: str) -> str:
    """Return CRC-32 of `body` as six base-62 digits, as GitHub and npm end their tokens.

    https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
    """
    number, digits = zlib.crc32(body.encode()), ""
    for _ in range(6):
        number, digit = divmod(number, 62)
        digits = BASE62[digit] + digits
    return digits


_VIN_VALUES: Final = dict(
    zip("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", "012345678912345678123457923456789", strict=True)
)
_VIN_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def vin_check_digit(vin: str) -> str | None:
    """Return what the ninth of 17 upper-case characters must be, None when a character is not one of a VIN's.

    https://www.ecfr.gov/current/title-49/subtitle-B/chapter-V/part-565
    """
    if len(vin) != len(_VIN_WEIGHTS) or any(character not in _VIN_VALUES for character in vin):
        return None
    total = sum(
        int(_VIN_VALUES[character]) * weight for character, weight in zip(vin, _VIN_WEIGHTS, strict=True)
    )
    return "0123456789X"[total % 11]


def decode_base58check(text: str, alphabet: str = BASE58) -> bytes | None:
    """Return the payload, version bytes first, or None when the checksum or a character is wrong."""
    if not 0 < len(text) <= _BASE58_LIMIT:
        return None
    number = 0
    for character in text:
        digit = alphabet.find(character)
        if digit < 0:
            return None
        number = number * 58 + digit
    zeros = len(text) - len(text.lstrip(alphabet[0]))
    raw = bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")
    payload, checksum = raw[:-_CHECKSUM_BYTES], raw[-_CHECKSUM_BYTES:]
    return payload if payload and _double_sha256(payload)[:_CHECKSUM_BYTES] == checksum else None


def encode_base58check(payload: bytes, alphabet: str = BASE58) -> str:
    """Return the text that `decode_base58check` turns into `payload`."""
    raw = payload + _double_sha256(payload)[:_CHECKSUM_BYTES]
    number, text = int.from_bytes(raw, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = alphabet[digit] + text
    return alphabet[0] * (len(raw) - len(raw.lstrip(b"\0"))) + text


def _double_sha256(data: bytes) -> bytes:
    return hashlib.sha256(hashlib.sha256(data).digest()).digest()


def _bech32_residue(hrp: str, values: list[int]) -> int:
    expanded = [ord(character) >> 5 for character in hrp] + [0] + [ord(character) & 31 for character in hrp]
    residue = 1
    for value in expanded + values:
        top = residue >> 25
        residue = (residue & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            residue ^= generator if top >> bit & 1 else 0
    return residue


def bech32_valid(text: str) -> bool:
    """Return whether Bech32 or Bech32m text of any length has its checksum (BIP 173, BIP 350)."""
    if not text.isascii() or text not in (text.lower(), text.upper()):
        return False
    hrp, separator, data = text.lower().rpartition("1")
    values = [_BECH32.find(character) for character in data]
    return (
        bool(separator and hrp)
        and min(values, default=-1) >= 0
        and _bech32_residue(hrp, values) in (1, 0x2BC830A3)
    )


def encode_bech32(hrp: str, values: list[int]) -> str:
    """Return Bech32 text for five-bit values."""
    residue = _bech32_residue(hrp, [*values, 0, 0, 0, 0, 0, 0]) ^ 1
    checksum = [residue >> 5 * (5 - position) & 31 for position in range(6)]
    return hrp + "1" + "".join(_BECH32[value] for value in [*values, *checksum])


def eip55(address: str) -> str:
    """Return 40 hexadecimal digits in the case that carries their checksum.

    https://eips.ethereum.org/EIPS/eip-55
    """
    digits = address.lower()
    pairs = zip(digits, keccak256(digits.encode()).hex(), strict=False)
    return "".join(digit.upper() if int(nibble, 16) > 7 else digit for digit, nibble in pairs)


_KECCAK_RATE: Final = 136
_LANES: Final = (1 << 64) - 1


def keccak256(data: bytes) -> bytes:
    """Return Keccak-256 with the padding from before SHA-3, which hashlib does not offer."""
    block_count = len(data) // _KECCAK_RATE + 1
    padded = bytearray(data.ljust(block_count * _KECCAK_RATE, b"\0"))
    padded[len(data)] ^= 0x01
    padded[-1] ^= 0x80
    state = [0] * 25
    for start in range(0, len(padded), _KECCAK_RATE):
        for lane in range(_KECCAK_RATE // 8):
            state[lane] ^= int.from_bytes(padded[start + 8 * lane : start + 8 * lane + 8], "little")
        state = _keccak_permutation(state)
    return b"".join(lane.to_bytes(8, "little") for lane in state[:4])


def _rotate(lane: int, by: int) -> int:
    return (lane << by | lane >> (64 - by)) & _LANES


def _keccak_permutation(state: list[int]) -> list[int]:
    register = 1
    for _ in range(24):
        parity = [state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20] for x in range(5)]
        change = [parity[(x - 1) % 5] ^ _rotate(parity[(x + 1) % 5], 1) for x in range(5)]
        state = [lane ^ change[position % 5] for position, lane in enumerate(state)]
        x, y, current = 1, 0, state[1]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            moved = _rotate(current, (step + 1) * (step + 2) // 2 % 64)
            current, state[x + 5 * y] = state[x + 5 * y], moved
        for row in range(0, 25, 5):
            lanes = state[row : row + 5]
            state[row : row + 5] = [
                lanes[x] ^ (~lanes[(x + 1) % 5] & lanes[(x + 2) % 5]) & _LANES for x in range(5)
            ]
        # The round constants come from a linear feedback register (FIPS 202, algorithm 5).
        for bit in range(7):
            register = (register << 1 ^ (register >> 7) * 0x71) % 256
            if register & 2:
                state[0] ^= 1 << (1 << bit) - 1
    return state
