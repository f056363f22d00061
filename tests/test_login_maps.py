"""Passwords in maps from logins."""

import pytest

from recognizers.matching.matcher import Matcher
from recognizers.secrets.login_maps import LoginMapFinder
from tests.marks import unmark

_MATCHER = Matcher((LoginMapFinder(),))


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param('htpasswd:\n  «direction»: "«CaillouBlanc»"\n  «mreynal»: "«9OWOWIfZpoY»"\n', id="YAML"),
        pytest.param('USERS = {"«anna»": "«kiwi-44x»", "«bo»": "«Plum#2024»"}', id="Python"),
        pytest.param('users = [("«anna»", "«Kiwi!4711»"), ("«bo»", "«x9#kkkk»")]', id="pairs"),
        pytest.param('logins: map[string]string{\n\t"«pim_t»": "«pimpampet7»",\n', id="Go"),
    ],
)
def test_passwords_and_their_logins_are_found(marked: str) -> None:
    text, places = unmark(marked)
    assert sorted({(span.start, span.end) for span in _MATCHER.find(text)}) == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("users:\n  - name: anna\n    role: admin7\n", id="list of records"),
        pytest.param(
            'credentials: {\n  "type": "service_account",\n  "project_id": "my-app-1234"', id="settings"
        ),
        pytest.param('users: {\n  list: "/users",\n  create: "/users/new2",\n}', id="routes"),
        pytest.param("accounts: {a1: 1, b2: 2}", id="numbers"),
        pytest.param('users = {"anna": "editor", "bo": "viewer"}', id="words"),
    ],
)
def test_other_maps_are_left_alone(text: str) -> None:
    assert _MATCHER.find(text) == []
