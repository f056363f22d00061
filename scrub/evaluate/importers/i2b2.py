"""i2b2/UTHealth 2014, track 1: one XML file a clinical record. https://pmc.ncbi.nlm.nih.gov/articles/PMC4989908/"""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from scrub.evaluate.importers.document import SOFT, Mark, document, files_in
from scrub.evaluate.labelled import CorpusError

TYPES: Final = {
    "PATIENT": "PERSON",
    "DOCTOR": "PERSON",
    "USERNAME": "USERNAME",
    "PROFESSION": SOFT,
    "HOSPITAL": "ORGANIZATION",
    "ORGANIZATION": "ORGANIZATION",
    "DEPARTMENT": SOFT,
    "ROOM": SOFT,
    "STREET": "STREET_ADDRESS",
    "CITY": "LOCATION",
    "STATE": "LOCATION",
    "COUNTRY": "LOCATION",
    "ZIP": "LOCATION",
    "LOCATION-OTHER": "LOCATION",
    "AGE": "AGE",
    "DATE": "DATE",
    "PHONE": "PHONE_NUMBER",
    "FAX": "PHONE_NUMBER",
    "EMAIL": "EMAIL_ADDRESS",
    "URL": "PERSONAL_URL",
    "IPADDR": "IP_ADDRESS",
    "SSN": "ID_NUMBER",
    "MEDICALRECORD": "ID_NUMBER",
    "HEALTHPLAN": "ID_NUMBER",
    "ACCOUNT": "ID_NUMBER",
    "LICENSE": "ID_NUMBER",
    "IDNUM": "ID_NUMBER",
    "BIOID": "ID_NUMBER",
    "VEHICLE": "VEHICLE_ID",
    "DEVICE": "DEVICE_ID",
}


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the documents of a file or folder."""
    for file in files_in(path, (".xml",)):
        try:
            root = ElementTree.parse(file).getroot()
        except ElementTree.ParseError as error:
            raise CorpusError(f"{file.name}:{error.position[0]}: not well-formed XML") from None
        except OSError as error:
            raise CorpusError(f"{file}: cannot be read ({error.strerror})") from None
        text = root.findtext("TEXT")
        tags = root.find("TAGS")
        if text is None or tags is None:
            raise CorpusError(f"{file.name}: wants TEXT and TAGS")
        marks = [_mark(tag, text, file.name) for tag in tags]
        yield document(
            file.stem, text, marks, TYPES, where=file.name, source="i2b2", language="en", kind="prose"
        )


def _mark(tag: ElementTree.Element, text: str, where: str) -> Mark:
    try:
        start, end, label = int(tag.attrib["start"]), int(tag.attrib["end"]), tag.attrib["TYPE"]
    except (KeyError, ValueError):
        raise CorpusError(f"{where}: a tag wants start, end and TYPE") from None
    # XML turns a line end in an attribute into a space.
    is_one_line = "\n" not in text[start:end]
    return Mark(start, end, label.upper(), tag.attrib.get("text") if is_one_line else None)
