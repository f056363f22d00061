"""Every recipe of the manual is run; where what it is for is not installed, it is skipped by name."""

import importlib.util
import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from examples.build import build

ROOT = Path(__file__).parent.parent
RECIPES = ROOT / "docs" / "recipes"
MAIL = "mara.okafor@quillpost.co.uk"
# What each needs besides scrub.
NEEDS = {
    "in_datasets": ["datasets"],
    "in_datatrove": ["datatrove"],
    "in_duckdb": ["duckdb"],
    "in_pandas": ["pandas"],
    "in_ray": ["ray", "pandas"],
    "in_spark": ["pyspark", "pandas"],
    "service": ["fastapi", "httpx"],
}
# These wait for git or for Claude Code.
HOOKS = {"git_clean_filter", "claude_code_hook"}


def run(
    arguments: list[str], folder: Path, *, stdin: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore", **variables}
    environment.pop("SCRUB_KEY", None)
    return subprocess.run(
        arguments, cwd=folder, env=environment, input=stdin, capture_output=True, text=True, check=False
    )


def recipes() -> list[object]:
    names = sorted(path.stem for path in RECIPES.glob("*.py") if path.stem not in HOOKS)
    return [
        pytest.param(
            name,
            marks=[
                pytest.mark.skipif(importlib.util.find_spec(module) is None, reason=f"needs {module}")
                for module in NEEDS.get(name, ())
            ],
        )
        for name in names
    ]


@pytest.mark.parametrize("name", recipes())
def test_a_recipe_prints_what_it_says(name: str, tmp_path: Path) -> None:
    path = RECIPES / f"{name}.py"
    said = re.findall(r"^# prints: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    done = run([sys.executable, str(path)], tmp_path)
    assert done.returncode == 0, done.stderr
    assert said
    assert done.stdout.splitlines() == said


@pytest.mark.skipif(
    any(importlib.util.find_spec(module) is None for module in ("fastapi", "uvicorn")), reason="needs uvicorn"
)
def test_the_service_answers_each_line_before_the_next_is_sent_and_logs_none() -> None:
    command = [sys.executable, "-m", "uvicorn", "service:app", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, cwd=RECIPES, env=environment, **pipes) as server:
        assert server.stdout is not None
        log = ""
        while (running := re.search(r"running on http://127\.0\.0\.1:(\d+)", log)) is None:
            line = server.stdout.readline()
            assert line, log
            log += line
        try:
            with socket.create_connection(("127.0.0.1", int(running[1])), timeout=60) as connection:
                connection.sendall(b"POST /scrub HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
                for said in (f'{{"text": "{MAIL}"}}\n'.encode(), b"[\n", b'{"text": "bye"}\n'):
                    connection.sendall(b"%x\r\n%s\r\n" % (len(said), said))
                    answered = b""
                    while b"}" not in answered:
                        answered += connection.recv(4096)
                    assert MAIL.encode() not in answered
        finally:
            # The caller is gone in the middle of the request.
            server.terminate()
            log += server.stdout.read()
    assert "200 OK" in log
    assert MAIL not in log and "Traceback" not in log


def test_every_recipe_is_in_the_manual() -> None:
    text = (RECIPES / "index.md").read_text(encoding="utf-8")
    assert set(re.findall(r'^--8<-- "(\w+)\.py"$', text, re.MULTILINE)) == {
        path.stem for path in RECIPES.glob("*.py")
    }


def git(folder: Path, *arguments: str) -> str:
    done = run(["git", "-c", "user.name=Nobody", "-c", "user.email=nobody@example.com", *arguments], folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_git_commits_what_is_scrubbed(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    recipe = str(RECIPES / "git_clean_filter.py")
    for _ in range(2):
        assert run([sys.executable, recipe, "install", "*.jsonl"], tmp_path).returncode == 0
    assert (tmp_path / ".gitattributes").read_text(encoding="utf-8") == "*.jsonl filter=scrub\n"
    build(tmp_path)
    (tmp_path / "a.jsonl").write_text(f'{{"text": "ask {MAIL}"}}\n', encoding="utf-8")
    (tmp_path / "none.jsonl").touch()
    git(tmp_path, "add", ".")
    assert git(tmp_path, "show", ":a.jsonl") == '{"text": "ask <EMAIL_ADDRESS_1>"}\n'
    assert MAIL in (tmp_path / "a.jsonl").read_text(encoding="utf-8")
    assert git(tmp_path, "diff", "--name-only") == ""
    (tmp_path / "b.jsonl").write_bytes(b"\0\1")
    refused = run(["git", "add", "b.jsonl"], tmp_path)
    assert refused.returncode != 0
    assert "not added" in refused.stderr


def test_what_was_committed_by_the_filter_and_checked_out_again_is_unchanged(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    run([sys.executable, str(RECIPES / "git_clean_filter.py"), "install", "*.jsonl"], tmp_path)
    build(tmp_path)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "a session")
    (tmp_path / "session.jsonl").unlink()
    git(tmp_path, "checkout", "session.jsonl")
    assert "itavares" not in (tmp_path / "session.jsonl").read_text(encoding="utf-8")
    (tmp_path / "session.jsonl").touch()
    assert git(tmp_path, "status", "--short") == ""


def test_a_session_that_ends_is_copied_without_people(tmp_path: Path) -> None:
    build(tmp_path)
    # As in https://code.claude.com/docs/en/hooks#sessionend
    event = {
        "session_id": "8f98d955-8d5e-4e8b-af0e-2560696c46da",
        "transcript_path": str(tmp_path / "session.jsonl"),
        "cwd": str(tmp_path),
        "hook_event_name": "SessionEnd",
        "reason": "prompt_input_exit",
    }
    shared = tmp_path / "shared"
    recipe = str(RECIPES / "claude_code_hook.py")
    for number in range(1, 3):
        done = run([sys.executable, recipe], tmp_path, stdin=json.dumps(event), SCRUBBED_SESSIONS=str(shared))
        assert (done.returncode, done.stderr) == (0, "")
        log = shared / "scrub.log"
        # It goes on in the background, and ends with this line.
        for _ in range(2400):
            if log.read_text(encoding="utf-8").count("policy default") == number:
                break
            time.sleep(0.05)
    copy = (shared / "session.jsonl").read_text(encoding="utf-8")
    assert len(copy.splitlines()) == 27
    assert "itavares" not in copy
