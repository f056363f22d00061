"""A policy of a few entity types: nothing is withheld for what another type would be, nor changed."""

from dataclasses import replace

import pytest

from scrub.known import Known
from scrub.policy import Policy
from scrub.scrubber import Scrubber

_PEOPLE = (
    ("PERSON", "Mirela Quint"),
    ("EMAIL_ADDRESS", "mirela.quint@lindtworks.io"),
    ("USERNAME", "mquint"),
    ("PHONE_NUMBER", "+44 20 7946 0958"),
)
# Each tells something of another type: her name her login, her address her name.
_TEXT = (
    "My name is Mirela Quint, born 4 March 1987, write to mirela.quint@lindtworks.io or +44 20 7946 0958.\n"
    "mquint@build-7.corp.lindtworks.io: cat /home/mquint/notes, ssh mirela.quint@203.0.113.77\n"
    'AWS_SECRET_ACCESS_KEY="wJ8rXUtnFEMIqK7MDENGubPxRfiCYzzQ4LkEY9dT", IBAN DE89 3704 0044 0532 0130 00\n'
)


def _scrubber(*types: str, known: Known | None = None) -> Scrubber:
    policy = replace(Policy.load(), types=frozenset(types), names=None)
    return Scrubber(policy, key=bytes(32), style="placeholder", known=known)


@pytest.mark.parametrize("known", [None, Known(people=_PEOPLE)], ids=["nobody-known", "known"])
@pytest.mark.parametrize("entity_type", sorted(Policy.load().types))
def test_one_type_alone_is_redacted_alone(entity_type: str, known: Known | None) -> None:
    findings = _scrubber(entity_type, known=known).scrub_text(_TEXT).findings
    assert {finding.entity_type for finding in findings} <= {entity_type}
    assert findings or entity_type not in {pair[0] for pair in _PEOPLE}


@pytest.mark.parametrize("entity_type", sorted(Policy.load().types))
def test_a_path_is_read_for_one_type(entity_type: str) -> None:
    folder = "-Users-mirela-quint-work"
    (written,) = _scrubber(entity_type).scrub_names([folder])
    assert (written == folder) == (entity_type != "USERNAME")


def test_known_values_of_other_types_are_let_be() -> None:
    known = Known({"harbour-lantern-41": "ACCESS_TOKEN"})
    text = "the code harbour-lantern-41 and Mirela Quint"
    assert _scrubber("PERSON", known=known).scrub_text(text).text == text
    assert "harbour" not in _scrubber("PERSON", "ACCESS_TOKEN", known=known).scrub_text(text).text
