"""What is seen of a run while it goes on."""

import json
import re
import time
from pathlib import Path

import pytest

from scrub.run.watch import Seen
from tests.run_folder import KEY, NOW, OTHER, OWN, account, chat, invoke

GATED = ("in", "--accounts", "accounts.jsonl", "--now", NOW, "--workers", "0")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    chats = [chat(1, "yes", f"mail {OWN}"), chat(2, "no", OTHER)]
    (tmp_path / "in/conversations.json").write_text(json.dumps(chats), encoding="utf-8")
    (tmp_path / "in/cut.jsonl").write_text('{"a":\n', encoding="utf-8")
    (tmp_path / "accounts.jsonl").write_text(account("yes") + account("no", "off"), encoding="utf-8")
    return tmp_path


def test_lines_for_machines(folder: Path) -> None:
    ran = invoke("run", *GATED, "-o", "out", "--log-format", "json")
    lines = [json.loads(line) for line in ran.err.splitlines()]
    size = sum(path.stat().st_size for path in (folder / "in").iterdir())
    *_, last, summary = lines
    assert {line["event"] for line in lines} == {"progress", "summary"}
    assert (last["bytes"], last["bytes_total"], last["seconds_left"]) == (size, size, 0)
    assert last["conversations"] == {"written": 1, "refused": 2, "withheld": 0}
    assert summary["counts"]["conversations"] == {"in": 3, **last["conversations"]}
    assert OWN not in ran.err


def test_a_file_for_prometheus(folder: Path) -> None:
    invoke("run", *GATED, "-o", "out", "--metrics", "scrub.prom")
    lines = (folder / "scrub.prom").read_text(encoding="utf-8").splitlines()
    assert 'scrub_conversations{verdict="refused"} 2' in lines
    form = r"[a-z_]+(?:\{[a-z]+=\"[a-z]+\"\})? [0-9.]+|# (?:HELP|TYPE) [a-z_]+ .+"
    assert [line for line in lines if not re.fullmatch(form, line)] == []


def test_unknown_log_formats_are_refused(folder: Path) -> None:
    ran = invoke("run", *GATED, "-o", "out", "--log-format", "xml")
    assert (ran.code, "known: text, json" in ran.err, (folder / "out").exists()) == (2, True, False)


def test_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([100.0, 110.0, 110.0, 110.0, 110.0, 110.0, 110.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    seen = Seen(400)
    seen.add(100, ())
    assert (seen.rate, seen.left) == (10.0, 30.0)


def test_the_clock_of_the_wall_may_jump_back(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    moments = iter(range(10**9, 0, -(10**6)))
    monkeypatch.setattr(time, "time", lambda: float(next(moments)))
    ran = invoke("run", *GATED, "-o", "out", "--log-format", "json")
    assert all(json.loads(line)["time"] > 0 for line in ran.err.splitlines())
    assert invoke("verify", "out").code == 0
