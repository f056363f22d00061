"""Puts names of all cultures into hand-written carriers: greetings, signatures, logs, tables, commits."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from random import Random
from typing import Final

from recognizers.names.tags import NAMES
from recognizers.names.train.pools import Culture, choose_culture, others, script_of
from recognizers.names.train.texts import Document

_SLOT: Final = re.compile(r"\{([a-z])(\d?)\}")
# The head of the file; a block may hold a line of code that begins like one.
_COMMENT: Final = re.compile(r"# (?:Sentences and|\{p1\} a person|\{o1\} org|\{g1\} a pub)")
_WORDS: Final = ("Alpha", "Report", "Ticket", "Vendor", "Cache", "Order", "Payment", "Export", "Audit")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PARTICLES: Final = ("de", "van", "van der", "von", "da", "di", "el", "bin", "Mc", "St.")
_LETTERS: Final = "ABCDEFGHJKLMNPRSTW"
# Scripts whose names have no blank between family and given name, the family first.
_UNSPACED: Final = frozenset(("Han", "Kana", "Hangul"))
_OF_ITS_SCRIPT: Final = 0.9
_HOSTS: Final = ("northwind", "quillpost", "brightwater", "larkspur")


def carry(seed: int, count: int) -> Iterator[Document]:
    """Yield documents, each one carrier or several with names in them."""
    random = Random(seed)
    for _ in range(count):
        pieces = [fill(random.choice(_carriers()), random) for _ in range(random.choice((1, 1, 2, 3)))]
        text, spans = "", []
        for piece, found in pieces:
            if text:
                text += random.choice(("\n", "\n\n"))
            spans += [(start + len(text), end + len(text), label) for start, end, label in found]
            text += piece
        yield Document("carriers", "", text, tuple(spans), frozenset(NAMES), tied=True)


@cache
def _carriers() -> tuple[str, ...]:
    text = (files("recognizers.names.train") / "carriers.txt").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if not _COMMENT.match(line)]
    blocks = re.split(r"\n\n+", "\n".join(lines))
    return tuple(re.sub(r"(?m)^~$", "", block).strip("\n") for block in blocks if block.strip())


def fill(carrier: str, random: Random) -> tuple[str, list[tuple[int, int, str]]]:
    """Return a carrier with names in its slots, and where they stand: start, end, type."""
    people: dict[str, tuple[str, str]] = {}
    text, spans, at = "", [], 0
    script = _script(carrier)
    main = _culture(script, random)
    for slot in _SLOT.finditer(carrier):
        text += carrier[at : slot.start()]
        at = slot.end()
        kind, number = slot.groups()
        if number not in people:
            people[number] = _person(main if random.random() < 0.5 else _culture(script, random), random)
        value, label = _value(kind, people[number], random)
        if label:
            spans.append((len(text), len(text) + len(value), label))
        text += value
    return text + carrier[at:], spans


@cache
def _script(carrier: str) -> str:
    """Return the script of a carrier's own words; where kana are, it is Japanese."""
    scripts = [script_of(sign) for sign in _SLOT.sub("", carrier) if not sign.isascii()]
    others = [script for script in scripts if script not in ("Latin", "other")]
    return "Kana" if "Kana" in others else others[0] if others else "Latin"


def _culture(script: str, random: Random) -> Culture:
    """Return whose names a carrier holds: mostly those of people who write so."""
    found = choose_culture(random, script) if random.random() < _OF_ITS_SCRIPT else None
    found = found or choose_culture(random)
    assert found is not None
    return found


def _person(culture: Culture, random: Random) -> tuple[str, str]:
    given, family = random.choice(culture.given), random.choice(culture.family)
    chance = random.random()
    if chance < 0.06:
        given = f"{given} {random.choice(culture.given)}"
    elif chance < 0.10:
        given = f"{given} {random.choice(_LETTERS)}."
    elif chance < 0.14:
        family = f"{family}-{random.choice(culture.family)}"
    elif chance < 0.17:
        family = f"{random.choice(_PARTICLES)} {family}"
    return given, family


def _value(kind: str, person: tuple[str, str], random: Random) -> tuple[str, str | None]:
    given, family = person
    if script_of(family) in _UNSPACED and kind in "pq":
        return f"{family}{given}", "PERSON"
    if kind == "p":
        return (f"{given} {family}" if random.random() < 0.9 else f"{given[0]}. {family}"), "PERSON"
    if kind == "f":
        return given, "PERSON"
    if kind == "l":
        return family, "PERSON"
    if kind == "q":
        return f"{family}, {given}", "PERSON"
    if kind == "i":
        second = random.choice(_LETTERS)
        forms = (
            f"{given[0]}{family[0]}",
            f"{given[0]}.{family[0]}.",
            f"{given[0]}{second}{family[0]}",
            given[0],
        )
        return random.choices(forms, (5, 3, 2, 1))[0], "PERSON"
    if kind == "t":
        return random.choice(others()["towns"]), "LOCATION"
    if kind == "o":
        return (
            f"{random.choice(others()['company_heads'])} {random.choice(others()['company_tails'])}",
            "ORGANIZATION",
        )
    if kind == "a":
        return _address(random), "STREET_ADDRESS"
    return _plain(kind, person, random), None


def _address(random: Random) -> str:
    street, town = random.choice(others()["streets"]), random.choice(others()["towns"])
    number, code = random.randint(1, 240), random.randint(1000, 99999)
    return random.choice(
        (
            f"{number} {street}, {town}",
            f"{street} {number}, {code} {town}",
            f"{number} {street}, {town} {code}",
            f"Flat {random.randint(1, 40)}, {number} {street}, {town}",
            f"{street} {number}",
            f"{number} {street}",
            f"{street} {number}\n{code} {town}",
        )
    )


def _plain(kind: str, person: tuple[str, str], random: Random) -> str:
    if kind == "m":
        return random.choice(others()["towns"])
    if kind in "ue":
        login = _login(person, random)
        return (
            login if kind == "u" else f"{login}@{random.choice(_HOSTS)}.{random.choice(('example', 'test'))}"
        )
    if kind == "d":
        return _date(random)
    if kind == "h":
        return f"{random.randint(0, 23):02}:{random.randint(0, 59):02}{random.choice(('', ':07', ':42'))}"
    if kind == "n":
        return str(random.randint(1, 10 ** random.randint(1, 6)))
    if kind == "x":
        return f"{random.getrandbits(32):08x}"
    if kind == "w":
        return random.choice(_WORDS)
    if kind == "g":
        return random.choice(others()[random.choice(("figures", "figures", "namesakes"))])
    if kind == "b":
        return random.choice(others()["products"])
    raise ValueError(f"unknown slot {kind!r} in the carriers")


def _login(person: tuple[str, str], random: Random) -> str:
    given, family = (re.sub(r"\W", "", name.lower()) or "a" for name in person)
    forms = (
        f"{given[0]}{family}",
        f"{given}.{family}",
        f"{given}{random.randint(1, 99)}",
        f"{given}_{family[0]}",
    )
    return random.choice(forms)


def _date(random: Random) -> str:
    day, month, year = random.randint(1, 28), random.randint(1, 12), random.randint(1950, 2026)
    name = _MONTHS[month - 1]
    forms = (f"{year}-{month:02}-{day:02}", f"{day}/{month}/{year}", f"{day}.{month}.{year}")
    return random.choice((*forms, f"{day} {name}", f"{name} {day}, {year}"))
