"""Codes in a message that says not to pass them on, or how long they are good for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from recognizers.lookalikes.placeholders import is_stock_value
from recognizers.matching.triggers import phrase_triggers
from recognizers.secrets.speech import speech
from recognizers.span import Span

# A message is a line, or a member of one; so far before or behind the warning its code may stand.
_REACH: Final = 160
_CODE: Final = re.compile(
    r"(?<![0-9A-Za-z_#.,:/*+€$£₹-])(?P<code>(?:[A-Z]{1,3}-)?(?:\d{4,8}|\d{3}[ -]\d{3}|\d{4}[ -]\d{4}"
    r"|\d{2} \d{2} \d{2})|(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{5,8})"
    r"(?![0-9A-Za-z_#*%€$£₹/→│|]|[-.,:]\d| ?(?:EUR|USD|GBP|PLN|RUB|руб|₽|€|Kč|kr|Ft|lei|TL|zł|元|円|원)\b)"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# What stands before a number that is another one: of a card, an account, a line to call.
_OTHER: Final = re.compile(
    r"(?:\*+|\bx+|(?:card|karte|carte|tarjeta|carta|cartão|ending|account|a/c|acct|konto|cuenta|compte|conto"
    r"|conta|tel|call|phone|order|ref|карт\w+|счет\w*|тел|№|no|nr"
    # What failed, and a standard.
    r"|error|fehler|erreur|errore|erro|fout|fel|feil|fejl|błąd|chyba|hiba|hata|eroare|greška|virhe|lỗi|ошибк\w"
    r"|помилк\w|грешка|σφάλμα|خطأ|שגיאה|错误|錯誤|エラー|오류|iso|rfc)"
    r"[.:]? ?(?:in |no\.? |nr\.? )?)\Z",
    re.IGNORECASE,
)
_PROGRAM: Final = re.compile(r"[{};=]")


@dataclass(frozen=True)
class WarnedCodeFinder:
    """Finds the code of a message that warns of passing it on."""

    id: str = "warned-code"
    entity_types: frozenset[str] = frozenset({"OTP"})
    keywords: tuple[str, ...] = ()
    before: None = None
    after: int = _REACH

    @cached_property
    def triggers(self) -> tuple[str, ...]:
        """The warning, in many languages."""
        return phrase_triggers(speech().warnings)

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the code nearest to the warning that ends at `start`, in its line."""
        begin = max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0)
        stop = text.find("\n", start, min(end, start + _REACH))
        found = list(self._codes(text, begin, stop if stop >= 0 else min(len(text), start + _REACH)))
        if found:
            # Where the code is named first, it stands before the warning.
            place = min(found, key=lambda place: (place[0] > start, abs(place[0] - start)))
            yield Span(*place, "OTP", 0.7, self.id)

    def _codes(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        for match in _CODE.finditer(text, start, end):
            value = match["code"]
            if _YEAR.fullmatch(value) or is_stock_value("ID_NUMBER", value):
                continue
            if _OTHER.search(text, max(0, match.start() - 16), match.start()):
                continue
            line = text[max(start, match.start() - 30) : match.start()]
            if not _PROGRAM.search(line):
                yield match.span("code")
