"""Printed elements of DICOM: what each tag holds, as three programs print it."""

import pytest

from recognizers.labelled.image_dumps import ImageDumpFinder
from recognizers.matching.matcher import Matcher
from tests.marks import unmark

_MATCHER = Matcher([ImageDumpFinder()])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(
            "(0010,0010) PN [«QUINT^ODDNY»]                   #  12, 1 PatientName\n"
            "(0010,0020) LO [«USB-0044-7713»]                 #  14, 1 PatientID\n"
            "(0010,0030) DA [«19550723»]                      #   8, 1 PatientBirthDate\n"
            "(0018,1000) LO [«749452»]                        #   6, 1 DeviceSerialNumber\n"
            "(0008,1010) SH [«KSV-PETCT2»]                    #  10, 1 StationName",
            id="dcmdump",
        ),
        pytest.param(
            "(0008, 0090) Referring Physician's Name          PN: '«Lindt^Femi»'\n"
            "(0008, 0080) Institution Name                    LO: '«Croft Clinic»'",
            id="pydicom",
        ),
        pytest.param(
            '{"00100010":{"vr":"PN","Value":[{"Alphabetic":"«Quint^Oddny»"}]},'
            '"00100020": {"vr": "LO", "Value": ["«WB-0041187»"]}}',
            id="JSON model",
        ),
        pytest.param("(0008,0060) CS [CT]      # 2, 1 Modality", id="what it is"),
        pytest.param("(0010,0010) PN [ANONYMIZED]\n(0010,0020) LO [0000]", id="taken out already"),
        pytest.param("(0010,0010) PN (no value available)", id="empty"),
        pytest.param("phone (0010) 0020 LO [x]", id="no tag"),
    ],
)
def test_elements_hold_what_their_tag_says(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


def test_types() -> None:
    found = _MATCHER.find("(0010,0030) DA [19550723]\n(0008,1070) PN [Suter^Ada]\n(0018,1000) LO [749452]")
    assert [span.entity_type for span in found] == ["DATE_OF_BIRTH", "PERSON", "DEVICE_ID"]
