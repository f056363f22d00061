"""What is fuzzed: by name, seeds to begin from and a function of bytes that fails where a law is broken.

The law: what comes out is valid or withheld with a reason, no exception leaves but `ScrubError`, and text
outside of what was found is untouched.
"""

import io
import json
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from recognizers.catalogue import read_extra
from recognizers.engine import shipped_engine
from recognizers.readings.views import views
from scrub.eligibility import EligibilityRules
from scrub.errors import ScrubError, UnexpectedError
from scrub.facts.accounts import Accounts
from scrub.facts.conversations import Conversations
from scrub.files import Source
from scrub.formats import FORMATS
from scrub.formats.record import Broken, Edit, Gap
from scrub.markers import with_markers
from scrub.payloads import find_unreadable
from scrub.policy import Policy
from scrub.redact import joined, scrub_unit
from scrub.scrubber import Scrubber
from scrub.units import Unit, pieces_of
from tests.fuzz.seeds import PERSON, fact_tables, seeds
from tests.native_files import ADA

_ROOT: Final = Path(__file__).parents[2]
# As one word: what a mutation joins to it is another, and a byte beyond ASCII may be a letter.
_WHOLE: Final = re.compile(rb"(?<![\w.+\x80-\xff-])" + re.escape(ADA).encode() + rb"(?![\w.+\x80-\xff-])")
_LEFT: Final = "a value that is always to be redacted is in the output"
_TOO_MANY: Final = re.compile("is binary|in an encoding that it does not name")
_RULE: Final = b"""[[rule]]
id = "staff-number"
entity_type = "ID_NUMBER"
description = "Staff number of a works."
regex = '''(?<![0-9A-Za-z])ST-(?P<value>[0-9]{6})(?![0-9A-Za-z])'''
keywords = ["ST-"]
score = 0.9
matches = ["pass \xc2\xabST-{digits:6}\xc2\xbb", "\xc2\xabST-{digits:6}\xc2\xbb, lost"]
rejects = ["ST-12345", "ST-"]
"""
_ACCOUNTS: Final = b"""{"account_id": "acc_1", "plan": "pro", "training_preference": "on",\
 "preference_changed_at": "2025-10-01T00:00:00Z", "country": "NL",\
 "preference_history": [["2025-01-01T00:00:00Z", "off"], ["2025-10-01T00:00:00Z", "on"]]}
{"account_id": "acc_2", "plan": "free", "training_preference": null, "preference_changed_at": 1760000000}
"""
_CONVERSATIONS: Final = b"""{"file": "a/b.jsonl", "row": null, "account_id": "acc_1", "kind": "chat",\
 "created_at": "2026-03-01T00:00:00Z", "last_active_at": "2026-03-02T00:00:00Z", "deleted_at": null}
{"file": "a/c.jsonl", "row": 4, "account_id": "acc_2", "kind": "coding_session", "created_at": null}
"""
_TEXT: Final = (
    f"Mail {PERSON}, or mara%2Eokafor%40quillpost.co.uk; \\u006dara.okafor@quillpost.co.uk &#109;ara\n"
    "**Ma**ra \u041c\u0430ra zero\u200bwidth =3D=\n x \x1b[1mred\x1b[0m bWFyYS5va2Fmb3JA\n"
    '"mara." + "okafor" rot13: znen.bxnsbe +44 20 7946 0958 4111 1111 1111 1111 /home/mara/x\n'
    "password: Tr0ub4dor&3x, 2001:db8::7 DE89 3704 0044 0532 0130 00 AKIA-like {x: [1, 2]}\n"
).encode()


class Target(NamedTuple):
    """What makes the seeds to mutate, and the law."""

    seeds: Callable[[], Sequence[bytes]]
    check: Callable[[bytes], None]


class BrokenLawError(AssertionError):
    """What came out is not what the law says; the message quotes nothing of the text."""


def _law(holds: object, law: str) -> None:
    if not holds:
        raise BrokenLawError(law)


@cache
def _scrubber(*, with_names: bool = False) -> Scrubber:
    policy = replace(Policy.load(), deny={ADA: "EMAIL_ADDRESS"})
    if not with_names:
        policy = replace(policy, names=None)
    return Scrubber(policy, key=bytes(32), style="placeholder")


@contextmanager
def _file(data: bytes, name: str) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


def _format(name: str) -> Callable[[bytes], None]:
    """A file in one format: redacted so that it can be read again and nothing known is in it, or refused."""
    form = next(each for each in FORMATS if each.name == name)

    def check(data: bytes) -> None:
        with _file(data or b" ", "file") as path:
            out = io.BytesIO()
            (file,) = scrub_unit(_scrubber(), Unit(((Source(path, "file"), form),)))
            parts = [part for part, _ in file.parts]
            form.writer(out, joined(parts))
            for part in parts:
                if not isinstance(part, Gap) and part.withheld is not None:
                    _law(part.payload is None, "what is withheld has a payload")
                    _law("unexpectedly" not in part.withheld, f"withheld: {part.withheld}")
                    _law(ADA not in part.withheld, "a reason quotes a value")
            _law(not _WHOLE.search(out.getvalue()), _LEFT)
            if form.output_suffix is None and out.getvalue().strip():
                path.write_bytes(out.getvalue())
                again = list(pieces_of(Source(path, "file"), form))
                # A table may be written in pages that are compressed.
                _law(
                    not any(_WHOLE.search(piece.data) for piece in again if not isinstance(piece, Broken)),
                    _LEFT,
                )
                # A text can be shorter by so much that its control characters are too many, or its letters in
                # an encoding that it does not name.
                reasons = [piece.reason for piece in again if isinstance(piece, Broken)]
                _law(all(map(_TOO_MANY.search, reasons)), "the output cannot be read again")

    return check


def _text(data: bytes, *, with_names: bool = False) -> None:
    """Text: outside of what was found nothing is changed, and what is found is found once."""
    text = data.decode("utf-8", "replace")
    scrubbed = _scrubber(with_names=with_names).scrub_text(text)
    at, expected = 0, []
    edits = [Edit(each.start, each.end, each.replacement or "") for each in scrubbed.findings]
    # An unreadable payload is no finding, and has its marker.
    for edit in with_markers({0: edits}, {0: find_unreadable(text)})[0][0]:
        _law(at <= edit.start < edit.end <= len(text), "findings overlap or lie outside")
        expected += [text[at : edit.start], edit.text]
        at = edit.end
    _law("".join((*expected, text[at:])) == scrubbed.text, "text outside of the findings was changed")


def _engine(data: bytes) -> None:
    """The rule engine: spans lie in the text and are not empty."""
    text = data.decode("utf-8", "replace")
    spans = shipped_engine().find(text)
    _law(all(0 <= span.start < span.end <= len(text) for span in spans), "a span lies outside")
    _law([span.start for span in spans] == sorted(span.start for span in spans), "spans are in no order")


def _views(data: bytes) -> None:
    """Other readings: each place has one in the text, in the same order, inside of the piece."""
    text = data.decode("utf-8", "replace")
    for view in views(text):
        start, end = view.piece
        _law(0 <= start < end <= len(text), "a piece lies outside")
        places = [view.outer(at, at + 1) for at in range(0, len(view.text), 1 + len(view.text) // 200)]
        _law(places == sorted(places), "places are in no order")
        _law(all(start <= a < b <= end for a, b in places), "a place lies outside of its piece")


def _json_in_strings(data: bytes) -> None:
    """JSON in strings of JSON: every level that could be parsed still can, and has the same members."""
    value: Any = data.decode("utf-8", "replace")
    depth = len(data) % 4
    for _ in range(depth):
        value = json.dumps({"note": value, "n": 5}, ensure_ascii=len(data) % 2 == 0)
    scrubbed: Any = _scrubber().scrub_text(value).text
    for _ in range(depth):
        scrubbed = json.loads(scrubbed)
        _law(list(scrubbed) == ["note", "n"] and isinstance(scrubbed["note"], str), "members were changed")
        scrubbed = scrubbed["note"]
    _law(PERSON not in scrubbed, "an address is left")


def _read(name: str, read: Callable[[Path], object]) -> Callable[[bytes], None]:
    def check(data: bytes) -> None:
        with _file(data, name) as path:
            read(path)

    return check


def _policy(path: Path) -> None:
    policy = Policy.load(path)
    _law(policy.fingerprint, "a policy has no fingerprint")


def _accounts(path: Path) -> None:
    with Accounts(path, EligibilityRules.shipped()) as accounts:
        accounts.find("acc_1")


def _conversations(path: Path) -> None:
    with Conversations(path, EligibilityRules.shipped()) as conversations:
        list(conversations)


def _shipped(name: str) -> bytes:
    return (_ROOT / "scrub" / "policies" / name).read_bytes()


def _of(*seeds: bytes) -> Callable[[], Sequence[bytes]]:
    return lambda: seeds


TARGETS: Final[Mapping[str, Target]] = {
    **{f"format-{form.name}": Target(partial(seeds, form.name), _format(form.name)) for form in FORMATS},
    "text": Target(_of(_TEXT), _text),
    "text-names": Target(_of(_TEXT), partial(_text, with_names=True)),
    "engine": Target(_of(_TEXT), _engine),
    "views": Target(_of(_TEXT), _views),
    "json-in-strings": Target(_of(_TEXT), _json_in_strings),
    "rules": Target(_of(_RULE), _read("rules.toml", lambda path: read_extra([path]))),
    "policy": Target(
        lambda: [_shipped("default.toml"), _shipped("strict.toml")], _read("policy.toml", _policy)
    ),
    "accounts-jsonl": Target(_of(_ACCOUNTS), _read("accounts.jsonl", _accounts)),
    "accounts-json": Target(_of(_ACCOUNTS), _read("accounts.json", _accounts)),
    "accounts-csv": Target(_of(b"account_id,plan,country\nacc_1,pro,NL\n"), _read("accounts.csv", _accounts)),
    "accounts-parquet": Target(partial(fact_tables, "parquet"), _read("accounts.parquet", _accounts)),
    "accounts-sqlite": Target(partial(fact_tables, "sqlite"), _read("accounts.sqlite", _accounts)),
    "conversations": Target(_of(_CONVERSATIONS), _read("conversations.jsonl", _conversations)),
}


def broken_law(target: Target, data: bytes) -> str | None:
    """Return what a case breaks, in words that quote nothing, or None."""
    try:
        target.check(data)
    except UnexpectedError as error:
        return f"unexpected: {error}"
    except ScrubError:
        return None
    except BrokenLawError as error:
        return str(error)
    except Exception as error:  # what the law forbids
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "nowhere"
        return f"{type(error).__name__} at {place}"
    return None
