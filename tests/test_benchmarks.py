"""What the benchmarks are made of: timing, data and records. No test here depends on how fast anything is."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import baseline
from benchmarks.machine import describe_machine
from benchmarks.performance import Effort, by_size, scaling, throughput
from benchmarks.references import literal_scanner
from benchmarks.second_pass import second_pass
from benchmarks.sessions import VARIABLE, Material, agent_sessions, claude_code, text_of_size, texts_of
from benchmarks.timing import BenchmarkError, Timing, measure, run_command, slope
from recognizers.engine import shipped_engine
from scrub.policy import Policy

TINY = Effort(
    runs=1,
    text_sizes=(10_000, 20_000),
    file_sizes=(12_000, 24_000),
    memory_sizes=(),
    starts=1,
    shared_size=8_000,
    shared_files=2,
)


@pytest.mark.parametrize(
    "points, expected",
    [
        pytest.param([(10, 1.0), (100, 10.0), (1000, 100.0)], 1.0, id="linear"),
        pytest.param([(10, 1.0), (100, 100.0)], 2.0, id="quadratic"),
        pytest.param([(10, 5.0), (1000, 5.0)], 0.0, id="constant"),
    ],
)
def test_slope_is_the_exponent(points: list[tuple[int, float]], expected: float) -> None:
    assert slope(points) == pytest.approx(expected)


def test_slope_of_one_size_is_an_error() -> None:
    with pytest.raises(BenchmarkError, match="two sizes"):
        slope([(10, 1.0), (10, 2.0)])


def test_measure_runs_as_often_as_asked() -> None:
    calls: list[int] = []
    timing = measure(lambda: calls.append(1), 100, runs=4)
    assert (len(calls), timing.runs, timing.size) == (4, 4, 100)


def test_measure_begins_no_run_after_its_time() -> None:
    calls: list[int] = []
    assert measure(lambda: calls.append(1), 1, runs=4, seconds=0).runs == len(calls) == 1


def test_speed_is_in_megabytes() -> None:
    assert Timing(3_000_000, cpu=1.5, wall=9.0, runs=1).speed == pytest.approx(2.0)


@pytest.mark.parametrize("code", [0, 3])
def test_a_command_tells_its_exit_code(code: int, tmp_path: Path) -> None:
    assert run_command([sys.executable, "-c", f"raise SystemExit({code})"], cwd=tmp_path).code == code


def test_peak_memory_is_the_command_s_own(tmp_path: Path) -> None:
    ballast = bytearray(b"x") * 300_000_000
    run = run_command([sys.executable, "-S", "-c", "pass"], cwd=tmp_path)
    assert run.peak_bytes < len(ballast) // 3


def test_a_session_is_read_back_as_its_texts() -> None:
    material = Material("m", "", (("a.jsonl", claude_code(["first\nline", "zweite — Zeile"], "s")),))
    found = [text for text in texts_of(material) if text in ("first\nline", "zweite — Zeile")]
    assert found == ["first\nline", "zweite — Zeile"]
    assert material.size == len(material.files[0][1])


@pytest.mark.parametrize("size", [1, 5, 100])
def test_a_text_has_the_size_that_was_asked_for(size: int) -> None:
    assert len(text_of_size(["abc", "de"], size)) == size


def test_without_the_variable_there_are_no_shared_corpora(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert agent_sessions() is None


def test_a_folder_that_is_not_there_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "absent"))
    with pytest.raises(BenchmarkError, match="no folder"):
        agent_sessions()


def test_shared_sessions_are_wrapped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "corpora" / "dev" / "agent_sessions.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("".join(json.dumps({"text": f"text {n}"}) + "\n" for n in range(25)), encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    material = agent_sessions()
    assert material is not None
    assert [data.count(b"\n") for _, data in material.files] == [20, 5]


def test_throughput_and_sizes_say_what_was_measured() -> None:
    texts = [
        f"step {number}: mail ada{number}@lindt-barges.ch about the build of today" * 5 for number in range(9)
    ]
    material = Material("m", "invented", (("a.jsonl", claude_code(texts, "s")),))
    scan = literal_scanner(shipped_engine().matcher.finders[:9])
    measured = throughput(material, TINY, Policy.load(), scan)
    assert set(measured["timings"]) == {"copy", "json", "hyperscan", "detect", "redact patterns", "redact"}
    assert measured["bytes"] == material.size
    assert measured["kinds"]
    sizes = by_size(material, TINY, Policy.load(), scan)
    assert [point["bytes"] for point in sizes["detect_one_string"]["points"]] == [10_000, 20_000]


def test_workers_are_compared_with_one() -> None:
    texts = [f"step {number}: the build of today fails, and nobody knows why. " * 5 for number in range(9)]
    material = Material("m", "invented", (("a.jsonl", claude_code(texts, "s")),))
    measured = scaling(material, TINY, (1, 2))
    assert [run["workers"] for run in measured["runs"]] == [1, 2]
    assert measured["runs"][0]["efficiency"] == 1.0
    assert measured["bytes"] >= TINY.shared_files * TINY.shared_size


def test_a_record_is_named_by_date_commit_and_kind(tmp_path: Path) -> None:
    machine = describe_machine().to_json() | {"time": "2026-03-01T10:00:00+00:00", "commit": "abc"}
    path = baseline.write_record({"kind": "performance", "machine": machine}, tmp_path / "records")
    assert path.name == "2026-03-01-abc-performance.json"
    assert json.loads(path.read_text(encoding="utf-8"))["machine"]["commit"] == "abc"


def test_a_second_pass_is_counted_by_type(tmp_path: Path) -> None:
    text = "Amara Okafor: amara.okafor@quillpost.co.uk, MAC address 3c:22:fb:12:34:56"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "note.txt").write_text(text, encoding="utf-8")
    counts = second_pass(tmp_path / "in", Policy.load())
    assert counts["MAC_ADDRESS"] == (1, 0)
    assert counts["PERSON"] == (1, 1)
