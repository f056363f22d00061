"""The kind of a text, and that no text takes long to be told."""

import pytest

from scrub.formats.record import Kind
from scrub.kinds import kind_of


@pytest.mark.parametrize(
    "text, kind",
    [
        pytest.param("\n\n  def f():\n      return 1\n", Kind.CODE, id="indented code behind empty lines"),
        pytest.param("  12→ import os\n  13\tx = 1\n", Kind.CODE, id="numbered code"),
        pytest.param("ada@box:~$ ls\n", Kind.SHELL, id="prompt"),
        # Were blanks read across lines, each of these would take longer than a person waits.
        pytest.param("\n" * 4000, Kind.PROSE, id="empty lines"),
        pytest.param(" \n" * 2000, Kind.PROSE, id="blank lines"),
        pytest.param(" " * 4000, Kind.PROSE, id="blanks"),
        pytest.param("@" * 4000, Kind.PROSE, id="at signs"),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind
