"""Where else the values of a scope are mentioned: in one pass over each text."""

import base64
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from recognizers.context.candidates import UNSPACED
from recognizers.engine import find_encoded
from recognizers.entities import Family, family_of
from recognizers.matching.memo import Memo
from recognizers.names.gate import can_hold_name
from recognizers.readings.candidates import SHORTEST
from recognizers.readings.folding import distinct_beyond_ascii
from recognizers.span import Span
from scrub.automaton import automaton_of
from scrub.link.name_forms import Support, is_ordinary, name_forms
from scrub.link.number_forms import number_forms
from scrub.link.people import People
from scrub.link.pieces import SHORTEST_PIECE, Seed, piece_at, seeds_of
from scrub.link.repeating import stems_of, stretch_at
from scrub.surrogates.pools import folded

# What the mentions found again carry as their source.
SOURCE: Final = "known"
# Below what any rule says, so that where one fired its word stands.
_SCORE: Final = 0.5
# A shorter value is looked for elsewhere only if it is no plain word.
_SHORTEST_WORD: Final = 8
_SHORTEST_LOWER: Final = 12
_SHORTEST: Final = 5
_SHORTEST_LOGIN: Final = 4
# Between two of these a short name is a part of an identifier: `saml-nino-test`.
_HYPHENS: Final = ("-", "_")
# What is made of letters, and yet is found again where they are no word that one reads every day.
_DISTINCT: Final = ("USERNAME", "LOCATION")
_FEW_LETTERS: Final = 12
_SHORTEST_ENCODED: Final = 8
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_NO_WORD: Final = re.compile(r"[^A-Za-z0-9]")
# Letters of scripts whose words stand without blanks, beside Latin ones and digits too.
_APART: Final = re.compile(f"[{UNSPACED}]")
# Where the names of people stand in folders that coding agents name after paths.
ENCODED_HOMES: Final = ("-Users-", "-home-")


# A word of a program that stood where a password may stand: `projectPath`, `ctx.Background()`, `--only-sync`.
_CODE: Final = re.compile(
    r"-{1,2}[a-z]+(?:-[a-z]+)*|[A-Za-z]+(?:[._][A-Za-z]+)+(?:\(\))?|[A-Za-z]+\(\)"
    r"|[A-Za-z]?[a-z]+(?:[A-Z][a-z]+)+"
)


def is_distinctive(entity_type: str, value: str) -> bool:
    """Return whether the value means the same thing wherever it stands.

    A name or a password that is also a word, or a short login or code, counts only where it was found.
    """
    if len(value) < (_SHORTEST_LOGIN if entity_type == "USERNAME" else _SHORTEST):
        return False
    family = family_of(entity_type)
    if family is Family.SECRET and _CODE.fullmatch(value):
        return False
    if not value.isalpha():
        return len(value) > _SHORTEST or family is not Family.QUASI
    if family is Family.SECRET and value.islower():
        return len(value) >= _SHORTEST_LOWER
    if entity_type in _DISTINCT and not is_ordinary(folded(value)) and can_hold_name(value.lower()):
        return True
    return len(value) >= _SHORTEST_WORD


class _Target(NamedTuple):
    """What a form that is looked for stands for."""

    entity_type: str
    # As it was found, compared where accents or case matter; empty for a form of a name.
    value: str
    support: Support = Support.NONE
    is_login: bool = False
    # Of a secret that may stand cut in pieces.
    seed: Seed | None = None
    # Of a value written in base64: that, without its padding.
    encoded: str = ""
    # Of the shortest of many values that repeat one word: after how many characters.
    period: int = 0


@cache
def _target_of(support: Support, is_login: bool) -> _Target:
    """Return what a form of a name stands for: there are few of them, and many forms."""
    return _Target("PERSON", "", support, is_login)


class _Targets(NamedTuple):
    """What one form stands for; thousands of values may have one in common, but for capitals and accents."""

    # By how those are written that stand as they are and no other way.
    exact: dict[str, list[_Target]]
    # By how others are written in lower case, whose accents matter; empty for names and for what repeats
    # itself, which have any. One of each that the same places show, with its number.
    others: dict[str, dict[tuple[object, ...], tuple[int, _Target]]]

    def add(self, number: int, target: _Target) -> None:
        """Add one, of a higher number than those before."""
        written = target.seed.text if target.seed else target.encoded
        value = target.value
        is_evened = target.entity_type == "PERSON" or target.period > 0
        if written or (family_of(target.entity_type) is Family.SECRET and not is_evened):
            self.exact.setdefault(written or value, []).append(target)
        else:
            alike = self.others.setdefault("" if is_evened else _lowered(value), {})
            key = target.entity_type, bool(value), target.support, target.is_login, value.islower()
            alike.setdefault(key, (number, target))

    def of(self, mention: str) -> Iterator[_Target]:
        """Yield those for which the form may stand as it is written in a mention, the surest first."""
        yield from self.exact.get(mention, ())
        if self.others:
            alike = self.others.get(_lowered(mention), {}), self.others.get("", {})
            for _, target in sorted(pair for pairs in alike for pair in pairs.values()):
                yield target


class KnownValues:
    """Finds every further mention of the values of a scope, in one pass over each text."""

    def __init__(self, values: Iterable[tuple[str, str]], people: People | None = None) -> None:
        """Take (entity type, value) pairs; those that are not distinctive are left out, but for `people`."""
        by_form: dict[str, _Targets] = {}
        for number, (form, target) in enumerate(forms_of(values, people)):
            by_form.setdefault(form, _Targets({}, {})).add(number, target)
        self._targets = list(by_form.values())
        self._memo: Memo[list[Span]] = Memo()
        self._automaton = automaton_of(by_form)

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return self._automaton is not None

    def search(self, text: str) -> list[Span]:
        """Return a span for each mention in a text, and in what is encoded in it; they may overlap."""
        found = self._memo.get(text)
        if found is None:
            found = find_encoded(text, self.find)
            self._memo.keep(text, found)
        return found

    def find(self, text: str) -> Iterator[Span]:
        """Yield a span for each mention that stands there as a whole word."""
        if self._automaton is None:
            return
        pieces = _Pieces(text)
        searched = evened(text)
        stretches = _Stretches(searched)
        for found, start, end in self._automaton.find_matches_as_indexes(searched, overlapping=True):
            for target in self._targets[found].of(text[start:end]):
                if target.seed is not None:
                    piece = pieces.around(start, target.seed)
                    if piece is not None:
                        yield Span(*piece, target.entity_type, _SCORE, SOURCE)
                elif target.encoded:
                    if _is_whole(text, start, end):
                        yield Span(start, end, target.entity_type, _SCORE, SOURCE, ("base64",))
                elif target.period:
                    stretch = stretches.around(start, end, target)
                    if stretch is not None:
                        yield Span(*stretch, target.entity_type, _SCORE, SOURCE)
                elif _stands(text, start, end, target):
                    entity_type = target.entity_type
                    if not target.value and (target.is_login or _is_login(text, start, end)):
                        entity_type = "USERNAME"
                    yield Span(start, end, entity_type, _SCORE, SOURCE)
                    break


def forms_of(
    values: Iterable[tuple[str, str]], people: People | None = None
) -> Iterator[tuple[str, _Target]]:
    """Yield what to look for in an evened text to find values and people, with what each stands for."""
    values = list(values)
    distinctive = [pair for pair in values if pair[0] != "PERSON" and is_distinctive(*pair)]
    stems = stems_of((name, evened(value)) for name, value in distinctive)
    for stem in sorted(set(stems.values())):
        yield stem.text, _Target(stem.entity_type, stem.text, period=stem.period)
    single = [pair for pair in values if (pair[0], evened(pair[1])) not in stems] if stems else values
    for entity_type, value in single:
        if is_distinctive(entity_type, value):
            support = Support.CAPITAL if _is_ordinary(entity_type, value) else Support.NONE
            yield evened(value), _Target(entity_type, value, support)
        for written in number_forms(entity_type, value):
            yield evened(written), _Target(entity_type, written)
        if not _SHORTEST < len(value) < SHORTEST:
            continue
        # Longer ones are read wherever they stand.
        encoded = base64.b64encode(value.encode("utf-8", "surrogatepass")).decode().rstrip("=")
        if _SHORTEST_ENCODED <= len(encoded) < SHORTEST:
            target = _Target(entity_type, value, encoded=encoded)
            yield evened(encoded), target
    for folder in folders_of(single):
        target = _Target("USERNAME", folder, Support.FOLDER)
        yield evened(folder), target
    secrets = {value: name for name, value in values if family_of(name) is Family.SECRET}
    for seed in seeds_of(sorted(secrets)):
        target = _Target(secrets[seed.secret], seed.secret, seed=seed)
        yield evened(seed.text), target
    for form in name_forms(people) if people else ():
        yield evened(form.text), _target_of(form.support, form.is_login)


def folders_of(values: Iterable[tuple[str, str]]) -> list[str]:
    """Return how logins stand in folders that coding agents name after paths.

    >>> folders_of([("USERNAME", "jane.roe"), ("USERNAME", "jroe"), ("PERSON", "J. Roe")])
    ['jane-roe']
    """
    logins = dict.fromkeys(value for name, value in values if name == "USERNAME" and value.isascii())
    return [folder for login in logins if (folder := _NO_WORD.sub("-", login)) not in logins]


class _Pieces:
    """The pieces of secrets in one text, each of which is measured once, however many seeds are in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        # Where the last one ends of each secret, by where that would begin.
        self._ends: dict[tuple[str, int], int] = {}

    def around(self, start: int, seed: Seed) -> tuple[int, int] | None:
        """Return where a piece stands that is long enough to be one, not the whole, and not told before."""
        text, begin = self._text, start - seed.start
        if start < self._ends.get((seed.secret, begin), 0):
            return None
        # Every seed of a secret stands in it where it stands whole.
        if begin >= 0 and text.startswith(seed.secret, begin):
            self._ends[seed.secret, begin] = begin + len(seed.secret)
            return None
        first, last = piece_at(text, start, seed)
        self._ends[seed.secret, begin] = last
        if last - first < SHORTEST_PIECE:
            return None
        return (first, last) if _is_whole(text, first, last) else None


class _Stretches:
    """The stretches of one text that repeat a word as many values do, each of which is measured once."""

    def __init__(self, evened_text: str) -> None:
        self._text = evened_text
        # Where the last one ends of each type and word.
        self._ends: dict[tuple[str, str], int] = {}

    def around(self, start: int, end: int, target: _Target) -> tuple[int, int] | None:
        """Return where a stretch stands that may be one of the values, or hold one, if not told before."""
        word = target.entity_type, target.value
        if start < self._ends.get(word, 0):
            return None
        first, last = stretch_at(self._text, start, end, target.period)
        self._ends[word] = last
        is_known = _is_whole(self._text, first, last) or not target.value.isalnum()
        return (first, last) if is_known else None


def _is_small_word(mention: str) -> bool:
    """Whether an ordinary word is written as one; longer ones may stand nowhere where one was a name."""
    return not _has_capitals(mention) and not (mention.isalpha() and len(mention) >= _SHORTEST_WORD)


def _stands(text: str, start: int, end: int, target: _Target) -> bool:
    if target.support is Support.UNSPACED:
        return True
    if target.support is Support.FOLDER and not text.endswith(ENCODED_HOMES, 0, start):
        return False
    if target.support is Support.CAPITAL and _is_small_word(text[start:end]):
        beside = text[start - 1 : start], text[end : end + 1]
        return text[start:end].isalpha() and all(sign in _HYPHENS for sign in beside)
    if not target.value:
        return _is_part(text, start, end)
    # Who is called as a login is, with a capital, is named there.
    is_named = target.entity_type == "USERNAME" and target.value.islower() and text[start:end].istitle()
    return not is_named and _is_whole(text, start, end)


def _has_capitals(value: str) -> bool:
    """Return whether a name begins with a capital, and each word in it that is an ordinary one too.

    >>> _has_capitals("Will Parker"), _has_capitals("Parker will")
    (True, False)
    """
    words = value.split()
    return value[0].isupper() and all(
        word[0].isupper() or not is_ordinary(folded(word)) for word in words[1:]
    )


def _is_ordinary(entity_type: str, value: str) -> bool:
    """Return whether a name is ordinary words, which are no name without a capital: `will hope`."""
    return entity_type == "PERSON" and all(is_ordinary(folded(word)) for word in value.split())


def _is_login(text: str, start: int, end: int) -> bool:
    """Return whether a form of a name stands where logins do."""
    beside = (start > 0 and text[start - 1] in "/\\@~") or text[end : end + 1] == "@"
    return beside and " " not in text[start:end]


def evened(text: str) -> str:
    """Return what forms are looked for in: lower case without accents, with as many code points."""
    if text.isascii():
        return text.lower()
    lowered = _lowered(text)
    if lowered.isascii():
        return lowered
    plain = {letter: folded(letter) for letter in distinct_beyond_ascii(lowered)}
    accented = {letter: bare for letter, bare in plain.items() if len(bare) == 1 and bare != letter}
    if len(accented) > _FEW_LETTERS:
        return lowered.translate({ord(letter): bare for letter, bare in accented.items()})
    # A few letters are replaced at the speed of `memchr`.
    for letter, bare in accented.items():
        lowered = lowered.replace(letter, bare)
    return lowered


def _lowered(text: str) -> str:
    """Return the text in lower case, without lone surrogates, with as many code points."""
    lowered = text.lower()
    if len(lowered) != len(text):
        # `İ` alone would become two.
        lowered = text.replace("İ", "i").lower()
    try:
        # Far quicker than a search for the halves of pairs, which hardly any text holds.
        lowered.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", lowered)
    return lowered


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether no letter or digit continues the value on either side."""
    return not (
        (start > 0 and _goes_on(text[start], text[start - 1]))
        or (end < len(text) and _goes_on(text[end - 1], text[end]))
    )


def _goes_on(edge: str, beside: str) -> bool:
    """Return whether the sign beside a value continues it, and is no word before it: `シール3520…`."""
    if not (edge.isalnum() and beside.isalnum()):
        return False
    return not (edge.isascii() and _APART.fullmatch(beside))


def _is_part(text: str, start: int, end: int) -> bool:
    """Return whether a name is a word there, or a part of an identifier: `notifyAmara`, `amara42`."""
    before, first = text[start - 1 : start], text[start]
    if before.isalnum() and not (before.islower() and first.isupper()):
        return False
    last, after = text[end - 1], text[end : end + 1]
    return not after.isalpha() or (last.islower() and after.isupper())
