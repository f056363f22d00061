"""Characters by their numbers, in any notation that has such."""

from typing import Final

# Of a number in decimal or hexadecimal digits, as languages write it.
NUMBER: Final = r"(?:0x[0-9A-Fa-f]{1,6}|[0-9]{1,7})"
_MOST: Final = 0x10FFFF


def number_of(digits: str) -> int:
    """Return what `NUMBER` matched."""
    return int(digits, 16 if "x" in digits else 10)


def character_of(number: int) -> str | None:
    """Return the character of a number; None where there is none, or half of one."""
    return chr(number) if number <= _MOST and not 0xD800 <= number < 0xE000 else None
