"""The names of the facts, which are also the names of their columns unless a policy says otherwise."""

# Besides, for each consent that the policy asks: its name, and that with `_changed_at` and `_history`;
# and each flag by its name.
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
