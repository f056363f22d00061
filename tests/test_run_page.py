"""The page of a run in a real browser: nothing is loaded, it fits a phone, it is seen light and dark."""

from collections.abc import Iterator

import pytest

from scrub.report.grid import Grid, Row
from scrub.report.page import page
from tests.browser import Page, needs_browser, opened
from tests.test_pages import lightness

HOSTILE = "refused: <b onclick=x()>no_consent_that_was_ever_given_by_anybody_for_anything_at_all</b>"
FORMATS = tuple(f"<i>format</i> {number}" for number in range(12))
GRIDS = [
    Grid(
        "conversations",
        ("", "change"),
        (("", (Row("written", ("1,000", "+5%"), 1.0), Row(HOSTILE, ("200", ""), 0.2))),),
    ),
    Grid(
        "found <u>by</u> format",
        FORMATS,
        (
            ("direct", (Row("PERSON", tuple("12%" for _ in FORMATS)),)),
            ("<s>secret</s>", (Row("PASSWORD", tuple("held back" for _ in FORMATS)),)),
        ),
    ),
]
TEXT = page("Run", "policy <default> (abc)", "counts are held back", GRIDS)


def test_names_are_text() -> None:
    assert [mark for mark in ("<b ", "<i>", "<u>", "<s>") if mark in TEXT] == []
    assert "Policy &lt;default&gt;" in TEXT


def test_bars_are_as_long_as_the_share() -> None:
    assert TEXT.count('class="bar"') == 2
    assert "width:100.0%" in TEXT
    assert "width:20.0%" in TEXT


def test_the_terminal_shows_the_same_table() -> None:
    first, second = (list(grid.lines()) for grid in GRIDS)
    assert [line.split()[-1] for line in first] == ["change", "+5%", "200"]
    assert [line for line in second if not line.startswith("  ")] == second[:1]
    assert second[1:3] == ["  direct", second[2]] and second[2].split() == ["PERSON", *["12%"] * 12]
    assert {len(line) for line in (second[0], second[2], second[4])} == {len(second[0])}


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


@needs_browser
def test_a_wide_table_is_scrolled_with_the_keys_alone(shown: Page) -> None:
    shown.resize(320)
    shown.press("Tab", "Tab")
    assert shown.run("return document.activeElement.getAttribute('aria-labelledby')") == "table-1"
    assert shown.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    shown.press("ArrowRight")
    moved = "return new Promise(done => setTimeout(() => done(document.activeElement.scrollLeft), 500))"
    assert shown.run(moved) > 0


@needs_browser
def test_it_is_printed_dark_on_white_and_whole(shown: Page) -> None:
    shown.resize(700, dark=True, media="print")
    assert lightness(shown, "color") < 0.1 and lightness(shown, "backgroundColor") > 0.9
    assert shown.run("return getComputedStyle(document.querySelector('.table')).overflowX") == "visible"
