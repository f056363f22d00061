"""Values of every entity type, any number of them, from a seed."""

import random
from collections.abc import Callable

SECRETS = (
    "PASSWORD", "API_KEY", "ACCESS_TOKEN", "PRIVATE_KEY", "ENCRYPTION_KEY", "WEBHOOK_URL", "OTP", "AUTH_HASH",
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def word(source: random.Random, least: int = 4, most: int = 10) -> str:
    return "".join(source.choices(_LETTERS, k=source.randint(least, most)))


def digits(source: random.Random, count: int) -> str:
    return "".join(source.choices("0123456789", k=count))


def token(source: random.Random, count: int) -> str:
    return "".join(source.choices(_LETTERS + _LETTERS.upper() + "0123456789", k=count))


def ipv4(source: random.Random) -> str:
    octets = (source.choice((5, 62, 85, 130, 185, 213)), source.randrange(256), source.randrange(256))
    return ".".join(map(str, (*octets, source.randrange(2, 255))))


def pem(source: random.Random) -> str:
    name = "RSA " + "PRIVATE KEY"
    return f"-----BEGIN {name}-----\n{token(source, 64)}\n{token(source, 20)}==\n-----END {name}-----"


MAKERS: dict[str, Callable[[random.Random], str]] = {
    "PERSON": lambda it: f"{word(it).title()} {word(it).title()}",
    "EMAIL_ADDRESS": lambda it: f"{word(it)}.{word(it)}@{word(it)}.{it.choice(('io', 'com', 'de', 'co.uk'))}",
    "PHONE_NUMBER": lambda it: f"+{it.choice((1, 44, 33, 49, 61, 46, 353, 34, 91, 81, 55))} {digits(it, 10)}",
    "STREET_ADDRESS": lambda it: f"{it.randint(1, 199)} {word(it).title()} Street, {word(it).title()}",
    "USERNAME": lambda it: word(it) + it.choice(("", str(it.randint(10, 99)))),
    "DATE_OF_BIRTH": lambda it: f"{it.randint(1930, 2010)}-{it.randint(1, 12):02d}-{it.randint(1, 28):02d}",
    "ID_NUMBER": lambda it: digits(it, it.randint(8, 14)),
    "CREDIT_CARD": lambda it: f"4{digits(it, 15)}",
    "IBAN_CODE": lambda it: f"DE{digits(it, 20)}",
    "BANK_ACCOUNT": lambda it: digits(it, 9),
    "CRYPTO": lambda it: "0x" + "".join(it.choices("0123456789abcdef", k=40)),
    "IP_ADDRESS": ipv4,
    "MAC_ADDRESS": lambda it: ":".join(f"{it.randrange(256):02x}" for _ in range(6)),
    "DEVICE_ID": lambda it: f"35{digits(it, 13)}",
    "VEHICLE_ID": lambda it: f"AB{digits(it, 2)} {word(it, 3, 3).upper()}",
    "COORDINATES": lambda it: f"{it.uniform(-80, 80):.5f}, {it.uniform(-170, 170):.5f}",
    "PERSONAL_URL": lambda it: f"https://{word(it)}.io/{word(it)}",
    "ORGANIZATION": lambda it: f"{word(it).title()} GmbH",
    "LOCATION": lambda it: word(it).title(),
    "HOSTNAME": lambda it: f"db-{it.randint(1, 9)}.{word(it)}.{word(it)}.net",
    "AGE": lambda it: str(it.randint(1, 95)),
    "DATE": lambda it: f"{it.randint(1, 28):02d}.{it.randint(1, 12):02d}.{it.randint(1990, 2025)}",
    "PASSWORD": lambda it: token(it, 12) + it.choice("!$#&"),
    "API_KEY": lambda it: it.choice(("ghp_", "sk_live_", "glpat-", "AKIA", "")) + token(it, 36),
    "ACCESS_TOKEN": lambda it: f"eyJ{token(it, 30)}.{token(it, 60)}.{token(it, 43)}",
    "PRIVATE_KEY": pem,
    "ENCRYPTION_KEY": lambda it: token(it, 44),
    "WEBHOOK_URL": lambda it: f"https://hooks.slack.com/services/{token(it, 9)}/{token(it, 24)}",
    "OTP": lambda it: digits(it, 6),
    "AUTH_HASH": lambda it: f"$2b$12${token(it, 53)}",
}


def values(entity_type: str, count: int) -> list[str]:
    """Return as many different values where there are."""
    source = random.Random(entity_type)
    made: dict[str, None] = {}
    for _ in range(count * 2):
        made[MAKERS[entity_type](source)] = None
        if len(made) == count:
            break
    return list(made)
