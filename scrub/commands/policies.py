"""`scrub policy`: what a policy says."""

from recognizers.entities import ENTITY_TYPES, Family, family_of
from scrub.policy import Policy


def describe_policy(policy: Policy) -> list[str]:
    """Return the lines that show what a policy does."""
    lines = [
        f"name         {policy.name}",
        f"fingerprint  {policy.fingerprint}",
        f"scope        {policy.scope}",
        f"names models {policy.names or 'off'}",
        f"threshold    {policy.threshold}",
        f"limit        {policy.segment_characters} code points a string",
    ]
    for family in Family:
        types = [name for name in ENTITY_TYPES if family_of(name) is family]
        lines.append(f"{family.value}:")
        for name in types:
            if name not in policy.types:
                lines.append(f"  {name:16} stays")
                continue
            lines.append(
                f"  {name:16} {policy.operator_for(name).name}, from {policy.least_score(name, None)}"
            )
    lines += [f"recognizer   {choice.class_name}" for choice in policy.recognizers]
    lines += [f"rules        {path}" for path in policy.rule_files]
    return lines
