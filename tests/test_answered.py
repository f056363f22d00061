"""Messages of a chat that only name something: what it is, the message before them asked for."""

import io
import json
from functools import cache

import pytest

from scrub.answers import Answers
from scrub.data import Scrubbed
from scrub.formats.container import read_lines
from scrub.formats.record import Gap, Segment
from scrub.formats.schema import Schema
from scrub.policy import Policy
from scrub.scrubber import Scrubber

QUESTIONS = [
    pytest.param("What's your date of birth?", "4.11.87", "DATE_OF_BIRTH", id="birth"),
    pytest.param("And the PIN for the alarm?", "4417", "OTP", id="PIN"),
    pytest.param("Can you share the door code?", "#8821*", "OTP", id="door code"),
    pytest.param("Your customer number, please?", "44171204", "ID_NUMBER", id="customer"),
    pytest.param("What's the wifi password?", "ilovecats7", "PASSWORD", id="password"),
    pytest.param("Which street do you live in?", "Talstr. 14", "STREET_ADDRESS", id="street"),
    pytest.param("How old are you?", "38", "AGE", id="age"),
    pytest.param("What is the license plate?", "töl jh 412", "VEHICLE_ID", id="plate"),
]


@cache
def _scrubber() -> Scrubber:
    return Scrubber(Policy.load(), key=bytes(32))


def _scrub(records: list[dict[str, object]]) -> Scrubbed:
    data = "".join(json.dumps(record) + "\n" for record in records).encode()
    pieces = [piece for piece in read_lines(io.BytesIO(data), Schema({})) if not isinstance(piece, Gap)]
    return _scrubber().scrub_conversation(pieces)


@pytest.mark.parametrize("question, answer, entity_type", QUESTIONS)
def test_an_answer_is_read_with_its_question(question: str, answer: str, entity_type: str) -> None:
    scrubbed = _scrub([{"role": "assistant", "content": question}, {"role": "user", "content": answer}])
    assert entity_type in {finding.entity_type for finding in scrubbed.records[1].findings}


@pytest.mark.parametrize("question, answer, entity_type", QUESTIONS)
def test_messages_may_stand_in_two_members_of_one_record(
    question: str, answer: str, entity_type: str
) -> None:
    messages = [
        {"sender": sender, "text": text, "content": [{"type": "text", "text": text}]}
        for sender, text in (("assistant", f"Thank you.\n\n{question}"), ("human", answer))
    ]
    (record,) = _scrub([{"chat_messages": messages}]).records
    pointers = {finding.pointer for finding in record.findings if finding.entity_type == entity_type}
    assert pointers == {"/chat_messages/1/text", "/chat_messages/1/content/0/text"}


def test_an_answer_may_stand_beside_its_question() -> None:
    (record,) = _scrub([{"items": [{"question": "Door code?", "id": 4, "answer": "#8821*"}]}]).records
    assert {finding.entity_type for finding in record.findings} == {"OTP"}


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("1. 4.11.87 2. 4417 3) 38", id="numbers"),
        pytest.param("1) 4.11.87\n2) 4417\n3) 38", id="numbered lines"),
        pytest.param("4.11.87\n4417\n38", id="lines"),
        pytest.param("- 4.11.87\n\n- 4417\n\n- 38", id="a list"),
    ],
)
def test_answers_to_a_list_are_read_each_with_its_question(answer: str) -> None:
    asked = (
        "I need:\n\n1. What is your date of birth?\n2. The PIN of the alarm?\n3. How old are you?\n\nThanks!"
    )
    scrubbed = _scrub([{"role": "assistant", "content": asked}, {"role": "user", "content": answer}])
    found = {
        answer[finding.start : finding.end]: finding.entity_type for finding in scrubbed.records[1].findings
    }
    assert found == {"4.11.87": "DATE_OF_BIRTH", "4417": "OTP", "38": "AGE"}


@pytest.mark.parametrize(
    "before, answer",
    [
        pytest.param("I have set the PIN.", "4417 rows", id="nothing asked"),
        pytest.param("How many rows?", "4417", id="something else asked"),
        pytest.param("What's the PIN?", "jaja, wait", id="no answer"),
        pytest.param("Which version of the driver?", "sure", id="a word"),
    ],
)
def test_what_is_no_answer_stays(before: str, answer: str) -> None:
    scrubbed = _scrub([{"role": "assistant", "content": before}, {"role": "user", "content": answer}])
    assert scrubbed.records[1].findings == ()


def test_a_stand_in_that_says_so_is_no_answer_again() -> None:
    records: list[dict[str, object]] = [
        {"role": "assistant", "content": "What's the wifi password?"},
        {"role": "user", "content": "ilovecats7"},
    ]
    once = [json.loads(record.payload or b"") for record in _scrub(records).records]
    assert once[1]["content"].startswith("REDACTED")
    assert [json.loads(record.payload or b"") for record in _scrub(once).records] == once


def test_an_output_of_a_tool_is_no_answer() -> None:
    result = {"type": "tool_result", "tool_use_id": "t1", "content": "4417"}
    records: list[dict[str, object]] = [
        {"message": {"role": "assistant", "content": [{"type": "text", "text": "What's the PIN? I look."}]}},
        {"message": {"role": "user", "content": [result]}},
    ]
    assert _scrub(records).records[1].findings == ()


def test_only_short_messages_are_read_again() -> None:
    read: list[str] = []

    def find(text: str) -> list[object]:
        read.append(text)
        return []

    answers = Answers(find)  # type: ignore[arg-type]
    for text in ("What's the PIN?", "4417", "It works. " * 40, "Which one?", "Of many words " * 3):
        answers.find(Segment(0, text, "content"), lambda: False)
    assert read == ["assistant: What's the PIN?\nhuman: 4417"]
