"""Invented people of many countries, each with all that one may say of them, in several forms."""

import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote

from corpora.generate.values import Maker, Value

_LOCALES: Final = Path(__file__).with_name("locales.toml")
_IBAN_COUNTRIES: Final = frozenset(("DE", "FR", "ES", "IT", "NL", "PL", "GB", "AT", "CH", "PT", "SE"))
_MAIL: Final = ("{d}", "{d}", "{d}", "fernmail.net", "postkorb.eu", "quillbox.io", "lanternmail.org")
_MONTHS_LIST: Final = """
January February March April May June July August September October November December
"""
_MONTHS: Final = tuple(_MONTHS_LIST.split())
_PASS_WORDS_LIST: Final = """
harbor Falcon maple Tulip copper Otter winter Saffron pixel Juniper rocket Bramble
"""
_PASS_WORDS: Final = tuple(_PASS_WORDS_LIST.split())
_SEED_WORDS_LIST: Final = """
abandon ability absorb acoustic actor adapt alley almost amateur anchor ancient animal april arctic
arrow aspect atom aunt autumn avocado bamboo basket beach bicycle blanket bonus breeze bubble cactus
canal carbon castle cereal cherry cinnamon citizen coconut copper coral cousin cradle cruel dolphin
"""
_SEED_WORDS: Final = tuple(_SEED_WORDS_LIST.split())


@dataclass(frozen=True, slots=True)
class Locale:
    """What people of a place are called and where they live."""

    code: str
    given: tuple[str, ...]
    family: tuple[str, ...]
    address: tuple[str, ...]
    towns: tuple[str, ...]
    phones: tuple[str, ...]
    # Form and word of the number that the state gives to a person.
    id: tuple[str, str]
    plate: tuple[str, ...]
    says: tuple[str, ...]
    family_first: bool
    joint: str

    @property
    def language(self) -> str:
        """The language's code."""
        return self.code.partition("_")[0]


@cache
def locales() -> tuple[Locale, ...]:
    """Return all locales, in the order of the file."""
    return tuple(_locale(code, entry) for code, entry in tomllib.loads(_LOCALES.read_text("utf-8")).items())


def _locale(code: str, entry: Mapping[str, Any]) -> Locale:
    number = entry["id"]
    return Locale(
        code,
        _words(entry["given"]),
        _words(entry["family"]),
        tuple(entry["address"]),
        tuple(entry["towns"].split("|")),
        tuple(entry["phones"]),
        (number[0], number[1] if len(number) > 1 else "ID"),
        tuple(entry["plate"]),
        tuple(entry["says"]),
        entry.get("order") == "fg",
        entry.get("joint", " "),
    )


def _words(text: str) -> tuple[str, ...]:
    """Split by bars where there are any; an entry between bars may hold several words."""
    if "|" not in text:
        return tuple(text.split())
    first, *rest = text.split("|")
    return (*first.split(), *rest) if len(first.split()) > 2 else (first, *rest)


_SECOND: Final = {"mail": "mail2", "mail2": "mail"}


class Person:
    """One invented person; each attribute is drawn when it is first asked for and then stays."""

    def __init__(self, maker: Maker, locale: Locale, entity: str, domain: str) -> None:
        pick = maker.random.choice
        self.maker, self.locale, self.entity, self.domain = maker, locale, entity, domain
        self.given, self.family = pick(locale.given), pick(locale.family)
        self._known: dict[str, Value] = {}

    def value(self, attribute: str) -> Value:
        """Return an attribute; KeyError for an unknown one."""
        if attribute == "any":
            attribute = self.maker.random.choice(_FORMS)
        known = self._known.get(attribute)
        if known is None:
            entity_type, suffix, make = ATTRIBUTES[attribute]
            other = _SECOND.get(attribute, "")
            if suffix in ("", "_2") and other:
                # Whichever is said first is her own.
                suffix = "_2" if other in self._known else ""
            text = make(self)
            while other in self._known and text == self._known[other].text:
                # Two addresses of hers are two.
                text = make(self)
            any_case = entity_type in ("PERSON", "LOCATION", "STREET_ADDRESS")
            # Two people may live in one town.
            entity = f"t_{text.casefold()}" if entity_type == "LOCATION" else self.entity + suffix
            known = self._known[attribute] = Value(text, entity_type, entity, any_case)
        return known

    def is_like(self, other: "Person") -> bool:
        """Return whether two have a name in common, or would be taken for each other by a login."""
        given, family = self.latin
        return (
            self.given == other.given
            or self.family == other.family
            or (given, family[0]) == (other.latin[0], other.latin[1][0])
            or (given[0], family) == (other.latin[0][0], other.latin[1])
        )

    def text(self, attribute: str) -> str:
        """Return an attribute's text."""
        return self.value(attribute).text

    @property
    def full(self) -> str:
        """The whole name in the order of the locale."""
        first, last = (self.family, self.given) if self.locale.family_first else (self.given, self.family)
        return f"{first}{self.locale.joint}{last}"

    @property
    def latin(self) -> tuple[str, str]:
        """Given and family name in ASCII, invented where the script has no simple transliteration."""
        given, family = _ascii(self.given), _ascii(self.family)
        if given and family:
            return given, family
        return self._romanised()

    def _romanised(self) -> tuple[str, str]:
        # Each name always has the same spelling.
        def spelled(name: str) -> str:
            codes = [ord(letter) for letter in name if letter.isalpha()][:3]
            return "".join("kmntsrhyb"[code % 9] + "aeiou"[code % 5] for code in codes) or "sato"

        return spelled(self.given), spelled(self.family)


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    letters = "".join(letter for letter in plain if letter.isalpha() and letter.isascii()).lower()
    alphabetic = sum(letter.isalpha() for letter in name)
    return letters if alphabetic and len(letters) >= alphabetic - 2 and len(letters) > 1 else ""


def _login(person: Person) -> str:
    given, family = person.latin
    pick = person.maker.random.choice
    forms = (
        given[0] + family,
        f"{given}.{family}",
        given + family[0],
        f"{family}{given[0]}",
        f"{given}_{family[:3]}",
    )
    return pick(forms) + pick(("", "", "", "7", "84"))


def _mail(person: Person) -> str:
    given, family = person.latin
    pick = person.maker.random.choice
    local = pick(
        (
            f"{given}.{family}",
            given[0] + family,
            f"{given}{family}",
            f"{family}.{given}",
            f"{given}-{family}9",
        )
    )
    return f"{local}@{pick(_MAIL).replace('{d}', person.domain)}"


def _mail_spelled(person: Person) -> str:
    return person.text("mail").replace("@", " at ").replace(".", " dot ")


def _handle(person: Person) -> str:
    return person.latin[0] + person.maker.random.choice(("codes", "dev", "_x", "io"))


def _wallet(person: Person) -> str:
    return person.maker.make(person.maker.random.choice(("{bitcoin:bc1}", "{ethereum}", "{bitcoin}")))


def _security_answer(person: Person) -> str:
    return person.maker.random.choice(person.locale.family).split()[0] + "sen"


def _born(person: Person) -> tuple[int, int, int]:
    iso = person.text("dob_iso")
    return int(iso[:4]), int(iso[5:7]), int(iso[8:])


def _dob_iso(person: Person) -> str:
    draw = person.maker.random.randint
    return f"{draw(1941, 2007)}-{draw(1, 12):02}-{draw(1, 28):02}"


def _dob(person: Person) -> str:
    year, month, day = _born(person)
    code = person.locale.code
    if code == "en_US":
        return f"{month:02}/{day:02}/{year}"
    if code.startswith("en"):
        return f"{day} {_MONTHS[month - 1]} {year}"
    if code in ("ja_JP", "zh_CN"):
        return f"{year}年{month}月{day}日"
    if code in ("de_DE", "de_AT", "de_CH", "pl_PL", "cs_CZ", "fi_FI", "nb_NO", "tr_TR", "ru_RU", "uk_UA"):
        return f"{day:02}.{month:02}.{year}"
    return f"{day:02}/{month:02}/{year}"


def _password(person: Person) -> str:
    make, pick = person.maker.random, person.maker.random.choice
    return pick(
        (
            f"{pick(_PASS_WORDS)}{make.randint(10, 9999)}{pick('!?#*')}",
            f"{pick(_PASS_WORDS)}-{pick(_PASS_WORDS)}-{make.randint(2, 99)}",
            person.maker.make("{alnum:14}"),
            person.maker.make("{print:16}x"),
            f"{person.latin[0].capitalize()}{make.randint(1960, 2020)}!",
        )
    )


def _coordinates(person: Person) -> str:
    draw = person.maker.random.uniform
    return f"{draw(-55, 68):.5f}, {draw(-120, 150):.5f}"


def _initials(person: Person) -> str:
    given, family = person.latin
    return f"{given[0].upper()}{family[0].upper()}"


def _event(person: Person) -> str:
    draw = person.maker.random.randint
    return f"{draw(1, 28)} {_MONTHS[draw(0, 11)]} {draw(2019, 2026)}"


def _form(template: str) -> Callable[[Person], str]:
    return lambda person: person.maker.make(template)


def _one_of(field: str) -> Callable[[Person], str]:
    return lambda person: person.maker.shaped(person.maker.random.choice(getattr(person.locale, field)))


def _id(person: Person) -> str:
    form = person.locale.id[0]
    return person.maker.make(form) if "{" in form else person.maker.shaped(form)


def _iban(person: Person) -> str:
    country = person.locale.code[3:]
    country = (
        country if country in ("DE", "FR", "ES", "IT", "NL", "PL", "GB", "AT", "CH", "PT", "SE") else "DE"
    )
    number = person.maker.make(f"{{iban:{country}}}")
    if person.maker.random.random() < 0.5:
        return number
    return " ".join(number[i : i + 4] for i in range(0, len(number), 4))


def _card(person: Person) -> str:
    number = person.maker.make(person.maker.random.choice(("{luhn:4:16}", "{luhn:52:16}", "{luhn:51:16}")))
    if person.maker.random.random() < 0.5:
        return number
    return " ".join(number[i : i + 4] for i in range(0, 16, 4))


_FORMS: Final = ("full", "first", "first", "last", "full", "rev", "lower", "upper")

# By name: entity type, what is added to the entity (other values and forms of one person have their own),
# and how it is made.
ATTRIBUTES: Final[Mapping[str, tuple[str | None, str, Callable[[Person], str]]]] = MappingProxyType(
    {
        "full": ("PERSON", "", lambda p: p.full),
        "first": ("PERSON", "", lambda p: p.given),
        "last": ("PERSON", "", lambda p: p.family),
        "rev": ("PERSON", "", lambda p: f"{p.family}, {p.given}"),
        "lower": ("PERSON", "", lambda p: p.full.lower()),
        "upper": ("PERSON", "", lambda p: p.full.upper()),
        "initials": ("PERSON", "", _initials),
        "login": ("USERNAME", "", _login),
        "handle": (
            "USERNAME",
            "_2",
            _handle,
        ),
        "mail": ("EMAIL_ADDRESS", "", _mail),
        "mail2": ("EMAIL_ADDRESS", "_2", _mail),
        "mail_spelled": (
            "EMAIL_ADDRESS",
            "#spelled",
            _mail_spelled,
        ),
        "mail_percent": ("EMAIL_ADDRESS", "#percent", lambda p: quote(p.text("mail"), safe="")),
        "phone": ("PHONE_NUMBER", "", _one_of("phones")),
        "phone2": ("PHONE_NUMBER", "_2", _one_of("phones")),
        "address": ("STREET_ADDRESS", "", _one_of("address")),
        "address2": ("STREET_ADDRESS", "_2", _one_of("address")),
        "dob_iso": ("DATE_OF_BIRTH", "#iso", _dob_iso),
        "dob": ("DATE_OF_BIRTH", "", _dob),
        "age": ("AGE", "", lambda p: str(2026 - _born(p)[0])),
        "id": ("ID_NUMBER", "", _id),
        "id_word": (None, "", lambda p: p.locale.id[1]),
        "passport": ("ID_NUMBER", "_passport", _form("{upper:2}{digits:7}")),
        "patient": ("ID_NUMBER", "_patient", _form("MRN-{digits:7}")),
        "employee": ("ID_NUMBER", "_employee", _form("E{digits:5}")),
        "customer": ("ID_NUMBER", "_customer", _form("C-{digits:8}")),
        "policy": ("ID_NUMBER", "_policy", _form("{upper:3}-{digits:4}-{digits:5}")),
        "order": ("ID_NUMBER", "_order", _form("{digits:3}-{digits:7}-{digits:7}")),
        "case": ("ID_NUMBER", "_case", _form("{digits:2} C {digits:3}/26")),
        "card": ("CREDIT_CARD", "", _card),
        "iban": ("IBAN_CODE", "", _iban),
        "account": ("BANK_ACCOUNT", "", _form("{digits:9}{digit}")),
        "wallet": (
            "CRYPTO",
            "",
            _wallet,
        ),
        "ip": ("IP_ADDRESS", "", _form("{ipv4}")),
        "lan_ip": ("IP_ADDRESS", "_lan", lambda p: p.maker.shaped("10.%#.1##.%#")),
        "ipv6": ("IP_ADDRESS", "_6", _form("{ipv6}")),
        "mac": ("MAC_ADDRESS", "", _form("{mac}")),
        "imei": ("DEVICE_ID", "", _form("{imei}")),
        "serial": ("DEVICE_ID", "_serial", _form("C02{uppernum:9}")),
        "ad_id": ("DEVICE_ID", "_ad", _form("{uuid}")),
        "plate": ("VEHICLE_ID", "", _one_of("plate")),
        "vin": ("VEHICLE_ID", "_vin", _form("{vin}")),
        "coords": ("COORDINATES", "", _coordinates),
        "url": (
            "PERSONAL_URL",
            "",
            lambda p: f"https://www.linkedin.com/in/{'-'.join(p.latin)}-{p.maker.make('{hex:6}')}",
        ),
        "doc_url": ("PERSONAL_URL", "_doc", _form("https://docs.google.com/document/d/{base64url:44}/edit")),
        "town": ("LOCATION", "", lambda p: p.maker.random.choice(p.locale.towns)),
        "event": ("DATE", "", _event),
        "password": ("PASSWORD", "", _password),
        "password2": ("PASSWORD", "_2", _password),
        "security_answer": (
            "PASSWORD",
            "_answer",
            _security_answer,
        ),
        "seed_phrase": ("PRIVATE_KEY", "_seed", lambda p: " ".join(p.maker.random.sample(_SEED_WORDS, 12))),
    }
)
