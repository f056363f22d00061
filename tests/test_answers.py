"""Codes and passwords that answer a question of the line before."""

import pytest

from recognizers.matching.matcher import Matcher
from recognizers.secrets.answers import AnswerFinder
from tests.marks import unmark

_MATCHER = Matcher((AnswerFinder(),))


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("Bo: what's the pin?\nAl: «4471»", id="English"),
        pytest.param("[11:02] Ola: kto ma kod do furtki?\n[11:03] ola_k: «1341», ale zapytaj", id="Polish"),
        pytest.param(
            "Пан Іван: хто знає код від підвалу\nОля: «19*55*06»\nІра: дякую", id="no question mark"
        ),
        pytest.param("민지 : 현관 비번 뭐였지\n수아 : «#0427*»\n민지 : ㅇㅋ", id="Korean"),
        pytest.param(
            "洪 22:03\n门禁码又换了?\n阿蛮 22:04\n«3-0-4-7-7#»\n洪", id="names on lines of their own"
        ),
        pytest.param("พลอย: รหัสประตูอะไรคะ\nแม่: «9582» อย่าบอก", id="Thai"),
        pytest.param("[Мария] принтер просит пинкод\n[Слава] «6700». и всё", id="told of"),
        pytest.param(
            "<fadwa> the sftp pw they gave is refused\n<lotte> «tweed-&-heather-18»", id="password told of"
        ),
        pytest.param("客服：历史密码？\n用户：«xingfu520» 或者 «Xf19970518»", id="one or another"),
        pytest.param("Ana: what's the wifi password?\nBo: «otter7lake!»\nAna: ty", id="password"),
    ],
)
def test_what_was_asked_for_is_found(marked: str) -> None:
    text, places = unmark(marked)
    assert sorted({(span.start, span.end) for span in _MATCHER.find(text)}) == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("what is the exit code?\nBo: 1371", id="code of a program"),
        pytest.param(
            "  password: x\n  host: shop-test-1.c52asitjzpsx.eu-1.quillpost-databases.io\n", id="long host"
        ),
        pytest.param("Bo: what's the pin?\nAl: 44 people asked that", id="figure of a sentence"),
        pytest.param("the pin is gone\nAl: 4471", id="nobody asked, and it is no talk"),
        pytest.param("Bo: the pin is gone\nAl: 4471 people saw it", id="nobody asked"),
        pytest.param("[Мария] принтер просит пинкод\n[Слава] «6700». и всё", id="told of"),
        pytest.param(
            "<fadwa> the sftp pw they gave is refused\n<lotte> «tweed-&-heather-18»", id="password told of"
        ),
        pytest.param("客服：历史密码？\n用户：«xingfu520» 或者 «Xf19970518»", id="one or another"),
        pytest.param("Ana: what's the wifi password?\nBo: nobody knows", id="no answer"),
        pytest.param("if (pin == code) {\n  port: 4471", id="program"),
    ],
)
def test_other_answers_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
