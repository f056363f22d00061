"""Every verdict of the gold set comes out, with its reason."""

import json
from pathlib import Path

import pytest

from corpora import gold
from scrub.facts.accounts import Accounts
from scrub.facts.conversations import Conversations
from scrub.gate import judge_all, verdict_line
from scrub.timestamps import parse_timestamp
from tests.eligibility_facts import rules

RUN_DATE = parse_timestamp("2026-11-20T00:00:00Z")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return gold.unpack(tmp_path_factory.mktemp("gold") / "set")


def test_every_verdict_of_the_gold_set_comes_out(root: Path) -> None:
    listed = [json.loads(line) for line in (root / gold.CONVERSATIONS).read_text("utf-8").splitlines()]
    expected = [
        {"file": each["file"], "row": each["row"], "verdict": each["expected"], "reason": each["reason"]}
        for each in listed
    ]
    shipped = rules()
    with (
        Accounts(root / gold.ACCOUNTS, shipped) as accounts,
        Conversations(root / gold.CONVERSATIONS, shipped) as conversations,
    ):
        lines = [verdict_line(*judged) for judged in judge_all(conversations, accounts, shipped, RUN_DATE)]
    assert lines == expected
    assert len(lines) == 131
