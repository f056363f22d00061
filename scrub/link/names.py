"""A name as it stands in a text, taken apart: titles and order aside, what is compared with other forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import product
from typing import Final

from recognizers.wordfiles import word_set
from scrub.link.readings import is_japanese_family, readings_of
from scrub.link.romanized import sound_of
from scrub.surrogates.people import LETTER, PARTICLES, TITLES, is_known, lone_role, split_unspaced
from scrub.surrogates.pools import UNSPACED, folded, script_of

_RUN: Final = re.compile(rf"(?>{LETTER}+(?:['’ʼʻ`]{LETTER}{{2,}})*)")
# `Kwang-ho` is `Kwangho` too.
_HYPHENED: Final = re.compile(rf"(?<!{LETTER})(?<!-)({LETTER}{{2,}})-({LETTER}{{2,}})(?!{LETTER})(?!-)")
_HUMP: Final = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")
_POSSESSIVE: Final = re.compile(r"(?:['’ʼ]s|(?<=s)['’ʼ])\Z", re.IGNORECASE)
# What is said to a person, or what she is called by besides her name.
_HONORIFIC: Final = re.compile(
    r"(?:さん?|様|君|氏|先生?|ちゃん|くん|先輩|씨|님|老师|先生|女士|总|นะคะ|นะครับ|ครับ|ค่ะ|คะ"
    r"| [Bb]ey| [Hh]an[ıi]m)\Z"
)
# What stands before a given name alone: `Don Eleuterio`, but Don of the family Holt.
_BEFORE_GIVEN: Final = frozenset(("d", "don", "dona", "donna"))
# What a form asks for next: `Mark TEL`.
_FIELDS: Final = frozenset(("TEL", "FAX", "PHONE", "MOBILE", "CELL", "EMAIL", "MAIL", "DOB", "SSN", "VIN"))
_AFTER_LATIN: Final = re.compile(r"(?<=[A-Za-z\u00c0-\u024f\u1e00-\u1eff])[\u3040-\u30ff\u4e00-\u9fff]+\Z")
# `Joris v.d. Meer`
_SHORT_PARTICLES: Final = re.compile(r"(?<![^\W\d])v\. ?d\. ?(?=[^\W\d]{2})")
_POSTSCRIPT: Final = re.compile(r"\AP\. ?S\.? ")
_LOWER: Final = re.compile(r"[a-z]+\W?|\W+")
# Those that are no name by themselves, so `Le Bihan` is `Gwenael Le Bihan`.
_CAPITAL_LIST: Final = "van von de den der del della di da do dos das du la le el zu ten al"
_CAPITAL_PARTICLES: Final = frozenset(_CAPITAL_LIST.split())
_APOSTROPHES: Final = str.maketrans("", "", "'’ʼʻ`")
# A nickname among the other names: `Jane "Janey" Roe`, `Steven (Siyuan) Chen`.
_CALLED: Final = re.compile(r"[\"“”„«(]\s*+([^\s\"“”„»()][^\"“”„»()]{0,38}[^\s\"“”„»()])\s*+[\"“”»)]")
_SPELT_OUT: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "ğ": "gh"}
_SPELL_OUT: Final = str.maketrans(_SPELT_OUT)
_SHORTEST_HUMP: Final = 3
_LONGEST_KANA: Final = 5
# More letters may be a name in capitals.
_TOGETHER: Final = 2


@dataclass(frozen=True, slots=True, repr=False)
class Word:
    """One word of a name. Has no repr: it holds a name from the data."""

    # As written, and as compared: lower case, without accents and apostrophes.
    raw: str
    folded: str
    # Every way in which it is compared: with `ö` as `o`, and as `oe`.
    spellings: frozenset[str]
    is_initial: bool
    is_family: bool


@dataclass(frozen=True, repr=False)
class Name:
    """A name's words in the order given first, without titles and particles; may be empty."""

    words: tuple[Word, ...]
    # Initials that stand together: `JR`, `J.R.`
    is_signature: bool = False

    @cached_property
    def full(self) -> int:
        """How many of the words are no initials."""
        return sum(not word.is_initial for word in self.words)

    @cached_property
    def spellings(self) -> int:
        """In how many ways its words are compared."""
        return sum(len(word.spellings) for word in self.words)

    @cached_property
    def canonical(self) -> str:
        """What names of the same words in any order and case share."""
        words = " ".join(sorted(word.folded for word in self.words))
        return f"{words} (initials)" if self.is_signature else words

    @cached_property
    def sounds(self) -> frozenset[str]:
        """How the whole name sounds, given or family name first; empty for a single word."""
        words = [word.folded for word in self.words]
        if self.is_signature or self.full < len(words) or len(words) < 2:
            return frozenset()
        orders = (words, [words[-1], *words[:-1]], [*words[1:], words[0]])
        sounds = {sound for order in orders if (sound := sound_of(" ".join(order)))}
        # `Si Yuan` is one word in characters.
        spelled = {f"={''.join(parts)}" for order in orders for parts in product(*map(readings_of, order))}
        return frozenset(sounds | spelled)


@lru_cache(maxsize=16384)
def parsed(value: str) -> Name:
    """Return the name that a mention is.

    >>> [word.raw for word in parsed("Dr. Roe, Jane").words], parsed("Jane's").canonical
    (['Jane', 'Roe'], 'jane')
    """
    value = _POSSESSIVE.sub("", value.strip())
    value = _HONORIFIC.sub("", value) or value
    value = _AFTER_LATIN.sub("", _POSTSCRIPT.sub("", value)) or value
    value = _SHORT_PARTICLES.sub("", value) or value
    value = " ".join(_capitalised(value.split()))
    called = [match[1] for match in _CALLED.finditer(value)]
    if called:
        value = _CALLED.sub(" ", value)
    family, comma, given = value.partition(",")
    runs = list(_runs(family))
    after = [run for run in _runs(given) if folded(run) not in TITLES] if comma else []
    runs = [*after, *runs] if comma and runs else runs or after
    count = len(runs)
    kept = [
        run
        for place, run in enumerate(runs)
        if (len(run) == 1 or folded(run) not in TITLES)
        and not _is_particle(run, place, count)
        and not (count > 1 and folded(run) in _greetings() and (place == 0 or run.islower()))
        and not (place and place == count - 1 and run in _FIELDS)
        and not (place == 0 and count > 1 and folded(run) in _BEFORE_GIVEN and _are_given(runs[1:]))
    ] or runs
    # `Al-Tamimi` is `Altamimi`, `van den Broeck` `vandenbroeck`.
    before = _particles_before(runs, kept)
    glued = {one: one + other for one, other in _HYPHENED.findall(value)}
    names = [part for name in called for part in _runs(name)]
    signature = _signature(kept)
    kept = list(_initials_apart(kept))
    if signature and not names:
        return Name(tuple(_word(letter, is_family=False) for letter in signature), is_signature=True)
    words = []
    for place, run in enumerate(kept):
        if script_of(run) in UNSPACED and len(run) > 1:
            own_family, own_given = _split(run)
            words += [_word(own_given, is_family=False)] if own_given else []
            words += [_word(own_family, is_family=True)] if own_family else []
        else:
            own = _word(
                run, is_family=_is_family(kept, place), after=before.get(run, ""), glued=glued.get(run, "")
            )
            words.append(own)
    return Name((*words, *(_word(name, is_family=False) for name in names)))


@cache
def _greetings() -> frozenset[str]:
    """Return what stands beside a name and is no part of it, folded."""
    return frozenset(map(folded, word_set("people", "greetings") | word_set("people", "beside_names")))


def _initials_apart(runs: list[str]) -> Iterator[str]:
    """Yield the words of a name, with initials that stand together apart: `KR Narayanan`."""
    for run in runs:
        is_together = (
            len(runs) > 1
            and len(run) == _TOGETHER
            and run.isupper()
            and run.isascii()
            and not is_known(run)
            and not all(map(str.isupper, runs))
        )
        yield from run if is_together else (run,)


def _split(run: str) -> tuple[str, str]:
    """Return family and given name of a name without a gap; one may be empty."""
    if is_japanese_family(run):
        return run, ""
    if script_of(run) == "kana" and len(run) <= _LONGEST_KANA:
        # One name of kana is as long as two of characters.
        return ("", run) if lone_role(run) == "given" else (run, "")
    return split_unspaced(run)


def _are_given(runs: list[str]) -> bool:
    return lone_role(runs[0]) == "given"


def _capitalised(words: list[str]) -> list[str]:
    """Return the words that are of a name: beside ones with capitals, those without are not: `Selin said`."""
    if not any(word[:1].isupper() and len(word) > 1 for word in words):
        return words
    return [word for word in words if not _LOWER.fullmatch(word) or word in PARTICLES]


def _runs(text: str) -> Iterator[str]:
    whole = " " not in text.strip()
    for match in _RUN.finditer(text):
        parts = _HUMP.split(match[0]) if whole else [match[0]]
        if len(parts) > 1 and min(map(len, parts)) >= _SHORTEST_HUMP:
            yield from parts
        else:
            yield match[0]


def _particles_before(runs: list[str], kept: list[str]) -> dict[str, str]:
    before: dict[str, str] = {}
    particles = ""
    for run in runs:
        if run in kept:
            if particles:
                before[run] = particles
            particles = ""
        else:
            particles += folded(run)
    return before


def _is_particle(run: str, place: int, count: int) -> bool:
    plain = folded(run)
    if run[0].islower():
        return plain in PARTICLES and len(run) > 1
    return plain in _CAPITAL_PARTICLES and place < count - 1


def _is_family(runs: list[str], place: int) -> bool:
    """Return whether a word is a family name: the last, or the first where the last is a given name."""
    if lone_role(runs[place]) == "given" and len(runs) == 1:
        return False
    first = len(runs) > 1 and lone_role(runs[-1]) == "given" and lone_role(runs[0]) == "family"
    return place == (0 if first else len(runs) - 1)


def _signature(runs: list[str]) -> str:
    """Return the letters of a name that is initials alone: `JR`, `J.R.`, `S. C.`"""
    if len(runs) == 1 and 2 <= len(runs[0]) <= 4 and runs[0].isupper() and runs[0].isascii():
        return runs[0] if lone_role(runs[0]) == "family" else ""
    if len(runs) > 1 and all(len(run) == 1 and run.lower() != run.upper() for run in runs):
        return "".join(runs)
    return ""


@lru_cache(maxsize=16384)
def _word(raw: str, *, is_family: bool, after: str = "", glued: str = "") -> Word:
    plain = folded(raw.translate(_APOSTROPHES))
    spellings = {plain, after + plain, folded(glued) or plain}
    if not raw.isascii():
        spellings.add(folded(raw.lower().translate(_APOSTROPHES).translate(_SPELL_OUT)))
    initial = len(plain) == 1 and plain.isalpha() and script_of(plain) not in UNSPACED
    return Word(raw, plain, frozenset(spellings), initial, is_family)
