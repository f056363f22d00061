"""Who is meant by a name that several people of a scope have: only who was named shortly before it, alone.

Without that evidence it is nobody's, and means the same within a paragraph. A line that says it twice
sets two people beside each other, as `Rose wrote it, Rose moved it` does.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Final

from scrub.link.mentions import Known
from scrub.link.people import People, Somebody

# So far back a name is remembered, in code points, ...
_FARTHEST: Final = 300
# ... and so far it must be from who is another by the side of it: `Jane Roe and Jane`.
_NEAREST: Final = 8


def unclear(named: Iterable[Known], people: People) -> dict[tuple[Hashable, int, str], str]:
    """Return the canonical identity of each mention, by place, that does not say by itself who is meant."""
    by_place: defaultdict[Hashable, list[Known]] = defaultdict(list)
    several = False
    for mention in named:
        by_place[mention.place].append(mention)
        several = several or len(people.of(mention.value)) > 1
    if not several:
        return {}
    found = {}
    for place, mentions in by_place.items():
        clear: list[tuple[int, Somebody]] = []
        for mention in sorted(mentions, key=lambda one: one.start):
            if len(people.of(mention.value)) < 2:
                somebody = people.one_of(mention.value)
                if somebody is not None:
                    clear.append((mention.start + len(mention.value), somebody))
                continue
            somebody = _antecedent(mention, clear, people)
            spot = f"{place} {mention.paragraph} {mention.occurrence}"
            found[place, mention.start, mention.value] = (
                somebody.canonical if somebody else f"{people.canonical(mention.value)} at {spot}"
            )
    return found


def _antecedent(mention: Known, clear: list[tuple[int, Somebody]], people: People) -> Somebody | None:
    """Return who of those that may be meant is named alone shortly before a mention."""
    candidates = people.of(mention.value)
    near = []
    for end, somebody in reversed(clear):
        if mention.start - end > _FARTHEST:
            break
        if somebody in candidates:
            near.append((end, somebody))
    if not near or any(somebody is not near[0][1] for _, somebody in near):
        return None
    end, somebody = near[0]
    # A family has its name in common; who is meant by it is not said by who is there.
    return somebody if mention.start - end >= _NEAREST and somebody.has_given(mention.value) else None
