"""Writes what the package is made of, as a CycloneDX bill of materials: `python supply/sbom.py [FILE]`.

https://cyclonedx.org/docs/1.6/json/ Made from constraints.txt and the metadata of what is installed; a
package that is pinned but not installed is listed without its licence.
"""

import json
import sys
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
_CLASSIFIER: Final = "License :: "
# A licence field may hold the whole text.
_LONGEST: Final = 80


def components(constraints: str) -> Iterator[dict[str, Any]]:
    """Yield a component for each pinned package, in order of its name."""
    for line in sorted(constraints.splitlines(), key=str.casefold):
        name, pinned, version = line.partition("#")[0].strip().partition("==")
        if not pinned:
            continue
        component: dict[str, Any] = {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name.lower().replace('_', '-')}@{version}",
        }
        component["bom-ref"] = component["purl"]
        try:
            licence = licence_of(metadata(name))
        except PackageNotFoundError:
            licence = None
        if licence:
            component["licenses"] = [{"license": {"name": licence}}]
        yield component


def licence_of(package: PackageMetadata) -> str | None:
    """Return the licence that a package names: as an expression, in words, or by its classifiers."""
    for field in ("License-Expression", "License"):
        said = str(package[field]).strip() if field in package else ""
        if said and said != "UNKNOWN" and "\n" not in said and len(said) <= _LONGEST:
            return said
    classifiers = package.get_all("Classifier") or []
    names = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith(_CLASSIFIER)]
    return " or ".join(names) or None


def bill(constraints: str) -> dict[str, Any]:
    """Return the whole bill; the same for the same packages."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "scrub", "bom-ref": "scrub"}},
        "components": list(components(constraints)),
    }


def main() -> int:
    """Write the bill to a file or to standard output."""
    made = json.dumps(bill((ROOT / "constraints.txt").read_text(encoding="utf-8")), indent=1) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(made, encoding="utf-8")
    else:
        sys.stdout.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
