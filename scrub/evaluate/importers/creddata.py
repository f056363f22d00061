"""CredData: `meta/*.csv` beside the files that they speak of. https://github.com/Samsung/CredData

A candidate judged true is scored, a false one is no secret, one of unknown standing is neither.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from scrub.evaluate.importers.document import files_in, read_text
from scrub.evaluate.labelled import CorpusError

# By a word in the category; the first that fits.
_CATEGORIES: Final = (
    ("password", "PASSWORD"),
    ("url credentials", "PASSWORD"),
    ("private", "PRIVATE_KEY"),
    ("pem", "PRIVATE_KEY"),
    ("salt", "ENCRYPTION_KEY"),
    ("seed", "ENCRYPTION_KEY"),
    ("nonce", "ENCRYPTION_KEY"),
    ("token", "ACCESS_TOKEN"),
    ("auth", "ACCESS_TOKEN"),
    ("key", "API_KEY"),
    ("api", "API_KEY"),
)
_LABELS: Final = ["ACCESS_TOKEN", "API_KEY", "ENCRYPTION_KEY", "PASSWORD", "PRIVATE_KEY", "SECRET"]
_COLUMNS: Final = ("FilePath", "LineStart", "LineEnd", "GroundTruth", "ValueStart", "ValueEnd", "Category")


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the labelled files of a checkout; `path` holds `meta` and `data`."""
    rows: dict[str, list[tuple[str, Mapping[str, str]]]] = defaultdict(list)
    for table in files_in(path / "meta", (".csv",)):
        reader = csv.DictReader(read_text(table).splitlines(), restval="")
        try:
            if missing := [name for name in _COLUMNS if name not in (reader.fieldnames or ())]:
                raise CorpusError(f"{table.name}: has no column {missing[0]!r}")
            for row in reader:
                rows[row["FilePath"]].append((f"{table.name}:{reader.line_num}", row))
        except csv.Error as error:
            raise CorpusError(f"{table.name}:{reader.line_num + 1}: not valid CSV ({error})") from None
    for name in sorted(rows):
        text = read_text(path / name).replace("\r\n", "\n")
        yield _document(name, text, rows[name])


def _document(name: str, text: str, rows: list[tuple[str, Mapping[str, str]]]) -> dict[str, Any]:
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    spans: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for where, row in rows:
        start, end, is_exact = _place(row, starts, where)
        truth = row["GroundTruth"].strip().upper()[:1]
        if truth == "T" and is_exact:
            if all(end <= other["start"] or other["end"] <= start for other in spans):
                spans.append({"start": start, "end": end, "label": _type_of(row["Category"])})
        else:
            # A true one without the place of its value can be neither hit nor missed.
            others.append({"start": start, "end": end, "gt": "F" if truth == "F" else "X"})
    return {
        "id": name,
        "text": text,
        "spans": sorted(spans, key=lambda span: int(span["start"])),
        "other_spans": others,
        "labels": _LABELS,
        "source": "creddata",
        "kind": "code",
    }


def _place(row: Mapping[str, str], starts: list[int], where: str) -> tuple[int, int, bool]:
    """Return where a candidate stands, and whether that is its value and not whole lines."""
    try:
        first, last = int(row["LineStart"]), int(row["LineEnd"])
        begins, ends = (int(float(row[name] or -1)) for name in ("ValueStart", "ValueEnd"))
    except ValueError:
        raise CorpusError(f"{where}: lines and values are whole numbers") from None
    if not 1 <= first <= last < len(starts):
        raise CorpusError(f"{where}: the file has no lines {first} to {last}")
    if begins < 0 or ends < 0:
        return starts[first - 1], max(starts[first - 1] + 1, starts[last] - 1), False
    start, end = starts[first - 1] + begins, starts[last - 1] + ends
    if not start < end <= starts[-1]:
        raise CorpusError(f"{where}: the value at {begins}..{ends} does not fit its line")
    return start, end, True


def _type_of(category: str) -> str:
    folded = category.casefold()
    return next((entity_type for word, entity_type in _CATEGORIES if word in folded), "SECRET")
