"""Who wrote it, asked of scrubbed conversations: `python -m benchmarks.reidentify [gold|DIR ...]`.

An attacker has a directory of the accounts (every name, login, address, employer, town and number that is
labelled in their conversations, and their projects), and for another attack half of each conversation as it
was. How often the account of a scrubbed conversation is the first guess, against the unscrubbed text and
chance; and singling out, linkability and inference as in Opinion 05/2014 of the Article 29 Working Party.
"""

import argparse
import json
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import Any, Final

from benchmarks.attacker import Directory, Writings, path_parts, success, words
from benchmarks.baseline import RECORDS, write_record
from benchmarks.machine import describe_machine
from corpora import gold
from recognizers.entities import ENTITY_TYPES, Family
from recognizers.errors import ScrubError
from scrub.data import ScrubbedRecord
from scrub.files import find_sources
from scrub.formats.record import Broken, Gap
from scrub.policy import Policy
from scrub.redact import scrub_unit
from scrub.scrubber import Scrubber
from scrub.units import Unit, UnusableError, pieces_of, units_of

POLICIES: Final = ("default", "strict")
UNSCRUBBED: Final = "unscrubbed"
# One key for all: that the same person has the same stand-in in two conversations is part of the attack.
_KEY: Final = bytes(range(32))
_WORKED_IN: Final = re.compile(r"/(?:[\w.-]+/)*([\w.-]{3,})")
_DIRECT: Final = frozenset(name for name, kind in ENTITY_TYPES.items() if kind.family is Family.DIRECT)
_QUASI: Final = frozenset(name for name, kind in ENTITY_TYPES.items() if kind.family is Family.QUASI)
_LEAST_CHARACTERS: Final = 3

# The strings of one record in order, or none where it is withheld.
Strings = Sequence[str]


@dataclass(slots=True)
class Told:
    """One conversation: whose it is, what its labels say, its strings unscrubbed and by policy."""

    account: str
    direct: set[str] = field(default_factory=set)
    quasi: set[str] = field(default_factory=set)
    projects: set[str] = field(default_factory=set)
    texts: dict[str, list[Strings]] = field(default_factory=lambda: defaultdict(list))

    def whole(self, version: str) -> str:
        """Return all its text."""
        return "\n".join(string for strings in self.texts[version] for string in strings)

    def halves(self, version: str) -> tuple[str, str]:
        """Return what comes before and after the middle of the unscrubbed text."""
        sizes = [sum(map(len, strings)) for strings in self.texts[UNSCRUBBED]]
        middle, seen = sum(sizes) / 2, 0
        parts: tuple[list[str], list[str]] = ([], [])
        for size, before, strings in zip(sizes, self.texts[UNSCRUBBED], self.texts[version], strict=True):
            share = min(1.0, max(0.0, (middle - seen) / size)) if size else 1.0
            seen += size
            if len(before) == 1 and strings:
                cut = round(share * len(strings[0]))
                parts[0].append(strings[0][:cut])
                parts[1].append(strings[0][cut:])
            else:
                cut = round(share * len(strings))
                parts[0].extend(strings[:cut])
                parts[1].extend(strings[cut:])
        return "\n".join(parts[0]), "\n".join(parts[1])


def read_told(root: Path, policies: Sequence[str]) -> list[Told]:
    """Read a labelled folder, and scrub it with each policy."""
    told: dict[tuple[str, int | None], Told] = {}
    for line in _lines(root / gold.CONVERSATIONS):
        told[line["file"], line["row"]] = Told(line["account_id"])

    def find(file: str, row: int) -> Told | None:
        if (whole := told.get((file, None))) is not None:
            return whole
        # A conversation begins at its row and ends where the next begins.
        rows = [begin for name, begin in told if name == file and begin is not None and begin <= row]
        return told[file, max(rows)] if rows else None

    for label in _lines(root / gold.LABELS):
        conversation = find(label["file"], label["row"])
        if conversation is None or len(label["value"]) < _LEAST_CHARACTERS:
            continue
        if label["type"] in _DIRECT:
            conversation.direct.add(label["value"])
        elif label["type"] in _QUASI:
            conversation.quasi.add(label["value"])
    folders = {root / file for file, _ in told}
    sources = [source for source in find_sources([str(root)]) if source.path in folders]
    for unit in units_of(sources):
        if isinstance(unit, UnusableError):
            continue
        _read(unit, root, find)
    for policy in policies:
        scrubber = Scrubber(Policy.load(policy), key=_KEY)
        for unit in units_of(sources):
            if not isinstance(unit, UnusableError):
                _scrub(unit, root, scrubber, policy, find)
    return [conversation for conversation in told.values() if conversation.whole(UNSCRUBBED).strip()]


def _read(unit: Unit, root: Path, find: Callable[[str, int], Told | None]) -> None:
    for source, form in unit.members:
        for piece in pieces_of(source, form):
            if isinstance(piece, Gap):
                continue
            conversation = find(source.path.relative_to(root).as_posix(), piece.row)
            if conversation is not None:
                data = b"" if isinstance(piece, Broken) else piece.data
                conversation.texts[UNSCRUBBED].append(list(_strings(data)))
                conversation.projects |= _projects(data)


def _scrub(
    unit: Unit, root: Path, scrubber: Scrubber, policy: str, find: Callable[[str, int], Told | None]
) -> None:
    for file in scrub_unit(scrubber, unit):
        for part, _ in file.parts:
            if isinstance(part, ScrubbedRecord):
                conversation = find(file.source.path.relative_to(root).as_posix(), part.row)
                if conversation is not None:
                    written = () if part.payload is None else list(_strings(bytes(part.payload)))
                    conversation.texts[policy].append(written)


def _strings(data: bytes) -> Iterator[str]:
    try:
        value = json.loads(data)
    except ValueError:
        value = data.decode("utf-8", "replace")
    stack = [value]
    while stack:
        value = stack.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            stack.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            stack.extend(reversed(value))


def _projects(data: bytes) -> set[str]:
    """Return the name of the folder that a session was worked in."""
    found = re.search(rb'"cwd": ?"([^"\\]{1,400})"', data)
    match = _WORKED_IN.fullmatch(found[1].decode("utf-8", "replace")) if found else None
    return {match[1]} if match else set()


def attack(told: Sequence[Told], versions: Sequence[str]) -> dict[str, Any]:
    """Return the success of every attack on every version of the conversations."""
    by_account: defaultdict[str, list[Told]] = defaultdict(list)
    for conversation in told:
        by_account[conversation.account].append(conversation)
    accounts = list(by_account)

    def directory(*fields: str) -> Directory:
        return Directory(
            {
                account: {value for each in of for name in fields for value in getattr(each, name)}
                for account, of in by_account.items()
            }
        )

    halves = {str(number): conversation for number, conversation in enumerate(told)}
    first = {number: each.halves(UNSCRUBBED)[0] for number, each in halves.items()}
    everything = directory("direct", "quasi", "projects")
    attacks: dict[str, dict[str, Any]] = {}
    for name, of in (
        ("names, logins, numbers", directory("direct")),
        ("employers, towns, dates", directory("quasi")),
        ("projects", directory("projects")),
        ("all of the directory", everything),
    ):
        attacks[name] = _measured(
            versions,
            accounts,
            lambda version, of=of: [(of.scores(each.whole(version)), each.account) for each in told],  # type: ignore[misc]
        )
    wording, layout = Writings(first, words), Writings(first, path_parts)
    for name, scores in (
        ("rare words of its other half", wording.rare),
        ("wording of its other half", wording.alike),
        ("paths of its other half", layout.alike),
    ):
        attacks[name] = _measured(
            versions,
            list(halves),
            lambda version, scores=scores: [  # type: ignore[misc]
                (scores(each.halves(version)[1]), number) for number, each in halves.items()
            ],
        )
    several = [each for each in told if len(by_account[each.account]) > 1]
    if several:
        attacks["wording of other conversations"] = _measured(
            versions, accounts, lambda version: list(_others(several, by_account, version))
        )
    return {
        "conversations": len(told),
        "accounts": len(accounts),
        "with_others": len(several),
        "attacks": attacks,
        "singled_out": {version: _singled_out(told, everything, version) for version in versions},
        "inferred": _inferred(told, versions),
    }


def _measured(
    versions: Iterable[str],
    candidates: Sequence[str],
    guess: Callable[[str], Sequence[tuple[Mapping[str, float], str]]],
) -> dict[str, Any]:
    found = {
        version: round(fmean(success(scores, right, candidates) for scores, right in guess(version)), 4)
        for version in versions
    }
    return {"chance": round(1 / len(candidates), 4), **found}


def _others(
    several: Iterable[Told], by_account: Mapping[str, Sequence[Told]], version: str
) -> Iterator[tuple[Mapping[str, float], str]]:
    """Compare a conversation with what else its account, and every other, has written."""
    for conversation in several:
        others = {
            account: "\n".join(each.whole(UNSCRUBBED) for each in of if each is not conversation)
            for account, of in by_account.items()
        }
        yield Writings(others, words).alike(conversation.whole(version)), conversation.account


def _singled_out(told: Sequence[Told], directory: Directory, version: str) -> float:
    """The share of conversations whose strings fit one account best, the right one."""
    return round(fmean(directory.fits(each.whole(version)) == {each.account} for each in told), 4)


def _inferred(told: Sequence[Told], versions: Iterable[str]) -> dict[str, float]:
    """The share of quasi-identifiers that can be read off; chance: of those of somebody else."""
    having = [each for each in told if each.quasi]

    def share(whose: Sequence[Told], version: str) -> float:
        read = total = 0
        for one, other in zip(whose, having, strict=True):
            read += len(Directory({"": one.quasi}).found(other.whole(version)))
            total += len(Directory({"": one.quasi}).found("\n".join(one.quasi)))
        return round(read / total, 4) if total else 0.0

    found = {version: share(having, version) for version in versions}
    return {"chance": share([*having[1:], *having[:1]], UNSCRUBBED), **found}


def _lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def table(measured: Mapping[str, Any]) -> list[tuple[str, dict[str, float]]]:
    """Return what is shown of one set: what was tried, and its figures."""
    return [
        *measured["attacks"].items(),
        ("singled out", {"chance": 0.0, **measured["singled_out"]}),
        ("quasi-identifiers inferred", measured["inferred"]),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and write the record."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reidentify", description=__doc__)
    parser.add_argument("folders", metavar="DIR", nargs="*", default=["gold"], help="labelled, or gold")
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, default=RECORDS)
    chosen = parser.parse_args(arguments)
    machine = describe_machine()
    record: dict[str, Any] = {"kind": "reidentify", "machine": machine.to_json(), "sets": {}}
    print(f"{machine.time}, commit {machine.commit}{' with changes' if machine.changed else ''}")
    print(f"{machine.processor}, {machine.cores} cores, load {machine.load}, Python {machine.python}")
    try:
        for name in chosen.folders:
            began = time.process_time()
            with tempfile.TemporaryDirectory() as cache:
                root = gold.open_gold(Path(cache)) if name == "gold" else Path(name)
                measured = attack(read_told(root, POLICIES), (UNSCRUBBED, *POLICIES))
            measured["cpu_s"] = round(time.process_time() - began, 1)
            record["sets"]["gold" if name == "gold" else "generated"] = measured
            _print(name, measured)
    except (ScrubError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(f"\n{write_record(record, chosen.output)}")
    return 0


def _print(name: str, measured: Mapping[str, Any]) -> None:
    print(f"\n{name}: {measured['conversations']} conversations of {measured['accounts']} accounts")
    print(f"{'first guess is right, %':34}{'chance':>12}{UNSCRUBBED:>12}{POLICIES[0]:>12}{POLICIES[1]:>12}")
    for what, figures in table(measured):
        print(f"{what:34}" + "".join(f"{100 * value:12.1f}" for value in figures.values()))
    print(f"{measured['cpu_s']} s of a processor")


if __name__ == "__main__":
    sys.exit(main())
