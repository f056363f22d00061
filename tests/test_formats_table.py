"""Parquet: rows as records, written back with the same schema, values, row groups and compression."""

import base64
import gzip
import io
import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from scrub.cli import app
from scrub.detect import Detector
from scrub.errors import FormatError
from scrub.files import Source, find_sources
from scrub.formats.cells import rendered, restored
from scrub.formats.parquet import read_parquet, write_parquet
from scrub.formats.record import Edit, Gap
from scrub.formats.rows import RowRecord
from scrub.formats.schema import ANY_SCHEMA
from scrub.outputs import FileOutput
from scrub.policy import Policy
from scrub.redact import joined, scrub_unit
from scrub.report.places import located
from scrub.scrubber import Scrubber
from scrub.search import Search
from scrub.units import find_unit, format_of, pieces_of, units_of

MAIL = "mara.okafor@quillpost.co.uk"
MESSAGES = pa.list_(pa.struct([("role", pa.string()), ("content", pa.string())]))
# An object with a member that is called after someone.
NAMED = pa.struct([(MAIL, pa.string())])


def _stored(table: pa.Table, **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, **options)
    return out.getvalue()


def _records(data: bytes) -> list[RowRecord]:
    return [each for each in read_parquet(io.BytesIO(data), ANY_SCHEMA) if isinstance(each, RowRecord)]


def _copied(
    data: bytes, change: Callable[[RowRecord], dict[int, Sequence[Edit]] | None] = lambda _: {}
) -> bytes:
    """Read and write; `change` gives the edits of a row, None to leave it out."""
    out = io.BytesIO()
    parts: list[Any] = []
    for piece in read_parquet(io.BytesIO(data), ANY_SCHEMA):
        if isinstance(piece, Gap):
            parts.append(piece.data)
        elif isinstance(piece, RowRecord) and (edits := change(piece)) is not None:
            parts.append(piece.rewrite(edits))
    write_parquet(out, parts)
    return out.getvalue()


def _read(data: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(data))


def _replaced(old: str, new: str) -> Callable[[RowRecord], dict[int, Sequence[Edit]]]:
    return lambda record: {
        segment.place: [Edit(0, len(segment.text), segment.text.replace(old, new))]
        for segment in record.segments()
        if old in segment.text
    }


EVERY_TYPE = pa.table(
    {
        "text": pa.array(["I am Ada", None, ""]),
        "large": pa.array(["a", "b", None], pa.large_string()),
        "word": pa.array(["x", "y", "x"]).dictionary_encode(),
        "whole": pa.array([1, None, -(2**62)]),
        "small": pa.array([1, 2, None], pa.int8()),
        "real": pa.array([1.5, float("nan"), float("-inf")]),
        "half": pa.array([0.1, None, 1e30], pa.float32()),
        "yes": pa.array([True, False, None]),
        "bytes": pa.array([b"text", b"\xff\0", None], pa.binary()),
        "fixed": pa.array([b"0123", b"\0\1\2\3", None], pa.binary(4)),
        "day": pa.array([date(1990, 2, 3), None, date(1, 1, 1)]),
        "at": pa.array([datetime(2026, 3, 1, tzinfo=UTC), None, None], pa.timestamp("ms", "UTC")),
        "nano": pa.array([1, 2, 3], pa.timestamp("ns")),
        "hour": pa.array([time(1, 2, 3), None, None], pa.time64("ns")),
        "span": pa.array([timedelta(seconds=5), None, None], pa.duration("ns")),
        "money": pa.array([Decimal("1.50"), None, Decimal("-3.00")], pa.decimal128(12, 2)),
        "messages": pa.array([[{"role": "user", "content": "hi"}], [], None], MESSAGES),
        "tags": pa.array([[("k", "v")], [], None], pa.map_(pa.string(), pa.string())),
        "deep": pa.array([{"at": 1}, None, {"at": None}], pa.struct([("at", pa.timestamp("ns"))])),
        "nothing": pa.nulls(3),
    }
)


def test_every_type_of_column_is_written_as_it_was_read() -> None:
    data = _stored(EVERY_TYPE)
    written = _read(_copied(data))
    before = _read(data)
    assert written.schema.equals(before.schema)
    # NaN is unlike itself.
    assert written.drop_columns("real").equals(before.drop_columns("real"))
    assert str(written["real"].to_pylist()) == "[1.5, nan, -inf]"


def test_an_edit_changes_its_cell_alone() -> None:
    data = _stored(EVERY_TYPE)
    written = _read(_copied(data, _replaced("Ada", "Zoë")))
    before = _read(data)
    assert written["text"].to_pylist() == ["I am Zoë", None, ""]
    others = [name for name in before.column_names if name not in ("text", "real")]
    assert written.select(others).equals(before.select(others))


def test_texts_are_found_with_their_columns_and_pointers() -> None:
    messages = [{"role": "user", "content": "I am Ada"}, {"role": "assistant", "content": "Hi"}]
    table = pa.table(
        {
            "id/x": ["r1"],
            "messages": pa.array([messages], MESSAGES),
            "phone": [4420794600],
            "born": [date(1990, 2, 3)],
            "raw": [b"text in bytes"],
            "tags": pa.array([[("owner", "Ada")]], pa.map_(pa.string(), pa.string())),
        }
    )
    (record,) = _records(_stored(table))
    segments = [segment for segment in record.segments() if not segment.is_key]
    places = record.pointers([segment.place for segment in segments])
    assert [(places[each.place], each.key, each.text, each.is_number) for each in segments] == [
        ("/id~1x", "id/x", "r1", False),
        ("/messages/0/role", "role", "user", False),
        ("/messages/0/content", "content", "I am Ada", False),
        ("/messages/1/role", "role", "assistant", False),
        ("/messages/1/content", "content", "Hi", False),
        ("/phone", "phone", "4420794600", True),
        ("/born", "born", "1990-02-03", False),
        ("/raw", "raw", "text in bytes", False),
        ("/tags/0/0", "tags", "owner", False),
        ("/tags/0/1", "tags", "Ada", False),
    ]
    assert record.row == 0
    assert json.loads(record.data)["messages"] == messages


@pytest.mark.parametrize(
    ("column", "old", "new", "after"),
    [
        pytest.param(pa.array(["I am Ada"]), "Ada", "Zoë", "I am Zoë", id="text"),
        pytest.param(pa.array(["Ada"]).dictionary_encode(), "Ada", "Zoë", "Zoë", id="dictionary"),
        pytest.param(pa.array([[{"role": "u", "content": "Ada"}]], MESSAGES), "Ada", "B", None, id="nested"),
        pytest.param(pa.array([123456789]), "123456789", "987654321", 987654321, id="number"),
        pytest.param(pa.array([1234567], pa.int32()), "1234567", "99999999999", None, id="too large"),
        pytest.param(pa.array([b"Ada"]), "Ada", "Zoë", "Zoë".encode(), id="bytes"),
        pytest.param(pa.array([b"Ada."], pa.binary(4)), "Ada.", "Ben.", b"Ben.", id="fixed bytes"),
        pytest.param(pa.array([b"Ada."], pa.binary(4)), "Ada.", "longer", None, id="fixed bytes, too long"),
        pytest.param(
            pa.array([date(1990, 2, 3)]), "1990-02-03", "1991-01-01", date(1991, 1, 1), id="date for date"
        ),
        pytest.param(pa.array([date(1990, 2, 3)]), "1990-02-03", "<DATE_1>", None, id="no date for date"),
        pytest.param(
            pa.array([Decimal("1234567.50")]), "1234567.50", "7654321.00", Decimal("7654321.00"), id="decimal"
        ),
    ],
)
def test_an_edited_cell_keeps_its_type(column: pa.Array, old: str, new: str, after: Any) -> None:
    data = _stored(pa.table({"cell": column, "other": ["kept"]}))
    written = _read(_copied(data, _replaced(old, new)))
    assert written.schema.equals(_read(data).schema)
    if pa.types.is_nested(column.type):
        after = [{"role": "u", "content": "B"}]
    assert written.to_pylist() == [{"cell": after, "other": "kept"}]


def test_what_fits_no_column_is_withheld() -> None:
    table = pa.table({"cell": [1234567]}, schema=pa.schema([pa.field("cell", pa.int32(), nullable=False)]))
    (record,) = _records(_stored(table))
    with pytest.raises(FormatError, match="does not fit a column of type int32"):
        record.rewrite({0: [], 1: [Edit(0, 7, "99999999999")]})


def test_row_groups_and_compression_are_kept() -> None:
    table = pa.table({"a": [f"text {n}" for n in range(1000)], "b": list(range(1000))})
    data = _stored(table, row_group_size=300, compression={"a": "zstd", "b": "none"})
    written = _copied(data, _replaced("text 7", "word 7"))
    before, after = (pq.ParquetFile(io.BytesIO(each)).metadata for each in (data, written))

    def shape(metadata: Any) -> list[tuple[int, str, str]]:
        groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
        return [(group.num_rows, *(group.column(n).compression for n in range(2))) for group in groups]

    assert shape(after) == shape(before) == [(n, "ZSTD", "UNCOMPRESSED") for n in (300, 300, 300, 100)]
    assert _read(written)["a"].to_pylist() == [
        text.replace("text 7", "word 7") for text in table["a"].to_pylist()
    ]


def test_rows_that_are_withheld_are_left_out() -> None:
    data = _stored(pa.table({"a": list(range(600))}), row_group_size=300)
    kept = _copied(data, lambda record: {} if record.row % 2 else None)
    assert _read(kept)["a"].to_pylist() == list(range(1, 600, 2))
    nothing = _copied(data, lambda _: None)
    assert _read(nothing).num_rows == 0
    assert _read(nothing).schema.equals(_read(data).schema)


@pytest.mark.parametrize("kind", [pa.string(), NAMED], ids=["column", "field"])
def test_a_table_without_rows_whose_columns_may_name_someone_is_refused(kind: pa.DataType) -> None:
    data = _stored(pa.table({"a" if kind is NAMED else MAIL: pa.array([], kind)}))
    with pytest.raises(FormatError, match="holds no rows, and a column whose name") as caught:
        _copied(data)
    assert MAIL not in str(caught.value)


def test_names_that_a_row_lacks_are_found(tmp_path: Path) -> None:
    table = pa.table({"a": pa.array([None], NAMED), "b": [f"mail {MAIL}"]})
    (unit,) = units_of([_source(tmp_path / "a.parquet", _stored(table))])
    ((source, record, found),) = find_unit(Search(Detector(Policy.load())), unit)  # type: ignore[arg-type]
    assert [(place.value, place.finding.pointer) for place in located(source, record, found)] == [  # type: ignore[arg-type]
        (MAIL, f"/{MAIL}#key"),
        (MAIL, "/b"),
    ]


def test_a_table_without_rows_stays_one() -> None:
    data = _stored(pa.table({"a": pa.array([], pa.string())}))
    assert _read(_copied(data)).equals(_read(data))


def test_metadata_that_do_not_describe_columns_are_dropped() -> None:
    table = pa.table({"a": ["x"]}).replace_schema_metadata({"author": "Jane Roe", "huggingface": "{}"})
    assert _read(_copied(_stored(table))).schema.metadata == {b"huggingface": b"{}"}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"PAR1", id="nothing"),
        pytest.param(b"PAR1 and some text PAR1", id="text"),
        pytest.param(_stored(pa.table({"a": ["x"] * 99}))[:-9], id="cut off"),
        pytest.param(
            _stored(pa.table({"a": ["xyzxyz"]}), use_dictionary=False, compression="none").replace(
                b"xyzxyz", b"xyz\xffyz"
            ),
            id="no UTF-8",
        ),
    ],
)
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match="is no Parquet file that can be read"):
        _records(data)


def test_columns_of_one_name_are_refused() -> None:
    table = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["x", "x"])
    with pytest.raises(FormatError, match="two columns have one name"):
        _records(_stored(table))


def _source(path: Path, data: bytes) -> Source:
    path.write_bytes(data)
    return find_sources([str(path)])[0]


@pytest.mark.parametrize("rows", [3, 30_000], ids=["small", "larger than the head"])
@pytest.mark.parametrize(
    ("column", "name"), [("text", "parquet"), ("conversation_id", "parquet_conversations")]
)
def test_a_table_is_recognised(tmp_path: Path, rows: int, column: str, name: str) -> None:
    data = _stored(pa.table({column: [f"{n * 7919:012x}" for n in range(rows)]}), compression="none")
    assert format_of(_source(tmp_path / "a.parquet", data)).name == name


def test_a_compressed_table_is_read(tmp_path: Path) -> None:
    source = _source(tmp_path / "a.parquet.gz", gzip.compress(_stored(pa.table({"a": ["x"]}))))
    header, record = pieces_of(source, format_of(source))
    assert isinstance(header, Gap)
    assert json.loads(record.data) == {"a": "x"}  # type: ignore[union-attr]


def _redacted(source: Source, out: Path) -> pa.Table:
    (unit,) = units_of([source])
    (file,) = scrub_unit(Scrubber(Policy.load(), key=bytes(32), style="placeholder"), unit)  # type: ignore[arg-type]
    with FileOutput(out).open(source, file.name) as stream:
        file.format.writer(stream, joined(part for part, _ in file.parts))
    return pq.read_table(out)


def test_rows_of_one_conversation_share_their_identities(tmp_path: Path) -> None:
    other = MAIL.replace("mara", "ivan")
    table = pa.table(
        {
            "conversation_id": ["c1", "c2", "c1"],
            "text": [f"mail {MAIL}", f"mail {other}", f"not {other} but {MAIL}"],
        }
    )
    written = _redacted(_source(tmp_path / "a.parquet", _stored(table)), tmp_path / "out.parquet")
    assert written["text"].to_pylist() == [
        "mail <EMAIL_ADDRESS_1>",
        "mail <EMAIL_ADDRESS_1>",
        "not <EMAIL_ADDRESS_2> but <EMAIL_ADDRESS_1>",
    ]
    assert written["conversation_id"].to_pylist() == ["c1", "c2", "c1"]


def test_pictures_in_a_table_are_dropped(tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
    table = pa.table({"image": pa.array([{"bytes": picture, "path": "a.png"}]), "text": ["hi"]})
    source = _source(tmp_path / "a.parquet", _stored(table))
    (unit,) = units_of([source])
    (file,) = scrub_unit(Scrubber(Policy.load(), key=bytes(32)), unit)  # type: ignore[arg-type]
    parts = [part for part, _ in file.parts]
    assert [part.dropped for part in parts if not isinstance(part, Gap)] == [1]
    out = io.BytesIO()
    file.format.writer(out, joined(parts))
    (row,) = pq.read_table(out).to_pylist()
    assert row["image"]["bytes"].startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1")
    assert (row["image"]["path"], row["text"]) == ("a.png", "hi")


CELLS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.dates()
    | st.datetimes()
    | st.decimals(allow_nan=False),
    lambda cells: st.lists(cells, max_size=3) | st.dictionaries(st.text(), cells, max_size=3),
    max_leaves=8,
)


@given(CELLS)
def test_a_cell_is_json_and_is_restored(cell: Any) -> None:
    written = json.loads(json.dumps(rendered(cell)))
    assert restored(cell, written) is cell


@given(st.binary())
def test_bytes_are_restored_from_their_text(data: bytes) -> None:
    from scrub.formats.cells import _text_as_bytes

    assert _text_as_bytes(rendered(data)) == data


NOTES: Final = {
    "pandas": {
        "index_columns": [{"kind": "range", "name": None, "start": 0, "stop": 3, "step": 1}],
        "columns": [{"name": "a", "field_name": "a", "pandas_type": "unicode", "numpy_type": "object"}],
        "attributes": {"owner": MAIL},
        "pandas_version": "2.2.3",
    },
    "huggingface": {"info": {"features": {"a": {"dtype": "string", "_type": "Value"}}, "citation": MAIL}},
}


def test_notes_about_columns_are_kept_without_what_else_they_say() -> None:
    notes = {name: json.dumps(note) for name, note in NOTES.items()}
    field = pa.field("a", pa.string(), metadata={"comment": MAIL, "PARQUET:field_id": "7"})
    written = _copied(_stored(pa.table([["x"]], schema=pa.schema([field], notes))))
    assert MAIL.encode() not in written
    schema = _read(written).schema
    assert json.loads(schema.metadata[b"pandas"])["columns"][0]["field_name"] == "a"
    assert json.loads(schema.metadata[b"huggingface"]) == {
        "info": {"features": {"a": {"dtype": "string", "_type": "Value"}}}
    }
    assert schema.field("a").metadata == {b"PARQUET:field_id": b"7"}


@pytest.mark.parametrize(
    "name, note",
    [
        pytest.param("pandas", {"index_columns": [MAIL]}, id="pandas"),
        pytest.param("huggingface", {"info": {"features": {MAIL: {"dtype": "string"}}}}, id="key"),
        pytest.param("huggingface", {"info": {"features": {"a": {"names": ["roe"]}}}}, id="class"),
    ],
)
def test_a_note_that_says_more_is_dropped(name: str, note: object) -> None:
    table = pa.table({"a": ["x"]}).replace_schema_metadata({name: json.dumps(note)})
    assert not _read(_copied(_stored(table))).schema.metadata


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(
            pa.ExtensionArray.from_storage(pa.opaque(pa.string(), MAIL, MAIL), pa.array(["x"])),
            id="names of a type",
        ),
        pytest.param(
            pa.ExtensionArray.from_storage(
                pa.fixed_shape_tensor(pa.int64(), [1], dim_names=[MAIL]),
                pa.array([[1]], pa.list_(pa.int64(), 1)),
            ),
            id="names of dimensions",
        ),
        pytest.param(
            pa.array([["x"]], pa.list_view(pa.field("item", pa.string(), metadata={MAIL: MAIL}))),
            id="notes of a view of lists",
        ),
    ],
)
def test_words_that_only_a_type_holds_are_left_out(column: pa.Array) -> None:
    data = _stored(pa.table({"a": column}))
    written = _copied(data)
    assert _read(written).to_pylist() == _read(data).to_pylist()
    notes = pq.read_metadata(io.BytesIO(written)).metadata
    assert MAIL.encode() not in written + base64.b64decode(notes[b"ARROW:schema"])


def test_a_type_with_no_words_of_its_own_is_kept() -> None:
    column = pa.ExtensionArray.from_storage(pa.uuid(), pa.array([bytes(16)], pa.binary(16)))
    data = _stored(pa.table({"a": column}))
    assert _read(_copied(data)).equals(_read(data))


def test_a_time_zone_that_is_none_is_refused() -> None:
    data = _stored(pa.table({"a": pa.array([None], pa.timestamp("us", MAIL))}))
    with pytest.raises(FormatError, match=r"names a time zone that is not known$"):
        _copied(data)


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(pa.array([1 << 30], pa.int32()).cast(pa.date32()), id="a day of no year"),
        pytest.param(pa.array([1 << 62]).cast(pa.timestamp("us")), id="a moment of no year"),
        pytest.param(pa.StructArray.from_arrays([pa.array(["x"])] * 2, ["w", "w"]), id="two of one name"),
        # pyarrow cannot take it apart, and the dictionary would keep what is redacted.
        pytest.param(
            pa.ListViewArray.from_arrays(
                pa.array([0], pa.int32()), pa.array([1], pa.int32()), pa.array(["x"]).dictionary_encode()
            ),
            id="a dictionary in a view of lists",
        ),
    ],
)
def test_a_value_that_cannot_be_read_is_told_without_it(column: pa.Array) -> None:
    data = _stored(pa.table({"a": column}))
    with pytest.raises(FormatError, match=r"^a row holds a value that cannot be read \(\w+\)$"):
        _records(data)


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(pa.array(["I am Ada", "x", "x"]).dictionary_encode(), id="texts"),
        pytest.param(
            pa.ListArray.from_arrays(
                pa.array([0, 1, 2, 3], pa.int32()), pa.array(["I am Ada", "x", "x"]).dictionary_encode()
            ),
            id="lists",
        ),
        pytest.param(
            pa.StructArray.from_arrays([pa.array(["I am Ada", "x", "x"]).dictionary_encode()], ["w"]),
            id="structs",
        ),
    ],
)
def test_a_dictionary_forgets_what_was_replaced_or_withheld(column: pa.Array) -> None:
    data = _stored(pa.table({"word": column}), compression="none")
    for written in (
        _copied(data, _replaced("Ada", "Zoë")),
        _copied(data, lambda record: None if record.row == 0 else {}),
    ):
        assert b"Ada" not in written
        assert _read(written).schema.equals(_read(data).schema)
        assert _read(written).num_rows in (2, 3)


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(pa.table({MAIL: ["x", "y"]}), id="column"),
        pytest.param(pa.table({"a": [{MAIL: "x"}, {MAIL: "y"}]}), id="field"),
        pytest.param(pa.table({"a": [{MAIL: "x"}, None]}), id="field that a row lacks"),
        pytest.param(pa.table({"a": pa.array([[], []], pa.list_(NAMED))}), id="field that all rows lack"),
        pytest.param(
            pa.table({"a": pa.array([["x"], ["y"]], pa.list_(pa.field(MAIL, pa.string())))}), id="item"
        ),
    ],
)
def test_a_table_whose_columns_name_someone_is_withheld(
    table: pa.Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.parquet").write_bytes(_stored(table, use_compliant_nested_type=False))
    result = CliRunner().invoke(app, ["redact", "in.parquet", "-o", "out.parquet"])
    assert result.exit_code == 1
    assert "in.parquet record 1: the name of a column holds what is to be redacted" in result.stderr
    assert MAIL not in result.stderr
    assert not Path("out.parquet").exists()
