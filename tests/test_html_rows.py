"""HTML: what stands beside a label, or below a row of them, is found as in any table."""

import pytest

from recognizers.labelled import html_rows
from recognizers.labelled.html_rows import HtmlRowFinder
from recognizers.matching.matcher import Matcher
from tests.counted import counted
from tests.marks import unmark

_MATCHER = Matcher([HtmlRowFinder()])


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("<tr><td>Password</td><td>«hunter2!x9»</td></tr>", id="two cells"),
        pytest.param(
            "<tr><th>Password</th><td>«hunter2!x9»</td><td>«Otter64!»</td></tr>", id="heading in front"
        ),
        pytest.param(
            "<table>\n<tr class='a'>\n <td><b>Date of birth:</b></td>\n <td><span id='x'> «12.03.1984» "
            "</span>\n</td></tr><TR><TD>Passport number<TD>«X1234567»</TR></table>",
            id="type and blanks around them",
        ),
        pytest.param(
            "<dl><dt>Password</dt><dd>«hunter2!x9»</dd>\n<dd>«Otter64!»</dd><dt>Colour</dt><dd>red</dd></dl>",
            id="terms",
        ),
        pytest.param(
            "<table><thead><tr><th>Name</th><th>Pin</th><th>n</th></tr></thead>\n"
            "<tbody><tr><td>«Ottilie Brandt»</td><td>«4711»</td><td>1</td></tr>\n"
            "<tr><td>«Mara Lindt»</td><td>«0815»</td><td>2</td></tr></table>\n"
            "<tr><td>A B</td><td>1</td><td>2</td></tr>",
            id="headings above",
        ),
        pytest.param(f"<tr><td>Password</td>\n<td>\n{' ' * 40}«hunter2!x9»\n</td></tr>", id="set in far"),
        pytest.param("<p><b>Password:</b> «hunter2!x9»</p>", id="words with a colon"),
        pytest.param("<li><strong>Password: </strong><code>«hunter2!x9»</code></li>", id="code behind words"),
    ],
)
def test_what_a_label_announces_is_found(marked: str) -> None:
    text, places = unmark(marked)
    assert [(span.start, span.end) for span in _MATCHER.find(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<tr><td>Password</td><td></td></tr>", id="nothing in the cell"),
        pytest.param("<tr><td>Password</td><td>Role</td><td>admin77x</td></tr>", id="a row without headings"),
        pytest.param("<tr><td>Price</td><td>4711</td></tr>", id="another label"),
        pytest.param(
            "<tr><th>Password</th></tr><tr><td>hunter2!x9 a b</td><td>x</td></tr>", id="one heading"
        ),
        pytest.param("<dt>Password</dt> hunter2!x9", id="no definition"),
        pytest.param("<tr><td>Password</td><td>{{ password }}</td></tr>", id="template"),
        pytest.param("<b>Password</b> hunter2!x9", id="no colon"),
    ],
)
def test_what_no_label_announces_is_left(text: str) -> None:
    assert _MATCHER.find(text) == []


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("<tr><th>Name</th><th>Pin</th></tr>", id="headings"),
        pytest.param("<tr><th>Name</th><th>Pin</th></tr><tr><td>A B</td><td>1</td></tr>", id="tables"),
        pytest.param("<tr>", id="rows without end"),
        pytest.param("<tr><td>", id="cells without end"),
        pytest.param("<dt>Pin</dt>", id="terms"),
        pytest.param("<b>Pin:</b>", id="words"),
        pytest.param("<tr><td>Pin</td><td>" + "<b>" * 9, id="type within type"),
    ],
)
def test_cost_grows_with_the_text(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    for name in ("_cells", "_place"):
        monkeypatch.setattr(html_rows, name, counted(getattr(html_rows, name), read))
    _MATCHER.find(unit * 400)
    few = len(read)
    _MATCHER.find(unit * 800)
    assert len(read) - few < 3 * few + 10
