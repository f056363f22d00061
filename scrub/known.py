"""What the caller knows beforehand: values that must go, and people with all their names.

None of it stands in a policy, whose fingerprint is shown and kept.
"""

import json
import os
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from recognizers.errors import reason_of
from recognizers.lookalikes.stock_values import is_stock_value
from scrub.errors import ScrubError

# Instead of a file: the values of the environment in which the command runs.
ENVIRONMENT: Final = "env:"
# Shorter ones stand everywhere.
_SHORTEST: Final = 6
# Two equals signs are the end of what is written in base64.
_ASSIGNMENT: Final = re.compile(r"(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*(=(?!=)|:)\s*(.+)")
_SECRET_NAME: Final = re.compile(r"key|token|secret|passw|pwd|credential|auth|dsn|_url$|_uri$", re.IGNORECASE)
_OTHERWISE: Final = "ACCESS_TOKEN"
# Members of a person, and the entity types of their values.
_MEMBERS: Final[Mapping[str, str]] = {
    "names": "PERSON",
    "emails": "EMAIL_ADDRESS",
    "logins": "USERNAME",
    "phones": "PHONE_NUMBER",
    "addresses": "STREET_ADDRESS",
    "organizations": "ORGANIZATION",
    "ids": "ID_NUMBER",
}
# Those that no two people have.
_OF_ONE: Final = frozenset(("emails", "logins", "phones", "ids"))


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """What is known beforehand. Has no repr: it holds values."""

    # The entity type of each value that must go.
    values: Mapping[str, str] = field(default_factory=dict)
    # (entity type, value) pairs, found in all their forms.
    people: tuple[tuple[str, str], ...] = ()

    def of_types(self, types: Container[str]) -> "Known":
        """Return what is known of these entity types alone."""
        return Known(
            {value: entity_type for value, entity_type in self.values.items() if entity_type in types},
            tuple(pair for pair in self.people if pair[0] in types),
        )


class KnownError(ScrubError):
    """A file of known values or people cannot be used; the message never holds a value."""


def read_known(values: str | None, people: Path | None) -> Known:
    """Return what a file of values, or the environment, and a file of people say."""
    return Known(
        read_values(values) if values is not None else {}, tuple(read_people(people)) if people else ()
    )


def read_values(source: str) -> dict[str, str]:
    """Return the entity type of each known value: of a file, or of the environment for `env:`.

    A file has one value a line, alone or as NAME=VALUE; `#` begins a comment. Of `user:value` both the value
    and all of it must go. Of the environment those count whose names say that they are secret. What is too
    short to be told from other text is an error in a file.
    """
    if source == ENVIRONMENT:
        named = ((name, value) for name, value in os.environ.items() if _SECRET_NAME.search(name))
        return {value: _type_of(name, value) for name, value in named if _is_usable(value)}
    known = {}
    for number, line in _lines(Path(source)):
        match = _ASSIGNMENT.fullmatch(line)
        name, value = (match[1], match[3].strip().strip("'\"")) if match else ("", line)
        if len(value) < _SHORTEST:
            raise KnownError(f"{source}:{number}: shorter than {_SHORTEST} characters, and so everywhere")
        known[value] = _type_of(name, value)
        if match and match[2] == ":" and not any(map(str.isspace, line)):
            # A password may have a colon in it.
            known.setdefault(line, _OTHERWISE)
    return known


def read_people(path: Path) -> list[tuple[str, str]]:
    """Return (entity type, value) pairs of the people in a file of JSON lines.

    A line is an object with lists under `names`, `emails`, `logins`, `phones`, `addresses`,
    `organizations` and `ids`; one text may stand in place of a list. What tells one person from all others
    (an address, a login, a full name, ...) stands in one line alone: KnownError where two have it.
    """
    from scrub.link.identity import identify

    pairs = []
    lines: dict[tuple[str, str], int] = {}
    for number, line in _lines(path):
        try:
            person = json.loads(line)
        except (ValueError, RecursionError):
            raise KnownError(f"{path}:{number}: not a JSON object") from None
        if not isinstance(person, dict):
            raise KnownError(f"{path}:{number}: not a JSON object")
        unknown = sorted(set(person) - set(_MEMBERS))
        if unknown:
            raise KnownError(f"{path}:{number}: unknown member; known: {', '.join(_MEMBERS)}")
        for member, value in person.items():
            where = f"{path}:{number}: {member}"
            for text in _texts(value, where):
                pairs.append((_MEMBERS[member], text))
                if member in _OF_ONE or (member == "names" and " " in text):
                    earlier = lines.setdefault((member, identify(_MEMBERS[member], text).canonical), number)
                    if earlier != number:
                        raise KnownError(f"{where}: one is a person's in line {earlier}, too")
    return pairs


def _texts(value: Any, where: str) -> list[str]:
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise KnownError(f"{where}: wants a text or a list of texts")
    return [text.strip() for text in texts]


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise KnownError(f"{path}: cannot be read: {reason_of(error)}") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()


def _is_usable(value: str) -> bool:
    return len(value) >= _SHORTEST and "\n" not in value and not is_stock_value(_OTHERWISE, value)


def _type_of(name: str, value: str) -> str:
    """Return what a value is by its name, as it would be found beside it."""
    if not name:
        return _OTHERWISE
    from recognizers.labelled.places import find_member

    found = find_member(name, value)
    return found[0].entity_type if found else _OTHERWISE
