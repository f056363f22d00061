"""Which forms of names in a scope are of one person: `Jane Roe`, `jane`, `Roe, Jane`, `J. Roe`, `JR`.

A form is a person's when every word of it is one of hers, and of nobody else's as surely. What two people
may be called is neither's here; `scrub.link.antecedents` looks at where it stands.
The answer depends on which forms there are, not on their order.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from scrub.link.likeness import Likeness, asked_of, keys_of, likeness, sounding
from scrub.link.names import Name, Word, parsed
from scrub.link.slips import slips_of
from scrub.surrogates.people import lone_role
from scrub.surrogates.person import Person
from scrub.surrogates.pools import script_of

# Begins the canonical form of what several people may be called.
_NOBODYS: Final = "? "


@dataclass(slots=True, repr=False, eq=False)
class Somebody:
    """One person of a scope, with every form of her name. Has no repr: it holds names from the data."""

    name: Name
    forms: dict[str, Name] = field(default_factory=dict)
    # Words of her forms that are misspelled, with what was meant, as they are compared.
    slips: dict[str, str] = field(default_factory=dict)

    @property
    def canonical(self) -> str:
        """What tells her from everybody else of the scope."""
        return self.name.canonical

    def has_given(self, value: str) -> bool:
        """Return whether a form has one of her given names in it."""
        given = {
            word.folded
            for place, word in enumerate(self.name.words)
            if not word.is_family and (place == 0 or lone_role(word.raw) == "given")
        }
        return any(word.folded in given for word in parsed(value).words)

    def has_initial(self, initial: Word) -> bool:
        """Return whether a name of hers begins with an initial."""
        return any(word.folded[:1] == initial.folded and not word.is_initial for word in self.name.words)

    def words(self) -> Iterator[Word]:
        """Yield every word of her names once, the fullest form's first."""
        seen = set()
        for form in (self.name, *(self.forms[key] for key in sorted(self.forms))):
            for word in form.words:
                if word.folded not in seen and not (word.is_initial or form.is_signature):
                    seen.add(word.folded)
                    yield word

    def person(self) -> Person:
        """Return her as the surrogates take her."""
        words = list(self.words()) or list(self.name.words)
        return Person(
            tuple(word.raw for word in words if not word.is_family),
            tuple(word.raw for word in words if word.is_family),
            self.canonical,
        )


class People:
    """The people of a scope."""

    def __init__(self, values: Iterable[str]) -> None:
        """Take the names as they stand in the texts, in any order."""
        names: dict[str, Name] = {}
        for name in map(parsed, sorted(set(values))):
            known = names.setdefault(name.canonical, name)
            if name.spellings > known.spellings:
                # `Jörg` is `Joerg` too, `Jorg` is not.
                names[name.canonical] = name
        self.everybody: list[Somebody] = []
        # Whose a form may be, by its canonical form; several where it is ambiguous.
        self._of: dict[str, tuple[Somebody, ...]] = {}
        # Whom names were found to fit, as lists say them again and again.
        self._found: dict[str, Somebody | None] = {}
        # By what a form that means her must have one of.
        self._by_key: defaultdict[str, dict[int, Somebody]] = defaultdict(dict)
        slips = slips_of(names)
        misspelled: defaultdict[str, list[str]] = defaultdict(list)
        for key, slip in slips.items():
            misspelled[slip.name].append(key)
        for key, name in sorted(names.items(), key=_fullest_first):
            if not name.words or key in slips:
                continue
            candidates = self._candidates(name)
            if not candidates:
                candidates = (self._new(name),)
            elif len(candidates) == 1:
                candidates[0].forms[key] = name
                self._index(candidates[0], name)
            self._of[key] = candidates
            for other in misspelled.get(key, ()):
                self._of[other] = candidates
                if len(candidates) == 1:
                    candidates[0].forms[other] = names[other]
                    candidates[0].slips[slips[other].written] = slips[other].meant
                    self._index(candidates[0], names[other])

    def of(self, value: str) -> tuple[Somebody, ...]:
        """Return whom a name may mean: nobody known, one, or several."""
        return self._of.get(parsed(value).canonical, ())

    def canonical(self, value: str) -> str:
        """Return the canonical identity of a name."""
        whose = self.one_of(value)
        if whose is not None:
            return whose.canonical
        name = parsed(value)
        return _NOBODYS + (name.canonical or " ".join(value.split()).casefold())

    def one_of(self, value: str) -> Somebody | None:
        """Return the one person whom a name means, None where that is not clear."""
        whose = self.of(value)
        return whose[0] if len(whose) == 1 else None

    def find(self, value: str) -> Somebody | None:
        """Return the one person whom a name fits that need not be a form that was given."""
        if value not in self._found:
            found = self.like(value)
            self._found[value] = found[0] if len(found) == 1 else None
        return self._found[value]

    def like(self, value: str) -> tuple[Somebody, ...]:
        """Return the people whom a name fits best that need not be a form that was given."""
        return self._of.get(parsed(value).canonical) or self._candidates(parsed(value))

    def _new(self, name: Name) -> Somebody:
        somebody = Somebody(name)
        self.everybody.append(somebody)
        self._index(somebody, name)
        return somebody

    def _index(self, somebody: Somebody, name: Name) -> None:
        keys = {key for word in name.words if not word.is_initial for key in keys_of(word)}
        for key in keys | _sounding(name) | set(_signatures(name)):
            self._by_key[key][id(somebody)] = somebody

    def _alike(self, name: Name) -> Iterable[Somebody]:
        """Return people who have a word like each of a name's, and those whose name sounds as it does."""
        if name.is_signature:
            return self._by_key.get(_signed(name), {}).values()
        of_words = [
            [self._by_key[key] for key in asked_of(word) if key in self._by_key]
            for word in name.words
            if not word.is_initial
        ]
        fewest = min(of_words, key=lambda groups: sum(map(len, groups)), default=[])
        alike = {
            at: one
            for group in fewest
            for at, one in group.items()
            if all(any(at in group for group in groups) for groups in of_words)
        }
        for key in _sounding(name, is_asked=True):
            alike |= self._by_key.get(key, {})
        return alike.values()

    def _candidates(self, name: Name) -> tuple[Somebody, ...]:
        """Return the people whom the words of a name fit best; for an initial, who alone has it."""
        if len(name.words) == 1 and name.words[0].is_initial:
            called = [one for one in self.everybody if one.has_initial(name.words[0])]
            return tuple(called) if len(called) == 1 else ()
        best, found = 0, []
        for somebody in self._alike(name):
            fit = max(_fit(name, form) for form in (somebody.name, *somebody.forms.values()))
            if fit > best:
                best, found = fit, [somebody]
            elif fit and fit == best:
                found.append(somebody)
        return tuple(sorted(found, key=lambda one: one.canonical))


def _fullest_first(item: tuple[str, Name]) -> tuple[int, int, int, str]:
    key, name = item
    full = 0 if name.is_signature else name.full
    return -full, -len(name.words), -len(key), key


def _fit(short: Name, long: Name) -> int:
    """Return how surely a form is of a fuller one, by its least sure word; 0 where a word does not fit."""
    if short.is_signature:
        return 1 + (len(short.words) == len(long.words))
    if long.is_signature:
        return 0
    if short.sounds & long.sounds and script_of(short.words[0].folded) != script_of(long.words[0].folded):
        return Likeness.TRANSLITERATED
    if len(short.words) > len(long.words) or not short.full or _is_of_another_order(short, long):
        return 0
    left = list(long.words)
    fits = []
    for word in sorted(short.words, key=lambda word: word.is_initial):
        likes = [likeness(word, other) for other in left]
        fit = max(likes, default=Likeness.NONE)
        if not fit:
            return 0
        del left[likes.index(fit)]
        fits.append(fit)
    # Of several words one must be sure, or a nickname stand by its initial: `Lei K.`
    sure = len(fits) == 1 or max(fits) > Likeness.INITIAL
    return min(fits) if sure or set(fits) == {Likeness.NICKNAME, Likeness.INITIAL} else 0


def _is_of_another_order(short: Name, long: Name) -> bool:
    """Return whether a form is family names alone, and in another order: a child's of its parents' two."""
    if len(short.words) < 2 or any(word.is_initial or not _is_family(word) for word in short.words):
        return False
    families = [word.folded for word in long.words if _is_family(word)]
    of_both = [word.folded for word in short.words if word.folded in families]
    return of_both == [word.folded for word in short.words] and of_both != sorted(of_both, key=families.index)


def _is_family(word: Word) -> bool:
    return lone_role(word.raw) == "family"


def _sounding(name: Name, *, is_asked: bool = False) -> frozenset[str]:
    """Return keys of how a whole name sounds in another script."""
    return frozenset(
        key for sound in name.sounds for key in sounding(sound, name.words[0].folded, is_asked=is_asked)
    )


def _signed(name: Name) -> str:
    return "".join(sorted(word.folded[:1] for word in name.words)) + "\0initials"


def _signatures(name: Name) -> Iterator[str]:
    """Yield what a name may be signed with: all its initials, or those of two of its words."""
    if name.is_signature or len(name.words) < 2:
        return
    yield _signed(name)
    yield _signed(Name((name.words[0], name.words[-1])))
