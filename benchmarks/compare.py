"""Ours and other tools on the same texts, by the same scorer: `python -m benchmarks.compare`."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from benchmarks.baseline import RECORDS, write_record
from benchmarks.machine import ROOT, describe_machine
from benchmarks.sessions import VARIABLE, gold_folder, shared_corpora
from benchmarks.timing import BenchmarkError
from benchmarks.tools import TOOLS, Answer, Asked, Timed, Tool, ask, ask_ourselves, make_environments
from recognizers.errors import ScrubError
from scrub.evaluate import Evaluation, evaluate
from scrub.evaluate.corpus import check, open_corpus
from scrub.evaluate.own import OwnFinder
from scrub.policy import Policy
from scrub.scrubber import Scrubber

ENVIRONMENTS: Final = ROOT / ".peers"
# Measure and group of each column.
COLUMNS: Final = (
    ("direct", "recall", "direct"),
    ("secret", "recall", "secret"),
    ("quasi", "recall", "quasi"),
    ("PERSON", "recall", "PERSON"),
    ("EMAIL_ADDRESS", "recall", "EMAIL_ADDRESS"),
    ("PHONE_NUMBER", "recall", "PHONE_NUMBER"),
    ("recall", "recall", ""),
    ("precision", "precision", ""),
    ("type", "type_accuracy", ""),
    ("leak-free", "leak_free", ""),
    ("over-redacted", "over_redaction", ""),
)
OWN_NAMES: Final = ("scrub", "scrub_patterns", "scrub_detect")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__)
    parser.add_argument("corpora", metavar="CORPUS", nargs="*", help="gold, secrets, names or a path")
    parser.add_argument("--environments", metavar="DIR", type=Path, default=ENVIRONMENTS)
    parser.add_argument("--install", action="store_true", help="make the environments first")
    parser.add_argument("--tools", default="", help="joined by commas; all that look for what is labelled")
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, default=RECORDS)
    chosen = parser.parse_args(arguments)
    try:
        if chosen.install:
            for line in make_environments(chosen.environments):
                print(line)
        names = tuple(name for name in chosen.tools.split(",") if name)
        record = compare(chosen.corpora or ["gold", "secrets", "names"], names, chosen.environments)
    except (ScrubError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(f"\n{write_record(record, chosen.output)}")
    return 0


def compare(corpora: Sequence[str], names: Sequence[str], environments: Path) -> dict[str, Any]:
    """Score every tool on every corpus, printing each line when it is known, and return the record."""
    known = {*OWN_NAMES, *(tool.name for tool in TOOLS)}
    if unknown := sorted(set(names) - known):
        raise BenchmarkError(f"unknown tool {unknown[0]!r}; known: {', '.join(sorted(known))}")
    machine = describe_machine()
    kind = "-".join(["peers", *(Path(corpus).stem for corpus in corpora)])
    record: dict[str, Any] = {"kind": kind, "machine": machine.to_json(), "corpora": {}}
    for corpus in corpora:
        paths, looks_for = _paths(corpus)
        if not paths:
            print(f"\n{corpus}: not measured, {VARIABLE} is not set")
            continue
        texts = {path: texts_of(path) for path in paths}
        size = sum(len(one.text.encode("utf-8", "surrogatepass")) for each in texts.values() for one in each)
        print(f"\n{corpus}: {sum(map(len, texts.values())):,} texts, {size:,} bytes")
        print(_row(["tool", *(title for title, _, _ in COLUMNS), "MB/s", "failed"]))
        rows = []
        for row in _rows(texts, looks_for, names, environments):
            row["mb_per_cpu_s"] = round(size / row["cpu_s"] / 1e6, 3) if row["cpu_s"] else None
            rows.append(row)
            print(_row(_cells(row)), flush=True)
        record["corpora"][corpus] = {"bytes": size, "tools": rows}
    return record


def texts_of(corpus: Path) -> list[Asked]:
    """Return every string of a corpus that is not empty."""
    with open_corpus(corpus) as opened:
        check(opened)
        return [
            Asked(text.file, text.row, text.pointer, text.text)
            for conversation in opened.conversations()
            for text in conversation.texts
            if text.text
        ]


def _rows(
    texts: dict[Path, list[Asked]], looks_for: frozenset[str], names: Sequence[str], environments: Path
) -> Iterator[dict[str, Any]]:
    policy = Policy.load()
    patterns = replace(policy, names=None)
    for name, own in (("scrub", policy), ("scrub_patterns", patterns)):
        if not names or name in names:
            yield _own_row(name, own, texts)
    if not names or "scrub_detect" in names:
        answer = ask_ourselves(patterns, _all(texts))
        yield _row_of("scrub_detect", "patterns, each string by itself, as the peers", answer, texts)
    for tool in TOOLS:
        if tool.name in names or (not names and tool.looks_for & looks_for):
            try:
                answer = ask(tool, _all(texts), environments)
            except BenchmarkError as error:
                print(f"{error}")
                continue
            yield _row_of(tool.name, _note(tool), answer, texts)


def _all(texts: dict[Path, list[Asked]]) -> list[Asked]:
    """Return the texts of all corpora, so that a tool is started once."""
    return [one for each in texts.values() for one in each]


def _note(tool: Tool) -> str:
    return f"{tool.requirements[0]}: {tool.note}"


def _own_row(name: str, policy: Policy, texts: dict[Path, list[Asked]]) -> dict[str, Any]:
    finder = Timed(OwnFinder(Scrubber(policy, key=bytes(32))))
    finder.find_in_texts(["warm up"])
    finder.cpu = 0.0
    scores = {path: evaluate(path, finder) for path in texts}
    note = "whole conversations, what is found once is found again; " + (
        "with the names model" if policy.names else "patterns alone"
    )
    return {"tool": name, "note": note, "cpu_s": round(finder.cpu, 3), "failed": 0} | _figures(scores)


def _row_of(name: str, note: str, answer: Answer, texts: dict[Path, list[Asked]]) -> dict[str, Any]:
    by_file: dict[str, list[Mapping[str, Any]]] = {}
    for finding in answer.findings:
        by_file.setdefault(finding["file"], []).append(finding)
    scores = {}
    for path, each in texts.items():
        files = {one.file for one in each}
        scores[path] = evaluate(path, [found for file in sorted(files) for found in by_file.get(file, ())])
    times = {"cpu_s": round(answer.cpu, 3), "failed": answer.failed}
    return {"tool": name, "note": note} | times | _figures(scores)


def _figures(scores: dict[Path, Evaluation]) -> dict[str, Any]:
    whole = sum(list(scores.values())[1:], next(iter(scores.values())))
    figures = {}
    for title, measure, group in COLUMNS:
        figure = whole.figure(measure, group)
        figures[title] = {
            "value": None if figure.value is None else round(figure.value, 4),
            "part": figure.part,
            "whole": figure.whole,
            "low": figure.wilson and round(figure.wilson.low, 4),
            "high": figure.wilson and round(figure.wilson.high, 4),
        }
    by_type = {name: whole.figure("recall", name) for name in whole.values("type")}
    languages: dict[str, list[int]] = {}
    for score in scores.values():
        figure = score.figure("recall", "PERSON")
        for language in score.values("language"):
            parts = languages.setdefault(language, [0, 0])
            # A file of documents has one language.
            parts[0] += figure.part
            parts[1] += figure.whole
    return {
        "figures": figures,
        "types": {name: [each.part, each.whole] for name, each in by_type.items() if each.whole},
        "person_by_language": {name: parts for name, parts in languages.items() if parts[1]},
    }


def _paths(corpus: str) -> tuple[list[Path], frozenset[str]]:
    both = frozenset(("people", "secrets"))
    if corpus == "gold":
        return [gold_folder()], both
    if corpus in ("secrets", "names"):
        shared = shared_corpora()
        if shared is None:
            return [], both
        folder = shared / ("secrets/dev" if corpus == "secrets" else "corpora/dev")
        looks_for = frozenset(("secrets",)) if corpus == "secrets" else frozenset(("people",))
        return sorted(folder.glob("*.jsonl")), looks_for
    return [Path(corpus)], both


def _cells(row: dict[str, Any]) -> list[str]:
    cells = []
    for title, measure, _ in COLUMNS:
        value = row["figures"][title]["value"]
        scale = 1 if measure == "over_redaction" else 100
        cells.append("-" if value is None else f"{value * scale:.1f}")
    return [row["tool"], *cells, f"{row['mb_per_cpu_s'] or 0:.2f}", str(row["failed"])]


def _row(cells: Sequence[str]) -> str:
    first, *others = cells
    return f"{first:<18}" + "".join(f"{cell[:9]:>10}" for cell in others)


if __name__ == "__main__":
    sys.exit(main())
