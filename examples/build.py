"""Write the two example files, one coding session and one chat export: `python -m examples.build DIR`.

The templates beside this module are the files themselves, but for `⟦name⟧` where a secret stands. The secrets
are invented anew from `secrets.toml`, the same at each build, so that none that looks live is stored here.
"""

import argparse
import base64
import json
import re
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from recognizers.errors import ScrubError
from recognizers.fillers import fill

FILES: Final = ("session.jsonl", "conversations.json")
_HERE: Final = Path(__file__).resolve().parent
_NAME: Final = re.compile(r"⟦(\w+)⟧")
_ENCODINGS: Final[Mapping[str, Callable[[bytes], bytes]]] = MappingProxyType(
    {
        "base64": base64.b64encode,
        # As in a JSON Web Token: without padding.
        "base64url": lambda data: base64.urlsafe_b64encode(data).rstrip(b"="),
    }
)


class ExampleError(ScrubError):
    """An example that cannot be built."""


@dataclass(frozen=True, slots=True)
class Markers:
    """What to look for after the examples were scrubbed."""

    # By entity type: values that must not survive, as they stand in the decoded strings.
    redacted: Mapping[str, tuple[str, ...]]
    # Traps that must survive.
    kept: tuple[str, ...]


def build(folder: Path) -> list[Path]:
    """Write the example files into a folder and return their paths."""
    values = _secret_values(_toml("secrets.toml"))
    written = []
    for name in FILES:
        template = (_HERE / f"{name}.in").read_text(encoding="utf-8")
        text = _NAME.sub(lambda match: _json_escaped(_value(values, match[1])), template)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written


def markers() -> Markers:
    """Return the personal data, secrets and traps that the examples hold."""
    secrets, listed = _toml("secrets.toml"), _toml("markers.toml")
    values = _secret_values(secrets)
    redacted = {
        entity_type: tuple(_NAME.sub(lambda match: _value(values, match[1]), marker) for marker in found)
        for entity_type, found in listed["redacted"].items()
    }
    for name, secret in secrets.items():
        if "type" in secret:
            redacted[secret["type"]] = (*redacted.get(secret["type"], ()), values[name])
    return Markers(MappingProxyType(redacted), tuple(listed["kept"]["values"]))


def _secret_values(secrets: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    values: dict[str, str] = {}
    pending = dict(secrets)
    while pending:
        ready = [name for name, secret in pending.items() if values.keys() >= _names(secret["template"])]
        if not ready:
            raise ExampleError(f"secrets.toml: {', '.join(pending)}: hold unknown names, or one another")
        for name in ready:
            secret = pending.pop(name)
            filled = fill(secret["template"], f"examples/{name}")
            value = _NAME.sub(lambda match: values[match[1]], filled)
            if "encoding" in secret:
                value = _ENCODINGS[secret["encoding"]](value.encode()).decode()
            values[name] = value
    return values


def _names(template: str) -> set[str]:
    return set(_NAME.findall(template))


def _value(values: Mapping[str, str], name: str) -> str:
    if name not in values:
        raise ExampleError(f"a template holds ⟦{name}⟧, which secrets.toml does not define")
    return values[name]


def _json_escaped(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; 0 done, 2 error."""
    parser = argparse.ArgumentParser(prog="python -m examples.build", description=__doc__)
    parser.add_argument("folder", metavar="DIR", type=Path, help="where to write; made when it is missing")
    try:
        written = build(parser.parse_args(arguments).folder)
    except (ScrubError, OSError) as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    sys.stdout.writelines(f"{path}\n" for path in written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
