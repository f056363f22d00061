"""Parses code and data of a language, to see whether redaction left it whole."""

import ast
import json
import re
import tomllib
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath
from textwrap import dedent
from types import MappingProxyType
from typing import Any, Final

from recognizers.errors import ScrubError

# Names on code fences and suffixes of files; the first is the language's own name.
_NAMES: Final = (
    ("python", "py", "python3", "pyi"),
    ("json",),
    ("yaml", "yml"),
    ("toml",),
    ("go", "golang"),
    ("rust", "rs"),
    ("java",),
    ("javascript", "js", "jsx", "mjs", "cjs", "node"),
    ("typescript", "ts", "mts"),
    ("tsx",),
    ("c", "h"),
    ("cpp", "c++", "cc", "cxx", "hpp"),
    ("csharp", "c#", "cs"),
    ("bash", "sh", "shell", "zsh"),
    ("ruby", "rb"),
    ("php",),
    ("kotlin", "kt", "kts"),
    ("scala",),
    ("lua",),
    ("swift",),
    ("html", "htm"),
    ("css",),
    ("haskell", "hs"),
    ("elixir", "ex", "exs"),
    ("sql",),
    ("zig",),
)
_LANGUAGES: Final[Mapping[str, str]] = MappingProxyType(
    {name: names[0] for names in _NAMES for name in names}
)
_LIKE_THEIR_MODULES: Final = (
    "go", "rust", "java", "javascript", "c", "cpp", "bash", "ruby", "kotlin", "scala", "lua", "swift", "html",
    "css", "haskell", "elixir", "sql", "zig",
)  # fmt: skip
# Module and function of each grammar; all are optional.
_GRAMMARS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {name: (f"tree_sitter_{name}", "language") for name in _LIKE_THEIR_MODULES}
    | {
        "typescript": ("tree_sitter_typescript", "language_typescript"),
        "tsx": ("tree_sitter_typescript", "language_tsx"),
        "csharp": ("tree_sitter_c_sharp", "language"),
        "php": ("tree_sitter_php", "language_php"),
    }
)
_FENCE: Final = re.compile(r"^ {0,3}(```+|~~~+)[ \t]*([\w+#.-]*)[^\n]*$", re.MULTILINE)

# How often each kind of node occurs.
Outline = Counter[str]


class MissingParser(ScrubError):
    """The optional package that parses a language is not installed."""


def language_named(name: str) -> str | None:
    """Return the language of a code fence's name, None for an unknown one.

    >>> language_named("Py"), language_named("brainfuck")
    ('python', None)
    """
    return _LANGUAGES.get(name.lower())


def language_of_file(path: str) -> str | None:
    """Return the language that a file name's suffix tells.

    >>> language_of_file("/srv/app/main.go"), language_of_file("README")
    ('go', None)
    """
    return _LANGUAGES.get(PurePosixPath(path).suffix.removeprefix(".").lower())


def code_blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and content of every fenced block; one that is not closed runs to the end."""
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(text):
        if opened is None:
            opened = fence
        elif fence[1].startswith(opened[1]) and not fence[2]:
            yield opened[2], text[opened.end() + 1 : fence.start()]
            opened = None
    if opened is not None:
        yield opened[2], text[opened.end() + 1 :]


def outline(language: str, text: str) -> Outline | None:
    """Return the kinds of nodes of a text, None where it does not parse.

    MissingParser names the package that would parse it.
    """
    own = _OWN.get(language)
    return own(text) if own else _tree_sitter(language, text)


def _python(text: str) -> Outline | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # A piece of a file, as editing tools show it, is indented.
            tree = ast.parse(dedent(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return Counter(type(node).__name__ for node in ast.walk(tree))


def _values(data: Any) -> Outline:
    kinds: Outline = Counter()
    stack = [data]
    while stack:
        node = stack.pop()
        kinds[type(node).__name__] += 1
        if isinstance(node, dict):
            kinds["key"] += len(node)
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
    return kinds


def _json(text: str) -> Outline | None:
    try:
        return _values(json.loads(text))
    except (ValueError, RecursionError):
        return None


def _toml(text: str) -> Outline | None:
    try:
        return _values(tomllib.loads(text))
    except (ValueError, RecursionError):
        return None


def _yaml(text: str) -> Outline | None:
    try:
        yaml = import_module("yaml")
    except ImportError:
        raise MissingParser("PyYAML") from None
    try:
        return Counter(type(event).__name__ for event in yaml.parse(text, Loader=yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


_OWN: Final[Mapping[str, Callable[[str], Outline | None]]] = MappingProxyType(
    {"python": _python, "json": _json, "toml": _toml, "yaml": _yaml}
)


@cache
def _parser(language: str) -> Any:
    module, function = _GRAMMARS[language]
    try:
        binding, grammar = import_module("tree_sitter"), import_module(module)
    except ImportError:
        raise MissingParser(f"tree-sitter and {module.replace('_', '-')}") from None
    return binding.Parser(binding.Language(getattr(grammar, function)()))


def _tree_sitter(language: str, text: str) -> Outline | None:
    # A lone surrogate has no bytes; what replaces it is one character too.
    tree = _parser(language).parse(text.encode("utf-8", "replace"))
    if tree.root_node.has_error:
        return None
    kinds: Outline = Counter()
    cursor = tree.walk()
    while True:
        kinds[cursor.node.type] += 1
        if cursor.goto_first_child() or cursor.goto_next_sibling():
            continue
        while cursor.goto_parent():
            if cursor.goto_next_sibling():
                break
        else:
            return kinds
