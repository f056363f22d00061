"""Inputs for runs, and runs: chats of owners who agreed and who did not."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from scrub.cli import app

ROOT = Path(__file__).parent.parent
KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
NOW = "2026-04-01T00:00:00Z"
OWN, OTHER = "mara.okafor@quillpost.co.uk", "lwazi.dube@kestrelmark.io"


class Ran(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


def invoke(*arguments: str) -> Ran:
    """Run a command in this process."""
    result = CliRunner().invoke(app, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def start(folder: Path, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
    """Start a command as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "scrub", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def chat(number: int, owner: str, text: str, name: str = "Trip") -> dict[str, object]:
    """Return a conversation of a Claude.ai export."""
    return {
        "uuid": f"chat-{number}",
        "name": name,
        "created_at": "2026-03-01T10:00:00Z",
        "updated_at": "2026-03-01T10:05:00Z",
        "account": {"uuid": owner},
        "chat_messages": [{"uuid": "m1", "sender": "human", "text": text, "content": []}],
    }


def account(name: str, preference: str = "on", plan: str = "pro") -> str:
    """Return a line of an accounts file."""
    facts = {"account_id": name, "plan": plan, "training_preference": preference}
    return json.dumps({**facts, "preference_changed_at": None}) + "\n"


def ledger(folder: Path) -> list[dict[str, object]]:
    """Return the lines of a run's ledger."""
    return [json.loads(line) for line in (folder / "ledger.jsonl").read_text(encoding="utf-8").splitlines()]


def manifest(folder: Path) -> dict[str, object]:
    """Return the manifest of a run."""
    return dict(json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
