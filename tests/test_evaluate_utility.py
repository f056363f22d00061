"""What is left to learn from after redaction: syntax, lines, tokens."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from scrub.evaluate import syntax
from scrub.evaluate.render import utility_table
from scrub.evaluate.syntax import MissingParser, code_blocks, outline
from scrub.evaluate.utility import (
    Kept,
    Utility,
    compare_files,
    compare_folders,
    compare_records,
    compare_texts,
)

# 13 nodes: Module, Import, alias, Assign, Name, Store, Constant, Expr, Call, two Name, two Load.
PYTHON = "import os\n\nowner = 'Ada Lindt'\nprint(owner)\n"


@pytest.mark.parametrize(
    ("after", "parsed", "nodes", "lines", "tokens"),
    [
        pytest.param(PYTHON, Kept(1, 1), Kept(13, 13), Kept(4, 4), Kept(12, 12), id="untouched"),
        pytest.param(
            PYTHON.replace("Ada Lindt", "Bea Wolf"),
            Kept(1, 1),
            Kept(13, 13),
            Kept(3, 4),
            Kept(10, 12),
            id="a name",
        ),
        pytest.param(
            PYTHON.replace("'Ada Lindt'", "<PERSON>"),
            Kept(0, 1),
            Kept(0, 13),
            Kept(3, 4),
            Kept(8, 12),
            id="quotes too",
        ),
        pytest.param("", Kept(0, 1), Kept(0, 13), Kept(0, 4), Kept(0, 12), id="everything deleted"),
        pytest.param("# ***\n", Kept(1, 1), Kept(1, 13), Kept(0, 4), Kept(0, 12), id="everything masked"),
    ],
)
def test_python(after: str, parsed: Kept, nodes: Kept, lines: Kept, tokens: Kept) -> None:
    result = compare_texts(PYTHON, after, "python")
    assert result == Utility(
        lines=lines, tokens=tokens, parsed={"python": parsed}, nodes={"python": nodes}, missing={}
    )


@pytest.mark.parametrize(
    ("language", "good", "bad"),
    [
        pytest.param("python", "x = 1", "x = = 1", id="python"),
        pytest.param("python", "x = 1", "x = '\0'", id="python with a NUL"),
        pytest.param("json", '{"a": [1]}', '{"a": [1}', id="json"),
        pytest.param("toml", "a = 'x'", "a = x", id="toml"),
        pytest.param("yaml", "a: [x]", "a: [x", id="yaml"),
        pytest.param("go", "package a\nfunc f() {}\n", "package a\nfunc f( {}\n", id="go"),
        pytest.param("rust", "fn f() {}", "fn f( {}", id="rust"),
        pytest.param("java", "class A {}", "class A {", id="java"),
        pytest.param("javascript", "let a = `x`;", "let a = `x;", id="javascript"),
        pytest.param("typescript", "let a: string = '';", "let a: = '';", id="typescript"),
        pytest.param("tsx", "let a = <b>x</b>;", "let a = <b>x</c;", id="tsx"),
        pytest.param("c", "int f(void) { return 0; }", "int f(void) { return 0;", id="c"),
        pytest.param("cpp", "auto f() -> int { return 0; }", "auto f( -> int { return 0; }", id="cpp"),
        pytest.param("csharp", "class A { }", "class A {", id="csharp"),
        pytest.param("bash", 'echo "$A" | wc', 'echo "$A | wc', id="bash"),
        pytest.param("ruby", "def f; 1; end", "def f; 1;", id="ruby"),
        pytest.param("php", "<?php echo 'x';", "<?php echo 'x;", id="php"),
    ],
)
def test_languages(language: str, good: str, bad: str) -> None:
    try:
        whole = outline(language, good)
    except MissingParser as missing:
        pytest.skip(f"not installed: {missing}")
    assert whole
    assert outline(language, bad) is None


def test_every_language_has_a_parser() -> None:
    for name in syntax._LANGUAGES.values():
        assert name in syntax._OWN or name in syntax._GRAMMARS, name


def test_a_missing_parser_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter_go", None)
    monkeypatch.setitem(sys.modules, "yaml", None)
    syntax._parser.cache_clear()
    result = compare_texts("package a\n", "package b\n", "go") + compare_texts("a: b", "a: c", "yaml")
    assert result.missing == {"tree-sitter and tree-sitter-go": 1, "PyYAML": 1}
    assert result.parsed == {}


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        pytest.param("a\n```py\nx\n```\nb", [("py", "x\n")], id="one"),
        pytest.param("```\nx\n```\n~~~go title\ny\n~~~\n", [("", "x\n"), ("go", "y\n")], id="two kinds"),
        pytest.param("````md\n```py\nx\n```\n````", [("md", "```py\nx\n```\n")], id="nested"),
        pytest.param("```py\nx", [("py", "x")], id="never closed"),
        pytest.param("a ``` b", [], id="not at the start of a line"),
    ],
)
def test_code_blocks(text: str, blocks: list[tuple[str, str]]) -> None:
    assert list(code_blocks(text)) == blocks


def test_code_in_prose_and_beside_its_path() -> None:
    before = {
        "text": "Run this:\n```python\nx = 'Ada'\n```\n",
        "toolUseResult": {"filePath": "a/b.py", "newString": "    if ada:\n        pass\n"},
        "input": {"file_path": "/home/ada/main.py", "content": "y = 'Ada'\nz = 1\n"},
        "arguments": '{"to": "Ada"}',
    }
    good = json.loads(json.dumps(before).replace("Ada", "Bea").replace("ada", "bea"))
    bad: dict[str, Any] = {"text": "gone", "input": {"file_path": "x", "content": "'"}, "arguments": "{"}
    assert compare_records(before, good).parsed == {"python": Kept(3, 3), "json": Kept(1, 1)}
    assert compare_records(before, bad).parsed == {"python": Kept(0, 3), "json": Kept(0, 1)}
    assert compare_records(before, None).tokens.kept == 0


def test_code_of_no_stated_language_is_tried_as_python() -> None:
    assert compare_texts(PYTHON, PYTHON).parsed == {"python": Kept(1, 1)}
    assert compare_texts("fn main() {\n    let x = 1;\n}\n", "").parsed == {}


def test_the_table_says_what_was_not_judged() -> None:
    out = io.StringIO()
    utility = compare_texts(PYTHON, "", "python") + Utility(missing={"PyYAML": 2})
    Console(file=out, width=100).print(utility_table(utility))
    assert "0/12" in out.getvalue()
    assert "not judged: install PyYAML" in out.getvalue()


def test_code_that_never_parsed_is_not_judged() -> None:
    assert compare_texts("x = = 1", "", "python").parsed == {}


def test_files_and_folders(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    after.mkdir()
    lines = ['{"a": "Ada"}\n', '{"a": "kept as it is"}\n', '{"a": "withheld"}\n', '{"a": "last"}\n']
    (before / "a.jsonl").write_text("".join(lines), encoding="utf-8")
    (after / "a.jsonl").write_text("".join(['{"a": "Bea"}\n', lines[1], lines[3]]), encoding="utf-8")
    (before / "ada.py").write_text(PYTHON, encoding="utf-8")
    (after / "bea.py").write_text(PYTHON, encoding="utf-8")
    rows = compare_files(before / "a.jsonl", after / "a.jsonl", {2})
    assert (rows.file_lines, rows.tokens) == (Kept(2, 4), Kept(5, 7))
    renamed = compare_folders(before, after, {"ada.py": "bea.py"})
    assert (renamed.file_lines, renamed.parsed_overall) == (Kept(6, 8), Kept(1, 1))
    lost = compare_folders(before, after)
    assert (lost.file_lines, lost.parsed_overall) == (Kept(2, 8), Kept(0, 1))


@given(st.text())
def test_what_is_not_touched_is_kept(text: str) -> None:
    same = compare_texts(text, text)
    assert same.lines.kept == same.lines.of
    assert same.tokens.kept == same.tokens.of
    assert compare_texts(text, "").tokens.kept == 0


@given(st.lists(st.tuples(st.text(), st.text()), max_size=3))
def test_parts_add_up(pairs: list[tuple[str, str]]) -> None:
    total = sum((compare_texts(*pair) for pair in pairs), Utility())
    assert total.lines.of == sum(len(before.splitlines()) for before, _ in pairs)
    assert total.to_json()["lines"]["kept"] <= total.lines.of
    assert (total.lines.share is None) == (total.lines.of == 0)
