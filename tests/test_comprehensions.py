"""No comprehension takes a name away from another, as Python 3.12.0 to 3.12.3 lets it.

There a name that one comprehension of a function binds is unbound in the next, which means the one outside:
https://github.com/python/cpython/issues/118513, and, of names in functions around it, in later releases too:
https://github.com/python/cpython/issues/156664.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("scrub", "recognizers", "corpora", "benchmarks", "manual", "docs", "examples", "tests")
# Only these share the names of the function around them: https://peps.python.org/pep-0709/
INLINED = ast.ListComp | ast.SetComp | ast.DictComp


def names(nodes: Iterator[ast.AST] | list[ast.AST], context: type[ast.expr_context]) -> set[str]:
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, context)}


def bound(node: ast.ListComp | ast.SetComp | ast.DictComp) -> set[str]:
    return {name for each in node.generators for name in names(ast.walk(each.target), ast.Store)}


def scope(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the node and what stands in it, less what stands in functions of its own."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield from scope(child)


def taken_away(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """Return the names that a comprehension binds, and a statement or another one means from outside."""
    body = list(scope(ast.Module(function.body, [])))
    inner = [node for node in body if isinstance(node, INLINED)]
    own = {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)}
    found: set[str] = set()
    for name in {name for each in inner for name in bound(each)} - own:
        inside = {id(node) for each in inner if name in bound(each) for node in scope(each)}
        rest = [node for node in body if id(node) not in inside]
        if name in names(rest, ast.Load) and name not in names(rest, ast.Store):
            found.add(name)
    return found


def functions(source: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("def f():\n [x for x in a]\n return [x for _ in a]", {"x"}, id="the next one"),
        pytest.param(
            "def f():\n {k: date for k, date in a}\n return {date(b) for b in a}", {"date"}, id="a pair"
        ),
        pytest.param("def f():\n return [x for x in a] + [x for x in a]", set(), id="each its own"),
        pytest.param("def f(x):\n [x for x in a]\n return [x for _ in a]", set(), id="an argument"),
        pytest.param("def f():\n x = 1\n [x for x in a]\n return [x for _ in a]", set(), id="a local"),
    ],
)
def test_what_is_taken_away_is_told(source: str, expected: set[str]) -> None:
    assert [taken_away(each) for each in functions(source)] == [expected]


def test_no_name_is_taken_away() -> None:
    wrong = {
        f"{path.relative_to(ROOT)}:{function.lineno}": sorted(found)
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for function in functions(path.read_text(encoding="utf-8"))
        if (found := taken_away(function))
    }
    assert wrong == {}
