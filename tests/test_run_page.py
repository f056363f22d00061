"""The page of a run in a real browser: nothing is loaded, it fits a phone, it is seen light and dark."""

from collections.abc import Iterator

import pytest

from scrub.aggregates import Released
from scrub.report.page import page
from tests.browser import Page, needs_browser, opened
from tests.test_pages import lightness

HOSTILE = "refused: <b onclick=x()>no_consent_that_was_ever_given_by_anybody_for_anything_at_all</b>"
TABLES = {
    "conversations": Released(1200, {"written": 1000, HOSTILE: 200, "withheld": None}),
    "written, by kind": Released(None, {"chat": None}),
    "nothing": Released(0, {}),
}
TEXT = page("Run", "Policy <default> (abc)", "counts are held back", TABLES, "held back")


def test_names_are_text() -> None:
    assert "<b onclick" not in TEXT
    assert "Policy &lt;default&gt;" in TEXT


def test_bars_are_shares_of_the_largest() -> None:
    assert TEXT.count('class="bar"') == 2
    assert "width:100.0%" in TEXT
    assert "width:20.0%" in TEXT


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path = tmp_path_factory.mktemp("run") / "run.html"
    path.write_text(TEXT, encoding="utf-8")
    with opened(path) as opened_page:
        yield opened_page


@needs_browser
def test_nothing_is_loaded_and_nothing_complained_of(shown: Page) -> None:
    assert (shown.loaded(), shown.complaints()) == ([], [])


@needs_browser
@pytest.mark.parametrize("width", [pytest.param(320, id="phone"), pytest.param(1280, id="desk")])
def test_it_is_as_wide_as_the_screen(shown: Page, width: int) -> None:
    shown.resize(width)
    assert shown.overflow() <= 0


@needs_browser
def test_it_is_readable_light_and_dark(shown: Page) -> None:
    papers = []
    for dark in (False, True):
        shown.resize(800, dark=dark)
        ink, paper = lightness(shown, "color"), lightness(shown, "backgroundColor")
        assert abs(ink - paper) > 0.6
        papers.append(paper)
    assert papers[0] > papers[1]
