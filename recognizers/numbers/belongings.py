"""Plates of vehicles, numbers of devices and of accounts, beside the words for them in many languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value
from recognizers.matching.triggers import thing_triggers
from recognizers.span import Span
from recognizers.wordfiles import word_file

_REACH = 40
_LONGEST = 44
# Capitals of the scripts that part words by blanks, letters that stand alone, and one or two that stand
# together: `KXB`, `أ ب ج`, `粤`, `กข`, `서울`.
_CAPITAL = r"A-ZÄÖÜŠČŽĐΑ-ΩА-ЯЁІЇ"
_SINGLE = (
    r"(?:(?<![\u0600-\u06ff])[\u0621-\u064a]\u0640?(?![\u0600-\u06ff])"
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳])"
)
_PAIR = r"(?<![\u0e00-\u0eff])[\u0e01-\u0e2e\u0e81-\u0eae\u1200-\u135a\uac00-\ud7a3]{1,2}"
_LETTERS = rf"(?:[{_CAPITAL}]{{1,3}}|{_PAIR}|{_SINGLE})"
_VALUES = {
    # Letters and figures in turn, five to ten in all.
    "vehicle": re.compile(
        rf"(?<![^\W_\u2e80-\u9fff\uac00-\ud7a3])(?=[^\n]{{0,12}}\d)(?:(?!VIN|PIN|FIN){_LETTERS} ){{0,3}}"
        rf"(?:(?:{_SINGLE})?[{_CAPITAL}\d]{{1,14}}|\d{{0,3}}(?:{_PAIR}|{_SINGLE})\d{{0,4}})"
        rf"(?:(?: / |[ ·.-])(?!VIN|PIN|FIN)(?:{_LETTERS}|\d{{1,7}}"
        rf"|[{_CAPITAL}]?\d{{1,5}}[{_CAPITAL}]{{0,3}}|\d?{_LETTERS})"
        rf"(?![^\W_\u2e80-\u9fff\uac00-\ud7a3])){{0,4}}(?![^\W_\u2e80-\u9fff\uac00-\ud7a3])"
    ),
    "device": re.compile(
        r"(?<![^\W_])(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
        r"|[0-9a-f]{2}(?::[0-9a-f]{2}){6,9}|[0-9A-F]{2}(?::[0-9A-F]{2}){6,9}"
        r"|(?:[A-Za-z]{2,6}\d{0,2}-)?(?=[A-Z-]{0,8}\d)[A-Z0-9]{2,24}(?:-[A-Za-z0-9]{2,20}){0,4}"
        r"(?:(?: \d{3,7}){1,4})?"
        r"|\d{3,8}(?: \d{2,7}){1,5}|[A-Z]{2} \d{3,5}(?: \d{2,6}){1,3})(?![\w:])"
    ),
    "bank": re.compile(r"(?<![\w.,+])\d(?:(?:[ ./]| ?- ?|, ?(?=\d{3} ))?\d){5,25}(?![\w%]|[.,:]\d)"),
}
_TYPES = {"vehicle": "VEHICLE_ID", "device": "DEVICE_ID", "bank": "BANK_ACCOUNT"}
_SCORE = 0.6
# Between the word and the number.
_GAP = re.compile(
    r"[\"'`*)]{0,2}(?:s|'s)?[.,]?[ \t\n]{0,2}(?:(?:is|ist|es|est|e|è|är|er|on|no|nr|n[°º]|#|id"
    r"|with|mit|in|number|svj|for|"
    r"from|to|reads|was|the|el|la|de|del|num|numéro|serial|wagon|[A-Z][a-z]+|[a-z]+:|\w{2,10}银行"
    r"|são|son|sont|sono|sind|jest|to|je|su|sú|este|és|ni|ay|var|oli|heter|med|con|com|cu|s|sa|z|με|είναι|с|з|со|са"
    r"|número|numero|numer|nummer|numéros|numrid|nomor|nombor|номер|номером|numaralı|saya|aku|ko|mi|yangu|ka|ki"
    r"|का|की|क्र|नं|নং|હે|هي|هو|رقمها|رقمه|ہے|为|是|은|는|가|رقم|:)"
    r"\.?[ \t]{0,2}){0,2}[\"'`*]{0,2}\s?[:：=#(|“「>]{0,2}[ \t]{0,16}[\"'`*(]{0,2}"
)
# What the words are followed by as well: the name of a model, a year, a distance.
_MODEL = re.compile(
    r"[A-Z]{1,4}-?\d{1,3}[a-zA-Z]?(?: (?:19|20)\d\d)?|(?:19|20)\d\d.*|\d{1,4} ?(?:km|KM|GTI|TDI"
    r"|CV|HP|PS|L)"
    # `Octavia III 1.6 TDI`: a generation, the size and the kind of an engine.
    r"|(?:[IVX]{1,4} )?\d\.\d ?(?:V\d|[A-Za-z]{1,5})?(?: \d{1,3} ?(?:CV|HP|PS|KM|KW))?"
    r"|\d+|[A-Z]+|[A-Z]{1,2}\d{1,2}\.\d+.*"
    r"|(?:AUDI|BMW|BYD|DAF|FIAT|FORD|GMC|JCB|KAMAZ|KIA|KTM|MAN|MAZ|MG|MTZ|OPEL|RAM|SEAT"
    r"|UAZ|VAZ|VW|ZIL|ВАЗ|ГАЗ|УАЗ|МАЗ|МТЗ|ЗИЛ|КАМАЗ)[ -].*"
)
# With three letters and a hyphen, most are plates all the same.
_PLATE_LIKE = re.compile(
    r"(?!CBR|CLK|CLS|CRF|FJR|FZR|GSX|KLR|KLX|KTM|SLK|TDM|VFR|XJR|XSR|YZF|ZZR)[A-Z]{3}-\d{3}"
)
# An amount, a distance, a time, a part of a computer.
_UNIT = (
    "USD|EUR|GBP|CHF|MXN|ARS|BRL|CLP|COP|PEN|INR|PKR|NGN|KES|TZS|UGX|ZAR|SEK|NOK|DKK|PLN|CZK|HUF|RON|"
    "BGN|TRY|RUB|UAH|IDR|MYR|PHP|THB|VND|JPY|KRW|CNY|SGD|AUD|CAD|AED|SAR"
)
_AMOUNT = re.compile(
    rf"(?:{_UNIT}) ?[\d ]+|[\d. ]+ ?(?:{_UNIT}|AM|PM|KM|GMT|UTC|CET|CC|KWH?|HP|CV|PS|TDI|GTI|KG|MM|CM|GB|MB)"
    r"|(?:RTX|GTX|GT|RX|ESP|STM|GPU|CPU|ATX) ?\d\d?(?:\d\d.*)?"
)
# Letters and figures; numbers of engines are longer than plates.
_MOST = {"vehicle": 11, "plate": 14}
_DIGITS_LEAST = {"vehicle": 2, "device": 2, "bank": 6}
_TOKEN = re.compile(r"[^\W_]+(?:/[^\W_]+)?")
# A cloud's account is nobody's bank account.
_CLOUD = re.compile(r"arn:aws|amazonaws|aws_|UserId|AccountId|account_id|gcp|azure")
_DATE = re.compile(r"\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?|(?:19|20)\d{6}")


@dataclass(frozen=True)
class BelongingFinder:
    """Finds the number of a thing beside the word for it."""

    # `vehicle`, `device` or `bank`: a list of words and a form of numbers.
    kind: str
    keywords: tuple[str, ...] = ()
    before: int = _REACH
    after: int = _LONGEST

    @property
    def id(self) -> str:
        """The name that its spans carry as their source."""
        return f"belongings-{self.kind}"

    @property
    def entity_types(self) -> frozenset[str]:
        """The type that it returns."""
        return frozenset({_TYPES[self.kind]})

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """A word for the thing, and the first digit shortly behind it."""
        return thing_triggers(_words(self.kind), _endings(self.kind))

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the numbers in the window that a word for the thing stands right before."""
        for match in _VALUES[self.kind].finditer(text, start, end):
            if not _fits(self.kind, match[0]):
                continue
            word = self._announced(text[max(0, match.start() - _REACH) : match.start()])
            if word is not None and not (self.kind == "vehicle" and _is_model(match[0], word)):
                if self.kind == "bank" and _CLOUD.search(
                    text[max(0, match.start() - 120) : match.end() + 80]
                ):
                    continue
                yield Span(match.start(), match.end(), _TYPES[self.kind], _SCORE, self.id)

    def _announced(self, head: str) -> str | None:
        """Return the word that stands right before the end of a text, None where there is none."""
        tokens = list(_TOKEN.finditer(head))
        for last in range(len(tokens) - 1, max(-1, len(tokens) - 4), -1):
            if _GAP.fullmatch(head, tokens[last].end()) is None:
                continue
            for first in range(max(0, last - 3), last + 1):
                word = " ".join(token[0] for token in tokens[first : last + 1]).casefold()
                if word in _forms(self.kind) or (first == last and word.endswith(_endings(self.kind))):
                    return word
        unspaced = _unspaced(self.kind).match(head) if not head.isascii() else None
        if unspaced is None or _GAP.fullmatch(head, unspaced.end()) is None:
            return None
        return unspaced["word"]


def _fits(kind: str, value: str) -> bool:
    digits, letters = sum(map(str.isdigit, value)), sum(map(str.isalpha, value))
    if digits < _DIGITS_LEAST[kind] or is_stock_value(_TYPES[kind], value) or is_placeholder(value):
        return False
    if len(set(filter(str.isalnum, value))) < 3 or _DATE.fullmatch(value):
        return False
    if kind == "vehicle":
        return letters > 0 and 5 <= digits + letters <= _MOST["plate"] and not _AMOUNT.fullmatch(value)
    if kind == "device":
        return digits + letters >= 7 and (letters > 0 or digits >= 9)
    return True


def _is_model(value: str, word: str) -> bool:
    """Return whether the name of a model stands behind a vehicle, and not behind a word for its plate."""
    if word in _forms("plate"):
        return False
    if sum(map(str.isalnum, value)) > _MOST["vehicle"]:
        return True
    return _MODEL.fullmatch(value) is not None and not _PLATE_LIKE.fullmatch(value)


def _words(kind: str) -> tuple[str, ...]:
    """Return the words of a kind of things; those of plates are among those of vehicles."""
    lists = word_file("belongings")
    return (*lists[kind], *lists["plate"]) if kind == "vehicle" else tuple(lists[kind])


@cache
def _endings(kind: str) -> tuple[str, ...]:
    return tuple(word_file("belongings")["vehicle_endings"]) if kind == "vehicle" else ()


@cache
def _forms(kind: str) -> frozenset[str]:
    return frozenset(
        " ".join(token[0] for token in _TOKEN.finditer(word)).casefold() for word in _words(kind)
    )


@cache
def _unspaced(kind: str) -> re.Pattern[str]:
    words = sorted((word for word in _words(kind) if word[0] >= "\u0600"), key=len, reverse=True)
    return re.compile(rf".*(?P<word>{'|'.join(map(re.escape, words))})", re.DOTALL)


def belonging_finders() -> tuple[BelongingFinder, ...]:
    """Return the finders of vehicles, devices and accounts."""
    return tuple(BelongingFinder(kind) for kind in _VALUES)
