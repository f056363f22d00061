"""A git filter: what is committed is scrubbed, your working copy stays as it is.

    python git_clean_filter.py install '*.jsonl'

A file that cannot be scrubbed cannot be added. The same text gives the same stand-ins, or git would see
changes where there are none: set SCRUB_KEY, or this uses placeholders.
https://git-scm.com/docs/gitattributes#_filter
"""

import subprocess
import sys
from pathlib import Path

from scrub import Policy, Scrubber
from scrub.errors import ScrubError
from scrub.keys import find_key


def clean(data: bytes) -> bytes:
    """Return what is to be committed."""
    key = find_key(None)
    scrubber = Scrubber(Policy.load(), key=key or bytes(32), style=None if key else "placeholder")
    return scrubber.scrub_text(data.decode()).text.encode()


def install(pattern: str) -> None:
    """Have git filter the files of a pattern in the repository at hand."""
    command = f'"{sys.executable}" "{Path(__file__).resolve()}"'
    for name, value in (("clean", command), ("smudge", "cat"), ("required", "true")):
        subprocess.run(["git", "config", f"filter.scrub.{name}", value], check=True)
    with Path(".gitattributes").open("a", encoding="utf-8") as attributes:
        attributes.write(f"{pattern} filter=scrub\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["install"]:
        install(sys.argv[2])
    else:
        try:
            sys.stdout.buffer.write(clean(sys.stdin.buffer.read()))
        except (ScrubError, UnicodeDecodeError) as error:
            sys.exit(f"scrub: not added: {error if isinstance(error, ScrubError) else 'no text in UTF-8'}")
