"""What one pass looks for in place of a costly trigger, and the test that decides where it stands.

Most triggers are a list of words and what follows them: `(?i)(?:^|[^A-Za-z])(?:tax no|tin)[^0-9]{0,9}[0-9]`.
As expressions each costs hyperscan a run of its own over the whole text; as literals its words cost
next to nothing, and `re` tests the rest where one stands. What has no words has a shape, a run of
digits in most cases: where none stands, triggers that need one are not looked for.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from typing import Final

# Words up to this length stand everywhere, unless they must be capitals; and so do these in code.
_SHORT: Final = 3
_SHORT_CAPITALS: Final = 1
EVERYWHERE: Final = frozenset(
    (
        b"actor agent auto block case code codi conf console cont conta cross document entry file handle "
        b"hash host issue live main name node norm number operation pass plan print quote record reference "
        b"report request ring run server sim start test token turns under user users"
    ).split()
)
# No tail that is bounded takes more bytes.
_LONGEST_TAIL: Final = 400
# Up to here each place is tried as an end.
_SHORT_TAIL: Final = 8
_MOST_FORMS: Final = 64
_MOST_OPTIONS: Final = 4
_MOST_ATOMS: Final = 80
# Where a trigger may say what stands before its words.
_PREFIX: Final = re.compile(r"\(\?:(?:\^|\\A)\|(\[(?:\\.|[^\]\\])+\])\)")
_CAPITALS: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_DIGITS: Final = frozenset(b"0123456789")
_DIGIT_OR_BREAK: Final = _DIGITS | frozenset(b"\n")
_LETTERS: Final = frozenset(b"abcdefghijklmnopqrstuvwxyz") | _CAPITALS
_WORD: Final = _LETTERS | _DIGITS | frozenset(b"_")
# A character, escaped or not, a class, or a group without groups in it; and how often it stands.
_ATOM: Final = re.compile(
    r"(?P<atom>\\x[0-9a-f]{2}|\\[^A-Za-z0-9]|\\[nrt]|\[(?:\\.|[^\]\\])+\]|\(\?:[^()]*\)|[^\\()\[\]{}?*+|^$.])"
    r"(?P<count>\{(?P<least>\d+)(?:,(?P<most>\d+))?\}|\?)?",
    re.DOTALL,
)
# What stands at a place of a regex: each of these, at least and at most so often.
_Atom = tuple[tuple[bytes, ...], int, int]

# Seven digits with a separator between two at the most; a capital letter and a digit side by side.
SHAPES: Final = (r"[0-9](?:[ ./-]?[0-9]){6}", r"[A-Z][ -]?[0-9]", r"[0-9][ -]?[A-Z]")
# The longest trigger, in bytes, that is looked for only around what has such a shape.
SHAPE_REACH: Final = 64
_DIGIT_COUNT: Final = 7
_SEPARATORS: Final = frozenset(b" ./-")
_CAPITAL_SEPARATORS: Final = frozenset(b" -")


@dataclass(frozen=True)
class Test:
    """What must hold around a word for the trigger to match there."""

    # Whether the case of ASCII letters counts.
    cased: bool
    # The bytes that may not stand before the word.
    not_before: frozenset[int]
    # What follows, for `re` on bytes.
    tail: str

    def ends(self, data: bytes, size: int, end: int) -> list[int]:
        """Return all the places where a match that holds a word of `size` bytes before `end` may end."""
        last = self.end(data, size, end)
        if last < 0 or self._has_one_end:
            return [last] if last >= 0 else []
        # `fullmatch` takes a stop behind the end for the end.
        stops = range(end, min(end + _SHORT_TAIL, len(data)) + 1)
        return [stop for stop in stops if self._tail.fullmatch(data, end, stop)]

    def end(self, data: bytes, size: int, end: int) -> int:
        """Return where a match that holds a word of `size` bytes before `end` ends, else -1."""
        start = end - size
        if start and data[start - 1] in self.not_before:
            return -1
        match = self._tail.match(data, end)
        return match.end() if match else -1

    @cached_property
    def _has_one_end(self) -> bool:
        return leads_to_digit(self.tail) or _has_one_size(self.tail)

    @cached_property
    def _tail(self) -> re.Pattern[bytes]:
        return re.compile(self.tail.encode(), re.DOTALL if self.cased else re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that lead to a trigger where a test holds."""

    # Literals, in lower case where case does not count.
    words: tuple[bytes, ...]
    test: Test
    # Whether they are so short that they are looked for at the start of a word only.
    short: bool


def split_trigger(trigger: str, *, starts: bool = False) -> tuple[list[Words], str]:
    """Take a trigger apart that begins with a list of words; return the words and what is left of it.

    `starts`: a find begins where the trigger ends, so that each of its ends must be known.
    """
    body = trigger.removeprefix("(?i)")
    cased = body == trigger
    prefix = _PREFIX.match(body)
    prefix_text = prefix[0] if prefix else ""
    not_before_all = _all_but(prefix[1], cased) if prefix else frozenset[int]()
    group = _group(body.removeprefix(prefix_text))
    if group is None or not _is_bounded(group[1]) or (starts and not _has_known_ends(group[1])):
        return [], trigger
    alternatives, tail = group
    more, test_tail = _literal_start(tail)
    # By what may not stand before them, and whether they are short.
    found: dict[tuple[frozenset[int], bool], dict[bytes, None]] = {}
    left: list[str] = []
    for alternative in alternatives:
        bounded = alternative.startswith("\\b")
        not_before = not_before_all | _WORD if bounded else not_before_all
        forms = [form + start for form in _forms(alternative.removeprefix("\\b")) for start in more]
        if not cased:
            forms = [form.lower() for form in forms]
        least = _SHORT_CAPITALS if cased and all(map(_CAPITALS.issuperset, forms)) else _SHORT
        short = bool(forms) and (min(map(len, forms)) <= least or not EVERYWHERE.isdisjoint(forms))
        fit = bool(forms) and (not bounded or forms[0][0] in _WORD)
        if fit and short:
            fit = not cased and not_before >= _LETTERS and all(form[0] in _LETTERS for form in forms)
        if fit:
            found.setdefault((not_before, short), {}).update(dict.fromkeys(forms))
        else:
            left.append(alternative)
    flags = "" if cased else "(?i)"
    rest = f"{flags}{prefix_text}(?:{'|'.join(left)}){tail}" if left else ""
    words = [
        Words(tuple(forms), Test(cased, not_before, test_tail), short)
        for (not_before, short), forms in found.items()
    ]
    return words, rest if words else trigger


def _all_but(allowed: str, cased: bool) -> frozenset[int]:
    """Return the bytes that are not of a class."""
    pattern = re.compile(allowed.encode(), re.DOTALL if cased else re.DOTALL | re.IGNORECASE)
    return frozenset(byte[0] for byte in _BYTES if not pattern.match(byte))


def _has_known_ends(tail: str) -> bool:
    """Return whether a tail ends in one place, so many bytes behind its first digit, or takes few bytes."""
    if not leads_to_digit(tail):
        return reach_of(tail) <= _SHORT_TAIL
    atoms = _read(tail) or []
    first = next(at for at, (options, _, _) in enumerate(atoms) if all(map(_DIGITS.issuperset, options)))
    return _are_one_size(atoms[first:])


def _has_one_size(tail: str) -> bool:
    """Return whether all that a tail may match takes equally many bytes."""
    atoms = _read(tail)
    return atoms is not None and _are_one_size(atoms)


def _are_one_size(atoms: Iterable[_Atom]) -> bool:
    return all(least == most and len(set(map(len, options))) == 1 for options, least, most in atoms)


def reach_of(tail: str) -> int:
    """Return how many bytes a tail of known reach may take."""
    atoms = _read(tail)
    if atoms is None:
        return _LONGEST_TAIL
    return sum(max(map(len, options)) * most for options, _, most in atoms)


def leads_to_digit(tail: str) -> bool:
    """Return whether all that a tail says up to its first digit is is: no digit, no line break."""
    for options, least, _ in _read(tail) or ():
        if all(_DIGITS.issuperset(option) for option in options):
            return least > 0
        if not all(_DIGIT_OR_BREAK.isdisjoint(option) for option in options):
            return False
    return False


def has_shape(trigger: str) -> bool:
    """Return whether every match of a trigger holds one of the shapes, and is short."""
    atoms = _read(trigger)
    return (
        atoms is not None
        and sum(max(map(len, options)) * most for options, _, most in atoms) < SHAPE_REACH
        and (_holds_digits(atoms) or _holds_capital(atoms))
    )


def _holds_digits(atoms: list[_Atom]) -> bool:
    count, parted = 0, False
    for options, least, most in atoms:
        if all(_DIGITS.issuperset(option) for option in options):
            count += min(map(len, options)) * least
            parted = parted and not least
        elif most == 1 and not parted and all(_SEPARATORS.issuperset(option) for option in options):
            parted = True
        else:
            count, parted = 0, False
        if count >= _DIGIT_COUNT:
            return True
    return False


def _holds_capital(atoms: list[_Atom]) -> bool:
    """Return whether a capital and a digit stand beside each other, or a blank or hyphen apart."""
    before, parted = "", False
    for options, least, most in atoms:
        if all(_DIGITS.issuperset(option) for option in options):
            kind = "digit"
        elif all(_CAPITALS.issuperset(option) for option in options):
            kind = "capital"
        elif most == 1 and not parted and all(_CAPITAL_SEPARATORS.issuperset(option) for option in options):
            parted = True
            continue
        else:
            kind = ""
        if not least:
            # It may stand there or not, so that nothing is known to be beside anything.
            before, parted = "", False
            continue
        if kind and before and kind != before:
            return True
        before, parted = kind, False
    return False


def _group(body: str) -> tuple[list[str], str] | None:
    """Return the alternatives of the group that a regex begins with, and what follows it."""
    if not body.startswith("(?:"):
        return None
    alternatives, depth, start, at = [], 0, 3, 0
    while at < len(body):
        char = body[at]
        if char == "\\":
            at += 1
        elif char == "[":
            at = _class_end(body, at)
        elif char == "(":
            depth += 1
        elif char == "|" and depth == 1:
            alternatives.append(body[start:at])
            start = at + 1
        elif char == ")":
            depth -= 1
            if not depth:
                alternatives.append(body[start:at])
                tail = body[at + 1 :]
                return None if tail[:1] in ("?", "*", "+", "{", "|") else (alternatives, tail)
        at += 1
    return None


def _class_end(body: str, at: int) -> int:
    at += 2 if body[at + 1 : at + 2] == "^" else 1
    while at < len(body) and body[at] != "]":
        at += 2 if body[at] == "\\" else 1
    return at


def _is_bounded(tail: str) -> bool:
    """Return whether a tail looks at a bounded stretch of text and means the same to `re`."""
    bare = re.sub(r"\\[^A-Za-z]|\\x[0-9a-f]{2}|\\[nrt]|\[(?:\\.|[^\]\\])+\]", "", tail)
    return not re.search(r"[*+$^]|\\|,\}", bare) and "|" not in re.sub(r"\([^()]*\)", "", bare)


def _literal_start(tail: str) -> tuple[list[bytes], str]:
    """Return what a tail begins with where that is one of a few characters, and the rest of it."""
    match = _ATOM.match(tail)
    options = _options(match["atom"]) if match and match["count"] is None else None
    if match is None or options is None or len(options) > _MOST_OPTIONS:
        return [b""], tail
    return list(options), tail[match.end() :]


def _forms(alternative: str) -> list[bytes]:
    """Return the literals that an alternative stands for, none where they are too many to list."""
    atoms = _read(alternative)
    if not atoms:
        return []
    parts: list[tuple[bytes, ...]] = []
    count = 1
    for options, least, most in atoms:
        parts.append(options if least else (*options, b""))
        count *= len(parts[-1])
        if most > 1 or count > _MOST_FORMS:
            return []
    return [b"".join(form) for form in product(*parts)]


def _read(regex: str) -> list[_Atom] | None:
    """Return what stands at each place of a regex, None where it says more than this reader knows."""
    atoms = list(_atoms(regex))
    return None if None in atoms or len(atoms) > _MOST_ATOMS else [atom for atom in atoms if atom]


def _atoms(regex: str) -> Iterator[_Atom | None]:
    at = 0
    while at < len(regex):
        match = _ATOM.match(regex, at)
        options = _options(match["atom"]) if match else None
        if match is None or options is None:
            yield None
            return
        at = match.end()
        if match["count"] is None:
            yield options, 1, 1
        elif match["count"] == "?":
            yield options, 0, 1
        else:
            yield options, int(match["least"]), int(match["most"] or match["least"])


@lru_cache(maxsize=4096)
def _options(atom: str) -> tuple[bytes, ...] | None:
    if atom.startswith("["):
        pattern = re.compile(atom.encode(), re.DOTALL)
        return tuple(byte for byte in _BYTES if pattern.match(byte))
    if atom.startswith("(?:"):
        options: list[bytes] = []
        for alternative in atom[3:-1].split("|"):
            atoms = _read(alternative)
            single = atoms and len(atoms) == 1 and atoms[0][1:] == (1, 1)
            forms = atoms[0][0] if atoms and single else tuple(_forms(alternative))
            if not forms:
                return None
            options += forms
        return tuple(options)
    if atom.startswith("\\x"):
        return (bytes.fromhex(atom[2:]),)
    return (_ESCAPES.get(atom, atom[-1].encode()),)


_ESCAPES: Final = {"\\n": b"\n", "\\r": b"\r", "\\t": b"\t"}
_BYTES: Final = tuple(bytes((byte,)) for byte in range(256))
