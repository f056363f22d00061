"""Whether a string was drawn at random or written by someone, from how its neighbours follow each other."""

import functools
import itertools
import re
from typing import Final

# Two models compete for the string, and the likelihood ratio decides; the longer the string, the surer.
# *Written*: what follows what in identifiers, paths and words. Letters are folded to lower case, every digit
# is `0`, everything else `-`; a change of case between letters has a price of its own.
# *Drawn*: each character uniformly from the smallest usual alphabet that holds the string (hexadecimal,
# base 36, 62, 64 or all printable), so no threshold on entropy that would mean a different thing for each.
# Before that, runs, sequences and repeated blocks are ruled out, which neither model knows about.
#
# Row: one of a to z, `0`, `-`; column: the next one; a = 0, b = 1, ... in thirds of a nat. Counted
# over the identifiers and words (each once, and by the logarithm of its frequency) of CPython's standard
# library, and the stop words and sample sentences of spaCy's Latin-script languages without their accents.
_FOLLOWS: Final = (
    "rliiuqkqkrmhihsjvgigmmppmrsn",
    "gomphrqthjvgpqilwjkogwrvkrnj",
    "htnqhqshlzhiorfqtknhkquyqvpk",
    "ipokeoosgtujrpiqwlkmjpstotqg",
    "kpjjnmnspsqgkhqmpghiqnokotrh",
    "jwpokjqvgxzkrshqxjmmkxuzpzpd",
    "jqqqdslkhutkoklpziimkrsysrpg",
    "essoesvshzqnopgsykoikruxpwvi",
    "lmjkkmktrtpikehlwlhhrmznwmvn",
    "gvqpetvqiunqsqfnvqlpgsuvrrph",
    "hqooepnmgupktmkpsoinlpmzputg",
    "hpqmfftvgusisrhoztlklsuzmvuj",
    "flroetvuixrnkqhhzrknlvwzpxuj",
    "hrjghlhojtnormjouriglnuxpvsi",
    "mliisnmumqmjjfljzgjjjnlptsqk",
    "ftonfptnjzritshivhmilrrzkzqi",
    "rrspptvqvvvmsptprmmqbtqusvni",
    "hrlmepluhvoolmhpzkiimorxlvui",
    "kulsdrplixnnqrkksqjfkrpvmvth",
    "hqmofovigwpmoqimxikkkrptlssg",
    "lklnimmvktqhjglizhigqtwsssom",
    "erpwcrtugvvsqqjsyoosorsvsvnk",
    "gsoniptkfxvnojiqtgjostmrvvqh",
    "lqhpintqiyvnnuohuqndprrnltig",
    "jnmnknqpmuskljnfwmghqonuqqpe",
    "irqmcpvogulnnnjowrppnupvnqnk",
    "noopnpxuuwxstuqtzwssuyxkvwbf",
    "jlijkjlljsokkkljrjhjmnmrsskg",
)
_UNIT: Final = 1 / 3
_DIGIT_CHOICE: Final = 2.303
_MARK_CHOICE: Final = 1.609
_RARE_MARK_CHOICE: Final = 3.5
# Surprise of lower after lower, upper after lower, lower after upper, upper after upper.
_CASE: Final = ((0.011, 4.540), (1.339, 0.304))

_MIN_LENGTH: Final = 8
_MAX_LENGTH: Final = 4096
# Odds of 250 to 1 for drawn over written.
_MARGIN: Final = 5.5
# A run of one character, or of characters that count, is no chance from here on, if a third of the text.
_MIN_RUN: Final = 5
# A piece of a text, between marks, is looked at alone from this length on (`key-` before hexadecimal digits).
_MIN_PIECE: Final = 16
# A key has as many characters, and as many different ones.
_MIN_KEY: Final = 20
_MIN_DIFFERENT: Final = 6
_MARKS: Final = re.compile(r"[^0-9A-Za-z]+")


@functools.cache
def _pair_costs() -> dict[str, float]:
    costs = {}
    visible = [chr(code) for code in range(33, 127)]
    for first in visible:
        row = _FOLLOWS[_symbol(first)]
        for second in visible:
            cost = (ord(row[_symbol(second)]) - ord("a")) * _UNIT
            if second.isdigit():
                cost += _DIGIT_CHOICE
            elif not second.isalpha():
                cost += _RARE_MARK_CHOICE if second in "!#$%&*;?@^|~" else _MARK_CHOICE
            elif first.isalpha():
                cost += _CASE[first.isupper()][second.isupper()]
            costs[first + second] = cost
    return costs


def _symbol(character: str) -> int:
    if character.isalpha():
        return ord(character.lower()) - ord("a")
    return 26 if character.isdigit() else 27


# Natural logarithms of the sizes 10, 16, 26, 36, 52, 62, 64 and 94.
_ALPHABETS: Final = tuple(
    (frozenset(characters), size)
    for characters, size in (
        ("0123456789", 2.303),
        ("0123456789abcdef", 2.773),
        ("0123456789ABCDEF", 2.773),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3.258),
        ("abcdefghijklmnopqrstuvwxyz", 3.258),
        ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3.584),
        ("0123456789abcdefghijklmnopqrstuvwxyz", 3.584),
        ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 3.951),
        ("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", 4.127),
        ("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/=", 4.159),
        ("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_=", 4.159),
    )
)
_PRINTABLE: Final = 4.543


def randomness(text: str) -> float:
    """Return how many nats likelier a visible ASCII text is drawn than written; -inf for any other text.

    >>> randomness("configuration_manager") < 0 < randomness("q8Zr2" + "vXw7Lk0")
    True
    """
    if (
        not _MIN_LENGTH <= len(text) <= _MAX_LENGTH
        or not text.isascii()
        or not text.isprintable()
        or " " in text
    ):
        return float("-inf")
    characters = set(text)
    uniform = next((size for alphabet, size in _ALPHABETS if characters <= alphabet), _PRINTABLE)
    written = sum(map(_pair_costs().__getitem__, map(str.__add__, text, text[1:])))
    return written - uniform * (len(text) - 1)


def looks_random(text: str) -> bool:
    """Return whether a text, or its longest piece between marks, is likelier drawn than written.

    Texts that repeat or count are not random, however unlike words they are.
    """
    if randomness(text) > _MARGIN:
        return not repeats(text) and not counts(text)
    piece = max(_MARKS.split(text[:_MAX_LENGTH]), key=len)
    is_part = _MIN_PIECE <= len(piece) < len(text)
    return is_part and randomness(piece) > _MARGIN and not repeats(piece) and not counts(piece)


def looks_drawn(text: str) -> bool:
    """Return whether a text as long as a key is written like one, even if it counts or repeats.

    >>> looks_drawn("abcd1234" * 4), looks_drawn("configurationmanagerfactory"), looks_drawn("0" * 40)
    (True, False, False)
    """
    return (
        len(text) >= _MIN_KEY
        and len(set(text)) >= _MIN_DIFFERENT
        and text.isalnum()
        and randomness(text) > _MARGIN
    )


def repeats(text: str) -> bool:
    """Return whether a text has few different characters for its length, a long run, or a repeated block."""
    length = len(text)
    if len(set(text)) < min(length / 2, 6) or _has_run(text, 0):
        return True
    # A text that is its own beginning over and over occurs in its double before the end.
    return length > 1 and (text + text).find(text, 1) < length


def counts(text: str) -> bool:
    """Return whether a third of a text, and more than chance allows, counts up or down in code points."""
    return _has_run(text, 1) or _has_run(text, -1)


def _has_run(text: str, step: int) -> bool:
    codes = text.encode("utf-32-le", "surrogatepass")[::4]
    steps = bytes((second - first) & 255 for first, second in itertools.pairwise(codes))
    needed = max(_MIN_RUN, -(-len(text) // 3))
    return bytes([step & 255]) * (needed - 1) in steps
