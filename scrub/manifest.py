"""What a finished run wrote: how it was made, its counts, and the digest of every file."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, BinaryIO, Final

from recognizers.errors import reason_of
from scrub import ledger
from scrub.errors import ScrubError
from scrub.files import safe_name

NAME: Final = "manifest.json"
# Raised when what stands in a manifest changes.
_FORMAT: Final = 1
_DIGITS: Final = 16
_CHUNK: Final = 1 << 20
_SKIPPED: Final = "__pycache__"


class ManifestError(ScrubError):
    """A manifest cannot be read."""


@dataclass(frozen=True, slots=True)
class Written:
    """One file of the output."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that the bytes of an output depend on; two runs of one recipe write the same."""

    policy: str
    policy_fingerprint: str
    # A digest of everything that finds and replaces.
    rules: str
    key_id: str
    # Whether each conversation was judged, and of which moment.
    gated: bool
    now: str | None
    # Keyed digests: of names, sizes and times of the input, and of the files of facts.
    inputs: str
    facts: str | None
    # Megabytes of a shard, and how its name ends; None where files are written as they were read.
    shards: int | None
    shard_format: str | None = None
    # What tells which records of several files are of one conversation.
    group_by: str | None = None


@dataclass(slots=True)
class Counts:
    """What came in and what became of it; adds up entry by entry."""

    conversations: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    withheld: Counter[str] = field(default_factory=Counter)
    dropped: int = 0

    def add(self, entry: ledger.Entry) -> None:
        """Count one conversation."""
        self.conversations["in"] += 1
        self.conversations[entry.verdict] += 1
        withheld = sum(entry.withheld.values())
        self.records.update(
            {"in": entry.records, "written": entry.written, "refused": entry.refused, "withheld": withheld}
        )
        self.found.update(entry.found)
        self.withheld.update(entry.withheld)
        self.dropped += entry.dropped
        if entry.verdict == ledger.REFUSED:
            self.refused[str(entry.reason)] += 1

    def as_json(self) -> dict[str, Any]:
        """Return the counts, each in a fixed order."""
        states = ("in", ledger.WRITTEN, ledger.REFUSED, ledger.WITHHELD)
        return {
            "conversations": {state: self.conversations[state] for state in states},
            "records": {state: self.records[state] for state in states},
            "found": dict(sorted(self.found.items())),
            "refused": dict(sorted(self.refused.items())),
            "withheld": dict(sorted(self.withheld.items())),
            "dropped": self.dropped,
        }

    def balance(self) -> bool:
        """Say whether everything that came in was written, refused or withheld."""
        return all(
            counts["in"] == sum(counts[state] for state in (ledger.WRITTEN, ledger.REFUSED, ledger.WITHHELD))
            for counts in (self.conversations, self.records)
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """The account of a finished run."""

    recipe: Recipe
    counts: Mapping[str, Any]
    # Lines of the ledger, the digest of the last one, and that signed with the key.
    lines: int
    head: str
    seal: str
    files: Mapping[str, Written]

    def dumped(self) -> bytes:
        """Return it as it is stored."""
        content = {
            "format": _FORMAT,
            **asdict(self.recipe),
            "counts": self.counts,
            "ledger": {"lines": self.lines, "head": self.head, "seal": self.seal},
            "files": {name: asdict(written) for name, written in sorted(self.files.items())},
        }
        return json.dumps(content, indent=1).encode() + b"\n"


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of an output folder; ManifestError where there is none."""
    path = folder / NAME
    try:
        content = json.loads(path.read_bytes())
        # A field that came later is not in the manifests before.
        recipe = Recipe(**{name: content[name] for name in Recipe.__dataclass_fields__ if name in content})
        chain = content["ledger"]
        written = {name: Written(**each) for name, each in content["files"].items()}
        if type(chain["lines"]) is not int or any(safe_name(name) != name for name in written):
            raise ValueError
        return Manifest(recipe, content["counts"], chain["lines"], chain["head"], chain["seal"], written)
    except FileNotFoundError:
        raise ManifestError(f"{folder}: holds no finished run: there is no {NAME}") from None
    except OSError as error:
        raise ManifestError(f"{path}: cannot be read: {reason_of(error)}") from None
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        raise ManifestError(f"{path}: is no manifest of a run") from None


def digest_of(stream: BinaryIO) -> Written:
    """Return size and digest of what is left of a stream."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return Written(size, digest.hexdigest())


@cache
def rules_version() -> str:
    """Return a digest of everything in the package: rules, models and code alike decide what is written."""
    digest = hashlib.sha256()
    for package in ("recognizers", "scrub"):
        root = Path(str(files(package)))
        for path in sorted(root.rglob("*")):
            if path.is_file() and _SKIPPED not in path.parts:
                content = hashlib.sha256(path.read_bytes()).digest()
                digest.update(f"{package}/{path.relative_to(root).as_posix()}\0".encode() + content)
    return digest.hexdigest()[:_DIGITS]
