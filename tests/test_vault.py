"""What a vault keeps can be put back, by who has the passphrase alone."""

import base64
import json
from pathlib import Path

import click
import pytest
from typer.testing import CliRunner

from scrub.cli import app
from scrub.commands.redact import RedactOptions, run_redact
from scrub.commands.restore import RestoreOptions, run_restore
from scrub.policy import Policy
from scrub.vault import VARIABLE, Keeper, Vault, VaultError, find_passphrase, read_vault, write_vault

PASSPHRASE = "correct horse battery staple"
MAIL = "amara.okafor@quillpost.co.uk"
TOKEN = "ghp_" + "k7" * 18


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    monkeypatch.setattr("scrub.vault._SCRYPT_N", 2**4)
    (tmp_path / "in").mkdir()
    return tmp_path


def redacted(folder: Path, name: str, content: bytes, style: str = "surrogate") -> Path:
    (folder / "in" / name).write_bytes(content)
    out = folder / "out" / name
    out.parent.mkdir(exist_ok=True)
    policy = Policy.load()
    options = RedactOptions(
        (str(folder / "in" / name),), out, style=style, vault=folder / "kept.vault", force=True
    )
    run_redact(policy, options)
    return out


def restored(folder: Path, path: Path) -> bytes:
    back = folder / "back"
    run_restore(RestoreOptions((str(path),), folder / "kept.vault", back, force=True))
    return back.read_bytes()


ENCODED = base64.b64encode(f"user={MAIL}".encode()).decode()
CONTENTS = [
    pytest.param("note.txt", f"to {MAIL}, {MAIL.upper()}\nkey {TOKEN}\r\n".encode(), id="text"),
    pytest.param(
        "a.jsonl", f'{{"a": "to {MAIL}"}}\n{{"b": 1}}\n{{"a": ["{TOKEN}"]}}\n'.encode(), id="JSON lines"
    ),
    pytest.param("a.json", json.dumps({"x": [f"to {MAIL}", 1.50], "é": f"{MAIL}\n"}).encode(), id="JSON"),
    pytest.param("b.txt", f"data: {ENCODED} {MAIL}".encode(), id="base64"),
    pytest.param("c.csv", f"name,mail\nAmara Okafor,{MAIL}\n".encode(), id="CSV"),
    pytest.param("d.txt", f"\xff to {MAIL}".encode("latin-1"), id="bytes that are no text"),
    pytest.param("e.txt", b"nothing to see", id="nothing found"),
]


@pytest.mark.parametrize("name, content", CONTENTS)
@pytest.mark.parametrize("style", ["surrogate", "placeholder", "mask", "remove"])
def test_what_was_redacted_is_put_back_byte_for_byte(
    folder: Path, name: str, content: bytes, style: str
) -> None:
    path = redacted(folder, name, content, style)
    assert MAIL.encode() not in path.read_bytes()
    assert restored(folder, path) == content


def test_what_was_found_does_not_stand_in_the_vault(folder: Path) -> None:
    redacted(folder, "note.txt", f"to {MAIL}, key {TOKEN}".encode())
    data = (folder / "kept.vault").read_bytes()
    assert data.startswith(b"scrub vault 1\n")
    assert all(value.encode() not in data for value in (MAIL, TOKEN, "note.txt", PASSPHRASE))
    assert (folder / "kept.vault").stat().st_mode & 0o077 == 0


def test_a_wrong_passphrase_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = redacted(folder, "note.txt", f"to {MAIL}".encode())
    monkeypatch.setenv(VARIABLE, PASSPHRASE + "!")
    with pytest.raises(VaultError, match="wrong passphrase, or the file was changed"):
        restored(folder, path)
    assert not (folder / "back").exists()


@pytest.mark.parametrize("at", [14, 20, 32, 45, -1], ids=["salt", "more salt", "nonce", "text", "tag"])
def test_a_changed_vault_is_refused(folder: Path, at: int) -> None:
    path = redacted(folder, "note.txt", f"to {MAIL}".encode())
    data = bytearray((folder / "kept.vault").read_bytes())
    data[at] ^= 1
    (folder / "kept.vault").write_bytes(data)
    with pytest.raises(VaultError, match="wrong passphrase, or the file was changed"):
        restored(folder, path)


@pytest.mark.parametrize(
    "content", [b"", b"scrub vault 1\nshort", b"{}"], ids=["empty", "cut", "another file"]
)
def test_another_file_is_no_vault(folder: Path, content: bytes) -> None:
    (folder / "x").write_bytes(content)
    with pytest.raises(VaultError, match="is no vault"):
        read_vault(folder / "x", PASSPHRASE)


def test_a_file_that_has_changed_is_not_restored(folder: Path) -> None:
    path = redacted(folder, "note.txt", f"to {MAIL}".encode())
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(VaultError, match="or has changed since"):
        restored(folder, path)


@pytest.mark.parametrize(
    "options, message",
    [
        pytest.param({"dry_run": True}, "not with --dry-run", id="dry run"),
        pytest.param({"vault": "out/kept.vault", "into_folder": True}, "keep it apart", id="with the output"),
        pytest.param({"vault": "taken"}, "already exists", id="taken"),
    ],
)
def test_what_a_vault_is_not_made_for(folder: Path, options: dict[str, str | bool], message: str) -> None:
    (folder / "in/note.txt").write_text(f"to {MAIL}", encoding="utf-8")
    (folder / "taken").touch()
    vault = folder / str(options.pop("vault", "kept.vault"))
    chosen = RedactOptions((str(folder / "in"),), folder / "out", vault=vault, **options)  # type: ignore[arg-type]
    with pytest.raises(VaultError, match=message):
        run_redact(Policy.load(), chosen)
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    "value, message",
    [(None, f"set {VARIABLE}"), ("short", "fewer than 12 characters")],
    ids=["none", "short"],
)
def test_a_passphrase_is_needed(monkeypatch: pytest.MonkeyPatch, value: str | None, message: str) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(VARIABLE, value)
    with pytest.raises(VaultError, match=message) as caught:
        find_passphrase()
    assert value is None or value not in str(caught.value)


def test_a_passphrase_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "p").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    (tmp_path / "p").chmod(0o600)
    assert find_passphrase(tmp_path / "p") == PASSPHRASE


def test_rows_of_tables_are_not_kept() -> None:
    with pytest.raises(VaultError, match="parquet is neither"):
        list(Keeper("a", "parquet").seal([{"a": 1}]))


def test_a_run_for_training_makes_no_vault(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    arguments = ["run", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--ad-hoc"]
    refused = CliRunner().invoke(app, [*arguments, "--vault", str(tmp_path / "kept.vault")])
    assert refused.exit_code == 2
    assert "No such option: --vault" in click.unstyle(refused.output)
    assert list(tmp_path.iterdir()) == [tmp_path / "in"]


def test_two_vaults_of_the_same_are_different(folder: Path) -> None:
    for name in ("one", "two"):
        write_vault(folder / name, Vault(), PASSPHRASE)
    assert (folder / "one").read_bytes() != (folder / "two").read_bytes()
    assert read_vault(folder / "one", PASSPHRASE).files == {}


def test_a_passphrase_that_is_no_text_is_an_error_that_does_not_quote_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLE, PASSPHRASE + "\udcff")
    with pytest.raises(VaultError, match="is not UTF-8") as caught:
        find_passphrase()
    assert "horse" not in str(caught.value)
