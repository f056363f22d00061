"""Which countries a stretch of text hints at: by script, language, domains and dialling codes."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

# Scripts that are at home in few countries.
_SCRIPTS: Final = (
    (re.compile(r"[\uac00-\ud7a3]"), ("KR",)),
    (re.compile(r"[\u3041-\u30fa]"), ("JP",)),
    (re.compile(r"[\u4e00-\u9fff]"), ("CN", "TW", "HK", "SG", "JP")),
    (re.compile(r"[\u0e01-\u0e5b]"), ("TH",)),
    (re.compile(r"[іїєґ]"), ("UA",)),
    (re.compile(r"[\u0430-\u044f]{3}"), ("RU", "UA", "KZ", "BY", "BG", "KG", "RS", "MN")),
    (re.compile(r"[\u03b1-\u03c9]{3}"), ("GR", "CY")),
    (re.compile(r"[\u05d0-\u05ea]{2}"), ("IL",)),
    (
        re.compile(r"[\u0627-\u064a]{2}"),
        ("EG", "SA", "AE", "JO", "IQ", "MA", "DZ", "PS", "LB", "KW", "SY", "TN", "LY"),
    ),
    (re.compile(r"[پچژگکی]"), ("IR", "PK", "AF")),
    (re.compile(r"[\u0980-\u09ff]"), ("BD", "IN")),
    (re.compile(r"[\u0900-\u097f\u0a00-\u0d7f]"), ("IN", "NP", "LK")),
    (re.compile(r"[\u10d0-\u10ff]"), ("GE",)),
    (re.compile(r"[\u0531-\u0587]"), ("AM",)),
    (re.compile(r"[\u1200-\u137f]"), ("ET",)),
    (re.compile(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]"), ("VN",)),
)
# Function words that one language has and its neighbours do not.
_LANGUAGES: Final = {
    "und nicht ist der wir bitte für auf straße frau herr": ("DE", "AT", "CH"),
    "est les pour je vous avec dans rue monsieur madame bonjour": ("FR", "BE", "CH", "CA", "SN", "CI", "MA"),
    "el los que para con mi una calle hola señor": (
        "ES",
        "MX",
        "AR",
        "CO",
        "CL",
        "PE",
        "VE",
        "EC",
        "BO",
        "UY",
        "GT",
        "CR",
    ),
    "che della sono per il di via gli": ("IT", "CH"),
    "não uma para meu rua você com em os": ("BR", "PT", "AO", "MZ"),
    "het een van en niet voor mijn straat": ("NL", "BE"),
    "się nie jest na proszę ul dzień pani": ("PL",),
    "och är jag inte på det att för": ("SE", "FI"),
    "og jeg er ikke til på det vej": ("DK", "NO"),
    "ja on ei että minun tai hän": ("FI",),
    "és egy hogy nem van az vagyok": ("HU",),
    "že je na jsem prosím by není ulice som": ("CZ", "SK"),
    "și este nu pentru sunt strada la": ("RO", "MD"),
    "ve bir bu için değil ben sokak": ("TR", "CY"),
    "yang dan saya tidak untuk di jalan mohon pak bu": ("ID", "MY"),
    "ang mga po sa ko na ng": ("PH",),
    "kwa na ya ni wa habari": ("KE", "TZ", "UG"),
    "sam nije da za molim ulica": ("RS", "HR", "BA", "ME", "SI"),
    "hai ki ka mera nahi ko ji bhai": ("IN", "PK"),
    "the and is my you for please call": (
        "US",
        "CA",
        "GB",
        "IE",
        "AU",
        "NZ",
        "ZA",
        "IN",
        "NG",
        "KE",
        "GH",
        "SG",
        "PH",
        "PK",
        "BD",
        "LK",
        "MY",
        "UG",
        "ZM",
        "ZW",
    ),
}
_WORDS: Final = {word: countries for words, countries in _LANGUAGES.items() for word in words.split()}
_WORD: Final = re.compile(r"[^\W\d_]{1,9}")
_DOMAIN: Final = re.compile(r"\.([a-z]{2})(?![\w.-])")
_DIALLING: Final = re.compile(r"(?<![\w+])\+(\d{1,3})")
# Two words of one language are evidence; one is chance.
_ENOUGH_WORDS: Final = 2
_REACH: Final = 600
_DOMAIN_COUNTRIES: Final = {"uk": "GB"}
# Domains that are not used for their country.
_WORLDWIDE: Final = frozenset(
    {"io", "ai", "me", "co", "tv", "cc", "ly", "gg", "so", "sh", "py", "rs", "md", "pl", "is", "to", "ws"}
)


def hinted_countries(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the countries hinted at around text[start:end], the strongest hint first, each once."""
    return _countries(text[max(0, start - _REACH) : end + _REACH])


@lru_cache(maxsize=64)
def _countries(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_hints(text)))


def _hints(text: str) -> Iterator[str]:
    for match in _DIALLING.finditer(text):
        yield from _dialling_countries(match[1])
    for match in _DOMAIN.finditer(text):
        country = match[1]
        if country not in _WORLDWIDE:
            yield _DOMAIN_COUNTRIES.get(country, country.upper())
    for script, countries in _SCRIPTS:
        if script.search(text):
            yield from countries
    counts: dict[tuple[str, ...], int] = {}
    for match in _WORD.finditer(text):
        spoken_in = _WORDS.get(match[0].lower())
        if spoken_in:
            counts[spoken_in] = counts.get(spoken_in, 0) + 1
    for spoken_in, count in sorted(counts.items(), key=lambda item: -item[1]):
        if count >= _ENOUGH_WORDS:
            yield from spoken_in


@lru_cache(maxsize=256)
def _dialling_countries(digits: str) -> tuple[str, ...]:
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    for length in range(len(digits), 0, -1):
        regions = COUNTRY_CODE_TO_REGION_CODE.get(int(digits[:length]))
        if regions:
            return tuple(regions[:3])
    return ()
