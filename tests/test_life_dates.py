"""Dates count where the words around them tell what they are to a person."""

import pytest

from recognizers.dates.life_dates import LifeDateFinder
from recognizers.matching.matcher import Matcher
from tests.marks import unmark

_MATCHER = Matcher([LifeDateFinder()])


@pytest.mark.parametrize(
    ("marked", "entity_type"),
    [
        pytest.param("Idris Abdi b. «9-9-1986», partner", "DATE_OF_BIRTH", id="b."),
        pytest.param("kids Pahoua («2017-05-22»), Tou («2020-12-01»).", "DATE_OF_BIRTH", id="brackets"),
        pytest.param("ADR:;;CA\r\nBDAY:«19790122»\r\n", "DATE_OF_BIRTH", id="vcard"),
        pytest.param("Noemí Arroyo, «1978-11-05», DNI 48207193K", "DATE_OF_BIRTH", id="beside a number"),
        pytest.param("Date of birth?\n[21:05] nk: «14th of October '88»", "DATE_OF_BIRTH", id="asked for"),
        pytest.param("خواهرش پریسا، متولد «۱۲ مرداد ۱۳۹۴»", "DATE_OF_BIRTH", id="persian"),
        pytest.param(
            "soy Candela Muñoz, «3 de febrero de 1996», pasaporte PAF6586", "DATE_OF_BIRTH", id="spanish"
        ),
        pytest.param("szül. Nyerges Ilona, «1943. jún. 2.», TAJ", "DATE_OF_BIRTH", id="hungarian"),
        pytest.param("เกิด «19 ก.ย. 2538» โทร", "DATE_OF_BIRTH", id="thai"),
        pytest.param('dict(姓名="馮玉葉", 生日="«民國32年5月6日»")', "DATE_OF_BIRTH", id="chinese"),
        pytest.param("Pasient: Sigrunn, f. «11.03.1958», fnr", "DATE_OF_BIRTH", id="norwegian"),
        pytest.param("bimba Greta nata «19 gennaio 2024»", "DATE_OF_BIRTH", id="italian"),
        pytest.param("Doğum: Ordu, «19 Mayıs 1995» | Medeni", "DATE_OF_BIRTH", id="turkish"),
        pytest.param("鲁建设，男，«1963年3月8日»生，住", "DATE_OF_BIRTH", id="word behind"),
        pytest.param("(Hedwig Mertesacker, «04.09.1952»), Zettel", "DATE_OF_BIRTH", id="beside a name"),
        pytest.param("hernia op «3 Aug», off sick", "DATE", id="operation"),
        pytest.param("the wedding is on «14 June 2025» at St Columba's", "DATE", id="wedding"),
        pytest.param("visit me in Leeds from «12 May» to «2 June 2026».", "DATE", id="range"),
        pytest.param("die Hochzeit ist am «5.7.» in Kiel", "DATE", id="german"),
        pytest.param("\"On «21 January 2026», Mr O'Shaughnessy shouted", "DATE", id="told"),
        pytest.param("結婚おめでとう！式は«11月3日»だよね", "DATE", id="japanese"),
        pytest.param("id,note\n17,Sani hat Urlaub bis «20.5.»", "DATE", id="row that begins with its number"),
        pytest.param("funeral «Friday 21 March» at 11", "DATE", id="weekday"),
        pytest.param("Oda's baby came on «the 2nd» so she won't mind", "DATE", id="day by its number"),
        pytest.param("the hearing, due «Wed the 25th», moved again", "DATE", id="weekday and number"),
    ],
)
def test_dates_are_found(marked: str, entity_type: str) -> None:
    text, places = unmark(marked)
    found = _MATCHER.find(text)
    assert [(span.start, span.end) for span in found] == places
    assert {span.entity_type for span in found} == {entity_type}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Jun 12 08:01:13 mx1 sshd: session opened", id="log"),
        pytest.param("version 2.0, released on 5 May 2024", id="release"),
        pytest.param("Date: Tue, 11 Mar 2025 09:12", id="mail header"),
        pytest.param("ada (2024-05-01), fixed the parser", id="changelog"),
        pytest.param("Ada Lindt, 4 May 2024, merged", id="a date of today"),
        pytest.param("we moved out 28 boxes", id="no month"),
        pytest.param("how many days until 4 May?", id="no event"),
        pytest.param("her wedding was on the 3rd floor", id="floor"),
        pytest.param("the sprint ends on the 16th, so merge", id="nobody's day"),
        pytest.param("he fell for the 2nd time", id="times"),
    ],
)
def test_other_dates_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
