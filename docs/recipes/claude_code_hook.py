"""A hook of Claude Code: when a session ends, a scrubbed copy of it is put where you share from.

In ~/.claude/settings.json, with the Python that has scrub and the place where this file lies:

    {"hooks": {"SessionEnd": [{"hooks": [
        {"type": "command", "command": "python3 ~/hooks/claude_code_hook.py", "timeout": 10}]}]}}

Claude Code waits for a moment only when it ends, so the work is done in the background.
https://code.claude.com/docs/en/hooks#sessionend
"""

import json
import os
import subprocess
import sys
from pathlib import Path

SHARED = Path(os.environ.get("SCRUBBED_SESSIONS", "~/scrubbed-sessions")).expanduser()


def main() -> None:
    """Begin to scrub the session that the hook is told of; what is withheld is said in scrub.log."""
    event = json.load(sys.stdin)
    session = Path(event["transcript_path"]).expanduser()
    SHARED.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "scrub", "redact", session, "-o", SHARED / session.name, "--force"]
    with (SHARED / "scrub.log").open("ab") as log:
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, close_fds=True
        )


if __name__ == "__main__":
    main()
