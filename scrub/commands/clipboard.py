"""The clipboard as a file: what was copied goes in, and what may be pasted comes out."""

from typing import Any

from scrub.commands.messages import say
from scrub.errors import ScrubError
from scrub.known import Known
from scrub.policy import Policy
from scrub.scrubber import Scrubber


class ClipboardError(ScrubError):
    """There is no clipboard, or nothing to scrub on it."""


def run_clipboard(policy: Policy, key: bytes, style: str | None, known: Known | None) -> int:
    """Put the scrubbed text in the place of what was copied, and return the exit code."""
    clipboard = _clipboard()
    try:
        text = clipboard.paste()
    except clipboard.PyperclipException:
        raise ClipboardError(
            "this machine has no clipboard that can be read; on Linux install wl-clipboard or xclip"
        ) from None
    if not text:
        raise ClipboardError("the clipboard holds no text")
    done = Scrubber(policy, key=key, style=style, known=known).scrub_text(text)
    clipboard.copy(done.text)
    say(f"{len(done.findings)} redacted on the clipboard")
    return 0


def _clipboard() -> Any:
    try:
        import pyperclip
    except ImportError:
        raise ClipboardError("--clipboard needs pyperclip: pip install 'scrub[clipboard]'") from None
    return pyperclip
