"""A hook of Claude Code: when a session ends, a scrubbed copy of it is put where you share from.

In ~/.claude/settings.json:

    {"hooks": {"SessionEnd": [{"hooks": [{"type": "command", "command": "python3 claude_code_hook.py"}]}]}}

https://code.claude.com/docs/en/hooks
"""

import json
import os
import subprocess
import sys
from pathlib import Path

SHARED = Path(os.environ.get("SCRUBBED_SESSIONS", "~/scrubbed-sessions")).expanduser()


def main() -> int:
    """Scrub the session that the hook is told of; 0, or what `scrub redact` returned."""
    event = json.load(sys.stdin)
    session = Path(event["transcript_path"]).expanduser()
    SHARED.mkdir(parents=True, exist_ok=True)
    # What is withheld is said on stderr, and is not in the copy.
    command = [
        sys.executable,
        "-m",
        "scrub",
        "redact",
        str(session),
        "-o",
        str(SHARED / session.name),
        "--force",
    ]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
