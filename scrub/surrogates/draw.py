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
# The rounds of a network, each known by a byte.
_TURNS: Final = (b"\0", b"\1", b"\2", b"\3")
_TURNS_BACK: Final = _TURNS[::-1]
# Rounds of numbers of no more bits are kept: 256 of them.
_KEPT_BITS: Final = 6
_BLOCK_BYTES: Final = 64


class Draw:
    """A stream of choices that one key and one identity determine."""

    __slots__ = ("_identity", "_key", "_left", "_number", "_refills")

    def __init__(self, key: bytes, *parts: str) -> None:
        self._key = key
        # Read once, however long it is.
        self._identity = _read(key, content_of(parts))
        self._refills = 0
        self._refill()

    def checking(self, *parts: str) -> "Draw":
        """Return what decides the check of a text, with the same key, whatever this stream is of."""
        return Draw(self._key, SEAL, *parts)

    def _refill(self) -> None:
        inside = self._identity.copy()
        inside.update(self._refills.to_bytes(4, "big"))
        self._number = int.from_bytes(_ended(self._key, inside), "big")
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
    network = _network(key, scope, pool, size)
    return network.backward((network.forward(index) + 1) % size)


class _Network:
    """A keyed order of the numbers below a size."""

    __slots__ = ("_half", "_inner", "_known", "_mask", "_outer", "_size")

    def __init__(self, key: bytes, content: bytes, size: int) -> None:
        inner, self._outer = _begun(key)
        # What all rounds begin with is hashed once.
        self._inner = inner.copy()
        self._inner.update(content)
        self._size = size
        # In small orders most rounds come again, for other numbers too.
        self._known: dict[tuple[bytes, int], int] = {}
        self._half = ((size - 1).bit_length() + 1) // 2
        self._mask = (1 << self._half) - 1

    def forward(self, number: int) -> int:
        """Return where a number stands in the order."""
        half, mask, drawn = self._half, self._mask, self._round
        while True:
            left, right = number >> half, number & mask
            for turn in _TURNS:
                left, right = right, left ^ drawn(turn, right)
            number = left << half | right
            if number < self._size:
                return number

    def backward(self, number: int) -> int:
        """Return which number stands at a place."""
        half, mask, drawn = self._half, self._mask, self._round
        while True:
            left, right = number >> half, number & mask
            for turn in _TURNS_BACK:
                left, right = right ^ drawn(turn, left), left
            number = left << half | right
            if number < self._size:
                return number

    def _round(self, turn: bytes, value: int) -> int:
        known = self._known.get((turn, value))
        if known is not None:
            return known
        inside, outside = self._inner.copy(), self._outer.copy()
        inside.update(turn + value.to_bytes(4, "big"))
        outside.update(inside.digest())
        drawn = int.from_bytes(outside.digest()[:4], "big") & self._mask
        if self._half <= _KEPT_BITS:
            self._known[turn, value] = drawn
        return drawn


@lru_cache(maxsize=256)
def _network(key: bytes, scope: str, pool: str, size: int) -> _Network:
    return _Network(key, content_of((scope, "permutation", pool)), size)


def _digest(key: bytes, content: bytes) -> bytes:
    """Return HMAC-SHA-256, of which the key's part is computed once: a third of what `hmac.digest` takes.

    https://www.rfc-editor.org/rfc/rfc2104
    """
    return _ended(key, _read(key, content))


def _read(key: bytes, content: bytes) -> Any:
    inside = _begun(key)[0].copy()
    inside.update(content)
    return inside


def _ended(key: bytes, inside: Any) -> bytes:
    outside = _begun(key)[1].copy()
    outside.update(inside.digest())
    return bytes(outside.digest())


@lru_cache(maxsize=8)
def _begun(key: bytes) -> tuple[Any, Any]:
    block = (hashlib.sha256(key).digest() if len(key) > _BLOCK_BYTES else key).ljust(_BLOCK_BYTES, b"\0")
    inner, outer = (hashlib.sha256(bytes(byte ^ pad for byte in block)) for pad in (0x36, 0x5C))
    return inner, outer
