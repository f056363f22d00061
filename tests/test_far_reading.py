"""What leads a finder far on costs as much as it is long: nothing is read again for each of its signs."""

import re
import sys
from collections.abc import Iterator

import pytest

from recognizers.context import finder as context
from recognizers.context.model import load_model
from recognizers.labelled import tables
from recognizers.labelled.tables import table_finders
from recognizers.logins import lists
from recognizers.matching.matcher import Matcher
from recognizers.secrets import login_maps, webkeys
from tests.counted import counted
from tests.marks import unmark


class _Watched:
    """A pattern that tells how many code points it was let look at."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self.reads: list[int] = []

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        self.reads.append(min(end, len(text)) - start)
        return self.pattern.finditer(text, start, end)

    def match(self, text: str, start: int, end: int = sys.maxsize) -> re.Match[str] | None:
        found = self.pattern.match(text, start, end)
        self.reads.append(len(found[0]) if found else 0)
        return found


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param('{"kty":"oct","k":"«q8Zr2vXw7Lk0pTn4sWd9»"}', id="behind"),
        pytest.param('{"k":"«q8Zr2vXw7Lk0pTn4sWd9»","kty":"oct"}', id="before"),
        pytest.param('k: "«q8Zr2vXw7Lk0pTn4sWd9»"\nkty: oct\n' * 2, id="without brackets"),
        pytest.param('k: "q8Zr2vXw7Lk0pTn4sWd9"\n' + "." * 3_000 + "kty: oct\n", id="too far"),
    ],
)
def test_members_of_a_web_key_are_sought_near_its_type(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in Matcher((webkeys.JsonWebKeyFinder(),)).find(text)] == places


def test_types_of_web_keys_share_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = _Watched(webkeys._JWK_MEMBER)
    monkeypatch.setattr(webkeys, "_JWK_MEMBER", watched)
    text = "kty " * 3_000
    assert Matcher((webkeys.JsonWebKeyFinder(),)).find(text) == []
    assert len(watched.reads) > 1_000
    assert sum(watched.reads) < 3 * len(text)


def test_a_map_is_read_once_for_all_names_in_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = _Watched(login_maps._MEMBER)
    monkeypatch.setattr(login_maps, "_MEMBER", watched)
    text = "zx:users:lo:qrs,users:lo:qrs,users:lo:qrs\n" + "zx:abcde\n" * 100
    assert Matcher((login_maps.LoginMapFinder(),)).find(text) == []
    assert 100 < len(watched.reads) < 200


def test_a_list_of_logins_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    monkeypatch.setattr(lists, "_below", counted(lists._below, read))
    text = "reviewers:\n" + "- ab_q #users:\n" * 100
    assert len(Matcher((lists.LoginListFinder(),)).find(text)) == 100
    # The word beside the last item has nothing below it.
    assert len(read) == 2


def test_a_line_is_searched_once_for_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = _Watched(tables._SQL_OPENING)
    monkeypatch.setattr(tables, "_SQL_OPENING", watched)
    text = "email," * 5_000 + "into\n"
    assert Matcher(table_finders()).find(text) == []
    assert 0 < sum(watched.reads) < 5 * len(text)


def test_every_statement_of_a_line_is_read() -> None:
    text, places = unmark(
        "INSERT INTO a (email) VALUES ('«j@quillpost.no»'); INSERT INTO b(email) VALUES ('«t@quillpost.no»');"
    )
    assert [(span.start, span.end) for span in Matcher(table_finders()).find(text)] == places


def test_a_row_without_an_end_is_not_read_for_each_that_begins_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = _Watched(tables._SQL_VALUE)
    monkeypatch.setattr(tables, "_SQL_VALUE", watched)
    text = "INSERT INTO a (email) VALUES ('x',\n" * 1_000
    assert Matcher(table_finders()).find(text) == []
    assert 0 < sum(watched.reads) < 30 * len(text)


def test_few_numbers_are_judged_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[int] = []

    class Model:
        def probabilities(self, features: list[list[int]]) -> object:
            judged.append(len(features))
            return load_model().probabilities(features)

    monkeypatch.setattr(context, "load_model", Model)
    # Each number may have the capitals before it or those behind it, so that they overlap in a row.
    list(context.find_in_context("the number is " + "ABC 12345 " * 2_000))
    assert sum(judged) > 2_000
    assert max(judged) <= 1_000
