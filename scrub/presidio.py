"""Our recognizer and our operators in Presidio's engines; this module imports Presidio.

https://microsoft.github.io/presidio/
"""

from typing import Any, Final

from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import InvalidParamError
from presidio_anonymizer.operators import Operator, OperatorType

from recognizers.entities import own_type
from recognizers.presidio import ScrubRecognizer
from scrub.link.identity import Number, identify
from scrub.operators import OPERATORS, Mention
from scrub.surrogates.ours import is_ours

__all__ = ["ScrubRecognizer", "register_operators"]

_LEAST_KEY_BYTES: Final = 32


class _ScrubOperator(Operator):  # type: ignore[misc]
    """One of our operators in the form of Presidio's.

    Parameters: `key` (bytes, at least 32), `scope` (a text that names the conversation or data set). A name's
    words have one stand-in each in a scope, so that `Jane Roe` and `Jane` fit. Stand-ins of an earlier pass
    stay as they are where they can be told.
    """

    name: str = ""

    def operate(self, text: str, params: dict[str, Any] | None = None) -> str:
        """Return the stand-in of a value."""
        given = params or {}
        entity_type = own_type(given.get("entity_type", "")) or "ID_NUMBER"
        if self.name == "surrogate" and is_ours(entity_type, text, given["key"]):
            return text
        identity = identify(entity_type, text)
        # Presidio shows an operator one mention at a time, so there is nothing to number.
        mention = Mention(entity_type, text, identity, Number(0, 0), given["key"], given.get("scope", ""))
        return OPERATORS[self.name](mention)

    def validate(self, params: dict[str, Any] | None = None) -> None:
        """Raise InvalidParamError unless there is a key of 32 bytes, and a scope, if any, that is a text."""
        key = (params or {}).get("key")
        if not isinstance(key, bytes) or len(key) < _LEAST_KEY_BYTES:
            raise InvalidParamError(f"operator {self.name} needs 'key', at least {_LEAST_KEY_BYTES} bytes")
        if not isinstance((params or {}).get("scope", ""), str):
            raise InvalidParamError(f"operator {self.name}: 'scope' is no text")

    def operator_name(self) -> str:
        """Return the name under which Presidio knows it."""
        return f"scrub_{self.name}"

    def operator_type(self) -> OperatorType:
        """Return that it anonymizes."""
        return OperatorType.Anonymize


def register_operators(engine: AnonymizerEngine) -> None:
    """Add our operators to a Presidio engine, as `scrub_surrogate`, `scrub_hash` and `scrub_mask`."""
    for name in ("surrogate", "hash", "mask"):
        engine.add_anonymizer(type(f"Scrub{name.title()}", (_ScrubOperator,), {"name": name}))
