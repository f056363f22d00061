"""The direction of imports between the packages, and what must never stand in the repository."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# By package: what it may not import.
FORBIDDEN = {
    "recognizers": {"scrub", "tests", "benchmarks", "corpora", "examples", "manual"},
    "scrub": {"tests", "benchmarks", "corpora", "examples", "manual"},
    "corpora": {"tests", "benchmarks"},
    "examples": {"tests", "benchmarks", "manual"},
    "manual": {"tests"},
}
# Assembled, since this file is searched too.
REGISTRIES = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "debian" + ".org")
# Run by hand, with an extra of its own.
TRAINING = (
    ROOT / "recognizers" / "names" / "train",
    ROOT / "recognizers" / "context" / "train.py",
)
MACHINE_PATH = r"(?:^|[^A-Za-z0-9_.])/(?:wo" + r"rk|fa" + r"rm)/[a-z.]"
HEAVY = {
    "presidio_analyzer",
    "presidio_anonymizer",
    "spacy",
    "pyarrow",
    "numpy",
    "phonenumbers",
    "torch",
    "stdnum",
}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("package", FORBIDDEN)
def test_packages_import_only_what_lies_below_them(package: str) -> None:
    wrong = {
        str(path.relative_to(ROOT)): sorted(found)
        for path in modules(package)
        if (found := imported(ast.parse(path.read_text(encoding="utf-8"))) & FORBIDDEN[package])
    }
    assert wrong == {}


@pytest.mark.parametrize("package", ["recognizers", "scrub"])
def test_heavy_libraries_are_imported_only_where_they_are_used(package: str) -> None:
    wrong: dict[str, set[str]] = {}
    for path in modules(package):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if isinstance(docstring := ast.get_docstring(tree), str) and "imports Presidio" in docstring:
            continue
        if any(path.is_relative_to(each) for each in TRAINING):
            continue
        top = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        found = imported(ast.Module(top, [])) & HEAVY
        if found:
            wrong[str(path.relative_to(ROOT))] = found
    assert wrong == {}


def tracked_texts() -> list[tuple[str, str]]:
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    texts = []
    for name in names:
        path = ROOT / name
        if path.is_file():
            try:
                texts.append((name, path.read_text(encoding="utf-8")))
            except UnicodeDecodeError:
                continue
    return texts


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
@pytest.mark.parametrize(
    "needle",
    [*(re.escape(registry) for registry in REGISTRIES), MACHINE_PATH],
    ids=[*"abcde", "machine path"],
)
def test_no_file_names_a_registry_or_a_machine_path(needle: str) -> None:
    pattern = re.compile(needle, re.MULTILINE)
    assert [name for name, text in tracked_texts() if pattern.search(text)] == []
