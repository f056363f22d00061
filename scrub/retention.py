"""How long something may be kept: a number of days, months or years, or without limit."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from scrub.errors import PolicyError

_WRITTEN = re.compile(r"(?P<number>\d{1,4}) (?P<unit>day|month|year)s?", re.ASCII)
_LONGEST_YEARS = 100


@dataclass(frozen=True, slots=True)
class Retention:
    """A stretch of calendar time.

    >>> Retention.parse("5 years")
    Retention(months=60, days=0, unlimited=False)
    """

    months: int = 0
    days: int = 0
    unlimited: bool = False

    @classmethod
    def parse(cls, text: object) -> "Retention":
        """Read `N days`, `N months`, `N years` or `unlimited`."""
        if text == "unlimited":
            return UNLIMITED
        written = _WRITTEN.fullmatch(text) if isinstance(text, str) else None
        if written is None:
            raise PolicyError("a retention is written '30 days', '6 months', '5 years' or 'unlimited'")
        number = int(written["number"])
        parsed = {
            "day": cls(days=number),
            "month": cls(months=number),
            "year": cls(months=12 * number),
        }[written["unit"]]
        if parsed.months > 12 * _LONGEST_YEARS:
            raise PolicyError(f"a retention is at most {_LONGEST_YEARS} years, or 'unlimited'")
        return parsed

    def is_over(self, since: datetime, now: datetime) -> bool:
        """Say whether something last touched at `since` has been kept for the whole time by `now`."""
        return not self.unlimited and since <= _cutoff(self.months, self.days, now)


UNLIMITED = Retention(unlimited=True)


@lru_cache(maxsize=256)
def _cutoff(months: int, days: int, now: datetime) -> datetime:
    """Return the latest moment whose time is over; where the day does not exist, the end of its month."""
    month = now.year * 12 + now.month - 1 - months
    year, month = month // 12, month % 12 + 1
    last_day = monthrange(year, month)[1]
    if now.day > last_day:
        back = now.replace(
            year=year, month=month, day=last_day, hour=23, minute=59, second=59, microsecond=999_999
        )
    else:
        back = now.replace(year=year, month=month)
    return back - timedelta(days=days)
