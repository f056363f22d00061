"""Findings as SARIF 2.1.0, as code scanning takes it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from recognizers.entities import ENTITY_TYPES, EntityType, Family
from scrub import __version__
from scrub.files import STDIN, Source
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.jsontext import strings_at
from scrub.formats.record import Gap, strings_of
from scrub.report.places import Place
from scrub.units import format_of, pieces_of

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# What code scanning refuses to take more of in one run.
MOST_RESULTS: Final = 25_000
# Where the repository begins, in the words of code scanning.
_ROOT: Final = "%SRCROOT%"
# By which a result is known again when lines move: file, member, type, and which of them it is in the file.
# The value has no part in it, or it could be guessed from its digest.
_FINGERPRINT: Final = "scrubPlace/v1"
_DIGITS: Final = 16
_LEVELS: Final = {Family.SECRET: "error", Family.DIRECT: "warning", Family.QUASI: "note"}
# As CVSS counts: high, medium, low.
_SEVERITIES: Final = {Family.SECRET: "8.0", Family.DIRECT: "5.0", Family.QUASI: "3.0"}
_HELP: Final = {
    Family.SECRET: "Withdraw it where it was issued, then take it out: scrub redact FILE --in-place.",
    Family.DIRECT: "Take it out: scrub redact FILE --in-place.",
    Family.QUASI: "Take it out where it points at a person: scrub redact FILE --in-place.",
}


def print_sarif(places: Iterator[Place], errors: Sequence[str], skipped: Sequence[str] = ()) -> int:
    """Print a log of the findings, and return how many there are; values never stand in it.

    `errors` says, when all places are out, what could not be searched, and `skipped` what was not to be.
    """
    lines = _Lines()
    seen: Counter[tuple[str, ...]] = Counter()
    results = [_result(place, lines, seen) for place in places]
    run = {
        "tool": {
            "driver": {
                "name": "scrub",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(each) for each in ENTITY_TYPES.values()],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not errors,
                "toolExecutionNotifications": [
                    {"level": level, "message": {"text": f"Not searched: {file}"}}
                    for level, files in (("error", errors), ("note", skipped))
                    for file in files
                ],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    sys.stdout.write(json.dumps(log, indent=2) + "\n")
    return len(results)


def _rule(entity_type: EntityType) -> dict[str, Any]:
    meaning = f"{entity_type.meaning[0].upper()}{entity_type.meaning[1:]}."
    return {
        "id": entity_type.name,
        "name": f"Exposed{entity_type.name.title().replace('_', '')}",
        "shortDescription": {"text": meaning},
        "fullDescription": {"text": meaning},
        "help": {"text": _HELP[entity_type.family]},
        "defaultConfiguration": {"level": _LEVELS[entity_type.family]},
        "properties": {
            "tags": ["security", entity_type.family.value],
            "security-severity": _SEVERITIES[entity_type.family],
        },
    }


def _result(place: Place, lines: "_Lines", seen: Counter[tuple[str, ...]]) -> dict[str, Any]:
    finding = place.finding
    entity_type = ENTITY_TYPES[finding.entity_type]
    artifact = _artifact(place.source)
    kind = (artifact["uri"], place.pointer, finding.entity_type)
    seen[kind] += 1
    return {
        "ruleId": finding.entity_type,
        "level": _LEVELS[entity_type.family],
        "message": {"text": f"Found: {entity_type.meaning} ({finding.source})."},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": lines.region(place),
                },
                "logicalLocations": [
                    {"fullyQualifiedName": f"{place.source.name}#{finding.row}{place.pointer}"}
                ],
            }
        ],
        "partialFingerprints": {_FINGERPRINT: _digest(*kind, str(seen[kind]))},
        "properties": {"score": finding.score, "start": finding.start, "end": finding.end},
    }


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _artifact(source: Source) -> dict[str, str]:
    """Return where a file is: from the working folder on, which is that of the repository; else wholly."""
    if source.url is not None or source.name == STDIN:
        return {"uri": quote(source.url or STDIN, safe="/:")}
    path = Path(os.path.abspath(source.path))  # noqa: PTH100 (a link is named, not what it leads to)
    here = Path.cwd()
    if path.is_relative_to(here):
        return {"uri": quote(os.fsencode(path.relative_to(here))), "uriBaseId": _ROOT}
    return {"uri": f"file://{quote(os.fsencode(path))}"}


class _Lines:
    """Where findings stand in files of JSON, whose records and strings have lines of their own.

    A file is read a second time for it, by those who ask in the order of its records.
    """

    def __init__(self) -> None:
        self._source: Source | None = None
        self._records: Iterator[tuple[int, int, JsonRecord]] = iter(())
        self._row = -1
        self._by_place: dict[int, int] = {}

    def region(self, place: Place) -> dict[str, int]:
        """Return the lines, and the columns where the file is a text."""
        finding = place.finding
        if finding.pointer:
            return {"startLine": self._line(place.source, finding.row, finding.place)}
        breaks = place.value.count("\n")
        last = len(place.value) - place.value.rfind("\n") - 1
        return {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.line + breaks,
            "endColumn": last + (1 if breaks else place.column),
        }

    def _line(self, source: Source, row: int, place: int) -> int:
        if source != self._source or row < self._row:
            self._source, self._row, self._records = source, -1, _records(source)
        while self._row < row:
            self._row, first, record = next(self._records, (row, 1, None))
            if self._row == row:
                self._by_place = {} if record is None else _lines_of(record, first)
        return self._by_place.get(place, 1)


def _records(source: Source) -> Iterator[tuple[int, int, JsonRecord]]:
    """Yield the JSON records of a file, each with its row and the line on which it begins, from 1."""
    line = 1
    for piece in pieces_of(source, format_of(source)):
        if isinstance(piece, JsonRecord):
            yield piece.row, line, piece
        if isinstance(piece, Gap | JsonRecord):
            line += piece.data.count(b"\n")


def _lines_of(record: JsonRecord, first: int) -> dict[int, int]:
    """Return the line on which each string of a record stands, by its number in the record."""
    raw = record.data.decode("utf-8")
    strings = [place for segment in record.segments() for place, _ in strings_of(segment)]
    lines: dict[int, int] = {}
    at, line = 0, first
    for place, (start, _) in sorted(strings_at(raw, strings).items()):
        line += raw.count("\n", at, start)
        at = start
        lines[place] = line
    return lines
