"""Builds `recognizers/names/han_readings.txt`: how Chinese characters are read, in pinyin without tones.

    pip install pypinyin==0.55.0
    python -m corpora.han_readings

pypinyin is under the MIT licence, https://github.com/mozillazg/python-pinyin/blob/master/LICENSE.txt. The
characters are those of the pools of names and the common ones of GB 2312 and Big5.
"""

import sys
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from scrub.surrogates.pools import pools_of, script_of

READINGS = Path(__file__).parent.parent / "recognizers" / "names" / "han_readings.txt"
# Lead bytes of the common characters: https://en.wikipedia.org/wiki/GB_2312, https://en.wikipedia.org/wiki/Big5
_GB = range(0xB0, 0xD8)
_BIG5 = range(0xA4, 0xC7)
# A character that is read in many ways has rare ones.
_MOST = 3
_HEAD = """\
# Readings of Chinese characters in pinyin without tones, by reading; built by corpora/han_readings.py from
# pypinyin (MIT licence, Copyright (c) 2016 mozillazg).
"""


def main() -> int:
    """Write the file and return 0."""
    from pypinyin import Style, pinyin

    by_reading: defaultdict[str, list[str]] = defaultdict(list)
    for character in sorted({*_pooled(), *_common("gb2312", _GB), *_common("big5", _BIG5)}):
        (readings,) = pinyin(character, style=Style.NORMAL, heteronym=True)
        for reading in dict.fromkeys(readings[:_MOST]):
            if reading.replace("ü", "v").isascii() and reading.isalpha():
                by_reading[reading.replace("ü", "u")].append(character)
    lines = [
        textwrap.fill(f"{reading}: {''.join(characters)}", 110, subsequent_indent=" ")
        for reading, characters in sorted(by_reading.items())
    ]
    READINGS.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(by_reading)} readings, {READINGS.stat().st_size} bytes")
    return 0


def _pooled() -> Iterator[str]:
    pools = pools_of("han")
    for name in (*pools.given, *pools.family):
        yield from name


def _common(encoding: str, leads: range) -> Iterator[str]:
    for lead in leads:
        for trail in range(0x40, 0xFF):
            character = bytes((lead, trail)).decode(encoding, "ignore")
            if len(character) == 1 and script_of(character) == "han" and not character.isascii():
                yield character


if __name__ == "__main__":
    sys.exit(main())
