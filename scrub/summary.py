"""The short account of a run: counts and reasons, never a value."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from recognizers.entities import Family, family_of
from scrub.data import ScrubbedRecord


@dataclass
class Summary:
    """What was done, added up record by record."""

    files: int = 0
    records: int = 0
    size: int = 0
    dropped: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    # (file, row, reason) of every record that was not written.
    withheld: list[tuple[str, int, str]] = field(default_factory=list)
    # One line for each file that could not be read or written.
    errors: list[str] = field(default_factory=list)
    formats: Counter[str] = field(default_factory=Counter)

    def add(self, file: str, record: ScrubbedRecord, size: int) -> None:
        """Count a record of `size` bytes."""
        self.records += 1
        self.size += size
        self.dropped += record.dropped
        self.counts.update(finding.entity_type for finding in record.findings)
        if record.withheld is not None:
            self.withheld.append((file, record.row, record.withheld))

    @property
    def families(self) -> Mapping[Family, int]:
        """How much was found of each family."""
        totals = dict.fromkeys(Family, 0)
        for entity_type, count in self.counts.items():
            totals[family_of(entity_type)] += count
        return totals

    def lines(self) -> list[str]:
        """Return the account as lines of plain text."""
        found = sum(self.counts.values())
        lines = [f"{found} redacted in {counted(self.records, 'record')} of {counted(self.files, 'file')}"]
        lines += [
            f"  {family.value:8}{total:6}  "
            + ", ".join(f"{name} {n}" for name, n in self.counts.most_common() if family_of(name) is family)
            for family, total in self.families.items()
            if total
        ]
        if self.dropped:
            lines.append(
                f"  dropped {self.dropped:6}  images, signatures and other payloads that cannot be read"
            )
        if self.withheld:
            lines.append(f"{counted(len(self.withheld), 'record')} withheld:")
            lines += [f"  {file} record {row}: {reason}" for file, row, reason in self.withheld]
        return lines


def counted(count: int, noun: str) -> str:
    """Return the count with its noun: `1 file`, `2 files`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
