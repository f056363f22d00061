"""Scrubbing what was scrubbed: what is known as ours is let be, by the same key alone; no real value is."""

import base64
import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest import param

from scrub.link.identity import identify
from scrub.policy import Policy
from scrub.scrubber import Scrubber
from scrub.surrogates.draw import WIDE
from scrub.surrogates.ours import is_ours
from scrub.surrogates.surrogate import surrogate
from tests.surrogate_values import SECRETS, digits, token

KEY = bytes(range(32))
OTHER_KEY = bytes(32)


def _hex(source: random.Random, count: int) -> str:
    return "".join(source.choices("0123456789abcdef", k=count))


def _uuid(source: random.Random) -> str:
    return "-".join(_hex(source, count) for count in (8, 4, 4, 4, 12))


def _vin(source: random.Random) -> str:
    return (
        "WVW"
        + token(source, 6).upper().replace("I", "1").replace("O", "0").replace("Q", "7")
        + (f"{source.choice('HJK')}W{digits(source, 6)}")
    )


Maker = Callable[[random.Random], str]
# Only the key tells these from values of people.
SEALED = [
    param("MAC_ADDRESS", lambda it: ":".join(re.findall("..", _hex(it, 12))), id="hardware"),
    param("DEVICE_ID", _uuid, id="uuid"),
    param("DEVICE_ID", lambda it: f"35{digits(it, 13)}", id="imei"),
    param("DEVICE_ID", lambda it: f"C02{token(it, 9).upper()}", id="serial number"),
    param("CRYPTO", lambda it: f"0x{_hex(it, 40)}", id="wallet"),
    param("VEHICLE_ID", _vin, id="vin"),
    param("BANK_ACCOUNT", lambda it: f"account {digits(it, 14)}", id="account"),
    param("ID_NUMBER", lambda it: f"MRN-9{digits(it, 13)}", id="long number"),
    param("COORDINATES", lambda it: f"{it.uniform(10, 80):.6f}, {it.uniform(-90, -10):.6f}", id="place"),
    param("PHONE_NUMBER", lambda it: f"+34 6{digits(it, 8)}", id="phone of a country without fiction"),
]
# Nobody has them, whoever made them.
NOBODYS = [
    param("CREDIT_CARD", lambda it: f"4{digits(it, 15)}", id="card"),
    param("IBAN_CODE", lambda it: f"DE{digits(it, 20)}", id="iban"),
    *(param(name, lambda it: token(it, 36), id=name) for name in SECRETS if name in ("API_KEY", "PASSWORD")),
]


def drawn(entity_type: str, value: str, key: bytes, scope: str, attempt: int = 0) -> str:
    return surrogate(entity_type, value, identify(entity_type, value).canonical, key, scope, attempt)


@pytest.mark.parametrize("entity_type, make", [*SEALED, *NOBODYS])
@given(st.integers(), st.binary(min_size=32, max_size=32), st.text(max_size=4))
def test_a_stand_in_is_known_by_its_key(
    entity_type: str, make: Maker, seed: int, key: bytes, scope: str
) -> None:
    assert is_ours(entity_type, drawn(entity_type, make(random.Random(seed)), key, scope), key)


@pytest.mark.parametrize("entity_type, make", SEALED)
def test_no_real_value_and_no_stand_in_of_another_key_is_ours(entity_type: str, make: Maker) -> None:
    source = random.Random(entity_type)
    # Of 20 000 in all some five in a thousand runs would be, for another seed or key.
    made = [make(source) for _ in range(1000)]
    others = [drawn(entity_type, value, OTHER_KEY, "c") for value in made]
    assert [value for value in (*made, *others) if is_ours(entity_type, value, KEY)] == []


def test_in_a_corpus_only_what_has_room_is_sealed() -> None:
    source = random.Random(0)
    uuid, number = (
        drawn(kind, value, KEY, "corpus", WIDE)
        for kind, value in (("DEVICE_ID", _uuid(source)), ("ID_NUMBER", digits(source, 14)))
    )
    assert (is_ours("DEVICE_ID", uuid, KEY), is_ours("ID_NUMBER", number, KEY)) == (True, False)


@pytest.mark.parametrize(
    "entity_type, value",
    [
        param("PERSON", "Amara Okafor", id="name"),
        param("DATE_OF_BIRTH", "1987-04-03", id="date"),
        param("OTP", "482913", id="code"),
        param("ID_NUMBER", "412-78-9033", id="short number"),
        param("PASSWORD", "REDACTED_hunter2", id="password that says it is none"),
        param("PASSWORD", f"REDACTED_{'01' * 16}x", id="password behind a dead token"),
        param("CREDIT_CARD", "9999", id="end of a card"),
        param("PASSWORD", "PASSWORD_2024", id="password like a placeholder without its brackets"),
        param("API_KEY", "API_KEY_9f86d081884c7d65", id="key like a hash without its brackets"),
        param("PASSWORD", f"hunter2REDACTED_{'01' * 16}", id="password before a dead token"),
    ],
)
def test_what_cannot_be_told_from_a_real_value_is_not_ours(entity_type: str, value: str) -> None:
    assert not is_ours(entity_type, value, KEY)
    if entity_type not in SECRETS or entity_type == "OTP":
        assert not is_ours(entity_type, drawn(entity_type, value, KEY, "c"), KEY)


NAMED = {"PERSON", "DATE_OF_BIRTH"}


def _text(key: str) -> str:
    return (
        "From: Amara Okafor <amara.okafor@quillpost.co.uk>\n"
        "Amara Okafor, born 1987-04-03, wrote: my card is 4532 8723 1283 0366,\n"
        "IBAN DE82370400440123456789, call +1 212-664-7665 or +34 612 345 678.\n"
        "MAC address 3c:22:fb:12:34:56, from 81.2.69.142.\n"
        f"GITHUB_TOKEN={key}\n"
    )


def test_a_second_pass_leaves_what_is_ours_and_finds_the_same_people() -> None:
    scrubber = Scrubber(Policy.load(), key=KEY)
    first = scrubber.scrub_text(_text("ghp_" + token(random.Random(1), 36)))
    second = scrubber.scrub_text(first.text)
    written = {str(each.replacement) for each in first.findings if each.entity_type not in NAMED}
    assert len(written) == 8
    # Her name in her address is written as it is elsewhere; the rest of it stays.
    assert {each.entity_type for each in second.findings} == {*NAMED, "USERNAME"}
    assert [text for text in written if text.partition("@")[2] not in second.text] == []
    assert [text for text in written if "@" not in text and text not in second.text] == []
    people = [(each.start, each.identity) for each in first.findings if each.entity_type == "PERSON"]
    again = [(each.start, each.identity) for each in second.findings if each.entity_type == "PERSON"]
    assert len(again) == len(people) == 2
    assert len({identity for _, identity in again}) == 1


def test_with_another_key_a_stand_in_is_a_value_like_any_other() -> None:
    text = "my MAC address is 3c:22:fb:12:34:56"
    first = Scrubber(Policy.load(), key=KEY).scrub_text(text).text
    assert Scrubber(Policy.load(), key=KEY).scrub_text(first).text == first != text
    assert Scrubber(Policy.load(), key=OTHER_KEY).scrub_text(first).text != first


@pytest.mark.parametrize(
    "text",
    [
        param("password: <PASSWORD_2>", id="in brackets"),
        param("password: &lt;PASSWORD_2&gt;", id="in HTML"),
        param("https://x:%3CPASSWORD_2%3E@quill.io/", id="in a URL"),
        param("token: " + base64.b64encode(b"password: <PASSWORD_2>, bye").decode(), id="in base64"),
    ],
)
def test_a_placeholder_is_left_where_it_stands(text: str) -> None:
    findings = Scrubber(Policy.load(), key=KEY).scrub_text(text).findings
    assert "PASSWORD" not in {each.entity_type for each in findings}


@pytest.mark.parametrize(
    "text, value",
    [
        param("password: PASSWORD_2024", "PASSWORD_2024", id="password"),
        param("passport number: ID_NUMBER_48291377", "48291377", id="number"),
        param("api_key = 'API_KEY_9f86d081884c7d65'", "API_KEY_9f86d081884c7d65", id="key"),
    ],
)
def test_what_has_no_brackets_is_no_placeholder(text: str, value: str) -> None:
    assert value not in Scrubber(Policy.load(), key=KEY).scrub_text(text).text
