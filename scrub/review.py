"""Stepping through what was found, value by value: what is decided, and the lists that come of it."""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from scrub.errors import PolicyError
from scrub.policy import Policy
from scrub.policyfile import SHIPPED
from scrub.report.places import Place


class Choice(Enum):
    """What is decided about one value: here, or in every file by a list of the policy."""

    KEEP = "keep"
    REDACT = "redact"
    ALWAYS_KEEP = "always keep"
    ALWAYS_REDACT = "always redact"


KEYS: Final = {
    "k": Choice.KEEP,
    "r": Choice.REDACT,
    "K": Choice.ALWAYS_KEEP,
    "R": Choice.ALWAYS_REDACT,
}
BACK, QUIT = "b", "q"
# What ends it behind the last.
_ENTER: Final = ("\r", "\n")
_LISTS: Final = re.compile(r"^[ \t]*(?:allow = \[.*\]|deny = \{.*\})[ \t]*(?:\n|\Z)", re.MULTILINE)
_DETECT: Final = re.compile(r"^[ \t]*\[detect\][ \t]*(?:#.*)?\n", re.MULTILINE)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, repr=False)
class Subject:
    """A distinct value with one place where it stands. Has no repr: it holds a value from the data."""

    place: Place
    count: int

    @property
    def entity_type(self) -> str:
        """What it was found as."""
        return self.place.finding.entity_type


def subjects_of(places: Iterable[Place]) -> list[Subject]:
    """Return each value and type once, in the order of the file, with how often it stands there."""
    first: dict[tuple[str, str], Place] = {}
    counts: dict[tuple[str, str], int] = {}
    for place in places:
        key = place.finding.entity_type, place.value
        first.setdefault(key, place)
        counts[key] = counts.get(key, 0) + 1
    return [Subject(place, counts[key]) for key, place in first.items()]


def step_through(
    count: int, keys: Iterator[str], show: Callable[[int, Choice | None], None]
) -> dict[int, Choice]:
    """Show one after the other, and return what the keys decide; what is not decided is not in it.

    Behind the last, `count` itself is shown, from where one can still go back.
    """
    choices: dict[int, Choice] = {}
    at = 0
    show(at, None)
    for key in keys:
        if key == QUIT or (at == count and key in _ENTER):
            break
        if key in KEYS and at < count:
            choices[at] = KEYS[key]
            at += 1
        elif key == BACK and at:
            at -= 1
        else:
            continue
        show(at, choices.get(at))
    return choices


def with_lists(policy: Policy, source: str, allow: Sequence[str], deny: Mapping[str, str]) -> str:
    """Return the text of a policy with more in its lists; PolicyError where these cannot be added to."""
    if policy.allow_patterns or policy.deny_patterns:
        raise PolicyError(f"{source}: its lists hold patterns, and can only be edited by hand")
    if source in SHIPPED:
        before = f"extends = {_quoted(source)}\n"
    else:
        before = Path(source).read_text(encoding="utf-8")
    text = _LISTS.sub("", before)
    allowed = [each for each in dict.fromkeys((*policy.allow, *allow)) if each not in deny]
    denied = {value: name for value, name in {**policy.deny, **deny}.items() if value not in allow}
    lists = f"allow = [{', '.join(map(_quoted, allowed))}]\n"
    lists += (
        f"deny = {{{', '.join(f'{_quoted(value)} = {_quoted(name)}' for value, name in denied.items())}}}\n"
    )
    if _DETECT.search(text):
        text = _DETECT.sub(lambda match: match[0] + lists, text, count=1)
    else:
        text = f"{text}\n[detect]\n{lists}"
    if _SURROGATE.search(text):
        raise PolicyError(
            f"{source}: a value is no valid Unicode, so no list can hold it: only keep or redact it"
        )
    wanted = tomllib.loads(before)
    wanted["detect"] = {**wanted.get("detect", {}), "allow": allowed, "deny": denied}
    if _parsed(text) != wanted:
        raise PolicyError(f"{source}: its lists are written in a way that can only be edited by hand")
    return text


def _parsed(text: str) -> object:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _quoted(text: str) -> str:
    """Return a text as a TOML string, which JSON's is but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
