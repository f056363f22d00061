"""Faults as the system makes them, met by the processes of a real run."""

import gzip
import itertools
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import pytest

from scrub.compression import compressed
from scrub.run import progress, recognition, work
from scrub.run.names import OutputNames
from tests.run_folder import KEY, OTHER, OWN, ROOT, invoke, ledger, manifest, start, tree
from tests.test_engines import Task, outcomes
from tests.test_run_resume import wait_for

RUN = ("run", "in", "--ad-hoc", "--workers", "2", "-o", "out")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for number in range(60):
        text = f"to {OWN} " + "and so on. " * (60 - number)
        (tmp_path / f"in/{number:02}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def counts(folder: Path) -> dict[str, int]:
    found = manifest(folder)["counts"]
    assert isinstance(found, dict)
    return dict(found["conversations"])


def test_a_worker_that_can_write_no_more_ends_the_run_and_nothing_is_lost(folder: Path) -> None:
    (folder / "in/large.txt").write_text(f"to {OTHER} " + "and so on. " * 30_000, encoding="utf-8")
    invoke("run", "in", "--ad-hoc", "--workers", "0", "-o", "whole")
    # No file may have more blocks than that: what a full disk says, to whichever process writes.
    command = f"ulimit -f 100; exec {sys.executable} -m scrub {' '.join(RUN)}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, "out: cannot be written: file too large" in ran.stderr) == (2, True), ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (folder / "out/manifest.json").exists()
    assert invoke(*RUN, "--resume").code == 0
    assert tree(folder / "out") == tree(folder / "whole")


def test_an_output_that_cannot_be_written_is_one_clear_error(folder: Path) -> None:
    (folder / "taken").write_text("", encoding="utf-8")
    for place in ("/proc/self/out", "taken/out"):
        ran = invoke("run", "in", "--ad-hoc", "--workers", "2", "-o", place)
        assert (ran.code, f"{place}: cannot be written: " in ran.err) == (2, True)


def test_while_one_run_is_at_work_a_second_is_refused(folder: Path) -> None:
    process = start(folder, *RUN)
    wait_for(lambda: any(folder.glob("out/.scrub/tasks-*/*")))
    process.send_signal(signal.SIGSTOP)
    for more in ((), ("--resume",)):
        second = invoke(*RUN, *more)
        assert (second.code, "another run is writing here" in second.err) == (2, True)
    process.send_signal(signal.SIGCONT)
    process.communicate()
    assert process.returncode == 0
    assert invoke("verify", "out").code == 0


def grow(path: Path) -> None:
    with path.open("a", encoding="utf-8") as stream:
        stream.write(OTHER)


@pytest.mark.parametrize("change", [grow, Path.unlink], ids=["grows", "vanishes"])
def test_a_file_that_changes_under_a_run_is_withheld_and_the_rest_is_written(
    folder: Path, change: Callable[[Path], None]
) -> None:
    process = start(folder, *RUN)
    wait_for(lambda: any(folder.glob("out/.scrub/tasks-*/*")))
    # The smallest, which is done last.
    change(folder / "in/59.txt")
    process.communicate()
    assert process.returncode == 1
    assert counts(folder / "out") == {"in": 60, "written": 59, "refused": 0, "withheld": 1}
    (reason,) = {line["reason"] for line in ledger(folder / "out")} - {None}
    assert reason == "changed while it was read"
    assert not (folder / "out/59.txt").exists()
    assert invoke("verify", "out").code == 0


def test_a_gzip_that_is_cut_off_is_withheld_and_the_rest_is_written(folder: Path) -> None:
    packed = gzip.compress(os.urandom(20_000).hex().encode())
    (folder / "in/cut.txt.gz").write_bytes(packed[:-2000])
    assert invoke(*RUN).code == 1
    (reason,) = {line["reason"] for line in ledger(folder / "out")} - {None}
    assert reason == "cannot be read: the compressed data is cut off"
    assert counts(folder / "out") == {"in": 61, "written": 60, "refused": 0, "withheld": 1}


def test_time_limits_do_not_go_by_a_clock_that_jumps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hours = itertools.cycle((0, 10**6, -(10**6)))
    monkeypatch.setattr(time, "time", lambda: 1e9 + 3600.0 * next(hours))
    found = outcomes(tmp_path, Task("slow a", 3.0), Task("hang b", 3.0))
    assert {name: failure and failure.reason for name, failure in found.items()} == {
        "slow a": None,
        "hang b": "took too long",
    }


def test_several_processes_look_at_many_files(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "in/empty.txt").write_text("", encoding="utf-8")
    invoke("run", "in", "--ad-hoc", "--workers", "0", "-o", "whole")
    monkeypatch.setattr(recognition, "_LEAST_FILES", 10)
    monkeypatch.setattr(recognition, "_CHUNK", 7)
    assert invoke(*RUN).code == 1
    assert tree(folder / "out") == tree(folder / "whole")
    assert [line["reason"] for line in ledger(folder / "out")].count("is empty") == 1


def test_a_file_that_vanishes_while_it_is_written_is_withheld(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanish(stream: BinaryIO, name: str) -> AbstractContextManager[BinaryIO]:
        Path("in", name).unlink()
        return compressed(stream, name)

    (folder / "in/gone.txt").write_text("hello", encoding="utf-8")
    monkeypatch.setattr(
        work, "compressed", lambda out, name: (vanish if name == "gone.txt" else compressed)(out, name)
    )
    ran = invoke("run", "in", "--ad-hoc", "--workers", "0", "-o", "out")
    assert (ran.code, counts(folder / "out")["withheld"]) == (1, 1)
    assert {line["reason"] for line in ledger(folder / "out")} == {None, "changed while it was read"}


def test_a_lock_on_a_folder_that_was_removed_meanwhile_is_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    lock = fcntl.flock

    def late(handle: int, how: int) -> None:
        # Who held it came to an end.
        shutil.rmtree(folder / "out/.scrub")
        lock(handle, how)

    monkeypatch.setattr(fcntl, "flock", late)
    ran = invoke("run", "in", "--ad-hoc", "--workers", "0", "-o", "out")
    assert (ran.code, "another run is writing here" in ran.err) == (2, True)


def test_accents_apart_and_together_are_one_name() -> None:
    names = OutputNames()
    assert [names.free("ch\u00e4t.json"), names.free("cha\u0308t.json")] == [
        "ch\u00e4t.json",
        "cha\u0308t-2.json",
    ]


@pytest.mark.parametrize("name", ["0", "entries.jsonl", "files.json"])
@pytest.mark.parametrize(
    "content", [None, b"", b"[1]\n", b'{"entries": 0, "fi'], ids=["gone", "none", "no", "half"]
)
def test_what_a_damaged_disk_left_is_not_gone_on_with(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes | None
) -> None:
    def kill(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(progress.Progress, "end", kill)
        assert invoke("run", "in/59.txt", "--ad-hoc", "--workers", "0", "-o", "out").code
    (path,) = folder.glob(f"out/.scrub/tasks-0000/0000000/{name}")
    path.unlink() if content is None else path.write_bytes(content)
    ran = invoke("run", "in/59.txt", "--ad-hoc", "--workers", "0", "-o", "out", "--resume")
    assert (ran.code, "what an earlier run left cannot be read" in ran.err) == (2, True)
