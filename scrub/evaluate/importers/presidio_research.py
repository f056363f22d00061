"""What presidio-research generates: `full_text` with `spans`. https://github.com/microsoft/presidio-research"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from scrub.evaluate.importers.document import SOFT, Mark, document, files_in, read_objects, wanted

TYPES: Final = {
    "PERSON": "PERSON",
    "EMAIL_ADDRESS": "EMAIL_ADDRESS",
    "PHONE_NUMBER": "PHONE_NUMBER",
    "STREET_ADDRESS": "STREET_ADDRESS",
    "GPE": "LOCATION",
    "LOCATION": "LOCATION",
    "ZIP_CODE": "LOCATION",
    "CREDIT_CARD": "CREDIT_CARD",
    "IBAN_CODE": "IBAN_CODE",
    "IP_ADDRESS": "IP_ADDRESS",
    "ORGANIZATION": "ORGANIZATION",
    "AGE": "AGE",
    "DATE_TIME": "DATE",
    "US_SSN": "ID_NUMBER",
    "US_DRIVER_LICENSE": "ID_NUMBER",
    "US_PASSPORT": "ID_NUMBER",
    "NRP": SOFT,
    "TITLE": SOFT,
    "DOMAIN_NAME": SOFT,
    "URL": SOFT,
}


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file or folder."""
    for file in files_in(path, (".json", ".jsonl")):
        for number, (where, entry) in enumerate(read_objects(file)):
            text = wanted(entry, "full_text", str, where)
            marks = [
                Mark(
                    wanted(span, "start_position", int, where),
                    wanted(span, "end_position", int, where),
                    wanted(span, "entity_type", str, where),
                    span.get("entity_value"),
                )
                for span in wanted(entry, "spans", list, where)
            ]
            name = f"{file.stem}/{number}"
            yield document(name, text, marks, TYPES, where=where, source="presidio_research", language="en")
