"""The page "How good is it?", made of the newest records of the benchmarks."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from recognizers.entities import ENTITY_TYPES, family_of

RECORDS: Final = Path(__file__).resolve().parent.parent / "benchmarks" / "records"
_OURS: Final = "scrub"
_CORPORA: Final = {
    "gold": "Chats and coding sessions, written by hand, all types labelled",
    "secrets": "Secrets in public source code",
    "names": "Names, addresses and numbers in text of many languages",
}
_HEAD: Final = """# How good is it?

Made of the newest files in `benchmarks/records` whenever this site is built.

All figures are per cent. **Recall**, by family (`direct`, `secret`, `quasi`) and by type, is the share of
labelled mentions whose every letter and digit is covered. **Precision** is the share of findings that touch a
label and reach hardly beyond it. In brackets: 95 % intervals. All tools read the same texts; what each was
asked for stands below its table. Speed is megabytes in a second of one processor core. These are development
sets: ours was tuned on them, the others were not, so expect ours to be lower on yours. Measure it:
[thresholds](thresholds.md).
"""


def page(records: Path = RECORDS) -> str:
    """Return the page."""
    read = sorted(
        (json.loads(path.read_text(encoding="utf-8")) for path in records.glob("*.json")),
        key=lambda record: str(record["machine"]["time"]),
    )
    parts = [_HEAD]
    for corpus, title in _CORPORA.items():
        newest = [record for record in read if corpus in record.get("corpora", ())]
        if newest:
            parts += _corpus(title, newest[-1], corpus)
    return "\n".join(parts)


def _corpus(title: str, record: Mapping[str, Any], corpus: str) -> list[str]:
    measured = record["corpora"][corpus]
    machine = record["machine"]
    figures = ("direct", "secret", "quasi", "precision")
    shown = [name for name in figures if any(name in tool["figures"] for tool in measured["tools"])]
    rows = [
        [tool["tool"], *(_figure(tool["figures"].get(name)) for name in shown), f"{tool['mb_per_cpu_s']:.2f}"]
        for tool in measured["tools"]
    ]
    parts = [
        f"## {title}\n",
        f"{measured['bytes']:,} bytes of strings, measured {machine['time'][:10]} at `{machine['commit']}`"
        f" on {machine['processor']}.\n",
        _table(("tool", *shown, "MB/s"), rows),
    ]
    parts += [f"- `{tool['tool']}`: {tool['note']}" for tool in measured["tools"] if tool.get("note")]
    parts.append("")
    ours = next((tool for tool in measured["tools"] if tool["tool"] == _OURS), None)
    if ours and ours["types"]:
        parts += [f"### Ours by type: {title.lower()}\n", _table(_TYPE_HEADS, _types(ours["types"]))]
    return parts


_TYPE_HEADS: Final = ("type", "family", "found", "of", "recall")


def _types(types: Mapping[str, Sequence[int]]) -> Iterable[Sequence[str]]:
    """The types that are missed most come first."""
    for name, (found, of) in sorted(types.items(), key=lambda item: item[1][0] / max(item[1][1], 1)):
        if of:
            # Some corpora label all secrets as one.
            family = str(family_of(name)) if name in ENTITY_TYPES else name.lower()
            yield name, family, f"{found:,}", f"{of:,}", f"{100 * found / of:.1f}"


def _figure(figure: Mapping[str, Any] | None) -> str:
    if figure is None or figure["value"] is None:
        return "–"
    interval = ""
    if figure["low"] is not None:
        interval = f" ({100 * figure['low']:.1f}–{100 * figure['high']:.1f})"
    return f"{100 * figure['value']:.1f}{interval}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
