"""`scrub recheck` and `scrub forget`: what was written and must not be used any more, and taking it out."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from recognizers.errors import reason_of
from scrub import ledger
from scrub.commands.gate import moment_of, rules_of
from scrub.commands.verify import policy_of
from scrub.errors import PolicyError
from scrub.files import InputError
from scrub.keys import VARIABLE, KeyUnusableError, find_key
from scrub.ledger import Keyed, read_ledger
from scrub.manifest import read_manifest
from scrub.run.forget import ForgetError, Forgotten, finish, forget
from scrub.run.recheck import Recheck
from scrub.summary import counted

_DONE, _FOUND = 0, 1
_ASKED: Final = "asked"
_REASON: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
_REST: Final = (
    "What is left to do: replace every copy of these files that was handed on, and see to whatever was "
    "trained on them since; the list above names the conversations and what their files were"
)


@dataclass(frozen=True, slots=True)
class RecheckOptions:
    """The options of both commands; facts may be left out where conversations are named."""

    output: Path
    accounts: Path | None = None
    conversations: Path | None = None
    now: str | None = None
    policy: str | None = None
    key_file: Path | None = None
    # For `forget` alone: a file of lines with ids, and native ids.
    listed: Path | None = None
    named: tuple[str, ...] = ()


def run_recheck(options: RecheckOptions) -> int:
    """Print each conversation that is no longer eligible and return the exit code."""
    found = 0
    with _recheck(options) as recheck:
        for entry, verdict in recheck.refused(options.output):
            found += 1
            _print({"id": entry.id, "reason": verdict.reason, "output": entry.as_json()["output"]})
    sys.stderr.write(f"no longer eligible: {counted(found, 'conversation')}\n")
    return _FOUND if found else _DONE


def run_forget(options: RecheckOptions) -> int:
    """Take conversations out, print each, and say what is left to do."""
    keyed = _keyed(options)
    if finish(options.output):
        sys.stderr.write("scrub: ended a removal that was broken off\n")
    reasons: dict[str, str] = {}
    if options.accounts is not None:
        with _recheck(options) as recheck:
            for entry, verdict in recheck.refused(options.output):
                reasons[entry.place] = str(verdict.reason)
    elif options.listed is None and not options.named:
        raise PolicyError("say what to take out: --accounts FILE, --list FILE or --conversation ID")
    reasons |= _asked(options, keyed)
    forgotten = forget(options.output, keyed, reasons)
    _tell(forgotten, reasons)
    return _DONE


def _tell(forgotten: Forgotten, reasons: dict[str, str]) -> None:
    for entry in forgotten.entries:
        places = [
            {
                **place,
                "sha256": forgotten.files[place["file"]].sha256 if place["file"] in forgotten.files else None,
            }
            for place in entry.as_json()["output"]
        ]
        _print({"id": entry.id, "reason": reasons[entry.place], "output": places})
    taken, files = counted(len(forgotten.entries), "conversation"), counted(len(forgotten.files), "file")
    sys.stderr.write(f"{taken} taken out of {files}\n" + (f"{_REST}\n" if forgotten.entries else ""))


def _asked(options: RecheckOptions, keyed: Keyed) -> dict[str, str]:
    """The places of the conversations that are named by id; an id that the ledger lacks is an error."""
    asked = {keyed.conversation(each): _ASKED for each in options.named}
    if options.listed is not None:
        asked |= _read_list(options.listed)
    if not asked:
        return {}
    found: dict[str, str] = {}
    unknown = set(asked)
    for entry, _ in read_ledger(options.output / ledger.NAME):
        if entry.id in asked:
            unknown.discard(entry.id)
            if entry.verdict == ledger.WRITTEN:
                found[entry.place] = asked[entry.id]
    if unknown:
        raise ForgetError(f"{len(unknown)} of the conversations are not in the ledger; nothing was taken out")
    return found


def _read_list(path: Path) -> dict[str, str]:
    """Read lines as `scrub recheck` prints them; only `id` is needed."""
    found: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                try:
                    entry = json.loads(line)
                    reason = str(entry.get("reason") or _ASKED)
                    # It stands in the ledger then, which holds no text.
                    if not _REASON.fullmatch(reason):
                        raise ValueError
                    found[str(entry["id"])] = reason
                except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
                    raise InputError(
                        f"{path}:{number}: a line needs an id and a reason of one word, as of scrub recheck"
                    ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {reason_of(error)}") from None
    return found


@contextmanager
def _recheck(options: RecheckOptions) -> Iterator[Recheck]:
    recipe = read_manifest(options.output).recipe
    if not recipe.gated:
        raise PolicyError(f"{options.output}: was made with --ad-hoc: nothing is known to judge it by")
    assert options.accounts is not None
    rules = rules_of(policy_of(recipe, options.policy))
    now = moment_of(options.now)
    with Recheck(_keyed(options), rules, now, options.accounts, options.conversations) as recheck:
        yield recheck


def _keyed(options: RecheckOptions) -> Keyed:
    key = find_key(options.key_file)
    if key is None:
        raise KeyUnusableError(f"the key of the run is needed, by {VARIABLE} or --key-file")
    keyed = Keyed(key)
    if keyed.key_id != read_manifest(options.output).recipe.key_id:
        raise KeyUnusableError(f"{options.output}: the key is not that of the run")
    return keyed


def _print(line: Any) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
