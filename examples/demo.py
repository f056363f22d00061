"""The demo: scrubs an invented coding session and a chat export, and shows what changed.

python -m examples.demo
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from examples.build import build

# A fixed key, so that the demo looks the same every time. A real one is secret.
_DEMO_KEY = "ZGVtby1rZXktZGVtby1rZXktZGVtby1rZXktZGVtbyE="


def main() -> int:
    """Build the examples in a temporary folder and run `scrub redact --diff` on them."""
    environment = {**os.environ, "SCRUB_KEY": _DEMO_KEY}
    if sys.stdout.isatty():
        environment["FORCE_COLOR"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        command = [sys.executable, "-m", "scrub", "redact", "--diff", "session.jsonl", "conversations.json"]
        return subprocess.run(command, cwd=folder, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
