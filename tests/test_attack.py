"""Hostile files and surroundings: nothing that is found gets out, and nothing ends in a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from recognizers.fillers import fill
from scrub.detect import Detector
from scrub.policy import Policy
from scrub.scrubber import Scrubber
from tests.run_folder import KEY, ROOT, invoke
from tests.test_scrubber import records

MAIL = "mara.okafor@quillpost.co.uk"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "scrub", *arguments]
    options["env"] = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("stage", ["find", "rewrite", "pointers"])
def test_what_nobody_foresaw_withholds_one_record_and_quotes_nothing(
    stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> object:
        raise KeyError(f"no {MAIL}")

    owner, name = {
        "find": (Detector, "_accepted"),
        "rewrite": ("scrub.formats.jsonrecord", "splice"),
        "pointers": ("scrub.formats.jsonrecord", "pointers"),
    }[stage]
    monkeypatch.setattr(owner if isinstance(owner, type) else sys.modules[owner], name, fail)
    done = Scrubber(Policy.load()).scrub_conversation(records({"a": 1}, {"a": MAIL})).records
    assert [record.withheld is None for record in done] == [True, False]
    assert str(done[1].withheld).startswith("failed unexpectedly (KeyError at test_attack.py:")
    assert MAIL not in str(done[1].withheld)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["redact", "detect", "rules"])
def test_a_full_standard_output_is_one_line(folder: Path, command: str) -> None:
    (folder / "note.txt").write_text(MAIL, encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        done = run(*(["rules", "list"] if command == "rules" else [command, "note.txt"]), stdout=full)
    assert done.returncode == 2
    assert "no space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_reader_that_has_gone_is_no_error_to_speak_of(folder: Path) -> None:
    (folder / "long.txt").write_text(f"{MAIL}\n" * 20_000, encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    done = run("redact", "long.txt", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (2, "")


def test_lone_surrogates_in_names_and_members_reach_every_output(folder: Path) -> None:
    (folder / "in").mkdir()
    path = folder / "in" / os.fsdecode(f"caf\udce9 {MAIL}.json".encode("utf-8", "surrogateescape"))
    path.write_text(f'{{"a\\ud800 {MAIL}": "x \\udc00 {MAIL}"}}', encoding="utf-8")
    code, out, _ = invoke("detect", "in", "--format", "jsonl", "--show-values")
    assert (code, [json.loads(line)["value"] for line in out.splitlines()]) == (1, [MAIL, MAIL])
    assert invoke("detect", "in", "--show-values")[0] == 1
    assert invoke("redact", "in", "--diff")[0] == 0
    assert invoke("redact", "in", "-o", "out", "--findings", "found.jsonl", "--style", "placeholder")[0] == 0
    lines = (folder / "found.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["replacement"] for line in lines] == ["<EMAIL_ADDRESS_1>"] * 2
    (name,) = os.listdir(folder / "out")  # noqa: PTH208 (names as the system has them)
    assert MAIL not in name
    assert MAIL.encode() not in (folder / "out" / name).read_bytes()


@pytest.mark.parametrize("output_format", ["table", "sarif"])
def test_reports_do_not_show_values_in_pointers(folder: Path, output_format: str) -> None:
    members = {MAIL: {"b/c": [f"to {MAIL}"]}, f"x#{MAIL}#key": 1}
    (folder / "a.json").write_text(json.dumps(members), encoding="utf-8")
    code, out, _ = invoke("detect", "a.json", "--format", output_format)
    assert code == 1
    assert MAIL not in out
    assert "/*/b~1c/0" in out


def test_a_file_name_cannot_steer_the_terminal(folder: Path) -> None:
    (folder / "a\n\x1b[2Jb.dat").write_bytes(b"\0")
    code, _, err = invoke("detect", "a\n\x1b[2Jb.dat")
    assert (code, err.splitlines()[-1]) == (
        2,
        "scrub: a��[2Jb.dat: record 0: is binary (holds NUL bytes)",
    )


def test_sarif_names_files_as_uris(folder: Path) -> None:
    (folder / "a b").mkdir()
    (folder / "a b" / "é#1.txt").write_text(MAIL, encoding="utf-8")
    log = json.loads(invoke("detect", ".", "--format", "sarif")[1])
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "a%20b/%C3%A9%231.txt"


def test_in_place_twice_changes_nothing_more(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "note.txt").write_text(f"to {MAIL}", encoding="utf-8")
    assert invoke("redact", "in", "--in-place")[0] == 0
    first = {path.name: path.read_bytes() for path in (folder / "in").iterdir()}
    assert set(first) == {"note.txt", "note.txt.bak"}
    code, _, err = invoke("redact", "in", "--in-place", "--style", "placeholder", "--types", "PASSWORD")
    assert code == 0
    assert "left alone: 1 .bak" in err
    assert {path.name: path.read_bytes() for path in (folder / "in").iterdir()} == first


def test_no_permission_is_one_line_for_any_user(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = folder / "note.txt"
    note.write_text(MAIL, encoding="utf-8")
    opened = Path.open

    def refuse(path: Path, *arguments: object, **options: object) -> object:
        if path.name == "note.txt":
            raise PermissionError(13, os.strerror(13), str(path))
        return opened(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    for command in ("redact", "detect"):
        code, out, err = invoke(command, "note.txt")
        assert (code, out) == (2, "")
        assert err.splitlines()[-1] == "scrub: note.txt: cannot be read: permission denied"


@pytest.mark.parametrize(
    "literal", ["{}", "{}.0", "{}e0", "{}0e-1", "{0[0]}.{0[1]}E15"], ids=lambda literal: str(literal)
)
def test_a_card_is_found_however_its_number_is_written(folder: Path, literal: str) -> None:
    card = fill("{luhn:4:16}", "attack")
    split = (card[0], card[1:]) if "[" in literal else card
    (folder / "a.json").write_text(f'{{"n": {literal.format(split)}}}', encoding="utf-8")
    code, out, _ = invoke("redact", "a.json")
    assert code == 0
    assert card != f"{abs(json.loads(out)['n']):.0f}"


def test_what_a_path_says_is_looked_for_in_the_file(folder: Path) -> None:
    project = folder / "in" / "-Users-vkemar77-work"
    project.mkdir(parents=True)
    for name, text in (("notes.md", "ask vkemar77"), ("rows.jsonl", '{"a": "ask vkemar77"}\n')):
        (project / name).write_text(text, encoding="utf-8")
    assert invoke("redact", "in", "-o", "out", "--style", "placeholder")[0] == 0
    written = {path.name: path.read_text(encoding="utf-8") for path in (folder / "out").rglob("*.*")}
    assert written == {"notes.md": "ask <USERNAME_1>", "rows.jsonl": '{"a": "ask <USERNAME_1>"}\n'}
    found = invoke("detect", "in", "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["start"] for line in found] == [4, 4]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_device_is_written_to_and_never_replaced(folder: Path) -> None:
    (folder / "note.txt").write_text(MAIL, encoding="utf-8")
    for options in ((), ("--force",)):
        assert invoke("redact", "note.txt", "-o", "/dev/null", *options)[0] == 0
        code, _, err = invoke("redact", "note.txt", "-o", "/dev/full", *options)
        assert (code, "/dev/full: cannot be written: no space left on device" in err) == (2, True)
    assert Path("/dev/null").is_char_device()
    assert Path("/dev/full").is_char_device()
