"""Plates, devices and accounts are found beside the words for them."""

import pytest

from recognizers.matching.matcher import Matcher
from recognizers.numbers.belongings import belonging_finders
from tests.marks import unmark

_MATCHER = Matcher(belonging_finders())


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("a white Fiat («SP71 HKU») signalling left", id="make"),
        pytest.param("auto «5B7 4471» řídil", id="czech plate"),
        pytest.param("mit dem Fiat «PI-MD 88» ohne zu blinken", id="german plate"),
        pytest.param("а/м Лада Веста «К 447 ХМ 161»", id="russian plate"),
        pytest.param("我们的车是 «沪ADJ9016»", id="chinese plate"),
        pytest.param("device=«4e58d500-0deb-4140-9efd-c204ea9f1641»", id="uuid of a device"),
        pytest.param("laptop «C02XK1ZTJGH5» |", id="laptop"),
        pytest.param("<serial_number>«C02TPYHXWT»</serial_number>", id="element"),
        pytest.param("meter serial «Z19N 4408271»", id="meter"),
        pytest.param("card uid=«04:A2:2F:91:6C:5E:80» holder", id="card"),
        pytest.param("Client «ESP32-7C9EBD4471A8» has exceeded timeout", id="client"),
        pytest.param("ke rek mana bu? bca «2841907736» a.n.", id="indonesian account"),
        pytest.param("Účet SVJ «44718204/2010»", id="czech account"),
        pytest.param("min clearing är «8327-9,914 471 882-3»", id="swedish account"),
        pytest.param("brøytebilen («ZR 41827») står i veien", id="compound of a vehicle"),
        pytest.param("motosikal «DCR 6770» hilang", id="malay motorcycle"),
        pytest.param("gari yangu ni «T 318 DTR»", id="swahili car"),
        pytest.param("vozilo «KR V9-852» je parkirano", id="slovene vehicle"),
        pytest.param("rendszáma «KXB-471»", id="plate that looks like a model behind its own word"),
        pytest.param("auton rekkari on «KXB-471»", id="finnish plate"),
        pytest.param("a kamion «NXB-882» még áll", id="hungarian plate beside a vehicle"),
        pytest.param("plakalı araç: «45 JKX 88»", id="turkish plate"),
        pytest.param("μηχανάκι μου «ΧΚΒ-318»", id="greek plate"),
        pytest.param("нөмірі, мемлекеттік нөмір «882 LKP 13»", id="kazakh plate"),
        pytest.param("سيارتي رقمها «أ ب ج 4471»", id="letters that stand alone"),
        pytest.param("الدراجة النارية «4471 ق ص» أمام", id="letters behind the figures"),
        pytest.param("ລົດຈັກ «ບກ 2184»", id="lao motorcycle"),
        pytest.param("電單車 «KX 4471»", id="hong kong motorcycle"),
        pytest.param("機車«MXK-318»被偷了", id="joined on both sides"),
        pytest.param("ሞተር ሳይክል «1-4471 አአ»", id="ethiopian plate"),
        pytest.param("發動機 發动机号、发动机号«CFB447182»", id="engine"),
        pytest.param("engine no «HA10EFCHG41882» as per RC", id="engine of many figures"),
        pytest.param("收款账户：宁波银行 «7012 0122 0009 8834 71»", id="chinese account"),
        pytest.param("Kto. «8801427» bei der Volksbank", id="German account, short"),
    ],
)
def test_numbers_are_found(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a Volvo XC90 2020, an Audi A4, a Fiat 500", id="models"),
        pytest.param("the car did 120000 km", id="distance"),
        pytest.param("samochód Fabia II 1.4 MPI, a car Golf IV 1.9 TDI 105 KM", id="engines"),
        pytest.param("rekka MAN TGX480, moottoripyörä CBR-600, a tractor T6.180", id="models of the makers"),
        pytest.param("el taxi 250 MXN, la moto 3000 EUR, gari TZS 45000", id="fares and prices"),
        pytest.param("de bus 10 AM, the ferry 11 PM, lori 40 KM", id="times and distances"),
        pytest.param("placa RTX 3060, placa RX 580", id="cards of computers"),
        pytest.param("tablice A1, tablica B2", id="tables"),
        pytest.param("mobil 2 pintu, xe 4 chỗ, car 4 seats", id="doors and seats"),
        pytest.param("سيارة 4 أبواب و 5 مقاعد", id="doors and seats in arabic"),
        pytest.param("the fan-wagen Q3 2024", id="quarter"),
        pytest.param("device 12 of 15, serial port COM3", id="small"),
        pytest.param('"Account": "418226750913", "Arn": "arn:aws:iam::x"', id="cloud account"),
        pytest.param("account balance 12.50, deposit to 2024-05-01", id="amount and date"),
        pytest.param("client 3.14.2 on meter", id="version"),
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
