"""The cache gives back what was made, and is done without where it cannot be trusted or used."""

from pathlib import Path

import pytest

from recognizers.matching import cache
from recognizers.matching.cache import cached, tell_of_building
from recognizers.matching.databases import Literal, compile_databases, compiled_for, load_database
from recognizers.matching.plan import make_plan
from recognizers.rule import Rule


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("SCRUB_CACHE", raising=False)
    return tmp_path / "scrub"


def fail() -> bytes:
    raise AssertionError("made again")


def test_what_was_made_is_not_made_again() -> None:
    assert cached("x", "key", lambda: b"body") == b"body"
    assert cached("x", "key", fail) == b"body"


def test_who_waits_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_listeners", [])
    told: list[str] = []
    tell_of_building(told.append)
    cached("x", "key", lambda: b"body")
    cached("x", "key", fail)
    assert told == ["x"]


def test_what_is_compiled_is_good_under_another_name_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    before = compiled_for()
    monkeypatch.setattr("platform.node", lambda: "elsewhere.local")
    assert compiled_for() == before != ""


def test_another_key_is_another_thing() -> None:
    cached("x", "key", lambda: b"body")
    assert cached("x", "other", lambda: b"else") == b"else"
    assert cached("x", "key", fail) == b"body"


def test_a_damaged_file_is_made_again(home: Path) -> None:
    cached("x", "key", lambda: b"body")
    (path,) = home.iterdir()
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert cached("x", "key", lambda: b"body") == b"body"


def test_the_folder_is_private(home: Path) -> None:
    cached("x", "key", lambda: b"body")
    assert home.stat().st_mode & 0o077 == 0


def test_only_the_latest_of_a_kind_are_kept(home: Path) -> None:
    for number in range(20):
        cached("x", str(number), lambda: b"body")
    assert len(list(home.iterdir())) == 8


def test_it_can_be_switched_off(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRUB_CACHE", "off")
    assert cached("x", "key", lambda: b"body") == b"body"
    assert not home.exists()


def test_a_folder_that_cannot_be_made_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert cached("x", "key", lambda: b"body") == b"body"


EXPRESSIONS = {f"[0-9]{{3}}{number}[a-z]": number for number in range(100)}


def test_many_expressions_are_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = compile_databases([EXPRESSIONS])
    monkeypatch.setattr("recognizers.matching.databases._compile", lambda patterns: fail())
    assert compile_databases([EXPRESSIONS]) == first
    found: list[int] = []
    load_database(first[0]).scan(
        b"9997x", match_event_handler=lambda *match: found.append(match[0]), context=0
    )
    assert found == [7]
    for others in (EXPRESSIONS | {"[0-9]z": 100}, {Literal(b"ab", True): 0}):
        with pytest.raises(AssertionError, match="made again"):
            compile_databases([others])


def test_one_more_rule_with_a_keyword_leaves_the_expressions_as_they_were() -> None:
    def rule(number: int, **more: object) -> Rule:
        regex = rf"(?<![0-9])[0-9]{{6}}-{number}(?![0-9])"
        return Rule(
            id=f"r-{number}", entity_type="ID_NUMBER", description="One.", regex=regex, score=0.9, **more
        )

    numbers = [rule(number, triggers=(f"[0-9]{{6}}-{number}",)) for number in range(3)]
    words = [rule(number, keywords=(f"badge{number}",)) for number in range(3, 6)]
    before = make_plan([*words[:2], *numbers]).databases
    after = make_plan([*words, *numbers]).databases
    assert [one == other for one, other in zip(before, after, strict=True)].count(False) == 1
