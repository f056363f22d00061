"""HL7 messages: what each field holds by its number, and lines that only look like segments."""

import pytest

from recognizers.labelled.health_messages import HealthMessageFinder
from recognizers.matching.matcher import Matcher
from tests.marks import unmark

_MATCHER = Matcher([HealthMessageFinder()])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(
            "PID|1||«K0088417»^^^KILB^MR~«344 783 0868»^^^NHS^NH||«QUINT»^«ODDNY»^«R»^^MRS||«19710306»|F|||"
            "«14 CROFTHEAD RD^^KILBRIDE^^G74 2QX»||^PRN^PH^^^«01355^884218»|||M",
            id="patient",
        ),
        pytest.param("PID|||«4471902»||«Quint»^«Ada»||«19840217»1130\r", id="birth with a time"),
        pytest.param("NK1|1|«QUINT»^«FEMI»|SPO||«07884 220 618»", id="next of kin"),
        pytest.param("PV1|1|O|PHLEB^^^DUNMORE||||«C4417782»^«LINDT»^«SHONA»^^^DR", id="who treats"),
        pytest.param('msg = "PID|1||«88412»||«Quint»^«Ada»\\rPV1|1|O"', id="in a string of a program"),
    ],
)
def test_fields_hold_what_their_number_says(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("PID|USER|CPU\n4471|root|0.0\n", id="table of processes"),
        pytest.param("PID|1||||||||", id="empty fields"),
        pytest.param("xPID|1||88412||Quint^Ada", id="not at the beginning of a word"),
        pytest.param("PID|1||abc||^^^||1971", id="no numbers, names and births"),
        pytest.param("OBR|1|ORD774120|LAB2026|4548-4^Hemoglobin A1c^LN", id="order"),
    ],
)
def test_other_lines_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
