"""What linking is told of a mention."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Final, NamedTuple

from recognizers.span import Span
from scrub.link.around import is_of_family, name_beside, spots
from scrub.link.cells import full_names
from scrub.rewrite import values_of

DATES: Final = frozenset(("DATE", "DATE_OF_BIRTH"))


class Known(NamedTuple):
    """A mention: what it is and where it stands."""

    entity_type: str
    value: str
    # One string of one record.
    place: Hashable
    # Where in it, and the full name that this is a part of by its neighbour.
    start: int = 0
    full_name: str = ""
    # Whether a family is meant, and nobody of it: `the Roe family`.
    is_family: bool = False
    # Of a date: who is named beside it.
    beside: str = ""
    # The paragraph of the string that it stands in, and how often the name stands before it on its line.
    paragraph: int = 0
    occurrence: int = 0


def mentions_of(text: str, spans: Sequence[Span], place: Hashable) -> Iterator[Known]:
    """Yield what was found in a text, decoded, with where it stands."""
    names = [span for span in spans if span.entity_type == "PERSON"]
    parts = dict(full_names(text, spans)) if names else {}
    plain = [span for span in names if not span.codec]
    # Asked for where one name may mean two people.
    places = {id(span): place for span, place in zip(names, spots(text, names), strict=True)}
    for outer in spans:
        paragraph, occurrence = places.get(id(outer), (0, 0))
        for span, value in values_of(text, [outer]):
            yield Known(
                span.entity_type,
                value,
                place,
                outer.start,
                parts.get(outer.start, ""),
                span.entity_type == "PERSON" and is_of_family(text, outer),
                name_beside(text, plain, outer) if span.entity_type in DATES else "",
                paragraph,
                occurrence,
            )
