"""Fillers are deterministic, valid, and leave alone what is not theirs."""

import os
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.errors import RuleError
from recognizers.fillers import fill
from recognizers.numbers.checksums import IBAN_SHAPES
from recognizers.numbers.stdnum_shapes import NUMBER_SHAPES
from recognizers.secrets.randomness import looks_random
from recognizers.validators import validator

SHAPES = [
    pytest.param("{alnum:36}", r"[0-9A-Za-z]{36}", id="alnum"),
    pytest.param("{alpha:9}", r"[A-Za-z]{9}", id="alpha"),
    pytest.param("{lower:9}", r"[a-z]{9}", id="lower"),
    pytest.param("{upper:9}", r"[A-Z]{9}", id="upper"),
    pytest.param("{lowernum:9}", r"[0-9a-z]{9}", id="lowernum"),
    pytest.param("{uppernum:9}", r"[0-9A-Z]{9}", id="uppernum"),
    pytest.param("{digits:2}", r"[1-9][0-9]", id="digits do not begin with 0"),
    pytest.param("{digits:1}", r"[0-9]", id="one digit"),
    pytest.param("{hex:32}", r"[0-9a-f]{32}", id="hex"),
    pytest.param("{HEX:32}", r"[0-9A-F]{32}", id="upper-case hex"),
    pytest.param("{base32:16}", r"[A-Z2-7]{16}", id="base32"),
    pytest.param("{base58:44}", r"[1-9A-HJ-NP-Za-km-z]{44}", id="base58"),
    pytest.param("{base64:44}", r"[0-9A-Za-z+/]{44}", id="base64"),
    pytest.param("{base64url:43}", r"[0-9A-Za-z_-]{43}", id="base64url"),
    pytest.param("{print:20}", r"[!-~]{20}", id="print"),
    pytest.param("{word:3}", r"[a-z]{4,8}(-[a-z]{4,8}){2}", id="words"),
    pytest.param("{luhn:4:16}", r"4[0-9]{15}", id="luhn"),
    pytest.param("{github:ghp_}", r"ghp_[0-9A-Za-z]{36}", id="github"),
    pytest.param("{npm}", r"npm_[0-9A-Za-z]{36}", id="npm"),
    pytest.param("{pem:2}", r"[0-9A-Za-z+/]{64}\n[0-9A-Za-z+/]{64}", id="PEM lines"),
    pytest.param("{pem:2:escaped}", r"[0-9A-Za-z+/]{64}\\n[0-9A-Za-z+/]{64}", id="PEM lines, escaped"),
    pytest.param("{mac:-}", r"([0-9a-f]{2}-){5}[0-9a-f]{2}", id="MAC with hyphens"),
    pytest.param('{"a":{digits:3}}', r'\{"a":[0-9]{3}\}', id="in JSON"),
    pytest.param("{{hex:8}:{hex:8}}", r"\{[0-9a-f]{8}:[0-9a-f]{8}\}", id="in braces, not doubled"),
]


@pytest.mark.parametrize(("template", "shape"), SHAPES)
@given(seed=st.text())
def test_filler_has_its_shape(template: str, shape: str, seed: str) -> None:
    assert re.fullmatch(shape, fill(template, seed))


VALID = [
    pytest.param("{luhn:4:16}", "card", id="card"),
    pytest.param("{github:ghs_}", "crc32_base62", id="github"),
    pytest.param("{npm}", "crc32_base62", id="npm"),
    pytest.param("{jwt}", "jwt", id="jwt"),
    pytest.param("{jwt:RS256}", "jwt", id="jwt with an algorithm"),
    pytest.param("{uuid}", "uuid", id="uuid"),
    pytest.param("{ipv4}", "ipv4", id="ipv4"),
    pytest.param("{ipv6}", "ipv6", id="ipv6"),
    pytest.param("{vin:WVW}", "vin_checked", id="vin"),
    pytest.param("{imei}", "imei", id="imei"),
    pytest.param("{mac}", "mac", id="mac"),
    pytest.param("{bitcoin}", "bitcoin", id="bitcoin"),
    pytest.param("{bitcoin:bc1}", "bitcoin", id="segwit"),
    pytest.param("{bitcoin:wif}", "wallet_key", id="private key of a wallet"),
    pytest.param("{ethereum}", "ethereum", id="ethereum"),
    pytest.param("{stdnum:us.ssn:formatted}", "ssn", id="formatted"),
    pytest.param("{alnum:20}", "random_looking", id="alnum looks random"),
    *[pytest.param(f"{{iban:{country}}}", "iban", id=f"iban {country}") for country in IBAN_SHAPES],
    *[pytest.param(f"{{stdnum:{name}}}", f"stdnum.{name}", id=name) for name in NUMBER_SHAPES],
]


@pytest.mark.parametrize(("template", "name"), VALID)
def test_filler_passes_its_validator(template: str, name: str) -> None:
    assert validator(name)(fill(template, "seed"))


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("${VAR} ${alnum:4} ${uuid}", id="shell"),
        pytest.param("{{ x }} {{uuid}} {{digits:4}}", id="template"),
        pytest.param('{"hex": 1, "a": {}}', id="JSON"),
        pytest.param("{name} {other:4} {hex} {digits}", id="no filler, or none without its argument"),
    ],
)
def test_other_braces_stay(template: str) -> None:
    assert fill(template, "seed") == template


@pytest.mark.parametrize(
    "template",
    [
        "{alnum:0}",
        "{alnum:x}",
        "{alnum:}",
        "{hex:99999}",
        "{luhn:4:2}",
        "{luhn:x:16}",
        "{iban:ZZ}",
        "{github:x}",
        "{stdnum:xx.yy}",
        "{stdnum:es.nif:upper}",
        "{pem:2:x}",
        "{bitcoin:x}",
        "{vin:I}",
        "{word:a}",
    ],
)
def test_bad_argument_is_refused(template: str) -> None:
    with pytest.raises(RuleError, match=r"^filler \{"):
        fill(template, "seed")


def test_occurrences_differ_and_labels_repeat() -> None:
    first, second = fill("{alnum:12} {alnum:12}", "seed").split()
    assert first != second
    one, other, again = fill("{alnum:12#1} {alnum:12#2} {alnum:12#1}", "seed").split()
    assert one == again != other
    assert fill("{alnum:12#1}", "seed") == one


def test_seeds_and_templates_differ() -> None:
    assert len({fill("{hex:16}", seed) for seed in map(str, range(100))}) == 100
    assert fill("{hex:16}", "seed") not in fill("x{hex:16}", "seed")


def test_same_text_in_another_process() -> None:
    template = "{alnum:20} {stdnum:de.idnr} {iban:ES} {word:2}"
    program = f"from recognizers.fillers import fill; print(fill({template!r}, 'seed'))"
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    printed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )
    assert printed.stdout.strip() == fill(template, "seed")


@given(st.text(), st.text())
def test_any_text_without_fillers_is_returned_or_refused(template: str, seed: str) -> None:
    if "{" not in template:
        assert fill(template, seed) == template


@given(st.text())
def test_secrets_look_random(seed: str) -> None:
    assert looks_random(fill("{base64url:32}", seed))
