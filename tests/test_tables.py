"""Cells are found by the heading of their column, in every form in which people paste tables."""

import pytest

from recognizers.engine import shipped_engine
from recognizers.labelled import aligned, tables
from recognizers.labelled.tables import table_finders
from recognizers.matching.matcher import Matcher
from tests.counted import counted
from tests.marks import unmark

_MATCHER = Matcher(table_finders())


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(
            "id,name,email,password,pin\n1,«Solveig Årdal»,«s@quillpost.no»,«Fluffy2015»,«3360»\n", id="comma"
        ),
        pytest.param('name;phone\n"«Brandt, Ottilie»";«+47 918 44 207»\n', id="semicolon and quotes"),
        pytest.param(
            'note,name,phone,email\n"He said ""hi"",\n\nthen left",«Ottilie Brandt»,«+47 918 44 207»,"""x"""'
            '\n7",«Solveig Årdal»,«+47 918 44 208»,"see\r\n"\r\n"",«Mara Lindt»,«+47 918 44 209»,"\n',
            id="cells of several lines",
        ),
        pytest.param(
            'name,email,n\n«Ottilie Brandt»,"o@quillpost.no,4\n«Mara Lindt»,«m@quillpost.no»,4"\n',
            id="a quote that begins no cell",
        ),
        pytest.param(
            '1,"| name | role |\n|---|---|\n| «Ottilie Brandt» | vet |\n"\n', id="markdown in a cell"
        ),
        pytest.param("ФИО\tДата рождения\n«Абрамова Лилия»\t«04.05.1988»\n", id="tab"),
        pytest.param(
            "| name | phone |\n|---|:--:|\n| «Ottilie Brandt» | «+47 918 44 207» |\n\nend", id="markdown"
        ),
        pytest.param(
            " id | full_name | dob\n----+---+----\n 1 | «Ottilie Brandt» | «1984-11-02»\n(1 row)", id="psql"
        ),
        pytest.param("+---+---+\n| id | email |\n+---+---+\n| 1 | «j@quillpost.no» |\n+---+---+", id="mysql"),
        pytest.param(
            "INSERT INTO users (id, full_name, email) VALUES (1, '«Ottilie Brandt»', '«j@quillpost.no»'),\n"
            "(2, NULL, '«t@quillpost.no»');",
            id="insert",
        ),
        pytest.param(
            "pr | author | reviewer\n--|--|--\n12 | «jroe» | «lindt.a»\n", id="logins by what they did"
        ),
        pytest.param(
            "REPLACE INTO u (a, full_name, pin) VALUES (1::int, '«Ottilie Brandt»'::text, '«3360»'),\n"
            "(f('x', 2), E'«Mara Lindt»', _binary '«3361»'), (NULL, $$«Solveig Årdal»$$, $q$«3362»$q$);",
            id="literals with types and within calls",
        ),
        pytest.param(
            "INSERT INTO u (a, full_name) OVERRIDING SYSTEM VALUE VALUES (1, '«Ottilie Brandt»');",
            id="insert of a generated column",
        ),
        pytest.param(
            "COPY u (id, name) FROM stdin WITH (FORMAT csv);\n1,«Ottilie Brandt»\n\\.\n", id="copy of CSV"
        ),
        pytest.param(
            "COPY u (id, name) FROM stdin DELIMITER AS '|';\n1|«Ottilie Brandt»\n\\.\n", id="copy with bars"
        ),
        pytest.param("COPY p.users (id, name) FROM stdin;\n1\t«Ottilie Brandt»\n\\.\n", id="copy"),
        pytest.param("id,email,n\n" + "7,,8\n" * 300 + "8,«j@quillpost.no»,9\n", id="a column of few values"),
        pytest.param(
            "id,sort,name,value\n" + "7,email,«Ottilie Brandt»,0\n" * 40, id="rows that are words of headings"
        ),
    ],
)
def test_cells_are_found(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("name, version\nflask, 2.0\n", id="packages"),
        pytest.param("| field | type |\n|---|---|\n| password | string |\n", id="documentation"),
        pytest.param("Dear Jane, thanks\nfor the name, email\n", id="sentence"),
        pytest.param('1,"name,state,n\nlindt,Done,4"\n', id="headings that begin a cell"),
        pytest.param("id,name\n1,null\n", id="empty"),
    ],
)
def test_other_tables_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("1\tmail\tmail\n", id="headings below headings"),
        pytest.param("1,name,mail\n1,mail,name\n", id="other headings"),
        pytest.param("mail | mail\n---|---\n", id="rules below rules"),
        pytest.param('name,mail\nx,"\n",y,"\n', id="cells that go on and on"),
        pytest.param("mail," * 17 + "mail\n", id="many headings in a row"),
    ],
)
def test_a_row_is_read_in_few_of_the_tables_that_begin_above_it(
    lines: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    for name in ("split_separated", "split_pipes"):
        monkeypatch.setattr(tables, name, counted(getattr(tables, name), read))
    text = lines * 400
    assert _MATCHER.find(text) == []
    assert 400 < len(read) < 100 * text.count("\n")


def test_a_row_is_read_in_few_of_the_aligned_tables_that_begin_above_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[object] = []
    monkeypatch.setattr(aligned, "_cells", counted(aligned._cells, read))
    text = "email     email     email     email\n" * 400
    assert Matcher((aligned.AlignedFinder(),)).find(text) == []
    assert 400 < len(read) < 100 * text.count("\n")


@pytest.mark.parametrize(
    ("text", "logins"),
    [
        pytest.param(
            "test                     days  author     team\n"
            "CheckoutIT.pay           41    lwanza     payments\n"
            "SearchIT.limit           20    kofi.m     discovery\n",
            {"lwanza", "kofi.m"},
            id="gaps",
        ),
        pytest.param(
            "   Account       User MaxJobs\n---------- ---------- -------\n   wenlock      nkb23      40\n",
            {"nkb23"},
            id="dashes",
        ),
        pytest.param(
            "pass_no     holder\n----------  --------------\nGUD-721327  Zurab Lindt\n"
            "Traceback (most recent call last):\ngate.cfg:3:mode = open\n",
            {"GUD-721327", "Zurab Lindt"},
            id="what follows is no row",
        ),
        pytest.param("the user  said\nthat it works\n", set(), id="prose"),
    ],
)
def test_a_table_that_blanks_align_is_read(text: str, logins: set[str]) -> None:
    found = {text[span.start : span.end] for span in shipped_engine().find(text) if span.source == "aligned"}
    assert found == logins
