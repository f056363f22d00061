"""People in what programs print of medical images: an element of DICOM by its tag, its type and its value.

https://dicom.nema.org/medical/dicom/current/output/chtml/part06/chapter_6.html has the tags,
https://support.dcmtk.org/docs/dcmdump.html and https://pydicom.github.io/pydicom/stable/ how it is printed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from recognizers.span import Span

_SCORE: Final = 0.8
_LONGEST: Final = 320
_TYPES: Final = {
    "PERSON": (
        "00080090 00081048 00081050 00081052 00081060 00081070 00100010 00101001 00101005 00101060"
        " 00321032 00321033 00400006 0040A123 00081072 0040A075 00102297"
    ),
    "ID_NUMBER": "00080050 00100020 00101000 00101090 00380010 00401001 00402016 00402017 00100021",
    "DATE_OF_BIRTH": "00100030",
    "ORGANIZATION": "00080080 00081040 00400243",
    "STREET_ADDRESS": "00080081 00101040 00080092",
    "PHONE_NUMBER": "00080094 00102154",
    "HOSTNAME": "00081010 00400010 00400242 00020016",
    "DEVICE_ID": "00181000 00181002",
    "AGE": "00101010",
}
_BY_TAG: Final = {tag: name for name, tags in _TYPES.items() for tag in tags.split()}
# Behind the tag: `(0010,0020) LO [`, `(0010, 0020) Patient ID  LO: '`, `"00100020":{"vr":"LO","Value":["`.
_VALUE: Final = re.compile(
    r"\) [A-Z]{2} \[(?P<dumped>[^\]\n]{1,200})\]"
    r"|\) [^\n\t:]{3,60}? {1,40}[A-Z]{2}: ['\"](?P<printed>[^'\"\n]{1,200})['\"]"
    r"|\\?\"\s?:\s?\{\s{0,20}\\?\"vr\\?\"\s?:\s?\\?\"[A-Z]{2}\\?\"\s?,\s{0,20}\\?\"Value\\?\"\s?:\s?\[\s{0,20}"
    r"(?:\{\s{0,20}\\?\"Alphabetic\\?\"\s?:\s?)?\\?\"(?P<json>[^\"\\\n]{1,200})\\?\""
)
_FILLED: Final = re.compile(r"(?i)(?:anon\w*|unknown|none|removed|n/?a|test|0+[YMWD]?|\W*)\Z")
_TAG: Final = re.compile(
    r"(?:(?<=\()|(?<=\"))(?P<group>00(?:02|08|10|18|32|38|40)),? ?(?P<element>[0-9A-Fa-f]{4})(?=[)\"\\])"
)


@dataclass(frozen=True)
class ImageDumpFinder:
    """Finds patients, those who treat them and their machines in printed elements of DICOM."""

    id: str = "image-dump"
    entity_types: frozenset[str] = frozenset(_TYPES)
    keywords: tuple[str, ...] = ()
    # A tag, and behind it its type or the end of its quotes.
    triggers: tuple[str, ...] = (
        r"\((?:0002|0008|0010|0018|0032|0038|0040),? ?[0-9A-Fa-f]{4}\) ",
        r"\"(?:0002|0008|0010|0018|0032|0038|0040)[0-9A-Fa-f]{4}\\?\"",
    )
    before: int = 16
    after: int = _LONGEST

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the values of the elements whose tags stand in the window."""
        for tag in _TAG.finditer(text, start, end):
            entity_type = _BY_TAG.get((tag["group"] + tag["element"]).upper())
            if entity_type is None:
                continue
            value = _VALUE.match(text, tag.end(), end)
            if value and value.lastgroup and not _FILLED.match(value[value.lastgroup]):
                yield Span(*value.span(value.lastgroup), entity_type, _SCORE, self.id)
