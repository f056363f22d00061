"""Private members of JSON Web Keys, whose names are single letters: `{"kty": "oct", "k": "…"}`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recognizers.span import Span

# How far around its `kty` the private members of a JSON Web Key are sought, and what they look like.
# https://www.rfc-editor.org/rfc/rfc7518#section-6
_JWK_REACH = 2500
_JWK_MEMBER = re.compile(
    r"(?<![\w])[\"']?(?:d|k|p|q|dp|dq|qi)[\"']?\s*:\s*[\"'](?P<value>[\w\-]{20,2000})[\"']"
)


@dataclass(frozen=True, slots=True)
class JsonWebKeyFinder:
    """Finds the private members of a JSON Web Key."""

    id: str = "json-web-key"
    keywords: tuple[str, ...] = ("kty",)
    triggers: tuple[str, ...] = ()
    before: None = None
    after: int = _JWK_REACH
    entity_types: frozenset[str] = frozenset({"ENCRYPTION_KEY"})

    def search(self, text: str, start: int, end: int) -> Iterator[Span]:
        """Yield the private members in the object that holds the `kty` at `start`."""
        if not text.startswith("kty", start):
            return
        # What stands before another `kty`, or behind it, is sought from there.
        low = max(0, start - _JWK_REACH)
        opening = max(low, text.rfind("{", low, start), text.rfind("kty", low, start))
        ends = [at for mark in ("}", "kty") if (at := text.find(mark, start + 1, end)) >= 0]
        for match in _JWK_MEMBER.finditer(text, opening, min(ends, default=end)):
            yield Span(match.start("value"), match.end("value"), "ENCRYPTION_KEY", 0.9, self.id)
