"""Text Anonymization Benchmark: court judgments, `echr_*.json`.

https://github.com/NorskRegnesentral/text-anonymization-benchmark
What an annotator would mask is scored, by all annotators together; what none would mask is optional.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from scrub.evaluate.importers.document import SOFT, Mark, document, files_in, read_objects, wanted

TYPES: Final = {
    "PERSON": "PERSON",
    "CODE": "ID_NUMBER",
    "LOC": "LOCATION",
    "ORG": "ORGANIZATION",
    "DATETIME": "DATE",
    "DEM": SOFT,
    "QUANTITY": SOFT,
    "MISC": SOFT,
}
_KEPT: Final = "NO_MASK"


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file or folder."""
    for file in files_in(path, (".json",)):
        for where, entry in read_objects(file):
            text = wanted(entry, "text", str, where)
            name = wanted(entry, "doc_id", str, where)
            marks = _marks(wanted(entry, "annotations", dict, where), where)
            yield document(name, text, marks, TYPES, where=where, source="tab", language="en", kind="prose")


def _marks(annotations: dict[str, Any], where: str) -> Iterator[Mark]:
    for annotator in annotations.values():
        for mention in wanted(annotator, "entity_mentions", list, where):
            yield Mark(
                wanted(mention, "start_offset", int, where),
                wanted(mention, "end_offset", int, where),
                wanted(mention, "entity_type", str, where),
                mention.get("span_text"),
                optional=mention.get("identifier_type") == _KEPT,
                entity=mention.get("entity_id"),
            )
