"""Nothing that is released tells of a small cell, by itself or by subtraction over all tables."""

import json
import re
import sys
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrub.aggregates import Cell, Least, Released, release, rows_shown
from scrub.noise import NoiseError, with_noise
from tests.run_folder import KEY, NOW, account, chat, invoke

LEAST = Least(15, 5)


def cell(conversations: int, accounts: int, prefix: str = "") -> Cell:
    return Cell(conversations, {f"{prefix}{number}" for number in range(accounts)})


@pytest.mark.parametrize(
    "cells, total, shown",
    [
        pytest.param({"a": (20, 5), "b": (30, 9)}, 50, {"a": 20, "b": 30}, id="all large"),
        pytest.param({"a": (15, 5)}, 15, {"a": 15}, id="just large"),
        pytest.param({"a": (14, 9)}, None, {"a": None}, id="too few conversations"),
        pytest.param({"a": (90, 4)}, None, {"a": None}, id="too few accounts"),
        pytest.param(
            {"a": (3, 3), "b": (20, 8), "c": (30, 9)}, 53, {"a": None, "b": None, "c": 30}, id="one small"
        ),
        pytest.param({"a": (3, 3), "b": (30, 9)}, 33, {"a": None, "b": None}, id="one of two"),
        pytest.param(
            {"a": (14, 7), "b": (14, 7), "c": (30, 9)}, 58, {"a": None, "b": None, "c": 30}, id="two small"
        ),
        pytest.param(
            {"a": (2, 2), "b": (3, 3), "c": (30, 9), "d": (40, 9)},
            75,
            {"a": None, "b": None, "c": None, "d": 40},
            id="two that are small together",
        ),
        pytest.param({}, None, {}, id="nothing"),
    ],
)
def test_small_cells_are_held_back(
    cells: dict[str, tuple[int, int]], total: int | None, shown: dict[str, int | None]
) -> None:
    found = release({name: cell(*size) for name, size in cells.items()}, LEAST)
    assert (found.total, found.cells) == (total, shown)


def test_a_cell_that_is_shown_elsewhere_costs_the_total() -> None:
    cells = {"refused": cell(3, 3), "written": cell(40, 9)}
    assert release(cells, LEAST, ["written"]) == Released(None, {"refused": None, "written": 40})


sizes = st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda size: cell(size[0], min(size)))
tables = st.dictionaries(st.sampled_from("abcdefgh"), sizes, max_size=8)


@given(tables)
def test_what_is_held_back_is_more_than_one_cell_and_large(cells: dict[str, Cell]) -> None:
    found = release(cells, LEAST)
    held = [cells[name] for name, count in found.cells.items() if count is None]
    for name, count in found.cells.items():
        assert count is None or (count == cells[name].conversations and cells[name].is_large(LEAST))
    if held and found.total is not None:
        assert len(held) > 1
        assert sum(each.conversations for each in held) >= LEAST.conversations
        assert len(set().union(*(each.accounts for each in held))) >= LEAST.accounts


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 3, st.integers(0, 9)), max_size=150), st.booleans())
def test_no_small_cell_can_be_subtracted_out(
    conversations: list[tuple[str, str, str, int]], few: bool
) -> None:
    """All tables of a report together, as equations: no cell that is small has only one solution."""
    least = Least(4, 2) if few else LEAST
    outcomes: dict[str, Cell] = {}
    kinds: dict[str, Cell] = {}
    months: dict[str, Cell] = {}
    for outcome, kind, month, owner in conversations:
        outcomes.setdefault(outcome, Cell()).add(str(owner), least)
        if outcome == "a":
            kinds.setdefault(kind, Cell()).add(str(owner), least)
            months.setdefault(month, Cell()).add(str(owner), least)
    released = {
        "outcomes": (outcomes, release(outcomes, least, ["a"])),
        "kinds": (kinds, release(kinds, least)),
        "months": (months, release(months, least)),
    }
    variables = [(table, name) for table, (cells, _) in released.items() for name in cells]
    equations = list(known(released, variables))
    for table, name in variables:
        if not released[table][0][name].is_large(least):
            unit = [Fraction(int(each == (table, name))) for each in variables]
            assert rank([*equations, unit]) > rank(equations)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.integers(0, 9)), max_size=150))
def test_no_small_cell_of_a_format_can_be_subtracted_out(
    conversations: list[tuple[str, bool, int]],
) -> None:
    """How many of each format there are, and how many have a type in all, may be known beside its rows."""
    least = Least(4, 2)
    formats: dict[str, Cell] = {}
    rows: dict[str, tuple[Cell, Cell]] = {}
    sides = Cell(), Cell()
    for form, has, owner in conversations:
        formats.setdefault(form, Cell()).add(str(owner), least)
        rows.setdefault(form, (Cell(), Cell()))[has].add(str(owner), least)
        sides[has].add(str(owner), least)
    told = release(formats, least)
    both = release({str(side): cell for side, cell in enumerate(sides) if cell.conversations}, least)
    shown = rows_shown(rows, least, [form for form, count in told.cells.items() if count is not None])
    variables = [(form, side) for form, row in rows.items() for side in (0, 1) if row[side].conversations]
    alone = [{cell} for cell in variables if cell[0] in shown]
    whole = [
        {cell for cell in variables if cell[0] == form}
        for form, count in told.cells.items()
        if count is not None
    ]
    split = [
        {cell for cell in variables if cell[1] == int(side)}
        for side, count in both.cells.items()
        if count is not None
    ]
    equations = [[Fraction(cell in some) for cell in variables] for some in (*alone, *whole, *split)]
    for form, side in variables:
        if not rows[form][side].is_large(least):
            unit = [Fraction(cell == (form, side)) for cell in variables]
            assert rank([*equations, unit]) > rank(equations)


@pytest.mark.parametrize(
    "rows, shown",
    [
        pytest.param({"a": (20, 20), "b": (30, 0)}, {"a", "b"}, id="all large or empty"),
        pytest.param({"a": (20, 3), "b": (30, 30)}, set(), id="one small of two"),
        pytest.param({"a": (20, 3), "b": (30, 30), "c": (90, 90)}, {"c"}, id="another is held back with it"),
        pytest.param({"a": (9, 9), "b": (9, 9), "c": (30, 30)}, {"c"}, id="two small are large together"),
        pytest.param({"a": (9, 0), "b": (9, 0), "c": (30, 30)}, set(), id="all of the small ones have it"),
    ],
)
def test_rows_are_shown_whole_or_not_at_all(rows: dict[str, tuple[int, int]], shown: set[str]) -> None:
    cells = {name: [cell(size, 9 if size else 0) for size in sizes] for name, sizes in rows.items()}
    assert set(rows_shown(cells, LEAST, list(rows))) == shown
    assert not rows_shown(cells, LEAST, [])


def known(
    released: Mapping[str, tuple[dict[str, Cell], Released]], variables: list[tuple[str, str]]
) -> list[list[Fraction]]:
    """What an attacker may add up: shown cells and totals; what was written is what the others split."""
    rows = []
    for table, (_, shown) in released.items():
        for name, count in shown.cells.items():
            if count is not None:
                rows.append([Fraction(int(each == (table, name))) for each in variables])
        if shown.total is not None:
            rows.append([Fraction(int(each[0] == table)) for each in variables])
    rows += (
        [Fraction((each[0] == table) - (each == ("outcomes", "a"))) for each in variables]
        for table in ("kinds", "months")
    )
    return rows


def rank(rows: list[list[Fraction]]) -> int:
    rows, found = [row[:] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((number for number in range(found, len(rows)) if rows[number][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for number in range(len(rows)):
            if number != found and rows[number][column]:
                factor = rows[number][column] / rows[found][column]
                rows[number] = [
                    one - factor * other for one, other in zip(rows[number], rows[found], strict=True)
                ]
        found += 1
    return found


TABLES = {"one": Released(90, {"a": 40, "b": 50, "c": None}), "two": Released(None, {"d": None, "e": 20})}


def test_noise_is_on_what_is_shown_and_on_nothing_else() -> None:
    found = [with_noise(TABLES, 1.0) for _ in range(40)]
    assert {tuple(each) for each in found} == {("one", "two")}
    assert {(each["one"].cells["c"], each["two"].total, each["two"].cells["d"]) for each in found} == {
        (None, None, None)
    }
    for shown in (
        lambda each: each["one"].total,
        lambda each: each["one"].cells["a"],
        lambda each: each["two"].cells["e"],
    ):
        assert len({shown(each) for each in found}) > 5


@pytest.mark.parametrize(("epsilon", "tables"), [(1.0, 1), (0.5, 1), (1.0, 4)])
def test_the_noise_is_of_the_epsilon_that_is_stated(epsilon: float, tables: int) -> None:
    """A conversation changes two counts of each table by one, so that is the scale for epsilon one."""
    counts = {str(number): 1_000_000 for number in range(4000)}
    titles = {str(number): Released(None, counts if number == 0 else {}) for number in range(tables)}
    drawn = with_noise(titles, epsilon)["0"].cells.values()
    deviations = [abs(count - 1_000_000) for count in drawn if count is not None]
    scale = 2 * tables / epsilon
    assert 0.8 * scale < sum(deviations) / len(deviations) < 1.2 * scale


def test_no_count_is_below_nothing() -> None:
    counts = with_noise({"one": Released(None, dict.fromkeys("abcdefgh", 0))}, 0.01)["one"].cells.values()
    assert all(count is not None and count >= 0 for count in counts)


@pytest.mark.parametrize("epsilon", [0, -1, float("nan"), float("inf")])
def test_what_is_no_epsilon_is_an_error(epsilon: float) -> None:
    with pytest.raises(NoiseError, match="a number above 0"):
        with_noise(TABLES, epsilon)


def test_without_the_library_there_is_no_noise_and_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opendp.prelude", None)
    with pytest.raises(NoiseError, match=r"install scrub\[noise\]"):
        with_noise(TABLES, 1.0)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    chats = [chat(number, f"owner-{number % 8}", "mail a.b@quillpost.co.uk") for number in range(24)]
    chats += [chat(99, "owner-off", "hello")]
    (tmp_path / "in/chats.json").write_text(json.dumps(chats), encoding="utf-8")
    owners = [account(f"owner-{number}") for number in range(8)] + [account("owner-off", "off")]
    (tmp_path / "accounts.jsonl").write_text("".join(owners), encoding="utf-8")
    arguments = ("in", "-o", "out", "--accounts", "accounts.jsonl", "--now", NOW, "--workers", "0")
    assert invoke("run", *arguments).code == 0
    return tmp_path


def test_a_report_shows_what_may_be_shown(folder: Path) -> None:
    report = json.loads(invoke("report", "out", "--format", "json").out)
    assert report["tables"] == {
        "conversations": {"total": None, "cells": {"refused: preference_off": None, "written": 24}},
        "written, by format": {"total": 24, "cells": {"claude_ai": 24}},
        "written, by kind": {"total": 24, "cells": {"chat": 24}},
        "written, by month of the last activity": {"total": 24, "cells": {"2026-03": 24}},
        "written, EMAIL_ADDRESS found": {"total": None, "cells": {"with": 24}},
    }
    assert "held back" in invoke("report", "out").out
    assert "leaves nothing" not in invoke("report", "out").out
    few = invoke("report", "out", "--least-conversations", "100").out
    assert "tables of which that leaves nothing: 5 " in few and "EMAIL_ADDRESS" not in few
    page = invoke("report", "out", "--format", "html").out
    assert page.startswith("<!doctype html>") and "preference_off" in page
    assert "quillpost" not in page and "chat-" not in page and "owner-" not in page


def test_a_report_tells_formats_and_reasons_apart(folder: Path) -> None:
    calls = [
        json.dumps({"id": str(number), "messages": [{"role": "user", "content": f"I pay with {text}"}]})
        for number, text in enumerate(["cash"] * 20 + ["cards of e.f@quillpost.co.uk"] * 20)
    ]
    (folder / "in/calls.jsonl").write_text("\n".join(calls), encoding="utf-8")
    (folder / "in/cut.json").write_text('{"messages": [', encoding="utf-8")
    assert invoke("run", "in", "-o", "both", "--ad-hoc", "--workers", "0").code == 1
    few = ("--least-accounts", "0", "--least-conversations")
    tables = json.loads(invoke("report", "both", "--format", "json", *few, "1").out)["tables"]
    assert tables["written, by format"] == {"total": 65, "cells": {"claude_ai": 25, "openai_chat": 40}}
    assert tables["written, EMAIL_ADDRESS found, by format"]["cells"] == {
        "claude_ai, with": 24,
        "claude_ai, without": 1,
        "openai_chat, with": 20,
        "openai_chat, without": 20,
    }
    assert tables["conversations"]["cells"]["withheld: invalid JSON at character N"] == 1
    said = invoke("report", "both", *few, "1").out
    assert re.search(r"^ +EMAIL_ADDRESS +44 +21 +68%$", said, re.MULTILINE)
    assert re.search(r"^ +EMAIL_ADDRESS +96% +50%$", said, re.MULTILINE)
    held = json.loads(invoke("report", "both", "--format", "json", *few, "15").out)["tables"]
    assert set(held["written, EMAIL_ADDRESS found, by format"]["cells"].values()) == {None}


def test_the_least_size_can_be_set(folder: Path) -> None:
    ran = invoke("report", "out", "--format", "json", "--least-conversations", "1", "--least-accounts", "1")
    assert json.loads(ran.out)["tables"]["conversations"] == {
        "total": 25,
        "cells": {"refused: preference_off": 1, "written": 24},
    }


def test_a_report_states_its_epsilon(folder: Path) -> None:
    said = [invoke("report", "out", "--epsilon", "0.5").out for _ in range(3)]
    assert all("Laplace noise: epsilon 0.5 for one conversation" in each for each in said)
    assert len(set(said)) > 1
    report = json.loads(invoke("report", "out", "--epsilon", "0.5", "--format", "json").out)
    assert report["epsilon"] == 0.5
    assert report["tables"]["conversations"]["cells"]["refused: preference_off"] is None
    assert invoke("report", "out", "--epsilon", "0").code == 2


def test_a_report_says_how_counts_moved(folder: Path) -> None:
    """A change that fewer may have made than a cell must hold is not told."""
    chats = [chat(number, f"owner-{number % 8}", "mail a.b@quillpost.co.uk") for number in range(60)]
    (folder / "in/chats.json").write_text(json.dumps(chats), encoding="utf-8")
    arguments = ("in", "-o", "now", "--accounts", "accounts.jsonl", "--now", NOW, "--workers", "0")
    assert invoke("run", *arguments).code == 0
    said = invoke("report", "now", "--earlier", "out").out
    assert re.search(r"^  written +60 +\+150%$", said, re.MULTILINE)
    assert "changes are against an earlier run of policy default" in said
    page = invoke("report", "now", "--earlier", "out", "--format", "html").out
    assert "<td>60</td><td>+150%</td>" in page
    report = json.loads(invoke("report", "now", "--earlier", "out", "--format", "json").out)
    assert report["earlier"]["tables"]["written, by kind"]["total"] == 24
    same = invoke("report", "out", "--earlier", "out").out
    assert re.search(r"^  written +24 +about the same$", same, re.MULTILINE)
    assert invoke("report", "now", "--earlier", "gone").code == 2


def test_what_was_taken_out_is_no_longer_counted(folder: Path) -> None:
    invoke("forget", "out", "--conversation", "chat-1")
    ran = invoke("report", "out", "--format", "json", "--least-conversations", "1", "--least-accounts", "1")
    assert json.loads(ran.out)["tables"]["conversations"]["cells"]["forgotten"] == 1
    assert json.loads(ran.out)["tables"]["written, by kind"]["total"] == 23


@pytest.mark.parametrize(
    "arguments, message",
    [(["gone"], "holds no finished run"), (["out", "--format", "pdf"], "known: table, json, html")],
)
def test_bad_calls(folder: Path, arguments: list[str], message: str) -> None:
    ran = invoke("report", *arguments)
    assert (ran.code, ran.out, message in ran.err) == (2, "", True)


def test_a_policy_is_explained() -> None:
    said = invoke("policy", "explain").out
    assert "on the plans free, max and pro" in said
    assert "Never on the plans api, bedrock, education" in said
    assert "kept 5 years from the last activity, 30 days where that is not so" in said
    assert "stay." in invoke("policy", "explain", "secrets-only").out


@pytest.mark.parametrize("name", ["chat-99", "keyed"])
def test_a_refusal_is_explained(folder: Path, name: str) -> None:
    if name == "keyed":
        lines = (folder / "out/ledger.jsonl").read_text(encoding="utf-8").splitlines()
        name = json.loads(lines[-1])["id"]
    said = invoke("policy", "explain", "--run", "out", "--conversation", name).out
    assert "refused (preference_off)" in said
    assert "the owner does not want it to be used" in said


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--run", "out"], "need each other"),
        (["--run", "out", "--conversation", "chat-1000"], "no such conversation"),
        (["--run", "gone", "--conversation", "chat-1"], "cannot be read"),
    ],
)
def test_bad_explanations(folder: Path, arguments: list[str], message: str) -> None:
    ran = invoke("policy", "explain", *arguments)
    assert (ran.code, ran.out, message in ran.err) == (2, "", True)
