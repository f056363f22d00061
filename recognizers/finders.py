"""The finders that are written in code, for what a regex cannot say."""

from functools import cache
from importlib import import_module
from typing import Final

from recognizers.finder import Finder

# By module: what makes its finders, a class or a function that returns several.
HOMES: Final = (
    ("mail", "MailFinder"),
    ("mail", "SpelledMailFinder"),
    ("phones", "PhoneFinder"),
    ("branches", "BranchFinder"),
    ("login_lists", "LoginListFinder"),
    ("introduced_logins", "IntroducedLoginFinder"),
    ("named_logins", "NamedLoginFinder"),
    ("shaped_logins", "ShapedLoginFinder"),
    ("speakers", "SpeakerFinder"),
    ("hosts", "HostFinder"),
    ("ip", "IpFinder"),
    ("places", "place_finders"),
    ("commands", "command_finders"),
    ("webkeys", "JsonWebKeyFinder"),
    ("spoken", "spoken_finders"),
    ("spelled_numbers", "SpelledNumberFinder"),
    ("answers", "AnswerFinder"),
    ("login_pairs", "login_pair_finders"),
    ("tables", "table_finders"),
    ("rosters", "roster_finders"),
    ("record_numbers", "RecordNumberFinder"),
    ("life_dates", "LifeDateFinder"),
    ("ages", "AgeFinder"),
    ("belongings", "belonging_finders"),
)


@cache
def finders_at(home: int) -> tuple[Finder, ...]:
    """Return the finders of one entry of `HOMES`; its module is imported when first asked for."""
    module, maker = HOMES[home]
    made = getattr(import_module(f"recognizers.{module}"), maker)()
    return made if isinstance(made, tuple) else (made,)


def shipped_finders() -> tuple[Finder, ...]:
    """Return the package's own code finders."""
    return tuple(finder for home in range(len(HOMES)) for finder in finders_at(home))
