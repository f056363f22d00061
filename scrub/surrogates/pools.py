"""The pools of names, read when the first name of a script is asked for.

`corpora/surrogate_pools.py` builds the files. A section is headed `[style role gender]`, or
`[style role gender known]` where the names are recognised for what they are but never drawn.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

# What a letter's Unicode name begins with, to the file of its names.
_FILES: Final = {
    "LATIN": "latin",
    "CYRILLIC": "cyrillic",
    "ARABIC": "arabic",
    "DEVANAGARI": "devanagari",
    "BENGALI": "bengali",
    "GUJARATI": "gujarati",
    "ORIYA": "oriya",
    "TAMIL": "tamil",
    "SINHALA": "sinhala",
    "ARMENIAN": "armenian",
    "GEORGIAN": "georgian",
    "GREEK": "greek",
    "HEBREW": "hebrew",
    "THAI": "thai",
    "HANGUL": "hangul",
    "CJK": "han",
    "HIRAGANA": "kana",
    "KATAKANA": "kana",
}
# Scripts whose full names are written as one word, or without a difference of case.
UNSPACED: Final = frozenset(("han", "hangul", "kana"))
_HEADER: Final = re.compile(r"^\[(\w+) (\w+) (\w)( known)?\]$", re.MULTILINE)
_HINTS: Final = (
    ("asia", frozenset("đơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")),
    ("east", frozenset("łśżźćńčřšžěůőűğşıățșđľĺŕťďļķņģėįųūāēī")),
    ("americas", frozenset("ñãõ")),
)
_HINTED: Final = frozenset(("asia",))


class Kind(NamedTuple):
    """What a word is as a name."""

    style: str
    # given or family
    role: str
    # f, m, or n where it is either or not known
    gender: str


@dataclass(frozen=True)
class Pools:
    """The names of one script."""

    script: str
    # Those that may be drawn.
    names: dict[Kind, tuple[str, ...]]
    # By folded name: what it is as a given name, and as a family name.
    given: dict[str, Kind]
    family: dict[str, Kind]
    # By kind and folded name: its place among `names`.
    places: dict[Kind, dict[str, int]]

    def kinds(self, role: str) -> dict[str, Kind]:
        """Return the names of a role, folded, with what each is."""
        return self.given if role == "given" else self.family

    def kind_of(self, word: str, role: str) -> Kind:
        """Return what a word is in a role; an unknown word has the style that its letters suggest."""
        hinted = self._style(word) if not word.isascii() else ""
        if hinted in _HINTED:
            # `Nguyễn` is Vietnamese, whoever is called Nguyen elsewhere.
            return self._some(hinted, role)
        kind = self.kinds(role).get(folded(word))
        if kind is not None:
            return kind
        other = (self.family if role == "given" else self.given).get(folded(word))
        return self._some(other.style if other else self._style(word), role)

    def _style(self, word: str) -> str:
        first = next(iter(self.names)).style
        if self.script != "latin":
            return first
        letters = set(unicodedata.normalize("NFC", word.casefold()))
        return next((style for style, hints in _HINTS if letters & hints), first)

    def _some(self, style: str, role: str) -> Kind:
        kind = Kind(style, role, "n")
        if kind in self.names:
            return kind
        return next(other for other in self.names if other[:2] == (style, role))

    def drawable(self, kind: Kind) -> tuple[Kind, tuple[str, ...]]:
        """Return the pool of a kind; where it has too few names, that of its style and role."""
        names = self.names.get(kind, ())
        if len(names) >= _FEWEST:
            return kind, names
        others = [other for other in self.names if other[:2] == kind[:2]]
        best = max(others, key=lambda other: len(self.names[other]))
        if len(self.names[best]) >= _FEWEST:
            return best, self.names[best]
        best = max(
            (other for other in self.names if other.role == kind.role), key=lambda it: len(self.names[it])
        )
        return best, self.names[best]


# A smaller pool would say too much of what it stands for, and run out.
_FEWEST: Final = 40


def script_of(text: str) -> str:
    """Return the file of the script of a text: that of its first letter whose script has one."""
    first = ""
    for character in text:
        if character.isascii():
            if character.isalpha():
                return "latin"
            continue
        name = unicodedata.name(character, "").split(" ", 1)[0].partition("-")[0]
        if name in _FILES:
            script = _FILES[name]
            # Kana among Chinese characters make a Japanese name, which those come first in.
            if script != "kana" or first:
                return first or script
            first = script
    return first or "latin"


@cache
def pools_of(script: str) -> Pools:
    """Return the names of a script."""
    text = (files("scrub.surrogates") / "names" / f"{script}.txt").read_text(encoding="utf-8")
    names: dict[Kind, tuple[str, ...]] = {}
    indices: dict[str, dict[str, Kind]] = {"given": {}, "family": {}}
    places: dict[Kind, dict[str, int]] = {}
    headers = list(_HEADER.finditer(text))
    ends = [header.start() for header in headers[1:]] + [len(text)]
    # Backwards, so that of two sections with one name the first decides what it is.
    for header, end in zip(reversed(headers), reversed(ends), strict=True):
        section = text[header.end() : end]
        kind = Kind(header[1], header[2], header[3])
        words = folded(section).split()
        indices[kind.role].update(dict.fromkeys(words, kind))
        if not header[4]:
            names[kind] = tuple(section.split())
            places[kind] = {word: place for place, word in enumerate(words)}
    return Pools(script, dict(reversed(names.items())), indices["given"], indices["family"], places)


# Letters that Unicode does not take apart.
_UNFOLDED: Final = "ß ss ł l ø o đ d ı i æ ae œ oe ð d þ th ħ h ə a ŋ n ɔ o"
_FOLDED: Final = str.maketrans(dict(zip(_UNFOLDED.split()[::2], _UNFOLDED.split()[1::2], strict=True)))
_MARKS: Final = dict.fromkeys(range(0x300, 0x370))


def folded(text: str) -> str:
    """Return a text in lower case and, where its script is Latin, Greek or Cyrillic, without accents."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return unicodedata.normalize("NFKD", lowered.translate(_FOLDED)).translate(_MARKS)
