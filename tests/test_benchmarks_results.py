"""The page of results: made of records alone, the newest of each kind, with plots that are valid SVG."""

import copy
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

from benchmarks import results
from benchmarks.compare import COLUMNS
from benchmarks.plots import Bar, Point, amounts, scatter, shares

MACHINE = {
    "time": "2026-03-01T10:00:00+00:00",
    "commit": "abc1234",
    "changed": False,
    "processor": "Abacus 3",
    "cores": 2,
    "load": 0.1,
    "python": "3.11.7",
}
TIMING = {"bytes": 1000, "cpu_s": 0.5, "wall_s": 0.6, "runs": 1, "mb_per_cpu_s": 2.0, "times_hyperscan": 4.0}
RUN = {"wall_s": 1.5, "cpu_s": 0.7, "peak_mb": 75.0, "code": 0}


def figure(value: float) -> dict[str, Any]:
    return {"value": value, "part": 1, "whole": 2, "low": value / 2, "high": 1.0}


def tool(name: str, recall: float) -> dict[str, Any]:
    return {
        "tool": name,
        "note": f"note of {name}",
        "cpu_s": 1.0,
        "mb_per_cpu_s": 0.5,
        "failed": 0,
        "figures": {title: figure(recall) for title, _, _ in COLUMNS},
        "types": {"PERSON": [3, 4], "OTP": [2, 2]},
        "person_by_language": {"en": [3, 4], "de": [1, 8]},
    }


def peers(corpus: str, time: str, recall: float) -> dict[str, Any]:
    tools = [tool("scrub", recall), tool("scrubadub", 0.25)]
    machine = MACHINE | {"time": time}
    return {"kind": "peers", "machine": machine, "corpora": {corpus: {"bytes": 5000, "tools": tools}}}


def performance() -> dict[str, Any]:
    sizes = {"points": [TIMING], "slope": 0.99}
    throughput = {
        "description": "invented",
        "bytes": 1000,
        "timings": {"copy": TIMING, "hyperscan": TIMING},
        "kinds": {"prose": TIMING},
    }
    return {
        "kind": "performance",
        "machine": MACHINE,
        "throughput": {"gold": throughput},
        "by_size": dict.fromkeys(
            ("hyperscan_one_string", "detect_one_string", "redact_one_session"), copy.deepcopy(sizes)
        ),
        "start_up": {"detect": RUN},
        "memory": [{"bytes": 200_000_000, **RUN}],
        "scaling": {
            "bytes": 4_000_000,
            "runs": [{"workers": 2, **RUN, "mb_per_s": 1.5, "efficiency": 0.95}],
        },
    }


def page(tmp_path: Path, *records: dict[str, Any]) -> str:
    folder = tmp_path / "records"
    folder.mkdir()
    for number, record in enumerate(records):
        (folder / f"{number}.json").write_text(json.dumps(record), encoding="utf-8")
    results.write(folder, tmp_path / "RESULTS.md")
    return (tmp_path / "RESULTS.md").read_text(encoding="utf-8")


def test_the_newest_record_of_a_corpus_is_shown(tmp_path: Path) -> None:
    old = peers("gold", "2026-01-01T00:00:00+00:00", 0.111)
    new = peers("gold", "2026-02-01T00:00:00+00:00", 0.777)
    text = page(tmp_path, new, old)
    assert "| scrub | 77.7 (38.9-100.0) |" in text
    assert "11.1" not in text


def test_each_corpus_has_its_own_record(tmp_path: Path) -> None:
    text = page(tmp_path, peers("gold", "2026-01-01", 0.5), peers("names", "2026-01-02", 0.5))
    assert [line for line in text.splitlines() if line.startswith("## ")] == ["## Gold", "## Names"]
    assert "| en | 4 | 75.0 | 75.0 |" in text
    assert "| de | 8 | 12.5 | 12.5 |" in text


def test_performance_says_where_it_was_measured(tmp_path: Path) -> None:
    text = page(tmp_path, performance())
    assert "at commit `abc1234`, Abacus 3, 2 cores, load 0.1" in text
    assert "| redact --no-names, session of 200 MB | 1.5 | 0.7 | 75 |" in text
    assert "| 2 | 1.5 | 1.50 | 0.95 |" in text


def test_every_plot_on_the_page_is_there_and_valid(tmp_path: Path) -> None:
    text = page(tmp_path, peers("gold", "2026-01-01", 0.5), peers("secrets", "2026-01-02", 0.5))
    plots = sorted(path.name for path in (tmp_path / "plots").iterdir())
    assert len(plots) == 6
    for name in plots:
        assert f"(plots/{name})" in text
        ElementTree.fromstring((tmp_path / "plots" / name).read_text(encoding="utf-8"))


def test_without_records_there_is_only_the_head(tmp_path: Path) -> None:
    assert "## " not in page(tmp_path)


@pytest.mark.parametrize(
    "svg",
    [
        pytest.param(shares("a <b>", [Bar("x & y", 0.5, 0.4, 0.6, "1/2"), Bar("z", 0.0)]), id="shares"),
        pytest.param(amounts("a <b>", [Bar("x & y", 3, note="3")]), id="amounts"),
        pytest.param(amounts("a <b>", []), id="nothing"),
        pytest.param(scatter("a <b>", [Point("x & y", 0.1, 50, True)], "x", "y"), id="scatter"),
    ],
)
def test_words_in_plots_are_escaped(svg: str) -> None:
    title = ElementTree.fromstring(svg).find("{http://www.w3.org/2000/svg}text")
    assert title is not None
    assert title.text == "a <b>"


def test_labels_of_near_points_do_not_stand_on_each_other() -> None:
    svg = scatter("t", [Point("one", 1.0, 50, True), Point("two", 1.0, 50, False)], "x", "y")
    heights = {
        text.text: float(text.attrib["y"])
        for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
        if text.text in ("one", "two")
    }
    assert abs(heights["one"] - heights["two"]) >= 13
