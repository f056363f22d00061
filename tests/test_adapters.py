"""Engines that people have already call the same scrubber: what they write is what `scrub run` writes."""

import os
import pickle
import shutil
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scrub import Policy, Scrubber
from scrub.adapters.table import TableScrubber
from scrub.errors import FormatError
from tests.run_folder import KEY, OTHER, OWN, invoke

pytestmark = pytest.mark.filterwarnings("ignore")

ROWS = [
    {
        "id": f"r{number}",
        "text": f"mail {(OWN, OTHER)[number % 2]} from {OWN}",
        "size": number,
        "tags": [OTHER, None],
    }
    for number in range(7)
]
TABLE = pa.Table.from_pylist(ROWS)
EMPTY = pa.table({"text": pa.array([], pa.string())})


@pytest.fixture
def scrubber() -> Scrubber:
    return Scrubber(Policy.load(), key=b"A" * 32)


@pytest.fixture
def expected(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """What a run makes of the table."""
    monkeypatch.setenv("SCRUB_KEY", KEY)
    (tmp_path / "in").mkdir()
    pq.write_table(TABLE, tmp_path / "in/rows.parquet")
    invoke("run", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--ad-hoc", "--workers", "0")
    table = pq.read_table(tmp_path / "out/rows.parquet")
    assert table.schema.equals(TABLE.schema)
    assert OWN not in str(table.to_pylist())
    return table.to_pylist()


def test_tables(scrubber: Scrubber, expected: Any) -> None:
    scrub = pickle.loads(pickle.dumps(TableScrubber(scrubber)))
    done = scrub(TABLE)
    assert done.schema.equals(TABLE.schema)
    assert done.to_pylist() == expected
    assert scrub(EMPTY).equals(EMPTY)


def test_categories_that_are_numbers_stay_such(scrubber: Scrubber) -> None:
    table = pa.table({"size": pa.array([7, None, 7]).dictionary_encode(), "text": [OWN] * 3})
    done = TableScrubber(scrubber)(table)
    assert done.schema.equals(table.schema)
    assert done["size"].to_pylist() == [7, None, 7]
    assert OWN not in str(done.to_pylist())


def test_a_name_in_a_union_is_searched(scrubber: Scrubber) -> None:
    choice = pa.UnionArray.from_dense(
        pa.array([0], pa.int8()), pa.array([0], pa.int32()), [pa.array([1]), pa.array(["x"])], ["size", OWN]
    )
    scrub = TableScrubber(scrubber)
    assert scrub(pa.table({"choice": choice})).num_rows == 0
    assert list(scrub.withheld) == ["the name of a column holds what is to be redacted: rename the column"]


def test_rows_of_one_conversation(scrubber: Scrubber) -> None:
    rows = [
        {"chat": "a", "text": OWN},
        {"chat": "b", "text": OWN},
        {"chat": "a", "text": OWN},
        {"chat": None, "text": OWN},
    ]
    alone, grouped = (
        [
            row["text"]
            for row in TableScrubber(scrubber, group_by=group)(pa.Table.from_pylist(rows)).to_pylist()
        ]
        for group in (None, "chat")
    )
    assert len(set(grouped)) == 3
    assert grouped[0] == grouped[2]
    assert alone[0] == alone[2]
    assert OWN not in grouped


def test_withheld_rows_are_left_out_and_counted(scrubber: Scrubber) -> None:
    policy = Policy.load()
    scrub = TableScrubber(Scrubber(type(policy)(**{**vars(policy), "segment_characters": 5}), key=bytes(32)))
    done = scrub(pa.table({"text": ["short", "much too long", "fine"]}))
    assert done["text"].to_pylist() == ["short", "fine"]
    assert sum(scrub.withheld.values()) == 1


NO_UTF_8 = pa.Array.from_buffers(
    pa.string(),
    3,
    [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0\4\0\0\0\6\0\0\0"), pa.py_buffer(b"ab\xff\xfecd")],
)


@pytest.mark.parametrize("group_by", [None, "group"])
@pytest.mark.parametrize(
    "column",
    [
        pytest.param(NO_UTF_8, id="no UTF-8"),
        pytest.param(pa.array([0, 2**62, 0], pa.date64()), id="no day that exists"),
    ],
)
def test_a_row_that_cannot_be_read_is_withheld_alone(
    scrubber: Scrubber, column: Any, group_by: str | None
) -> None:
    scrub = TableScrubber(scrubber, group_by=group_by)
    done = scrub(pa.table({"text": ["one", "two", "three"], "group": ["a", "a", "a"], "more": column}))
    assert done["text"].to_pylist() == ["one", "three"]
    assert sum(scrub.withheld.values()) == 1


def test_a_column_that_is_not_there_groups_nothing(scrubber: Scrubber) -> None:
    with pytest.raises(FormatError, match="no column"):
        TableScrubber(scrubber, group_by="gone")(TABLE)


def test_datasets(scrubber: Scrubber, expected: Any) -> None:
    datasets = pytest.importorskip("datasets", reason="the extra datasets is not installed")
    from scrub.adapters.datasets import scrub_rows

    done = datasets.Dataset(TABLE).with_format("arrow").map(scrub_rows(scrubber), batched=True, batch_size=3)
    assert done.with_format(None).to_list() == expected


def test_datatrove(scrubber: Scrubber, tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="the extra datatrove is not installed")
    from datatrove.data import Document
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.writers import JsonlWriter

    from scrub.adapters.datatrove import ScrubDocuments

    documents = [Document(text=f"mail {OWN}", id=str(n), metadata={"by": OWN}) for n in range(4)]
    step = ScrubDocuments(scrubber)
    executor = LocalPipelineExecutor(
        [documents, step, JsonlWriter(str(tmp_path / "out"), compression=None)],
        logging_dir=str(tmp_path / "logs"),
    )
    executor.run()
    (path,) = (tmp_path / "out").glob("*.jsonl")
    text = path.read_text(encoding="utf-8")
    assert (text.count("\n"), OWN in text) == (4, False)
    (one, *_) = step.run(documents)
    assert one.metadata["by"] in one.text


def test_spark_frames_without_spark(scrubber: Scrubber, expected: Any) -> None:
    pandas = pytest.importorskip("pandas", reason="the extra spark is not installed")
    from scrub.adapters.spark import scrub_frames

    frames = [pandas.DataFrame(ROWS[:4]), pandas.DataFrame(ROWS[4:])]
    done = pandas.concat(pickle.loads(pickle.dumps(scrub_frames(scrubber)))(frames))
    assert done["text"].tolist() == [row["text"] for row in expected]


def test_spark(monkeypatch: pytest.MonkeyPatch, scrubber: Scrubber, expected: Any) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="the extra spark is not installed")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java")
    from scrub.adapters.spark import scrub_batches, scrub_frames, scrub_group

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent.parent), *sys.path]))
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    spark = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        frame = spark.createDataFrame([sql.Row(**row) for row in ROWS])
        for done in (
            frame.mapInPandas(scrub_frames(scrubber), frame.schema),
            frame.mapInArrow(scrub_batches(scrubber), frame.schema),
        ):
            rows = sorted((row.asDict() for row in done.collect()), key=lambda row: row["size"])
            assert rows == expected
        grouped = frame.groupBy("id").applyInArrow(scrub_group(scrubber, "id"), frame.schema).collect()
        assert sorted(row["text"] for row in grouped) == sorted(row["text"] for row in expected)
    finally:
        spark.stop()


def test_ray_data(monkeypatch: pytest.MonkeyPatch, scrubber: Scrubber, expected: Any) -> None:
    data = pytest.importorskip("ray.data", reason="the extra ray is not installed")
    import ray

    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    options = {"fn_constructor_args": (scrubber,), "batch_format": "pyarrow", "batch_size": 3}
    try:
        done = data.from_arrow(TABLE).map_batches(
            TableScrubber, compute=data.ActorPoolStrategy(size=1), **options
        )
        assert sorted(done.take_all(), key=lambda row: row["size"]) == expected
    finally:
        ray.shutdown()
