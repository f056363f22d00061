"""Invented words for places, companies and hosts, and how a word is written like another."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from scrub.surrogates.draw import WIDE_MARK, Draw, moved
from scrub.surrogates.pools import folded, pools_of, script_of

# 64 x 24 x 64 words, none of them anyone's by intent: 98 304.
_STARTS: Final = """
al am ar bar bel ber bor bran bre bri cal car cor dal dan del dor el elm er fal far fen fer gal gar gil glen
gor hal har hel hol il is jar kel ker kin lan lar lin lor mal mar mel mer mor nar nel nor or os pel per quil
ral ren rin sal sel sol tal tam tor val ver wen wil
"""
_MIDDLES: Final = "a e i o u an en in on un ar er ir or ur al el il ol ul as es is os"
_ENDS: Final = """
bach bank beck berg bourne brant brook bury by cott croft dale den dene dorn don fell field fold ford gard
gate grove ham hart haven heath hill holm holt hurst kirk land leigh ley lock low mere mont moor mouth ness
port rick ridge row sand set shaw side stead stone stow tham thorne thwaite toft ton tree vale ville wall
wick wold wood worth yard
"""
_START_WORDS: Final = tuple(_STARTS.split())[:64]
_MIDDLE_WORDS: Final = tuple(_MIDDLES.split())
_END_WORDS: Final = tuple(_ENDS.split())[:64]


@lru_cache(maxsize=16384)
def invented(word: str, key: bytes, scope: str) -> str:
    """Return the lower-case invented word that stands for a word of a name of a place, company or host.

    A word of another script becomes a family name of that script; in a scope of many conversations, one is
    made of syllables.
    """
    script = script_of(word)
    draw = Draw(key, scope, "WORD", folded(word))
    if script == "latin" and scope.endswith(WIDE_MARK):
        return syllables(draw)
    if script != "latin":
        pools = pools_of(script)
        kind = pools.kind_of(word, "family")
        return _unlike(word, draw, pools.drawable(kind)[1])
    while True:
        made = draw.choice(_START_WORDS) + draw.choice(_MIDDLE_WORDS) + draw.choice(_END_WORDS)
        if made != folded(word):
            return made


# 20 x 10 of them, told apart where they are joined; five make 320 billion words.
_ONSETS: Final = "b d f g h j k l m n p r s t v z br dr kr tr"
_VOWELS: Final = "a e i o u ai au ea ia io"
_ONSET_PARTS: Final = tuple(_ONSETS.split())
_VOWEL_PARTS: Final = tuple(_VOWELS.split())
_SYLLABLES: Final = 5


def syllables(draw: Draw) -> str:
    """Return a word of which there are so many that of a million two rarely meet."""
    return "".join([draw.choice(_ONSET_PARTS) + draw.choice(_VOWEL_PARTS) for _ in range(_SYLLABLES)])


def _unlike(word: str, draw: Draw, names: Sequence[str]) -> str:
    while True:
        name = draw.choice(names)
        if folded(name) != folded(word):
            return name


def cased(like: str, word: str) -> str:
    """Return a word in the case of another: `JANE`, `jane`, else as it is."""
    if like.isupper() and (len(like) > 1 or len(word) == 1):
        return word.upper()
    if like.islower():
        return word.lower()
    return word


def titled(like: str, word: str) -> str:
    """Return a lower-case word in the case of another: `ACME`, `acme`, else with a capital."""
    return cased(like, word[:1].upper() + word[1:])


def plain(word: str) -> str:
    """Return a word without accents and with its case, as it stands in a login."""
    if word.isascii():
        return word
    return "".join(
        [folded(character).capitalize() if character.isupper() else folded(character) for character in word]
    )


def digits_like(draw: Draw, digits: str) -> str:
    """Return as many digits of the same script, with a zero in front only where there was one."""
    drawn = draw.digits(len(digits))
    if not is_zero(digits[0]) and drawn[0] == "0":
        drawn = str(1 + draw.below(9)) + drawn[1:]
    return in_script(digits, drawn)


def in_script(like: str, digits: str) -> str:
    """Return ASCII digits in the script of others."""
    if like.isascii():
        return digits
    zero = next((ord(it) - unicodedata.decimal(it) for it in like if it.isdecimal()), ord("0"))
    return "".join([chr(zero + int(digit)) for digit in digits])


def is_zero(digit: str) -> bool:
    """Return whether a digit of any script is zero."""
    return unicodedata.decimal(digit, -1) == 0


# Without those that are taken for digits.
LETTERS: Final = "abcdefghjkmnprstuvwxyz"


def shape_like(draw: Draw, text: str) -> str:
    """Return a text of the same shape: digits for digits, letters for letters in their case.

    The same characters with other signs between them, or in the other case, become the same.
    """
    out = []
    is_first = True
    for character in text:
        if character.isdecimal():
            digit = 1 + draw.below(9) if is_first and not is_zero(character) else draw.below(10)
            out.append(in_script(character, str(digit)))
        elif character.isalpha() and character.isascii():
            letter = draw.choice(LETTERS)
            out.append(letter.upper() if character.isupper() else letter)
        elif character.isalpha():
            out.append(_letter_like(draw, character))
        else:
            out.append(character)
        is_first = is_first and not character.isalnum()
    return "".join(out)


def _letter_like(draw: Draw, letter: str) -> str:
    """Return another letter that stands near this one in Unicode, so of its script."""
    base = ord(letter) & ~0x1F
    near = [chr(code) for code in range(base, base + 32)]
    fits = [it for it in near if it.isalpha() and it.isupper() == letter.isupper() and it != letter]
    return draw.choice(fits) if fits else letter


def moved_letter(letter: str, key: bytes, scope: str) -> str:
    """Return the letter that stands for an initial; different ones stay different."""
    plain_letter = folded(letter)
    if len(plain_letter) == 1 and "a" <= plain_letter <= "z":
        index = moved(key, scope, "initials", ord(plain_letter) - ord("a"), 26)
        drawn = chr(ord("a") + index)
    else:
        drawn = _letter_like(Draw(key, scope, "INITIAL", plain_letter), letter.lower())
    return drawn.upper() if letter.isupper() else drawn
