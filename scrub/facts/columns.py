"""The names of the facts, which are also the names of their columns unless a policy says otherwise.

An account has an id and a plan, and may have a region. `plan_changed_at` says since when the plan holds
(null or no column: always), `plan_history` what it was before: a list of `[time, value]`, or that as JSON.

Each consent that the policy asks is a column too, with `_changed_at` (null: never changed; no column: not
known to have been on before now) and `_history` beside it. So is each flag: true, false, or null where it is
open. A conversation has flags of its own.

Moments have a zone or are Unix time (`scrub.timestamps`). `deleted_at` null states that it is not deleted.
`activities` lists every moment at which the person was active.
"""

ACCOUNT_FACTS = ("account_id", "plan", "plan_changed_at", "plan_history", "region")

# A conversation is addressed by `file` and `row` (null: the whole file), or by `conversation_id`.
CONVERSATION_FACTS = (
    "file",
    "row",
    "conversation_id",
    "account_id",
    "kind",
    "created_at",
    "last_active_at",
    "deleted_at",
    "activities",
    "region",
)
