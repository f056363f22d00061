"""The finders that are written in code, for what a regex cannot say."""

from functools import cache

from recognizers.ages import AgeFinder
from recognizers.belongings import belonging_finders
from recognizers.branches import BranchFinder
from recognizers.commands import command_finders
from recognizers.finder import Finder
from recognizers.hosts import HostFinder
from recognizers.introduced_logins import IntroducedLoginFinder
from recognizers.ip import IpFinder
from recognizers.life_dates import LifeDateFinder
from recognizers.login_lists import LoginListFinder
from recognizers.mail import MailFinder, SpelledMailFinder
from recognizers.phones import PhoneFinder
from recognizers.places import place_finders
from recognizers.record_numbers import RecordNumberFinder
from recognizers.rosters import roster_finders
from recognizers.speakers import SpeakerFinder
from recognizers.spoken import spoken_finders
from recognizers.tables import table_finders
from recognizers.webkeys import JsonWebKeyFinder


@cache
def shipped_finders() -> tuple[Finder, ...]:
    """Return the package's own code finders."""
    return (
        MailFinder(),
        SpelledMailFinder(),
        PhoneFinder(),
        BranchFinder(),
        LoginListFinder(),
        IntroducedLoginFinder(),
        SpeakerFinder(),
        HostFinder(),
        IpFinder(),
        *place_finders(),
        *command_finders(),
        JsonWebKeyFinder(),
        *spoken_finders(),
        *table_finders(),
        *roster_finders(),
        RecordNumberFinder(),
        LifeDateFinder(),
        AgeFinder(),
        *belonging_finders(),
    )
