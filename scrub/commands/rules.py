"""`scrub rules`: what the rules are, and whether they do what they say."""

from collections.abc import Sequence
from pathlib import Path

from recognizers.catalogue import load_rules
from recognizers.check import check_rules
from recognizers.errors import RuleError
from recognizers.finders import shipped_finders
from recognizers.nearest import nearest
from recognizers.rule import RULE_KEYS, read_rules
from recognizers.ruleset import shipped_rules


def list_finders(files: Sequence[Path]) -> list[str]:
    """Return a line for every rule, and every recognizer written in code: id, types, what it finds."""
    lines = [
        f"{rule.id}\t{','.join(sorted(rule.entity_types))}\t{rule.description}" for rule in load_rules(files)
    ]
    for finder in shipped_finders():
        summary = (type(finder).__doc__ or "").strip().partition("\n")[0]
        lines.append(f"{finder.id}\t{','.join(sorted(finder.entity_types))}\t{summary}")
    return lines


def describe_rule(rule_id: str) -> list[str]:
    """Return the lines that show a rule, or say what is found by code; RuleError for an unknown id."""
    rules = {rule.id: rule for rule in shipped_rules()}
    if rule_id not in rules:
        coded = {finder.id: finder for finder in shipped_finders()}
        if rule_id in coded:
            finder = coded[rule_id]
            summary = (type(finder).__doc__ or "").strip().partition("\n")[0]
            return [f"# {rule_id} is written in code: {type(finder).__module__}", summary]
        hint = nearest(rule_id, [*rules, *coded])
        raise RuleError(f"no rule has the id {rule_id!r}{hint}; scrub rules list shows all")
    rule = rules[rule_id]
    lines = [f"# {rule.origin}"]
    for name in RULE_KEYS:
        value = getattr(rule, name)
        if value not in (None, (), ""):
            lines.append(f"{name} = {list(value) if isinstance(value, tuple) else value!r}")
    return lines


def check_files(files: Sequence[Path]) -> tuple[list[str], int]:
    """Check rule files, or the shipped rules; return the problems and how many rules were tried."""
    if files:
        load_rules(files)
        rules = [rule for path in files for rule in read_rules(path)]
    else:
        rules = list(shipped_rules())
    return [f"{problem.rule}: {problem.what}" for problem in check_rules(rules)], len(rules)
