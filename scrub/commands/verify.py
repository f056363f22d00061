"""`scrub verify`: proves a finished folder against its ledger."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scrub.errors import PolicyError
from scrub.keys import find_key
from scrub.manifest import Recipe, read_manifest
from scrub.policy import Policy
from scrub.policyfile import SHIPPED
from scrub.run.audit import audit
from scrub.run.leftovers import Leftovers
from scrub.summary import counted

_DONE, _FOUND = 0, 1


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """The options of the command."""

    output: Path
    policy: str | None = None
    key_file: Path | None = None


def run_verify(options: VerifyOptions) -> int:
    """Print what is wrong, one a line, and return the exit code."""
    recipe = read_manifest(options.output).recipe
    key = find_key(options.key_file)
    found = audit(options.output, key, Leftovers(policy_of(recipe, options.policy)))
    print_lines(found.problems)
    if key is None:
        sys.stderr.write("scrub: without the key (SCRUB_KEY or --key-file) the seal was not checked\n")
    sys.stderr.write(
        f"{counted(found.conversations, 'conversation')}, {counted(found.records, 'record')} "
        f"in {counted(found.files, 'file')} checked: {counted(len(found.problems), 'problem')}\n"
    )
    return _FOUND if found.problems else _DONE


def policy_of(recipe: Recipe, given: str | None) -> Policy:
    """Return the policy of a run; PolicyError where another was given, or it must be given."""
    name = given or recipe.policy
    if given is None and name not in SHIPPED:
        raise PolicyError(f"the run was made with a policy of its own, {name!r}: give its file with --policy")
    policy = Policy.load(name)
    if policy.fingerprint != recipe.policy_fingerprint:
        raise PolicyError(
            f"{name}: is not the policy of the run: its fingerprint is {policy.fingerprint}, "
            f"the run's {recipe.policy_fingerprint}"
        )
    return policy


def print_lines(lines: Iterable[str]) -> None:
    """Print data."""
    for line in lines:
        # Names of files may hold what cannot be printed.
        sys.stdout.write(line.encode("utf-8", "backslashreplace").decode() + "\n")
