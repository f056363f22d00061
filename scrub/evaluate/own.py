"""Asks our own pipeline for its findings, with what it writes in their place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scrub.data import ScrubbedRecord
from scrub.errors import ScrubError
from scrub.evaluate.utility import Utility, compare_files, compare_texts
from scrub.files import Source
from scrub.formats.format import Format
from scrub.formats.text import TextRecord
from scrub.private import private_folder
from scrub.redact import Part, joined, scrub_unit
from scrub.scrubber import Scrubber
from scrub.units import units_of


class OwnFinder:
    """The finder that `scrub evaluate` scores when it is given no findings.

    What a withheld record holds counts as not found: nothing of it is written, but nothing shows
    that it would be safe either. `withheld` lists the reasons. `utility` sums up what stayed of the
    data, where that is asked for.
    """

    def __init__(self, scrubber: Scrubber, *, measures_utility: bool = False) -> None:
        self._scrubber = scrubber
        # File (or text) and row of every withheld record, with the reason.
        self.withheld: list[str] = []
        self.utility = Utility() if measures_utility else None

    def find_in_file(self, path: Path) -> Iterator[Mapping[str, Any]]:
        """Yield the findings in a native file, in file order."""
        if not path.stat().st_size:
            return
        for unit in units_of([Source(path, path.name)]):
            if isinstance(unit, ScrubError):
                raise unit
            for scrubbed in scrub_unit(self._scrubber, unit):
                parts = [part for part, _ in scrubbed.parts]
                self._compare_file(path, scrubbed.format, parts)
                for part in parts:
                    if isinstance(part, ScrubbedRecord):
                        yield from self._findings(part, path.name)

    def find_in_texts(self, texts: Sequence[str]) -> Sequence[Iterable[Mapping[str, Any]]]:
        """Return the findings in each text of one conversation."""
        records = [TextRecord(text.encode("utf-8", "surrogatepass"), row) for row, text in enumerate(texts)]
        scrubbed = self._scrubber.scrub_conversation(records)
        if self.utility is not None:
            for text, record in zip(texts, scrubbed.records, strict=True):
                after = record.payload.decode("utf-8", "surrogatepass") if record.payload else ""
                self.utility += compare_texts(text, after)
        return [list(self._findings(record, "text")) for record in scrubbed.records]

    def _compare_file(self, before: Path, form: Format, parts: Sequence[Part]) -> None:
        """Write a file as it would be written, and add what stayed of it."""
        if self.utility is None:
            return
        withheld = [part.row for part in parts if isinstance(part, ScrubbedRecord) and part.withheld]
        with private_folder() as folder:
            after = (folder / before.name).with_suffix(form.output_suffix or before.suffix)
            with after.open("wb") as out:
                form.writer(out, joined(parts))
            self.utility += compare_files(before, after, withheld)

    def _findings(self, record: ScrubbedRecord, name: str) -> Iterator[dict[str, Any]]:
        if record.withheld is not None:
            self.withheld.append(f"{name} row {record.row}: {record.withheld}")
        for finding in record.findings:
            yield finding.as_json()
