"""The stand-ins of one conversation: nobody else's there, and not what was to be redacted."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Final

from scrub.errors import VerifyError
from scrub.link.cast import Cast
from scrub.link.identity import Identity, Number, Register, identify
from scrub.link.links import Links
from scrub.operators import Mention, Operator, placeholder, stand_in
from scrub.surrogates.literals import digits_like
from scrub.surrogates.redraws import Redraws
from scrub.verify import Survivors

# Ranges that are reserved for examples are small: so many are drawn before a number stands there instead.
_DRAWS: Final = 40
_TAKEN: Final = "a stand-in is taken in this conversation, and the policy's scope allows no other"


class StandIns:
    """Gives every identity of a conversation its own, in the order of its mentions."""

    def __init__(
        self,
        operators: Mapping[str, Operator],
        key: bytes,
        scope: str,
        survivors: Survivors,
        register: Register | None = None,
        *,
        links: Links | None = None,
        cast: Cast | None = None,
        is_wide: bool = False,
    ) -> None:
        """Count in `register` where numbers go on from one conversation to the next.

        Without `links` every value is an identity of its own. In a wide scope, of which the conversation is a
        part, nothing is drawn again because of what else is here.
        """
        self._is_wide = is_wide
        self._redraws = Redraws(1 if is_wide else _DRAWS)
        self._links = links or Links()
        self._cast = cast
        self._operators = operators
        self._key = key
        self._scope = scope
        self._survivors = survivors
        self._register = register or Register()
        self._owners: dict[tuple[str, str], Identity] = {}
        self._made: dict[tuple[Identity, str], str] = {}
        # Of what stands for the same wherever it stands.
        self._everywhere: dict[tuple[str, str], tuple[str, Number]] = {}

    def of_value(
        self, entity_type: str, value: str, place: Hashable = None, start: int = 0
    ) -> tuple[str, Number]:
        """Return what stands for a value at a place, and how its identity is counted."""
        if entity_type == "PERSON":
            return self._of_value(entity_type, value, place, start)
        known = self._everywhere.get((entity_type, value))
        if known is None:
            known = self._everywhere[entity_type, value] = self._of_value(entity_type, value, place, start)
        return known

    def _of_value(self, entity_type: str, value: str, place: Hashable, start: int) -> tuple[str, Number]:
        identity = self._links.identity(entity_type, value, place, start)
        operator = self._operators[entity_type]
        if self._operators.get(identity.entity_type) is not operator:
            # The policy treats as two things what is one value.
            identity = identify(entity_type, value)
        number = self._register.number(identity, self._links.owner(identity))
        mention = Mention(identity.entity_type, value, identity, number, self._key, self._scope)
        if operator is not stand_in:
            return operator(mention), number
        made = self._made.get((identity, value))
        if made is None:
            drawn = self._own(identity, value, lambda scope: self._drawn(replace(mention, scope=scope)))
            if drawn is None and self._is_wide:
                raise VerifyError(_TAKEN)
            made = self._made[identity, value] = placeholder(mention) if drawn is None else drawn
        return made, number

    def of_number(self, entity_type: str, literal: str) -> tuple[str, Number]:
        """Return the digits that stand for a number that must stay one, whatever its operator is."""
        identity = self._links.identity(entity_type, literal)
        drawn = self._own(identity, literal, lambda scope: digits_like(literal, self._key, scope))
        return "0" if drawn is None else drawn, self._register.number(identity)

    def _drawn(self, mention: Mention) -> str:
        if self._cast is not None and mention.scope == self._scope:
            return self._cast.write(mention.entity_type, mention.value, mention.identity)
        return stand_in(mention)

    def _own(self, identity: Identity, value: str, draw: Callable[[str], str]) -> str | None:
        """Return the first that is no other identity's, not the value, and no value of the conversation."""
        for attempt in self._redraws.attempts(identity.entity_type):
            text = draw(f"{self._scope}\0{attempt}" if attempt else self._scope)
            owner = self._owners.setdefault((identity.entity_type, text.casefold()), identity)
            is_other = text.casefold() != value.casefold()
            if (
                (owner == identity or self._may_share(identity))
                and is_other
                and not self._survivors.count(text.encode("utf-8", "surrogatepass"))
            ):
                return text
        return None

    def _may_share(self, identity: Identity) -> bool:
        """Return whether stand-ins are as few as what they stand for, so that people share both."""
        return self._is_wide and identity.entity_type == "AGE"
