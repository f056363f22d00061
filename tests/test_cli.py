"""The command line: what it writes where, its exit codes, and one clear line for every bad input."""

import gzip
import json
import os
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from recognizers.fillers import fill
from scrub.cli import app
from scrub.formats import FORMATS
from tests.fuzz.seeds import seeds
from tests.native_files import ADA, NATIVE_FILES

MAIL = "mara.okafor@quillpost.co.uk"
OTHER = "lwazi.dube@kestrelmark.io"
CARD = fill("{luhn:4:16}", "cli")
KEY = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="


class Result:
    def __init__(self, code: int, out: bytes, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def text(self) -> str:
        return self.out.decode()


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, stdin: bytes | None = None) -> Result:
        result = CliRunner().invoke(app, list(arguments), input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Result(result.exit_code, result.stdout_bytes, result.stderr)

    return invoke


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_bytes(f"to {MAIL}\r\nbye".encode())
    return path


def test_a_single_file_goes_to_stdout(run: Run, note: Path) -> None:
    result = run("redact", "note.txt", "--style", "placeholder")
    assert (result.code, result.out) == (0, b"to <EMAIL_ADDRESS_1>\r\nbye")
    assert "1 redacted in 1 record of 1 file" in result.err
    assert "policy default (" in result.err
    assert MAIL not in result.err


def test_stdin_goes_to_stdout(run: Run) -> None:
    assert (
        run("redact", "-", "--style", "mask", stdin=b"to a.b@quillpost.co.uk").out
        == b"to *.*@*********.**.**"
    )


def test_a_dash_is_standard_output(run: Run, tmp_path: Path) -> None:
    result = run("redact", "-", "-o", "-", "--style", "mask", stdin=b"to a.b@quillpost.co.uk")
    assert (result.code, result.out) == (0, b"to *.*@*********.**.**")
    assert not (tmp_path / "-").exists()


def test_stdin_is_recognised_by_its_content(run: Run) -> None:
    line = json.dumps(
        {"type": "user", "uuid": "u1", "sessionId": "s1", "message": {"content": MAIL}}
    ).encode()
    result = run("redact", "--style", "placeholder", stdin=line)
    assert json.loads(result.out)["message"]["content"] == "<EMAIL_ADDRESS_1>"


def test_a_folder_is_mirrored(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "sub/b.txt", "sub/.env"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"MAIL={MAIL}\n", encoding="utf-8")
    result = run("redact", "in", "-o", "out", "--style", "placeholder")
    assert result.code == 0
    written = sorted(path.relative_to("out").as_posix() for path in Path("out").rglob("*") if path.is_file())
    assert written == ["a.txt", "sub/.env", "sub/b.txt"]
    assert Path("out/sub/.env").read_text(encoding="utf-8") == "MAIL=<EMAIL_ADDRESS_1>\n"


def test_names_of_folders_and_files_are_scrubbed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in" / "-Users-mokafor-work-acme" / f"{MAIL}.txt"
    path.parent.mkdir(parents=True)
    path.write_text("hello", encoding="utf-8")
    run("redact", "in", "-o", "out")
    names = [path.as_posix() for path in Path("out").rglob("*")]
    assert len(names) == 2
    assert not any("mokafor" in name or "okafor" in name for name in names)


def test_a_trailing_slash_means_a_folder(run: Run, note: Path) -> None:
    assert run("redact", "note.txt", "-o", "new/", "--style", "placeholder").code == 0
    assert Path("new/note.txt").read_bytes() == b"to <EMAIL_ADDRESS_1>\r\nbye"


def test_in_place_keeps_a_backup(run: Run, note: Path) -> None:
    original = note.read_bytes()
    assert run("redact", "note.txt", "--in-place", "--style", "placeholder").code == 0
    assert note.read_bytes() == b"to <EMAIL_ADDRESS_1>\r\nbye"
    assert Path("note.txt.bak").read_bytes() == original


def test_a_second_backup_is_not_overwritten(run: Run, note: Path) -> None:
    Path("note.txt.bak").write_text("earlier", encoding="utf-8")
    result = run("redact", "note.txt", "--in-place")
    assert result.code == 2
    assert "note.txt.bak: already exists" in result.err
    assert MAIL in note.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", [form.name for form in FORMATS])
def test_a_dry_run_goes_through_every_format(run: Run, form: str) -> None:
    for number, data in enumerate(seeds(form)):
        Path(f"{number}.dat").write_bytes(data)
        result = run("redact", f"{number}.dat", "--input-format", form, "--dry-run", "--no-names")
        assert (result.code, result.out) == (0, b"")


def test_a_dry_run_writes_nothing(run: Run, note: Path) -> None:
    before = sorted(Path().iterdir())
    result = run("redact", "note.txt", "--dry-run", "-o", "out.txt")
    assert (result.code, result.out, sorted(Path().iterdir())) == (0, b"", before)
    assert "1 redacted" in result.err


def test_a_difference_shows_before_and_after(run: Run, note: Path) -> None:
    result = run("redact", "note.txt", "--diff", "--style", "placeholder")
    assert f"-to {MAIL}" in result.text
    assert "+to <EMAIL_ADDRESS_1>" in result.text
    assert "bye" not in result.text


@pytest.mark.parametrize(
    ("table", "columns"), [("cursorDiskKV", ("key", "value")), ("message", ("id", "body"))]
)
def test_a_difference_shows_where_another_format_is_written(
    run: Run, table: str, columns: tuple[str, str]
) -> None:
    with closing(sqlite3.connect("chats.db")) as database, database:
        database.execute(f"CREATE TABLE {table} ({', '.join(columns)})")
        database.executemany(f"INSERT INTO {table} VALUES (?, ?)", [("a", f"to {MAIL}"), ("b", "bye")])
    result = run("redact", "chats.db", "--diff", "--style", "placeholder")
    assert result.code == 0
    assert f"-to {MAIL}" in result.text
    assert "+to <EMAIL_ADDRESS_1>" in result.text
    assert "bye" not in result.text


def test_findings_say_what_was_replaced(run: Run, note: Path) -> None:
    run("redact", "note.txt", "-o", "out.txt", "--style", "placeholder", "--findings", "found.jsonl")
    (line,) = Path("found.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {
        "file": "note.txt",
        "row": 0,
        "pointer": "",
        "start": 3,
        "end": 3 + len(MAIL),
        "entity_type": "EMAIL_ADDRESS",
        "score": 0.9,
        "source": "email",
        "replacement": "<EMAIL_ADDRESS_1>",
        "identity": 1,
    }


def test_detect_prints_findings_as_jsonl_without_values(run: Run, note: Path) -> None:
    result = run("detect", "note.txt", "--format", "jsonl")
    line = json.loads(result.text)
    assert list(line) == ["file", "row", "pointer", "start", "end", "entity_type", "score", "source"]
    assert result.code == 1
    assert MAIL not in result.text + result.err


def test_detect_shows_values_when_asked(run: Run, note: Path) -> None:
    assert json.loads(run("detect", "note.txt", "--format", "jsonl", "--show-values").text)["value"] == MAIL


def test_detect_shows_the_value_of_each_of_two_members_of_one_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "two.json").write_text(f'{{"a": "mail {MAIL}", "a": "or write to {OTHER}"}}')
    lines = run("detect", "two.json", "--format", "jsonl", "--show-values").text.splitlines()
    assert [json.loads(line)["value"] for line in lines] == [MAIL, OTHER]


def test_detect_table_and_sarif(run: Run, note: Path) -> None:
    assert "EMAIL_ADDRESS" in run("detect", "note.txt").text
    log = json.loads(run("detect", "note.txt", "--format", "sarif").text)
    (result,) = log["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    assert MAIL not in json.dumps(log)


def test_detect_finds_nothing_in_a_clean_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "clean.py").write_text("import os\nprint(os.getcwd())\n", encoding="utf-8")
    result = run("detect", "clean.py", "--format", "jsonl")
    assert (result.code, result.out) == (0, b"")


def test_types_may_be_chosen(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{MAIL} card {CARD}", encoding="utf-8")
    result = run("redact", "a.txt", "--types", "credit_card", "--style", "placeholder")
    assert result.text == f"{MAIL} card <CREDIT_CARD_1>"


@pytest.mark.parametrize("fail_on, code", [("EMAIL_ADDRESS", 1), ("direct", 1), ("secret", 0), ("PERSON", 0)])
def test_fail_on(run: Run, note: Path, fail_on: str, code: int) -> None:
    assert run("redact", "note.txt", "--dry-run", "--fail-on", fail_on).code == code


def test_the_same_key_gives_the_same_stand_ins_and_none_says_so(
    run: Run, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = run("redact", "note.txt"), run("redact", "note.txt")
    assert first.out == second.out
    assert "no key given" not in first.err
    monkeypatch.delenv("SCRUB_KEY")
    without = run("redact", "note.txt")
    assert without.out != first.out
    assert "stand-ins will differ next time" in without.err


def test_compressed_files_stay_compressed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.log.gz").write_bytes(gzip.compress(f"mail {MAIL}".encode()))
    run("redact", "a.log.gz", "-o", "b.log.gz", "--style", "placeholder")
    assert gzip.decompress(Path("b.log.gz").read_bytes()) == b"mail <EMAIL_ADDRESS_1>"


@pytest.mark.parametrize("first", [True, False], ids=["first line", "last line"])
@pytest.mark.parametrize("levels", [501, 3000, 200_000])
def test_a_line_nested_too_deeply_is_withheld_and_the_rest_is_written(
    run: Run, tmp_path: Path, levels: int, first: bool
) -> None:
    deep = '{"a":' * levels + f'"{MAIL}"' + "}" * levels
    plain = '{"a": "fine"}'
    (tmp_path / "in.jsonl").write_text("\n".join((deep, plain) if first else (plain, deep)), encoding="utf-8")
    result = run("redact", "in.jsonl", "-o", "out.jsonl")
    assert result.code == 1
    assert "nested too deeply" in result.err
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8").strip() == plain


def test_a_policy_says_how_deep_records_may_be_nested(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text("[limits]\nnesting = 4\n", encoding="utf-8")
    deep, flat = ('[{"a":' * levels + f'"{MAIL}"' + "}]" * levels for levels in (3, 2))
    (tmp_path / "in.jsonl").write_text(f"{deep}\n{flat}\n", encoding="utf-8")
    result = run("redact", "in.jsonl", "-o", "out.jsonl", "--policy", "p.toml", "--style", "placeholder")
    assert (result.code, "record 0: JSON nested too deeply: over 4 levels" in result.err) == (1, True)
    written = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    assert written == flat.replace(MAIL, "<EMAIL_ADDRESS_1>") + "\n"


def test_a_document_nested_deeply_is_read(run: Run, tmp_path: Path) -> None:
    deep = '{"a":' * 500 + f'"{MAIL}"' + "}" * 500
    (tmp_path / "in.jsonl").write_text(deep, encoding="utf-8")
    assert run("redact", "in.jsonl", "-o", "out.jsonl").code == 0
    assert MAIL not in (tmp_path / "out.jsonl").read_text(encoding="utf-8")


def test_a_broken_line_is_withheld_and_the_rest_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"a":"x"}\n{"a":\n{"a":"y"}\n')
    result = run("redact", "a.jsonl", "-o", "b.jsonl")
    assert result.code == 1
    assert "a.jsonl record 1: invalid JSON" in result.err
    assert Path("b.jsonl").read_bytes() == b'{"a":"x"}\n{"a":"y"}\n'


@pytest.mark.parametrize(
    "arguments, message",
    [
        pytest.param(["redact", "gone.txt"], "gone.txt: no such file or folder", id="missing file"),
        pytest.param(["redact", "ntoe.txt"], "folder (did you mean note.txt?)", id="near a file"),
        pytest.param(["redact", "note.txt", "--style", "msak"], "(did you mean mask?)", id="near a style"),
        pytest.param(["detect", "note.txt", "--format", "SARFI"], "(did you mean sarif?)", id="near a form"),
        pytest.param(["detect", "note.txt", "--policy", "strct"], "did you mean strict?", id="policy near"),
        pytest.param(
            ["detect", "note.txt", "--input-format", "claude_cod"],
            "did you mean claude_code?",
            id="near a format",
        ),
        pytest.param(["redact", "*.gone"], "*.gone: no file matches", id="glob"),
        pytest.param(["redact", "empty", "-o", "o"], "empty: a folder without files", id="empty folder"),
        pytest.param(["redact", "binary.dat", "-o", "o"], "binary", id="binary"),
        pytest.param(
            ["redact", "."],
            "-o ../",
            id="folder around us without output",
        ),
        pytest.param(
            ["redact", "note.txt", "taken.txt"],
            "2 files, and nowhere to write to; for redacted copies in a new folder type: "
            "scrub redact note.txt taken.txt -o scrubbed/ (or",
            id="files without output",
        ),
        pytest.param(
            ["redact", "note.txt", "taken.txt", "-o", "-"],
            "2 files, and nowhere to write to",
            id="files to standard output",
        ),
        pytest.param(["redact", ".", "-o", "-"], "nowhere to write to", id="folder to standard output"),
        pytest.param(
            ["redact", "note.txt", "-o", "taken.txt"], "taken.txt: already exists", id="output exists"
        ),
        pytest.param(
            ["redact", "note.txt", "--style", "blur"], "unknown style 'blur'; known: surrogate", id="style"
        ),
        pytest.param(
            ["redact", "note.txt", "--policy", "mine.toml"], "unknown entity type 'EMIAL'", id="policy"
        ),
        pytest.param(
            ["redact", "note.txt", "--policy", "no.toml"], "no such policy file", id="missing policy"
        ),
        pytest.param(["redact", "note.txt", "--types", "EMIAL"], "--types: unknown entity type", id="types"),
        pytest.param(
            ["redact", "note.txt", "--fail-on", "EMIAL"], "--fail-on: unknown entity type", id="fail on"
        ),
        pytest.param(
            ["redact", "note.txt", "--input-format", "word"], "unknown format 'word'; known:", id="format"
        ),
        pytest.param(
            ["redact", "note.txt", "--input-format", "json", "-o", "o"],
            "note.txt record 0: invalid JSON at character 0",
            id="wrong format forced",
        ),
        pytest.param(
            ["redact", "note.txt", "--key-file", "short.key"], "the key has 5 bytes", id="short key"
        ),
        pytest.param(["redact", "note.txt", "--key-file", "no.key"], "the key is not base64", id="no key"),
        pytest.param(
            ["redact", "note.txt", "--key-file", "open.key"], "others may read or change it", id="open key"
        ),
        pytest.param(
            ["redact", "note.txt", "--key-file", "gone.key"], "gone.key: cannot be read", id="missing key"
        ),
        pytest.param(["redact", "cut.log.gz", "-o", "o"], "cut.log.gz", id="cut gzip"),
        pytest.param(["redact", "-", "--in-place"], "--in-place needs files", id="stdin in place"),
        pytest.param(["detect", "gone.txt"], "gone.txt: no such file or folder", id="detect missing"),
        pytest.param(
            ["detect", "note.txt", "--format", "xml"],
            "unknown format 'xml'; known: table",
            id="detect format",
        ),
        pytest.param(["policy", "check", "mine.toml"], "mine.toml:2: unknown entity type", id="policy check"),
        pytest.param(["rules", "show", "ibna"], "did you mean iban", id="rule id"),
        pytest.param(["rules", "check", "gone.toml"], "gone.toml: cannot be read", id="rule file"),
        pytest.param(
            ["detect", "note.txt", "--rules", "bad.toml"], "rule acme: bad regex: missing )", id="regex"
        ),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_code_2(
    run: Run, note: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    (tmp_path / "bad.toml").write_text(
        '[[rule]]\nid = "acme"\nentity_type = "ID_NUMBER"\ndescription = "Acme."\nregex = "ACME-("\n'
        'keywords = ["acme-"]\nscore = 0.9\n',
        encoding="utf-8",
    )
    (tmp_path / "empty").mkdir()
    (tmp_path / "folder").mkdir()
    for name in ("folder/a.txt", "folder/b.txt", "taken.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "none.txt").touch()
    (tmp_path / "binary.dat").write_bytes(b"\x7fELF\0\0\0\1\2\3")
    (tmp_path / "mine.toml").write_text('[detect]\ntypes = ["EMIAL"]', encoding="utf-8")
    for name, text in (("short.key", "c2hvcnQ="), ("open.key", "A" * 43 + "="), ("no.key", "no key")):
        (tmp_path / name).write_text(text, encoding="ascii")
        (tmp_path / name).chmod(0o644 if name == "open.key" else 0o600)
    (tmp_path / "cut.log.gz").write_bytes(gzip.compress(f"{MAIL} ".encode() * 1000)[:-9])
    result = run(*arguments)
    is_withheld = "binary.dat" in arguments or "json" in arguments
    assert result.code == (1 if is_withheld else 2)
    assert message in result.err
    assert "Traceback" not in result.err
    assert MAIL not in result.err
    assert not Path("o").exists() or not any(Path("o").iterdir())
    assert not list(tmp_path.rglob("*part"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_no_permission(run: Run, note: Path) -> None:
    note.chmod(0)
    result = run("redact", "note.txt")
    note.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert (result.code, "permission denied" in result.err) == (2, True)


def test_a_folder_without_output_goes_beside_what_is_at_hand(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "chats"
    source.mkdir()
    (source / "a.txt").write_text(MAIL, encoding="utf-8")
    (tmp_path / "here").mkdir()
    os.chdir("here")
    result = run("redact", "../chats", "--style", "placeholder")
    assert (result.code, result.err.splitlines()[0]) == (0, "scrub: no -o given: writing to chats-scrubbed/")
    assert Path("chats-scrubbed/a.txt").read_text(encoding="utf-8") == "<EMAIL_ADDRESS_1>"
    assert "chats-scrubbed/a.txt: already exists" in run("redact", "../chats").err
    assert run("redact", "../chats", "--dry-run").code == 0
    assert [path.name for path in tmp_path.glob("here/*")] == ["chats-scrubbed"]


def test_an_archive_without_output_goes_beside_what_is_at_hand(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("a.txt", MAIL)
        archive.writestr("b.txt", MAIL)
    assert run("redact", "export.zip", "--style", "placeholder").code == 0
    with zipfile.ZipFile(tmp_path / "export-scrubbed.zip") as archive:
        assert archive.read("b.txt") == b"<EMAIL_ADDRESS_1>"


def test_an_empty_file_stays_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/__init__.py").touch()
    assert run("detect", "in").code == 0
    assert run("redact", "in", "-o", "out").code == 0
    assert (tmp_path / "out/__init__.py").read_bytes() == b""
    assert run("redact", "-", stdin=b"").out == b""


def test_binary_files_are_skipped_if_that_is_wanted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    (tmp_path / "in/b.txt").write_text("nobody", encoding="utf-8")
    assert run("detect", "in").code == 2
    result = run("detect", "in", "--skip-binary")
    assert (result.code, result.err) == (0, "0 found\nscrub: 1 file skipped: no text\n")
    (tmp_path / "in/c.json").write_text('{"a": ', encoding="utf-8")
    assert run("detect", "in", "--skip-binary").code == 2


def test_one_bad_file_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt.gz").write_bytes(b"no gzip")
    (folder / "b.txt").write_text(MAIL, encoding="utf-8")
    result = run("redact", "in", "-o", "out", "--style", "placeholder")
    assert result.code == 2
    assert "a.txt.gz: cannot be read" in result.err
    assert Path("out/b.txt").read_text(encoding="utf-8") == "<EMAIL_ADDRESS_1>"


@pytest.mark.parametrize("command", ["redact", "detect", "rules", "policy", "evaluate", ""])
def test_help_is_there_for_every_command(run: Run, command: str) -> None:
    result = run(*filter(None, [command, "--help"]))
    assert result.code == 0
    assert "Usage" in result.text


def test_versions_are_those_of_all_that_decides(run: Run) -> None:
    result = run("--version")
    assert result.code == 0
    assert [line.split()[0] for line in result.text.splitlines()] == ["scrub", "rules", "models", "python"]


def test_alone_it_says_how_to_begin(run: Run) -> None:
    result = run()
    assert "scrub redact FILE --diff" in result.text + result.err


def test_formats_are_listed_by_the_names_that_input_format_takes(run: Run) -> None:
    result = run("formats")

    assert result.code == 0
    assert result.text.split() == [each.name for each in FORMATS]


def test_rules_are_listed_shown_and_checked(run: Run, tmp_path: Path) -> None:
    listed = run("rules", "list").text
    assert "iban\tIBAN_CODE\t" in listed
    assert "email\tEMAIL_ADDRESS\t" in listed
    assert "entity_type = 'IBAN_CODE'" in run("rules", "show", "iban").text
    (tmp_path / "mine.toml").write_text(
        """
        [[rule]]
        id = "acme-badge"
        entity_type = "ID_NUMBER"
        description = "Acme badge number."
        regex = '''ACME-[0-9]{6}(?![0-9])'''
        keywords = ["acme-"]
        score = 0.9
        matches = ["badge «ACME-{digits:6}»", "«ACME-{digits:6}», «ACME-{digits:6}»"]
        rejects = ["ACME-{digits:5}", "ACME-{digits:7}"]
        """,
        encoding="utf-8",
    )
    result = run("rules", "check", "mine.toml")
    assert (result.code, result.err) == (0, "1 rule checked, 0 problems\n")


def test_policies_are_shown_and_checked(run: Run) -> None:
    assert "PERSON           stays" in run("policy", "show", "secrets-only").text
    assert run("policy", "check", "default", "strict").text.count("fine") == 2


@pytest.mark.parametrize(
    "text, message",
    [
        pytest.param(
            '[operators]\nDATE = "maks"', "unknown operator 'maks' (did you mean mask?)", id="operator"
        ),
        pytest.param(
            '[eligibility]\nplan = ["pro"]',
            "eligibility.plan: unknown key (did you mean plans?)",
            id="eligibility",
        ),
    ],
)
def test_all_of_a_policy_is_checked(run: Run, tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    result = run("policy", "check", "own.toml")
    assert result.code == 2
    assert result.err.startswith(f"scrub: own.toml: {message}")


@pytest.mark.parametrize("name", sorted(NATIVE_FILES))
def test_every_native_format_is_searched_and_shown(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(NATIVE_FILES[name][1])
    (tmp_path / "mine.toml").write_text(f'[detect]\ndeny = {{ "{ADA}" = "EMAIL_ADDRESS" }}', encoding="utf-8")
    options = ("--policy", "mine.toml", "--types", "EMAIL_ADDRESS", "--show-values")
    for output_format in ("table", "sarif"):
        assert run("detect", str(path), "--format", output_format, *options).code == 1
    values = [
        json.loads(line)["value"]
        for line in run("detect", str(path), "--format", "jsonl", *options).text.splitlines()
    ]
    assert values
    assert all(ADA in value for value in values)
    assert run("redact", str(path), "--diff", "--policy", "mine.toml").code == 0


def test_names_are_scrubbed_also_of_a_file_that_holds_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in" / f"{MAIL}.json"
    path.parent.mkdir()
    path.write_text("[]", encoding="utf-8")
    run("redact", "in", "-o", "out")
    assert not any("okafor" in path.name for path in Path("out").rglob("*"))
