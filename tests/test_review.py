"""The page of a review: all of it is text, values are covered, decisions come out as lists."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scrub.cli import app
from scrub.policy import Policy
from tests.browser import Page, needs_browser, opened
from tests.test_pages import lightness

MAIL = "mara.okafor@quillpost.co.uk"
HOSTILE = "</script><script>document.title = 'run'</script><b>"
TEXT = f"Mail {MAIL} \U0001f600 and {MAIL}, password: tulip-Rook-4193 {HOSTILE}"


def review(folder: Path, *arguments: str) -> Path:
    path = folder / "chat.jsonl"
    lines = [{"text": TEXT}, {"text": "Nothing of anybody."}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines) + "{broken\n", encoding="utf-8")
    page = folder / "review.html"
    call = ["redact", str(path), "-o", str(folder / "out.jsonl"), "--review", str(page), "--no-names"]
    result = CliRunner().invoke(app, [*call, "--style", "placeholder", *arguments])
    assert result.exit_code in (1, 2), result.stderr
    return page


def test_every_text_is_there_and_nothing_ends_its_element(tmp_path: Path) -> None:
    page = review(tmp_path).read_text(encoding="utf-8")
    assert HOSTILE not in page
    data = re.findall(r'<script type="application/json" class="record">(.*?)</script>', page)
    texts = [text for line in data for text in json.loads(line)]
    assert [text["text"] for text in texts] == ["text", TEXT, "text", "Nothing of anybody.", ""]
    assert "withheld" in texts[-1]["place"]
    found = texts[1]["found"]
    assert [TEXT[each["start"] : each["end"]] for each in found] == [MAIL, MAIL, "tulip-Rook-4193"]
    assert [each["replacement"] for each in found] == [
        "<EMAIL_ADDRESS_1>",
        "<EMAIL_ADDRESS_1>",
        "<PASSWORD_1>",
    ]


def test_a_page_is_not_written_over(tmp_path: Path) -> None:
    page = review(tmp_path)
    before = page.read_bytes()
    (tmp_path / "out.jsonl").unlink()
    assert review(tmp_path).read_bytes() == before


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with opened(review(tmp_path_factory.mktemp("review"))) as page:
        yield page


def click(page: Page, script: str) -> None:
    page.run(f"{script}.click()")


@needs_browser
def test_it_runs_without_complaint_and_loads_nothing(shown: Page) -> None:
    assert shown.complaints() == []
    assert shown.loaded() == []
    assert shown.run("return document.title") == "Review of a redaction"
    assert shown.run("return document.querySelectorAll('main b').length") == 0


@needs_browser
@pytest.mark.parametrize("width", [360, 1280])
def test_it_fits_the_screen(shown: Page, width: int) -> None:
    shown.resize(width)
    assert shown.overflow() <= 0


@needs_browser
def test_values_are_covered_until_they_are_clicked(shown: Page) -> None:
    left = "document.querySelector('pre')"
    assert MAIL not in shown.run(f"return {left}.textContent")
    click(shown, "document.querySelector('mark[role]')")
    assert shown.run(f"return {left}.textContent").count(MAIL) == 1
    assert shown.run("return document.getElementById('about').textContent") == (
        "EMAIL_ADDRESS, found by email, score 0.90"
    )
    assert "\U0001f600 and " in shown.run(f"return {left}.textContent")


@needs_browser
def test_types_are_filtered(shown: Page) -> None:
    state: Callable[[], list[int]] = lambda: shown.run(  # noqa: E731
        "return [document.querySelectorAll('section').length, document.querySelectorAll('mark.off').length]"
    )
    assert state() == [2, 0]
    click(shown, "document.querySelector('#types input')")
    assert state() == [2, 4]
    click(shown, "document.querySelector('#types input')")
    click(shown, "document.getElementById('changed')")
    assert state()[0] > 2
    click(shown, "document.getElementById('changed')")


@needs_browser
def test_what_is_withheld_is_always_shown(shown: Page) -> None:
    assert "withheld, invalid JSON" in shown.run("return document.getElementById('texts').textContent")


@needs_browser
def test_it_is_used_with_the_keys_alone(shown: Page) -> None:
    shown.run("draw(); document.getElementById('open').focus()")
    shown.press("Tab")
    about = "return document.getElementById('about').textContent"
    focused = "return document.activeElement.textContent"
    assert shown.run("return document.activeElement.getAttribute('aria-label')") == "EMAIL_ADDRESS, covered"
    assert shown.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert (shown.run(focused), shown.run(about)) == ("•" * 12, "EMAIL_ADDRESS, found by email, score 0.90")
    shown.press("Enter")
    assert shown.run(focused) == MAIL
    shown.press("n", "n", "Space")
    assert shown.run(focused) == "tulip-Rook-4193"
    shown.press("k")
    assert shown.run("return [...allow]") == ["tulip-Rook-4193"]
    assert shown.run("return document.getElementById('save').textContent") == "Save the lists (1)"
    shown.press("k", "p")
    assert (shown.run("return [...allow]"), shown.run(focused)) == ([], "•" * 12)


@needs_browser
def test_types_of_one_family_differ_in_colour(shown: Page) -> None:
    colours = shown.run(
        "return [...document.querySelectorAll('mark[role]')].map(e => getComputedStyle(e).backgroundColor)"
    )
    assert len(set(colours)) == 2


@needs_browser
def test_it_is_printed_on_white_without_what_is_clicked(shown: Page) -> None:
    shown.resize(700, dark=True, media="print")
    assert lightness(shown, "color") < 0.1 and lightness(shown, "backgroundColor") > 0.9
    assert shown.run("return getComputedStyle(document.querySelector('footer')).display") == "none"
    shown.resize(1280)


@needs_browser
def test_decisions_are_lists_of_a_policy(shown: Page, tmp_path: Path) -> None:
    click(shown, "document.querySelector('mark[role]')")
    click(shown, "document.getElementById('keep')")
    shown.run(
        "const text = document.querySelector('pre').firstChild; const range = document.createRange();"
        "range.setStart(text, 0); range.setEnd(text, 4);"
        "getSelection().removeAllRanges(); getSelection().addRange(range)"
    )
    click(shown, "document.getElementById('deny')")
    lists = shown.run("return lists()")
    assert tomllib.loads(lists)["detect"] == {"allow": [MAIL], "deny": {"Mail": "PERSON"}}
    path = tmp_path / "mine.toml"
    path.write_text('name = "mine"\n' + lists, encoding="utf-8")
    assert Policy.load(str(path)).deny == {"Mail": "PERSON"}
    click(shown, "document.getElementById('deny')")
    assert tomllib.loads(shown.run("return lists()"))["detect"] == {"allow": [MAIL], "deny": {}}
