"""Whether a name in one script is a name in another: `شیرین` and `Shirin`, `김` and `Kim`."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# To letters that stand for how a consonant sounds, roughly: vowels are written or not, as scripts like.
_CYRILLIC: Final = (
    "а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch "
    "ш sh щ sh ъ . ы i ь . э e ю iu я ia і i ї i є e ґ g ў u ђ dj ј i љ l њ n ћ c џ dz"
)
_GREEK: Final = (
    "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ ks ο o π p ρ r σ s ς s τ t υ i φ f χ kh ψ ps ω o"
)
_ARABIC: Final = (
    "ا a أ a إ a آ a ب b پ p ت t ث th ج j چ ch ح h خ kh د d ذ d ر r ز z ژ zh س s ش sh ص s ض d ط t ظ z ع . "
    "غ gh ف f ق k ك k ک k گ g ل l م m ن n ه h ة . و v ؤ v ي y ی y ى a ئ y ء ."
)
_HEBREW: Final = (
    "א a ב b ג g ד d ה h ו v ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע . פ p ף p צ ts ץ ts ק k "
    "ר r ש sh ת t"
)
_GEORGIAN: Final = (
    "ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh "
    "ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h"
)
_ARMENIAN: Final = (
    "ա a բ b գ g դ d ե e զ z է e ը e թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o "
    "չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f"
)
_TABLES: Final = (_CYRILLIC, _GREEK, _ARABIC, _HEBREW, _GEORGIAN, _ARMENIAN)
_LETTERS: Final = {
    ord(letter): "" if sound == "." else sound
    for table in _TABLES
    for letter, sound in zip(table.split()[::2], table.split()[1::2], strict=True)
}
_FIRST_SYLLABLE: Final = 0xAC00
_LAST_SYLLABLE: Final = 0xD7A3
_LEADS_LIST: Final = "k kk n t tt r m b bb s ss . j jj ch k t p h"
_LEADS: Final = _LEADS_LIST.split()
_VOWELS_LIST: Final = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
_VOWELS: Final = _VOWELS_LIST.split()
_TAILS_LIST: Final = ". k k k n n n t l k m l l l p l m b p t t ng t t k t p t"
_TAILS: Final = _TAILS_LIST.split()
# One letter for what transliterations of one sound vary between.
_SAME: Final = (
    (re.compile(r"sch|sh|zh|ch|tch|cz|sz|ş|ç"), "s"),
    (re.compile(r"kh|gh|ck|[qcgx]"), "k"),
    (re.compile(r"ph|[bpf]"), "b"),
    (re.compile(r"dt|th|dh|dj|dz|d"), "t"),
    (re.compile(r"[jz]"), "s"),
    (re.compile(r"[aeiouyhvw]"), ""),
    (re.compile(r"l"), "r"),
)
_DOUBLED: Final = re.compile(r"(.)\1+")
_ARTICLE: Final = re.compile(r"(?:^|(?<= ))ال")
_LEAST: Final = 2


def sound_of(words: str) -> str:
    """Return the consonants of folded words in a few classes, the same in every script that is known.

    Nothing where it is not, or where they say too little.

    >>> sound_of("شیرین") == sound_of("shirin"), sound_of("김서연") == sound_of("kim seo yeon")
    (True, True)
    """
    sound = _sound(words)
    return sound if len(sound) >= _LEAST else ""


def romanized(words: str) -> str:
    """Return folded words in Latin letters, roughly; letters of unknown scripts as they are."""
    return "".join([_syllable(letter) for letter in words.translate(_LETTERS)])


@lru_cache(maxsize=16384)
def _sound(words: str) -> str:
    latin = romanized(_ARTICLE.sub("", unicodedata.normalize("NFC", words)))
    latin = _DOUBLED.sub(r"\1", latin.replace(" ", "").replace("'", ""))
    if not latin.isascii():
        return ""
    for pattern, sound in _SAME:
        latin = pattern.sub(sound, latin)
    return latin


def _syllable(letter: str) -> str:
    """Return a Korean syllable in Latin letters. https://www.unicode.org/reports/tr15/#Hangul"""
    number = ord(letter) - _FIRST_SYLLABLE
    if not 0 <= number <= _LAST_SYLLABLE - _FIRST_SYLLABLE:
        return letter
    lead, rest = divmod(number, len(_VOWELS) * len(_TAILS))
    vowel, tail = divmod(rest, len(_TAILS))
    return (_LEADS[lead] + _VOWELS[vowel] + _TAILS[tail]).replace(".", "")
