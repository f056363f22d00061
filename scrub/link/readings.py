"""How a name in Chinese characters or in kana is read: `田中` Tanaka, `思远` Siyuan, `さくら` Sakura.

Only whole readings count, since `王伟` and `Wang Fang` are two people. Japanese names are read by a table of
the commonest, Chinese ones by character; English given names of Chinese people are no readings.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Final

from recognizers.names.romanized import han_readings
from scrub.surrogates.pools import script_of

_KANA_LIST: Final = """
あ a い i う u え e お o か ka き ki く ku け ke こ ko が ga ぎ gi ぐ gu げ ge ご go さ sa し shi す
su せ se そ so ざ za じ ji ず zu ぜ ze ぞ zo た ta ち chi つ tsu て te と to だ da ぢ ji づ zu で de
ど do な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho ば ba び bi ぶ bu べ be ぼ bo ぱ pa
ぴ pi ぷ pu ぺ pe ぽ po ま ma み mi む mu め me も mo や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro
わ wa ゐ i ゑ e を o ん n ゔ vu
"""
_KANA: Final = _KANA_LIST.split()
_SOUNDS: Final = dict(zip(_KANA[::2], _KANA[1::2], strict=True))
_SMALL: Final = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_LONG: Final = re.compile(r"(?<=[ou])u|(?<=o)[oh](?![aiueo])|(?<=u)h(?![aiueo])|ー")
_SECTION: Final = re.compile(r"^\[(\w+)\]$", re.MULTILINE)
# Characters with two readings each make eight of a name, and no name is longer.
_LONGEST: Final = 4


@lru_cache(maxsize=16384)
def readings_of(word: str) -> frozenset[str]:
    """Return how a folded word of a name may be read, itself in Latin letters; empty for other scripts.

    >>> sorted(readings_of("田中")), readings_of("ゆうき") == readings_of("yuki")
    (['tanaka', 'tianzhong'], True)
    """
    if word.isascii():
        return frozenset((_evened(word),))
    script = script_of(word)
    if script == "kana":
        kana = _kana(word)
        return frozenset((_evened(kana),)) if kana.isascii() else frozenset()
    if script != "han" or len(word) > _LONGEST:
        return frozenset()
    spelled = map("".join, product(*[_by_character().get(character, ()) for character in word]))
    known = (*_japanese().get(word, ()), *_family_elsewhere().get(word, ()))
    return frozenset(map(_evened, (*known, *spelled)))


def is_japanese_family(word: str) -> bool:
    """Return whether a word is a whole Japanese family name: `田中` is no 中 of the family 田."""
    return word in _japanese_families()


def _evened(word: str) -> str:
    return _LONG.sub("", word)


def _kana(word: str) -> str:
    spelled = ""
    double = False
    for letter in word.translate(_TO_HIRAGANA):
        if letter in _SMALL:
            base = spelled[:-1] if spelled.endswith("i") else spelled
            sound = _SMALL[letter]
            spelled = base + (sound[1:] if base.endswith(("sh", "ch", "j")) else sound)
            continue
        double = letter == "っ" or double
        sound = _SOUNDS.get(letter, "" if letter == "っ" else letter)
        if sound:
            spelled += (sound[0] if double else "") + sound
            double = False
    return spelled


@cache
def _japanese() -> dict[str, frozenset[str]]:
    return _by_word(line for lines in _sections().values() for line in lines)


@cache
def _japanese_families() -> frozenset[str]:
    return frozenset(_by_word(_sections()["family"]))


@cache
def _sections() -> dict[str, list[str]]:
    parts = _SECTION.split(_text("japanese_names.txt"))
    return {name: text.split("\n") for name, text in zip(parts[1::2], parts[2::2], strict=True)}


@cache
def _family_elsewhere() -> dict[str, frozenset[str]]:
    return _by_word(_text("chinese_families.txt").split("\n"))


@cache
def _by_character() -> dict[str, frozenset[str]]:
    return _by_word(f"{reading}: {' '.join(signs)}" for reading, signs in han_readings())


def _by_word(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        reading, _, words = line.partition(": ")
        for word in words.split():
            found[word].add(reading)
    return {word: frozenset(of) for word, of in found.items()}


def _text(name: str) -> str:
    return (files("scrub.link") / name).read_text(encoding="utf-8")
