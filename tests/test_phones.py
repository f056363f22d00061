"""Telephone numbers of many countries are found, and other numbers are not taken for one."""

import pytest

from recognizers.matching.matcher import Matcher
from recognizers.numbers.phones import PhoneFinder
from tests.marks import unmark

_MATCHER = Matcher([PhoneFinder()])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("reach me on «+49 1522 7739104» today", id="international"),
        pytest.param("«+1 (312) 847-2290»,", id="north american with plus"),
        pytest.param("tel «0031 6 1182 0447»", id="double zero"),
        pytest.param("unter «0431 / 88 20 617» abends", id="slash between blanks"),
        pytest.param("call «(415) 226-7731»", id="area code in brackets"),
        pytest.param('{"«(895) 480-2260»": 4}', id="area code in brackets that nobody was given"),
        pytest.param("backup-«+49 1522 7739104».tar.gz", id="international, in the name of a file"),
        pytest.param("backup-«06 71 48 90 23».tar.gz", id="French, in the name of a file"),
        pytest.param("Mobile: «07912 448 207»", id="British mobile"),
        pytest.param("Tél. «06 71 48 90 23»", id="French"),
        pytest.param("mob: «98490 33817»", id="Indian"),
        pytest.param("電話は«045-461-8827»です", id="Japanese"),
        pytest.param("手机«13530918274»，谢谢", id="Chinese, glued"),
        pytest.param("연락처 «010-3382-7714»", id="Korean"),
        pytest.param("Tel. «0431 / 99 02 17-0» · Fax «0431 / 99 02 17-29»", id="German with direct dial"),
        pytest.param("ring «01685 234 290 ext. 12» first", id="extension"),
        pytest.param("Smith,Ada,4417,«+31 6 1482 9037»,B2", id="in a row of values"),
        pytest.param("মোবাইল «০১৮১৯৪৭২৮৩৬»", id="Bengali digits"),
    ],
)
def test_numbers_are_found(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("built 2024-05-12 10:22:31", id="date"),
        pytest.param("ts=1719843165 next=1719843165002", id="time stamp"),
        pytest.param("192.168.100.254 and 10.0.0.1", id="address"),
        pytest.param("v1.234.567-89", id="version"),
        pytest.param("job-48217730 and run-0664 0735765.log", id="behind a word and a hyphen"),
        pytest.param("f(104) 012-4411", id="in brackets, but no area"),
        pytest.param("Copyright 2013-2023", id="years"),
        pytest.param("NHS no 647 635 8448", id="number of another kind"),
        pytest.param("SSN 219-09-9999", id="social security number"),
        pytest.param("total 1 000 000 000", id="thousands"),
        pytest.param("5f3c0912345678ab", id="in a hash"),
        pytest.param("lat 52.5200066, 13.4049540", id="coordinates"),
        pytest.param("+-------+-------+", id="table"),
        pytest.param("CVE-2024-309412", id="vulnerability"),
        pytest.param("+12345678", id="added line of a diff"),
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
