"""The Ray engine on a real local Ray: the same bytes as the local engine, failures cost the same."""

import json
import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scrub.engines.job import EngineError, Failure
from scrub.run import parts
from tests.run_folder import KEY, NOW, OTHER, OWN, account, chat, invoke, tree
from tests.test_engines import Task, Toy

ray = pytest.importorskip("ray", reason="the extra ray is not installed")

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setenv("SCRUB_KEY", KEY)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    chats = [chat(number, "no" if number % 3 else "yes", f"mail {OWN} {number}") for number in range(12)]
    (tmp_path / "in/conversations.json").write_text(json.dumps(chats, indent=1), encoding="utf-8")
    for number in range(5):
        (tmp_path / f"in/{number}.txt").write_text(f"{number} to {OTHER}", encoding="utf-8")
    (tmp_path / "accounts.jsonl").write_text(account("yes") + account("no", "off"), encoding="utf-8")
    yield tmp_path
    ray.shutdown()


@pytest.mark.parametrize("more", [(), ("--shards", "1")], ids=["mirrored", "shards"])
def test_two_actors_write_the_bytes_of_two_processes(
    monkeypatch: pytest.MonkeyPatch, folder: Path, more: tuple[str, ...]
) -> None:
    monkeypatch.setattr(parts, "_LEAST_BYTES", 1)
    monkeypatch.setattr(parts, "PART_BYTES", 1000)
    arguments = ("in", "--accounts", "accounts.jsonl", "--now", NOW, "--workers", "2", *more)
    assert invoke("run", *arguments, "-o", "local").code == 0
    assert invoke("run", *arguments, "-o", "ray", "--engine", "ray").code == 0
    assert tree(folder / "ray") == tree(folder / "local")
    assert invoke("verify", "ray").code == 0


def test_a_cluster_is_reached_by_its_address(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    try:
        cluster.add_node(num_cpus=1)
        arguments = ("in", "--accounts", "accounts.jsonl", "--now", NOW, "--workers", "2")
        where = ("--engine", "ray", "--address", cluster.address)
        assert invoke("run", *arguments, "-o", "ray", *where).code == 0
    finally:
        cluster.shutdown()
    assert invoke("run", *arguments, "-o", "local").code == 0
    assert tree(folder / "ray") == tree(folder / "local")


@pytest.mark.parametrize("address", ["127.0.0.1:9", "ray://127.0.0.1:9", "127.0.0.1:99999999"])
def test_a_cluster_that_is_not_there_is_one_clear_error(folder: Path, address: str) -> None:
    ran = invoke("run", "in", "--ad-hoc", "-o", "out", "--engine", "ray", "--address", address)
    assert ran.code == 2
    assert f"no Ray cluster answers at {address}" in ran.err.splitlines()[-1]
    # Nothing was begun that would have to be resumed.
    assert invoke("run", "in", "--ad-hoc", "-o", "out", "--workers", "0").code == 0


@pytest.mark.parametrize("error", [Exception("the node timed out"), SystemExit(1)], ids=["error", "exit"])
def test_a_ray_that_cannot_be_started_is_one_clear_error(
    monkeypatch: pytest.MonkeyPatch, folder: Path, error: BaseException
) -> None:
    def fails(**_: object) -> None:
        raise error

    monkeypatch.setattr(ray, "init", fails)
    ran = invoke("run", "in", "--ad-hoc", "-o", "out", "--engine", "ray")
    assert (ran.code, "Ray cannot be reached or started" in ran.err.splitlines()[-1]) == (2, True)
    assert not (folder / "out").exists()


def test_jobs_cost_at_most_themselves(folder: Path) -> None:
    from scrub.engines.ray import run_on_ray

    jobs = [Task("do a"), Task("die b"), Task("once c"), Task("fail d"), Task("hang e", 5.0), Task("late f")]
    found = {job.name: failure for job, failure in run_on_ray(Toy(folder), jobs, 2, lambda: False)}
    assert found == {
        "do a": None,
        "die b": Failure("the process that worked on it died"),
        "once c": None,
        "fail d": Failure("failed unexpectedly (ValueError)"),
        "hang e": Failure("took too long"),
        "late f": Failure("took too long", 7),
    }


def test_large_jobs_are_not_given_to_one_actor() -> None:
    from scrub.engines import ray as engine

    window: dict[int, Task] = {}
    jobs = [*(Task(f"do {number}", size=1 << 20) for number in range(3)), Task("do a"), Task("do b")]
    bundles = [pickle.loads(each) for each in engine._bundles(iter(jobs), window)]
    assert [[job.name for _, job in bundle] for bundle in bundles] == [
        ["do 0"],
        ["do 1"],
        ["do 2"],
        ["do a", "do b"],
    ]
    assert list(window.values()) == jobs


def test_what_no_job_can_go_on_from_ends_the_work(folder: Path) -> None:
    from scrub.engines.ray import run_on_ray

    with pytest.raises(EngineError, match="no room"):
        list(run_on_ray(Toy(folder), [Task("stop a"), Task("do b")], 1, lambda: False))


def test_when_it_should_stop_nothing_more_is_begun(folder: Path) -> None:
    from scrub.engines.ray import run_on_ray

    finished: list[str] = []
    jobs = [replace(Task("do"), name=f"do {number}") for number in range(400)]
    for job, failure in run_on_ray(Toy(folder), jobs, 1, lambda: len(finished) >= 3):
        assert failure is None
        finished.append(job.name)
    assert 3 <= len(finished) < 400
    assert len(list(folder.glob("done *"))) == len(finished)
