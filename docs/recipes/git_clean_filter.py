"""A git filter: what is committed is scrubbed, your working copy stays as it is.

    python git_clean_filter.py install '*.jsonl'

A file of which anything cannot be scrubbed cannot be added. The same text gives the same stand-ins, or git
would see changes where there are none: set SCRUB_KEY, or this uses placeholders.
https://git-scm.com/docs/gitattributes#_filter
"""

import base64
import os
import subprocess
import sys
from pathlib import Path


def clean() -> int:
    """Pass on what git hands over, in its own format, without people and secrets; 0 if all of it can be."""
    style, environment = [], dict(os.environ)
    if "SCRUB_KEY" not in environment:
        style = ["--style", "placeholder"]
        environment["SCRUB_KEY"] = base64.b64encode(bytes(32)).decode()
    command = [sys.executable, "-m", "scrub", "redact", "-", *style]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if done.returncode:
        sys.stderr.buffer.write(b"scrub: not added:\n" + done.stderr)
    else:
        sys.stdout.buffer.write(done.stdout)
    return done.returncode


def install(pattern: str) -> None:
    """Have git filter the files of a pattern in the repository at hand."""
    command = f'"{sys.executable}" "{Path(__file__).resolve()}"'
    for name, value in (("clean", command), ("smudge", "cat"), ("required", "true")):
        subprocess.run(["git", "config", f"filter.scrub.{name}", value], check=True)
    attributes = Path(".gitattributes")
    lines = attributes.read_text(encoding="utf-8").splitlines() if attributes.exists() else []
    wanted = f"{pattern} filter=scrub"
    if wanted not in lines:
        attributes.write_text("\n".join([*lines, wanted, ""]), encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["install"]:
        install(sys.argv[2])
    else:
        sys.exit(clean())
