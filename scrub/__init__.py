"""Scrub: chats and coding sessions in, the same data without people and secrets out.

>>> from scrub import Policy, Scrubber
>>> scrubber = Scrubber(Policy.load("default"), key=bytes(32), style="placeholder")
>>> scrubber.scrub_text("Mail ada.lindt@quillpost.co.uk").text
'Mail <EMAIL_ADDRESS_1>'
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recognizers.errors import ScrubError
    from scrub.aio import AsyncScrubber
    from scrub.data import Finding, Scrubbed, ScrubbedText
    from scrub.policy import Policy
    from scrub.scrubber import Scrubber

__all__ = ["AsyncScrubber", "Finding", "Policy", "ScrubError", "Scrubbed", "ScrubbedText", "Scrubber"]
__version__ = "0.1.0"

_HOMES = {
    "AsyncScrubber": "scrub.aio",
    "Finding": "scrub.data",
    "Policy": "scrub.policy",
    "ScrubError": "recognizers.errors",
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


def __dir__() -> list[str]:
    """Name what can be imported, for `help` and for completion."""
    return sorted({*globals(), *__all__})
