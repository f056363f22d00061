"""Fills the `{alnum:36}` of a rule's examples, so that nothing that looks alive is ever committed.

A filler is `{name}`, `{name:argument}` or either with `#label`. The same seed and template give the same
text in every process; a filler that occurs twice gives two values, unless both have one label. Within one
seed, a labelled filler has one value in all templates. What is no filler's name stays as it stands, and so
does everything behind `$` or in double braces, which belong to shells and templates.

    {alnum:36} {alpha:8} {lower:8} {upper:8} {lowernum:8} {uppernum:8}   that many characters
    {digits:9} {hex:32} {HEX:32} {base32:16} {base58:44} {base64:44} {base64url:43} {print:20}
    {word:3}                 invented lower-case words with hyphens between them
    {luhn:4:16}              first digits and length of a number with its Luhn digit
    {iban:DE}  {vin}  {imei}  {mac}  {uuid}  {ipv4}  {ipv6}
    {github:ghp_}  {npm}     token with its checksum
    {jwt}  {jwt:RS256}       three parts that decode
    {pem:4}  {pem:4:escaped} lines of 64 characters, between them line ends, or backslashes and `n`
    {bitcoin}  {bitcoin:bc1}  {bitcoin:wif}  {ethereum}
    {stdnum:es.nif}  {stdnum:us.ssn:formatted}   a number that python-stdnum accepts
"""

import base64
import hashlib
import importlib
import ipaddress
import json
import random
import re
import string
import uuid
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from recognizers.errors import RuleError
from recognizers.numbers.checksums import (
    BASE58,
    IBAN_SHAPES,
    base62_crc32,
    eip55,
    encode_base58check,
    encode_bech32,
    iban_check_digits,
    luhn_digit,
    vin_check_digit,
)
from recognizers.numbers.stdnum_shapes import NUMBER_SHAPES, draw_number
from recognizers.validators import validator

_FILLER: Final = re.compile(r"(?<!\$)\{([A-Za-z0-9_]+)(?::([^{}#]*))?(?:#([A-Za-z0-9_-]+))?\}")
_MAX_CHARACTERS: Final = 10_000
_MAX_DRAWS: Final = 100_000

_ALPHABETS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "alnum": string.ascii_letters + string.digits,
        "alpha": string.ascii_letters,
        "lower": string.ascii_lowercase,
        "upper": string.ascii_uppercase,
        "lowernum": string.ascii_lowercase + string.digits,
        "uppernum": string.ascii_uppercase + string.digits,
        "digits": string.digits,
        "hex": "0123456789abcdef",
        "HEX": "0123456789ABCDEF",
        "base32": string.ascii_uppercase + "234567",
        "base58": BASE58,
        "base64": string.ascii_letters + string.digits + "+/",
        "base64url": string.ascii_letters + string.digits + "-_",
        # Without what ends or escapes a string in some language, and without braces and guillemets.
        "print": string.ascii_letters + string.digits + "!#%&*+,-./:;=?@^_|~",
    }
)
_CLASSES: Final = (string.ascii_lowercase, string.ascii_uppercase, string.digits)


def fill(template: str, seed: str) -> str:
    """Return a template with its fillers filled; RuleError for a filler that cannot be.

    >>> fill("ghp_{alnum:36}", "github-pat") == fill("ghp_{alnum:36}", "github-pat")
    True
    >>> fill("${HOME} {{ name }} {braces}", "any")
    '${HOME} {{ name }} {braces}'
    """
    drawn: dict[str, int] = {}

    def replace(match: re.Match[str]) -> str:
        name, argument, label = match.groups()
        doubled = template[match.start() - 1 : match.start()] == "{" and template[match.end() :][:1] == "}"
        if doubled or not _is_filler(name, argument):
            return match[0]
        if label is None:
            # Another template has other values, lest all examples of a rule hold the same one.
            number = drawn[match[0]] = drawn.get(match[0], 0) + 1
            label = f"\0{number}\0{template}"
        return _draw(name, argument or "", f"{seed}\0{name}\0{argument}\0{label}")

    return _FILLER.sub(replace, template)


def _is_filler(name: str, argument: str | None) -> bool:
    return name in _NEEDS_NO_ARGUMENT or (argument is not None and (name in _ALPHABETS or name in _DRAWERS))


def _draw(name: str, argument: str, seed: str) -> str:
    source = random.Random(
        int.from_bytes(hashlib.sha256(seed.encode(errors="surrogatepass")).digest(), "big")
    )
    try:
        if name in _ALPHABETS:
            return _draw_characters(name, _count(argument), source)
        return _DRAWERS[name](argument, source)
    except ValueError as error:
        raise RuleError(f"filler {{{name}:{argument}}} cannot be filled: {error}") from None


def _count(argument: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,4}", argument) or int(argument) > _MAX_CHARACTERS:
        raise ValueError(f"a number from 1 to {_MAX_CHARACTERS} is needed")
    return int(argument)


def _draw_characters(name: str, count: int, source: random.Random) -> str:
    alphabet = _ALPHABETS[name]
    classes = [kind for kind in _CLASSES if set(kind) & set(alphabet)]
    for _ in range(_MAX_DRAWS):
        text = "".join(source.choice(alphabet) for _ in range(count))
        leading_zero = name == "digits" and count > 1 and text[0] == "0"
        # Chance sometimes draws what no issuer would send: one character, or letters alone.
        poor = count > 2 and len(set(text)) < min(count, 4) - 1
        lacking = count >= 8 and not all(set(text) & set(kind) for kind in classes)
        if not (leading_zero or poor or lacking):
            return text
    raise ValueError("no such text was drawn")


def _words(argument: str, source: random.Random) -> str:
    def word() -> str:
        return "".join(
            source.choice("bcdfghjklmnprstvw") + source.choice("aeiou") for _ in range(source.randint(2, 4))
        )

    return "-".join(word() for _ in range(_count(argument)))


def _luhn(argument: str, source: random.Random) -> str:
    prefix, _, length = argument.partition(":")
    if not re.fullmatch("[0-9]*", prefix) or _count(length) <= len(prefix) + 1:
        raise ValueError("first digits and a greater length are needed, such as 4:16")
    body = prefix + _draw_characters("digits", int(length) - len(prefix) - 1, source)
    return body + luhn_digit(body)


def _iban(argument: str, source: random.Random) -> str:
    if argument not in IBAN_SHAPES:
        raise ValueError(f"the country must be one of {', '.join(IBAN_SHAPES)}")
    # The registry allows letters in an account number (`c`), but a bank that uses them is rare.
    shape = IBAN_SHAPES[argument].replace("n", "9").replace("c", "9").replace("a", "A")

    def draw() -> str:
        national = draw_number(shape, source)
        return argument + iban_check_digits(argument, national) + national

    # Some countries have check digits of their own within the national part.
    return _until(validator("stdnum.iban"), draw)


def _vin(argument: str, source: random.Random) -> str:
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    body = argument + draw_number(f"[{letters}]*7", source)[len(argument) :]
    vin = body[:7] + "10" + draw_number(f"[{letters}][{letters}]19*5", source)
    check_digit = vin_check_digit(vin)
    if check_digit is None:
        raise ValueError("at most seven first characters of a VIN are allowed")
    return vin[:8] + check_digit + vin[9:]


def _imei(argument: str, source: random.Random) -> str:
    return _luhn(f"{argument or 35}:15", source)


def _mac(argument: str, source: random.Random) -> str:
    octets = [source.randrange(0, 256, 4) or 4, *(source.randrange(1, 255) for _ in range(5))]
    return (argument or ":").join(f"{octet:02x}" for octet in octets)


def _uuid(_: str, source: random.Random) -> str:
    return str(uuid.UUID(int=source.getrandbits(128), version=4))


def _ipv4(_: str, source: random.Random) -> str:
    def draw() -> str:
        return ".".join(
            str(source.randrange(1, 224 if first else 255)) for first in (True, False, False, False)
        )

    return _until(lambda text: ipaddress.IPv4Address(text).is_global, draw)


def _ipv6(_: str, source: random.Random) -> str:
    groups = (f"{source.randrange(0x1000, 0x10000):x}" for _ in range(7))
    return f"2{source.randrange(0xA00, 0xF00):x}:" + ":".join(groups)


def _github(argument: str, source: random.Random) -> str:
    if not re.fullmatch(r"(gh[pousr]|npm)_", argument):
        raise ValueError("the prefix must be one of ghp_, gho_, ghu_, ghs_, ghr_")
    body = _draw_characters("alnum", 30, source)
    return argument + body + base62_crc32(body)


def _npm(_: str, source: random.Random) -> str:
    return _github("npm_", source)


def _jwt(argument: str, source: random.Random) -> str:
    header = {"alg": argument or "HS256", "typ": "JWT"}
    claims = {
        "sub": _draw_characters("digits", 10, source),
        "iat": source.randint(1_700_000_000, 1_760_000_000),
    }
    parts = (json.dumps(part, separators=(",", ":")).encode() for part in (header, claims))
    encoded = [base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts]
    return ".".join([*encoded, _draw_characters("base64url", 43, source)])


def _pem(argument: str, source: random.Random) -> str:
    count, _, form = argument.partition(":")
    if form not in ("", "escaped"):
        raise ValueError("a number of lines, and then nothing or :escaped, is needed")
    lines = (_draw_characters("base64", 64, source) for _ in range(_count(count)))
    return ("\\n" if form else "\n").join(lines)


def _bitcoin(argument: str, source: random.Random) -> str:
    if argument not in ("", "bc1", "wif"):
        raise ValueError("nothing, bc1 or wif is needed")
    if argument == "wif":
        return encode_base58check(b"\x80" + source.randbytes(32) + b"\x01")
    if argument:
        return encode_bech32("bc", [0, *(source.randrange(32) for _ in range(31)), 16 * source.randrange(2)])
    return encode_base58check(bytes([0]) + source.randbytes(20))


def _ethereum(_: str, source: random.Random) -> str:
    return "0x" + eip55(_draw_characters("hex", 40, source))


def _stdnum(argument: str, source: random.Random) -> str:
    name, _, form = argument.partition(":")
    if name not in NUMBER_SHAPES or form not in ("", "formatted"):
        raise ValueError(f"nothing or :formatted is needed after one of {', '.join(NUMBER_SHAPES)}")
    number = _until(validator(f"stdnum.{name}"), lambda: draw_number(NUMBER_SHAPES[name], source))
    if not form:
        return number
    written = getattr(importlib.import_module(f"stdnum.{name}"), "format", None)
    if written is None:
        raise ValueError("python-stdnum knows no other way to write it")
    return str(written(number))


def _until(accepts: Callable[[str], bool], draw: Callable[[], str]) -> str:
    for _ in range(_MAX_DRAWS):
        text = draw()
        if accepts(text):
            return text
    raise ValueError("no valid one was drawn")


_DRAWERS: Final[Mapping[str, Callable[[str, random.Random], str]]] = MappingProxyType(
    {
        "word": _words,
        "luhn": _luhn,
        "iban": _iban,
        "vin": _vin,
        "imei": _imei,
        "mac": _mac,
        "uuid": _uuid,
        "ipv4": _ipv4,
        "ipv6": _ipv6,
        "github": _github,
        "npm": _npm,
        "jwt": _jwt,
        "pem": _pem,
        "bitcoin": _bitcoin,
        "ethereum": _ethereum,
        "stdnum": _stdnum,
    }
)
_NEEDS_NO_ARGUMENT: Final = frozenset(
    ("vin", "imei", "mac", "uuid", "ipv4", "ipv6", "npm", "jwt", "bitcoin", "ethereum")
)
