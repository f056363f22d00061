"""The field `beside`: names before a value, in every way in which they are written."""

import re
from pathlib import Path

import pytest

from recognizers.beside import is_name, keywords_beside, regex_beside
from recognizers.check import check_rules
from recognizers.matching.matcher import Matcher
from recognizers.rule import Rule, read_rules, rule_from_table

_VALUE = "7f3a9c21"
_REGEX = "[0-9a-f]{8}(?![0-9A-Za-z])"
_TABLE = {
    "id": "acme-near-key",
    "entity_type": "API_KEY",
    "description": "Acme key near its name.",
    "beside": ["acme", "acme cloud"],
    "regex": _REGEX,
    "score": 0.8,
    "matches": ["ACME_API_KEY=«{hex:8}»", '"acme cloud": "«{hex:8}»"'],
    "rejects": ["ACME_API_KEY={hex:7}", 'checksum = "{hex:8}"'],
}


def _made(**changes: object) -> Rule:
    return rule_from_table({**_TABLE, **changes}, "t.toml: rule 1", "t.toml")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"ACME_API_KEY={_VALUE}", id="environment"),
        pytest.param(f'"acme": "{_VALUE}"', id="JSON"),
        pytest.param(f'acmeToken: "Bearer {_VALUE}"', id="bearer"),
        pytest.param(f"myAcme = '{_VALUE}'", id="hump"),
        pytest.param(f"the acme key is {_VALUE}", id="sentence"),
        pytest.param(f"ACME_CLOUD => {_VALUE}", id="two words, underscore"),
        pytest.param(f"acme.cloud: {_VALUE}", id="two words, dot"),
        pytest.param(f"acmecloud:{_VALUE}", id="two words in one"),
        pytest.param(f"api key acme {_VALUE}", id="what it is stands before"),
        pytest.param(f"the token for acme: {_VALUE}", id="whose it is"),
    ],
)
def test_a_value_is_found_beside_a_name(text: str) -> None:
    match = re.search(regex_beside(["acme cloud", "acme"], _REGEX), text)
    assert match is not None
    assert match["value"] == _VALUE


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"pacme_key={_VALUE}", id="within a word"),
        pytest.param(f"acme {_VALUE}", id="nothing says that it is a key"),
        pytest.param(f"acme-key={_VALUE}0", id="longer"),
        pytest.param(f"acme\nkey = {_VALUE}", id="another line"),
    ],
)
def test_other_text_beside_a_name_is_left(text: str) -> None:
    assert re.search(regex_beside(["acme"], _REGEX), text) is None


def test_a_name_stands_for_itself() -> None:
    pattern = regex_beside(["acme.io"], _REGEX)
    assert re.search(pattern, f"acme.io_key={_VALUE}")
    assert not re.search(pattern, f"acmexio_key={_VALUE}")


def test_keywords_are_the_names_with_their_blanks_in_every_way() -> None:
    assert keywords_beside(["acme", "ac me"]) == ("acme", "ac_me", "ac-me", "ac me", "ac.me")
    assert len(keywords_beside(["a b c"])) == 25


@pytest.mark.parametrize("text", ["", "Acme", " acme", "acme ", "a  b", "a\tb"])
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)


def test_the_checker_knows_the_field() -> None:
    assert [str(problem) for problem in check_rules([_made()])] == []
    problems = [str(problem) for problem in check_rules([_made(matches=["acme={hex:8}", "«acme»"])])]
    assert any("is not found" in problem for problem in problems)


def test_a_rule_of_a_users_file_is_read_and_found(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[rule]]\nid = "acme-near-key"\nentity_type = "API_KEY"\ndescription = "Acme key."\n'
        f"beside = [\"acme cloud\"]\nregex = '''{_REGEX}'''\nscore = 0.8\n",
        encoding="utf-8",
    )
    text = f"ACME_CLOUD_KEY={_VALUE}"
    found = Matcher(read_rules(path)).find(text)
    assert [text[span.start : span.end] for span in found] == [_VALUE]
