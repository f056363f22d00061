"""Inputs behind URLs are read like files; the memory of a process stands in for object storage."""

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scrub.files import find_sources
from scrub.remote import RemoteError, find_urls, open_url, shown, state_of
from tests.run_folder import KEY, OTHER, OWN, chat, invoke, ledger, tree

fsspec = pytest.importorskip("fsspec", reason="the extra remote is not installed")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    store = fsspec.filesystem("memory")
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(
            "conversations.json", json.dumps([chat(1, "yes", f"mail {OWN}"), chat(2, "yes", "b")])
        )
    for name, data in {
        "/chats/note.txt": f"to {OWN}".encode(),
        "/chats/sub/log.txt.gz": gzip.compress(f"from {OTHER}".encode()),
        "/chats/export.zip": archive.getvalue(),
    }.items():
        store.pipe(name, data)
    yield store
    store.rm("/chats", recursive=True)


def copied(store: Any, folder: Path) -> None:
    for name in store.find("/chats"):
        path = folder / name.removeprefix("/chats/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(store.cat(name))


FREE = ("--ad-hoc", "--workers", "0")


def test_a_folder_is_written_as_one_on_disk(store: Any, tmp_path: Path) -> None:
    copied(store, tmp_path / "in")
    assert invoke("run", "memory://chats", "-o", "there", *FREE).code == 0
    assert invoke("run", "in", "-o", "here", *FREE).code == 0
    here, there = tree(tmp_path / "here"), tree(tmp_path / "there")
    assert sorted(there) == ["export.zip", "ledger.jsonl", "manifest.json", "note.txt", "sub/log.txt.gz"]
    assert {name: there[name] for name in here if name != "manifest.json"} == {
        name: data for name, data in here.items() if name != "manifest.json"
    }
    assert invoke("verify", "there").code == 0


@pytest.mark.parametrize(
    "argument, names",
    [
        pytest.param("memory://chats/note.txt", ["note.txt"], id="file"),
        pytest.param("memory://chats/*.txt", ["note.txt"], id="glob"),
        pytest.param("memory://chats/**/*.gz", ["log.txt.gz"], id="deep glob"),
        pytest.param("memory://chats/export.zip", ["export.zip/conversations.json"], id="archive"),
    ],
)
def test_what_a_url_stands_for(store: Any, argument: str, names: list[str]) -> None:
    assert [source.name for source in find_sources([argument])] == names


def test_files_of_this_machine_by_url(store: Any, tmp_path: Path) -> None:
    copied(store, tmp_path / "in")
    assert invoke("run", f"file://{tmp_path}/in", "-o", "url", "--ad-hoc", "--workers", "2").code == 0
    assert invoke("run", "in", "-o", "path", *FREE).code == 0
    assert tree(tmp_path / "url") == tree(tmp_path / "path")


@pytest.mark.parametrize(
    "argument, message",
    [
        pytest.param("memory://chats/gone.txt", "no such file", id="gone"),
        pytest.param("nowhere://mara:pw@example.com/a", "nowhere://example.com/a", id="unknown place"),
    ],
)
def test_urls_that_cannot_be_used(store: Any, argument: str, message: str) -> None:
    ran = invoke("run", argument, "-o", "out", *FREE)
    assert (ran.code, message in ran.err, ":pw@" in ran.err) == (2, True, False)


def test_a_file_that_changes_behind_its_url_is_noticed(store: Any, tmp_path: Path) -> None:
    assert invoke("run", "memory://chats", "-o", "out", *FREE).code == 0
    store.pipe("/chats/note.txt", b"another text")
    ran = invoke("run", "memory://chats", "-o", "out", "--resume", *FREE)
    assert (ran.code, "the inputs changed" in ran.err) == (2, True)
    assert len(ledger(tmp_path / "out")) == 4


@pytest.mark.parametrize("url", ["ftp://127.0.0.1:1/chats", "reference://chats", "zip://x::file:///nowhere"])
def test_a_place_that_cannot_be_reached_is_an_error_of_ours(url: str) -> None:
    for ask in (find_urls, open_url):
        with pytest.raises(RemoteError, match="cannot be reached"):
            ask(url)
    assert state_of(url) == (-1, 0)


@pytest.mark.parametrize(
    "url, expected",
    [
        ("ftp://mara:secret@example.com/chats", "ftp://example.com/chats"),
        ("ftp://mara:sec/ret@example.com/chats", "ftp://example.com/chats"),
        ("https://example.com/a?X-Amz-Signature=secret", "https://example.com/a"),
        ("s3://bucket/mara@home/a?.json", "s3://bucket/mara@home/a?.json"),
        ("ftp://example.com:21/mara@home", "ftp://example.com:21/mara@home"),
    ],
)
def test_a_url_is_shown_without_what_lets_anybody_in(url: str, expected: str) -> None:
    assert shown(url) == expected
