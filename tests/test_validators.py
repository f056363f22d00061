"""Validators say yes to what was issued, no to what cannot have been, and never raise."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.errors import RuleError
from recognizers.fillers import fill
from recognizers.numbers.checksums import keccak256
from recognizers.validators import VALIDATORS, validator

# Bitcoin, Tron and Ripple documentation, in pieces lest a scanner takes them for somebody's.
GENESIS = "1A1zP1eP5QGefi2D" + "MPTfTL5SLmv7DivfNa"
SEGWIT = "BC1QW508D6QEJXTDG4Y5" + "R3ZARVARY0C5XW7KV8F3T4"
TAPROOT = "bc1p0xlxvlhemja6c4dqv22uapctq" + "upfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"
RIPPLE = "rHb9CJAWyB4rj91V" + "RWn96DkukG4bwdtyTh"
EIP55 = "0x5aAeb6053F3E94C9b9A0" + "9f33669435E7Ef1BeAed"
WIF = "5HueCGU8rMjxEXxiPuD5BDku4MkF" + "qeZyd4dZ1jvhTVqvbTLvyTJ"
OPAQUE = fill("{alnum:24}", "opaque")

CASES = [
    ("luhn", "79927398713", True, "textbook"),
    ("luhn", "7992-7398 713", True, "separators"),
    ("luhn", "79927398710", False, "wrong digit"),
    ("luhn", "0000000000", False, "zeros"),
    ("luhn", "²²", False, "superscripts"),
    ("card", fill("{luhn:4:16}", "a"), True, "Visa"),
    ("card", fill("{luhn:37:15}", "a"), True, "American Express"),
    ("card", fill("{luhn:2221:16}", "a"), True, "Mastercard, new range"),
    ("card", fill("{luhn:37:16}", "a"), False, "American Express of 16"),
    ("card", fill("{luhn:1:16}", "a"), False, "no issuer"),
    ("card", "4444444444444448", False, "two digits only"),
    ("card", "4242 4242 4242 4242", False, "Stripe's test card"),
    ("card", "4539 1488 0343 6467", True, "an ordinary number"),
    ("iban", fill("{iban:DE}", "a"), True, "German"),
    ("iban", fill("{iban:NO}", "a").lower(), True, "lower case"),
    ("iban", "DE00 3704 0044 0532 0130 00", False, "check digits"),
    ("iban", "DE89 3704 0044 0532 0130", False, "short"),
    ("iban", "ZZ89 3704 0044 0532 0130 00", False, "no such country"),
    ("iban", "DE", False, "country alone"),
    ("polish_account", fill("{iban:PL}", "a")[2:], True, "Polish, without its country"),
    ("polish_account", "51 1140 2004 0000 3302 7461 8829", False, "check digits"),
    ("vin", "1M8GDM9AXKP042788", True, "North American"),
    ("vin", "1M8GDM9A1KP042788", False, "North American, wrong check digit"),
    ("vin", "WVWZZZ1JZ3W386752", True, "European, none needed"),
    ("vin", "WVWOZZ1JZ3W386752", False, "letter O"),
    ("vin", "INTERNATIONALIZAT", False, "a word"),
    ("vin_checked", "1M8GDM9AXKP042788", True, "right"),
    ("vin_checked", "WVWZZZ1JZ3W386752", False, "European, has none"),
    ("imei", fill("{imei}", "a"), True, "drawn"),
    ("imei", fill("{luhn:77:15}", "a"), False, "no such body"),
    ("mac", "f0:18:98:10:92:9d", True, "colons"),
    ("mac", "F018.9810.929D", True, "dots"),
    ("mac", "00:00:00:00:00:00", False, "zero"),
    ("mac", "ff:ff:ff:ff:ff:ff", False, "broadcast"),
    ("mac", "01:00:5e:00:00:fb", False, "multicast"),
    ("mac", "00:00:5e:00:53:01", False, "documentation"),
    ("mac", "f0:18-98:10:92:9d", False, "mixed separators"),
    ("ipv4", "10.20.30.40", True, "private"),
    ("ipv4", "8.8.4.4", True, "public"),
    ("ipv4", "127.0.1.1", False, "loopback"),
    ("ipv4", "0.0.0.0", False, "unspecified"),
    ("ipv4", "255.255.255.255", False, "broadcast"),
    ("ipv4", "255.255.240.0", False, "mask"),
    ("ipv4", "192.0.2.7", False, "documentation 1"),
    ("ipv4", "198.51.100.7", False, "documentation 2"),
    ("ipv4", "203.0.113.7", False, "documentation 3"),
    ("ipv4", "256.1.1.1", False, "octet"),
    ("ipv4", "1.2.3", False, "version"),
    ("ipv6", "2a01:4f8::1", True, "public"),
    ("ipv6", "fe80::1ff:fe23:4567:890a", True, "link-local"),
    ("ipv6", "::1", False, "loopback"),
    ("ipv6", "::", False, "unspecified"),
    ("ipv6", "2001:db8::5", False, "documentation"),
    ("crc32_base62", fill("{github:ghp_}", "a"), True, "GitHub"),
    ("crc32_base62", fill("{npm}", "a"), True, "npm"),
    ("crc32_base62", fill("ghp_{alnum:36}", "a"), False, "no checksum"),
    ("crc32_base62", fill("github_pat_{alnum:22}_{alnum:59}", "a"), False, "fine-grained: undocumented"),
    ("jwt", fill("{jwt}", "a"), True, "drawn"),
    ("jwt", "eyJh.bGci.Oi", False, "no JSON"),
    ("jwt", "a.b.c", False, "attribute"),
    ("jwt", "W10.e30.x", False, "a list for a header"),
    ("base64_text", "dXNlcjpjb3JyZWN0IGhvcnNl", True, "user and password"),
    ("base64_text", "/////w==", False, "bytes"),
    ("base64_text", "dXNlcj!", False, "not base 64"),
    ("bitcoin", GENESIS, True, "base 58"),
    ("bitcoin", SEGWIT, True, "SegWit, upper case"),
    ("bitcoin", TAPROOT, True, "Taproot"),
    ("bitcoin", GENESIS[:-1] + "b", False, "base 58, wrong"),
    ("bitcoin", SEGWIT[:-1] + "5", False, "SegWit, wrong"),
    ("ethereum", EIP55, True, "EIP-55"),
    ("ethereum", EIP55.lower(), True, "lower case"),
    ("ethereum", EIP55.replace("A", "a"), False, "EIP-55, wrong case"),
    ("ethereum", "0x" + "0" * 40, False, "zero"),
    ("wallet", RIPPLE, True, "Ripple"),
    ("wallet", GENESIS, True, "Bitcoin"),
    ("wallet", "configuration", False, "word"),
    ("wallet_key", WIF, True, "WIF"),
    ("wallet_key", GENESIS, False, "an address"),
    ("base58", fill("{base58:44}", "e"), True, "Solana"),
    ("base58", "a" * 44, False, "one letter"),
    ("latitude_longitude", "27.717245, 85.323961", True, "decimal"),
    ("latitude_longitude", "-13.516741,-71.978842", True, "negative"),
    ("latitude_longitude", "27°43'02.8\"N 85°19'27.1\"E", True, "degrees, minutes, seconds"),
    ("latitude_longitude", "27.7, 85.3", False, "coarse"),
    ("latitude_longitude", "97.717245, 85.323961", False, "beyond the pole"),
    ("latitude_longitude", "27°71'02.8\"N 85°19'27.1\"E", False, "71 minutes"),
    ("latitude_longitude", "0.000, 0.000", False, "origin"),
    ("ssn", fill("{stdnum:us.ssn}", "a"), True, "drawn"),
    ("ssn", "000-12-3456", False, "area 000"),
    ("ssn", "666-12-3456", False, "area 666"),
    ("ssn", "912-12-3456", False, "area 9xx"),
    ("ssn", "123-45-6789", False, "stock"),
    ("ssn", "078-05-1120", False, "wallet"),
    ("ssn", "219-09-9999", False, "pamphlet"),
    ("ssn", "212-00-3456", False, "group 00"),
    ("uuid", fill("{uuid}", "a"), True, "drawn"),
    ("uuid", "00000000-0000-0000-0000-000000000000", False, "nil"),
    ("phone", "+44 20 7183 8750", True, "international"),
    ("phone", "0049 30 901820", True, "00 for the plus"),
    ("phone", "020 7183 8750", False, "no country"),
    ("phone:GB", "020 7183 8750", True, "national"),
    ("phone:GB", "020 718", False, "short"),
    ("phone:US", "hello", False, "word"),
    ("phone", "tel:202-456-1111;phone-context=+1", True, "country beside it"),
    ("phone:US", "tel:202-456-1111;phone-context=example.com", True, "network beside it"),
    ("phone", "tel:202-456-1111;phone-context=" + "ab." * 30 + "!", False, "network in many ways"),
    ("stdnum.es.nif", fill("{stdnum:es.nif}", "a"), True, "drawn"),
    ("stdnum.es.nif", "12345678A", False, "wrong letter"),
    ("stdnum.luhn", "79927398713", True, "module without a country"),
    ("date", "29.02.2024", True, "leap day"),
    ("date", "29.02.2023", False, "no leap day"),
    ("date", "2024-13-01", False, "month 13"),
    ("date", "12/31/1999", True, "month first"),
    ("date", "19790122", True, "compact"),
    ("date", "14th of October '88", True, "English"),
    ("date", "12. März 2020", True, "German"),
    ("date", "1er août 1980", True, "French"),
    ("date", "1 de enero de 2001", True, "Spanish"),
    ("date", "2 febbraio 1999", True, "Italian"),
    ("date", "3 de março de 1999", True, "Portuguese"),
    ("date", "4 mei 1999", True, "Dutch"),
    ("date", "5 października 1999", True, "Polish"),
    ("date", "3 мая 1990 г.", True, "Russian"),
    ("date", "6 ağustos 1999", True, "Turkish"),
    ("date", "۱۲ مرداد ۱۳۹۴", True, "Persian"),
    ("date", "1993年8月16日", True, "Japanese"),
    ("date", "1993년 8월 16일", True, "Korean"),
    ("date", "2024-01-15T10:00:00Z", True, "with a time"),
    ("date", "31 June 1999", False, "June has 30"),
    ("date", "June", False, "month alone"),
    ("date", "3 little pigs", False, "words"),
    ("own_host", "db2.lindtworks.io", True, "machine of somebody"),
    ("own_host", "git.kernel.org", False, "public host"),
    ("login", "jroe", True, "login of a person"),
    ("login", "staging", False, "part of a program"),
    ("random_looking", OPAQUE, True, "alnum"),
    ("random_looking", fill("{hex:32}", "a"), True, "hex"),
    ("random_looking", fill("key-{hex:32}", "a"), True, "hex behind a prefix"),
    ("random_looking", fill("{lower:20}", "a"), True, "lower case only"),
    ("random_looking", fill("{print:24}", "a"), True, "punctuation"),
    ("random_looking", "configuration_manager_factory", False, "identifier"),
    ("random_looking", "AbstractSingletonProxyFactoryBean", False, "camel case"),
    ("random_looking", "/usr/local/lib/python3.11/site-packages", False, "path"),
    ("random_looking", "2024-01-15T10:00:00.000Z", False, "time"),
    ("random_looking", "correct-horse-battery-staple", False, "passphrase"),
    ("random_looking", OPAQUE[:6] * 4, False, "repeated block"),
    ("random_looking", "abcdefghijklmnopqrstuvwxyz", False, "alphabet"),
    ("random_looking", "x" * 40, False, "run"),
    ("random_looking", "q8Zr2", False, "short"),
]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [pytest.param(name, value, expected, id=f"{name}: {case}") for name, value, expected, case in CASES],
)
def test_validator(name: str, value: str, expected: bool) -> None:
    assert validator(name)(value) is expected


def test_every_validator_has_both_answers() -> None:
    answers = {(name, expected) for name, _, expected, _ in CASES}
    missing = [name for name in VALIDATORS for answer in (True, False) if (name, answer) not in answers]
    assert missing == ["ipv4_public_or_private"] * 2
    assert VALIDATORS["ipv4_public_or_private"] is VALIDATORS["ipv4"]


ALMOST = st.text(st.sampled_from("0123456789abcdefABCDEFxXgz.:-_/+= '°\"NEJ,²۱\ud800"), max_size=80)


@pytest.mark.parametrize("name", [*VALIDATORS, "phone:GB", "stdnum.es.nif", "stdnum.de.idnr", "stdnum.iban"])
@given(value=st.text() | ALMOST)
def test_validator_never_raises(name: str, value: str) -> None:
    assert validator(name)(value) in (True, False)


@pytest.mark.parametrize("name", [*VALIDATORS, "phone:GB", "stdnum.es.nif"])
@pytest.mark.parametrize("piece", ["1", "a", "1.", "eyJ", "²", " ", "-", "1,"])
def test_long_text_is_answered(name: str, piece: str) -> None:
    assert validator(name)(piece * 100_000) in (True, False)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("lunh", "unknown validator 'lunh' .did you mean luhn.*; known: .*luhn", id="misspelt"),
        pytest.param("stdnum.es.nifty", "has no number", id="no such module"),
        pytest.param("stdnum.util", "has no number", id="no check in the module"),
        pytest.param("stdnum.es", "has no number", id="country alone"),
        pytest.param("stdnum.os;x", "not written", id="no module name"),
        pytest.param("phone:XX", "unknown region 'XX'", id="no such region"),
    ],
)
def test_unknown_name_is_refused(name: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        validator(name)


@pytest.mark.parametrize("name", [*VALIDATORS, "phone:GB", "stdnum.es.nif"])
def test_validator_can_be_pickled(name: str) -> None:
    assert pickle.loads(pickle.dumps(validator(name)))("x") is validator(name)("x")


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
    ],
)
def test_keccak(data: bytes, digest: str) -> None:
    assert keccak256(data).hex() == digest


@given(st.binary(min_size=120, max_size=300))
def test_keccak_depends_on_every_block(data: bytes) -> None:
    assert keccak256(data) != keccak256(data + b"\0")
