"""Who does the work of a run: local processes, Ray, beside them the batch steps of datatrove and Presidio.

python -m benchmarks.engines --megabytes 12

All read the same JSON Lines of the texts of generated chats and sessions, and write them again. Ours finds by
patterns alone, as the others do here; `--names` has it find names too, and leaves the others out. Processor
time is that of all processes. Efficiency is of processor
time too, so that other work on the machine does not show: the longest path of one worker through twice that
of two. A package that is not installed is left out and said.
"""

import argparse
import base64
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, cast

from benchmarks.baseline import RECORDS
from benchmarks.machine import ROOT, describe_machine
from benchmarks.processes import Watched, watch
from benchmarks.timing import BenchmarkError
from corpora.generate.corpus import CorpusWriter
from scrub.compression import compressed
from scrub.files import find_sources
from scrub.formats.record import Broken, Gap
from scrub.units import format_of, pieces_of

KEY: Final = base64.b64encode(bytes(32)).decode()
_POLICY: Final = 'name = "patterns"\n[detect]\nnames = false\n'
_FILES: Final = 16
# Strings of one document.
_STRINGS: Final = 40
_PEERS: Final = Path(__file__).with_name("peers")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=12.0)
    parser.add_argument("--names", action="store_true", help="the default policy, local workers alone")
    parser.add_argument("--ours", action="store_true", help="leave other tools out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", help="where the files are made for a while, instead of that for such")
    parser.add_argument("--record", action="store_true", help="write the figures to benchmarks/records")
    chosen = parser.parse_args()
    machine = describe_machine()
    print(f"{machine.time}, commit {machine.commit}{', changed' if machine.changed else ''}")
    print(f"{machine.processor}, {machine.cores} cores, load {machine.load}, Python {machine.python}")
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        field = Field(Path(name), int(chosen.megabytes * 1e6), chosen.seed, has_names=chosen.names)
        found = "names too" if chosen.names else "patterns alone"
        print(f"{field.size:,} bytes in {_FILES} files, generated with seed {chosen.seed}, {found}")
        print(f"reading and writing alone, packed as .zst: {field.copy():.2f} s of CPU", flush=True)
        others = (field.measure_ray(), () if chosen.ours else field.measure_peers())
        for line in chain(field.measure_workers(), *(() if chosen.names else others)):
            print(line, flush=True)
        if chosen.record:
            record = {"kind": "engines", "machine": machine.to_json(), "found": found, **field.to_json()}
            name = f"{machine.time[:10]}-{machine.commit}-engines{'-names' if chosen.names else ''}.json"
            (RECORDS / name).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


class Field:
    """A folder with inputs, and who is run over them."""

    def __init__(self, folder: Path, size: int, seed: int, *, has_names: bool = False) -> None:
        self._folder = folder
        CorpusWriter(folder / "native", seed).write(size)
        documents = _documents(folder / "native")
        self._input = folder / "in"
        self._input.mkdir()
        files = [(self._input / f"{number:02}.jsonl").open("w", encoding="utf-8") for number in range(_FILES)]
        for number, document in enumerate(documents):
            line = json.dumps({"id": str(number), "text": document}, ensure_ascii=False)
            files[number % _FILES].write(line.encode("utf-8", "replace").decode() + "\n")
        for file in files:
            file.close()
        (folder / "policy.toml").write_text("" if has_names else _POLICY, encoding="utf-8")
        self.size = sum(path.stat().st_size for path in self._input.iterdir())
        self._runs: list[dict[str, Any]] = []

    def to_json(self) -> dict[str, Any]:
        """Return what was measured until now."""
        return {"bytes": self.size, "runs": self._runs}

    def copy(self) -> float:
        """Return the processor time of recognising, reading and writing, without anything between."""
        start = time.process_time()
        for number, source in enumerate(find_sources([str(self._input)])):
            out = self._folder / f"copy-{number}.zst"
            with out.open("xb") as stream, compressed(cast(Any, stream), out.name) as packed:
                for piece in pieces_of(source, format_of(source)):
                    if not isinstance(piece, Broken):
                        packed.write(piece.data)
        return time.process_time() - start

    def measure_workers(self) -> Iterator[str]:
        """Yield lines on one and on two workers."""
        # What is compiled once is no part of it.
        self._scrub("warm", "local", 1)
        yield f"{'who':24}   wall      CPU   of first  busiest   MB/s of CPU  peak first  of other"
        alone = self._scrub("local-1", "local", 1)
        yield self._line("local, 1 worker", alone)
        two = self._scrub("local-2", "local", 2)
        yield self._line("local, 2 workers", two)
        by_cpu = alone.longest_path / (2 * two.longest_path)
        by_wall = alone.wall / (2 * two.wall)
        yield f"  efficiency on 2 workers: {by_cpu:.2f} by processor time, {by_wall:.2f} by the clock"

    def measure_ray(self) -> Iterator[str]:
        """Yield lines on Ray, which is to write what two workers wrote."""
        if find_spec("ray"):
            seen = self._scrub("ray-2", "ray", 2)
            if not (self._folder / "ray-2/manifest.json").exists():
                # Ray ends the process that asked for it where it cannot start in time.
                yield f"Ray: did not come to its end, exit code {seen.code}"
                return
            yield self._line("Ray, 2 actors", seen)
            same = _tree(self._folder / "ray-2") == _tree(self._folder / "local-2")
            yield f"  the bytes of the local engine: {'yes' if same else 'NO'}"
        else:
            yield "Ray: not installed"

    def measure_peers(self) -> Iterator[str]:
        """Yield lines on other tools."""
        for package, script in (
            ("datatrove", "batch_datatrove.py"),
            ("presidio_analyzer", "batch_presidio.py"),
        ):
            if not find_spec(package):
                yield f"{package}: not installed"
                continue
            output = self._folder / script
            seen = watch([sys.executable, str(_PEERS / script), str(self._input), str(output), "2"], cwd=ROOT)
            yield self._line(f"{package}, 2 processes", seen)

    def _scrub(self, output: str, engine: str, workers: int) -> Watched:
        command = ["run", str(self._input), "-o", str(self._folder / output), "--ad-hoc"]
        settings = [
            "--policy",
            str(self._folder / "policy.toml"),
            "--engine",
            engine,
            "--workers",
            str(workers),
        ]
        return watch(
            [sys.executable, "-m", "scrub", *command, *settings],
            cwd=ROOT,
            environment={"SCRUB_KEY": KEY, "PYTHONPATH": str(ROOT)},
        )

    def _line(self, who: str, seen: Watched) -> str:
        # 1: something was withheld.
        if seen.code not in (0, 1):
            raise BenchmarkError(f"{who}: ended with exit code {seen.code}")
        self._runs.append(
            {
                "who": who,
                "wall_s": round(seen.wall, 2),
                "cpu_s": round(seen.cpu, 2),
                "first_cpu_s": round(seen.first.cpu, 2),
                "busiest_cpu_s": round(seen.largest.cpu, 2),
                "mb_per_cpu_s": round(self.size / seen.cpu / 1e6, 3),
                "first_peak_mb": round(seen.first.peak / 1e6),
                "other_peak_mb": round(seen.peak / 1e6),
            }
        )
        return (
            f"{who:24}{seen.wall:5.1f} s {seen.cpu:6.1f} s {seen.first.cpu:9.1f} s {seen.largest.cpu:6.1f} s"
            f"{self.size / seen.cpu / 1e6:14.2f}{seen.first.peak / 1e6:9.0f} MB{seen.peak / 1e6:9.0f} MB"
        )


def _documents(folder: Path) -> Iterator[str]:
    """Yield the strings of all records, so many together."""
    strings = (
        segment.text
        for source in find_sources([str(folder)])
        if source.path.name != "labels.jsonl"
        for piece in pieces_of(source, format_of(source))
        if not isinstance(piece, Gap | Broken)
        for segment in piece.segments()
        if segment.marker is None
    )
    while together := list(islice(strings, _STRINGS)):
        yield "\n".join(together)


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.jsonl") if path.name != "ledger.jsonl"}


if __name__ == "__main__":
    main()
