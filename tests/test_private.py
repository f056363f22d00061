"""Temporary files: nobody else's, and what a killed process left is gone with the next."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from scrub.files import placed
from scrub.private import PART, private_folder, remove_abandoned, remove_abandoned_parts
from scrub.run.state import State
from tests.run_folder import ROOT, invoke

_HOLD_A_FOLDER = """
import sys
from scrub.private import private_folder
with private_folder() as folder:
    (folder / "state.vscdb").write_text("a value")
    print(folder, flush=True)
    sys.stdin.read()
"""
_HOLD_A_FILE = """
import sys
from pathlib import Path
from scrub.files import placed
with placed(Path(sys.argv[1]) / "out.jsonl") as stream:
    stream.write(b"a value")
    stream.flush()
    print(next(Path(sys.argv[1]).iterdir()), flush=True)
    sys.stdin.read()
"""


def _hold(program: str, folder: Path) -> tuple["subprocess.Popen[str]", Path]:
    """A process that holds something among the temporary files of the folder, and what it is."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def _end(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def _aged(path: Path) -> Path:
    os.utime(path, (time.time() - 3600,) * 2)
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    remove_abandoned_parts.cache_clear()
    return tmp_path


def test_a_private_folder_is_its_owners_alone_and_goes(folder: Path) -> None:
    with private_folder() as made:
        assert stat.S_IMODE(made.stat().st_mode) == 0o700
        (made / "x").write_text("a value")
    assert list(folder.iterdir()) == []


def test_what_a_killed_process_left_goes_with_the_next_command(folder: Path) -> None:
    process, left = _hold(_HOLD_A_FOLDER, folder)
    _aged(left)
    remove_abandoned()
    assert left.exists(), "its process is alive"
    _end(process)
    assert left.exists()
    assert invoke("rules", "list").code == 0
    assert not left.exists()


def test_what_was_just_made_may_still_be_locked(folder: Path) -> None:
    process, left = _hold(_HOLD_A_FOLDER, folder)
    _end(process)
    remove_abandoned()
    assert left.exists()


@pytest.mark.parametrize(
    "name, mode",
    [
        pytest.param("scrub-notes", 0o755, id="open-to-others"),
        pytest.param("notes", 0o700, id="another-name"),
    ],
)
def test_what_others_may_have_made_stays(folder: Path, name: str, mode: int) -> None:
    other = folder / name
    other.mkdir()
    other.chmod(mode)
    _aged(other)
    remove_abandoned()
    assert other.exists()


def test_no_link_is_followed(folder: Path) -> None:
    other = folder / "kept"
    other.mkdir(mode=0o700)
    (folder / "scrub-link").symlink_to(other)
    _aged(other)
    remove_abandoned()
    assert other.exists()


def test_a_file_that_a_killed_process_was_writing_goes_with_the_next(folder: Path) -> None:
    process, left = _hold(_HOLD_A_FILE, folder)
    assert (left.suffix, stat.S_IMODE(left.stat().st_mode)) == (PART, 0o600)
    _aged(left)
    _end(process)
    with placed(folder / "other.jsonl") as stream:
        stream.write(b"{}")
    assert [path.name for path in folder.iterdir()] == ["other.jsonl"]


def test_a_file_that_is_being_written_stays(folder: Path) -> None:
    process, left = _hold(_HOLD_A_FILE, folder)
    _aged(left)
    with placed(folder / "other.jsonl") as stream:
        stream.write(b"{}")
    assert left.exists()
    _end(process)


def test_what_a_run_works_on_is_its_owners_alone(tmp_path: Path) -> None:
    state = State(tmp_path / "out")
    with state.locked():
        assert stat.S_IMODE(state.folder.stat().st_mode) == 0o700
