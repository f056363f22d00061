"""What decides which stand-in an identity gets: `HMAC-SHA-256(key, scope, entity type, canonical identity)`.

Everything that a stand-in is made of comes out of one such digest, so it depends on nothing else: no table,
no order, no process, no clock. Whoever lacks the key can neither tell which value a stand-in hides nor, of
the realistic ones, that it is one.

**Two identities, one stand-in?** What is moved by a keyed permutation never meets: the names of one pool,
word by word, codes, short numbers, private networks, dates. All else is drawn, and a generator with room for
`N` stand-ins gives two identities the same one with chance `1/N`, and some two of `n` with chance about
`n²/2N`: for the `3^32` of a dead token one in 3 700 000 000 at `n = 1000`, one in 3700 at a million.

*In a conversation* whoever knows all its identities does better than chance: `attempt` in `surrogate` is a
redraw, and `distinct` goes through the identities sorted, so no two share one, in whatever order they stand.

*In an account or a corpus* no conversation knows the others, and there is no table to ask: nothing is drawn
again, so that a stand-in depends on its identity alone, and those types whose reserved range is small draw
from a larger one (`WIDE`). Expected pairs among a million identities of one form, `10^12/2N`:

- Never: names of the pools, telephone numbers of a country, codes, dates, private networks, short numbers.
- Names that no pool has, logins, hosts, companies and places made of one such word: 1.6, as a word is one of
  `200^5`; full names, and addresses in other people's hosts, where two words meet at once: none.
- Secrets `3·10^-4`, wallets none, hardware addresses 0.007, IBANs 0.005, cards 5.
- Numbers of people, accounts and vehicles have as few stand-ins as they have digits: of 10 digits behind the
  9 that nobody issues 550 pairs, of 14 none; a plate of 7 characters nearly always.
- Public IPv4 addresses 2000: there are 249 million that are nobody's.

What does not fit is a limit, said in the documentation; within one conversation of such a scope, a second
identity with the same stand-in has its record withheld, as has one whose stand-in is somebody's value there.
`benchmarks/standins.py` counts all these. `CAPACITY` in `surrogate` gives the order of `N` for each type in a
conversation.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, TypeVar

# The attempt that a scope of many conversations draws with: there is no other, as no conversation knows the
# rest, and what is reserved is too little, so numbers come from what is never routed or dialled.
WIDE: Final = 1000
# Ends the name of such a scope for what is written word by word.
WIDE_MARK: Final = "\0wide"

# The scope of what is computed to know a stand-in again; no conversation's.
SEAL: Final = "\0seal"

_T = TypeVar("_T")
# What is left of a digest must be this much larger than what is drawn, so that no choice is favoured by
# more than 2^-64.
_SLACK_BITS: Final = 64
_DIGEST_BITS: Final = 256
_ROUNDS: Final = 4
_BLOCK_BYTES: Final = 64


class Draw:
    """A stream of choices that one key and one identity determine."""

    __slots__ = ("_content", "_key", "_left", "_number", "_refills")

    def __init__(self, key: bytes, *parts: str) -> None:
        self._key = key
        self._content = content_of(parts)
        self._refills = 0
        self._refill()

    def checking(self, *parts: str) -> "Draw":
        """Return what decides the check of a text, with the same key, whatever this stream is of."""
        return Draw(self._key, SEAL, *parts)

    def _refill(self) -> None:
        content = self._content + self._refills.to_bytes(4, "big")
        self._number = int.from_bytes(_digest(self._key, content), "big")
        self._left = _DIGEST_BITS
        self._refills += 1

    def below(self, count: int) -> int:
        """Return a number from 0 to count - 1."""
        if count.bit_length() + _SLACK_BITS > self._left:
            self._refill()
        self._left -= count.bit_length()
        self._number, drawn = divmod(self._number, count)
        return drawn

    def choice(self, choices: Sequence[_T]) -> _T:
        """Return one of several."""
        return choices[self.below(len(choices))]

    def letters(self, alphabet: str, count: int) -> str:
        """Return as many characters of an alphabet."""
        size, drawn = len(alphabet), []
        # As many at once as fit in 64 bits: one alone costs as much.
        at_once = _SLACK_BITS // size.bit_length()
        while count:
            batch = min(at_once, count)
            number = self.below(size**batch)
            for _ in range(batch):
                number, index = divmod(number, size)
                drawn.append(alphabet[index])
            count -= batch
        return "".join(drawn)

    def digits(self, count: int) -> str:
        """Return as many decimal digits."""
        return self.letters("0123456789", count)


def content_of(parts: Sequence[str]) -> bytes:
    """Return several texts as bytes that no other texts have: each after its length."""
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


@lru_cache(maxsize=65536)
def moved(key: bytes, scope: str, pool: str, index: int, size: int) -> int:
    """Return where a keyed permutation without fixed points takes an index below `size`.

    It is one long cycle in a keyed order: find the place of `index` in the order, go one on, and look up
    what is there. The order is a Feistel network over the least square of a power of two that holds `size`,
    walked until it is back below `size`. https://en.wikipedia.org/wiki/Format-preserving_encryption
    """
    if size == 1:
        return 0
    half = ((size - 1).bit_length() + 1) // 2
    content = content_of((scope, "permutation", pool))
    place = index
    while True:
        place = _feistel(key, content, place, half, range(_ROUNDS))
        if place < size:
            break
    place = (place + 1) % size
    while True:
        place = _unfeistel(key, content, place, half)
        if place < size:
            return place


def _feistel(key: bytes, content: bytes, number: int, half: int, rounds: range) -> int:
    left, right = number >> half, number & ((1 << half) - 1)
    for turn in rounds:
        left, right = right, left ^ _round(key, content, turn, right, half)
    return left << half | right


def _unfeistel(key: bytes, content: bytes, number: int, half: int) -> int:
    left, right = number >> half, number & ((1 << half) - 1)
    for turn in reversed(range(_ROUNDS)):
        left, right = right ^ _round(key, content, turn, left, half), left
    return left << half | right


def _round(key: bytes, content: bytes, turn: int, value: int, half: int) -> int:
    digest = _digest(key, content + bytes((turn,)) + value.to_bytes(4, "big"))
    return int.from_bytes(digest[:4], "big") & ((1 << half) - 1)


def _digest(key: bytes, content: bytes) -> bytes:
    """Return HMAC-SHA-256, of which the key's part is computed once: a third of what `hmac.digest` takes.

    https://www.rfc-editor.org/rfc/rfc2104
    """
    inner, outer = _begun(key)
    inside, outside = inner.copy(), outer.copy()
    inside.update(content)
    outside.update(inside.digest())
    return bytes(outside.digest())


@lru_cache(maxsize=8)
def _begun(key: bytes) -> tuple[Any, Any]:
    block = (hashlib.sha256(key).digest() if len(key) > _BLOCK_BYTES else key).ljust(_BLOCK_BYTES, b"\0")
    inner, outer = (hashlib.sha256(bytes(byte ^ pad for byte in block)) for pad in (0x36, 0x5C))
    return inner, outer
