"""Writes labelled documents in which every entity type stands in every disguise."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import orjson

from corpora.generate.disguises import DISGUISES
from corpora.generate.hiding import Line
from corpora.generate.people import Person, locales
from corpora.generate.values import SECRETS, Maker
from recognizers.errors import ScrubError

_LINES: Final = Path(__file__).with_name("templates") / "disguised.txt"
_KEY: Final = "key:"
# Of the people; the lines are English.
_LANGUAGES: Final = ("en", "de", "es", "fr", "pl")
# What no person is asked for.
_MADE: Final[Mapping[str, tuple[str, Callable[[Person], str]]]] = MappingProxyType(
    {
        "firm": ("ORGANIZATION", lambda p: f"{p.family} {p.maker.random.choice(('GmbH', 'Logistics Ltd'))}"),
        "host": ("HOSTNAME", lambda p: p.maker.make("db{digit}{digit}.fernlake.internal")),
    }
)
# Digits in groups may be anything, but not behind a country's code or an area in brackets, or as in France.
_IS_PHONE: Final = re.compile(r"\+|00|\(|0\d(?:[ .]\d\d){4}$")
# Before what a reader knows without the rest of the line.
_SPEAKS: Final = "*"


def documents(seed: int, rounds: int) -> Iterator[dict[str, Any]]:
    """Yield documents of the labelled form, `kind` being the disguise; every value is in one of its own."""
    maker = Maker(seed)
    for number in range(rounds):
        for name, disguise in DISGUISES.items():
            for at, line in enumerate(lines(maker)):
                hidden = disguise(line, maker.random)
                if hidden is None:
                    continue
                labels = [
                    {"start": start, "end": end, "label": line.entity_type} for start, end in hidden.places
                ]
                yield {
                    "id": f"{name}/{at}/{number}",
                    "lang": "en",
                    "kind": name,
                    "text": hidden.text,
                    "spans": labels,
                    # What else a disguise brings with it (hosts, paths) is of no matter.
                    "labels": [],
                    "recall_labels": "all",
                }


def lines(maker: Maker) -> Iterator[Line]:
    """Yield each line of the template with a value of its own."""
    known = [locale for locale in locales() if locale.language in _LANGUAGES]
    for attribute, before, after in _lines():
        yield _filled(maker, maker.random.choice(known), attribute, before, after)


def write(path: Path, seed: int, rounds: int) -> int:
    """Write the documents to a new file, and return how many there are; ScrubError where it exists."""
    if path.exists():
        raise ScrubError(f"{path}: exists; name a new file")
    written = [orjson.dumps(document) + b"\n" for document in documents(seed, rounds)]
    path.write_bytes(b"".join(written))
    return len(written)


def _filled(maker: Maker, locale: Any, attribute: str, before: str, after: str) -> Line:
    speaks = attribute.startswith(_SPEAKS)
    attribute = attribute.removeprefix(_SPEAKS)
    if attribute.startswith(_KEY):
        entity_type, form = SECRETS[attribute.removeprefix(_KEY)]
        return Line(before, maker.make(form), after, entity_type, speaks)
    person = Person(maker, locale, "p", "fernlake.io")
    if attribute in _MADE:
        entity_type, make = _MADE[attribute]
        return Line(before, make(person), after, entity_type, speaks)
    value = person.value(attribute)
    if value.entity_type is None:
        raise ScrubError(f"{attribute}: has no entity type")
    if value.entity_type == "PHONE_NUMBER":
        speaks = speaks and _IS_PHONE.match(value.text) is not None
    return Line(before, value.text, after, value.entity_type, speaks)


@cache
def _lines() -> tuple[tuple[str, str, str], ...]:
    """Return attribute, text before and text after of each line of the template."""
    found = []
    for line in _LINES.read_text(encoding="utf-8").splitlines():
        attribute, before, after = line.split("¦")
        found.append((attribute.strip(), before[1:], after))
    return tuple(found)
