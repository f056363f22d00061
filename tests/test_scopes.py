"""How far one identity keeps one stand-in: a conversation, an account, a corpus; folders and files."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scrub.choices import Scope
from scrub.commands.run import RunOptions, run_run
from scrub.data import ScrubbedRecord
from scrub.files import Source
from scrub.policy import Policy
from scrub.redact import scrub_unit
from scrub.scopes import MissingAccountError, scope_name
from scrub.scrubber import Scrubber
from scrub.units import units_of
from tests.test_scrubber import records

KEY = bytes(range(32))
CHATS = [
    "I am Amara Okafor, amara.okafor@quillpost.co.uk, call +44 20 7123 4567",
    "ask Amara Okafor at amara.okafor@quillpost.co.uk or +44 20 7123 4567, from 81.2.69.142",
]


def scrubber(scope: Scope, style: str = "surrogate") -> Scrubber:
    return Scrubber(replace(Policy.load(), scope=scope, names=None), key=KEY, style=style)


def export(folder: Path, name: str, account: str | None) -> Source:
    """A conversation of Claude.ai that says whose it is, or not."""
    message = {"uuid": name, "sender": "human", "text": CHATS[0], "created_at": "2026-01-02T03:04:05Z"}
    chat = {
        "uuid": name,
        "name": "",
        "created_at": "2026-01-02T03:04:05Z",
        "updated_at": "2026-01-02T03:04:05Z",
        "chat_messages": [message],
        **({"account": {"uuid": account}} if account else {}),
    }
    path = folder / f"{name}.json"
    path.write_text(json.dumps([chat]), encoding="utf-8")
    return Source(path, path.name)


def written(source: Source, scope: Scope) -> list[ScrubbedRecord]:
    def parts() -> Iterator[ScrubbedRecord]:
        for unit in units_of([source]):
            for file in scrub_unit(scrubber(scope), unit):  # type: ignore[arg-type]
                yield from (part for part, _ in file.parts if isinstance(part, ScrubbedRecord))

    return list(parts())


def mails(found: list[ScrubbedRecord]) -> set[str | None]:
    return {it.replacement for one in found for it in one.findings if it.entity_type == "EMAIL_ADDRESS"}


@pytest.mark.parametrize(
    "scope, first, second, is_same",
    [
        pytest.param(Scope.CONVERSATION, "acc-1", "acc-1", False, id="conversation"),
        pytest.param(Scope.ACCOUNT, "acc-1", "acc-1", True, id="one account"),
        pytest.param(Scope.ACCOUNT, "acc-1", "acc-2", False, id="two accounts"),
        pytest.param(Scope.CORPUS, "acc-1", "acc-2", True, id="corpus"),
        pytest.param(Scope.CORPUS, None, None, True, id="corpus without accounts"),
    ],
)
def test_conversations_of_one_scope_share_their_stand_ins(
    tmp_path: Path, scope: Scope, first: str | None, second: str | None, is_same: bool
) -> None:
    one, other = (
        mails(written(export(tmp_path, name, account), scope))
        for name, account in (("one", first), ("other", second))
    )
    assert one and other
    assert (one == other) == is_same


def test_without_an_account_nothing_of_the_conversation_is_written(tmp_path: Path) -> None:
    (record,) = written(export(tmp_path, "one", None), Scope.ACCOUNT)
    assert record.payload is None
    assert "nothing says whose this is" in str(record.withheld)
    with pytest.raises(MissingAccountError, match="scrub run with --accounts"):
        scope_name(Scope.ACCOUNT, records({"a": 1})[0], None)


def test_a_stand_in_of_a_corpus_does_not_depend_on_who_else_is_there() -> None:
    alone = scrubber(Scope.CORPUS).scrub_text(CHATS[1], scope="corpus")
    others = " ".join(f"mail worker{number}@quillpost.co.uk" for number in range(50))
    beside = scrubber(Scope.CORPUS).scrub_text(f"{CHATS[1]}\n{others}", scope="corpus")
    assert beside.text.startswith(alone.text)


def test_a_stand_in_that_is_taken_withholds_where_no_other_is_allowed() -> None:
    mail = "amara.okafor@quillpost.co.uk"
    stand_in = scrubber(Scope.CORPUS).scrub_text(mail, scope="corpus").text
    policy = replace(Policy.load(), scope=Scope.CORPUS, names=None, deny={stand_in: "EMAIL_ADDRESS"})
    found = records({"a": f"to {mail} and {stand_in} now"})
    (record,) = Scrubber(policy, key=KEY).scrub_conversation(found, scope="corpus").records
    assert (
        record.withheld == "a stand-in is taken in this conversation, and the policy's scope allows no other"
    )


@pytest.mark.parametrize("style", ["surrogate", "placeholder", "hash"])
def test_folders_do_not_depend_on_what_was_scrubbed_before(style: str) -> None:
    one, other = scrubber(Scope.CONVERSATION, style), scrubber(Scope.CONVERSATION, style)
    other.scrub_names(["tor@quillpost.co.uk", "uma@quillpost.co.uk"])
    name = ["amara@quillpost.co.uk"]
    assert one.scrub_names(name) == other.scrub_names(name) != name


@pytest.mark.parametrize("style", ["surrogate", "placeholder"])
def test_a_file_of_one_conversation_is_named_as_its_people_are(style: str) -> None:
    mail = "amara@quillpost.co.uk"
    names = [mail, f"notes for {mail}.txt"]
    done = scrubber(Scope.CONVERSATION, style).scrub_conversation(
        records({"a": f"to {mail}"}), scope="c", names=names, own_names=names[1:]
    )
    stand_in = json.loads(done.records[0].payload)["a"].removeprefix("to ")
    folder, file = done.names
    assert file == f"notes for {stand_in}.txt"
    assert folder not in (mail, stand_in)


def test_a_run_keeps_accounts_apart(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, account in (("one", "acc-1"), ("two", "acc-1"), ("three", "acc-2")):
        export(tmp_path / "in", name, account)
    key = tmp_path / "key"
    key.write_text("A" * 43 + "=", encoding="ascii")
    key.chmod(0o600)
    policy = replace(Policy.load(), scope=Scope.ACCOUNT, names=None)
    code = run_run(
        policy, RunOptions((str(tmp_path / "in"),), tmp_path / "out", ad_hoc=True, key_file=key, workers=0)
    )
    texts = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))[0]["chat_messages"][0]["text"]
        for path in (tmp_path / "out").glob("*.json")
        if path.stem in ("one", "two", "three")
    }
    assert code == 0
    assert texts["one"] == texts["two"] != texts["three"]
