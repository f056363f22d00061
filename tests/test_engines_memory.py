"""How much memory a process holds is told where there is no /proc as well, as on macOS."""

import os
from pathlib import Path

import pytest

from scrub.engines import memory
from scrub.engines.memory import resident_memory

# What an interpreter with the tests in it holds at least.
SMALL = 10_000_000


def test_linux_tells_by_a_file() -> None:
    assert resident_memory(os.getpid()) > SMALL


def test_other_systems_tell_by_a_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    by_file = resident_memory(os.getpid())
    monkeypatch.setattr(memory, "_PROCESSES", tmp_path / "proc")
    by_command = resident_memory(os.getpid())
    assert abs(by_command - by_file) < by_file / 2


@pytest.mark.parametrize("process", [None, 2**22 + 1])
def test_a_process_that_is_gone_holds_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, process: int | None
) -> None:
    assert resident_memory(process) == 0
    monkeypatch.setattr(memory, "_PROCESSES", tmp_path / "proc")
    assert resident_memory(process) == 0


def test_a_system_without_the_command_says_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(memory, "_PROCESSES", tmp_path / "proc")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert resident_memory(os.getpid()) == 0
