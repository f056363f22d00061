"""Names of the world's naming cultures, to put into training texts; a tenth is held out for measuring."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules
from random import Random
from typing import Any, Final
from zlib import crc32

_HELD_OUT_EVERY: Final = 10
_SCRIPTS: Final = {
    "Latin": (0x41, 0x2AF),
    "Greek": (0x370, 0x3FF),
    "Cyrillic": (0x400, 0x52F),
    "Armenian": (0x530, 0x58F),
    "Hebrew": (0x590, 0x5FF),
    "Arabic": (0x600, 0x6FF),
    "Devanagari": (0x900, 0x97F),
    "Bengali": (0x980, 0x9FF),
    "Gujarati": (0xA80, 0xAFF),
    "Oriya": (0xB00, 0xB7F),
    "Tamil": (0xB80, 0xBFF),
    "Telugu": (0xC00, 0xC7F),
    "Sinhala": (0xD80, 0xDFF),
    "Thai": (0xE00, 0xE7F),
    "Georgian": (0x10A0, 0x10FF),
    "Kana": (0x3040, 0x30FF),
    "Han": (0x4E00, 0x9FFF),
    "Hangul": (0xAC00, 0xD7AF),
}


@dataclass(frozen=True, slots=True)
class Culture:
    """Given and family names that go together."""

    name: str
    script: str
    given: tuple[str, ...]
    family: tuple[str, ...]


def script_of(text: str) -> str:
    """Return the script of the first letter of a text, Latin where it has none."""
    for sign in text:
        if sign.isalpha():
            place = ord(sign)
            if 0x1E00 <= place <= 0x1EFF:
                return "Latin"
            return next((name for name, (low, high) in _SCRIPTS.items() if low <= place <= high), "other")
    return "Latin"


@cache
def cultures(held_out: bool = False) -> tuple[Culture, ...]:
    """Return all cultures with the names to train on, or with those that are held out."""
    found = []
    for name, table in {**_written("names"), **_faker()}.items():
        given = tuple(each for each in table["given"] if _is_held_out(each) == held_out)
        family = tuple(each for each in table["family"] if _is_held_out(each) == held_out)
        if len(given) >= 3 and len(family) >= 3:
            found.append(Culture(name, script_of(given[0]), given, family))
    return tuple(found)


@cache
def by_script(held_out: bool = False) -> dict[str, tuple[Culture, ...]]:
    """Return the cultures by the script that their names are written in."""
    scripts: dict[str, list[Culture]] = {}
    for culture in cultures(held_out):
        scripts.setdefault(culture.script, []).append(culture)
    return {script: tuple(found) for script, found in scripts.items()}


@cache
def others() -> dict[str, tuple[str, ...]]:
    """Return towns, streets, the parts of company names, and what looks like a person and is none."""
    names = files("recognizers.names")
    paths = (names / "train" / "places.toml", names / "public.toml")
    tables = (tomllib.loads(path.read_text("utf-8")) for path in paths)
    return {key: tuple(value.split("|")) for table in tables for key, value in table.items()}


@cache
def given_names() -> frozenset[str]:
    """Return all given names to train on in lower case, but those that are words as well."""
    names = {each.name: {name.lower() for name in each.given} for each in cultures()}
    words = names.pop("words")
    return frozenset(set().union(*names.values()) - words)


def choose_culture(random: Random, script: str = "Latin") -> Culture | None:
    """Return a culture of a script; those written for this project as often as all of Faker's."""
    found = by_script().get(script)
    if not found:
        return None
    own = [culture for culture in found if "_" not in culture.name]
    return random.choice(own) if own and random.random() < 0.6 else random.choice(found)


def _is_held_out(name: str) -> bool:
    return crc32(name.casefold().encode()) % _HELD_OUT_EVERY == 0


def _written(name: str) -> dict[str, dict[str, Sequence[str]]]:
    text = (files("recognizers.names.train") / f"{name}.toml").read_text(encoding="utf-8")
    return {
        culture: {part: names.split() for part, names in table.items()}
        for culture, table in tomllib.loads(text).items()
    }


def _faker() -> dict[str, dict[str, Sequence[str]]]:
    person: Any = import_module("faker.providers.person")
    found: dict[str, dict[str, Sequence[str]]] = {}
    for module in sorted(each.name for each in iter_modules(person.__path__) if each.ispkg):
        provider = import_module(f"faker.providers.person.{module}").Provider
        table: dict[str, Sequence[str]] = {
            "given": _lists(provider, "first"),
            "family": _lists(provider, "last"),
        }
        if len(table["given"]) > 30 and len(table["family"]) > 30:
            found[module] = table
    return found


def _lists(provider: Any, part: str) -> list[str]:
    names: set[str] = set()
    for attribute in dir(provider):
        if part in attribute and "name" in attribute and "roman" not in attribute and "pair" not in attribute:
            value = getattr(provider, attribute)
            if isinstance(value, list | tuple | dict):
                names |= {each for each in value if isinstance(each, str) and each.strip()}
    return sorted(names)
