"""Telephone numbers of many countries are found, and other numbers are not taken for one."""

import pytest

from recognizers.engine import shipped_engine
from recognizers.matching.matcher import Matcher
from recognizers.numbers.phones import PhoneFinder
from scrub.resolve import resolve
from tests.marks import unmark

_MATCHER = Matcher([PhoneFinder()])
_LEAST_SCORE = 0.5


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
        pytest.param('{"para":"«5551996350918»","txt":"Oi"}', id="recipient of a message in Brazil"),
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
        pytest.param("+2026-05-18 02:00:01 INFO\n+2026-05-18|x\n", id="added line that begins with a day"),
        pytest.param('{"to": "1730448182000", "from": "1730361782000"}', id="times between which"),
        pytest.param("WYK INC            +61 408.77\n26 Mar", id="sum with a sign"),
        pytest.param("doi         10.1000/182\n", id="publication"),
        pytest.param("Period 08   28/11/2025\nEmployee", id="before a date"),
        pytest.param("LH 714 09MAY FRA ARN 0915 1120", id="hours of a flight"),
        pytest.param("NVIDIA driver 535.183.01 on the node", id="release of a driver"),
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []


# As people write numbers at home, behind their word for them.
_AT_HOME = """
call me at «(937) 482-9175»
phone «937-482-9175»
cell «937.482.9175»
tel «+1 937 482 9175»
mobile «07911 482917»
tel «020 7946 8291»
Tel.: «030 48291756»
Handy «0176 48291756»
Mobil: «0664 4829175»
Natel «079 482 91 75»
tél. «06 48 29 17 56»
portable: «0648291756»
gsm «0472 48 29 17»
móvil «648 291 756»
teléfono: «91 482 91 75»
cellulare «348 291 7563»
tel «06 4829 1756»
telemóvel «914 829 175»
mobiel «06-48291756»
tlf. «48 29 17 56»
mob «20 48 29 17»
mobil «070-482 91 75»
puh. «040 4829175»
tel. «501 482 917»
mobil «604 829 175»
mobil «0904 829 175»
tel: «06 30 482 9175»
telefon «0722 482 917»
тел. «8 (912) 482-91-75»
телефон «8 912 482 91 75»
тел. «067 482 91 75»
тел. «0888 482 917»
моб. «064 482 9175»
mob. «091 482 9175»
gsm «041 482 917»
τηλ. «694 482 9175»
tel «0532 482 91 75»
טלפון «054-482-9175»
جوال «0548291756»
هاتف «0100 482 9175»
موبایل «09124829175»
mobile «050 482 9175»
mobile «98765 48291»
मोबाइल: «9876548291»
mob «0300-4829175»
মোবাইল «01712-482917»
phone «077 482 9175»
फोन «9841482917»
โทร «081-482-9175»
sđt: «0912 482 917»
điện thoại «0912482917»
HP: «0812-4829-1756»
no tel «012-482 9175»
hp «9482 9175»
手机：«138 4829 1756»
电话 «010-48291756»
電話 «02-4829-1756»
手機 «0912-482-917»
電話 «9482 9175»
携帯 «090-4829-1756»
電話番号：«03-4829-1756»
휴대폰 «010-4829-1756»
전화 «02-482-9175»
утас: «9948 2917»
тел: «8 701 482 91 75»
tel «90 482 91 75» Toshkent
ტელ. «595 48 29 17»
հեռ. «091 48 29 17»
mobil «050 482 91 75»
mobile «0412 482 917»
phone «(02) 9482 9175»
mobile «021 482 917»
cel «(11) 94829-1756»
telefone: «11 94829 1756»
cel: «55 4829 1756»
celular «11 4829-1756»
cel «9 4829 1756»
celular «300 482 9175»
celular «948 291 756»
telf. «0414-4829175»
celular «099 482 9175»
cel. «099 482 917»
tel «8482-9175»
tel «7482-9175» San Salvador
cel «829-482-9175»
phone «0803 482 9175»
call «0712 482917»
simu «0712 482 917»
tel «024 482 9175»
cell «082 482 9175»
tél «06 48 29 17 56» Rabat
هاتف «0661 48 29 17»
tél «77 482 91 75» Dakar
ስልክ «0911 482917»
phone «0912 482 917»
tel «07 48 29 17 56» Abidjan
tel:«+4917648291756»
office «937-482-9175 ext. 12»
fax: «937-482-9176»
"""


@pytest.mark.parametrize("marked", _AT_HOME.strip().splitlines())
def test_numbers_are_found_as_they_are_written_at_home(marked: str) -> None:
    text, places = unmark(marked)
    spans = resolve(span for span in shipped_engine().find(text) if span.score >= _LEAST_SCORE)
    assert [(span.start, span.end) for span in spans if span.entity_type == "PHONE_NUMBER"] == places
