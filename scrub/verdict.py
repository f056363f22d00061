"""What a decision says: eligible, or every reason against it with the facts that each rests on."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias


class Finding(NamedTuple):
    """One reason against a conversation, with what it rests on."""

    reason: str
    # Names of facts, never their values.
    facts: tuple[str, ...]
    # What is wrong with them.
    code: str


class Verdict(NamedTuple):
    """Eligible, or refused for at least one reason; a tuple, as facts are, since millions are made."""

    # In the order of `scrub.reasons`.
    findings: tuple[Finding, ...]

    @property
    def eligible(self) -> bool:
        """Say whether nothing speaks against the conversation."""
        return not self.findings

    @property
    def reason(self) -> str | None:
        """The first reason that applies."""
        return self.findings[0].reason if self.findings else None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason that applies, once."""
        return tuple(dict.fromkeys(finding.reason for finding in self.findings))


Findings: TypeAlias = Sequence[Finding]
NOTHING: Final[Findings] = ()
ELIGIBLE: Final = Verdict(())


@lru_cache(maxsize=4096)
def finding(reason: str, facts: tuple[str, ...], code: str) -> Finding:
    """Return the one finding of its kind: few exist, and millions of verdicts hold them."""
    return Finding(reason, facts, code)
