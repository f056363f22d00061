"""Secrets where a program's own grammar puts them: `mysql -p…`, `curl -u`, `sshpass`, `.netrc`, `.pgpass`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from recognizers.labelled.vocabulary import Meaning, Strength
from recognizers.lookalikes.placeholders import is_placeholder, is_stock_value
from recognizers.secrets.command_table import COMMANDS
from recognizers.secrets.expressions import Syntax, is_template
from recognizers.secrets.line_table import LINES
from recognizers.secrets.printed import PRINTED
from recognizers.secrets.secrecy import value_score
from recognizers.span import Span

# How the finders of commands are called.
COMMAND: Final = "command-"
# Of no password at all.
_EMPTY_NT_HASH = "31d6cfe0d16ae931b73c59d7e0c089c0"


@dataclass(frozen=True, slots=True)
class CommandFinder:
    """Finds the secret of one command."""

    id: str
    keywords: tuple[str, ...]
    pattern: re.Pattern[str]
    entity_type: str
    triggers: tuple[str, ...] = ()
    before: None = None
    after: int = 512

    @property
    def entity_types(self) -> frozenset[str]:
        """The types that it may return."""
        return frozenset({self.entity_type, "USERNAME"})

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the secret, and the login beside it, of the command that begins at `start`."""
        match = self.pattern.match(text, start, end)
        if match is None:
            return
        groups = match.groupdict()
        group = next((name for name in ("value", "q1", "q2", "bare") if groups.get(name)), None)
        if group is None:
            return
        value = match[group]
        if (value[0], value[-1]) == ("<", ">"):
            return
        if self.entity_type in ("AUTH_HASH", "ENCRYPTION_KEY"):
            if value != _EMPTY_NT_HASH and not is_placeholder(value) and not is_template(value):
                yield Span(match.start(group), match.end(group), self.entity_type, 0.85, self.id)
            return
        found = Meaning(self.entity_type, Strength.STRONG, "password")
        syntax = Syntax.QUOTED if group in ("q1", "q2") else Syntax.FLAG
        score = value_score(found, "password", value, syntax)
        if " " in value and score == 0.1 and group in ("q1", "q2"):
            score = 0.6
        if score < 0.3:
            return
        yield Span(match.start(group), match.end(group), self.entity_type, score, self.id)
        user = groups.get("user")
        if (
            user
            and not is_stock_value("USERNAME", user)
            and not is_placeholder(user)
            and "@" not in user
            and "%" not in user
        ):
            yield Span(match.start("user"), match.end("user"), "USERNAME", 0.7, self.id)


@cache
def command_finders() -> tuple[CommandFinder, ...]:
    """Return a finder for each of the commands."""
    return tuple(
        CommandFinder(
            f"{COMMAND}{command.keywords[0].strip(' :/').replace(' ', '-') or 'url'}",
            command.keywords,
            re.compile(command.pattern, re.IGNORECASE),
            command.entity_type,
        )
        for command in (*COMMANDS, *LINES, *PRINTED)
    )
