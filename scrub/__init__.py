"""Scrub: chats and coding sessions in, the same data without people and secrets out."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scrub.data import Finding, Scrubbed, ScrubbedText
    from scrub.policy import Policy
    from scrub.scrubber import Scrubber

__all__ = ["Finding", "Policy", "Scrubbed", "ScrubbedText", "Scrubber"]
__version__ = "0.1.0"

_HOMES = {
    "Finding": "scrub.data",
    "Policy": "scrub.policy",
    "Scrubbed": "scrub.data",
    "ScrubbedText": "scrub.data",
    "Scrubber": "scrub.scrubber",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: `import scrub` alone costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'scrub' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
