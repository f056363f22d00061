"""Logins of people, told from parts of programs, roles and words."""

import pytest

from recognizers.logins.accounts import is_login


@pytest.mark.parametrize(
    "value", ["jroe", "ada.lindt", "mona_b", "kofi-2", "rcastel+", "0xjamshid", "dent_app"]
)
def test_logins_are_accepted(value: str) -> None:
    assert is_login(value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("staging", id="kind of place"),
        pytest.param("reviewers2", id="with a number"),
        pytest.param("each.key", id="only such words"),
        pytest.param("index.js", id="file"),
        pytest.param("lindtworks.com", id="host"),
        pytest.param("renovate[bot]", id="program"),
        pytest.param("docs-team", id="group"),
        pytest.param("v2", id="version"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_nobodys_is_refused(value: str) -> None:
    assert not is_login(value)
