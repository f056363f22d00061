"""Why a conversation is refused: every reason there is, in the order in which they are reported."""

from typing import Final

# The owner is not among the accounts, or the conversation names none.
UNKNOWN_ACCOUNT: Final = "unknown_account"
# It was deleted, whenever that was.
DELETED: Final = "deleted"
# The plan is none of the policy's, now or at some activity; or it is unknown or missing.
PLAN_NOT_ELIGIBLE: Final = "plan_not_eligible"
# The consent asked was never given or refused, or has a value the policy does not know.
PREFERENCE_UNKNOWN: Final = "preference_unknown"
# The consent asked is refused now.
PREFERENCE_OFF: Final = "preference_off"
# It is past its retention.
EXPIRED: Final = "expired"
# No activity is known that was after the start and while the preference was on.
NOT_NEW_OR_RESUMED: Final = "not_new_or_resumed"
# The policy does not name this kind of record, or the kind is missing.
KIND_NOT_ELIGIBLE: Final = "kind_not_eligible"
# Here come the policy's flags, in the policy's order: those of `refuse_when` by their own name, where they
# are true or left open; those of `refuse_unless` with this prefix, where they are not true.
UNLESS_PREFIX: Final = "not_"
# The region is refused, not allowed, or unknown where the policy asks for it.
REGION: Final = "region"
# Two facts cannot both be true.
CONTRADICTORY_FACTS: Final = "contradictory_facts"
# A fact is stated in a way that cannot be read, such as a moment without a time zone.
UNREADABLE_FACTS: Final = "unreadable_facts"
# A fact that the policy requires is not stated.
MISSING_FACTS: Final = "missing_facts"

BEFORE_FLAGS: Final = (
    UNKNOWN_ACCOUNT,
    DELETED,
    PLAN_NOT_ELIGIBLE,
    PREFERENCE_UNKNOWN,
    PREFERENCE_OFF,
    EXPIRED,
    NOT_NEW_OR_RESUMED,
    KIND_NOT_ELIGIBLE,
)
AFTER_FLAGS: Final = (REGION, CONTRADICTORY_FACTS, UNREADABLE_FACTS, MISSING_FACTS)
BUILT_IN: Final = BEFORE_FLAGS + AFTER_FLAGS
