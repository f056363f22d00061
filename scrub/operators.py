"""How a stand-in is made: our operators, and Presidio's by name.

An operator is a function of a mention. Presidio's own (`replace`, `redact`, `encrypt`, and `mask` and
`hash` when given Presidio's parameters) run through `scrub.adopted`; `scrub.presidio` offers ours to
Presidio. https://microsoft.github.io/presidio/anonymizer/
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from scrub.choices import OperatorChoice
from scrub.errors import OperatorError
from scrub.link.identity import Identity, Number
from scrub.surrogates.surrogate import surrogate

_HASH_DIGITS: Final = 16
# A character in the string of a string, whose backslash alone would escape an asterisk.
_ESCAPED: Final = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[0-7]{3}|[A-Za-z0-9])")


@dataclass(frozen=True, slots=True, repr=False)
class Mention:
    """What an operator gets to see. Has no repr: it holds a value from the data."""

    entity_type: str
    # As it stands in the text, decoded.
    value: str
    identity: Identity
    number: Number
    key: bytes
    # Names the scope within which one identity keeps one stand-in.
    scope: str


Operator = Callable[[Mention], str]


def placeholder(mention: Mention) -> str:
    """Return the type and the number of the identity: `<PERSON_1>`."""
    return f"<{mention.entity_type}_{mention.number.in_type}>"


def mask(mention: Mention) -> str:
    """Return an asterisk for every letter and digit, written as such or escaped, all else kept."""
    value = _ESCAPED.sub(lambda escape: "*" * len(escape[0]), mention.value)
    return "".join("*" if character.isalnum() else character for character in value)


def keyed_hash(mention: Mention) -> str:
    """Return the type and digits that are the same for one identity under one key."""
    content = "\0".join((mention.scope, mention.identity.entity_type, mention.identity.canonical))
    digest = hmac.new(mention.key, content.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
    return f"<{mention.entity_type}_{digest[:_HASH_DIGITS]}>"


def remove(_mention: Mention) -> str:
    """Return nothing."""
    return ""


def keep(mention: Mention) -> str:
    """Return the value: found and counted, not changed."""
    return mention.value


def stand_in(mention: Mention) -> str:
    """Return a realistic value that is nobody's; see `scrub.surrogates`."""
    return surrogate(
        mention.entity_type, mention.value, mention.identity.canonical, mention.key, mention.scope
    )


OPERATORS: Final[Mapping[str, Operator]] = {
    "surrogate": stand_in,
    "placeholder": placeholder,
    "mask": mask,
    "hash": keyed_hash,
    "remove": remove,
    "keep": keep,
}
STYLES: Final = tuple(name for name in OPERATORS if name != "keep")


def operator_of(choice: OperatorChoice) -> Operator:
    """Return the operator of a policy's choice: ours without parameters, else Presidio's.

    Raises OperatorError for a name that neither knows, or parameters that Presidio refuses.
    """
    if choice.name in OPERATORS and not choice.parameters:
        return OPERATORS[choice.name]
    from scrub.adopted import presidio_operator

    run: Callable[[str, Mapping[str, Any]], str] = presidio_operator(
        choice.name, choice.parameters, OPERATORS
    )

    def operate(mention: Mention) -> str:
        try:
            return run(mention.value, {**choice.parameters, "entity_type": mention.entity_type})
        except Exception as error:
            raise OperatorError(f"operator {choice.name!r} failed with {type(error).__name__}") from None

    return operate
