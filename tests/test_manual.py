"""The manual says what the program says."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from manual import figures
from manual.commands import commands, main, man, page
from scrub.cli import app

ROOT = Path(__file__).parent.parent


def test_every_command_is_described() -> None:
    described = {command.name for command in commands()}
    top = {f"scrub {name}" for name in typer.main.get_command(app).commands}  # type: ignore[attr-defined]
    assert {
        name for name in top if not any(each == name or each.startswith(f"{name} ") for each in described)
    } == set()
    assert {"scrub redact", "scrub rules check", "scrub policy explain"} <= described


@pytest.mark.parametrize("command", list(commands()), ids=lambda command: command.name)
def test_every_option_has_its_sentence(command: object) -> None:
    options = command.options  # type: ignore[attr-defined]
    assert [name for name, text in options if not text.strip()] == []
    assert "--help" in options[-1][0]


def test_man_page_is_roff() -> None:
    lines = man().splitlines()
    assert lines[0].startswith(".TH SCRUB 1 ")
    requests = {line.split()[0] for line in lines if line.startswith((".", "'"))}
    assert requests <= {".TH", ".SH", ".SS", ".B", ".TP", ".PP"}
    assert not re.search(r"(?<!\\)-", "\n".join(lines[1:]).replace("\\-", ""))
    assert ".SS scrub redact" in lines
    assert any("\\-\\-in\\-place" in line for line in lines)


def test_the_man_page_that_is_shipped_is_today_s() -> None:
    shipped = Path(__file__).parent.parent / "manual/scrub.1"
    assert shipped.read_text(encoding="utf-8") == man(), "make man"


def test_page_has_a_table_for_every_command() -> None:
    assert page().count("\n## ") == page().count("| --- | --- |") == len(list(commands()))


def test_command_writes_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["man"]) == 0
    assert capsys.readouterr().out == man()
    assert main([]) == 2
    assert "man|page" in capsys.readouterr().err


def test_figures_are_those_of_the_newest_records(tmp_path: Path) -> None:
    tool = {
        "tool": "scrub",
        "mb_per_cpu_s": 0.5,
        "figures": {
            "direct": {"value": 0.9, "part": 9, "whole": 10, "low": 0.6, "high": 0.99},
            "secret": {"value": None, "part": 0, "whole": 0, "low": None, "high": None},
        },
        "types": {"PERSON": [9, 10], "OTP": [1, 2], "AGE": [0, 0]},
    }
    for day, value in (("02", 0.9), ("01", 0.1)):
        tool["figures"]["direct"]["value"] = value  # type: ignore[index]
        machine = {"time": f"2026-03-{day}T00:00:00", "commit": "abc", "processor": "Abacus"}
        record = {"kind": "peers", "machine": machine, "corpora": {"gold": {"bytes": 1000, "tools": [tool]}}}
        (tmp_path / f"{day}.json").write_text(json.dumps(record), encoding="utf-8")
    text = figures.page(tmp_path)
    assert "| scrub | 90.0 (60.0–99.0) | – | 0.50 |" in text
    # What is missed most comes first; what was not measured does not come.
    assert text.index("| OTP | secret | 1 | 2 | 50.0 |") < text.index("| PERSON | direct | 9 | 10 | 90.0 |")
    assert "AGE" not in text


def test_every_page_is_in_the_navigation() -> None:
    written = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    listed = set(re.findall(r"[\w/]+\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    assert listed == written | {"commands.md", "results.md"}


@pytest.mark.skipif(importlib.util.find_spec("mkdocs") is None, reason="needs the extra docs")
def test_the_site_is_built_without_a_warning_and_loads_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > 15
    loading = re.compile(r'<(?:script|img|iframe|link rel="stylesheet")[^>]*(?:src|href)="?(?:https?:)?//')
    assert [page.name for page in pages if loading.search(page.read_text(encoding="utf-8"))] == []


def test_the_page_of_figures_is_made_of_the_records_that_there_are() -> None:
    """Also of those whose corpora know one type for all secrets."""
    assert "SECRET" in figures.page()
