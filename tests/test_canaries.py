"""No value anywhere but in the input: every channel that a run has, walked for planted values."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from scrub.formats.text import TextRecord
from scrub.policy import Policy
from scrub.scrubber import Scrubber

# Found where a record is searched; in files that are withheld they are nobody's to find.
MAIL = "canary.okafor@quillpost.co.uk"
PHRASE = "canary-4711"
CANARIES = (MAIL, PHRASE, "canary.okafor", MAIL.upper(), MAIL.replace("@", "%40"))
KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
_ROOT = Path(__file__).parent.parent
# Everything that is ever logged, by us and by what we use.
_LOUD = "import logging; logging.basicConfig(level=1); from scrub.cli import app; app()"
_POLICY = """name = "hostile"
[detect]
names = false
recognizers = [{ class = "tests.hostile_recognizer.Hostile" }]
"""


def scrub(folder: Path, *arguments: str) -> str:
    """Run the command line as loud as it can be; return all that it says."""
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "SCRUB_KEY": KEY, "PYTHONFAULTHANDLER": "1"}
    command = [sys.executable, "-X", "dev", "-W", "default", "-c", _LOUD, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=300)
    assert done.returncode in (0, 1, 2), done.returncode
    return (done.stdout + done.stderr).decode("utf-8", "replace")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inputs = tmp_path / "in"
    inputs.mkdir()
    message = {"role": "user", "content": f"mail {MAIL}, {MAIL.upper()}, {MAIL.replace('@', '%40')}"}
    files = {
        "good.jsonl": json.dumps({"messages": [message]}).encode() + b"\n",
        f"from {MAIL}.txt": f"ask {MAIL}".encode(),
        "broken.json": f'{{"a": "{PHRASE} {MAIL}", '.encode(),
        "half.jsonl": f'{{"a": "{MAIL}"}}\n{{"{PHRASE}: {MAIL}\n'.encode(),
        "binary.parquet": f"PAR1{PHRASE}{MAIL}PAR1".encode(),
        "packed.json.gz": b"\x1f\x8b\x08\x00" + f"{PHRASE}{MAIL}".encode(),
        "dies.txt": f"please die, {PHRASE} {MAIL}".encode(),
    }
    for name, data in files.items():
        (inputs / name).write_bytes(data)
    (tmp_path / "policy.toml").write_text(_POLICY, encoding="utf-8")
    return tmp_path


def test_a_run_says_and_keeps_no_value(folder: Path) -> None:
    said = scrub(
        folder,
        *("run", "in", "-o", "out", "--ad-hoc", "--workers", "1", "--policy", "policy.toml"),
        *("--metrics", "metrics.prom", "--log-format", "json"),
    )
    said += scrub(folder, "report", "out", "--format", "html", "--least-conversations", "1")
    said += scrub(folder, "verify", "out")
    assert "dies.txt" in said or "withheld" in said
    kept = [path for path in folder.rglob("*") if path.is_file() and folder / "in" not in path.parents]
    assert {"ledger.jsonl", "manifest.json", "metrics.prom"} <= {path.name for path in kept}
    for canary in CANARIES:
        assert canary not in said
        for path in kept:
            assert canary not in path.name
            assert canary.encode() not in path.read_bytes(), path.name


def test_ray_logs_no_value(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where records are withheld and an actor dies; all that Ray keeps of a session is walked."""
    pytest.importorskip("ray", reason="the extra ray is not installed")
    # The name of a socket may have some hundred characters.
    with tempfile.TemporaryDirectory(prefix="ray-", dir="/tmp") as session:
        monkeypatch.setenv("RAY_TMPDIR", session)
        said = scrub(
            folder,
            *("run", "in", "-o", "out", "--ad-hoc", "--workers", "1", "--policy", "policy.toml"),
            *("--engine", "ray"),
        )
        logs = [path for path in Path(session).rglob("*") if path.is_file() and not path.is_symlink()]
        assert "withheld" in said
        assert any(path.name.startswith("worker-") for path in logs)
        kept = [*logs, *(path for path in (folder / "out").rglob("*") if path.is_file())]
        for canary in CANARIES:
            assert canary not in said
            assert [path.name for path in kept if canary.encode() in path.read_bytes()] == []


def test_temporary_files_are_removed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where records are withheld and a worker dies."""
    scratch = folder / "scratch"
    scratch.mkdir()
    (folder / "accounts.jsonl").write_text('{"account_id": "a", "plan": "pro"}\n', encoding="utf-8")
    monkeypatch.setenv("TMPDIR", str(scratch))
    old = os.umask(0)
    try:
        scrub(folder, "run", "in", "-o", "out", "--ad-hoc", "--workers", "1", "--policy", "policy.toml")
        scrub(folder, "redact", "in/good.jsonl", "in/packed.json.gz", "-o", "redacted", "--no-names")
        scrub(folder, "gate", "in", "--accounts", "accounts.jsonl")
    finally:
        os.umask(old)
    assert list(scratch.iterdir()) == []
    assert [
        path for path in (folder / "out").rglob("*") if path.suffix in (".part", ".scrub-part", ".tmp")
    ] == []


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("detect", "in/good.jsonl", "--no-names", "--format", "table"), id="table"),
        pytest.param(("detect", "in/good.jsonl", "--no-names", "--format", "jsonl"), id="findings"),
        pytest.param(("detect", "in/good.jsonl", "--no-names", "--format", "sarif"), id="sarif"),
        pytest.param(("redact", "in/half.jsonl", "--no-names"), id="half"),
        pytest.param(("redact", "in/broken.json", "--no-names", "--input-format", "jsonl"), id="broken"),
        pytest.param(("redact", "in/binary.parquet", "--no-names", "-o", "o.parquet"), id="binary"),
        pytest.param(("redact", "in/packed.json.gz", "--no-names", "-o", "o.gz"), id="packed"),
        pytest.param(("gate", "in", "--accounts", "in/broken.json"), id="accounts"),
        pytest.param(("policy", "check", "in/broken.json"), id="policy"),
        pytest.param(("rules", "check", "in/broken.json"), id="rules"),
        pytest.param(("evaluate", "in/half.jsonl"), id="labels"),
    ],
)
def test_a_command_says_no_value(folder: Path, arguments: tuple[str, ...]) -> None:
    said = scrub(folder, *arguments)
    assert said
    assert [canary for canary in CANARIES if canary in said] == []


def test_what_is_held_in_memory_does_not_show_itself() -> None:
    scrubber = Scrubber(replace(Policy.load(), names=None), key=bytes(32))
    record = TextRecord(f"mail {MAIL}".encode())
    scrubbed = scrubber.scrub_conversation([record])
    shown = repr((scrubber, scrubbed.findings, scrubber.scrub_text(f"mail {MAIL}").findings))
    shown += repr(list(scrubber.find_conversation([record])))
    assert "EMAIL_ADDRESS" in shown
    assert [canary for canary in CANARIES if canary in shown] == []
