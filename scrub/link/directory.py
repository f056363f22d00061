"""People who are known beforehand: to whom of them a conversation may refer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from recognizers.engine import find_encoded
from recognizers.span import Span
from scrub.automaton import automaton_of
from scrub.link.known import evened, forms_of
from scrub.link.names import parsed
from scrub.link.people import People
from scrub.link.regroup import certain_people


class Directory:
    """Many values of people, of which a conversation mentions few.

    Made once, so that what is done for each conversation goes with the people in it, not with all there are.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        """Take (entity type, value) pairs."""
        self._pairs = dict.fromkeys(pairs)

    def __bool__(self) -> bool:
        """Whether anybody is known."""
        return bool(self._pairs)

    def __contains__(self, pair: tuple[str, str]) -> bool:
        """Whether just that is known."""
        return pair in self._pairs

    def mentioned(self, text: str) -> set[tuple[str, str]]:
        """Return the pairs that stand in some form in a text or in what is encoded there, and perhaps more.

        Raises RecognizerError where the text holds encodings in each other without end.
        """
        automaton, owners = self._by_form
        if automaton is None:
            return set()
        # Many may have a form in common that stands there often.
        forms: set[int] = set()

        def note(text: str) -> Iterator[Span]:
            matches = automaton.find_matches_as_indexes(evened(text), overlapping=True)
            forms.update(number for number, _, _ in matches)
            return iter(())

        find_encoded(text, note)
        return {pair for number in forms for pair in owners[number]}

    def meant(self, names: Iterable[str]) -> set[tuple[str, str]]:
        """Return the names of the people whom names may mean: `Bill` is William."""
        return {
            pair
            for name in names
            for somebody in self._people.like(name)
            for canonical in (somebody.canonical, *somebody.forms)
            for pair in self._named[canonical]
        }

    @cached_property
    def _people(self) -> People:
        return certain_people(value for entity_type, value in self._pairs if entity_type == "PERSON")

    @cached_property
    def _named(self) -> defaultdict[str, list[tuple[str, str]]]:
        """The names by what those of the same words share."""
        named = defaultdict(list)
        for entity_type, value in self._pairs:
            if entity_type == "PERSON":
                named[parsed(value).canonical].append((entity_type, value))
        return named

    @cached_property
    def _by_form(self) -> tuple[Any, list[list[tuple[str, str]]]]:
        """An automaton of the forms, and whose each of them is."""
        owners: dict[str, list[tuple[str, str]]] = {}
        for pair in self._pairs:
            people = certain_people([pair[1]]) if pair[0] == "PERSON" else None
            for form, _ in forms_of([pair], people):
                owners.setdefault(form, []).append(pair)
        return automaton_of(owners), list(owners.values())
