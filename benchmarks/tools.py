"""The tools that are compared: what to install, how to run it, and with which settings."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.timing import BenchmarkError
from recognizers.entities import own_type
from scrub.data import Segment
from scrub.detect import Detector
from scrub.evaluate.findings import Finder
from scrub.policy import Policy

_ADAPTERS: Final = Path(__file__).with_name("peers")
_LONGEST: Final = 3600


@dataclass(frozen=True, slots=True)
class Tool:
    """A peer that an adapter asks, in an environment of its own."""

    name: str
    # Folder of its environment, and what is installed there.
    environment: str
    requirements: tuple[str, ...]
    settings: tuple[str, ...]
    # What a reader must know: the settings, in words.
    note: str
    # What it looks for: people, secrets or both.
    looks_for: frozenset[str]

    @property
    def adapter(self) -> Path:
        """The script that is run in its environment."""
        return _ADAPTERS / f"run_{self.environment}.py"


_BOTH: Final = frozenset(("people", "secrets"))
_PEOPLE: Final = frozenset(("people",))
_SECRETS: Final = frozenset(("secrets",))
_PRESIDIO: Final = ("presidio-analyzer==2.2.366",)
_CREDSWEEPER: Final = ("credsweeper==1.19.5",)

TOOLS: Final = (
    Tool("presidio", "presidio", _PRESIDIO, (), "all patterns, blank pipeline, any score", _PEOPLE),
    Tool(
        "presidio_tuned",
        "presidio",
        _PRESIDIO,
        ("tuned",),
        "score 0.4 or more, without URL, UUID, DATE_TIME; blank pipeline",
        _PEOPLE,
    ),
    Tool("scrubadub", "scrubadub", ("scrubadub==2.0.1", "setuptools<81"), (), "default detectors", _BOTH),
    Tool("datafog", "datafog", ("datafog==4.9.0",), (), "pattern engine, all types", _PEOPLE),
    Tool("commonregex", "commonregex", ("commonregex==1.5.4",), (), "types of people alone", _PEOPLE),
    Tool("datatrove", "datatrove", ("datatrove==0.10.1", "orjson", "regex"), (), "PIIFormatter", _PEOPLE),
    Tool("dataclaw", "dataclaw", ("dataclaw==0.4.2",), (), "patterns, no configured names", _BOTH),
    Tool("detect_secrets", "detect_secrets", ("detect-secrets==1.5.0",), (), "default plugins", _SECRETS),
    Tool("credsweeper", "credsweeper", _CREDSWEEPER, (), "with its model", _SECRETS),
    Tool(
        "credsweeper_tuned",
        "credsweeper",
        _CREDSWEEPER,
        ("tuned",),
        "with its model, without its UUID rule",
        _SECRETS,
    ),
    Tool(
        "credsweeper_plain",
        "credsweeper",
        _CREDSWEEPER,
        ("tuned", "no_model"),
        "without its model and its UUID rule",
        _SECRETS,
    ),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One string of a corpus and where it stands."""

    file: str
    row: int
    pointer: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool found, and what it took."""

    findings: Sequence[Mapping[str, Any]]
    cpu: float
    wall: float
    # Texts that the tool raised on.
    failed: int


def ask(tool: Tool, texts: Sequence[Asked], environments: Path) -> Answer:
    """Return what a peer finds in the texts, each by itself."""
    python = environments / tool.environment / "bin" / "python"
    if not python.exists():
        raise BenchmarkError(f"{tool.name}: no environment in {environments}; `make bench-peers` makes it")
    with tempfile.TemporaryDirectory() as scratch:
        asked, found = Path(scratch) / "texts.jsonl", Path(scratch) / "findings.jsonl"
        lines = (json.dumps({"id": number, "text": one.text}) for number, one in enumerate(texts))
        asked.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [str(python), str(tool.adapter), str(asked), str(found), *tool.settings]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST, cwd=scratch)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise BenchmarkError(f"{tool.name}: its adapter failed: {last[:200]}")
        *findings, times = [json.loads(line) for line in found.read_text(encoding="utf-8").splitlines()]
    return Answer(
        list(_placed(findings, texts)), float(times["cpu"]), float(times["wall"]), int(times["failed"])
    )


def ask_ourselves(policy: Policy, texts: Sequence[Asked]) -> Answer:
    """Return what our detection finds in the texts, each by itself, as a peer is asked."""
    detector = Detector(policy)
    detector.find(Segment(0, "warm up"))
    wall, cpu = time.perf_counter(), time.process_time()
    found = [
        {"id": number, "start": span.start, "end": span.end, "entity_type": span.entity_type}
        for number, one in enumerate(texts)
        for span in detector.find(Segment(0, one.text))
    ]
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return Answer(list(_placed(found, texts)), cpu, wall, 0)


class Timed:
    """A finder that says how long it was asked."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self.cpu = 0.0

    def find_in_file(self, path: Path) -> Iterable[Mapping[str, Any]]:
        """Return the findings in a file."""
        start = time.process_time()
        found = list(self._finder.find_in_file(path))
        self.cpu += time.process_time() - start
        return found

    def find_in_texts(self, texts: Sequence[str]) -> Sequence[Iterable[Mapping[str, Any]]]:
        """Return the findings in each text of one conversation."""
        start = time.process_time()
        found = [list(each) for each in self._finder.find_in_texts(texts)]
        self.cpu += time.process_time() - start
        return found


def make_environments(environments: Path, tools: Iterable[Tool] = TOOLS) -> Iterator[str]:
    """Make the environments that are not there yet, yielding a line for each."""
    for tool in {tool.environment: tool for tool in tools}.values():
        folder = environments / tool.environment
        if (folder / "bin" / "python").exists():
            yield f"{tool.environment}: there"
            continue
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", *tool.requirements]
        done = subprocess.run(install, capture_output=True, text=True)
        yield f"{tool.environment}: {'made' if done.returncode == 0 else 'cannot be installed here'}"


def _placed(findings: Iterable[Mapping[str, Any]], texts: Sequence[Asked]) -> Iterator[dict[str, Any]]:
    for found in findings:
        one = texts[found["id"]]
        entity_type = own_type(found["entity_type"]) or "SECRET"
        place = {"file": one.file, "row": one.row, "pointer": one.pointer}
        yield {**place, "start": found["start"], "end": found["end"], "entity_type": entity_type}
