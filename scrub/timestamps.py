"""Reads a moment in every form that chat and account data hold it in; one without a time zone is refused."""

import re
from datetime import UTC, datetime, timedelta

from scrub.errors import FormatError

_UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# Outside these years a number is a counter, a default (0, Go's year 1) or another unit, not a moment.
# The latest is the first that is too late.
EARLIEST = datetime(1974, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
_EARLIEST_YEAR = EARLIEST.year
_LATEST_YEAR = LATEST.year
_EARLIEST_SECOND = int(EARLIEST.timestamp())
_LATEST_SECOND = int(LATEST.timestamp())

# Units that Unix time is counted in, by how many make a second. Within the years above no number fits two.
_UNITS_IN_A_SECOND = (1, 1_000, 1_000_000, 1_000_000_000)

_is_rfc_3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)?", re.ASCII
).fullmatch
_NUMBER = re.compile(r"\d{8,19}(?P<fraction>\.\d{1,9})?", re.ASCII)


def parse_timestamp(value: object) -> datetime:
    """Return the moment that `value` names, in UTC.

    Strings are RFC 3339 with an offset, or a number. Numbers count seconds, milliseconds, microseconds or
    nanoseconds since 1970; their size says which. Finer than a microsecond is cut off.

    >>> parse_timestamp("2025-10-08T02:00:00+02:00")
    datetime.datetime(2025, 10, 8, 0, 0, tzinfo=datetime.timezone.utc)
    >>> parse_timestamp(1759881600000)
    datetime.datetime(2025, 10, 8, 0, 0, tzinfo=datetime.timezone.utc)
    """
    if isinstance(value, str):
        signs = value[7::3]
        # With these signs at these places `datetime.fromisoformat` takes a text for nothing but RFC 3339 in
        # whole seconds, as most are; what it does not take is looked at below.
        if (signs == "-T::Z" and len(value) == 20) or (signs == "-T::+:" and len(value) == 25):
            try:
                moment = datetime.fromisoformat(value)
            except ValueError:
                return _from_text(value)
            if moment.tzinfo is UTC and _EARLIEST_YEAR <= moment.year < _LATEST_YEAR:
                return moment
        return _from_text(value)
    if isinstance(value, datetime):
        return _checked(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(value)
    raise FormatError(f"a timestamp cannot be a {type(value).__name__}; {_FORMS}")


_FORMS = "write it as RFC 3339 with an offset (2025-10-08T00:00:00Z) or as Unix time"


def _from_text(text: str) -> datetime:
    if _is_rfc_3339(text) is None:
        number = _NUMBER.fullmatch(text)
        if number is None:
            raise FormatError(f"a timestamp is in no known form; {_FORMS}")
        return _from_number(float(text) if number["fraction"] else int(text))
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        raise FormatError(f"a timestamp names no day or time that exists; {_FORMS}") from None
    return _checked(moment)


def _from_number(number: float) -> datetime:
    for units in _UNITS_IN_A_SECOND:
        if _EARLIEST_SECOND * units <= number < _LATEST_SECOND * units:
            if isinstance(number, float):
                return _UNIX_EPOCH + timedelta(seconds=number / units)
            return _UNIX_EPOCH + timedelta(microseconds=number * 1_000_000 // units)
    raise FormatError(f"a timestamp is a number outside of {EARLIEST.year} to {LATEST.year}; {_FORMS}")


def _checked(moment: datetime) -> datetime:
    if moment.tzinfo is not UTC:
        if moment.utcoffset() is None:
            raise FormatError(f"a timestamp has no time zone; {_FORMS}")
        try:
            moment = moment.astimezone(UTC)
        except OverflowError:
            moment = LATEST
    if not _EARLIEST_YEAR <= moment.year < _LATEST_YEAR:
        raise FormatError(f"a timestamp is outside of {EARLIEST.year} to {LATEST.year}; {_FORMS}")
    return moment
