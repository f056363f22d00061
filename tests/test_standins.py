"""Within one conversation no two identities share a stand-in; conversations do not influence each other."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrub.choices import OperatorChoice
from scrub.data import ScrubbedRecord
from scrub.operators import OPERATORS
from scrub.policy import Policy
from scrub.scopes import scope_of
from scrub.scrubber import Scrubber
from scrub.standins import StandIns
from scrub.verify import Survivors
from tests.test_scrubber import records

KEY = bytes(range(32))
STYLES = ["surrogate", "placeholder", "hash"]
# So many that the ranges reserved for examples cannot hold two for one.
TEXTS = [f"call +44 20 7946 {number:04} from 81.2.{number // 250}.{number % 250}" for number in range(600)]


@pytest.fixture(scope="module", params=STYLES)
def scrubber(request: pytest.FixtureRequest) -> Scrubber:
    return Scrubber(Policy.load(), key=KEY, style=request.param)


def test_no_two_identities_share_a_stand_in(scrubber: Scrubber) -> None:
    owners: dict[tuple[str, str], set[int | None]] = {}
    for record in scrubber.scrub_conversation(records(*({"a": text} for text in TEXTS))).records:
        assert record.withheld is None
        for finding in record.findings:
            owners.setdefault((finding.entity_type, str(finding.replacement)), set()).add(finding.identity)
    assert len(owners) > 600
    assert {len(identities) for identities in owners.values()} == {1}


def test_a_stand_in_is_no_value_of_the_conversation() -> None:
    operators = {"IP_ADDRESS": OPERATORS["surrogate"]}

    def drawn(*taken: str) -> str:
        survivors = Survivors(("IP_ADDRESS", value) for value in taken)
        return StandIns(operators, KEY, "x", survivors).of_value("IP_ADDRESS", "81.2.3.4")[0]

    first = drawn()
    second = drawn(first)
    assert len({first, second, drawn(first, second)}) == 3


def test_where_all_are_taken_a_number_stands() -> None:
    everyone = Survivors(
        ("IP_ADDRESS", f"{net}.{host}")
        for net in ("192.0.2", "198.51.100", "203.0.113", "198.18.0", "198.19.0")
        for host in range(256)
    )
    stand_ins = StandIns({"IP_ADDRESS": OPERATORS["surrogate"]}, KEY, "x", everyone)
    text, number = stand_ins.of_value("IP_ADDRESS", "81.2.3.4")
    assert (text, number.overall) == ("<IP_ADDRESS_1>", 1)


def test_a_number_of_a_kept_type_stays() -> None:
    kept = replace(Policy.load(), operators={"PHONE_NUMBER": OperatorChoice("keep")})
    (record,) = Scrubber(kept, key=KEY).scrub_conversation(records({"phone": 447700900642})).records
    assert json.loads(record.payload) == {"phone": 447700900642}


@given(st.permutations(range(4)), st.integers(1, 4))
def test_conversations_do_not_influence_each_other(order: Sequence[int], count: int) -> None:
    chats = [
        [f"I am Tomek{number}, tomek@quillpost.co.uk", f"log in as tomek from 81.2.3.{number}"]
        for number in range(4)
    ]
    scrubber = Scrubber(Policy.load(), key=KEY, style="surrogate")

    def scrubbed(number: int, with_scrubber: Scrubber) -> list[ScrubbedRecord]:
        chat = records(*({"text": text} for text in chats[number]))
        return list(with_scrubber.scrub_conversation(chat, scope=scope_of(chat[0])).records)

    alone = {number: scrubbed(number, Scrubber(Policy.load(), key=KEY)) for number in order[:count]}
    assert {number: scrubbed(number, scrubber) for number in order[:count]} == alone
