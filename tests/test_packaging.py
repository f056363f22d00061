"""What is published: a wheel and a source archive that hold all of it, and an import that costs nothing."""

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

import scrub
from scrub import __version__

ROOT = Path(__file__).parent.parent
PACKAGES = ("recognizers", "scrub")
MOST_BYTES = 45_000_000
# One of each kind: rules, words, models, policies, pages, names of people, what says that types are checked.
DATA = (
    "recognizers/names/models/accurate.onnx",
    "recognizers/names/models/fast.npz",
    "recognizers/context/models/manifest.json",
    "recognizers/context/models/numbers.npz",
    "recognizers/names/models/manifest.json",
    "recognizers/py.typed",
    "recognizers/rules/secrets/github.toml",
    "recognizers/words/",
    "scrub/link/diminutives.txt",
    "scrub/policies/default.toml",
    "scrub/py.typed",
    "scrub/report/review.html",
    "scrub/surrogates/names/latin.txt",
)
# Small modules of the standard library, and ours.
MOST_MODULES = 60


def run(arguments: Sequence[str], folder: Path, path: Path | None = None) -> str:
    """Run Python somewhere else than in the checkout, where its packages cannot be found by chance."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    run(["-m", "hatchling", "build", "-d", str(folder)], ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return built / f"scrub-{__version__}-py3-none-any.whl"


@pytest.fixture(scope="module")
def source(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("source")
    with tarfile.open(built / f"scrub-{__version__}.tar.gz") as archive:
        # Before Python 3.11.4 there is no filter; the archive is our own.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(folder)
    return folder / f"scrub-{__version__}"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel where nothing else is; what it needs comes from the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.startswith(f"scrub-{__version__}.dist-info/")}


def files_of(root: Path) -> set[str]:
    found = (path for package in PACKAGES for path in (root / package).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix() for path in found if path.suffix != ".pyc"}


def test_both_are_small(built: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in built.iterdir()}
    assert len(sizes) == 2
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}


def test_the_wheel_holds_the_packages_and_a_man_page(wheel: Path) -> None:
    page = f"scrub-{scrub.__version__}.data/data/share/man/man1/scrub.1"
    assert names_in(wheel) == files_of(ROOT) | {page}


@pytest.mark.parametrize("name", DATA)
def test_data_is_in_the_wheel(wheel: Path, name: str) -> None:
    assert any(each.startswith(name) for each in names_in(wheel))


def test_the_source_archive_makes_the_same_wheel(source: Path, wheel: Path, tmp_path: Path) -> None:
    run(["-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], source)
    assert names_in(tmp_path / wheel.name) == names_in(wheel)


@pytest.mark.parametrize("name", ["LICENSE", "CHANGELOG.md", "constraints.txt", "tests/test_packaging.py"])
def test_the_source_archive_can_be_tested(source: Path, name: str) -> None:
    assert (source / name).is_file()


def test_what_is_installed_works(installed: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Mail mara.okafor@quillpost.co.uk\n", encoding="utf-8")
    shown = run(["-m", "scrub", "redact", str(note), "--style", "placeholder"], tmp_path, installed)
    assert shown == "Mail <EMAIL_ADDRESS_1>\n"
    assert run(["-m", "scrub", "--version"], tmp_path, installed).startswith(f"scrub {__version__}\n")
    where = run(
        ["-c", "import recognizers, scrub; print(recognizers.__file__, scrub.__file__)"], tmp_path, installed
    )
    assert all(Path(each).is_relative_to(installed) for each in where.split())


def test_its_command_is_there(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        entries = archive.read(f"scrub-{__version__}.dist-info/entry_points.txt").decode()
    assert "scrub = scrub.cli:main" in entries


def test_importing_it_imports_next_to_nothing(installed: Path, tmp_path: Path) -> None:
    script = "import sys; before = {*sys.modules}; import scrub; print(*sorted({*sys.modules} - before))"
    imported = run(["-c", script], tmp_path, installed).split()
    assert [name for name in imported if name.partition(".")[0] in PACKAGES] == ["scrub"]
    assert len(imported) <= MOST_MODULES


def test_extras_need_only_what_is_pinned() -> None:
    """What `make` installs is the same everywhere."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {
        line.partition("==")[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    }
    wanted = [*table["dependencies"], *table["optional-dependencies"]["dev"]]
    names = {each.split(">")[0].split("[")[0].lower().replace("_", "-") for each in wanted}
    assert names - pinned == {"scrub"}
