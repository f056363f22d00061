"""Measures speed and memory and writes the dated record: `python -m benchmarks.baseline [--quick]`."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from benchmarks.machine import ROOT, describe_machine
from benchmarks.performance import FULL, QUICK, Effort, by_size, memory, scaling, start_up, throughput
from benchmarks.references import literal_scanner
from benchmarks.sessions import VARIABLE, agent_sessions, gold_sessions
from recognizers.errors import ScrubError
from scrub.policy import Policy

RECORDS: Final = ROOT / "benchmarks" / "records"
_ROW: Final = "{:<34} {:>12} {:>12} {:>14}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.baseline", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes and one run each")
    parser.add_argument("--memory", metavar="MB", type=int, help="only sessions of this size for memory")
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, default=RECORDS)
    chosen = parser.parse_args(arguments)
    effort = QUICK if chosen.quick else FULL
    if chosen.memory:
        effort = replace(effort, memory_sizes=(chosen.memory * 1_000_000,))
    try:
        record = take(effort, Policy.load())
    except (ScrubError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    path = write_record(record, chosen.output)
    print(f"\n{path}")
    return 0


def take(effort: Effort, policy: Policy) -> dict[str, Any]:
    """Measure everything, printing each figure when it is known, and return the record."""
    machine = describe_machine()
    print(f"{machine.time}, commit {machine.commit}{' with changes' if machine.changed else ''}")
    print(f"{machine.processor}, {machine.cores} cores, load {machine.load}, Python {machine.python}")
    materials = [gold_sessions()]
    real = agent_sessions()
    if real is None:
        print(f"{VARIABLE} is not set: nothing is measured on real coding sessions")
    else:
        materials.append(real)
    scan = literal_scanner()
    record: dict[str, Any] = {
        "kind": "performance",
        "machine": machine.to_json(),
        "policy": {
            "name": policy.name,
            "names": policy.names and str(policy.names),
            "fingerprint": policy.fingerprint,
        },
        "throughput": {},
    }
    for material in materials:
        measured = throughput(material, effort, policy, scan)
        record["throughput"][material.name] = measured
        _print_throughput(material.name, measured)
    record["by_size"] = {"material": materials[-1].name, **by_size(materials[-1], effort, policy, scan)}
    for name in ("hyperscan_one_string", "detect_one_string", "redact_one_session"):
        _print_sizes(name, record["by_size"][name])
    record["start_up"] = start_up(effort)
    _print_table("start-up", record["start_up"], ("wall_s", "cpu_s", "peak_mb"))
    record["memory"] = memory(materials[-1], effort)
    sized = {f"session of {row['bytes'] / 1e6:.0f} MB": row for row in record["memory"]}
    _print_table("scrub redact --no-names", sized, ("wall_s", "cpu_s", "peak_mb"))
    record["scaling"] = scaling(materials[-1], effort, range(1, machine.cores + 1))
    shared = {f"{row['workers']} workers": row for row in record["scaling"]["runs"]}
    _print_table("scrub run, patterns", shared, ("wall_s", "mb_per_s", "efficiency"))
    return record


def write_record(record: Mapping[str, Any], folder: Path) -> Path:
    """Write a record under its date, commit and kind and return where."""
    machine = record["machine"]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{machine['time'][:10]}-{machine['commit']}-{record['kind']}.json"
    path.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def _print_throughput(name: str, measured: Mapping[str, Any]) -> None:
    print(f"\n{name}: {measured['description']}")
    print(f"{measured['files']} files, {measured['bytes']:,} bytes, {measured['strings']:,} strings")
    print(_ROW.format("", "MB/s (cpu)", "wall s", "times one scan"))
    for what, timing in measured["timings"].items():
        row = (what, f"{timing['mb_per_cpu_s']:,.2f}", timing["wall_s"], timing["times_hyperscan"])
        print(_ROW.format(*row))
    for kind, timing in measured["kinds"].items():
        print(_ROW.format(f"detect {kind}", f"{timing['mb_per_cpu_s']:,.2f}", timing["wall_s"], ""))


def _print_sizes(name: str, sizes: Mapping[str, Any]) -> None:
    print(f"\n{name}: seconds grow with size to the power of {sizes['slope']}")
    for point in sizes["points"]:
        print(_ROW.format(f"{point['bytes']:,}", f"{point['mb_per_cpu_s']:,.2f}", point["wall_s"], ""))


def _print_table(title: str, rows: Mapping[str, Mapping[str, Any]], columns: Sequence[str]) -> None:
    print("\n" + _ROW.format(title, *columns))
    for name, row in rows.items():
        print(_ROW.format(name, *(row[column] for column in columns)))


if __name__ == "__main__":
    sys.exit(main())
