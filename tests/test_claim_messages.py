"""X12 messages: what each element holds by its number, and lines that only look like segments."""

import pytest

from recognizers.labelled.claim_messages import ClaimMessageFinder
from recognizers.matching.matcher import Matcher
from tests.marks import unmark

_MATCHER = Matcher([ClaimMessageFinder()])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(
            "NM1*IL*1*«QUINT»*«ODDNY»*«R»***MI*«WQ4471882»~\nN3*«14 CROFT RD*FLAT 2~\nN4*TULSA*OK*74104»~\n"
            "DMG*D8*«19710306»*F~",
            id="insured",
        ),
        pytest.param(
            "HL*3*2*23*0~NM1*QC*1*«LINDT»*«FEMI»~DMG*D8*«20180214»*F~CLM*«SPD-26-20417»*312.5***11:B:1~",
            id="patient in one line",
        ),
        pytest.param(
            "NM1*85*2*«CROFT DENTISTRY»*****XX*«1537260345»~"
            "PER*IC*«ADA LINDT»*TE*«9185550447»*EM*«ada@lindt.test»~",
            id="clinic and who answers for it",
        ),
        pytest.param(
            "REF*SY*«344780868»~\nREF*EA*«K0088417»~\nDTP*435*D8*«20261018»~", id="references and admission"
        ),
        pytest.param(
            "BPR*I*150*C*ACH*CCP*01*«063100277»*DA*«77410022»*1351840597**01*«107002192»*DA*«88412003»*20261019~",
            id="payment",
        ),
        pytest.param('edi = "NM1*74*1*«QUINT»*«ADA»*~"', id="in a string of a program"),
    ],
)
def test_elements_hold_what_their_number_says(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("NM1*PR*2*STATE MEDICAID*****PI*61725~", id="insurer of millions"),
        pytest.param("NM1*IL*1*****~DMG*D8**M~", id="empty elements"),
        pytest.param("N3*x + N4*y", id="products in a formula"),
        pytest.param("REF*9A*112233~DTP*050*D8*20261019~", id="reference and date of another kind"),
        pytest.param("xNM1*IL*1*QUINT*ADA~", id="not at the beginning of a segment"),
        pytest.param("CLM*A*312.5~", id="no number"),
        pytest.param("DMG*D8*20261399*M~", id="no day"),
    ],
)
def test_other_lines_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
