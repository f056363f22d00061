"""A policy in plain English: who may be used, what is redacted and how; and what a refusal means."""

from collections.abc import Iterable, Iterator

from recognizers.entities import ENTITY_TYPES, Family, family_of
from scrub import reasons
from scrub.eligibility_rules import EligibilityRules, KindRules
from scrub.policy import Policy
from scrub.retention import Retention
from scrub.summary import counted

# What is done by an operator, by its name.
_DONE = {
    "surrogate": "replaced by stand-ins that look real and are nobody's",
    "placeholder": "replaced by their type and a number",
    "mask": "masked by asterisks",
    "hash": "replaced by their type and keyed digits",
    "remove": "removed",
    "keep": "found and counted, but kept",
}
_MEANINGS = {
    reasons.UNKNOWN_ACCOUNT: "the owner is not among the accounts, or the conversation names none",
    reasons.DELETED: "it was deleted",
    reasons.PLAN_NOT_ELIGIBLE: "the owner's plan, now or at an activity, is none of the policy's, or unknown",
    reasons.PREFERENCE_UNKNOWN: "the owner never said whether it may be used, or nobody knows what was said",
    reasons.PREFERENCE_OFF: "the owner does not want it to be used",
    reasons.EXPIRED: "it is older than it may be kept",
    reasons.NOT_NEW_OR_RESUMED: (
        "no activity is known that was after the start of the policy and while the owner allowed it"
    ),
    reasons.KIND_NOT_ELIGIBLE: "records of its kind are not used, or its kind is not known",
    reasons.REGION: "its region is refused, not allowed, or not known",
    reasons.CONTRADICTORY_FACTS: "two things that are known of it cannot both be true",
    reasons.UNREADABLE_FACTS: "something that is said of it cannot be read, such as a time without a zone",
    reasons.MISSING_FACTS: "something that the policy asks for is not known of it",
}


def meaning_of(reason: str) -> str:
    """Return what a reason means, in words."""
    if reason in _MEANINGS:
        return _MEANINGS[reason]
    if reason.startswith(reasons.UNLESS_PREFIX):
        return f"it is not known to be {reason.removeprefix(reasons.UNLESS_PREFIX)}"
    return f"it is {reason}, or it is left open whether it is"


def explain(policy: Policy, rules: EligibilityRules) -> Iterator[str]:
    """Yield the sentences, a line each."""
    yield f"Policy {policy.name} (fingerprint {policy.fingerprint})."
    yield ""
    yield "Which conversations may be used (with --accounts; --ad-hoc asks nobody)"
    for kind in sorted(rules.kinds):
        yield from _explain_kind(kind.replace("_", " "), rules.kinds[kind])
    yield f"- Only what was new or resumed since {rules.start.isoformat()}, while the owner allowed it."
    yield "- Nothing that was deleted."
    yield f"- Never on the plans {_list(rules.refused_plans)}, whatever the owner says."
    if rules.refuse_when:
        yield f"- Nothing that is {_list(rules.refuse_when, 'or')}, or where that is left open."
    if rules.refuse_unless:
        yield f"- Nothing that is not known to be {_list(rules.refuse_unless, 'and')}."
    if rules.requires:
        yield f"- Only where it is known: {_list(rules.requires)}."
    if rules.allowed_regions is not None:
        yield f"- Only from {_list(rules.allowed_regions)}."
    if rules.refused_regions:
        yield f"- Nothing from {_list(rules.refused_regions)}."
    yield "- What is unknown, unreadable or contradictory is refused."
    yield ""
    yield "What is redacted in them"
    by_operator: dict[str, list[str]] = {}
    for name in ENTITY_TYPES:
        if name in policy.types:
            by_operator.setdefault(policy.operator_for(name).name, []).append(name)
    for operator, names in by_operator.items():
        done = _DONE.get(operator, f"handed to Presidio's operator {operator!r}")
        yield f"- {_capital(_families(names))} are {done}."
    if stays := [name for name in ENTITY_TYPES if name not in policy.types]:
        yield f"- {_capital(_families(stays))} stay."
    yield f"- One identity keeps one stand-in within one {policy.scope.value}."
    yield (
        "- A record that cannot be read, searched or proved clean, or holds a string of over "
        f"{policy.segment_characters} characters or {policy.findings} findings, or is nested over "
        f"{policy.nesting} levels deep, is withheld; so is a whole conversation of over "
        f"{policy.conversation_bytes} bytes."
    )


def _explain_kind(kind: str, rules: KindRules) -> Iterator[str]:
    fact = rules.preference.fact.replace("_", " ")
    yield (
        f"- Of the kind {kind}: on the plans {_list(rules.plans)}, if {fact} is "
        f"{_list(rules.preference.on, 'or')}; kept {_span(rules.retention.on)} from the last activity, "
        f"{_span(rules.retention.off)} where that is not so."
    )
    if not rules.retention.flagged.unlimited:
        yield f"  Flagged ones are kept at most {_span(rules.retention.flagged)}."


def _span(retention: Retention) -> str:
    if retention.unlimited:
        return "without limit"
    years, months = divmod(retention.months, 12)
    parts = ((years, "year"), (months, "month"), (retention.days, "day"))
    written = [counted(number, unit) for number, unit in parts if number]
    return " and ".join(written) or "0 days"


def _families(names: Iterable[str]) -> str:
    """Name types by family where all of it is meant."""
    names = list(names)
    parts = []
    for family in Family:
        own = [name for name in ENTITY_TYPES if family_of(name) is family]
        meant = [name for name in own if name in names]
        if meant == own:
            parts.append({"secret": "secrets"}.get(family.value, f"{family.value} identifiers"))
        else:
            parts += meant
    return _list(parts, ordered=True)


def _list(names: Iterable[str], word: str = "and", *, ordered: bool = False) -> str:
    *most, last = names if ordered else sorted(names)
    return f"{', '.join(most)} {word} {last}" if most else last


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
