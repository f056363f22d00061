"""What happens in a conversation: a cast, and the turns of some situations that they are in."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple

from corpora.generate.bulk import Bulk
from corpora.generate.people import Locale, Person, locales
from corpora.generate.text import PLAIN, Slot, Style, Template, Text, compile_template, joined, render
from corpora.generate.values import SECRETS, TRAP_WORDS, TRAPS, Maker, Value
from recognizers.errors import ScrubError

_TEMPLATES: Final = Path(__file__).with_name("templates")
# `@@` begins a hunk of a diff.
_TURN: Final = re.compile(r"\n@(?=[a-z])")
_ROLES: Final = ("user", "assistant", "run", "read", "edit")
_SYLLABLES_LIST: Final = """
ald ber cor dun fen gar hol ken lind mar nor oak pell quill rook sten thorn ves wick yar
"""
_SYLLABLES: Final = tuple(_SYLLABLES_LIST.split())
_ENDINGS: Final = ("works", "mark", "line", "craft", "stone", "bank", "field", "barge")
_TOPS: Final = ("io", "net", "dev", "co", "org")
# Share of the commands whose output goes on and on.
_LONG: Final = 0.6
_BULK: Final = tuple((Slot("bulk", kind),) for kind in ("log", "code", "lock", "log", "code"))
_HOSTS: Final = {
    "db": "db-0{digit}.{domain}",
    "cache": "redis-{digit}.int.{domain}",
    "host": "{town}-{digit}{digit}.{domain}",
    "laptop": "{login}-mbp",
    "api": "api.{domain}",
    "git": "git.{domain}",
    "repo": "{org}/{word}-service",
    "registry": "registry.{domain}",
    "mail": "smtp.{domain}",
    "bucket": "{org}-{word}-backups",
}
# How users type: most as taught, some all lower case, a few in capitals; some with slips.
_CASES: Final = ("",) * 6 + ("lower",) * 2 + ("upper",)
_SLIPS: Final = (0, 0, 0, 12)
_WORDS: Final = ("ledger", "orders", "billing", "roster", "intake", "search", "claims", "kiosk")


class Turn(NamedTuple):
    """One turn: who or what speaks, what it was asked, what it says."""

    role: str
    # The command that was run, the path that was read; empty for people.
    asked: Text
    said: Text


class Situation(NamedTuple):
    """The turns of one kind of situation, as templates."""

    name: str
    turns: tuple[tuple[str, Template, Template], ...]


@cache
def situations(kind: str) -> tuple[Situation, ...]:
    """Return the situations of one kind, `chat` or `code`."""
    path = _TEMPLATES / f"{kind}.txt"
    found = []
    for block in path.read_text(encoding="utf-8").split("=== ")[1:]:
        name, _, body = block.partition("\n")
        turns = []
        for turn in _TURN.split("\n" + body.strip("\n"))[1:]:
            head, _, said = turn.partition("\n")
            role, _, asked = head.partition(" ")
            if role not in _ROLES:
                raise ScrubError(f"{path.name}: {name}: unknown role {role!r}; known: {', '.join(_ROLES)}")
            turns.append((role, compile_template(asked), compile_template(said)))
        found.append(Situation(name, tuple(turns)))
    return tuple(found)


class Cast:
    """The people, machines and secrets of one conversation."""

    def __init__(self, maker: Maker, bulk: Bulk, locale: Locale) -> None:
        self.maker, self.bulk, self.locale = maker, bulk, locale
        pick = maker.random.choice
        self._org = pick(_SYLLABLES) + pick(_SYLLABLES) + pick(_ENDINGS)
        self._domain = f"{self._org}.{pick(_TOPS)}"
        self._people: dict[str, Person] = {}
        self._things: dict[Slot, Value] = {}
        self.traps = 0
        # Before they are stored in several strings.
        self.mentions = 0

    def resolve(self, slot: Slot) -> Value | Text:
        """Return what stands in a slot."""
        root, attribute = slot
        if root == "t":
            self.traps += 1
            return self._trap(attribute)
        if root == "bulk":
            block, traps = self.bulk.block(attribute)
            self.traps += traps
            return block
        if root == "say":
            return self._saying(attribute)
        self.mentions += 1
        if root in "abcd":
            return self._person(root).value(attribute)
        value = self._things.get(slot)
        if value is None:
            value = self._things[slot] = self._thing(root, attribute)
        return value

    def _person(self, root: str) -> Person:
        person = self._people.get(root)
        if person is None:
            # Others mostly come from the same country.
            near = root == "a" or self.maker.random.random() < 0.7
            locale = self.locale if near else self.maker.random.choice(locales())
            person = Person(self.maker, locale, f"p_{root}", self._domain)
            # The sentences do not say which of two is meant by a name that both have, so none has.
            while any(person.is_like(other) for other in self._people.values()):
                person = Person(self.maker, locale, f"p_{root}", self._domain)
            self._people[root] = person
        return person

    def _saying(self, root: str) -> Text:
        says = _sayings(self._person(root).locale.code)
        return render(self.maker.random.choice(says), self.resolve, self.maker.random)

    def _thing(self, root: str, attribute: str) -> Value:
        if root == "k":
            entity_type, form = SECRETS[attribute.rstrip("0123456789")]
            return Value(self.maker.make(form), entity_type, f"k_{attribute}")
        if root == "h":
            return Value(self._host(attribute), "HOSTNAME", f"h_{attribute}")
        if (root, attribute) == ("o", "org"):
            return Value(self._org.capitalize(), "ORGANIZATION", "o_org", any_case=True)
        raise ScrubError(f"no slot {root}.{attribute}")

    def _host(self, attribute: str) -> str:
        form = _HOSTS[attribute].replace("{domain}", self._domain).replace("{org}", self._org)
        if "{login}" in form:
            form = form.replace("{login}", self._person("a").latin[0])
        form = form.replace("{town}", self.maker.random.choice(("ams", "fra", "iad", "sin", "gru")))
        return self.maker.make(form.replace("{word}", self.maker.random.choice(_WORDS)))

    def _trap(self, attribute: str) -> Value:
        words = TRAP_WORDS.get(attribute)
        return Value(self.maker.random.choice(words) if words else self.maker.make(TRAPS[attribute]))


@cache
def _sayings(code: str) -> tuple[Template, ...]:
    locale = next(locale for locale in locales() if locale.code == code)
    return tuple(compile_template(sentence) for sentence in locale.says)


def play(cast: Cast, kind: str, number: int) -> list[Turn]:
    """Return the turns of so many situations, one after another."""
    source = cast.maker.random
    style = Style(
        source.choice(("", "", "", "", "", "", "lower", "lower", "upper")), source.choice((0, 0, 0, 12))
    )
    turns = []
    known = situations(kind)
    for _ in range(number):
        situation = known[int(source.random() * len(known))]
        for role, asked, said in situation.turns:
            asked_text = render(asked, cast.resolve, source)
            said_text = render(said, cast.resolve, source, style if role == "user" else PLAIN)
            if asked and source.random() < _LONG:
                said_text = joined(said_text, "\n", render(source.choice(_BULK), cast.resolve, source))
            turns.append(Turn(role, asked_text, said_text))
    return turns


def title(turns: Sequence[Turn]) -> Text:
    """Return what a program would call the conversation: the beginning of its first message."""
    first = next((turn.said for turn in turns if turn.role == "user"), turns[0].said)
    end = next((at for at in count(min(40, len(first.text))) if _free(first, at)), len(first.text))
    return Text(first.text[:end], [mention for mention in first.mentions if mention.end <= end])


def _free(text: Text, at: int) -> bool:
    return at >= len(text.text) or not any(mention.start < at < mention.end for mention in text.mentions)
