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
_LETTER = r"[A-ZÄÖÜА-ЯЁІЇ\u0621-\u064a\u0e01-\u0e2e\uac00-\ud7a3\u4e00-\u9fff]"
_VALUES = {
    # Letters and figures in turn, five to ten in all.
    "vehicle": re.compile(
        rf"(?<![^\W_])(?=[^\n]{{0,12}}\d)(?:(?!VIN|PIN|FIN){_LETTER}{{1,3}} ){{0,3}}(?:{_LETTER}|\d){{1,8}}"
        rf"(?:(?: / |[ ·.-])(?!VIN|PIN|FIN)(?:{_LETTER}{{1,3}}|\d{{1,6}}"
        rf"|{_LETTER}?\d{{1,5}}{_LETTER}{{0,3}}|\d?{_LETTER}{{1,3}})"
        rf"(?![^\W_])){{0,4}}(?![^\W_])"
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
_SCORES = {"vehicle": 0.6, "device": 0.6, "bank": 0.6}
# Between the word and the number.
_GAP = re.compile(
    r"[\"'`*)]{0,2}(?:s|'s)?[.,]?[ \t\n]{0,2}(?:(?:is|ist|es|est|e|è|är|er|on|no|nr|n[°º]|#|id"
    r"|with|mit|in|number|svj|for|"
    r"from|to|reads|was|the|el|la|de|del|num|numéro|serial|wagon|[A-Z][a-z]+|[a-z]+:|\w{2,10}银行"
    r"|为|是|은|는|رقم|:)"
    r"\.?[ \t]{0,2}){0,2}[\"'`*]{0,2}\s?[:：=#(|“「>]{0,2}[ \t]{0,16}[\"'`*(]{0,2}"
)
# What the words are followed by as well: the name of a model, a year, a distance.
_MODEL = re.compile(
    r"[A-Z]{1,4}-?\d{1,3}[a-zA-Z]?(?: (?:19|20)\d\d)?|(?:19|20)\d\d.*|\d{1,4} ?(?:km|KM|GTI|TDI"
    r"|CV|HP|PS|L)|\d+|[A-Z]+"
)
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
        return thing_triggers(word_file("belongings")[self.kind])

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the numbers in the window that a word for the thing stands right before."""
        for match in _VALUES[self.kind].finditer(text, start, end):
            if _fits(self.kind, match[0]) and self._announced(
                text[max(0, match.start() - _REACH) : match.start()]
            ):
                if self.kind == "bank" and _CLOUD.search(
                    text[max(0, match.start() - 120) : match.end() + 80]
                ):
                    continue
                yield Span(match.start(), match.end(), _TYPES[self.kind], _SCORES[self.kind], self.id)

    def _announced(self, head: str) -> bool:
        tokens = list(_TOKEN.finditer(head))
        for last in range(len(tokens) - 1, max(-1, len(tokens) - 4), -1):
            if _GAP.fullmatch(head, tokens[last].end()) is None:
                continue
            for first in range(max(0, last - 3), last + 1):
                if " ".join(token[0] for token in tokens[first : last + 1]).casefold() in _forms(self.kind):
                    return True
        unspaced = _unspaced(self.kind).match(head) if not head.isascii() else None
        return unspaced is not None and _GAP.fullmatch(head, unspaced.end()) is not None


def _fits(kind: str, value: str) -> bool:
    digits, letters = sum(map(str.isdigit, value)), sum(map(str.isalpha, value))
    if digits < _DIGITS_LEAST[kind] or is_stock_value(_TYPES[kind], value) or is_placeholder(value):
        return False
    if len(set(filter(str.isalnum, value))) < 3 or _DATE.fullmatch(value):
        return False
    if kind == "vehicle":
        return letters > 0 and 5 <= digits + letters <= 11 and not _MODEL.fullmatch(value)
    if kind == "device":
        return digits + letters >= 7 and (letters > 0 or digits >= 9)
    return True


@cache
def _forms(kind: str) -> frozenset[str]:
    return frozenset(
        " ".join(token[0] for token in _TOKEN.finditer(word)).casefold()
        for word in word_file("belongings")[kind]
    )


@cache
def _unspaced(kind: str) -> re.Pattern[str]:
    words = sorted(
        (word for word in word_file("belongings")[kind] if word[0] >= "\u0600"), key=len, reverse=True
    )
    return re.compile(rf".*(?:{'|'.join(map(re.escape, words))})", re.DOTALL)


def belonging_finders() -> tuple[BelongingFinder, ...]:
    """Return the finders of vehicles, devices and accounts."""
    return tuple(BelongingFinder(kind) for kind in _VALUES)
