"""The mentions of a scope as identities: spellings, short and full forms, the forms of people's names."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Final, NamedTuple

from scrub.link.identity import Identity, identify
from scrub.link.logins import Logins
from scrub.link.names import parsed
from scrub.link.people import People, Somebody

# Digits of a telephone number without its country and trunk codes.
_SHORTEST_SUBSCRIBER: Final = 7
_LONGEST_COUNTRY: Final = 4
_OWNED: Final = frozenset(("USERNAME", "EMAIL_ADDRESS"))


class Known(NamedTuple):
    """A mention: what it is and where it stands."""

    entity_type: str
    value: str
    # One string of one record.
    place: Hashable
    # Where in it, and the full name that this is a part of by its neighbour.
    start: int = 0
    full_name: str = ""


class Links:
    """The identities of a scope. Which there are does not depend on the order of the mentions."""

    def __init__(self, mentions: Iterable[Known] = ()) -> None:
        mentions = list(dict.fromkeys(mentions))
        named = [mention for mention in mentions if mention.entity_type == "PERSON"]
        self.people = People(mention.value for mention in named)
        self._full_names = self._parts_of_full_names(named)
        if self._full_names:
            self.people = People([mention.value for mention in named] + list(self._full_names.values()))
        self._logins = Logins(self.people.everybody)
        self._beside = self._named_beside(mentions)
        identities = {
            identify(mention.entity_type, mention.value): mention.value
            for mention in mentions
            if mention.entity_type != "PERSON"
        }
        self._merged = {**_phones(identities), **_hosts(identities)}
        self._somebody: dict[Identity, Somebody] = {}
        self._owners: dict[Identity, Identity] = {}
        self._find_owners(identities)

    def identity(self, entity_type: str, value: str, place: Hashable = None, start: int = 0) -> Identity:
        """Return what a mention refers to."""
        if entity_type == "PERSON":
            value = self._full_names.get((place, start), value)
            return Identity("PERSON", self.people.canonical(value, self._beside.get(place, ())))
        identity = identify(entity_type, value)
        return self._merged.get(identity, identity)

    def owner(self, identity: Identity) -> Identity:
        """Return the person whose own login or address an identity is, the first of hers; else itself."""
        return self._owners.get(identity, identity)

    def somebody(self, identity: Identity) -> Somebody | None:
        """Return the person from whose name a login or an address is made."""
        return self._somebody.get(identity)

    def login_owner(self, login: str) -> Somebody | None:
        """Return the person of whose name a login is made, None where that is not clear."""
        return self._logins.owner(login)

    def _parts_of_full_names(self, named: Iterable[Known]) -> dict[tuple[Hashable, int], str]:
        """Return the full names of which mentions are parts, but for those of two people told apart."""
        parts = {(mention.place, mention.start): mention for mention in named if mention.full_name}
        people: defaultdict[str, set[str]] = defaultdict(set)
        for mention in parts.values():
            somebody = self.people.one_of(mention.value)
            if somebody is not None and len(somebody.name.words) > len(parsed(mention.value).words):
                people[mention.full_name].add(somebody.canonical)
        return {place: part.full_name for place, part in parts.items() if len(people[part.full_name]) < 2}

    def _named_beside(self, mentions: Iterable[Known]) -> dict[Hashable, set[Somebody]]:
        """Return who is clearly named in every place where somebody is named unclearly."""
        named = [mention for mention in mentions if mention.entity_type == "PERSON"]
        unclear = {mention.place for mention in named if len(self.people.of(mention.value)) > 1}
        beside: defaultdict[Hashable, set[Somebody]] = defaultdict(set)
        for mention in named:
            if mention.place in unclear and (somebody := self.people.one_of(mention.value)):
                beside[mention.place].add(somebody)
        return dict(beside)

    def _find_owners(self, identities: Iterable[Identity]) -> None:
        """Find whose each login and address is, and which of hers is her own: the first, not a second one.

        Where she has an address, a login is her own only if it is the address's: another may come before it.
        """
        locals_of: defaultdict[str, set[str]] = defaultdict(set)
        for identity in identities:
            if identity.entity_type in _OWNED:
                somebody = self._logins.owner(_local(identity))
                if somebody is not None:
                    self._somebody[identity] = somebody
                    if identity.entity_type == "EMAIL_ADDRESS":
                        locals_of[somebody.canonical].add(_local(identity))
        had: set[tuple[str, str]] = set()
        for identity, somebody in self._somebody.items():
            addresses = locals_of[somebody.canonical]
            if identity.entity_type == "USERNAME" and addresses and _local(identity) not in addresses:
                continue
            if (identity.entity_type, somebody.canonical) not in had:
                had.add((identity.entity_type, somebody.canonical))
                self._owners[identity] = Identity("PERSON", somebody.canonical)


def _local(identity: Identity) -> str:
    return identity.canonical.partition("@")[0]


def _phones(identities: Iterable[Identity]) -> dict[Identity, Identity]:
    """Return for numbers without a country code, or with a trunk prefix, the one number that has it."""
    numbers = [identity for identity in identities if identity.entity_type == "PHONE_NUMBER"]
    by_ending: defaultdict[str, set[Identity]] = defaultdict(set)
    for number in numbers:
        digits = _digits(number)
        if number.canonical.startswith(("+", "00")):
            digits = digits.removeprefix("00")
            for cut in range(_LONGEST_COUNTRY + 1):
                if len(digits) - cut >= _SHORTEST_SUBSCRIBER:
                    by_ending[digits[cut:]].add(number)
    merged = {}
    for number in numbers:
        short = _digits(number).lstrip("0")
        longer = by_ending.get(short, set()) - {number}
        whole = {one for one in longer if len(_digits(one)) >= len(short)}
        if len(whole) == 1 and not number.canonical.startswith("+"):
            merged[number] = whole.pop()
    return merged


def _digits(number: Identity) -> str:
    return "".join(character for character in number.canonical if character.isdecimal())


def _hosts(identities: Iterable[Identity]) -> dict[Identity, Identity]:
    """Return for short host names the one full name that begins with each."""
    full: defaultdict[str, set[Identity]] = defaultdict(set)
    hosts = [identity for identity in identities if identity.entity_type == "HOSTNAME"]
    for host in hosts:
        first, dot, _ = host.canonical.partition(".")
        if dot:
            full[first].add(host)
    return {
        host: next(iter(full[host.canonical])) for host in hosts if len(full.get(host.canonical, ())) == 1
    }
