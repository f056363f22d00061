"""The finders that are written in code, for what a regex cannot say."""

from functools import cache
from importlib import import_module
from typing import Final

from recognizers.finder import Finder

# By module: what makes its finders, a class or a function that returns several.
HOMES: Final = (
    ("network.mail", "MailFinder"),
    ("network.mail", "SpelledMailFinder"),
    ("numbers.phones", "PhoneFinder"),
    ("logins.branches", "BranchFinder"),
    ("logins.lists", "LoginListFinder"),
    ("logins.introduced", "IntroducedLoginFinder"),
    ("logins.rows", "RowLoginFinder"),
    ("logins.named", "NamedLoginFinder"),
    ("logins.paired", "PairedLoginFinder"),
    ("logins.shaped", "ShapedLoginFinder"),
    ("logins.speakers", "SpeakerFinder"),
    ("logins.profiles", "ProfileFinder"),
    ("network.hosts", "HostFinder"),
    ("network.ip", "IpFinder"),
    ("labelled.places", "place_finders"),
    ("secrets.commands", "command_finders"),
    ("secrets.webkeys", "JsonWebKeyFinder"),
    ("secrets.spoken", "spoken_finders"),
    ("secrets.spoken_keys", "SpokenKeyFinder"),
    ("numbers.spelled", "SpelledNumberFinder"),
    ("numbers.spelled_letters", "SpelledLettersFinder"),
    ("secrets.answers", "AnswerFinder"),
    ("secrets.warned_codes", "WarnedCodeFinder"),
    ("secrets.secret_lists", "SecretListFinder"),
    ("secrets.seed_phrases", "SeedPhraseFinder"),
    ("secrets.login_pairs", "login_pair_finders"),
    ("secrets.login_maps", "LoginMapFinder"),
    ("labelled.below_names", "BelowNameFinder"),
    ("labelled.tables", "table_finders"),
    ("labelled.html_rows", "HtmlRowFinder"),
    ("labelled.aligned", "AlignedFinder"),
    ("labelled.rosters", "roster_finders"),
    ("labelled.person_rows", "PersonRowFinder"),
    ("labelled.health_messages", "HealthMessageFinder"),
    ("labelled.claim_messages", "ClaimMessageFinder"),
    ("labelled.image_dumps", "ImageDumpFinder"),
    ("labelled.constraints", "ConstraintFinder"),
    ("numbers.record_numbers", "RecordNumberFinder"),
    ("dates.life_dates", "LifeDateFinder"),
    ("dates.ages", "AgeFinder"),
    ("dates.spoken_ages", "SpokenAgeFinder"),
    ("numbers.belongings", "belonging_finders"),
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
