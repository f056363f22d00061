"""What fuzzing begins from: a small file in every format and every kind of table, with one address in it."""

import io
import json
import sqlite3
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, Final

from tests.native_files import ADA, NATIVE_FILES

PERSON: Final = "mara.okafor@quillpost.co.uk"
_ASK: Final = f"Ask {ADA}, please.\n"
_MAIL: Final = (
    f"From: Ada <{ADA}>\r\nTo: =?utf-8?q?Ad=C3=A1?= <a@b.example>\r\nSubject: =?utf-8?b?QWRh?=\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n'
    f"Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nto=20{ADA} an=\r\nd\r\n"
    "--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPGI+QWRhPC9iPg==\r\n--x--\r\n"
)
_TEXTS: Final[Mapping[str, Sequence[str]]] = {
    "jsonc": [f'// of {ADA}\n{{"a": "{ADA}", /* b */ "c": [1, 2,],}}\n'],
    "jsonl": [f'{{"a": "{ADA}", "n": 4915550100231}}\n\n{{"b": ["{ADA}", null, 1e5]}}\n'],
    "json": [json.dumps({"a": {"b": [ADA, {"c": f'{{"d": "{ADA}"}}'}]}, "n": -4.5, ADA: True}, indent=1)],
    "claude_code_file": [
        f'{{"mcpServers": {{"x": {{"env": {{"USER": "{ADA}"}}}}}}, "projects": {{"/a": {{}}}}}}'
    ],
    "aider": [f"# aider chat started at 2026-03-01 10:00:02\n\n> aider v1\n#### ask {ADA}\n\n{_ASK}"],
    "specstory": [
        f"# Pay (2026-03-01 10:00)\n\n_**User**_\n\n{_ASK}\n---\n\n_**Assistant**_\n\n```py\nx = 1\n```\n"
    ],
    "csv": [f'id,"e-mail ""x""",note\r\n1,{ADA},"a, b\nc"\r\n2,,"{_ASK}"\r\n', f"a;b\n{ADA};=1+1\n"],
    "tsv": [f"id\tmail\n1\t{ADA}\n"],
    "dotenv": [f"# {ADA}\nexport OWNER='{ADA}'\nPASSWORD=\"a b\\nc\"\nX=${{OWNER}}\n"],
    "dockerfile": [f'FROM alpine:3\nLABEL maintainer="{ADA}"\nRUN echo {ADA} \\\n  && ls\n'],
    "sql": [f"-- {ADA}\nINSERT INTO t VALUES (1, '{ADA}', 'it''s'), (2, NULL, E'\\n');\n"],
    "log": [f"2026-03-01T10:00:02Z INFO user={ADA} ip=203.0.113.7\n\tat x({ADA}:4)\n" * 3],
    "diff": [f"diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-mail {ADA}\n+mail a@b.example\n c\n"],
    "shell": [
        f"$ git config user.email {ADA}\n$ curl -u 'a:b' https://x.example/?m={ADA.replace('@', '%40')}\n"
    ],
    "code": [f'# {ADA}\ndef mail():\n    return "ada" + "{ADA}"\n'],
    "mbox": [
        f"From {ADA} Sun Mar 01 10:00:02 2026\r\n{_MAIL}\r\nFrom a@b.example Sun Mar 01 2026\r\n{_MAIL}"
    ],
    "email": [_MAIL],
}


def _written(write: Callable[[Path], object]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seed"
        write(path)
        return path.read_bytes()


def _parquet(*rows: Mapping[str, Any]) -> bytes:
    """A table whose text stands in it as it is, so that it is there to be mutated."""
    import pyarrow
    import pyarrow.parquet

    out = io.BytesIO()
    table = pyarrow.Table.from_pylist([dict(row) for row in rows])
    pyarrow.parquet.write_table(table, out, compression="none", use_dictionary=False)
    return out.getvalue()


def database(tables: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """An SQLite database of tables, the first row being the names of the columns."""

    def write(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA page_size = 512")
            for table, (names, *rows) in tables.items():
                connection.execute(f"CREATE TABLE {table} ({', '.join(names)})")
                connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", rows)
            connection.commit()

    return _written(write)


@cache
def seeds(form: str) -> Sequence[bytes]:
    """Files of a format of conversations."""
    if form in _TEXTS:
        return [text.encode() for text in _TEXTS[form]]
    if form.startswith("parquet"):
        messages = [{"role": "user", "content": _ASK}, {"role": "assistant", "content": "Yes."}]
        return [
            _parquet({"id": "a1", "text": _ASK, "n": 4915550100231}, {"id": "a2", "text": None, "n": 7}),
            _parquet({"conversation": messages, "conversation_id": "c1", "model": "m"}),
        ]
    if form == "cursor":
        bubble = json.dumps({"type": 1, "bubbleId": "b1", "text": _ASK, "richText": json.dumps({"t": ADA})})
        composer = json.dumps({"composerId": "4f2a9c10", "name": f"of {ADA}", "conversation": []})
        rows = [("composerData:4f2a9c10", composer), ("bubbleId:4f2a9c10:b1", bubble)]
        settings = [("cursorAuth/cachedEmail", ADA), ("x", "5")]
        return [
            database({"cursorDiskKV": [("key", "value"), *rows], "ItemTable": [("key", "value"), *settings]})
        ]
    if form == "sqlite":
        session = [("id", "title"), ("ses_1", f"of {ADA}")]
        parts = [("id", "session_id", "data"), ("prt_1", "ses_1", json.dumps({"type": "text", "text": _ASK}))]
        return [database({"session": session, "part": parts})]
    return [data for name, data in NATIVE_FILES.values() if name == form] or [_ASK.encode()]


@cache
def fact_tables(kind: str) -> Sequence[bytes]:
    """Tables of accounts."""
    row = {"account_id": "acc_1", "plan": "pro", "training_preference": "on", "country": "NL"}
    if kind == "parquet":
        return [_parquet(row, {**row, "account_id": "acc_2", "plan": None})]
    return [database({"accounts": [tuple(row), tuple(row.values())]})]
