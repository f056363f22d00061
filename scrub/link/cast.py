"""Who and what stands in for the identities of a scope: every form of one person's name is written alike."""

import re
from collections.abc import Iterable
from typing import Final

from scrub.link.identity import Identity, identify
from scrub.link.links import FAMILY, Links
from scrub.link.mentions import DATES
from scrub.link.names import parsed
from scrub.link.people import Somebody
from scrub.surrogates.draw import WIDE
from scrub.surrogates.people import LETTER, NAME_WORD, PARTICLES, TITLES
from scrub.surrogates.person import MOST_REDRAWS, Person, StandIn, stand_in_for, wide_stand_in
from scrub.surrogates.pools import folded
from scrub.surrogates.redraws import Redraws
from scrub.surrogates.surrogate import distinct, surrogate

_RUN: Final = re.compile(NAME_WORD)
_LETTERS: Final = re.compile(rf"{LETTER}+")
_POSSESSIVE: Final = re.compile(r"['’ʼ]s\Z")
_DIGITS: Final = re.compile(r"\d+")
_AT: Final = re.compile(r"@|%40|＠")
# What is not drawn for each identity alone: names are of people, and dates are moved together.
_WRITTEN_HERE: Final = DATES | {"PERSON"}
# `github.com/jroe`, `jroe/dotfiles`.
_PATHS: Final = frozenset(("PERSONAL_URL", "HOSTNAME"))


class Cast:
    """The stand-ins of a scope; which they are does not depend on the order of the mentions."""

    def __init__(
        self,
        links: Links,
        mentions: Iterable[tuple[str, str, Identity]],
        key: bytes,
        scope: str,
        *,
        is_wide: bool = False,
    ) -> None:
        """Take (entity type, value, identity) of all mentions that get a stand-in.

        In a wide scope, of which this is a part, stand-ins depend on nothing else that is here.
        """
        self._links, self._key, self._scope, self._is_wide = links, key, scope, is_wide
        mentions = list(mentions)
        people = {one.canonical: one.person() for one in links.people.everybody}
        families = {}
        for _, value, identity in mentions:
            if identity.entity_type != "PERSON" or identity.canonical in people:
                continue
            if identity.canonical.startswith(FAMILY) and (one := links.people.find(value)):
                families[identity.canonical] = one.canonical
            else:
                people[identity.canonical] = _unknown(value, identity.canonical)
        self._slips = {one.canonical: one.slips for one in links.people.everybody}
        self._people = self._stand_ins(people)
        self._people.update((family, self._people[one]) for family, one in families.items())
        self._attempts = (
            {}
            if is_wide
            else distinct(
                (
                    (identity.entity_type, value, identity.canonical)
                    for _, value, identity in mentions
                    if identity.entity_type not in _WRITTEN_HERE and links.full_host(identity) is None
                ),
                key,
                scope,
            )
        )

    def write(self, entity_type: str, value: str, identity: Identity) -> str:
        """Return what stands in for a mention, in its form."""
        if entity_type == "PERSON":
            stand_in = self._people.get(identity.canonical)
            written = self._named(value, stand_in) if stand_in else value
            return written if written != value else self._drawn(entity_type, value, identity)
        if entity_type in DATES:
            return self._dated(entity_type, value, identity)
        if (host := self._links.full_host(identity)) is not None:
            return self._drawn(entity_type, host, identify("HOSTNAME", host)).partition(".")[0]
        drawn = self._drawn(entity_type, value, identity)
        somebody = self._links.somebody(identity)
        if somebody is not None:
            return self._owned(value, drawn, somebody)
        if entity_type in _PATHS:
            return self._linked_path(value, drawn)
        return drawn

    def _drawn(self, entity_type: str, value: str, identity: Identity) -> str:
        attempt = WIDE if self._is_wide else self._attempts.get((entity_type, identity.canonical), 0)
        return surrogate(entity_type, value, identity.canonical, self._key, self._scope, attempt)

    def _dated(self, entity_type: str, value: str, identity: Identity) -> str:
        """Return a date moved as all dates of one person are."""
        whose = self._links.dated(identity)
        scope = f"{self._scope}\0{whose}" if whose and not self._is_wide else self._scope
        return surrogate(entity_type, value, identity.canonical, self._key, scope)

    def _stand_ins(self, people: dict[str, Person]) -> dict[str, StandIn]:
        if self._is_wide:
            return {name: wide_stand_in(person, self._key, self._scope) for name, person in people.items()}
        taken = {folded(name) for person in people.values() for name in (*person.given, *person.family)}
        stand_ins = {}
        redraws = Redraws(MOST_REDRAWS)
        for canonical in sorted(people):
            stand_in = stand_in_for(people[canonical], self._key, self._scope, taken, redraws)
            if slips := self._slips.get(canonical):
                stand_in = stand_in.with_slips(slips)
            taken.update(stand_in.names())
            stand_ins[canonical] = stand_in
        return stand_ins

    def _named(self, value: str, stand_in: StandIn) -> str:
        """Return a name word by word: hers as her stand-in's, titles and particles as they are."""

        def write(match: re.Match[str]) -> str:
            word = match[0]
            ending = _POSSESSIVE.search(word)
            if ending:
                return self._word(word[: ending.start()], stand_in) + ending[0]
            return self._word(word, stand_in)

        return _RUN.sub(write, value)

    def _word(self, word: str, stand_in: StandIn) -> str:
        written = stand_in.write(word, keep_rest=False)
        if written is not None:
            return written
        if len(word) > 1 and folded(word) in TITLES | PARTICLES:
            return word
        return surrogate("PERSON", word, folded(word), self._key, self._scope)

    def _owned(self, value: str, drawn: str, somebody: Somebody) -> str:
        """Return a person's login or address: made of her stand-in's names, all else as it was drawn."""
        stand_in = self._people[somebody.canonical]
        local, rest, drawn_rest = value, "", ""
        if (at := _AT.search(value)) and (drawn_at := _AT.search(drawn)):
            local, rest, drawn_rest = value[: at.start()], value[at.start() :], drawn[drawn_at.start() :]
        if "@" in value and not rest:
            return drawn
        digits = iter(_DIGITS.findall(drawn))
        written = [stand_in.write(run[0], keep_rest=False) for run in _LETTERS.finditer(local)]
        if not written or None in written:
            return drawn
        names = iter(written)
        out = _LETTERS.sub(lambda _: next(names) or "", local)
        out = _DIGITS.sub(lambda match: next(digits, match[0]), out)
        return out + drawn_rest if out != local else drawn

    def _linked_path(self, value: str, drawn: str) -> str:
        """Return a path in which logins are written as they are elsewhere."""
        parts, drawn_parts = value.split("/"), drawn.split("/")
        if len(parts) < 2 or len(parts) != len(drawn_parts):
            return drawn
        for place, part in enumerate(parts):
            login = part.removeprefix("@")
            if not login or "." in (login if place == 0 else ""):
                continue
            somebody = self._links.login_owner(login) if place else None
            if somebody is not None:
                drawn_parts[place] = self._owned(part, drawn_parts[place], somebody)
            elif self._links.is_login(login):
                known = self._links.identity("USERNAME", login)
                drawn_parts[place] = part[: len(part) - len(login)] + self.write("USERNAME", login, known)
        return "/".join(drawn_parts)


def _unknown(value: str, canonical: str) -> Person:
    """Return the person that a name makes that may be several people's."""
    words = [word for word in parsed(value).words if not word.is_initial]
    return Person(
        tuple(word.raw for word in words if not word.is_family),
        tuple(word.raw for word in words if word.is_family),
        canonical,
    )
