"""How many secrets are found of providers that no rule knows.

python -m benchmarks.unknown_providers FILE...

The files with rules of secrets are dealt into parts. One part after the other is taken away, and every
labelled secret that was found by rules of that part alone is looked for again, by what is left: what is known
of places, names and shapes. So each is judged as if its provider had come up yesterday. Files are JSON Lines
of texts with labels, as `scrub evaluate` reads them.
"""

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.machine import describe_machine
from recognizers.engine import Engine, shipped_engine
from recognizers.entities import ENTITY_TYPES, Family, family_of
from recognizers.finders import shipped_finders
from recognizers.rule import Rule
from recognizers.ruleset import shipped_rules
from recognizers.span import Span

# What counts by default.
_COUNTS: Final = 0.5
# What holds for every provider stays.
_GENERAL: Final = "unknown.toml"


class Secret(NamedTuple):
    """A labelled secret, and which files of rules find it."""

    text: str
    start: int
    end: int
    files: frozenset[str]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--parts", type=int, default=3)
    chosen = parser.parse_args()
    machine = describe_machine()
    print(f"{machine.time}, commit {machine.commit}{', changed' if machine.changed else ''}")
    print(f"{machine.processor}, {machine.cores} cores, Python {machine.python}")
    labels, secrets = 0, []
    for path in chosen.files:
        before = labels
        for text, start, end in _labels(path):
            labels += 1
            if (secret := _found(text, start, end)) is not None:
                secrets.append(secret)
        print(f"{path.name}: {labels - before:,} secrets labelled")
    print(f"{len(secrets):,} of {labels:,} are found")
    known = again = 0
    for part in range(chosen.parts):
        engine = Engine([*_without(part, chosen.parts), *shipped_finders()])
        own = [secret for secret in secrets if secret.files and _parts(secret.files, chosen.parts) == {part}]
        found = sum(_covers(engine.find(each.text), each.text, each.start, each.end) for each in own)
        known += len(own)
        again += found
        print(f"part {part + 1}: {len(own):,} by its rules alone, {found:,} without them", flush=True)
    print(
        f"all parts: {again:,} of {known:,} without the rules of their providers, {again / max(1, known):.3f}"
    )


def _labels(path: Path) -> Iterator[tuple[str, int, int]]:
    with path.open(encoding="utf-8") as lines:
        for document in map(json.loads, lines):
            for span in document["spans"]:
                if _is_secret(span["label"]) and not span.get("optional"):
                    yield document["text"], span["start"], span["end"]


def _is_secret(label: str) -> bool:
    # Others label secrets without saying of what kind.
    return label not in ENTITY_TYPES or family_of(label) is Family.SECRET


def _found(text: str, start: int, end: int) -> Secret | None:
    spans = shipped_engine().find(text)
    if not _covers(spans, text, start, end):
        return None
    known = _files()
    files = {known[span.source] for span in spans if _touches(span, start, end) and span.source in known}
    return Secret(text, start, end, frozenset(files))


def _touches(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end and span.score >= _COUNTS


def _covers(spans: Iterable[Span], text: str, start: int, end: int) -> bool:
    """Return whether what counts covers every letter and digit of a label."""
    places = {at for span in spans if _touches(span, start, end) for at in range(span.start, span.end)}
    return all(at in places for at in range(start, end) if text[at].isalnum())


def _parts(files: Iterable[str], parts: int) -> set[int]:
    return {int(hashlib.sha256(name.encode()).hexdigest(), 16) % parts for name in files}


def _without(part: int, parts: int) -> Sequence[Rule]:
    known = _files()
    return [
        rule for rule in shipped_rules() if rule.id not in known or _parts([known[rule.id]], parts) != {part}
    ]


@cache
def _files() -> Mapping[str, str]:
    """Return the rules of secrets of providers, each with the file that it stands in."""
    return {
        rule.id: rule.origin
        for rule in shipped_rules()
        if family_of(rule.entity_type) is Family.SECRET and rule.origin != _GENERAL
    }


if __name__ == "__main__":
    main()
