"""Dates of birth and ages are found behind the words that each language has for them."""

import pytest

from recognizers.engine import shipped_engine
from scrub.resolve import resolve
from tests.marks import unmark

_LEAST_LANGUAGES = 10
_LEAST_SCORE = 0.5
_BIRTHS = """
en  DOB: «01/12/1990»
en  my birthday is «January 12»
en  "birth_year": «1990»
de  geb. «12.01.1990»
fr  né le «12 janvier 1990» à Nantes
es  nací el «12 de enero de 1990»
ca  data de naixement: «12/01/1990»
it  nata il «12 gennaio 1990»
pt  data de nascimento: «12/01/1990»
nl  geboortedatum: «12-01-1990»
pl  urodzona «12 stycznia 1990»
cs  datum narození: «12. 1. 1990»
sk  dátum narodenia «12.1.1990»
sl  rojen «12. januarja 1990»
hr  datum rođenja: «12.01.1990»
hu  születési idő: «1990.01.12».
ro  data nașterii: «12.01.1990»
ru  родилась «12 января 1990»
uk  дата народження «12.01.1990»
bg  роден на «12 януари 1990»
sq  datlindja: «12.01.1990»
el  ημερομηνία γέννησης: «12/01/1990»
tr  doğum tarihi: «12.01.1990»
az  doğum tarixi: «12.01.1990»
sv  född «12 januari 1990»
da  fødselsdato «12.01.1990»
fi  syntymäaika: «12.1.1990»
is  fædd «12. janúar 1990»
et  sündinud «12. jaanuar 1990»
lv  dzimšanas datums: «12.01.1990»
lt  gimimo data: «1990-01-12»
zh  我出生于«1990年1月12日»
ja  生年月日 «平成2年1月12日»
ko  «1990년 1월 12일»생
ar  تاريخ الميلاد: «12/01/1990»
fa  تاریخ تولد: «۱۳۶۹/۱۰/۲۲»
he  נולדתי ב-«12 בינואר 1990»
hi  जन्म तिथि: «12/01/1990»
bn  জন্ম তারিখ: «12/01/1990»
ta  பிறந்த தேதி: «12/01/1990»
te  పుట్టిన తేదీ: «12/01/1990»
th  เกิดวันที่ «12/01/2533»
vi  sinh ngày «12/01/1990»
id  tanggal lahir: «12 Januari 1990»
sw  tarehe ya kuzaliwa: «12/01/1990»
ka  დაბადების თარიღი: «12.01.1990»
hy  ծննդյան ամսաթիվ «12.01.1990»
"""
_BY_LANGUAGE = [tuple(line.split("  ", 1)) for line in _BIRTHS.strip().splitlines()]


def _found(text: str) -> list[tuple[int, int, str]]:
    spans = resolve(span for span in shipped_engine().find(text) if span.score >= _LEAST_SCORE)
    return [(span.start, span.end, span.entity_type) for span in spans]


@pytest.mark.parametrize("language, marked", _BY_LANGUAGE, ids=[language for language, _ in _BY_LANGUAGE])
def test_dates_of_birth_are_found(language: str, marked: str) -> None:
    text, [place] = unmark(marked)
    assert _found(text) == [(*place, "DATE_OF_BIRTH")]


def test_languages_are_many() -> None:
    assert len({language for language, _ in _BY_LANGUAGE}) >= _LEAST_LANGUAGES


@pytest.mark.parametrize(
    "text",
    [
        "born to run, 12 times",
        "birth_year = None",
        "TTL = 3600",
        "rojen v Celju",
        "Geburtstag der Firma",
        "a table of 61M with nulls",
    ],
)
def test_other_births_are_left_alone(text: str) -> None:
    assert _found(text) == []
