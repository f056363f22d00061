"""The composed stages: consistent, verified, fail closed, silent about values."""

import base64
import io
import json
import logging
import pickle
import re

import pytest

import scrub
from recognizers.errors import RecognizerError
from recognizers.fillers import fill
from recognizers.span import Span
from scrub.choices import OperatorChoice
from scrub.data import Record
from scrub.detect import Detector
from scrub.errors import FormatError
from scrub.formats.container import read_lines
from scrub.formats.fields import opaque
from scrub.formats.record import Gap, Segment
from scrub.formats.schema import ANY_SCHEMA, Schema
from scrub.formats.text import TextRecord, encoding_of
from scrub.keys import KeyUnusableError
from scrub.known import Known
from scrub.policy import Policy
from scrub.scrubber import Scrubber

KEY = bytes(range(32))
TOKEN = fill("ghp_{alnum:36}", "tests")
MAIL = "mara.okafor@quillpost.co.uk"


def scrubber(style: str | None = "placeholder", policy: Policy | None = None) -> Scrubber:
    return Scrubber(policy or Policy.load(), key=KEY, style=style)


def records(*documents: object, schema: Schema = ANY_SCHEMA) -> list[Record]:
    lines = "\n".join(json.dumps(document) for document in documents).encode()
    return [piece for piece in read_lines(io.BytesIO(lines), schema) if not isinstance(piece, Gap)]  # type: ignore[misc]


def texts(found: list[Record], style: str = "placeholder") -> list[object]:
    return [json.loads(record.payload) for record in scrubber(style).scrub_conversation(found).records]


def test_equal_values_have_equal_stand_ins_across_records() -> None:
    first, second = texts(records({"a": f"mail {MAIL}"}, {"b": f"{MAIL.upper()} or x@quillpost.co.uk"}))
    assert first == {"a": "mail <EMAIL_ADDRESS_1>"}
    assert second == {"b": "<EMAIL_ADDRESS_1> or <EMAIL_ADDRESS_2>"}


def test_a_value_found_once_is_found_everywhere() -> None:
    first, second = texts(
        records({"a": f"GITHUB_TOKEN={TOKEN}"}, {"b": f"x{TOKEN[:-1]} {TOKEN} y", TOKEN: 1})
    )
    assert TOKEN not in json.dumps([first, second])
    assert list(second) == ["b", "<ACCESS_TOKEN_1>"]  # type: ignore[call-overload]


@pytest.mark.parametrize("style", ["placeholder", "mask", "hash", "remove", "surrogate"])
def test_every_style_removes_the_value(style: str) -> None:
    (record,) = scrubber(style).scrub_conversation(records({"t": f"to {MAIL} with {TOKEN}"})).records
    assert record.withheld is None
    assert MAIL not in record.payload.decode()
    assert TOKEN not in record.payload.decode()


def test_kept_types_stay_and_do_not_count_as_survivors() -> None:
    policy = Policy(
        "mine", operator=OperatorChoice("mask"), operators={"EMAIL_ADDRESS": OperatorChoice("keep")}
    )
    (record,) = scrubber(None, policy).scrub_conversation(records({"t": f"to {MAIL} with {TOKEN}"})).records
    assert record.withheld is None
    assert MAIL in record.payload.decode()
    assert TOKEN not in record.payload.decode()


def test_a_record_without_findings_is_written_as_it_was() -> None:
    data = b'{"a":1.0,  "b" : "caf\\u00e9 \\/", "n":12345678901234567890123}'
    (piece,) = read_lines(io.BytesIO(data), ANY_SCHEMA)
    (record,) = scrubber().scrub_conversation([piece]).records  # type: ignore[list-item]
    assert record.payload == data


def test_payloads_that_cannot_be_read_are_replaced_and_counted() -> None:
    schema = Schema({"/signature": opaque("")})
    (record,) = (
        scrubber().scrub_conversation(records({"signature": "c2ln", "t": "hi"}, schema=schema)).records
    )
    assert json.loads(record.payload) == {"signature": "", "t": "hi"}
    assert record.dropped == 1


def test_a_number_stays_a_number() -> None:
    card = int(fill("{luhn:4:16}", "tests"))
    (record,) = scrubber().scrub_conversation(records({"card_number": card})).records
    done = json.loads(record.payload)["card_number"]
    assert isinstance(done, int)
    assert done != card


def test_broken_json_is_withheld_and_the_rest_goes_on() -> None:
    pieces = read_lines(io.BytesIO(b'{"a": "x"}\n{"a": \n{"a": "y"}'), ANY_SCHEMA)
    found = [piece for piece in pieces if not isinstance(piece, Gap)]
    done = scrubber().scrub_conversation(found).records  # type: ignore[arg-type]
    assert [record.withheld for record in done] == [None, "invalid JSON at character 5", None]
    assert done[1].payload is None


def test_a_recognizer_that_fails_withholds_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Detector, segment: Segment) -> tuple[Span, ...]:
        if "boom" in segment.text:
            raise RecognizerError("rule x failed with ValueError between code points 0 and 4")
        return ()

    monkeypatch.setattr(Detector, "find", fail)
    done = scrubber().scrub_conversation(records({"a": "fine"}, {"a": "boom"})).records
    assert [record.payload is None for record in done] == [False, True]
    assert done[1].withheld == "rule x failed with ValueError between code points 0 and 4"


def test_a_string_over_the_limit_is_withheld() -> None:
    policy = Policy("mine", segment_characters=10)
    (record,) = scrubber("mask", policy).scrub_conversation(records({"a": "x" * 11})).records
    assert record.withheld == "a string of 11 code points is over the policy's limit of 10"


def test_a_conversation_over_the_limit_is_withheld_whole() -> None:
    policy = Policy("mine", names=None, conversation_bytes=40)
    fine, over = records({"a": "x" * 8}, {"a": "y" * 8}), records({"a": "x" * 20}, {"a": "y" * 20})
    own = scrubber("mask", policy)
    reason = "the conversation is over the policy's limit of 40 bytes"
    assert [each.withheld for each in own.scrub_conversation(fine).records] == [None] * 2
    assert [each.withheld for each in own.scrub_conversation(over).records] == [reason] * 2
    assert list(own.find_conversation(over)) == [reason] * 2


def test_a_string_with_more_findings_than_the_limit_is_withheld() -> None:
    text = " ".join(f"a{number}@quillpost.co.uk" for number in range(5))
    records_of = records({"a": text})
    (fine,) = scrubber("mask", Policy("mine", findings=5, names=None)).scrub_conversation(records_of).records
    (over,) = scrubber("mask", Policy("mine", findings=4, names=None)).scrub_conversation(records_of).records
    assert fine.withheld is None
    assert over.withheld == "a string holds over 4 findings, the policy's limit"


def test_a_stand_in_that_leaves_the_value_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    """Verification looks at what is written, whatever the stages before it believed."""
    broken = scrubber()
    broken._operators = dict.fromkeys(broken._operators, lambda mention: mention.value + ".")
    (record,) = broken.scrub_conversation(records({"t": f"to {MAIL}"})).records
    assert record.payload is None
    assert record.withheld == "verification found a value that was to be redacted"


def test_a_stand_in_that_is_the_value_is_withheld() -> None:
    broken = scrubber()
    broken._operators = dict.fromkeys(broken._operators, lambda mention: mention.value)
    (record,) = broken.scrub_conversation(records({"t": "I am 46 years old"})).records
    assert record.payload is None
    assert record.withheld == "a stand-in is what it was to stand in for"


def test_allowed_texts_stay_and_denied_ones_go() -> None:
    policy = Policy(
        "mine", allow=(MAIL,), deny={"Project Heron": "ORGANIZATION"}, operator=OperatorChoice("placeholder")
    )
    assert scrubber(None, policy).scrub_text(f"Project Heron: {MAIL}").text == f"<ORGANIZATION_1>: {MAIL}"


@pytest.mark.parametrize("is_listed", [True, False], ids=["listed", "known"])
def test_what_is_known_beforehand_is_withheld_where_it_stands_unread(is_listed: bool) -> None:
    """Bytes behind a mark of UTF-16 are ideographs, and an address for whoever reads them as ASCII."""
    data = b"\xfe\xff" + b"\xae" * 6 + b"=" + MAIL.encode()
    record = TextRecord(data, encoding=encoding_of(data))
    told = {MAIL: "EMAIL_ADDRESS"}
    policy = Policy("mine", deny=told if is_listed else {}, names=None)
    known = Known({} if is_listed else told)
    assert MAIL not in record.text
    (scrubbed,) = Scrubber(policy, key=KEY, known=known).scrub_conversation([record]).records
    assert scrubbed.withheld == "verification found a value that was to be redacted"


def test_an_allowed_text_stays_where_a_second_look_would_find_it() -> None:
    policy = Policy("mine", allow=("Okafor",), operator=OperatorChoice("placeholder"))
    done = scrubber(None, policy).scrub_text("I am Mara Okafor. This is the Okafor report, by mara.").text
    assert done == "I am <PERSON_1>. This is the Okafor report, by <PERSON_1>."


@pytest.mark.parametrize(
    "name, said, expected",
    [
        pytest.param("-Users-vkemar-work", "hello", "-Users-<USERNAME>-work", id="one word"),
        pytest.param("-Users-mara-okafor-src-api", "hello", "-Users-<USERNAME>-src-api", id="a whole name"),
        pytest.param(
            "-Users-vk-emar-api", "cd /Users/vk.emar/api", "-Users-<USERNAME>-api", id="as in a path"
        ),
        pytest.param("-Users-i-tavares-src", "hello", "-Users-<USERNAME>-src", id="an initial and a name"),
        pytest.param("-Users-tomek-projects", "hello", "-Users-<USERNAME>-projects", id="a given name"),
        pytest.param("my-home-mara-okafor", "hello", "my-home-<PERSON>", id="no path"),
    ],
)
def test_the_login_in_a_folder_named_after_a_path_goes_whole(name: str, said: str, expected: str) -> None:
    done = scrubber().scrub_conversation(records({"t": said}), names=[name])
    assert [re.sub("_[0-9a-f]{16}", "", each) for each in done.names] == [expected]


def test_same_key_same_stand_ins_in_any_process() -> None:
    first = scrubber("surrogate")
    again = pickle.loads(pickle.dumps(first))
    text = f"{MAIL} {TOKEN}"
    assert (
        first.scrub_text(text).text
        == again.scrub_text(text).text
        == scrubber("surrogate").scrub_text(text).text
    )


def test_another_key_or_scope_gives_other_stand_ins() -> None:
    text = f"{MAIL} {TOKEN}"
    outputs = {
        scrubber("surrogate").scrub_text(text, scope="a").text,
        scrubber("surrogate").scrub_text(text, scope="b").text,
        Scrubber(Policy.load(), key=bytes(32), style="surrogate").scrub_text(text, scope="a").text,
    }
    assert len(outputs) == 3


@pytest.mark.parametrize("style", ["placeholder", "surrogate", "hash", "mask"])
def test_scrubbing_scrubbed_text_finds_no_secret(style: str) -> None:
    once = scrubber(style).scrub_text(f"GITHUB_TOKEN={TOKEN}\nmail {MAIL}").text
    assert [
        each.entity_type
        for each in scrubber(style).scrub_text(once).findings
        if each.entity_type != "EMAIL_ADDRESS"
    ] == []


@pytest.mark.parametrize("style", ["placeholder", "hash"])
def test_placeholders_are_nobody(style: str) -> None:
    text = f"<Mara> I took over from Lwazi Dube.\nSee `echo {TOKEN} | base64`:\n{{}}\n"
    once = scrubber(style).scrub_text(text.format(base64.b64encode(b"pass: tulip-Rook-4193").decode())).text
    assert scrubber(style).scrub_text(once).text == once


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<PERSON_2> took over from <PERSON_1>.", id="as a speaker"),
        pytest.param("login: USERNAME_3", id="without brackets"),
        pytest.param("password: PFBBU1NXT1JEXzE+", id="in base64"),
        pytest.param("token = <ACCESS_TOKEN_5c9b108e74978905>", id="by digest"),
    ],
)
def test_a_placeholder_of_an_earlier_pass_stays(text: str) -> None:
    assert scrubber().scrub_text(text).text == text


def test_nothing_says_a_value(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    caplog.set_level(logging.DEBUG)
    done = scrubber().scrub_conversation(records({"t": f"to {MAIL} with {TOKEN}"}))
    seen = repr(done.findings) + caplog.text + "".join(capsys.readouterr()) + repr(scrubber())
    assert MAIL not in seen
    assert TOKEN not in seen


def test_names_are_scrubbed_with_what_the_conversation_knows() -> None:
    found = records({"t": f"to {MAIL}"})
    own = [f"notes for {MAIL}.txt", "plain.txt"]
    names = scrubber().scrub_conversation(found, names=own, own_names=own).names
    assert names == ("notes for <EMAIL_ADDRESS_1>.txt", "plain.txt")


def test_what_was_found_without_certainty_is_not_carried_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(self: Detector, segment: Segment) -> tuple[Span, ...]:
        at = segment.text.find("login ")
        return (Span(at + 6, at + 14, "USERNAME", 0.6, "weak"),) if at >= 0 else ()

    monkeypatch.setattr(Detector, "find", find)
    first, second = texts(records({"a": "login checking"}, {"b": "checking the build"}))
    assert (first, second) == ({"a": "login <USERNAME_1>"}, {"b": "checking the build"})


def test_assistants_are_nobody() -> None:
    text = "Co-Authored-By: Claude <noreply@anthropic.com>"
    assert scrubber().scrub_text(text).text == text


def test_exceptions_are_compared_with_what_stands_decoded() -> None:
    """The place of a value in a payload says nothing of the text at that place around the payload."""
    payload = base64.b64encode(f"contact {MAIL} soon".encode()).decode()
    # Stands where the address stands in the decoded text.
    policy = Policy("mine", allow=(payload[: len(MAIL)],), operator=OperatorChoice("placeholder"))
    done = scrubber(None, policy).scrub_text(f"payload {payload}").text
    assert base64.b64decode(done.removeprefix("payload ")) == b"contact <EMAIL_ADDRESS_1> soon"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("Mara Okafor", [("PERSON", "Mara Okafor")], id="a name"),
        pytest.param(f"({MAIL})", [("EMAIL_ADDRESS", MAIL)], id="an address"),
        pytest.param(
            f"Mara Okafor <{MAIL}>", [("PERSON", "Mara Okafor"), ("EMAIL_ADDRESS", MAIL)], id="both"
        ),
        pytest.param(
            f"{MAIL}, Mara J., {MAIL}",
            [("EMAIL_ADDRESS", MAIL), ("PERSON", "Mara J."), ("EMAIL_ADDRESS", MAIL)],
            id="between two",
        ),
        pytest.param(f"रवि - {MAIL}", [("PERSON", "रवि"), ("EMAIL_ADDRESS", MAIL)], id="ends with a mark"),
    ],
)
def test_an_address_in_the_place_of_a_name_is_an_address(text: str, parts: list[tuple[str, str]]) -> None:
    found = Detector(Policy.load()).find(Segment(0, text, "full_name", entity_type="PERSON"))
    assert [(span.entity_type, text[span.start : span.end]) for span in found] == parts


def test_a_name_is_one_where_no_addresses_are_wanted() -> None:
    policy = Policy("mine", types=frozenset({"PERSON"}))
    (span,) = Detector(policy).find(Segment(0, MAIL, "full_name", entity_type="PERSON"))
    assert (span.entity_type, span.start, span.end) == ("PERSON", 0, len(MAIL))


@pytest.mark.parametrize("key", [b"", bytes(31)])
def test_a_key_that_is_too_short_is_refused(key: bytes) -> None:
    with pytest.raises(KeyUnusableError, match="at least 32 are needed"):
        Scrubber(Policy.load(), key=key)


def test_a_name_that_is_no_valid_unicode_is_an_error_of_ours() -> None:
    with pytest.raises(FormatError, match="half of a character"):
        scrubber().scrub_names(["notes", "\ud800.txt"])


def test_everything_public_is_named_and_can_be_imported() -> None:
    assert set(scrub.__all__) <= set(dir(scrub))
    assert [getattr(scrub, name).__name__ for name in scrub.__all__] == scrub.__all__
