"""Births and numbers are found in rows about people that have no heading, and other rows are left alone."""

import pytest

from recognizers.labelled.person_rows import PersonRowFinder
from recognizers.matching.matcher import Matcher
from tests.marks import unmark

_MATCHER = Matcher([PersonRowFinder()])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(
            "VALUES\n ('«S-1188»','Brambilla','Oreste','«1943-10-08»','+39 0444 716 539'),\n", id="sql"
        ),
        pytest.param(
            'rows = [\n  ["Yetunde F.", "«1992-07-30»", "yetunde@thirdrail.example"],\n]', id="ruby"
        ),
        pytest.param(
            "عبد الغني محمود شلبي | «A28114407» | «1953/06/11» | رب الأسرة\n", id="pipes, arabic letters"
        ),
        pytest.param("৪ | রাজা সরকার | ১০ম | «০৪/০৭/২০১০»\n৭ | সুব্রত দাস | ৯ম | «২৯/১১/২০১১»\n", id="bengali"),
        pytest.param("1 Gdynia   Dr Żurawska   «23FEB1961»   done\n", id="columns"),
        pytest.param(
            "2 SRI LINDIYATI | P | «13-04-1965» | ISTRI\n3 BAGAS ADI | L | «20-08-1999» | ANAK\n",
            id="numbered",
        ),
        pytest.param(
            "neu.csv:12:«N-312»;Achternbusch, Lasse Momme;«2001-01-30»;\n"
            "neu.csv:40:«N-340»;Quint, Zuebeyde;«1967-09-05»;\n",
            id="lines that grep found",
        ),
        pytest.param('("فهد بن ناصر", "«1064757444»", "«0551172774»"),', id="number beside a telephone"),
        pytest.param("('«K10084»', '李想', '«13302974207»', '珠海'),\n", id="chinese"),
    ],
)
def test_births_and_numbers_are_found(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("| flask | 2.0.1 | 2017-05-16 |\n| jinja | 3.1 | 2018-01-02 |\n", id="releases"),
        pytest.param("('error', '2016-02-03', 'E-4711', 'disk full'),\n", id="log"),
        pytest.param('{"Ada Lindt", "1234567890123"}\n', id="no second sign of a person"),
        pytest.param("| Ada Lindt | 2024-05-06 | merged |\n", id="a date of today"),
        pytest.param(
            "['EMP-0001', 'Ada Lindt', 'ada@lindtworks.io', 'SAMPLE-4711'],\n", id="numbers of tests"
        ),
    ],
)
def test_other_rows_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
