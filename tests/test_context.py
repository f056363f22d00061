"""Numbers told by the words around them: which are looked at, and what the model's answer depends on."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.context import model
from recognizers.context.candidates import candidates
from recognizers.context.features import BUCKETS, features
from recognizers.context.finder import find_in_context
from recognizers.engine import shipped_engine
from recognizers.errors import RecognizerError
from scrub.resolve import resolve


def numbers(text: str) -> list[str]:
    return [text[start:end] for start, end in candidates(text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        pytest.param("your code is 482 913.", ["482 913"], id="groups"),
        pytest.param("plate KA 89 NZ 4121 was seen", ["KA 89 NZ 4121", "89 NZ 4121"], id="capitals"),
        pytest.param("its PUK 88671569", ["PUK 88671569", "88671569"], id="label or letters"),
        pytest.param("alarm is 61214A. PEC and more", ["61214A"], id="next sentence"),
        pytest.param("ring me (0161 496 0771)", ["0161 496 0771"], id="brackets"),
        pytest.param("geboren am 3. März 1987 in Ulm", ["3. März 1987"], id="date"),
        pytest.param("生日是1987年3月12日", ["1987年3月12日"], id="date without blanks"),
        pytest.param("会员卡号88120447请查", ["88120447"], id="script without blanks"),
        pytest.param("بطاقتي رقم ٨٨١٢٠٤٤٧ من فضلك", ["٨٨١٢٠٤٤٧"], id="native digits"),
    ],
)
def test_numbers_behind_words_are_looked_at(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("released in 2019, see RFC 7519 and CVE-2024-3094", id="years and standards"),
        pytest.param("took 4500ms of 12000kb at 19:20:43", id="sizes and times"),
        pytest.param("see src/main/app.py:1234 or 0xdeadbeef", id="places in code"),
        pytest.param("commit 9f8e7d6c5b4a39281706", id="hashes"),
        pytest.param("the date 10/05/2025, 20:46 in a log", id="a date with a time"),
        pytest.param("route via 45.33.32.156/24 or 10.20.0.0/16", id="networks"),
        pytest.param("42 12 7", id="no word"),
        pytest.param("ttl: 3600\nRefresh: 86400\nreplicas: 12000", id="settings"),
        pytest.param("checked 482917 rows up to offset 482917", id="counts"),
        pytest.param("see ISBN 978-3-16-148410-0 and arXiv 2401.04829", id="books"),
        pytest.param("data:\nCOPY 8814\nNOTICE", id="rows of a command"),
        pytest.param("retries = 4711; <b>4713</b>", id="code"),
        pytest.param("why ORA-01555 and TNS-12514 came, see INFRA-3307", id="errors and tasks of programs"),
        pytest.param("Fehler 730204411, error code 1207, ошибка 4415, 错误代码：30217", id="what failed"),
        pytest.param("laut art. 2043 c.c. et la loi n° 4418/1997, zákon č. 8901/2012", id="laws"),
        pytest.param("pipeline 2204417 is red since build 20260307", id="what is built"),
        pytest.param("model 44182, assembly number   : 73-20881-04", id="goods"),
        pytest.param("expiration: 7200000, callid: 2207194-0", id="settings of servers"),
        pytest.param("КПП 781401001, ОКАТО 40288562000, КНД 1152016", id="codes of offices"),
        pytest.param("przebieg 187 000 km, cena 41 500 zł, platí 2 500–4 000 Kč", id="distances and prices"),
        pytest.param("winter tyres 195/65 R15, a port 10/100/1000 LAN", id="sizes and speeds"),
        pytest.param("the weight went 31.4 30.9 in May", id="measured values"),
        pytest.param("flight is BA 2417 with seats 31A 31B", id="journeys"),
    ],
)
def test_nobodys_numbers_are_not(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    "text, value, entity_type",
    [
        pytest.param("dein neuer zugangscode lautet 58213", "58213", "OTP", id="code"),
        pytest.param("for the card the PIN 48821 is right", "48821", "OTP", id="not its label"),
        pytest.param("die Kundennummer ist 88120447", "88120447", "ID_NUMBER", id="number"),
        pytest.param("call me back on 0161 496 0774", "0161 496 0774", "PHONE_NUMBER", id="telephone"),
        pytest.param("support ticket HDQ-44812 is yours", "HDQ-44812", "ID_NUMBER", id="no task of makers"),
    ],
)
def test_words_say_what_a_number_is(text: str, value: str, entity_type: str) -> None:
    found = {(text[span.start : span.end], span.entity_type) for span in find_in_context(text)}
    assert (value, entity_type) in found


def test_what_documents_print_is_left_alone() -> None:
    assert list(find_in_context("please call 555-0100 or pay with 4111 1111 1111 1111")) == []


LINES = ["code 482913", "ring 0161 496 0771", "ID C-4711-22", "Kd.-Nr. 88120447"]
APART = "\n" + " " * 80 + "\n"


@given(st.lists(st.sampled_from(LINES), max_size=9))
def test_a_number_is_judged_alone(lines: list[str]) -> None:
    """Whatever else stands in a text, out of reach, changes no score."""
    alone = [found for line in lines for found in _found(APART + line + APART)]
    assert _found(APART + APART.join(lines) + APART) == alone


def _found(text: str) -> list[tuple[str, float]]:
    spans = sorted(find_in_context(text), key=lambda span: span.start)
    return [(span.entity_type, span.score) for span in spans]


@given(st.text(max_size=60))
def test_spans_and_features_lie_in_their_bounds(text: str) -> None:
    for start, end in candidates(text):
        assert 0 <= start < end <= len(text)
        assert all(0 <= feature < BUCKETS for feature in features(text, start, end))


def test_hostile_texts_lead_to_few_numbers() -> None:
    for unit in ("code 4711 ", "A1 ", "(1", "word 1-", "KA ", "1 A "):
        text = unit * (20_000 // len(unit))
        assert len(numbers(text)) <= len(text) // 2


def test_without_the_model_there_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(model.FOLDER, tmp_path / "models")
    altered = tmp_path / "models" / model.FILE
    altered.write_bytes(altered.read_bytes()[:-1] + b"?")
    monkeypatch.setattr(model, "FOLDER", tmp_path / "models")
    with pytest.raises(RecognizerError, match=r"numbers\.npz"):
        model.load_model.__wrapped__()
    altered.unlink()
    with pytest.raises(RecognizerError, match=r"numbers\.npz"):
        model.load_model.__wrapped__()


def test_probabilities_add_up() -> None:
    text = "your code is 482 913"
    (place,) = candidates(text)
    probable = model.load_model().probabilities([features(text, *place)] * 3)
    assert np.allclose(probable.sum(axis=1), 1)
    assert (probable == probable[0]).all()


@pytest.mark.parametrize(
    "text, value, entity_type",
    [
        pytest.param(
            "Meu CPF 529.982.247-25, conta nova", "529.982.247-25", "ID_NUMBER", id="a label is no part"
        ),
        pytest.param(
            "nací el 3 de julio del 92", "3 de julio del 92", "DATE_OF_BIRTH", id="a date is no password"
        ),
    ],
)
def test_a_guess_yields_to_what_is_known(text: str, value: str, entity_type: str) -> None:
    found = resolve(span for span in shipped_engine().find(text) if span.score >= 0.5)
    assert [(text[span.start : span.end], span.entity_type) for span in found] == [(value, entity_type)]
