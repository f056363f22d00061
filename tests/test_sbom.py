"""The bill of materials: every pinned package, with its licence where it is installed."""

import importlib.util
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parent.parent
_spec = importlib.util.spec_from_file_location("sbom", _ROOT / "supply" / "sbom.py")
assert _spec is not None and _spec.loader is not None
sbom: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(sbom)


def test_every_pinned_package_is_in_it_once() -> None:
    text = (_ROOT / "constraints.txt").read_text(encoding="utf-8")
    made = sbom.bill(text)
    pinned = [line.partition("==")[0] for line in text.splitlines() if "==" in line]
    assert sorted(each["name"] for each in made["components"]) == sorted(pinned)
    assert (made["bomFormat"], len({each["bom-ref"] for each in made["components"]})) == (
        "CycloneDX",
        len(pinned),
    )
    orjson = next(each for each in made["components"] if each["name"] == "orjson")
    assert "MIT" in orjson["licenses"][0]["license"]["name"]


def test_what_is_not_installed_has_no_licence() -> None:
    (component,) = sbom.components("no-such-thing-4711==1.0\n# a remark\n")
    assert component == {
        "type": "library",
        "name": "no-such-thing-4711",
        "version": "1.0",
        "purl": "pkg:pypi/no-such-thing-4711@1.0",
        "bom-ref": "pkg:pypi/no-such-thing-4711@1.0",
    }


@pytest.mark.parametrize(
    "fields, licence",
    [
        pytest.param([("License-Expression", "MIT")], "MIT", id="expression"),
        pytest.param([("License", "BSD")], "BSD", id="words"),
        pytest.param(
            [("License", "Copyright\nall of it"), ("Classifier", "License :: OSI Approved :: MIT License")],
            "MIT License",
            id="classifier instead of a whole text",
        ),
        pytest.param([("License", "UNKNOWN")], None, id="none"),
    ],
)
def test_licence(fields: list[tuple[str, str]], licence: str | None) -> None:
    package = Message()
    for name, value in fields:
        package[name] = value
    assert sbom.licence_of(package) == licence
