"""Encodings within encodings: followed so deep, and withheld where there is more."""

import base64
import json
from collections.abc import Callable

import pytest

from recognizers.engine import DEPTH, shipped_engine
from recognizers.errors import RecognizerError
from recognizers.fillers import fill
from recognizers.readings.views import views

MAIL = "zoë.okafor@quillpost.co.uk"


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _json(text: str) -> str:
    return json.dumps({"note": text})


@pytest.mark.parametrize("write", [_base64, _json], ids=["base64", "json"])
def test_encodings_are_followed_and_what_lies_deeper_is_refused(write: Callable[[str], str]) -> None:
    text = f"mail {MAIL} today\n"
    for _ in range(DEPTH):
        text = write(text)
    assert "EMAIL_ADDRESS" in {span.entity_type for span in shipped_engine().find(text)}
    with pytest.raises(RecognizerError, match=f"encodings within each other over {DEPTH} deep"):
        shipped_engine().find(write(write(text)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\\" * 5000 + " row", id="backslashes"),
        pytest.param("\\ud800\\udfff " * 50, id="half-pairs"),
        pytest.param("%25" * 40, id="percents"),
        pytest.param("&amp;" * 40, id="ampersands"),
        pytest.param(
            "Content-Transfer-Encoding: quoted-printable\n\nNothing to see.\n", id="quoted-printable"
        ),
        pytest.param("ROT13: nothing to see", id="rot13"),
    ],
)
def test_rows_of_one_sign_hide_nothing(text: str) -> None:
    assert shipped_engine().find(text) == []


TOKEN = fill("ghp_{alnum:36}", "pieces")


@pytest.mark.parametrize(
    "text, pieces",
    [
        pytest.param(
            f'A={TOKEN[:22]}\nB="{TOKEN[22:]}"\ncurl -u "$A${{B}}" x',
            (TOKEN[:22], TOKEN[22:]),
            id="variables",
        ),
        pytest.param(
            "u=mara.okafor; h=quillpost.co.uk; x $u@$h", ("mara.okafor", "quillpost.co.uk"), id="mail"
        ),
        pytest.param(
            f"export A='{TOKEN[:9]}' B={TOKEN[9:30]}; x=$A${{B}}{TOKEN[30:]}", (TOKEN[:9],), id="rest"
        ),
    ],
)
def test_what_a_shell_puts_together_is_found_where_its_pieces_stand(
    text: str, pieces: tuple[str, ...]
) -> None:
    found = {text[span.start : span.end] for span in shipped_engine().find(text)}
    assert set(pieces) <= found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a=1\nb=2\necho $a$b $c$d", id="numbers"),
        pytest.param("curl -u $A$B; A=ghp_x; B=y", id="assigned-later"),
        pytest.param("x=a\n" + "x=$x$x\n" * 2000, id="doubled"),
        pytest.param("$a" * 100_000, id="many"),
    ],
)
def test_variables_that_hold_nothing_are_left(text: str) -> None:
    assert shipped_engine().find(text) == []


def test_what_was_read_in_part_is_read_whole_where_it_stands_otherwise() -> None:
    hidden = "to j\u200bo, " + MAIL.replace("@", "\\u0040") + "\n" + "words of a text that goes on\n" * 40
    # Signs that are shown as nothing are left out of it, and its escapes are not read again.
    (folded,) = (view.text for view in views(hidden) if view.codec == ("fold",))
    payload = _base64(folded)
    text = hidden + payload
    assert folded in {view.text for view in views(text) if view.codec == ("fold",)}
    found = shipped_engine().find(text)
    assert text.index(payload) in {span.start for span in found if span.entity_type == "EMAIL_ADDRESS"}
