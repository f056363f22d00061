"""Of many people who are known beforehand, a conversation costs those whom it mentions."""

import base64

import pytest

from scrub.errors import VerifyError
from scrub.known import Known
from scrub.link.directory import Directory
from scrub.policy import Policy
from scrub.scrubber import Scrubber

MARA = ("PERSON", "Mara Okafor")
BILL = ("PERSON", "William Oyelaran")
MAIL = ("EMAIL_ADDRESS", "mara@quillpost.co.uk")
PHONE = ("PHONE_NUMBER", "+44 20 7946 0958")
OTHERS = [("PERSON", f"Ottilie Brandt{letter}") for letter in "abcdefgh"]
DIRECTORY = Directory([MARA, BILL, MAIL, PHONE, *OTHERS])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("nobody is here", set(), id="nobody"),
        pytest.param("ask Okafor", {MARA}, id="family name"),
        pytest.param("log in as mokafor", {MARA}, id="login"),
        pytest.param("MARA@QUILLPOST.CO.UK", {MAIL, MARA}, id="in capitals"),
        pytest.param("call +442079460958", {PHONE}, id="number in another form"),
        pytest.param(base64.b64encode(b"write to mara@quillpost.co.uk").decode(), {MAIL, MARA}, id="base64"),
        pytest.param('{"who": "Mara Ok\\u0061for"}', {MARA}, id="escape"),
    ],
)
def test_who_is_mentioned(text: str, expected: set[tuple[str, str]]) -> None:
    assert DIRECTORY.mentioned(text) == expected


def test_a_short_name_means_whom_it_may() -> None:
    assert DIRECTORY.meant(["Bill"]) == {BILL}
    assert DIRECTORY.meant(["Zelda"]) == set()


def test_nobody_is_known() -> None:
    assert not Directory()
    assert Directory().mentioned("ask Okafor") == set()


@pytest.mark.parametrize(
    "text", ["ask Okafor or mara@quillpost.co.uk", "Ottilie Branda, 020 7946 0958", "no"]
)
def test_others_who_are_known_change_nothing(text: str) -> None:
    policy = Policy("mine", names=None)
    few, many = (
        Scrubber(policy, key=bytes(32), known=Known(people=people)).scrub_text(text)
        for people in ((MARA, MAIL, PHONE, OTHERS[0]), (MARA, MAIL, PHONE, *OTHERS))
    )
    assert few.findings == many.findings


def test_what_is_known_may_be_left_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    # As if the search for those who are mentioned had missed her.
    monkeypatch.setattr(Directory, "mentioned", lambda self, text: set())
    scrubber = Scrubber(
        Policy("mine", names=None), key=bytes(32), known=Known(people=(("PERSON", "Kaltrina Voss"),))
    )
    assert scrubber.scrub_text("ask kaltrina").text == "ask kaltrina"
    with pytest.raises(VerifyError):
        scrubber.scrub_text("ask kaltrina voss")
