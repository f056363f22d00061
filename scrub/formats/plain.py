"""Texts that are known by the names of their files: tables, settings, dumps, logs, patches, code.

Each is one record; its name says what kind of text it is, whatever its first lines look like.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from scrub.formats.container import read_text
from scrub.formats.format import Format, Head
from scrub.formats.record import Kind

_ENV_NAME: Final = re.compile(r"(?:.*\.)?env(?:\.[\w-]+)?|\.envrc")
_DOCKERFILE_NAME: Final = re.compile(r"(?:docker|container)file(?:\.[\w-]+)?|.*\.dockerfile")
_LOG_NAME: Final = re.compile(r".*\.(?:log|out|err)(?:\.\d+)?|syslog|.*\.log[.-]\d{4}.*")
_HISTORY_NAME: Final = re.compile(r"\.?(?:bash|zsh|sh|fish|python|psql|mysql|node_repl)_history")

_CODE_SUFFIXES: Final = frozenset(
    (
        *(".c", ".cc", ".clj", ".cjs", ".cpp", ".cs", ".dart", ".erl", ".ex", ".exs", ".go", ".graphql"),
        *(
            ".groovy",
            ".h",
            ".hpp",
            ".hs",
            ".java",
            ".jl",
            ".js",
            ".json5",
            ".jsonc",
            ".jsx",
            ".kt",
            ".lua",
            ".m",
            ".mjs",
            ".ml",
        ),
        *(".php", ".pl", ".proto", ".py", ".pyi", ".r", ".rb", ".rs", ".scala", ".sol", ".svelte", ".swift"),
        *(".ts", ".tsx", ".vue"),
        *(".css", ".htm", ".html", ".scss", ".xml"),
        *(".cfg", ".cmake", ".conf", ".gradle", ".hcl", ".ini", ".properties", ".tf", ".tfvars", ".toml"),
        *(".yaml", ".yml"),
    )
)
_SHELL_SUFFIXES: Final = frozenset((".sh", ".bash", ".zsh", ".fish", ".ps1", ".bat", ".cmd"))


def text_format(name: str, title: str, recognises: Callable[[Head], bool], kind: Kind | None) -> Format:
    """Return a format of whole texts of one kind."""
    return Format(name, title, recognises, partial(read_text, kind=kind))


def has_suffix(suffixes: Iterable[str]) -> Callable[[Head], bool]:
    """Return the recogniser of files with one of the suffixes."""
    known = frozenset(suffixes)
    return lambda head: head.suffix in known


def _is_named(pattern: re.Pattern[str]) -> Callable[[Head], bool]:
    return lambda head: pattern.fullmatch(PurePosixPath(head.name).name.lower()) is not None


# RFC 4180. Cells may be anything, so the kind is guessed.
CSV = text_format("csv", "CSV table", has_suffix({".csv"}), None)
TSV = text_format("tsv", "TSV table", has_suffix({".tsv", ".tab"}), None)
DOTENV = text_format("dotenv", "environment file", _is_named(_ENV_NAME), Kind.SHELL)
DOCKERFILE = text_format("dockerfile", "Dockerfile", _is_named(_DOCKERFILE_NAME), Kind.SHELL)
SQL = text_format("sql", "SQL script or dump", has_suffix({".sql", ".ddl", ".pgsql"}), Kind.CODE)
LOG = text_format("log", "log", _is_named(_LOG_NAME), Kind.LOG)
DIFF = text_format("diff", "diff or patch", has_suffix({".diff", ".patch"}), Kind.DIFF)
SHELL = text_format(
    "shell",
    "shell script or history",
    lambda head: head.suffix in _SHELL_SUFFIXES or _is_named(_HISTORY_NAME)(head),
    Kind.SHELL,
)
CODE = text_format("code", "source code or settings", has_suffix(_CODE_SUFFIXES), Kind.CODE)

PLAIN: Final = (CSV, TSV, DOTENV, DOCKERFILE, SQL, LOG, DIFF, SHELL, CODE)
