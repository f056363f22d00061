"""Whether a date is somebody's birth: by the word for it, by the name or the number of a person beside it."""

import re
from collections.abc import Iterable
from functools import cache

from recognizers.wordfiles import word_file, word_set

# How far the word may stand before the date.
_REACH = 64
_YEARS = range(1900, 2022)
# Whoever has a date of these years beside the name was born then.
_LONG_AGO = range(1915, 2011)
_FULL = re.compile(
    r"(?:18|19|20|25)\d\d|['’]\d\d|[-./]\d\d$| \d\d$|13\d\d|14\d\d|[۱١]\d{3}|[०-९]{4}|[০-৯]{4}|[年년]"
)
_SHORT_WORD = 3
# Between the word and the date there is no other number, and no other sentence.
_BETWEEN = r"(?:(?![.;!?] [^\W\d_]{3})[^\d\n]){0,40}"
_ASKING = (
    *("birth", "birthday", "born", "geburtsdatum", "geboren", "naissance", "nacimiento", "nascita"),
    *("nascimento", "urodzenia", "рождения", "народження", "geboortedatum", "födelse", "fødsels", "syntymä"),
    *("szület", "narozen", "doğum", "lahir", "ngày sinh", "γέννησης", "วันเกิด", "生年月日", "出生日期"),
    *("生日", "誕生日", "생년월일", "생일", "تاريخ الميلاد", "تاریخ تولد", "जन्म"),
)
# These are looked for first: to seek one of them in any case takes much longer.
_ASKING_PARTS = (*_ASKING, "dob", "d.o", "do.b")
_ASKED = re.compile(
    rf"(?i:{'|'.join(_ASKING)}|\bd\.?o\.?b\b)"
    r"[^\d\n?]{0,30}\??[\"']?,?\s*"
    r"(?:\n[^\n]{0,40}|[^\n\d]{0,40})$"
)
_NAMED = re.compile(
    r"(?:[^\W\d_a-z][^\W\d_]*[.'’-]?[^\W\d_]*(?: [^\W\d_a-z][\w.'’-]*){0,3})[\"'”]? ?[(,]\s?"
    r"(?:[\w ]{1,12}, )?$"
)
_FULL_NAME = re.compile(
    r"[^\W\d_a-z][^\W\d_]+[.'’-]?[^\W\d_]*(?: (?:de|van|von|di|da|del|bin|al|der|den) )?"
    r"(?: [^\W\d_a-z][^\W\d_]+(?:[.'’-][^\W\d_]+)?){1,3}[\"'”]?(?:,|:| [-–(/]|)[ ]$|"
    r"[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][\w'’-]+){1,3} ?\($"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)?")


def is_birth(value: str, before: str, behind: str, earlier: str) -> bool:
    """Return whether a date is one of birth; `earlier` may hold a question in the line before."""
    full = _FULL.search(value) is not None
    if _word_before().search(before):
        return (
            full
            or re.search(r"day|niver|生日|생일|cumple|verjaar|urodziny|compleanno", before[-24:]) is not None
        )
    if not full or not _in(value, _YEARS):
        return False
    if _word_behind().match(behind) or _is_asked(earlier):
        return True
    named = behind[:1] in (")", ",") and _NAMED.search(before)
    if named and (before.rstrip()[-1:] == "(" or _has_kin(before)):
        return True
    if _number_behind().match(behind) or (_number_before().search(before) and _in(value, _LONG_AGO)):
        return _has_year(value)
    return (
        _has_year(value)
        and _in(value, _LONG_AGO)
        and re.match(r"[),;|]|\s*$|\s*\n", behind) is not None
        and _FULL_NAME.search(before) is not None
    )


def _is_asked(earlier: str) -> bool:
    """Return whether a text ends with a question for a date of birth, and what leads to the answer."""
    lowered = earlier.lower()
    return any(part in lowered for part in _ASKING_PARTS) and _ASKED.search(earlier) is not None


def _has_year(value: str) -> bool:
    return re.search(r"\d{4}|['’]\d\d|\d{1,2}[-./]\d{1,2}[-./]\d\d$", value) is not None


def _in(value: str, years: range) -> bool:
    year = re.search(r"(?:18|19|20)\d\d", value)
    return year is None or int(year[0]) in years


def _has_kin(text: str) -> bool:
    return any(word.casefold() in word_set("life", "kin") for word in _WORD.findall(text))


@cache
def _word_before() -> re.Pattern[str]:
    short = _either(word for word in word_file("births")["born"] if len(word) <= _SHORT_WORD)
    long = _either(word for word in word_file("births")["born"] if len(word) > _SHORT_WORD)
    unspaced = _either(word_file("births")["unspaced_born"])
    return re.compile(
        rf"(?i)(?:(?<![\w.])(?:{long})|{unspaced}){_BETWEEN}$"
        rf"|(?<![\w.])(?:{short}|n\.|b\.?)\.?[\s:=(\"'|-]{{0,4}}(?:on |den |dnia )?$|[*°†]\s?$"
    )


@cache
def _word_behind() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?:г\.?)?[ ,(-]{{0,2}}(?:{_either(word_file('births')['behind'])})")


@cache
def _number_behind() -> re.Pattern[str]:
    return re.compile(rf"(?i)[^\w\n]{{1,4}}(?:{_either(word_file('births')['beside'])})(?![^\W\d_]{{3}})")


@cache
def _number_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?i)(?<![^\W_])(?:{_either(word_file('births')['beside'])})[^\w\n]{{1,3}}"
        r"[\w./-]*\d[\w ./-]{3,24}[,;] ?$"
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
