"""The HTML report: one file, well formed, nothing from elsewhere, nothing that runs."""

import re
from html.parser import HTMLParser

import pytest

from scrub.evaluate import Case, Evaluation, compare
from scrub.evaluate.counts import Cell, ConversationScore, Counts
from scrub.evaluate.html import page

_VOID = {"meta"}


class Structure(HTMLParser):
    """Keeps the open elements, and fails where one is closed out of order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def evaluation(found: int) -> Evaluation:
    cells = {
        Cell("PERSON", "en", "f<rm>", "prose", "s"): Counts(10, found, typed=found, right=found, wrong=1),
        Cell("PASSWORD", "de", "f", "code", "s"): Counts(4, 4, typed=4, right=4),
        Cell("", "de", "f", "code", "s"): Counts(over_redacted=1, unlabelled=100),
    }
    return Evaluation("a <corpus>", tuple(ConversationScore(f"c{n}", cells) for n in range(30)))


CASE = Case("missed", "a.txt", 0, "", 5, 9, "PERSON", "<b>I am ", "Xx & x", "</b>\ud800")


@pytest.fixture
def html() -> str:
    return page(evaluation(9), compare(evaluation(8), evaluation(9)), [CASE])


def structure(html: str) -> Structure:
    parser = Structure()
    parser.feed(html)
    parser.close()
    return parser


def test_elements_are_closed_in_order(html: str) -> None:
    assert structure(html).open == []


def test_it_needs_nothing_from_elsewhere(html: str) -> None:
    tags = {tag for tag, _ in structure(html).seen}
    assert not tags & {"script", "link", "img", "iframe", "object"}
    assert not re.search(r"https?:|url\(|@import|\bon\w+=", html)
    assert "default-src 'none'" in html


def test_values_of_the_data_are_escaped(html: str) -> None:
    assert "a &lt;corpus&gt;" in html
    assert "f&lt;rm&gt;" in html
    assert "&lt;b&gt;I am <mark>Xx &amp; x</mark>&lt;/b&gt;?" in html


def test_it_shows_figures_plot_changes_and_cases(html: str) -> None:
    assert "0.9286" in html  # 13 of 14 mentions in each conversation
    assert "390 of 420" in html
    assert len([tag for tag, _ in structure(html).seen if tag == "circle"]) == 2
    for heading in ("Overall", "Recall by type", "By language", "What moved", "Single cases"):
        assert f"<h2>{heading}</h2>" in html
    assert "By source" not in html


def test_without_changes_and_cases_it_has_no_empty_tables() -> None:
    html = page(evaluation(9))
    assert "What moved" not in html
    assert "Single cases" not in html
