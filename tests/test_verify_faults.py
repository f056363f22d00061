"""Faults put into the pipeline on purpose: whatever goes wrong after detection, verification withholds."""

import base64
import html
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

import pytest

from recognizers.fillers import fill
from recognizers.span import Span
from scrub import redaction, rewrite
from scrub.data import Record
from scrub.formats import jsonrecord, jsontext, text
from scrub.formats.container import read_lines
from scrub.formats.fields import pieces
from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.record import Edit, Gap
from scrub.formats.schema import Schema
from scrub.formats.text import TextRecord
from scrub.link.cast import Cast
from scrub.policy import Policy
from scrub.redaction import Redaction
from scrub.scrubber import Scrubber
from scrub.standins import StandIns

TOKEN: Final = fill("ghp_{alnum:36}", "faults")
MAIL: Final = "mara.okafor@quillpost.co.uk"
PASSWORD: Final = "tulip-Rook" + "-4193"
CARD: Final = "4929" + "1234" + "5678" + "9017"
VALUES: Final = (TOKEN, MAIL, PASSWORD, CARD)
_ENCODED: Final = base64.b64encode(f"to {MAIL} and no one else".encode()).decode()
DOCUMENTS: Final = (
    {"text": f"Caf\u00e9: write to {MAIL}, please. GITHUB_TOKEN={TOKEN}\n", "n": int(CARD), "x": 1.0},
    {TOKEN: "a key", "arguments": json.dumps({"to": MAIL, "password": PASSWORD})},
    {"text": f'password: "{PASSWORD}"\nmail {MAIL} card {CARD} and data {_ENCODED}'},
    {"lines": ["token = '", TOKEN[:20], TOKEN[20:], f"' # {MAIL}"]},
    {"text": "Nothing of anybody stands here."},
)
SCHEMA: Final = Schema({"/lines": pieces()})
Patch = Callable[[pytest.MonkeyPatch], None]


def records() -> list[Record]:
    lines = "\n".join(json.dumps(document, ensure_ascii=False) for document in DOCUMENTS).encode()
    found = [piece for piece in read_lines(io.BytesIO(lines), SCHEMA) if not isinstance(piece, Gap)]
    return [*found, TextRecord(f"mail={MAIL}\nAPI_TOKEN={TOKEN}\n".encode())]  # type: ignore[list-item]


@pytest.fixture(scope="module")
def one() -> Scrubber:
    return Scrubber(Policy.load("default"), key=bytes(32))


def written(by: Scrubber) -> list[bytes | None]:
    return [record.payload for record in by.scrub_conversation(records()).records]


def leaks(payload: bytes) -> list[str]:
    """The values that can be read off what was written."""
    seen = payload.decode() + "".join(
        base64.b64decode(run + "=" * (-len(run) % 4)).decode("utf-8", "replace")
        for run in re.findall(r"[A-Za-z0-9+/]{24,}", payload.decode())
        if len(run) % 4 != 1
    )
    return [value for value in VALUES if value[1:-1] in seen]


def test_without_a_fault_all_of_it_is_written(one: Scrubber) -> None:
    payloads = written(one)
    assert None not in payloads
    assert [leaks(payload) for payload in payloads if payload] == [[]] * len(payloads)


def _edits(change: Callable[[list[Edit], str], list[Edit]]) -> Patch:
    """The edits of each text, changed."""
    whole = rewrite.edits_of

    def edits_of(of: str, spans: Sequence[Span], stand_in: Any) -> list[Edit]:
        return change(whole(of, spans, stand_in), of)

    return lambda patch: patch.setattr(redaction, "edits_of", edits_of)


def _moved(start: int, end: int) -> Patch:
    return _edits(lambda edits, _: [Edit(edit.start + start, edit.end + end, edit.text) for edit in edits])


def _written_as(write: Callable[[str], str]) -> Patch:
    """What stands in for a value is the value, written in another way."""

    def of_value(self: StandIns, entity_type: str, value: str, place: Any = None, start: int = 0) -> Any:
        return write(value), WHOLE(self, entity_type, value, place, start)[1]

    return lambda patch: patch.setattr(StandIns, "of_value", of_value)


WHOLE: Final = StandIns.of_value


def _rewritten(change: Callable[[bytes, bytes], bytes]) -> Patch:
    """The bytes of each record, changed after the redaction; the function gets the old ones too."""
    whole, whole_text = JsonRecord.rewrite, TextRecord.rewrite

    def patched(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(JsonRecord, "rewrite", lambda self, edits: change(self.data, whole(self, edits)))
        patch.setattr(TextRecord, "rewrite", lambda self, edits: change(self.data, whole_text(self, edits)))

    return patched


def _given(change: Callable[[dict[int, Sequence[Edit]]], Mapping[int, Sequence[Edit]]]) -> Patch:
    """The edits of each record, changed before they are made."""
    whole, whole_text = JsonRecord.rewrite, TextRecord.rewrite

    def patched(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(JsonRecord, "rewrite", lambda self, edits: whole(self, change(dict(edits))))
        patch.setattr(TextRecord, "rewrite", lambda self, edits: whole_text(self, change(dict(edits))))

    return patched


def _without(choose: Callable[[list[int]], int]) -> Patch:
    def change(edits: dict[int, Sequence[Edit]]) -> Mapping[int, Sequence[Edit]]:
        if edits:
            del edits[choose(sorted(edits))]
        return edits

    return _given(change)


def _forgotten_spans(choose: Callable[[list[int]], int]) -> Patch:
    """One string of each record is forgotten after its values are known."""
    whole = Redaction._edits

    def edits(self: Redaction, segment: Any, spans: Any, record: int, numbers: Any) -> Any:
        places = sorted(FORGETFUL.setdefault(record, set()) | {segment.place})
        FORGETFUL[record].add(segment.place)
        if segment.place == choose(places):
            return []
        return whole(self, segment, spans, record, numbers)

    def patched(patch: pytest.MonkeyPatch) -> None:
        FORGETFUL.clear()
        patch.setattr(Redaction, "_edits", edits)

    return patched


FORGETFUL: Final[dict[int, set[int]]] = {}


def _set(owner: object, name: str, value: object) -> Patch:
    return lambda patch: patch.setattr(owner, name, value)


def _every_other(value: str) -> str:
    return "\u200b".join(value)


def _first_offset_late(raw: str, offsets: Sequence[int]) -> list[int]:
    found = OFFSETS(raw, offsets)
    return [found[0] + 1, *found[1:]]


OFFSETS: Final = jsontext._raw_offsets
SPLICE: Final = jsontext.splice


FAULTS: Final[Mapping[str, Patch]] = {
    "no-edits": _edits(lambda edits, _: []),
    "edits-change-nothing": _edits(
        lambda edits, of: [Edit(e.start, e.end, of[e.start : e.end]) for e in edits]
    ),
    "edits-insert": _edits(lambda edits, _: [Edit(e.start, e.start, e.text) for e in edits]),
    "edits-keep-the-value-beside": _edits(
        lambda edits, of: [Edit(e.start, e.end, e.text + of[e.start : e.end]) for e in edits]
    ),
    "edits-begin-late": _moved(1, 0),
    "edits-end-early": _moved(0, -1),
    "edits-are-moved-on": _moved(1, 1),
    "edits-are-moved-back": _moved(-1, -1),
    "edits-cover-the-second-half": _edits(
        lambda edits, _: [Edit((e.start + e.end) // 2, e.end, e.text) for e in edits]
    ),
    "edits-cover-the-first-half": _edits(
        lambda edits, _: [Edit(e.start, (e.start + e.end) // 2, e.text) for e in edits]
    ),
    "stand-in-is-the-value": _written_as(str),
    "stand-in-in-capitals": _written_as(str.swapcase),
    "stand-in-in-percent": _written_as(lambda value: quote(value, safe="")),
    "stand-in-in-percent-whole": _written_as(lambda value: "".join(f"%{b:02X}" for b in value.encode())),
    "stand-in-in-html": _written_as(lambda value: html.escape(value).replace("@", "&#64;")),
    "stand-in-in-base64": _written_as(lambda value: base64.b64encode(value.encode()).decode()),
    "stand-in-in-base64-of-more": _written_as(
        lambda value: base64.b64encode(f"ab{value}cd".encode()).decode()
    ),
    "stand-in-in-hexadecimal": _written_as(lambda value: value.encode().hex()),
    "stand-in-in-json": _written_as(lambda value: json.dumps(json.dumps(value))),
    "stand-in-in-escapes": _written_as(lambda value: "".join(f"\\u{ord(c):04x}" for c in value)),
    "stand-in-with-unseen-characters": _written_as(_every_other),
    "stand-in-over-two-lines": _written_as(lambda value: value[:5] + "\n" + value[5:]),
    "stand-in-between-quotes": _written_as(lambda value: f'"{value}"'),
    "rewrite-does-nothing": _rewritten(lambda old, new: old),
    "rewrite-keeps-the-old-behind": _rewritten(lambda old, new: new + b"\n" + old),
    "rewrite-keeps-the-old-before": _rewritten(lambda old, new: old + b"\n" + new),
    "rewrite-loses-the-last-edit": _without(lambda places: places[-1]),
    "rewrite-loses-the-first-edit": _without(lambda places: places[0]),
    "rewrite-makes-edits-one-place-on": _given(lambda edits: {place + 1: e for place, e in edits.items()}),
    "rewrite-makes-only-the-first-edit": _given(lambda edits: {place: e[:1] for place, e in edits.items()}),
    "rewrite-loses-what-is-in-pieces": _set(JsonRecord, "_in_pieces", lambda self, edits: {}),
    "rewrite-of-pieces-is-not-parted": _set(JsonRecord, "_in_pieces", lambda self, edits: edits),
    "offsets-of-escapes-are-late": _set(jsontext, "_raw_offsets", _first_offset_late),
    "offsets-are-those-before-decoding": _set(jsontext, "_raw_offsets", lambda raw, at: [a + 1 for a in at]),
    "splice-stops-after-the-first": _set(
        jsonrecord, "splice", lambda raw, edits: SPLICE(raw, dict(list(edits.items())[:1]))
    ),
    "text-is-not-edited": _set(text, "edited", lambda old, edits: old),
    "encoding-again-forgets": _set(rewrite, "encode", lambda codec, new, like: like),
    "a-string-is-forgotten": _forgotten_spans(lambda places: places[-1]),
    "all-but-the-first-string-are-forgotten": _forgotten_spans(
        lambda places: places[-1] if len(places) > 1 else -1
    ),
    "nothing-is-marked-as-found": _set(redaction, "with_markers", lambda edits, payloads: ({}, 0)),
}


@pytest.mark.parametrize("fault", [pytest.param(patch, id=name) for name, patch in FAULTS.items()])
def test_a_fault_is_caught(fault: Patch, one: Scrubber, monkeypatch: pytest.MonkeyPatch) -> None:
    fault(monkeypatch)
    payloads = written(one)
    assert None in payloads
    assert [leaks(payload) for payload in payloads if payload is not None if leaks(payload)] == []


@pytest.mark.parametrize(
    "fault", [pytest.param(FAULTS[name], id=name) for name in FAULTS if not name.startswith("offsets")]
)
def test_two_ways_of_looking_are_better_than_one(
    fault: Patch, one: Scrubber, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values as long as these are also caught by searching for them alone."""
    fault(monkeypatch)
    monkeypatch.setattr(Redaction, "_is_as_edited", lambda *_: True)
    payloads = written(one)
    assert [leaks(payload) for payload in payloads if payload is not None if leaks(payload)] == []


def test_a_stand_in_that_is_a_value_is_drawn_anew(one: Scrubber, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Cast, "write", lambda self, kind, value, identity: value)
    payloads = written(one)
    assert [leaks(payload) for payload in payloads if payload] == [[]] * len(payloads)
