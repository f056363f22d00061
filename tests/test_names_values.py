"""Logins, hosts and passwords that the names models find: whole, and nobody's left alone."""

import pytest

from recognizers.names.tags import NAMES, UNBROKEN, VALUES
from recognizers.names.values import as_written
from recognizers.span import Span
from tests.marks import unmark


def found(marked: str, entity_type: str, score: float = 0.9) -> list[tuple[str, float]]:
    text, [(start, end)] = unmark(marked)
    spans = as_written(text, Span(start, end, entity_type, score, "names"))
    return [(text[span.start : span.end], span.score) for span in spans]


@pytest.mark.parametrize(
    "marked, entity_type, expected",
    [
        pytest.param("log in as s-«obradovic» please", "USERNAME", "s-obradovic", id="login with a dash"),
        pytest.param("assigned to «dkowal».", "USERNAME", "dkowal", id="a full stop ends the sentence"),
        pytest.param("«osei».kw, ask him", "USERNAME", "osei.kw", id="login with a dot"),
        pytest.param("on gpu-«n04»: out of memory", "HOSTNAME", "gpu-n04", id="host"),
        pytest.param("it is «newts rule», in small letters", "PASSWORD", "newts rule", id="words stay"),
        pytest.param("the word is fjord«Torsk»_77!", "PASSWORD", "fjordTorsk_77", id="up to its digits"),
        pytest.param("the word is «fjordTorsk_77!»", "PASSWORD", "fjordTorsk_77!", id="its own last sign"),
        pytest.param("DB_PASS=«lUtenitsa»9 and so on", "PASSWORD", "lUtenitsa9", id="not the key"),
        pytest.param("usuario es «quintrc90 y» la clave", "PASSWORD", "quintrc90", id="no word behind it"),
        pytest.param("community «eel-n-chips RO 99» set", "PASSWORD", "eel-n-chips", id="no rights"),
        pytest.param("\n250-«smtp».quillpost.no ok", "HOSTNAME", "smtp.quillpost.no", id="no reply"),
        pytest.param("la firma «PIN 5527» e basta", "PASSWORD", "5527", id="no label before it"),
        pytest.param("| «mappali, pincode 3306» |", "PASSWORD", "mappali", id="no label behind it"),
        pytest.param("| «Catasto_61 + notifica» |", "PASSWORD", "Catasto_61", id="no second factor"),
        pytest.param("code «883 104 expired» again", "PASSWORD", "883 104", id="not what became of it"),
        pytest.param("wifi pass «kuldnokk88 lol» x", "PASSWORD", "kuldnokk88", id="no laugh behind it"),
        pytest.param("the pass is «Torsk 1984» x", "PASSWORD", "Torsk 1984", id="a word and a year"),
        pytest.param("it is «PINE 1984 tree», yes", "PASSWORD", "PINE 1984 tree", id="words of a phrase"),
        pytest.param("el pin «pin es 7G4» y ya", "PASSWORD", "7G4", id="no word before it"),
        pytest.param("vom «11.03. bis» 15.03. dort", "DATE", "11.03.", id="a day without what follows"),
        pytest.param("am «12». März dort", "DATE", "12", id="the day of a month beside it"),
        pytest.param("he is «41 years», she less", "AGE", "41 years", id="an age is as it is"),
    ],
)
def test_a_value_is_found_whole(marked: str, entity_type: str, expected: str) -> None:
    assert [value for value, _ in found(marked, entity_type)] == [expected]


@pytest.mark.parametrize(
    "marked, entity_type",
    [
        pytest.param("«msg_01K2TBqCiLr4PkeoyKOLFJaU»", "PASSWORD", id="alone"),
        pytest.param("the password is «${DB_PASSWORD}»", "PASSWORD", id="a reference"),
        pytest.param("cd /Users/ada/«rotfai» and build", "USERNAME", id="a folder"),
        pytest.param("cd C:\\Users\\ada\\«siti» and build", "HOSTNAME", id="a folder of Windows"),
        pytest.param("signed with «upload.jks» again", "USERNAME", id="a file"),
        pytest.param("pushed to «github.com» today", "HOSTNAME", id="a public host"),
        pytest.param("log in as «staging» there", "USERNAME", id="a role"),
        pytest.param("order = []\n\n    @«addmeth»(tryfirst=True)\n", "USERNAME", id="a decorator"),
        pytest.param("git push; «notifyAda»();", "USERNAME", id="a function"),
        pytest.param('["button"]::-«moz-focus-inner»,', "HOSTNAME", id="a property of a style sheet"),
        pytest.param("| plotter | «nessuna» |", "PASSWORD", id="none"),
        pytest.param("then `«334 VXNlcm5hbWU6»` asks", "PASSWORD", id="what a server asks"),
        pytest.param("SMTP_PASS=<«ask-karolina»>", "PASSWORD", id="what is to be put in"),
        pytest.param("go to «x» now", "USERNAME", id="too short"),
        pytest.param("call 6 5 5 - «0 1 2» - 8 8 4", "PASSWORD", id="part of a spelled number"),
        pytest.param("a nurse with «nine» years' experience", "AGE", id="years of experience"),
        pytest.param("married to Jim for «51» years", "AGE", id="years that something lasted"),
        pytest.param("Ley «29»/1994", "DATE", id="a number alone"),
        pytest.param("версия приложения «4.7.2»", "DATE", id="a release"),
        pytest.param("entitlement for «2025-26»", "DATE", id="a year of taxes"),
        pytest.param("さらに«古»代の", "DATE", id="a letter"),
        pytest.param("εντός «60» ημερών", "AGE", id="days of a term"),
        pytest.param("Bola's «42»,500 came", "AGE", id="part of a sum"),
        pytest.param("入居«6年»です", "DATE", id="years that are counted"),
        pytest.param("class «2B», born", "DATE_OF_BIRTH", id="a class"),
        pytest.param("SELECT ort FROM x INTO @«ls_kopf-ort» y", "USERNAME", id="a variable of ABAP"),
        pytest.param("into `«lv_hafen»`, a NUMC4", "USERNAME", id="a variable of ABAP in prose"),
        pytest.param("SELECT 1 WHERE pier = @«hafenliste» x", "USERNAME", id="a variable of a query"),
        pytest.param("?parseTime=true&loc=«Europe%2FTallinn» x", "PASSWORD", id="the zone of a clock"),
        pytest.param("419 no «Symfony 7.1», o resto", "PASSWORD", id="a version"),
        pytest.param("as in Box; Roe & «Lindt 1984» here", "PASSWORD", id="an author and a year"),
        pytest.param('ssid="«Kuur-3F2A»" psk=x', "PASSWORD", id="the name of a network"),
        pytest.param("`12345678` and `«qwerty»` lead lists", "USERNAME", id="a frequent password"),
        pytest.param("run «dovecot_passwd» there", "USERNAME", id="a command for passwords"),
        pytest.param("see `«pi_3Pz7Kd2eRrW0qLmBx»` there", "PASSWORD", id="the id of a thing"),
    ],
)
def test_what_is_nobodys_is_not_found(marked: str, entity_type: str) -> None:
    assert found(marked, entity_type) == []


@pytest.mark.parametrize("entity_type", VALUES)
def test_what_counts_begins_at_one_half(entity_type: str) -> None:
    scores = [found("say «qx7bn2» to him", entity_type, each / 100)[0][1] for each in range(1, 101)]
    assert scores == sorted(scores)
    assert scores[19] < 0.5 < scores[69]
    assert scores[-1] == pytest.approx(0.65)


@pytest.mark.parametrize("plain", ["2794", "kilos", "Kilos", "kilos-old"])
def test_digits_and_plain_words_must_be_likelier_passwords(plain: str) -> None:
    [(_, score)], [(_, other)] = (
        found(f"base = «{each}» * 4", "PASSWORD", 0.55) for each in (plain, "Kilos7")
    )
    assert score < 0.5 < other


def test_a_name_is_passed_on_as_it_is() -> None:
    for entity_type in NAMES:
        assert found("«Ada»Lindt", entity_type, 0.3) == [("Ada", 0.3)]


def test_types_are_told_apart() -> None:
    assert set(VALUES).isdisjoint(NAMES)
    assert set(VALUES) > UNBROKEN
