"""Pages in a real browser: nothing is loaded, nothing is complained of, all of it is seen."""

from collections.abc import Iterator

import pytest

from scrub.evaluate import compare
from scrub.evaluate.html import page
from tests.browser import Page, needs_browser, opened
from tests.test_evaluate_html import CASE, evaluation

pytestmark = needs_browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(page(evaluation(9), compare(evaluation(8), evaluation(9)), [CASE]), encoding="utf-8")
    with opened(path) as shown:
        yield shown


def test_nothing_is_loaded_and_nothing_complained_of(report: Page) -> None:
    assert report.loaded() == []
    assert report.complaints() == []


def test_what_looks_like_elements_in_the_data_is_text(report: Page) -> None:
    assert report.run("return document.querySelectorAll('rm, corpus').length") == 0
    assert "a <corpus>" in report.run("return document.querySelector('h1').textContent")
    assert "<b>I am" in report.run("return document.body.textContent")


@pytest.mark.parametrize("width", [pytest.param(360, id="phone"), pytest.param(1280, id="desk")])
def test_it_is_as_wide_as_the_screen(report: Page, width: int) -> None:
    report.resize(width)
    assert report.overflow() <= 0
    assert report.run("return document.querySelector('svg').getBoundingClientRect().height") > 0


def test_it_is_readable_light_and_dark(report: Page) -> None:
    seen = []
    for dark in (False, True):
        report.resize(1280, dark=dark)
        seen.append((lightness(report, "color"), lightness(report, "backgroundColor")))
        assert abs(seen[-1][0] - seen[-1][1]) > 0.6
    assert seen[0][1] > seen[1][1]
    assert len(report.screenshot()) > 10_000


def lightness(report: Page, member: str) -> float:
    colour = report.run(f"return getComputedStyle(document.body).{member}")
    red, green, blue = (float(each) for each in colour[colour.index("(") + 1 : -1].split(",")[:3])
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
