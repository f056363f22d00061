"""Columns of lists of people are read in every form in which they are pasted."""

import pytest

from recognizers.labelled import rosters
from recognizers.labelled.rosters import roster_finders
from recognizers.labelled.tables import split_separated
from recognizers.matching.matcher import Matcher
from tests.counted import counted
from tests.marks import unmark

_MATCHER = Matcher(roster_finders())


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("id;first;last\n«C-1019»;Olive;Branch\n«C-1023»;Basil;Nwosu\n", id="semicolons"),
        pytest.param("ref,guest,row\n«QX-71820»,Odile Fournier,4\n«QX-71833»,Jan Kvam,5\n", id="commas"),
        pytest.param("Ref | Name | Age\n«MB-0619» | Arshiya Fatima | «24»\n", id="pipes"),
        pytest.param("| Lid | Geb.datum |\n|---|---|\n| Sanne Kuipers | «03-04-1995» |\n", id="markdown"),
        pytest.param("id       name               mid\n«S200419»  Adebisi, Morenike  71\n", id="blanks"),
        pytest.param("ПІБ;Дата нар.;РНОКПП\nОсманова Ленія;«30.11.2001»;«3722518204»\n", id="ukrainian"),
        pytest.param("氏名\t生年月日\n渡邉 陽菜\t«平成9年4月18日»\n", id="japanese"),
        pytest.param(
            "Α/Α;Επώνυμο;ΑΦΜ;Γέννηση\n1;Γλυκού;«116971688»;«02/11/1992»\n2;Ρήγα;«061694732»;«30/9/1999»\n",
            id="greek",
        ),
        pytest.param("Saat | Hasta | Dosya\n09.00 | Fatih Köprülü | «D-5520»\n", id="turkish patients"),
        pytest.param("№ | Аты-жөні | ЖСН\n1 | Ким Лариса | «672472081340»\n", id="kazakh"),
        pytest.param(
            "placa,conductor,licencia\n«SNZ 093»,Yuliana Palacios,«43276275»\n", id="spanish drivers"
        ),
        pytest.param("Halter\tKennzeichen\nCem Yüksel\t«B-KL 4471»\n", id="plates"),
        pytest.param("name,laptop,seat\nAmadou Fall,«PC1VTKX3»,4.11\n", id="devices"),
        pytest.param("no;nama;no_rek\n1;I Wayan Sudiarta;«1440018827361»\n", id="accounts"),
        pytest.param(
            "INSERT INTO mitglied (nr, nachname, vorname) VALUES\n('«10471»', 'Brandt', 'Irmgard');", id="sql"
        ),
    ],
)
def test_columns_are_found(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("name,version,size\nflask,2.0.1,10418\njinja,3.1.2,13344\n", id="packages"),
        pytest.param(
            "| name | type | default |\n|---|---|---|\n| depth | int | 40960 |\n", id="documentation"
        ),
        pytest.param("nr;name\n5501;Mira Kang\n5502;Ji-hun Pyo\n", id="counted rows"),
        pytest.param("NAME        READY   AGE\nweb-0       1/1     12345678\n", id="cluster"),
        pytest.param("owner,price\nIvo Brandt,1290.00\nAda Nwosu,310.50\n", id="amounts"),
        pytest.param("worker;queue;jobs\nCrawler One;default;20418\n", id="workers of a queue"),
        pytest.param("id,name\n00000,Ada Nwosu\n", id="placeholder"),
        pytest.param("ts,name\n20260912T0412Z,Ada Nwosu\n20260912T0419Z,Ivo Pek\n", id="times"),
        pytest.param("id|name\n5120|Mira Kang\n5119|Ji-hun Pyo\n", id="rows counted down"),
        pytest.param("staff;name\nEMP-0001;Ada Nwosu\nTEST-4711;Ivo Brandt\n", id="numbers of tests"),
    ],
)
def test_other_tables_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []


def test_a_long_list_is_read_to_its_end() -> None:
    names = [f"Ol{first}v{second}a" for first in "aeiouy" for second in "aeiouy"]
    rows = [f"C-{number * 7 % 8999 + 1001};{names[number % 36]};Branch" for number in range(4000)]
    text = "\n".join(("id;first;last", *rows))
    numbers = [text[span.start : span.end] for span in _MATCHER.find(text)]
    assert numbers == [row.partition(";")[0] for row in rows]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("name\tname\tname\tname\n", id="headings below headings"),
        pytest.param("Name;Ada Nwosu;name\n", id="people below headings"),
    ],
)
def test_a_row_is_read_in_few_of_the_lists_that_begin_above_it(
    lines: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    monkeypatch.setattr(rosters, "split_separated", counted(split_separated, read))
    text = lines * 400
    assert _MATCHER.find(text) == []
    assert 400 < len(read) < 100 * text.count("\n")
