"""Stand-ins are nobody's: every draw lies in what is reserved, ruled out or never right."""

import ipaddress
import os
import re
from collections.abc import Callable

import phonenumbers
import pytest
from pytest import param

from recognizers.lookalikes.stock_values import is_stock_value
from recognizers.numbers.checksums import iban_remainder, luhn_sum, vin_check_digit
from recognizers.validators import bitcoin, card, iban, imei, ssn, validator
from scrub.link.identity import identify
from scrub.surrogates.draw import WIDE
from scrub.surrogates.phones import _FICTION, _MOBILE, _calling_codes
from scrub.surrogates.surrogate import surrogate
from tests.surrogate_values import values

KEY = bytes(range(32))
# Ten times as many with DRAWS=100000 in the environment, which takes minutes.
DRAWS = int(os.environ.get("DRAWS", "10000"))
# RFC 5737, RFC 2544, RFC 1918, RFC 6598, RFC 3927, RFC 3849.
_NETWORKS = (
    "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 198.18.0.0/15 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 "
    "100.64.0.0/10 169.254.0.0/16 2001:db8::/32 fe80::/10"
)
NETWORKS = [ipaddress.ip_network(text) for text in _NETWORKS.split()]


def drawn(entity_type: str, value: str, number: int) -> str:
    return surrogate(entity_type, value, identify(entity_type, value).canonical, KEY, str(number))


def digits_of(text: str) -> str:
    return re.sub(r"\D", "", text)


def is_reserved_host(text: str) -> bool:
    host = re.sub(r"^[a-z]+://|[/:].*$", "", text).rpartition("@")[2]
    return host.lower().endswith((".example", ".test", ".invalid"))


def is_reserved_address(text: str) -> bool:
    return any(ipaddress.ip_address(text) in network for network in NETWORKS)


def is_local_hardware(text: str) -> bool:
    first = int(text[:2], 16)
    return first & 0b11 == 0b10


def is_no_card(text: str) -> bool:
    return digits_of(text).startswith("9999") and not card(text)


def is_no_iban(text: str) -> bool:
    compact = re.sub(r"\W", "", text).upper()
    return compact[2:4] == "00" and iban_remainder(compact) != 1 and not iban(text)


def is_no_vin(text: str) -> bool:
    return text[9] == "0" and text[8] != vin_check_digit(text)


def is_no_imei(text: str) -> bool:
    return text[0] == "2" and luhn_sum(text) != 0 and not imei(text)


def is_no_ssn(text: str) -> bool:
    digits = digits_of(text)
    return digits[0] == "9" and digits[3] in "01234" and not ssn(text)


def is_no_routing_number(text: str) -> bool:
    return text.startswith("99") and not validator("stdnum.us.rtn")(text)


RESERVED: list[object] = [
    param("EMAIL_ADDRESS", "jane.roe@acme.io", is_reserved_host, id="mail"),
    param("HOSTNAME", "db-prod-3.corp.acme.io", is_reserved_host, id="host"),
    param("PERSONAL_URL", "https://acme.io/jroe", is_reserved_host, id="url"),
    param("WEBHOOK_URL", "https://hooks.slack.com/services/T0/B0/x", is_reserved_host, id="webhook"),
    param("IP_ADDRESS", "85.214.71.9", is_reserved_address, id="ipv4"),
    param("IP_ADDRESS", "10.4.7.9", is_reserved_address, id="ipv4-private"),
    param("IP_ADDRESS", "2a01:4f8:c17:b8f::2", is_reserved_address, id="ipv6"),
    param("IP_ADDRESS", "fe80::1c2f:9aff:fe10:77d2", is_reserved_address, id="ipv6-link-local"),
    param("MAC_ADDRESS", "3c:22:fb:12:34:56", is_local_hardware, id="mac"),
    param("CREDIT_CARD", "4532 8723 1283 0366", is_no_card, id="card"),
    param("IBAN_CODE", "DE12 3704 0044 0532 0130 00", is_no_iban, id="iban-of-digits"),
    param("IBAN_CODE", "GB29NWBK60161331926819", is_no_iban, id="iban-of-letters"),
    param("BANK_ACCOUNT", "021000322", is_no_routing_number, id="routing-number"),
    param("VEHICLE_ID", "1HGCM82633A004352", is_no_vin, id="vin"),
    param("DEVICE_ID", "356938035643809", is_no_imei, id="imei"),
    param("ID_NUMBER", "412-78-9033", is_no_ssn, id="ssn"),
    param("CRYPTO", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", lambda text: not bitcoin(text), id="bitcoin"),
    param("CRYPTO", "bc1qzzp5l7lykxuc5uf95wmmg7t96r64gvvyu7l8u", lambda text: not bitcoin(text), id="segwit"),
    param("AGE", "34", lambda text: 18 <= int(text) <= 89, id="age"),
]


@pytest.mark.parametrize("entity_type, value, is_nobodys", RESERVED)
def test_every_draw_is_nobodys(entity_type: str, value: str, is_nobodys: Callable[[str], bool]) -> None:
    wrong = [number for number in range(DRAWS) if not is_nobodys(drawn(entity_type, value, number))]
    assert wrong == []


@pytest.mark.parametrize(
    "entity_type, value",
    [
        param("EMAIL_ADDRESS", "jane.roe@acme.io", id="mail"),
        param("HOSTNAME", "db-prod-3.corp.acme.io", id="host"),
        param("IP_ADDRESS", "85.214.71.9", id="ipv4"),
        param("IP_ADDRESS", "2a01:4f8:c17:b8f::2", id="ipv6"),
        param("PHONE_NUMBER", "212-664-7665", id="phone-us"),
    ],
)
def test_detection_lets_a_stand_in_be(entity_type: str, value: str) -> None:
    written = [drawn(entity_type, value, number) for number in range(300)]
    assert [text for text in written if not is_stock_value(entity_type, text)] == []


# What a number of the country looks like, and its calling code.
NUMBERS = [
    param("+1 212-664-7665", id="us"),
    param("+44 20 7123 4567", id="gb"),
    param("+44 7712 345678", id="gb-mobile"),
    param("+49 30 1234 5678", id="de"),
    param("+49 171 2345678", id="de-mobile"),
    param("+33 1 42 68 53 00", id="fr"),
    param("+61 412 345 678", id="au"),
    param("+353 87 123 4567", id="ie"),
    param("+46 70 123 45 67", id="se"),
    param("+34 612 345 678", id="es"),
    param("+39 347 123 4567", id="it"),
    param("+81 90-1234-5678", id="jp"),
    param("+82 10-1234-5678", id="kr"),
    param("+86 138 1234 5678", id="cn"),
    param("+91 98765 43210", id="in"),
    param("+55 11 91234-5678", id="br"),
    param("+7 912 345-67-89", id="ru"),
    param("+48 601 234 567", id="pl"),
    param("+234 803 123 4567", id="ng"),
    param("+62 812-3456-7890", id="id"),
    param("+52 55 1234 5678", id="mx"),
    param("+90 532 123 45 67", id="tr"),
    param("+972 52-123-4567", id="il"),
    param("+971 50 123 4567", id="ae"),
]


@pytest.mark.parametrize("value", NUMBERS)
def test_international_numbers_are_for_fiction_or_ruled_out(value: str) -> None:
    code = digits_of(value.split()[0])
    patterns = [*_FICTION.get(code, "").split(), *_MOBILE.get(code, ())[1:]]
    fiction = re.compile("|".join(patterns).replace("x", r"\d").replace("n", "[2-9]") or "(?!)")
    wrong = []
    for number in range(1000):
        written = drawn("PHONE_NUMBER", value, number)
        assert re.sub(r"\d", "0", written) == re.sub(r"\d", "0", value)
        is_fiction = fiction.fullmatch(digits_of(written)[len(code) :]) is not None
        if not is_fiction and phonenumbers.is_valid_number(phonenumbers.parse(written)):
            wrong.append(number)
    assert wrong == []


@pytest.mark.parametrize("value", NUMBERS)
def test_numbers_of_a_corpus_begin_as_none_of_their_country(value: str) -> None:
    code = digits_of(value.split()[0])
    canonical = identify("PHONE_NUMBER", value).canonical
    written = {
        digits_of(surrogate("PHONE_NUMBER", value, canonical, KEY, str(number), WIDE))
        for number in range(300)
    }
    beginnings = tuple(code + beginning for beginning in _calling_codes()[code])
    assert [number for number in written if not number.startswith(beginnings)] == []
    assert [
        number for number in written if phonenumbers.is_valid_number(phonenumbers.parse(f"+{number}"))
    ] == []


# Numbers as they are dialled within their country.
NATIONAL = [
    param("(212) 664-7665", "US", r"\d{3}55501\d\d", id="us"),
    param("07712 345678", "GB", r"07700900\d{3}", id="gb-mobile"),
    param("020 7123 4567", "GB", r"0\d+", id="gb"),
    param("06 12 34 56 78", "FR", r"063998\d{4}", id="fr-mobile"),
    param("01 42 68 53 00", "FR", r"0(19900|26191|35301|46571|53649)\d{4}", id="fr"),
    param("0412 345 678", "AU", r"0[2378](5550|7010)\d{4}", id="au"),
    param("0171/23456789", "DE", r"0\d+", id="de"),
    param("090-1234-5678", "JP", r"0\d+", id="jp"),
    param("612 345 678", "ES", r"10\d+", id="es"),
    param("98765 43210", "IN", r"10\d+", id="in"),
    param("138 1234 5678", "CN", r"(26|3[0268]|44)\d+", id="cn"),
    param("8 912 345-67-89", "RU", r"8\d+", id="ru"),
    param("0532 123 45 67", "TR", r"0\d+", id="tr"),
    param("079 123 45 67", "CH", r"0\d+", id="ch"),
]


@pytest.mark.parametrize("value, region, form", NATIONAL)
def test_national_numbers_are_for_fiction_or_ruled_out(value: str, region: str, form: str) -> None:
    is_fiction = region in ("US", "GB", "FR", "AU", "DE")
    for number in range(500):
        written = drawn("PHONE_NUMBER", value, number)
        assert re.fullmatch(form, digits_of(written))
        assert is_fiction or not phonenumbers.is_valid_number(phonenumbers.parse(written, region))


_NATIONAL_IDS = """
us.ssn:9 us.itin:9 ca.sin:9 nl.bsn:9 pt.nif:9 il.idnr:9 br.cpf:11 pl.pesel:11 no.fodselsnummer:11
tr.tckimlik:11 be.nn:11 de.idnr:11 hr.oib:11 gb.nhs:10 se.personnummer:10 pl.nip:10 bg.egn:10 dk.cpr:10
in_.aadhaar:12 za.idnr:13 kr.rrn:13 th.pin:13 ro.cnp:13 fr.nir:15 cn.ric:18 ee.ik:11 br.cnpj:14
"""
NATIONAL_IDS = _NATIONAL_IDS.split()


@pytest.mark.parametrize("name", NATIONAL_IDS)
def test_national_ids_fail_their_checksum(name: str) -> None:
    number, _, size = name.partition(":")
    is_valid = validator(f"stdnum.{number}")
    value = "7" * int(size)
    wrong = [it for it in range(500) if is_valid(drawn("ID_NUMBER", value, it))]
    assert wrong == []


@pytest.mark.parametrize("value, passes", [("4532015112830366", True), ("4532015112830367", False)])
def test_card_passes_luhn_as_the_original_does(value: str, passes: bool) -> None:
    assert [luhn_sum(drawn("CREDIT_CARD", value, number)) == 0 for number in range(200)] == [passes] * 200


def test_redraws_of_an_address_leave_the_networks_for_documentation() -> None:
    written = {
        surrogate("IP_ADDRESS", "85.214.71.9", "85.214.71.9", KEY, "c", attempt) for attempt in range(20)
    }
    assert all(map(is_reserved_address, written))
    assert any(text.startswith("198.1") and not text.startswith("198.51") for text in written)


@pytest.mark.parametrize("entity_type", ["LOCATION", "ORGANIZATION", "STREET_ADDRESS"])
def test_places_are_made_of_invented_words(entity_type: str) -> None:
    for value in values(entity_type, 300):
        words = set(re.findall(r"[a-z]{4,}", value.lower())) - {"gmbh", "street"}
        assert words.isdisjoint(re.findall(r"[a-z]{4,}", drawn(entity_type, value, 0).lower()))
