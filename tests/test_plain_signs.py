"""Typeset text is searched as a keyboard has it, a line of Windows as any other, and places stay the same."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.engine import Engine, shipped_engine
from recognizers.readings.plain_signs import with_plain_signs
from recognizers.readings.returns import find_without_returns
from recognizers.span import Span
from tests.marks import unmark

OWN_RULE = """
[[rule]]
id = "own-badge"
entity_type = "ID_NUMBER"
description = "Badge of a company."
regex = '''{regex}'''
keywords = ["badge", "工号"]
score = 0.9
"""


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("Dr.\u00a0Roe, 3\u202f%", "Dr. Roe, 3 %", id="blanks that do not break"),
        pytest.param("a\u2003b\u3000c", "a b c", id="wide blanks"),
        pytest.param("“x” „y“ ‘z’ it’s", '"x" "y" \'z\' it\'s', id="quotes"),
        pytest.param("Anne\u2011Marie", "Anne-Marie", id="a hyphen that does not break"),
        pytest.param("1999–2004 — x", "1999–2004 — x", id="dashes stay"),
        pytest.param(
            "12\u00a0345\u202f678 and 06\u00a012\u00a034",
            "12\u00a0345\u202f678 and 06 12 34",
            id="thousands stay",
        ),
        pytest.param("密码：x；k＝y，z。", "密码:x;k=y，z。", id="wide signs"),
        pytest.param("\ufeffname,mail\n", "\nname,mail\n", id="a byte order mark"),
        pytest.param("a\ufeffb", "a\ufeffb", id="the same within"),
        pytest.param("a\vb\fc\u2028d\x85e", "a\nb\nc\nd\ne", id="other ends of lines"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_signs_are_those_of_a_keyboard(text: str, plain: str) -> None:
    assert with_plain_signs(text) == plain


@given(st.text(st.sampled_from("a1 \n\u00a0\u202f\u3000“’‑：＝\ufeffé"), max_size=60))
def test_every_sign_stays_in_its_place(text: str) -> None:
    plain = with_plain_signs(text)
    assert len(plain) == len(text)
    assert with_plain_signs(plain) == plain
    assert all(one == other or not one.isalnum() for one, other in zip(text, plain, strict=True))


@pytest.mark.parametrize(
    "marked",
    [
        "the password\u00a0is\u00a0«Fluffy2015»",
        "ask Dr.\u00a0«Osei-Bonsu» in clinic",
        "MCH_KEY\u00a0=\u00a0“«mtVl9z3Tx3NuUHTpxtJLR2VWYhm9A33s»”",
        "WX_SECRET = “«04fd3dba77be0a8eaed3d425987c3df1»”",
        "bind 127.0.0.1：8404\nstats auth «boss»：«Zastava750»",
        "\ufeffname,mobile,mail\n«Obi-Rae Sinclair»,«+44 7700 841 226»,«obirae@copperline.energy»\n",
        "do it.\r\n\r\nKind regards,\r\n«Wilma Åkesson»\r\n",
        "Kind regards,  \n«Wilma Åkesson»  \n",
    ],
)
def test_a_value_is_found_as_it_is_typeset(marked: str) -> None:
    text, places = unmark(marked)
    assert {(span.start, span.end) for span in shipped_engine().find(text)} == set(places)


@pytest.mark.parametrize(
    ("before", "marked"),
    [
        pytest.param("工号：", "他的工号：«E12345»。", id="a wide colon"),
        pytest.param("badge “", "her badge “«E12345»”", id="curly quotes"),
        pytest.param("badge\u00a0", "her badge\u00a0«E12345»", id="a blank that does not break"),
        pytest.param(r"badge:\r\n", "badge:\r\n«E12345»", id="a line of Windows"),
        pytest.param("badge: ", "badge:\u00a0«E12345»", id="plain signs"),
    ],
)
def test_a_rule_of_ones_own_may_ask_for_either_sign(tmp_path: Path, before: str, marked: str) -> None:
    rules = tmp_path / "own.toml"
    rules.write_text(OWN_RULE.format(regex=rf"{before}(?P<value>E\d{{5}})"), encoding="utf-8")
    text, places = unmark(marked)
    found = Engine(rule_files=[rules]).find(text)
    assert {(span.start, span.end) for span in found if span.source == "own-badge"} == set(places)


@given(
    st.lists(st.sampled_from(["a", "\r\n", "\n", "\r", "\r\r\n", "bc"]), max_size=20).map("".join), st.data()
)
def test_what_is_found_without_returns_stands_where_it_did(text: str, data: st.DataObject) -> None:
    plain = re.sub("\r+\n", "\n", text)
    start = data.draw(st.integers(0, max(0, len(plain) - 1)))
    end = data.draw(st.integers(start + 1, len(plain) + 1))
    spans = [Span(start, end, "PERSON", 0.9, "test")] if end <= len(plain) else []
    read: list[str] = []

    def find(searched: str) -> list[Span]:
        read.append(searched)
        return spans

    found = list(find_without_returns(text, find))
    assert read == [plain]
    assert [re.sub("\r+\n", "\n", text[span.start : span.end]) for span in found] == [
        plain[span.start : span.end] for span in spans
    ]
