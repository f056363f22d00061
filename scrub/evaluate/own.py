"""Asks our own pipeline for its findings, with what it writes in their place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scrub.data import ScrubbedRecord
from scrub.errors import ScrubError
from scrub.files import Source
from scrub.formats.text import TextRecord
from scrub.redact import scrub_unit, units_of
from scrub.scrubber import Scrubber


class OwnFinder:
    """The finder that `scrub evaluate` scores when it is given no findings.

    What a withheld record holds counts as not found: nothing of it is written, but nothing shows
    that it would be safe either. `withheld` lists the reasons.
    """

    def __init__(self, scrubber: Scrubber) -> None:
        self._scrubber = scrubber
        # File (or text) and row of every withheld record, with the reason.
        self.withheld: list[str] = []

    def find_in_file(self, path: Path) -> Iterator[Mapping[str, Any]]:
        """Yield the findings in a native file, in file order."""
        if not path.stat().st_size:
            return
        for unit in units_of([Source(path, path.name)]):
            if isinstance(unit, ScrubError):
                raise unit
            for scrubbed in scrub_unit(self._scrubber, unit):
                for part, _ in scrubbed.parts:
                    if isinstance(part, ScrubbedRecord):
                        yield from self._findings(part, path.name)

    def find_in_texts(self, texts: Sequence[str]) -> Sequence[Iterable[Mapping[str, Any]]]:
        """Return the findings in each text of one conversation."""
        records = [TextRecord(text.encode("utf-8", "surrogatepass"), row) for row, text in enumerate(texts)]
        scrubbed = self._scrubber.scrub_conversation(records)
        return [list(self._findings(record, "text")) for record in scrubbed.records]

    def _findings(self, record: ScrubbedRecord, name: str) -> Iterator[dict[str, Any]]:
        if record.withheld is not None:
            self.withheld.append(f"{name} row {record.row}: {record.withheld}")
        yield from map(asdict, record.findings)
