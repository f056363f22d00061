"""Names of people: as many parts, in the same order, case and script."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from scrub.surrogates.draw import Draw
from scrub.surrogates.name_words import stand_in_word
from scrub.surrogates.pools import UNSPACED, folded, pools_of, script_of
from scrub.surrogates.words import cased, digits_like, moved_letter

# Letters with the marks that follow them, vowels among them, that are not `\w`: of the Indic scripts, and of
# Syriac, Maldivian, N'Ko, Lao, Tibetan, Burmese, Khmer, Mongolian, Balinese, Javanese and Meitei.
# No letter is both, or runs of them would be read in exponentially many ways.
LETTER: Final = (
    r"(?:[^\W\d_]|(?![^\W\d_])[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
    r"\u0e31-\u0e3a\u0e47-\u0e4e\u200c\u200d\u06d6-\u06dc\u06df-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3"
    r"\u0eb1-\u0ebc\u0ec8-\u0ece\u0f35\u0f37\u0f39\u0f71-\u0f84\u0f86\u0f87\u0f8d-\u0fbc\u102b-\u103e\u1056-\u108f"
    r"\u109a-\u109d\u17b4-\u17d3\u17dd\u180b-\u180f\u1885\u1886\u18a9\u1ab0-\u1ace\u1b00-\u1b4c\u1dc0-\u1dff"
    r"\u302a-\u302f\u3099\u309a\ua980-\ua9c0\uabe3-\uabea\uabec\uabed\ufe20-\ufe2f])"
)
# A word of a name, such as `O'Neill`; apostrophes may be letters too.
NAME_WORD: Final = rf"(?>{LETTER}+(?:['’ʼ]{LETTER}{{2,}})*)"
_WORD: Final = re.compile(rf"{NAME_WORD}|\d+")
# Between a first and a last name they say nothing of the person.
_PARTICLES_LIST: Final = """
van von de der den del della di da do dos das du la le el al bin ibn ben bint binti abu ter ten zu zur zum
y e i af av ap a/l a/p d dell ul ur
"""
PARTICLES: Final = frozenset(_PARTICLES_LIST.split())
_TITLES_LIST: Final = """
mr mrs ms miss mx dr prof sir lady lord herr frau fr hr mme mlle m sr sra srta sig dott ing mag dipl rev
jr iii ii iv phd md esq jun sen г-н г-жа
"""
TITLES: Final = frozenset(_TITLES_LIST.split())
_SIGNED: Final = 3


def stand_in_name(value: str, key: bytes, scope: str) -> str:
    """Return the stand-in of a name, word by word.

    >>> stand_in_name("Roe, Jane", bytes(32), "").count(", ")
    1
    """
    tokens = list(_WORD.finditer(value))
    roles = _roles([token[0] for token in tokens])
    out: list[str] = []
    position = 0
    for token, role in zip(tokens, roles, strict=True):
        out += (value[position : token.start()], _written(token[0], role, key, scope))
        position = token.end()
    return "".join([*out, value[position:]])


def _written(word: str, role: str, key: bytes, scope: str) -> str:
    if role == "kept":
        return word
    if role == "initials":
        return "".join([moved_letter(letter, key, scope) if letter.isalpha() else letter for letter in word])
    if word.isdecimal():
        return digits_like(Draw(key, scope, "DIGITS", word), word)
    if role == "whole":
        family, given = split_unspaced(word)
        return "".join(
            stand_in_word(part, part_role, key, scope)
            for part, part_role in ((family, "family"), (given, "given"))
            if part
        )
    return cased(word, stand_in_word(word, role, key, scope))


def _roles(words: Sequence[str]) -> list[str]:
    """Return for each word: given, family, initials, kept, or whole where it is a name without a gap."""
    roles = [""] * len(words)
    names = []
    for place, word in enumerate(words):
        if _is_initial(word):
            roles[place] = "initials"
        elif script_of(word) in UNSPACED and len(words) == 1:
            roles[place] = "whole"
        else:
            names.append(place)
    if len(names) > 1:
        kept = [
            place
            for place in names
            if (folded(words[place]) in PARTICLES and words[place][0].islower() and place != len(words) - 1)
            or folded(words[place]) in TITLES
        ]
        if len(kept) < len(names):
            for place in kept:
                roles[place] = "kept"
            names = [place for place in names if place not in kept]
    if not names:
        return roles if any(roles) and set(roles) != {"kept"} else ["initials"] * len(words)
    if len(words) == 1 and _is_signature(words[0]):
        return ["initials"]
    for place in names:
        roles[place] = lone_role(words[place])
    return roles


def lone_role(word: str) -> str:
    """Return the role of a word by itself: a known given name is one, all else a family name.

    Its place in a full name does not count, so that it has one stand-in alone and with others.
    """
    pools = pools_of(script_of(word))
    return "given" if folded(word) in pools.given else "family"


def is_known(word: str) -> bool:
    """Return whether a word is a name of the pools."""
    pools = pools_of(script_of(word))
    return folded(word) in pools.given or folded(word) in pools.family


def split_unspaced(word: str) -> tuple[str, str]:
    """Return family and given name of a Chinese, Japanese or Korean name without a gap; one may be empty."""
    pools = pools_of(script_of(word))
    if word in pools.family and len(word) > 1 and not (word[0] in pools.family and word[1:] in pools.given):
        return word, ""
    for length in (2, 1):
        if len(word) > length and word[:length] in pools.family and len(word) - length <= _LONGEST_GIVEN:
            return word[:length], word[length:]
    if len(word) == 1:
        return word, ""
    return ("", word) if word in pools.given or len(word) < _SIGNED else (word[:1], word[1:])


_LONGEST_GIVEN: Final = 3


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.lower() != word.upper()


def _is_signature(word: str) -> bool:
    """Return whether a word is initials: `JR`, `J.R.`"""
    return (
        1 < len(word) <= _SIGNED
        and word.isupper()
        and unicodedata.category(word[0]) == "Lu"
        and not (
            folded(word) in pools_of(script_of(word)).given
            or folded(word) in pools_of(script_of(word)).family
        )
    )
