"""What is seen of a run while it goes on: a bar, lines of JSON, a file for Prometheus."""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TextIO

from recognizers.errors import reason_of
from recognizers.nearest import unknown
from scrub import ledger
from scrub.errors import PolicyError
from scrub.files import OutputError
from scrub.ledger import Entry
from scrub.run.progress import Watch

LOG_FORMATS: Final = ("text", "json")
# Seconds between two lines, and between two states of the file.
_PAUSE: Final = 5.0
_VERDICTS: Final = (ledger.WRITTEN, ledger.REFUSED, ledger.WITHHELD)


@dataclass(slots=True)
class Seen:
    """How far a run is; what an earlier one did is not counted into the rate."""

    total: int
    size: int = 0
    conversations: Counter[str] = field(default_factory=Counter)
    # By the monotonic clock, which nobody sets back.
    started: float = field(default_factory=lambda: time.monotonic())

    def add(self, size: int, entries: Iterable[Entry]) -> None:
        """Count what is done."""
        self.size += size
        self.conversations.update(entry.verdict for entry in entries)

    @property
    def seconds(self) -> float:
        """How long it goes on."""
        return time.monotonic() - self.started

    @property
    def rate(self) -> float:
        """Bytes a second."""
        return self.size / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take, as things go; None where nothing can be said."""
        return (self.total - self.size) / self.rate if self.rate else None

    def as_json(self) -> dict[str, Any]:
        """Return it by name."""
        return {
            "bytes": self.size,
            "bytes_total": self.total,
            "seconds": round(self.seconds, 1),
            "bytes_per_second": round(self.rate),
            "seconds_left": None if self.left is None else round(self.left),
            "conversations": {verdict: self.conversations[verdict] for verdict in _VERDICTS},
        }

    def as_metrics(self) -> str:
        """Return it as Prometheus reads it.

        https://prometheus.io/docs/instrumenting/exposition_formats/
        """
        lines = [
            "# HELP scrub_bytes_total Bytes of the input, as stored.",
            "# TYPE scrub_bytes_total gauge",
            f"scrub_bytes_total {self.total}",
            "# HELP scrub_bytes_done Bytes of the input that are done.",
            "# TYPE scrub_bytes_done gauge",
            f"scrub_bytes_done {self.size}",
            "# HELP scrub_seconds How long this process has been at it.",
            "# TYPE scrub_seconds gauge",
            f"scrub_seconds {self.seconds:.1f}",
            "# HELP scrub_conversations Conversations by what became of them.",
            "# TYPE scrub_conversations gauge",
        ]
        lines += [
            f'scrub_conversations{{verdict="{verdict}"}} {self.conversations[verdict]}'
            for verdict in _VERDICTS
        ]
        return "\n".join(lines) + "\n"


@contextmanager
def watched(total: int, log_format: str, metrics: Path | None) -> Iterator[Watch]:
    """Show a run of so many bytes as it is asked for; a bar only where a person looks on."""
    if log_format not in LOG_FORMATS:
        raise PolicyError(unknown("log format", log_format, LOG_FORMATS))
    seen = Seen(total)
    shown = -_PAUSE
    with ExitStack() as stack:
        bar = stack.enter_context(_bar(seen)) if log_format == "text" and sys.stderr.isatty() else None

        def show() -> None:
            if log_format == "json":
                log_line(sys.stderr, "progress", seen.as_json())
            if metrics is not None:
                _store(metrics, seen.as_metrics())

        def watch(size: int, entries: Iterable[Entry]) -> None:
            nonlocal shown
            seen.add(size, entries)
            if bar is not None:
                bar()
            if seen.seconds - shown >= _PAUSE:
                shown = seen.seconds
                show()

        try:
            yield watch
        finally:
            show()


def log_line(stream: TextIO, event: str, content: dict[str, Any]) -> None:
    """Write a line for machines; the time is that of the wall."""
    stream.write(json.dumps({"time": round(time.time(), 3), "event": event, **content}) + "\n")


def _store(path: Path, text: str) -> None:
    """Replace a file whole, since someone may read it at any time."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {reason_of(error)}") from None


@contextmanager
def _bar(seen: Seen) -> Iterator[Any]:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.progress import TransferSpeedColumn as Speed

    counts = TextColumn("{task.fields[counts]}")
    columns = (BarColumn(), DownloadColumn(), Speed(), TimeRemainingColumn(), counts)
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        shown = progress.add_task("run", total=seen.total, counts="")

        def update() -> None:
            counts = ", ".join(f"{seen.conversations[verdict]} {verdict}" for verdict in _VERDICTS)
            progress.update(shown, completed=seen.size, counts=counts)

        yield update
