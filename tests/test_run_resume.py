"""A run may be broken off at any moment: going on with it writes the bytes of one that was not."""

import errno
import itertools
import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from scrub.commands import run as command
from scrub.engines.job import Failure
from scrub.files import find_sources
from scrub.ledger import Keyed
from scrub.policy import Policy
from scrub.run.state import State
from scrub.run.tasks import Assignment, Stamp, tasks_of
from scrub.run.work import KeyHolder, Worker, read_made, task_folder
from scrub.scrubber import Scrubber
from tests.run_folder import KEY, NOW, OTHER, OWN, account, chat, invoke, ledger, manifest, start, tree


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in/sub").mkdir(parents=True)
    chats = [chat(1, "yes", f"mail {OWN}"), chat(2, "no", OTHER)]
    (tmp_path / "in/sub/conversations.json").write_text(json.dumps(chats), encoding="utf-8")
    (tmp_path / "in/a.txt").write_text(f"to {OWN}", encoding="utf-8")
    (tmp_path / "in/b.txt").write_text(f"to {OTHER}", encoding="utf-8")
    (tmp_path / "accounts.jsonl").write_text(account("yes") + account("no", "off"), encoding="utf-8")
    return tmp_path


GATED = ("in", "--accounts", "accounts.jsonl", "--now", NOW, "--workers", "0")
FREE = ("in", "--ad-hoc", "--workers", "0")


def break_off(monkeypatch: pytest.MonkeyPatch, steps: int, *arguments: str) -> bool:
    """Run until so many renames and removals are done; return whether it was broken off before its end."""
    count = itertools.count()

    def counted(do: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **options: Any) -> Any:
            if next(count) >= steps:
                raise Killed
            return do(*arguments, **options)

        return step

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", counted(Path.rename))
        patch.setattr(Path, "unlink", counted(Path.unlink))
        patch.setattr(shutil, "rmtree", counted(shutil.rmtree))
        try:
            invoke("run", *arguments)
        except Killed:
            return True
    return False


@pytest.mark.parametrize("arguments", [GATED, FREE], ids=["gated", "ad hoc"])
def test_broken_off_at_any_step(
    monkeypatch: pytest.MonkeyPatch, folder: Path, arguments: tuple[str, ...]
) -> None:
    invoke("run", *arguments, "-o", "whole")
    for steps in itertools.count():
        out = f"out{steps}"
        if not break_off(monkeypatch, steps, *arguments, "-o", out):
            break
        # Of what is not written whole, nothing stands under its name.
        for name in ("a.txt", "b.txt", "sub/conversations.json", "ledger.jsonl", "manifest.json"):
            path = folder / out / name
            assert not path.exists() or path.read_bytes() == (folder / "whole" / name).read_bytes()
        invoke("run", *arguments, "-o", out, "--resume")
        assert tree(folder / out) == tree(folder / "whole")
    # The plan, three tasks, the commit, as many files (one less where one is refused), ledger and manifest.
    assert steps >= 9


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(b"\xff", id="no text"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'{"recipe": {}, "files": {}}', id="no recipe"),
        pytest.param(b'{"recipe": null}', id="nothing"),
    ],
)
def test_a_plan_that_cannot_be_read_ends_the_run(folder: Path, plan: bytes) -> None:
    (folder / "out/.scrub").mkdir(parents=True)
    (folder / "out/.scrub/plan.json").write_bytes(plan)
    ran = invoke("run", *FREE, "-o", "out", "--resume")
    assert (ran.code, "out: what an earlier run left cannot be read; remove it" in ran.err) == (2, True)


@pytest.mark.parametrize("finished_tasks", [0, 3, 12])
def test_killed(folder: Path, finished_tasks: int) -> None:
    for number in range(30):
        (folder / f"in/{number:02}.txt").write_text(f"to {OWN} " + "and so on. " * number, encoding="utf-8")
    invoke("run", *FREE, "-o", "whole")
    process = start(folder, "run", "in", "--ad-hoc", "--workers", "2", "-o", "out")
    wait_for(lambda: (folder / "out/.scrub/plan.json").exists())
    wait_for(lambda: len(list(folder.glob("out/.scrub/tasks-*/*"))) >= finished_tasks)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert not (folder / "out/manifest.json").exists()
    assert invoke("run", *FREE, "-o", "out", "--resume").code == 0
    assert tree(folder / "out") == tree(folder / "whole")


def test_a_worker_is_killed(folder: Path) -> None:
    for number in range(30):
        (folder / f"in/{number:02}.txt").write_text(f"to {OWN} " + "and so on. " * number, encoding="utf-8")
    invoke("run", *FREE, "-o", "whole")
    process = start(folder, "run", "in", "--ad-hoc", "--workers", "2", "-o", "out")
    wait_for(lambda: len(list(folder.glob("out/.scrub/tasks-*/*"))) >= 2)
    for number in children(process.pid)[:1]:
        os.kill(number, signal.SIGKILL)
    process.communicate()
    assert process.returncode == 0
    assert tree(folder / "out") == tree(folder / "whole")


def children(process: int) -> list[int]:
    """Return the processes that a run has do its work."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = path.read_text(encoding="utf-8").rpartition(")")[2].split()[1]
            if int(parent) == process and b"spawn_main" in path.with_name("cmdline").read_bytes():
                found.append(int(path.parent.name))
    return found


def test_a_folder_that_cannot_be_written_ends_the_run(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refused)
    ran = invoke("run", *FREE, "-o", "out")
    assert (ran.code, "out: cannot be written: read-only file system" in ran.err) == (2, True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_leaves_what_can_be_resumed(folder: Path, number: signal.Signals) -> None:
    for each in range(300):
        (folder / f"in/{each:03}.txt").write_text(f"to {OWN}", encoding="utf-8")
    process = start(folder, "run", "in", "--ad-hoc", "--workers", "1", "-o", "out")
    wait_for(lambda: any(folder.glob("out/.scrub/tasks-*/*")))
    process.send_signal(number)
    _, err = process.communicate()
    assert process.returncode == 128 + number
    assert "go on with --resume" in err
    assert not list(folder.glob("out/.scrub/task-*"))
    assert invoke("run", *FREE, "-o", "out", "--resume").code == 0
    assert len(tree(folder / "out")) == 305


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(6000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("did not come about")


def change_input(folder: Path) -> None:
    (folder / "in/a.txt").write_text("another text", encoding="utf-8")


@pytest.mark.parametrize(
    "change, more, message",
    [
        pytest.param(change_input, (), "the inputs changed since the run began (1 changed", id="input"),
        pytest.param(lambda folder: (folder / "in/z.txt").write_text("new"), (), "1 new", id="new input"),
        pytest.param(lambda folder: (folder / "in/b.txt").unlink(), (), "the inputs", id="input gone"),
        pytest.param(
            lambda folder: (folder / "accounts.jsonl").write_text(account("no", "off")),
            (),
            "the accounts or the index",
            id="accounts",
        ),
        pytest.param(
            lambda folder: (folder / "accounts.jsonl-wal").write_text("rows"),
            (),
            "the accounts or the index",
            id="recent rows of a database",
        ),
        pytest.param(lambda folder: None, ("--policy", "strict"), "the policy", id="policy"),
        pytest.param(
            lambda folder: os.environ.__setitem__("SCRUB_KEY", "QkJC" * 11), (), "the key", id="key"
        ),
    ],
)
def test_a_run_made_otherwise_is_not_resumed(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    change: Callable[[Path], None],
    more: tuple[str, ...],
    message: str,
) -> None:
    assert break_off(monkeypatch, 2, *GATED, "-o", "out")
    before = tree(folder / "out")
    change(folder)
    ran = invoke("run", *GATED, *more, "-o", "out", "--resume")
    assert ran.code == 2
    assert message in ran.err
    assert tree(folder / "out") == before


def test_recent_rows_of_a_database_count_as_its_own(folder: Path) -> None:
    path = folder / "in/a.txt"
    before = Stamp.of(path)
    log = folder / "in/a.txt-wal"
    log.touch()
    assert Stamp.of(path) == before
    log.write_text("rows")
    assert Stamp.of(path) != before


def test_rules_of_another_version_are_noticed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    assert break_off(monkeypatch, 2, *FREE, "-o", "out")
    monkeypatch.setattr(command, "rules_version", lambda: "0" * 16)
    ran = invoke("run", *FREE, "-o", "out", "--resume")
    assert (ran.code, "the rules, or the version of scrub" in ran.err) == (2, True)


def test_an_unfinished_run_is_not_overwritten(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    assert break_off(monkeypatch, 2, *FREE, "-o", "out")
    ran = invoke("run", *FREE, "-o", "out")
    assert (ran.code, "go on with --resume" in ran.err) == (2, True)


def test_a_finished_run_may_be_resumed_and_is_left_alone(folder: Path) -> None:
    invoke("run", *FREE, "-o", "out")
    before = tree(folder / "out")
    ran = invoke("run", *FREE, "-o", "out", "--resume")
    assert ran.code == 0
    assert tree(folder / "out") == before
    assert invoke("run", *GATED, "-o", "out", "--resume").code == 2


def test_resume_begins_what_was_not_begun(folder: Path) -> None:
    assert invoke("run", *FREE, "-o", "out", "--resume").code == 0
    assert (folder / "out/manifest.json").exists()


def test_of_two_runs_at_once_the_second_is_refused(folder: Path) -> None:
    with State(folder / "out").locked():
        ran = invoke("run", *FREE, "-o", "out")
        assert (ran.code, "another run is writing here" in ran.err) == (2, True)


def test_a_file_that_appears_in_the_output_is_not_overwritten(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    assert break_off(monkeypatch, 4, *FREE, "-o", "out")
    (folder / "out/a.txt").write_text("mine", encoding="utf-8")
    ran = invoke("run", *FREE, "-o", "out", "--resume")
    assert (ran.code, "a file appeared" in ran.err) == (2, True)
    assert (folder / "out/a.txt").read_text(encoding="utf-8") == "mine"
    (folder / "out/a.txt").unlink()
    assert invoke("run", *FREE, "-o", "out", "--resume").code == 0
    assert invoke("verify", "out").code == 0


@pytest.mark.parametrize("after", range(0, 12, 2))
def test_a_full_disk_ends_the_run_and_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch, folder: Path, after: int
) -> None:
    invoke("run", *FREE, "-o", "whole")
    count, sync = itertools.count(), os.fsync

    def full(handle: int) -> None:
        if next(count) >= after:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        ran = invoke("run", *FREE, "-o", "out")
    assert (ran.code, "no space left on device" in ran.err) == (2, True)
    assert invoke("run", *FREE, "-o", "out", "--resume").code == 0
    assert tree(folder / "out") == tree(folder / "whole")


def given_up(work: Any, jobs: Iterable[Assignment]) -> Iterator[tuple[Assignment, Failure | None]]:
    """Do all but the chats, which kill whoever reads them."""
    for job in jobs:
        if "sub/conversations.json" in job.task.names:
            yield job, Failure("the process that worked on it died")
        else:
            work(job, lambda part, seconds: None)
            yield job, None


@pytest.mark.parametrize(
    "arguments, verdicts",
    [
        pytest.param(GATED, ["refused", "withheld"], id="gated"),
        # Nobody could say how many there are.
        pytest.param(FREE, ["withheld"], id="ad hoc"),
    ],
)
def test_what_kills_a_worker_twice_is_withheld(
    monkeypatch: pytest.MonkeyPatch, folder: Path, arguments: tuple[str, ...], verdicts: list[str]
) -> None:
    monkeypatch.setattr(command, "run_here", given_up)
    assert invoke("run", *arguments, "-o", "out").code == 1
    assert not (folder / "out/sub").exists()
    lines = [
        line for line in ledger(folder / "out") if line["reason"] != "unknown_account" and not line["written"]
    ]
    assert sorted(str(line["verdict"]) for line in lines) == verdicts
    assert lines[0]["reason"] == "the process that worked on it died"
    counts = manifest(folder / "out")["counts"]
    assert isinstance(counts, dict)
    states = counts["conversations"]
    assert states["in"] == states["written"] + states["refused"] + states["withheld"]
    assert invoke("verify", "out").code == 0


@pytest.mark.parametrize(
    "change",
    [change_input, lambda folder: (folder / "in/a.txt").unlink()],
    ids=["grows", "vanishes"],
)
def test_a_file_that_changes_meanwhile_is_withheld(folder: Path, change: Callable[[Path], None]) -> None:
    (task, *_) = tasks_of(find_sources(["in"]))
    assert task.names == ("a.txt",)
    change(folder)
    (folder / "state").mkdir()
    key = KeyHolder(b"k" * 32)
    Worker(Scrubber(Policy.load(), key=b"k" * 32), key, folder / "state")(
        Assignment(task, (None,)), lambda part, seconds: None
    )
    files, entries = read_made(task_folder(folder / "state", task))
    assert files == []
    assert [(entry.verdict, entry.reason) for entry in entries] == [("withheld", "changed while it was read")]
    assert Keyed(key.value).key_id not in repr(key)
