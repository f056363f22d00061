"""The name of the scope in which a conversation's identities keep their stand-ins.

A conversation: the digest of its first record, so the same wherever it is stored. An account: its keyed
name, so that all conversations of one owner share their stand-ins. A corpus: one for all. File names and the
folders that belong to one conversation alone are of its scope; folders above, which others share, are of a
scope of their own, unless all is one corpus.
"""

import hashlib
from typing import Final

from scrub.choices import Scope
from scrub.errors import ScrubError
from scrub.formats.record import Record

# What no conversation's digest is.
_CORPUS: Final = "corpus"
_NAMES: Final = "names"


class MissingAccountError(ScrubError):
    """Stand-ins are to be the same within an account, and whose a conversation is is not known."""


def scope_of(first: Record) -> str:
    """Return the name of a conversation's own scope: the same wherever the conversation is stored."""
    return hashlib.sha256(first.data).hexdigest()


def scope_name(scope: Scope, first: Record, account: str | None) -> str:
    """Return the name of the scope of a conversation, whose account has a keyed name."""
    if scope is Scope.CORPUS:
        return _CORPUS
    if scope is Scope.CONVERSATION:
        return scope_of(first)
    if account is None:
        raise MissingAccountError(
            "the policy's scope is the account, and nothing says whose this is; "
            "use scrub run with --accounts and --conversations, or another scope"
        )
    return f"account {account}"


def names_scope(scope: Scope) -> str:
    """Return the name of the scope of folders that several conversations share."""
    return _CORPUS if scope is Scope.CORPUS else _NAMES
