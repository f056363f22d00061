"""Linking: equal values are one identity, and are found wherever they stand whole."""

import pytest

from scrub.link.identity import Identity, Register, identify
from scrub.link.known import KnownValues, is_distinctive


@pytest.mark.parametrize(
    "entity_type, first, second",
    [
        pytest.param("EMAIL_ADDRESS", "Jane@Acme.io", "jane@acme.io", id="mail in another case"),
        pytest.param("PHONE_NUMBER", "+44 20 7946-0018", "+442079460018", id="phone in another spelling"),
        pytest.param("IBAN_CODE", "DE89 3704 0044", "de8937040044", id="IBAN with spaces"),
        pytest.param("VEHICLE_ID", "СВ 4418 КТ", "CB4418KT", id="plate in Cyrillic and in Latin letters"),
        pytest.param("MAC_ADDRESS", "3C:22:FB:12:34:56", "3c22.fb12.3456", id="hardware with other signs"),
        pytest.param("IP_ADDRESS", "2A02:8109:0:0::0077", "2a02:8109::77", id="address without zeros"),
        pytest.param("IP_ADDRESS", "85[.]214[.]71[.]9", "85.214.71.9", id="address with dots in brackets"),
        pytest.param("PHONE_NUMBER", "٠٥٠ ١٢٣ ٤٥٦٧", "050 123 4567", id="phone in other digits"),
        pytest.param("PERSON", "Jane  Roe", "jane\nroe", id="name over a line end"),
    ],
)
def test_one_identity(entity_type: str, first: str, second: str) -> None:
    assert identify(entity_type, first) == identify(entity_type, second)


@pytest.mark.parametrize(
    "entity_type, first, second",
    [
        pytest.param("PASSWORD", "Hunter2", "hunter2", id="secrets differ by case"),
        pytest.param("PERSON", "Jane Roe", "Jane Row", id="two people"),
        pytest.param("VEHICLE_ID", "ЖВ 4418 КТ", "BB4418KT", id="a letter that no Latin one is like"),
    ],
)
def test_two_identities(entity_type: str, first: str, second: str) -> None:
    assert identify(entity_type, first) != identify(entity_type, second)


def test_an_identity_does_not_show_its_value() -> None:
    assert "canary" not in repr(Identity("PERSON", "canary"))


@pytest.mark.parametrize(
    "values, text, expected",
    [
        pytest.param([("EMAIL_ADDRESS", "jane@acme.io")], "to JANE@ACME.IO.", [(3, 15)], id="any case"),
        pytest.param([("PASSWORD", "Hunter22")], "hunter22 Hunter22", [(9, 17)], id="secrets by case"),
        pytest.param(
            [("PASSWORD", "duck-42"), ("PASSWORD", "DUCK-42")],
            "DUCK-42 Duck-42 duck-42",
            [(0, 7), (16, 23)],
            id="secrets that differ by case",
        ),
        pytest.param([("PERSON", "Jane Roe")], "Jane Roebuck, Jane Roe's", [(14, 22)], id="whole words only"),
        pytest.param([("USERNAME", "jane_roe")], "/home/jane_roe/x jane_roes", [(6, 14)], id="in a path"),
        pytest.param([("PERSON", "Max")], "max_length = Max", [], id="a short word is not looked for"),
        pytest.param([("USERNAME", "jr7")], "İ jr7", [], id="three characters are too few"),
        pytest.param([("USERNAME", "jroe42")], "İİ jroe42", [(3, 9)], id="lower case may be longer"),
        pytest.param([("PASSWORD", "a\udcffbcdef")], "\ud800 a\udcffbcdef", [(2, 9)], id="lone surrogates"),
        pytest.param([], "anything", [], id="nothing known"),
    ],
)
def test_known_values_are_found(
    values: list[tuple[str, str]], text: str, expected: list[tuple[int, int]]
) -> None:
    assert [(span.start, span.end) for span in KnownValues(values).find(text)] == expected


@pytest.mark.parametrize(
    "entity_type, value, expected",
    [
        ("PERSON", "Rose", False),
        ("PERSON", "Thandeka", True),
        ("PASSWORD", "welcome", False),
        ("PASSWORD", "correcthorsebattery", True),
        ("OTP", "4821", False),
        ("USERNAME", "jroe42", True),
    ],
)
def test_distinctive(entity_type: str, value: str, expected: bool) -> None:
    assert is_distinctive(entity_type, value) is expected


def test_numbers_follow_the_order_of_first_mention_by_type() -> None:
    register = Register()
    given = [("PERSON", "a"), ("EMAIL_ADDRESS", "b"), ("PERSON", "c"), ("PERSON", "A")]
    numbers = [register.number(identify(*each)) for each in given]
    assert [(number.overall, number.in_type) for number in numbers] == [(1, 1), (2, 1), (3, 2), (1, 1)]
