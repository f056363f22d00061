"""Words of any script in Latin letters, roughly: in these the large model knows the names of the world."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

# Letters whose Unicode name does not say how they sound.
_LISTED_TEXT: Final = """
а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch
ш sh щ shch ъ . ы y ь . э e ю yu я ya і i ї yi є ye ґ g ў u ђ dj ј j љ lj њ nj ћ c џ dz ә a ғ g қ k ң n
ө o ұ u ү u һ h
α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o
ا a أ a إ i آ a ب b پ p ت t ث th ج j چ ch ح h خ kh د d ذ dh ر r ز z ژ zh س s ش sh ص s ض d ط t ظ z ع a
غ gh ف f ق q ك k ک k گ g ل l م m ن n ه h ة a و w ؤ w ي y ی y ى a ئ y ء . ٹ t ڈ d ڑ r ں n ہ h ھ h ے e
א a ב b ג g ד d ה h ו v ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף p צ ts ץ ts ק k
ר r ש sh ת t
ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh
ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h
ա a բ b գ g դ d ե e զ z է e ը e թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o
չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f
"""
_LISTED: Final = _LISTED_TEXT.split()
_SOUNDS: Final = dict(
    zip(_LISTED[::2], ("" if sound == "." else sound for sound in _LISTED[1::2]), strict=True)
)
# Scripts in which a consonant is said with an `a` unless another vowel or a sign follows; in the first ones
# the last `a` of a word is silent.
_SILENT_LAST: Final = ("DEVANAGARI", "BENGALI", "GUJARATI", "GURMUKHI", "ORIYA")
_INDIC: Final = (*_SILENT_LAST, "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA")
_VOWELS: Final = frozenset(("A", "AA", "I", "II", "U", "UU", "E", "EE", "AI", "O", "OO", "AU"))
_MARKS: Final = {"ANUSVARA": "n", "CANDRABINDU": "n", "BINDI": "n", "TIPPI": "n", "VISARGA": "h"}
_SILENCERS: Final = frozenset(("VIRAMA", "AL-LAKUNA", "PULLI"))
_LIKE: Final = (
    ("aa", "a"), ("ii", "i"), ("uu", "u"), ("ee", "e"), ("oo", "o"), ("tt", "t"), ("dd", "d"), ("nn", "n"),
    ("ll", "l"), ("rr", "r"), ("ss", "sh"), ("vocalic ", "r"), ("candra ", ""), ("short ", ""),
)  # fmt: skip


def romanized(word: str) -> str:
    """Return a word in lower case in Latin letters; signs whose sound is not known as they are.

    >>> romanized("иван"), romanized("नरेंद्र"), romanized("김"), romanized("さくら"), romanized("陈")
    ('ivan', 'narendra', 'gim', 'sakura', 'chen')
    """
    found = ""
    for sign in word:
        sound = _SOUNDS.get(sign)
        if sound is None:
            kind, sound = _sound(sign) if not sign.isascii() else ("", sign)
            if kind == "vowel":
                found = found.removesuffix("a")
        found += sound
    return found.removesuffix("a") if _ends_silent(word) and len(found) > 2 else found


def _ends_silent(word: str) -> bool:
    """Whether a word ends in a consonant by itself, whose vowel is not said in some scripts."""
    if word.isascii() or unicodedata.name(word[-1], "").split(" ")[0] not in _SILENT_LAST:
        return False
    return _sound(word[-1])[0] == "consonant" and _sound(word[-2:-1] or "a")[1] != ""


@cache
def _sound(sign: str) -> tuple[str, str]:
    """Return what a sign is, and how it is said, by its name in Unicode."""
    script, _, name = unicodedata.name(sign, "").partition(" ")
    if script == "CJK":
        return "", _han().get(sign, sign)
    if script in ("HIRAGANA", "KATAKANA"):
        return "", "" if "SOUND MARK" in name else name.rsplit(" ", 1)[-1].lower()
    if script == "HANGUL":
        return "", name.rsplit(" ", 1)[-1].lower()
    if script in ("THAI", "LAO"):
        return "", _thai(name)
    if script in _INDIC:
        return _indic(name)
    return "", _SOUNDS.get(unicodedata.normalize("NFD", sign)[0], sign)


def _thai(name: str) -> str:
    """Return the sound of `CHARACTER KO KAI` or `CHARACTER SARA AA`; tones are none."""
    kind, *rest = name.split(" ")[1:] or [""]
    if kind == "SARA":
        return rest[0][:1].lower()
    if kind == "MAI":
        return "a" if rest == ["HAN-AKAT"] else ""
    return kind.removesuffix("O").lower() if kind.endswith("O") else ""


def _indic(name: str) -> tuple[str, str]:
    tail = name.rsplit(" ", 1)[-1]
    if tail in _SILENCERS:
        return "vowel", ""
    if tail in _MARKS:
        return "", _MARKS[tail]
    said = name.split("LETTER ")[-1].split("VOWEL SIGN ")[-1].lower().removesuffix("yanna")
    if said.startswith("c") and not said.startswith("ch"):
        said = said.replace("c", "ch", 1)
    for written, sound in _LIKE:
        said = said.replace(written, sound)
    if "VOWEL SIGN" in name:
        return "vowel", said
    if "LETTER" not in name or " " in said:
        return "", ""
    return ("letter" if tail in _VOWELS else "consonant"), said


def han_readings() -> Iterator[tuple[str, str]]:
    """Yield the readings of Chinese characters in pinyin without tones, each with its characters."""
    text = (files("recognizers.names") / "han_readings.txt").read_text(encoding="utf-8").replace("\n ", "")
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            reading, _, signs = line.partition(": ")
            yield reading, signs


@cache
def _han() -> dict[str, str]:
    found: dict[str, str] = {}
    for reading, signs in han_readings():
        for sign in signs:
            found.setdefault(sign, reading)
    return found
