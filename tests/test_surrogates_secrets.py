"""Secrets become dead tokens: seen as such, parsed where they stand, found by no rule."""

import json
import math
import random
import re
import shlex
from collections import Counter
from urllib.parse import urlsplit

import pytest
import yaml
from pytest import param

from recognizers.engine import shipped_engine
from recognizers.entities import Family, family_of
from recognizers.lookalikes.placeholders import is_placeholder
from scrub.link.identity import identify
from scrub.surrogates.surrogate import surrogate
from tests.surrogate_values import MAKERS, SECRETS, token, values

KEY = bytes(range(32))
DIGITS = "[0-2]{32}"
TAG = f"REDACTED_{DIGITS}"
KEY_TAG = "REDACTED_[0-2]{12}_[0-2]{12}"
JWT = rf"eyJREDACTED\.{DIGITS}\.REDACTED"
# Never written out, so that nobody's scanner takes them for live ones.
BODY = token(random.Random("secrets"), 60)
ARGON = "$argon2id$v=19$m=65536,t=3,p=4$"
DJANGO = "pbkdf2_sha256$260000$"
SLACK = "https://hooks.slack.com/services/T0/B0/"


def dead(entity_type: str, value: str, scope: str = "c") -> str:
    return surrogate(entity_type, value, identify(entity_type, value).canonical, KEY, scope)


FORMS = [
    param("API_KEY", "ghp_" + BODY[:36], rf"ghp_{TAG}", id="github"),
    param("API_KEY", "sk-ant-" + "api03-" + BODY, rf"sk-ant-{TAG}", id="anthropic"),
    param("API_KEY", "AKIA" + BODY[:16].upper(), rf"AKIA{TAG}", id="aws"),
    param("API_KEY", "glpat-" + BODY[:20], rf"glpat-\.{TAG}", id="gitlab"),
    param("API_KEY", BODY[:32], TAG, id="no-prefix"),
    param("ACCESS_TOKEN", f"eyJ{BODY[:20]}.{BODY}.{BODY[:43]}", JWT, id="jwt"),
    param("PASSWORD", "hunter2", TAG, id="password"),
    param("PASSWORD", "ghp_is_nice", TAG, id="password-is-no-prefix"),
    param("PASSWORD", "SKywalkerRules2024", TAG, id="password-begins-like-a-prefix"),
    param("API_KEY", "SK" + "0a" * 16, rf"SK{TAG}", id="twilio"),
    param("PASSWORD", "a b'c\"d", TAG, id="password-with-quotes"),
    param("AUTH_HASH", "$2b$12$" + BODY[:53], rf"\$2b\$12\${TAG}", id="bcrypt"),
    param("AUTH_HASH", ARGON + BODY, re.escape(ARGON) + TAG, id="argon"),
    param("AUTH_HASH", "$6$" + BODY[:8] + "$" + BODY, rf"\$6\${TAG}", id="sha512-crypt"),
    param("AUTH_HASH", f"{DJANGO}{BODY[:8]}${BODY}", re.escape(DJANGO) + TAG, id="django"),
    param("AUTH_HASH", "5f4dcc3b5aa765d61d8327deb882cf99", TAG, id="bare-digest"),
    param("WEBHOOK_URL", SLACK + BODY[:24], rf"https://REDACTED-{DIGITS}\.slack\.invalid/", id="slack"),
    param("WEBHOOK_URL", "https://ci.acme.io/x", rf"https://REDACTED-{DIGITS}\.invalid/", id="own-host"),
    param("WEBHOOK_URL", BODY[:32], TAG, id="signature-alone"),
    param("OTP", "482913", r"[1-9]\d{5}", id="code"),
    param("OTP", "048213", r"0\d{5}", id="code-with-zero"),
    param("OTP", "k7d2-99fa", TAG, id="recovery-code"),
]


@pytest.mark.parametrize("entity_type, value, form", FORMS)
def test_form(entity_type: str, value: str, form: str) -> None:
    assert re.fullmatch(form, dead(entity_type, value))


@pytest.mark.parametrize("gap", ["\n", "\\n", "\r\n", "\n    ", '\\n" +\n"'])
def test_pem_keeps_its_lines(gap: str) -> None:
    name = "EC " + "PRIVATE KEY"
    written = dead(
        "PRIVATE_KEY", f"-----BEGIN {name}-----{gap}{BODY}{gap}{BODY[:20]}=={gap}-----END {name}-----"
    )
    assert re.fullmatch(
        rf"-----BEGIN {name}-----{re.escape(gap)}{KEY_TAG}{re.escape(gap)}-----END {name}-----", written
    )


def test_rows_of_backslashes_in_a_pem_are_read_once() -> None:
    # Quadratic time would be minutes here, and the end is what stood there.
    name = "PRIVATE " + "KEY"
    head, end = f"-----BEGIN {name}-----", f"-----END {name}-----"
    for filler in ("\\", "\n", " \\"):
        written = dead("PRIVATE_KEY", f"{head}x{filler * 300_000}y\\n{end}")
        assert re.fullmatch(rf"{head}{KEY_TAG}\\n{end}", written)


def test_cut_off_pem_stays_cut_off() -> None:
    name = "PRIVATE " + "KEY"
    assert re.fullmatch(
        rf"-----BEGIN {name}-----\n{KEY_TAG}", dead("PRIVATE_KEY", f"-----BEGIN {name}-----\n{BODY}")
    )


@pytest.mark.parametrize("entity_type", SECRETS)
def test_equal_secrets_stay_equal_and_others_different(entity_type: str) -> None:
    made = values(entity_type, 1000)
    written = [dead(entity_type, value) for value in made]
    assert len(set(written)) == len(made)
    surrogate.cache_clear()
    assert [dead(entity_type, value) for value in made] == written


def test_codes_of_one_length_never_meet() -> None:
    pins = [f"{number:04d}" for number in range(10_000)]
    assert sorted(dead("OTP", pin) for pin in pins) == pins


TOKENS = ("PASSWORD", "API_KEY", "ACCESS_TOKEN", "ENCRYPTION_KEY")


@pytest.mark.parametrize("entity_type", TOKENS)
def test_tokens_need_no_quotes(entity_type: str) -> None:
    for value in values(entity_type, 100):
        written = dead(entity_type, value)
        assert shlex.split(f"export X={written} # y") == ["export", f"X={written}", "#", "y"]
        assert yaml.safe_load(f"x: {written}\ny: 1") == {"x": written, "y": 1}
        assert json.loads(f'{{"x": "{written}"}}') == {"x": written}
        assert urlsplit(f"postgres://app:{written}@db.example:5432/x").password == written


@pytest.mark.parametrize("entity_type", sorted(set(SECRETS) - {"OTP", "PRIVATE_KEY"}))
def test_dead_tokens_are_placeholders(entity_type: str) -> None:
    wrong = [
        number
        for number, value in enumerate(values(entity_type, 500))
        if not is_placeholder(dead(entity_type, value))
    ]
    assert wrong == []


PLACES = ["{}", 'API_KEY="{}"', "password: {}", "https://x:{}@db.example/"]


@pytest.mark.parametrize(
    "entity_type, place",
    # A code is as short as any number, told by its place alone; a block of lines stands in no URL.
    [
        (name, place)
        for name in SECRETS
        for place in (PLACES[:1] if name in ("OTP", "PRIVATE_KEY") else PLACES)
    ],
)
def test_detection_finds_no_secret_in_a_dead_one(entity_type: str, place: str) -> None:
    engine = shipped_engine()
    found = [
        (span.entity_type, span.source)
        for value in values(entity_type, 20)
        for span in engine.find(place.format(dead(entity_type, value)))
        if family_of(span.entity_type) is Family.SECRET
    ]
    assert found == []


def entropy(text: str) -> float:
    return -sum(count / len(text) * math.log2(count / len(text)) for count in Counter(text).values())


# What scanners look for when nothing but the name says that a secret follows: ten characters and more of an
# alphabet, with an entropy of 3.5 bits; and for well-known prefixes with a body of their own length.
BODIES = [
    r"ghp_[0-9A-Za-z]{36}", r"gh[ousr]_[0-9A-Za-z]{36}", r"(?:AKIA|ASIA)[A-Z2-7]{16}", r"AIza[\w-]{35}",
    r"sk-ant-[\w-]{90}", r"sk-[0-9A-Za-z]{20}", r"sk_(?:live|test)_[0-9A-Za-z]{10}", r"glpat-[\w-]{20}",
    r"xox[bp]-[0-9A-Za-z-]{20}", r"hf_[A-Za-z]{34}", r"npm_[0-9A-Za-z]{36}", r"eyJ[\w-]{17,}\.eyJ[\w-]{17,}",
    r"hooks\.slack\.com/services/[\w/]{40}", r"sq0[a-z]{3}-[\w-]{22}", r"SG\.[\w-]{20,24}\.[\w-]{39,50}",
    r"-----BEGIN[ A-Z]{0,40}PRIVATE KEY-----[\s\S]{64,}KEY-----",
]  # fmt: skip


@pytest.mark.parametrize("entity_type", sorted(set(SECRETS) - {"OTP"}))
def test_other_scanners_find_nothing(entity_type: str) -> None:
    bodies = re.compile("|".join(BODIES))
    for value in values(entity_type, 300):
        written = dead(entity_type, value)
        assert bodies.search(written) is None
        if entity_type != "WEBHOOK_URL":
            assert max(map(entropy, re.findall(r"[\w.=-]{10,150}", written))) < 3.5


def test_makers_know_every_secret() -> None:
    assert {name for name in MAKERS if family_of(name) is Family.SECRET} == set(SECRETS)
