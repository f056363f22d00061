"""The finders that are written in code, for what a regex cannot say."""

from functools import cache

from recognizers.finder import Finder
from recognizers.mail import MailFinder, SpelledMailFinder
from recognizers.phones import PhoneFinder


@cache
def shipped_finders() -> tuple[Finder, ...]:
    """Return the package's own code finders."""
    return (MailFinder(), SpelledMailFinder(), PhoneFinder())
