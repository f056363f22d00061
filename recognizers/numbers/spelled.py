"""Numbers said digit by digit, "four one five", or in pairs, and those with a blank after every digit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from recognizers.matching.alternations import any_of
from recognizers.network.addresses import ipv4
from recognizers.numbers.checksums import luhn_sum
from recognizers.numbers.number_words import DIGITS, PAIRS, SAID_DIGIT, SAID_PAIR
from recognizers.numbers.one_of import one_of
from recognizers.span import Span

# `double four`, `triple five`, as numbers are said on the telephone.
_TIMES: Final = {"double": 2, "doble": 2, "doppia": 2, "dobro": 2, "triple": 3, "treble": 3, "tripla": 3}
_SAID_DIGIT: Final = rf"(?:{one_of(_TIMES)} )?{SAID_DIGIT}"
_WORD: Final = rf"(?:{SAID_PAIR}(?!\w)|{_SAID_DIGIT})"
_TOKEN: Final = re.compile(
    rf"(?<!\w)(?:(?P<pair>{SAID_PAIR})|(?P<times>{one_of(_TIMES)})|(?P<digit>{SAID_DIGIT}))(?!\w)"
)
# As years are said.
_CENTURIES: Final = ("18", "19", "20")
_NEAR: Final = 8
_GAP: Final = r"[ ,.\-\u2013]{1,3}"
# The longest are numbers of cards and of accounts.
_LEAST, _MOST = 4, 34
_SAID: Final = re.compile(rf"(?i)\b{_WORD}(?:{_GAP}{_WORD}\b){{1,{_MOST - 1}}}")
_POINT: Final = "(?:dot|point|punkt|punto|ponto|punt|kropka|nokta|titik)"
_SAID_ADDRESS: Final = re.compile(
    rf"(?i)\b{_SAID_DIGIT}(?: {_SAID_DIGIT}){{0,2}}(?: {_POINT}(?: {_SAID_DIGIT}){{1,3}}){{3}}\b"
)
_SPACED: Final = re.compile(rf"(?<![\w.,-])\d(?: {{1,3}}\d(?![\w.,]\d)){{{_LEAST - 1},{_MOST - 1}}}(?!\w)")
_COUNTED: Final = "01234567890123456789"
# What is said before a number, the last of which counts.
_ANNOUNCED: Final = re.compile(
    r"(?i)(?P<PHONE_NUMBER>\b(?:call|phone|tel|telef|téléph|mobil|cell|handy|ring|reach|dial|ruf|llam|appel|lig)"
    r"|\bnumer[oó]\b|\bnúmero\b|\bnummer\b|\bnumber\b)"
    r"|(?P<CREDIT_CARD>\b(?:card|karte|kredit|tarjeta|carte|carta|cartão|visa|mastercard))"
    r"|(?P<BANK_ACCOUNT>\b(?:account|konto|cuenta|compte|conto|conta|iban))"
    r"|(?P<ID_NUMBER>\b(?:social|ssn|passport|licen[cs]e|insurance|policy|member|patient|booking|ausweis|kunden"
    r"|versicherung|steuer|dossier|expediente|fiscal)\w*)"
    r"|(?P<DEVICE_ID>\b(?:imei|serial|serien))"
    r"|(?P<OTP>\b(?:codes?|pins?|otp|códigos?|codigo|codice|codi|cod|codul|passcode|tan|kode[nr]?|kod\w{0,3}"
    r"|koodi\w?|kód\w{0,2}|код\w{0,2}|пин\w{0,3}|пін\w{0,3}|κωδικό\w?|clave|senha|cadenas|padlock|lock"
    r"|candado|lucchetto|cadeado|slot|hänglås|hængelås|kłódk\w|kluis|safe|tresor|alarm\w?|gate|door|unlock)\b)"
)
_SHORTEST: Final = {
    "PHONE_NUMBER": 7,
    "ID_NUMBER": 6,
    "CREDIT_CARD": 12,
    "BANK_ACCOUNT": 6,
    "DEVICE_ID": 8,
    "OTP": _LEAST,
}
_LONGEST: Final = {
    "PHONE_NUMBER": 15,
    "ID_NUMBER": 20,
    "CREDIT_CARD": 19,
    "BANK_ACCOUNT": 34,
    "DEVICE_ID": 20,
    "OTP": 8,
}
_REACH: Final = 48


_WORDS_OF_PAIRS: Final = {word for phrase in PAIRS for word in phrase.split()} - {"e", "et", "y"}
_PAIRED: Final = any_of(_WORDS_OF_PAIRS - set(DIGITS))
_ANY: Final = any_of(_WORDS_OF_PAIRS | set(DIGITS))
_COMPOUND: Final = any_of(pair for pair in PAIRS if len(pair) > 7 and " " not in pair)


@dataclass(frozen=True)
class SpelledNumberFinder:
    """Finds numbers whose digits are words or stand apart, where what announces them says what they are."""

    id: str = "spelled-number"
    keywords: tuple[str, ...] = ()
    triggers: tuple[str, ...] = (
        "(?i)" + "[ ,.-]{1,3}".join([any_of(DIGITS)] * _LEAST),
        # In pairs: three words, or two of which one is a word for two digits of which there are many.
        "(?i)" + "[ ,.-]{1,3}(?:(?:y|e|et) )?".join([_ANY, _PAIRED, _ANY]),
        "(?i)" + "[ ,.-]{1,3}(?:(?:y|e|et) )?".join([_PAIRED, _ANY, _ANY]),
        "(?i)" + "[ ,.-]{1,3}".join([_COMPOUND, _ANY]),
        "(?i)" + "[ ,.-]{1,3}".join([_ANY, _COMPOUND]),
        " {1,3}".join(["[0-9]"] * 7) + "[^0-9]",
        "(?i) " + " [^0-9\n]{2,60} ".join([_POINT] * 3) + " ",
    )
    before: int = 320
    after: int = 320
    entity_types: frozenset[str] = frozenset((*_SHORTEST, "IP_ADDRESS"))

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield each run of digits that is announced, or that is a card by its check digit."""
        for said in _SAID_ADDRESS.finditer(text, start, end):
            groups = re.split(rf"(?i) {_POINT} ", said[0])
            if ipv4(".".join(_digits(group)[0] for group in groups)):
                yield Span(said.start(), said.end(), "IP_ADDRESS", 0.8, self.id)
        for run, is_said in (
            *((run, True) for run in _SAID.finditer(text, start, end)),
            *((run, False) for run in _SPACED.finditer(text, start, end)),
        ):
            digits, is_paired = _digits(run[0]) if is_said else ("".join(run[0].split()), False)
            entity_type = _type_of(text, run.start(), digits, is_said=is_said, is_paired=is_paired)
            is_counted = digits in _COUNTED or digits[::-1] in _COUNTED
            if entity_type and not (is_counted and (entity_type != "OTP" or len(digits) > _LEAST)):
                yield Span(run.start(), run.end(), entity_type, 0.8, self.id)


def _digits(run: str) -> tuple[str, bool]:
    """Return the digits that are said, and whether some are in pairs."""
    digits, times, is_paired = "", 1, False
    for token in _TOKEN.finditer(run.casefold()):
        if token["times"]:
            times = _TIMES[token["times"]]
            continue
        if token["pair"]:
            digits += PAIRS[token["pair"].replace("-", " ")]
            is_paired = True
        else:
            digits += DIGITS[token["digit"]] * times
        times = 1
    return digits, is_paired


def _type_of(text: str, start: int, digits: str, *, is_said: bool, is_paired: bool) -> str | None:
    before = text[max(0, start - _REACH) : start]
    before = before[before.rfind("\n") + 1 :]
    is_year = is_paired and len(digits) == _LEAST and digits.startswith(_CENTURIES)
    announced = [
        match.lastgroup
        for match in _ANNOUNCED.finditer(before)
        if not is_year or len(before) - match.end() <= _NEAR
    ]
    for entity_type in reversed(announced):
        if entity_type and _SHORTEST[entity_type] <= len(digits) <= _LONGEST[entity_type]:
            return entity_type
    if 13 <= len(digits) <= 19 and luhn_sum(digits) % 10 == 0:
        return "CREDIT_CARD"
    # Nobody says so many digits of anything else, unless they go up or down.
    if not is_said or not _LEAST <= len(digits) <= _LONGEST["PHONE_NUMBER"] or _goes_one_way(digits):
        return None
    if len(digits) > _LONGEST["OTP"]:
        return "PHONE_NUMBER"
    return None if is_paired else "OTP"


def _goes_one_way(digits: str) -> bool:
    """Return whether the digits are one, or each is larger, or each smaller, than the one before."""
    ups = {after > before for before, after in pairwise(digits)}
    return len(set(digits)) == 1 or (len(ups) == 1 and len(set(digits)) == len(digits))
