r"""Edges: nothing that is found begins or ends within an escape, so that JSON in a string stays JSON."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizers.engine import find_encoded
from recognizers.readings.views import View
from recognizers.span import Span
from scrub.policy import Policy
from scrub.resolve import resolve
from scrub.scrubber import Scrubber
from tests.counted import counted

MAIL = "eola.wale@lanternmail.org"
VALUES = (
    MAIL,
    "32 808 984 610",
    "5555 5555 5555 4444",
    "chantale.tremblay7@build-host",
    "203.0.113.77",
    "https://www.linkedin.com/in/eola-wale-7",
)
LEADS = ("my passport number is ", "the admin password is ", "ssh ", "Contact: ", "Card number ", "see ")
# What `json.dumps` escapes, in all its lengths.
ESCAPED = ("\n", "\t", "\b", "\f", "\x00", "\x0e", "\x7f", '"', "\\", "é", "ß", "\u200b", "\U0001f600")


@cache
def _scrubber() -> Scrubber:
    return Scrubber(replace(Policy.load(), names=None), key=bytes(32))


def _find_a_name(text: str) -> list[Span]:
    start = text.find("nandroid-a91")
    return [Span(start, start + 12, "PASSWORD", 0.9, "test")] if start >= 0 else []


def _nested(note: str, depth: int) -> str:
    for _ in range(depth):
        note = json.dumps({"note": note})
    return note


def _note(text: str, depth: int) -> Any:
    for _ in range(depth):
        text = json.loads(text)["note"]
    return text


@pytest.mark.parametrize(
    "text, cut", [('4,"a secret""b, c"\n', 'secret"'), ("VALUES (4, 'a secret''b, c')", "secret'")]
)
def test_no_quote_that_is_written_twice_is_cut(text: str, cut: str) -> None:
    def find(read: str) -> list[Span]:
        start = read.find(cut)
        return [Span(start, start + len(cut), "PASSWORD", 0.9, "test")] if read == text else []

    (span,) = find_encoded(text, find)
    assert text[span.start : span.end] == cut + cut[-1]
    assert span.codec in (("cell",), ("string",))


@pytest.mark.parametrize("lead", [r"E'\x", "7\t" + r"\\x"])
def test_bytes_of_a_dump_are_one_value(lead: str) -> None:
    scrubbed = _scrubber().scrub_text(f"{lead}{MAIL.encode().hex()}\n").text
    assert scrubbed.startswith(lead)
    assert b"@" in bytes.fromhex(scrubbed.removeprefix(lead))
    assert MAIL.encode().hex() not in scrubbed


@settings(max_examples=200)
@given(
    st.sampled_from(LEADS),
    st.sampled_from(ESCAPED),
    st.sampled_from(VALUES),
    st.sampled_from(("", *ESCAPED)),
    st.integers(1, 3),
)
def test_json_in_a_string_stays_json(lead: str, before: str, value: str, after: str, depth: int) -> None:
    scrubbed = _scrubber().scrub_text(_nested(f"{lead}{before}{value}{after}", depth)).text
    note = _note(scrubbed, depth)
    assert note.startswith(lead.rstrip(" ")[:3]), "what stands before the value is as it was"


@pytest.mark.parametrize(
    "before, rest",
    [
        pytest.param(r'{"a": "x \u000e', '"}', id="control"),
        pytest.param(r'{"a": "x \n', '"}', id="line-end"),
        pytest.param(r'{"a": "x \ud83d\ude00', '"}', id="two-units"),
        pytest.param(r'{"a": "{\"b\": \"x \\u000e', r'\"}"}', id="escaped-escape"),
        pytest.param("https://x.example/?a=%C3%A9%0e", "", id="percent"),
        pytest.param("x =C3=A9 =0E", "", id="quoted-printable"),
        pytest.param("\x1b[1m", "\x1b[0m", id="colour"),
    ],
)
def test_an_escape_is_no_part_of_the_value_behind_it(before: str, rest: str) -> None:
    scrubbed = _scrubber().scrub_text(before + MAIL + rest)
    assert scrubbed.text.startswith(before) and scrubbed.text.endswith(rest)
    assert [finding.start for finding in scrubbed.findings] == [len(before)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(json.dumps({"note": "it is:\nandroid-a91"}), id="JSON"),
        pytest.param(_nested("it is:\nandroid-a91", 2), id="JSON in JSON"),
        pytest.param(repr({"note": "it is:\nandroid-a91"}), id="what Python shows"),
        pytest.param("note('it\\'s:\\nandroid-a91')", id="source"),
        pytest.param('x = ("it is:\\nandroid-a91")', id="a string in brackets"),
    ],
)
def test_what_is_found_with_a_part_of_an_escape_and_not_without_it_is_nothing(text: str) -> None:
    assert _find_a_name(text)
    assert find_encoded(text, _find_a_name) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("claim WC-88 He&#x27;s here", id="text"),
        pytest.param("<ul><li>claim WC-88 He&#x27;s here</li></ul>", id="page"),
    ],
)
def test_what_is_found_without_the_escape_is_truer_than_what_is_found_with_a_part_of_it(text: str) -> None:
    def find(read: str) -> list[Span]:
        start = read.index("WC-88")
        end = read.find("&#x27") + len("&#x27") if "&" in read else start + len("WC-88")
        return [Span(start, end, "ID_NUMBER", 0.9, "x")]

    assert {text[span.start : span.end] for span in find_encoded(text, find)} == {"WC-88"}


def test_what_is_found_in_the_tag_of_a_page_stays() -> None:
    text = '<p id="u-1187"><b>It&#x27;s here</b></p>'

    def find(read: str) -> list[Span]:
        start = read.find("u-1187")
        return [Span(start, start + 6, "USERNAME", 0.9, "x")] if start >= 0 else []

    assert {text[span.start : span.end] for span in find_encoded(text, find)} == {"u-1187"}


@pytest.mark.parametrize(
    "text", [r"C:\nandroid-a91\x", r"note('\Users\nandroid-a91')", r"a|\\nas\nandroid-a91"]
)
def test_a_name_behind_a_backslash_is_found(text: str) -> None:
    assert {text[span.start : span.end] for span in find_encoded(text, _find_a_name)} == {"nandroid-a91"}


def test_what_is_found_with_the_escape_alone_covers_it() -> None:
    text = r"user: \u0041da9 logged in"
    (span,) = find_encoded(text, lambda read: [Span(7, 15, "USERNAME", 0.9, "x")] if read == text else [])
    assert (span.start, span.end, span.codec) == (6, 15, ("json",))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(r"C:\Users\nina.roe\x", id="path"),
        pytest.param(r"in \nina.roe", id="no-string"),
    ],
)
def test_a_backslash_of_a_path_is_no_escape(text: str) -> None:
    start = text.index("nina")
    found = find_encoded(
        text, lambda read: [Span(start, start + 8, "USERNAME", 0.9, "x")] if read == text else []
    )
    assert [(span.start, span.end, span.codec) for span in found] == [(start, start + 8, ())]


@pytest.mark.parametrize(
    "entity_type, text, found",
    [
        pytest.param("PERSON", r"is\nMara Okafor", "Mara Okafor", id="line end"),
        pytest.param("LOCATION", r"in\tLeeds", "Leeds", id="tab"),
        pytest.param("USERNAME", r"CORP\nKovacs", "nKovacs", id="login"),
        pytest.param("PERSON", r"in \nina", "nina", id="no capital"),
    ],
)
def test_a_line_end_is_no_part_of_a_name(entity_type: str, text: str, found: str) -> None:
    def find(read: str) -> list[Span]:
        start = read.index(found.lstrip("n")) - (read == text)
        return [Span(start, len(read), entity_type, 0.9, "x")]

    scrubbed = find_encoded(text, find)
    assert min(span.start for span in scrubbed) == text.index(found)


def test_the_second_backslash_of_two_is_no_part_of_what_follows_a_character() -> None:
    text = _nested("L\ufffd2secret", 2)

    def find(read: str) -> list[Span]:
        start = read.index("2secret")
        return [Span(start - len(r"\ufffd") * (read == text), start + len("2secret"), "PASSWORD", 0.9, "x")]

    starts = {span.start for span in find_encoded(text, find)}
    assert starts == {text.index("2secret")}


def test_half_of_a_misread_letter_is_found_whole() -> None:
    text = "to GutiÃ©rrez"
    found = find_encoded(text, lambda read: [Span(3, 8, "PERSON", 0.9, "x")] if read == text else [])
    assert [(span.start, span.end, span.codec) for span in found] == [(3, 9, ("mojibake",))]


def test_what_is_misread_is_what_it_is_to_be_read_as() -> None:
    scrubber = _scrubber()
    plain, misread = "password=Grüße9xKq!72", "password=GrÃ¼ÃŸe9xKq!72"
    assert scrubber.scrub_text(plain).text == scrubber.scrub_text(misread).text


def test_a_surer_find_of_misread_text_stays() -> None:
    text = "to GutiÃ©rrez"
    found = find_encoded(text, lambda read: [Span(3, len(read), "PERSON", 0.9 if read == text else 0.4, "x")])
    assert {(span.score, span.codec) for span in found} == {(0.9, ()), (0.4, ("mojibake",))}


def test_a_place_is_looked_up_once_for_all_that_ends_there(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[object] = []
    monkeypatch.setattr(View, "token", counted(View.token, looked_up))
    text = r'{"a": "\u0065ola \u0065ola"}'
    spans = [Span(13, 23, "USERNAME", 0.9, f"x{number:02}") for number in range(100)]
    assert find_encoded(text, lambda read: spans if read == text else []) == spans
    assert 0 < len(looked_up) < 10


def test_the_title_of_a_window_is_searched() -> None:
    scrubbed = _scrubber().scrub_text(f"\x1b]0;{MAIL}: ~\x07$ ls")
    assert MAIL not in scrubbed.text and scrubbed.text.startswith("\x1b]0;")


def test_what_a_stronger_find_leaves_is_written_in_its_code() -> None:
    weak = Span(0, 20, "ID_NUMBER", 0.5, "x", ("json",))
    strong = Span(6, 20, "PHONE_NUMBER", 0.9, "y")
    assert [(span.start, span.end, span.codec) for span in resolve([weak, strong])] == [
        (0, 6, ("json",)),
        (6, 20, ()),
    ]
