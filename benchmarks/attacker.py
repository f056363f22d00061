"""Links texts to accounts by what is left in them: strings of a directory, rare words, paths, wording."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

_WORD: Final = re.compile(r"\w+")
# A name with a suffix, a branch, a folder: what programs wrote, not people.
_PATH: Final = re.compile(
    r"(?<![\w.-])(?:[\w.-]{1,80}/)+[\w.-]{1,80}|(?<![\w.-])[\w-]{2,60}\.[a-z]{1,5}(?![\w-])"
)
_SHORTEST: Final = 3

Features = Callable[[str], Iterable[str]]


def words(text: str) -> list[str]:
    """Return the words of a text without case.

    >>> words("Ask O'Neil, bay 4")
    ['ask', 'neil', 'bay']
    """
    return [word for word in _WORD.findall(text.casefold()) if len(word) >= _SHORTEST or not word.isascii()]


def path_parts(text: str) -> list[str]:
    """Return what paths and file names in a text are made of.

    >>> path_parts("cat src/app/bay_4.py notes.md")
    ['src', 'app', 'bay_4.py', 'notes.md']
    """
    return [part for match in _PATH.finditer(text.casefold()) for part in match[0].split("/") if part]


class Directory:
    """What somebody knows of each account: strings, each with how few others share it."""

    def __init__(self, known: Mapping[str, Collection[str]]) -> None:
        self.accounts = list(known)
        self._owners: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for account, values in known.items():
            for value in values:
                if phrase := tuple(_WORD.findall(value.casefold())):
                    self._owners[phrase].add(account)
        self._longest = max(map(len, self._owners), default=0)
        self._first = {phrase[0] for phrase in self._owners}

    def found(self, text: str) -> dict[tuple[str, ...], set[str]]:
        """Return every known string that stands in a text, whole words, with whose it is."""
        read = _WORD.findall(text.casefold())
        found = {}
        for at, word in enumerate(read):
            if word in self._first:
                for length in range(1, self._longest + 1):
                    phrase = tuple(read[at : at + length])
                    if len(phrase) == length and phrase in self._owners:
                        found[phrase] = self._owners[phrase]
        return found

    def scores(self, text: str) -> dict[str, float]:
        """Return how much each account is meant, by strings that few share."""
        scores: defaultdict[str, float] = defaultdict(float)
        for owners in self.found(text).values():
            for account in owners:
                scores[account] += math.log((1 + len(self.accounts)) / len(owners))
        return scores

    def fits(self, text: str) -> set[str]:
        """Return the accounts to which most of the strings left in a text belong; none where none are."""
        counts = Counter(account for owners in self.found(text).values() for account in owners)
        most = max(counts.values(), default=0)
        return {account for account, count in counts.items() if count == most}


class Writings:
    """Other texts of each account, to which a text is compared."""

    def __init__(self, texts: Mapping[str, str], features: Features) -> None:
        self.accounts = list(texts)
        self._features = features
        self._counts = {account: Counter(features(text)) for account, text in texts.items()}

    @cached_property
    def _spread(self) -> Counter[str]:
        """In how many accounts' texts a feature is."""
        return Counter(feature for counts in self._counts.values() for feature in counts)

    @cached_property
    def _weighted(self) -> dict[str, dict[str, float]]:
        """By feature, its part in the text of each account, scaled so that texts are of length 1."""
        out: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for account, counts in self._counts.items():
            weights = self._weights(counts)
            norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            for feature, weight in weights.items():
                out[feature][account] = weight / norm
        return out

    def _weights(self, counts: Mapping[str, int]) -> dict[str, float]:
        total = len(self.accounts)
        return {
            feature: (1 + math.log(count)) * math.log((1 + total) / self._spread[feature])
            for feature, count in counts.items()
            if self._spread[feature]
        }

    def rare(self, text: str) -> dict[str, float]:
        """Return how many features that only one account has are in a text."""
        scores: Counter[str] = Counter()
        for feature in set(self._features(text)):
            if self._spread[feature] == 1:
                scores.update(self._weighted[feature].keys())
        return {account: float(score) for account, score in scores.items()}

    def alike(self, text: str) -> dict[str, float]:
        """Return the cosine of tf-idf with the texts of each account."""
        scores: defaultdict[str, float] = defaultdict(float)
        for feature, weight in self._weights(Counter(self._features(text))).items():
            for account, other in self._weighted[feature].items():
                scores[account] += weight * other
        return scores


def success(scores: Mapping[str, float], account: str, accounts: Sequence[str]) -> float:
    """Return the chance that the best of all accounts, drawn among equals, is the right one.

    >>> success({"a": 2.0, "b": 2.0}, "a", ["a", "b", "c", "d"]), success({}, "a", ["a", "b", "c", "d"])
    (0.5, 0.25)
    """
    best = max((scores.get(each, 0.0) for each in accounts), default=0.0)
    ties = [each for each in accounts if scores.get(each, 0.0) == best]
    return 1 / len(ties) if account in ties else 0.0
