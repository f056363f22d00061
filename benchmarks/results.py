"""Writes RESULTS.md and its plots from the newest records: `python -m benchmarks.results`."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.baseline import RECORDS
from benchmarks.compare import OWN_NAMES
from benchmarks.plots import Bar, Point, amounts, scatter, shares
from benchmarks.reidentify import table
from recognizers.errors import ScrubError
from scrub.evaluate.statistics import wilson

PAGE: Final = RECORDS.parent / "RESULTS.md"
_CORPORA: Final = {
    "gold": "the gold set: hand-written chats and coding sessions, all types labelled",
    "secrets": "secrets in public source code and rule samples (`SCRUB_CORPORA/secrets/dev`)",
    "names": "names, addresses and numbers in text of many languages (`SCRUB_CORPORA/corpora/dev`)",
}
_OURS: Final = "scrub"
# Columns of the table of tools for each corpus.
_COLUMNS: Final = {
    "gold": ("direct", "secret", "quasi", "PERSON", "precision", "type", "leak-free", "over-redacted"),
    "secrets": ("secret", "precision", "over-redacted"),
    "names": ("PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER", "precision", "over-redacted"),
}
_RECALL: Final = ("direct", "secret", "quasi", "PERSON", "EMAIL_ADDRESS", "PHONE_NUMBER")
_LANGUAGE_TOOLS: Final = ("scrub", "scrub_patterns", "presidio", "scrubadub")


def main() -> int:
    """Run the command line."""
    try:
        write(RECORDS, PAGE)
    except (ScrubError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(PAGE)
    return 0


def write(records: Path, page: Path) -> None:
    """Write the page and, in `plots` beside it, what it shows."""
    read = sorted(
        (json.loads(path.read_text(encoding="utf-8")) for path in records.glob("*.json")),
        key=lambda record: str(record["machine"]["time"]),
    )
    plots = page.parent / "plots"
    plots.mkdir(exist_ok=True)
    parts = [_HEAD]
    for corpus in _CORPORA:
        newest = [record for record in read if corpus in record.get("corpora", ())]
        if newest:
            parts += _tools(corpus, newest[-1], plots)
    speed = [record for record in read if record["kind"] == "performance"]
    if speed:
        parts += _performance(speed[-1])
    linked = [record for record in read if record["kind"] == "reidentify"]
    if linked:
        parts += _reidentified(linked[-1])
    page.write_text("\n".join(parts).rstrip("\n") + "\n", encoding="utf-8")


_HEAD: Final = """# Results

Made from the newest files in `records/` by `python -m benchmarks.results`; do not edit. `make bench`
measures anew, `make bench-quick` in less time and with less to say, `make bench-peers` with the others.

Recall is the share of labelled mentions whose every letter and digit is covered; a finding is right when
it touches a label and reaches at most two letters or digits beyond
([GUIDELINE.md](../corpora/GUIDELINE.md), Scoring). In brackets: 95 % by mention (Wilson). All tools get the
same strings in one run; speed is megabytes of them in a processor second on one core. The sets are
development sets: ours was tuned on them, the others were not.
"""


def _tools(corpus: str, record: Mapping[str, Any], plots: Path) -> list[str]:
    measured = record["corpora"][corpus]
    tools = measured["tools"]
    columns = _COLUMNS[corpus]
    rows = [
        [
            tool["tool"],
            *(_figure(tool["figures"][name], name) for name in columns),
            f"{tool['mb_per_cpu_s']:.2f}" if tool["mb_per_cpu_s"] else "-",
        ]
        for tool in tools
    ]
    parts = [
        f"## {corpus.capitalize()}\n",
        f"{_CORPORA[corpus]}; {measured['bytes']:,} bytes of strings. {_where(record)}\n",
        *_table(["tool", *columns, "MB/s"], rows),
        "",
        *(f"- `{tool['tool']}`: {tool['note']}" for tool in tools),
        "",
    ]
    failed = [f"{tool['tool']} {tool['failed']}" for tool in tools if tool["failed"]]
    if failed:
        parts.append(f"Texts that a tool raised on, counted as nothing found: {', '.join(failed)}.\n")
    best = "secret" if corpus == "secrets" else "PERSON" if corpus == "names" else "recall"
    points = [
        Point(tool["tool"], tool["mb_per_cpu_s"], 100 * value, tool["tool"] in OWN_NAMES)
        for tool in tools
        if tool["mb_per_cpu_s"] and (value := tool["figures"][best]["value"]) is not None
    ]
    if points:
        what = "all types" if best == "recall" else best
        svg = scatter(f"Recall of {what} against speed, {corpus}", points, "MB a processor second", "%")
        parts.append(_plot(plots, f"{corpus}-speed", svg))
    ours = next((tool for tool in tools if tool["tool"] == _OURS), None)
    if ours:
        parts += _by_type(corpus, ours["types"], plots)
    if corpus == "names":
        parts += _by_language(tools)
    return parts


def _by_type(corpus: str, types: Mapping[str, Sequence[int]], plots: Path) -> list[str]:
    bars = []
    for name, (part, whole) in sorted(types.items(), key=lambda item: (item[1][0] / item[1][1], item[0])):
        interval = wilson(part, whole)
        low, high = (interval.low, interval.high) if interval else (None, None)
        bars.append(Bar(name, part / whole, low, high, f"{part:,}/{whole:,}"))
    missed = sorted(
        (Bar(name, whole - part, note=f"{whole - part:,}") for name, (part, whole) in types.items()),
        key=lambda bar: -bar.value,
    )
    return [
        _plot(plots, f"{corpus}-types", shares(f"Our recall by type, {corpus}", bars)),
        _plot(
            plots,
            f"{corpus}-leaks",
            amounts(f"What we miss, by type, {corpus}", [bar for bar in missed if bar.value]),
        ),
    ]


def _by_language(tools: Sequence[Mapping[str, Any]]) -> list[str]:
    shown = [tool for tool in tools if tool["tool"] in _LANGUAGE_TOOLS]
    mentions = {
        name: whole
        for tool in shown
        for name, (_, whole) in sorted(tool["person_by_language"].items(), key=lambda item: -item[1][1])
    }
    rows = []
    for language, whole in mentions.items():
        shares_of = [tool["person_by_language"].get(language, (0, 0)) for tool in shown]
        rows.append([language, f"{whole:,}", *(_share(part, each) for part, each in shares_of)])
    return [
        "Recall of PERSON by language:\n",
        *_table(["language", "mentions", *(tool["tool"] for tool in shown)], rows),
        "",
    ]


def _performance(record: Mapping[str, Any]) -> list[str]:
    parts = ["## Performance\n", _where(record) + "\n"]
    for name, measured in record["throughput"].items():
        parts.append(f"**{name}**: {measured['description']}; {measured['bytes']:,} bytes.\n")
        rows = [
            [what, f"{timing['mb_per_cpu_s']:,.2f}", f"{timing['times_hyperscan']:,.4g}"]
            for what, timing in measured["timings"].items()
        ]
        rows += [
            [f"detect, {kind}", f"{timing['mb_per_cpu_s']:,.2f}", ""]
            for kind, timing in measured["kinds"].items()
        ]
        parts += [*_table(["work", "MB a processor second", "times one raw scan"], rows), ""]
    sizes = record["by_size"]
    rows = [
        [
            name.replace("_", " "),
            str(sizes[name]["slope"]),
            *(f"{point['bytes']:,}: {point['mb_per_cpu_s']:.2f}" for point in sizes[name]["points"][-1:]),
        ]
        for name in ("hyperscan_one_string", "detect_one_string", "redact_one_session")
    ]
    parts.append("Seconds grow with size to the power of (1 is linear; from 10 KB up):\n")
    parts += [*_table(["work", "power", "largest size: MB/s"], rows), ""]
    rows = [
        [name, f"{run['wall_s']:.2f}", f"{run['cpu_s']:.2f}", f"{run['peak_mb']:,.0f}"]
        for name, run in record["start_up"].items()
    ]
    rows += [
        [
            f"redact --no-names, session of {run['bytes'] / 1e6:.0f} MB",
            f"{run['wall_s']:.1f}",
            f"{run['cpu_s']:.1f}",
            f"{run['peak_mb']:,.0f}",
        ]
        for run in record["memory"]
    ]
    parts += [*_table(["command", "seconds", "processor seconds", "peak MB"], rows), ""]
    if "scaling" not in record:
        return parts
    shared = record["scaling"]
    parts.append(f"`scrub run` with patterns alone on {shared['bytes'] / 1e6:.0f} MB of sessions:\n")
    rows = [
        [str(run["workers"]), f"{run['wall_s']:.1f}", f"{run['mb_per_s']:.2f}", f"{run['efficiency']:.2f}"]
        for run in shared["runs"]
    ]
    parts += [*_table(["workers", "seconds", "MB a second", "efficiency"], rows), ""]
    return parts


def _reidentified(record: Mapping[str, Any]) -> list[str]:
    parts = ["## Re-identification\n", _REIDENTIFY + "\n", _where(record) + "\n"]
    for name, measured in record["sets"].items():
        rows = table(measured)
        size = f"{measured['conversations']} conversations of {measured['accounts']} accounts"
        shown = [[what, *(f"{100 * value:.1f}" for value in figures.values())] for what, figures in rows]
        parts += [f"**{name}**: {size}.\n", *_table(["%", *rows[0][1]], shown), ""]
    return parts


_REIDENTIFY: Final = """An attacker links conversations to accounts: how often the first guess is right.
The directory at hand holds every name, login, address, employer, town and number that is labelled in the
conversations of an account, and the folders it works in; for the attacks by writing there is also half of
each conversation, or the account's other conversations, unscrubbed, so that what these show is mostly that
two halves are about one thing. In the words of Opinion 05/2014 of the Article 29 Working Party, *singling
out*: what is left of the directory fits one account best, the right one; *linkability*: the attacks by
writing; *inference*: quasi-identifiers that can still be read off (chance: those of another account).
A name that is a word too (`Will`, `Mark`) counts wherever the word stands, in scrubbed text as well.
By `python -m benchmarks.reidentify`."""


def _where(record: Mapping[str, Any]) -> str:
    machine = record["machine"]
    changed = " with changes" if machine["changed"] else ""
    return (
        f"Measured {machine['time'][:10]} at commit `{machine['commit']}`{changed}, {machine['processor']},"
        f" {machine['cores']} cores, load {machine['load']} at the start, Python {machine['python']}."
    )


def _figure(figure: Mapping[str, Any], name: str) -> str:
    value = figure["value"]
    if value is None:
        return "-"
    if name == "over-redacted":
        return f"{value:.1f}"
    if figure["low"] is None or name not in _RECALL:
        return f"{100 * value:.1f}"
    return f"{100 * value:.1f} ({100 * figure['low']:.1f}-{100 * figure['high']:.1f})"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}" if whole else "-"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


def _plot(plots: Path, name: str, svg: str) -> str:
    (plots / f"{name}.svg").write_text(svg, encoding="utf-8")
    return f"![{name}](plots/{name}.svg)\n"


if __name__ == "__main__":
    sys.exit(main())
