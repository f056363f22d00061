"""The mentions of a scope as identities: spellings, short and full forms, the forms of people's names."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Final

from recognizers.entities import ENTITY_TYPES, Family, family_of
from scrub.link.antecedents import unclear
from scrub.link.identity import Identity, identify
from scrub.link.known import is_distinctive
from scrub.link.logins import Logins
from scrub.link.mentions import DATES, Known
from scrub.link.names import parsed
from scrub.link.people import People, Somebody
from scrub.link.pieces import wholes_of

# Digits of a telephone number without its country and trunk codes.
_SHORTEST_SUBSCRIBER: Final = 7
_LONGEST_COUNTRY: Final = 4
_OWNED: Final = frozenset(("USERNAME", "EMAIL_ADDRESS"))
# Begins the canonical form of a family.
FAMILY: Final = "family of "


class Links:
    """The identities of a scope. Which there are does not depend on the order of the mentions."""

    def __init__(self, mentions: Iterable[Known] = ()) -> None:
        mentions = list(dict.fromkeys(mentions))
        self._families = {
            (mention.place, mention.start): parsed(mention.value).canonical
            for mention in mentions
            if mention.is_family
        }
        named = [mention for mention in mentions if mention.entity_type == "PERSON" and not mention.is_family]
        self.people = People(mention.value for mention in named)
        self._full_names = self._parts_of_full_names(named)
        if self._full_names:
            self.people = People([mention.value for mention in named] + list(self._full_names.values()))
        self._logins = Logins(self.people.everybody)
        self._unclear = unclear(named, self.people)
        others = [mention for mention in mentions if mention.entity_type != "PERSON"]
        identities = {identify(mention.entity_type, mention.value): mention.value for mention in others}
        self._types = _types(others)
        self._merged = {**_phones(identities), **_pieces(identities)}
        self._hosts = _full_hosts(identities)
        self._logged_in = {one.canonical for one in identities if one.entity_type == "USERNAME"}
        self._somebody: dict[Identity, Somebody] = {}
        self._owners: dict[Identity, Identity] = {}
        self._find_owners(identities)
        # Of what is no name, and so the same wherever it stands.
        self._by_value: dict[tuple[str, str], Identity] = {}
        self._dated = self._find_dated(others)

    def identity(self, entity_type: str, value: str, place: Hashable = None, start: int = 0) -> Identity:
        """Return what a mention refers to.

        It may be of another type than the mention: one value is one thing, whatever it was taken for.
        """
        if entity_type == "PERSON":
            if (family := self._families.get((place, start))) is not None:
                return Identity("PERSON", f"{FAMILY}{family}")
            if self._is_but_a_login(value):
                return Identity("USERNAME", value.casefold())
            value = self._full_names.get((place, start), value)
            canonical = self._unclear.get((place, start, value)) or self.people.canonical(value)
            return Identity("PERSON", canonical)
        known = self._by_value.get((entity_type, value))
        if known is None:
            identity = identify(self._types.get(_literal(entity_type, value), entity_type), value)
            known = self._by_value[entity_type, value] = self._merged.get(identity, identity)
        return known

    def full_host(self, identity: Identity) -> str | None:
        """Return the full name of the host of which an identity is the short one."""
        return self._hosts.get(identity)

    def dated(self, identity: Identity) -> str:
        """Return by whose life a date is moved, empty where it is nobody's in particular."""
        return self._dated.get(identity, "")

    def owner(self, identity: Identity) -> Identity:
        """Return the person whose own login or address an identity is, the first of hers; else itself."""
        return self._owners.get(identity, identity)

    def somebody(self, identity: Identity) -> Somebody | None:
        """Return the person from whose name a login or an address is made."""
        return self._somebody.get(identity)

    def login_owner(self, login: str) -> Somebody | None:
        """Return the person of whose name a login is made, None where that is not clear."""
        return self._logins.owner(login)

    def is_login(self, value: str) -> bool:
        """Return whether a value was found as a login in the scope."""
        return value.casefold() in self._logged_in

    def _is_but_a_login(self, value: str) -> bool:
        """Return whether a name is a login elsewhere, and no form of a fuller name: `faithnj`."""
        if value.casefold() not in self._logged_in or not value.islower():
            return False
        somebody = self.people.one_of(value)
        return somebody is not None and not somebody.forms and len(somebody.name.words) == 1

    def _parts_of_full_names(self, named: Iterable[Known]) -> dict[tuple[Hashable, int], str]:
        """Return the full names of which mentions are parts, but for those of two people told apart."""
        parts = {(mention.place, mention.start): mention for mention in named if mention.full_name}
        people: defaultdict[str, set[str]] = defaultdict(set)
        for mention in parts.values():
            somebody = self.people.one_of(mention.value)
            if somebody is not None and len(somebody.name.words) > len(parsed(mention.value).words):
                people[mention.full_name].add(somebody.canonical)
        return {place: part.full_name for place, part in parts.items() if len(people[part.full_name]) < 2}

    def _find_owners(self, identities: Iterable[Identity]) -> None:
        """Find whose each login and address is, and which of hers is her own: the first, not a second one.

        Where she has an address, a login is her own only if it is the address's, or what she is called by:
        another may come before it.
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
            if (
                identity.entity_type == "USERNAME"
                and addresses
                and _local(identity) not in addresses
                and _local(identity) not in somebody.forms
            ):
                continue
            if (identity.entity_type, somebody.canonical) not in had:
                had.add((identity.entity_type, somebody.canonical))
                self._owners[identity] = Identity("PERSON", somebody.canonical)

    def _find_dated(self, mentions: Iterable[Known]) -> dict[Identity, str]:
        """Find whose each date is: hers who alone is named beside it, or alone has dates in the scope."""
        beside: defaultdict[Identity, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention.entity_type in DATES:
                somebody = self.people.one_of(mention.beside) if mention.beside else None
                names = beside[self.identity(mention.entity_type, mention.value)]
                if somebody is not None:
                    names.add(somebody.canonical)
        everybody = {name for names in beside.values() for name in names}
        alone = next(iter(everybody)) if len(everybody) == 1 else ""
        return {date: next(iter(names)) if len(names) == 1 else alone for date, names in beside.items()}


def _literal(entity_type: str, value: str) -> str:
    return value if family_of(entity_type) is Family.SECRET else " ".join(value.split()).casefold()


def _types(mentions: Iterable[Known]) -> dict[str, str]:
    """Return for values that were taken for several types the one that was meant most often."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (entity_type, value), count in Counter((one.entity_type, one.value) for one in mentions).items():
        if is_distinctive(entity_type, value):
            counts[_literal(entity_type, value)][entity_type] += count
    order = list(ENTITY_TYPES)
    return {
        value: max(of, key=lambda name: (family_of(name) is Family.SECRET, of[name], -order.index(name)))
        for value, of in counts.items()
        if len(of) > 1
    }


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
        # `00` and `+` before a number make one; the latter is the number's own form.
        whole = {
            _digits(one).removeprefix("00"): one
            for one in sorted(longer, reverse=True)
            if len(_digits(one)) >= len(short)
        }
        if len(whole) == 1 and not number.canonical.startswith("+"):
            merged[number] = whole.popitem()[1]
    return merged


def _digits(number: Identity) -> str:
    return "".join(character for character in number.canonical if character.isdecimal())


def _pieces(identities: Mapping[Identity, str]) -> dict[Identity, Identity]:
    wholes = wholes_of((identity.entity_type, value) for identity, value in identities.items())
    return {identify(*piece): identify(*whole) for piece, whole in wholes.items()}


def _full_hosts(identities: Iterable[Identity]) -> dict[Identity, str]:
    """Return for short host names the one full name that begins with each.

    They are written alike and counted apart: another machine may have the short name elsewhere.
    """
    full: defaultdict[str, set[str]] = defaultdict(set)
    hosts = [identity for identity in identities if identity.entity_type == "HOSTNAME"]
    for host in hosts:
        first, dot, _ = host.canonical.partition(".")
        if dot:
            full[first].add(host.canonical)
    return {
        host: next(iter(full[host.canonical])) for host in hosts if len(full.get(host.canonical, ())) == 1
    }
