"""Every shipped rule, against its own examples; no rule shadows another."""

import pytest

from recognizers.catalogue import load_rules
from recognizers.check import check_rules, read_example
from recognizers.engine import shipped_engine
from recognizers.entities import ENTITY_TYPES, Family, family_of
from recognizers.rule import Rule
from recognizers.ruleset import shipped_rules
from scrub.resolve import resolve


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.id)
def test_rule_does_what_it_says(rule: Rule) -> None:
    assert [str(problem) for problem in check_rules([rule])] == []


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: rule.id)
def test_among_all_rules_its_examples_are_still_found_whole(rule: Rule) -> None:
    """Another rule may win, but then with a secret for a secret; and nothing is left over."""
    for template in rule.matches:
        example = read_example(template, rule)
        found = resolve(shipped_engine().find(example.text))
        for start, end, entity_type in example.expected:
            touching = [span for span in found if span.start < end and start < span.end]
            covered = {place for span in touching for place in range(span.start, span.end)}
            assert covered >= set(range(start, end)), (rule.id, template)
            if family_of(entity_type) is Family.SECRET:
                assert any(family_of(span.entity_type) is Family.SECRET for span in touching), rule.id


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in shipped_rules()]
    assert len(set(ids)) == len(ids)


def test_stored_rules_are_the_same_without_their_examples() -> None:
    whole = {rule.id: (rule.regex, rule.keywords, rule.validators, rule.score) for rule in shipped_rules()}
    stored = {rule.id: (rule.regex, rule.keywords, rule.validators, rule.score) for rule in load_rules()}
    assert stored == whole


def test_every_entity_type_is_found_by_something() -> None:
    found = set().union(*(finder.entity_types for finder in shipped_engine().matcher.finders))
    assert set(ENTITY_TYPES) - found == set()
