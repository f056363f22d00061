"""Numbers that are nobody's: the first of a count, and those that say that they are of a test."""

import re
from typing import Final

_TESTED: Final = re.compile(r"(?i)(?<![^\W_])(?:TEST|SAMPLE|DEMO|DUMMY|EXAMPLE|SANDBOX|SPECIMEN)(?![^\W_])")
_LEAST_DIGITS: Final = 4


def is_first_number(value: str) -> bool:
    """Return whether a number is the first of a count, or of a test.

    >>> [is_first_number(value) for value in ("EMP-0001", "TEST-0042", "X0000001", "EMP-0417")]
    [True, True, True, False]
    """
    digits = "".join(filter(str.isdigit, value))
    return (len(digits) >= _LEAST_DIGITS and not digits[:-1].strip("0")) or _TESTED.search(value) is not None
