"""What is cut in two between the pieces of a stream is redacted in each of them."""

import json
from dataclasses import replace
from typing import Any

import pytest

from corpora.generate.disguised import lines
from corpora.generate.hiding import Line
from corpora.generate.values import Maker
from recognizers.fillers import fill
from recognizers.span import Span
from scrub.policy import Policy
from scrub.scrubber import Scrubber
from scrub.streams import Piece, Teller, find_across
from tests.test_scrubber import records

MAIL = "mara.okafor@quillpost.co.uk"
TOKEN = fill("ghp_{alnum:36}", "stream")


def scrubbed(*documents: Any, style: str = "placeholder") -> list[Any]:
    scrubber = Scrubber(replace(Policy.load(), names=None), key=bytes(32), style=style)
    done = scrubber.scrub_conversation(records(*documents)).records
    assert [record.withheld for record in done] == [None] * len(documents)
    return [json.loads(record.payload) for record in done]


def test_a_number_cut_at_a_blank_is_redacted_in_both_chunks() -> None:
    one, two = scrubbed({"stdout": "Call +49 (0)431"}, {"stdout": " 026922 after six"})
    assert "431" not in one["stdout"] and "026922" not in two["stdout"]


@pytest.mark.parametrize("key", ["delta", "text", "output", "stdout"])
def test_a_piece_without_anything_in_it_parts_nothing(key: str) -> None:
    one, _, two = scrubbed({key: "to mara.okafor@qu"}, {key: ""}, {key: "illpost.co.uk"})
    assert "okafor" not in one[key] and "illpost" not in two[key]


@pytest.mark.parametrize("style", ["placeholder", "surrogate"])
@pytest.mark.parametrize("value", [MAIL, TOKEN], ids=["mail", "token"])
@pytest.mark.parametrize("key", ["delta", "chunk", "output", "stdout"])
def test_a_value_cut_anywhere_is_redacted_in_both_pieces(key: str, value: str, style: str) -> None:
    for cut in range(1, len(value)):
        first, second = f"it is {value[:cut]}", f"{value[cut:]}, I think"
        one, two = scrubbed({key: first, "n": 1}, {key: second, "n": 2}, style=style)
        assert one[key] + two[key] != first + second
        assert value not in one[key] + two[key]
        assert value[:cut] not in one[key]
        assert value[cut:] not in two[key] or len(value) - cut == 1


@pytest.mark.parametrize(
    "told, before, value, after",
    [
        pytest.param("From: Mara Okafor <x@quillpost.co.uk>", "and ", "Okafor", " said", id="a name"),
        pytest.param("password: krillkrabbenzeh", "it was ", "krillkrabbenzeh", " then", id="a password"),
        pytest.param("ssh -l wlindt42 10.9.8.7", "of ", "wlindt42", " now", id="a login"),
    ],
)
def test_what_is_known_from_elsewhere_is_redacted_in_both_pieces(
    told: str, before: str, value: str, after: str
) -> None:
    for cut in range(2, len(value) - 1):
        first, second = before + value[:cut], value[cut:] + after
        _, one, two = scrubbed({"text": told}, {"delta": first, "n": 1}, {"delta": second, "n": 2})
        assert value[:cut] not in one["delta"]
        assert value[cut:] not in two["delta"]


def test_what_is_told_in_pieces_is_known_elsewhere() -> None:
    *_, last = scrubbed(
        {"delta": "From: Mara Oka"}, {"delta": "for <x@quillpost.co.uk>"}, {"text": "then Okafor said"}
    )
    assert last == {"text": "then <PERSON_3> said"}


def test_the_pieces_of_a_value_are_looked_for_where_it_stands_alone() -> None:
    read = 0

    class Counted(str):
        def __len__(self) -> int:
            nonlocal read
            read += 1
            return super().__len__()

    pieces = [Piece(number, 0, "delta", Counted("ab c"), "", 4, Teller()) for number in range(400)]
    spans = [Span(at, at + 4, "PERSON", 0.9, "t") for at in range(2, 1590, 4)]
    assert len(list(find_across(pieces, lambda text: spans))) == 2 * len(spans)
    assert read < 20 * len(spans)


@pytest.mark.parametrize("line", list(lines(Maker(1))), ids=lambda line: line.entity_type)
def test_every_type_is_found_where_two_pieces_meet(line: Line) -> None:
    scrubber = Scrubber(Policy.load(), key=bytes(32), style="placeholder")
    middle = len(line.value) // 2
    texts = [line.before + line.value[:middle], line.value[middle:] + line.after]
    done = scrubber.scrub_conversation(records(*({"delta": text} for text in texts))).records
    value = range(len(line.before), len(line.before) + len(line.value))
    for record, text, shift in zip(done, texts, (0, len(texts[0])), strict=True):
        hidden = {at for finding in record.findings for at in range(finding.start, finding.end)}
        told = {at for at, letter in enumerate(text) if at + shift in value and letter.isalnum()}
        assert record.withheld is None
        assert told and told <= hidden


@pytest.mark.parametrize("key", ["delta", "content", "text"])
def test_a_value_in_many_tokens_is_redacted_in_all_of_them(key: str) -> None:
    tokens = ["send it to ", "mara", ".oka", "for", "@quill", "post", ".co", ".uk", ", please"]
    done = scrubbed(*({"type": "text_delta", key: token} for token in tokens))
    written = [each[key] for each in done]
    assert (written[0], written[-1]) == (tokens[0], tokens[-1])
    assert not set(written[1:-1]) & set(tokens)


def test_the_end_of_a_long_piece_goes_on_in_the_next() -> None:
    filling = "It was a long day. " * 100
    one, two = scrubbed({"output": f"{filling}{TOKEN[:20]}"}, {"output": f"{TOKEN[20:]} {filling}"})
    assert one["output"].startswith(filling) and TOKEN[:20] not in one["output"]
    assert two["output"].endswith(f" {filling}") and TOKEN[20:] not in two["output"]


@pytest.mark.parametrize(
    "value, begins, stays",
    [
        pytest.param(MAIL, "I", True, id="a sentence"),
        pytest.param(MAIL, "i", False, id="a letter of a domain"),
        pytest.param(TOKEN[:-2] + "x", "I", False, id="a letter of a secret"),
    ],
)
def test_a_sentence_behind_a_value_is_no_part_of_it(value: str, begins: str, stays: bool) -> None:
    one, two = scrubbed({"delta": f"ask {value}"}, {"delta": f"{begins} am away"})
    assert value not in one["delta"]
    assert two["delta"].startswith(begins) is stays


def test_short_messages_behind_a_name_are_no_part_of_it() -> None:
    said = ["I am Mara Okafor", "Let us begin, Mara.", "Thanks"]
    scrubber = Scrubber(Policy.load(), key=bytes(32), style="placeholder")
    done = scrubber.scrub_conversation(records(*({"content": each} for each in said))).records
    written = [json.loads(record.payload)["content"] for record in done]
    assert written == ["I am <PERSON_1>", "Let us begin, <PERSON_1>.", "Thanks"]


@pytest.mark.parametrize("seam", range(1, 8))
def test_a_name_cut_at_a_capital_is_redacted_in_both_pieces(seam: int) -> None:
    text, name = "I am Siobhan McAllister", "McAllister"
    cut = text.index(name) + seam
    scrubber = Scrubber(Policy.load(), key=bytes(32), style="placeholder")
    pieces = records({"delta": text[:cut]}, {"delta": f"{text[cut:]}, hello"})
    one, two = (json.loads(each.payload)["delta"] for each in scrubber.scrub_conversation(pieces).records)
    assert name[seam:] not in two
    assert name[:seam] not in one


@pytest.mark.parametrize(
    "documents",
    [
        pytest.param(
            [{"content": "The parcel costs more than 5"}, {"content": "5 and you are done"}], id="messages"
        ),
        pytest.param([{"name": TOKEN[:20]}, {"name": TOKEN[20:]}], id="no-stream"),
        pytest.param([{"text": "one\n"}, {"text": "\ntwo"}], id="lines"),
    ],
)
def test_what_is_no_stream_stays(documents: list[Any]) -> None:
    assert scrubbed(*documents) == documents


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param(({"role": "user"}, {"role": "assistant"}), id="another speaks"),
        pytest.param(({"type": "stdout"}, {"type": "stderr"}), id="another stream"),
        pytest.param(({"call_id": "call_1"}, {"call_id": "call_2"}), id="another call"),
        pytest.param(({"tool_use_id": "toolu_1"}, {"tool_use_id": "toolu_2"}), id="another use of a tool"),
        pytest.param(({"instruction": "One?"}, {"instruction": "Two?"}), id="rows of a data set"),
        pytest.param(({"input": {"cmd": "a"}}, {"input": {"cmd": "b"}}), id="calls with their output"),
    ],
)
@pytest.mark.parametrize("key", ["content", "output"])
def test_what_another_says_is_no_part_of_a_value(beside: tuple[Any, Any], key: str) -> None:
    value = "joe@quillpost.co"
    one, two = scrubbed({**beside[0], key: f"to {value}"}, {**beside[1], key: "ok then"})
    assert value not in one[key]
    assert two[key] == "ok then"


def test_what_one_call_writes_goes_on() -> None:
    one, two = scrubbed(
        *({"call_id": "call_1", "output": text} for text in (f"key {TOKEN[:20]}", TOKEN[20:]))
    )
    assert TOKEN[:20] not in one["output"]
    assert TOKEN[20:] not in two["output"]


def test_what_one_stream_writes_goes_on_behind_another_part() -> None:
    begins, ends = TOKEN[:20], TOKEN[20:]
    events = [("stdout", f"key {begins}"), ("stderr", "warning: none"), ("stdout", f"{ends} set")]
    one, two, three = scrubbed(*({"type": name, "output": text} for name, text in events))
    assert (begins in one["output"], two["output"], ends in three["output"]) == (
        False,
        "warning: none",
        False,
    )
