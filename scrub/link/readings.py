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

from scrub.surrogates.pools import script_of

# How families are called that left before pinyin, or speak Cantonese or Hokkien.
_ELSEWHERE_LIST: Final = """
陈 chan tan|陳 chan tan|王 wong|李 lee|黄 wong ng|黃 wong ng|张 chang cheung|張 chang cheung|林 lam lim|吴 ng|吳 ng
刘 lau liew|劉 lau liew|周 chow chou|徐 hsu tsui|谢 hsieh tse|謝 hsieh tse|蔡 tsai choi chua|郑 cheng|鄭 cheng|许 hsu hui
許 hsu hui|邓 teng tang|鄧 teng tang|曾 zeng tseng tsang|萧 hsiao siu|蕭 hsiao siu|朱 chu|赵 chao chiu|趙 chao chiu
杨 yeung|楊 yeung|梁 leung|郭 kuo kwok|罗 lo law|羅 lo law|叶 yeh yip|葉 ye yeh yip|苏 su so|蘇 su so|吕 lu lui|呂 lu lui
卢 lo|盧 lo|冯 fung|馮 fung|余 yue|潘 poon|钟 chung|鍾 chung|廖 liu|庄 chuang chong|莊 chuang chong|江 chiang kong
洪 hung|何 ho|高 kao ko|邱 chiu khoo|郝 hau|单 shan|單 shan|仇 qiu|解 xie|区 ou|區 ou au|任 ren yam|查 zha cha|翟 zhai
"""
_KANA: Final = (
    "あ a い i う u え e お o か ka き ki く ku け ke こ ko が ga ぎ gi ぐ gu げ ge ご go さ sa し shi す su せ se そ so "
    "ざ za じ ji ず zu ぜ ze ぞ zo た ta ち chi つ tsu て te と to だ da ぢ ji づ zu で de ど do な na に ni ぬ nu ね ne "
    "の no は ha ひ hi ふ fu へ he ほ ho ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ま ma み mi む mu "
    "め me も mo や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa ゐ i ゑ e を o ん n ゔ vu"
)
_SOUNDS: Final = dict(zip(_KANA.split()[::2], _KANA.split()[1::2], strict=True))
_SMALL: Final = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_LONG: Final = re.compile(r"(?<=[ou])u|(?<=o)[oh](?![aiueo])|(?<=u)h(?![aiueo])|ー")
_SECTION: Final = re.compile(r"^\[(\w+)\]$", re.MULTILINE)
# Characters with two readings each make eight of a name, and no name is longer.
_LONGEST: Final = 4


@lru_cache(maxsize=16384)
def readings_of(word: str) -> frozenset[str]:
    """Return how a folded word of a name may be read, itself in Latin letters; empty for other scripts.

    >>> sorted(readings_of("田中")), "siyuan" in readings_of("思远"), readings_of("ゆうき") == readings_of("yuki")
    (['tanaka', 'tianzhong'], True, True)
    """
    if word.isascii():
        return frozenset((_evened(word),))
    script = script_of(word)
    if script == "kana":
        return frozenset((_evened(kana) for kana in (_kana(word),) if kana.isascii()))
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
    entries = (entry.split() for line in _ELSEWHERE_LIST.split("\n") for entry in line.split("|") if entry)
    return {fields[0]: frozenset(fields[1:]) for fields in entries}


@cache
def _by_character() -> dict[str, frozenset[str]]:
    text = _text("han_readings.txt").replace("\n ", "")
    return _by_word(
        f"{reading}: {' '.join(characters)}"
        for line in text.split("\n")
        if line and not line.startswith("#")
        for reading, characters in [line.split(": ")]
    )


def _by_word(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        reading, _, words = line.partition(": ")
        for word in words.split():
            found[word].add(reading)
    return {word: frozenset(of) for word, of in found.items()}


def _text(name: str) -> str:
    return (files("scrub.link") / name).read_text(encoding="utf-8")
