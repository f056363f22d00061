"""Codex rollouts: one JSON line an item, `~/.codex/sessions/YYYY/MM/DD/rollout-<time>-<session>.jsonl`.

An item of the model's conversation (`response_item`) comes again as an event (`event_msg`), and once
more in `replacement_history` after a compaction. Until mid-2025 lines were the items themselves,
without `payload`. Types as in
https://github.com/openai/codex/blob/main/codex-rs/protocol/src/protocol.rs and `models.rs` beside it.
"""

from collections.abc import Mapping
from typing import Final

from scrub.formats.blocks import VOID
from scrub.formats.container import read_lines
from scrub.formats.fields import DIFF, JSON, PROSE, SHELL, STRUCTURE, TEXT, Field, under
from scrub.formats.format import Format, Head
from scrub.formats.media import MEDIA
from scrub.formats.schema import Schema

_TYPES: Final = frozenset({"session_meta", "turn_context", "response_item", "event_msg", "compacted"})
_ITEMS: Final = frozenset(
    {"message", "reasoning", "function_call", "function_call_output", "local_shell_call"}
)


def _recognises(head: Head) -> bool:
    outline = head.outline
    types = outline.values("/type")
    return (outline.has("/timestamp", "/payload") and bool(types & _TYPES)) or (
        outline.has("/record_type") and (outline.has("/instructions") or bool(types & _ITEMS))
    )


# What is sent to the model and comes back from it.
_ITEM: Final[Mapping[str, Field]] = {
    "/type": STRUCTURE,
    "/id": STRUCTURE,
    "/role": STRUCTURE,
    "/status": STRUCTURE,
    "/phase": STRUCTURE,
    "/name": STRUCTURE,
    "/namespace": STRUCTURE,
    "/call_id": STRUCTURE,
    "/content": PROSE,
    "/content/*/type": STRUCTURE,
    "/content/*/image_url": TEXT,
    # Of reasoning; of a turn it is a mode.
    "/summary": STRUCTURE,
    "/summary/*": PROSE,
    "/summary/*/type": STRUCTURE,
    # Reasoning that only its vendor can read.
    "/encrypted_content": VOID,
    "/arguments": JSON,
    "/input": TEXT,
    "/output": TEXT,
    "/output/*/type": STRUCTURE,
    "/action/type": STRUCTURE,
    "/action/command": SHELL,
    "/action/query": PROSE,
    "/ghost_commit/id": STRUCTURE,
    "/ghost_commit/parent": STRUCTURE,
}

_PAYLOAD: Final[Mapping[str, Field]] = {
    **_ITEM,
    # session_meta
    "/timestamp": STRUCTURE,
    "/session_id": STRUCTURE,
    "/forked_from_id": STRUCTURE,
    "/originator": STRUCTURE,
    "/cli_version": STRUCTURE,
    "/source": STRUCTURE,
    "/model_provider": STRUCTURE,
    "/cwd": TEXT,
    "/instructions": PROSE,
    "/git/commit_hash": STRUCTURE,
    "/git/branch": TEXT,
    "/git/repository_url": TEXT,
    # turn_context
    "/turn_id": STRUCTURE,
    "/approval_policy": STRUCTURE,
    "/sandbox_policy/mode": STRUCTURE,
    "/sandbox_policy/type": STRUCTURE,
    "/model": STRUCTURE,
    "/effort": STRUCTURE,
    "/personality": STRUCTURE,
    "/collaboration_mode/mode": STRUCTURE,
    "/truncation_policy": STRUCTURE,
    "/base_instructions": PROSE,
    "/user_instructions": PROSE,
    "/developer_instructions": PROSE,
    # compacted
    "/message": PROSE,
    **under("/replacement_history/*", _ITEM),
    # event_msg
    "/text": PROSE,
    "/kind": STRUCTURE,
    "/images": TEXT,
    "/local_images": TEXT,
    "/reason": STRUCTURE,
    "/info": STRUCTURE,
    "/rate_limits": STRUCTURE,
    "/process_id": STRUCTURE,
    "/command": SHELL,
    "/parsed_cmd/*/type": STRUCTURE,
    "/parsed_cmd/*/cmd": SHELL,
    "/duration": STRUCTURE,
    "/stdout": TEXT,
    "/stderr": TEXT,
    "/aggregated_output": TEXT,
    "/formatted_output": TEXT,
    "/unified_diff": DIFF,
    "/changes/*/type": STRUCTURE,
    "/changes/*/unified_diff": DIFF,
    "/changes/*/update/unified_diff": DIFF,
    "/changes/*/update/move_path": TEXT,
    "/invocation/server": STRUCTURE,
    "/invocation/tool": STRUCTURE,
    "/result/Ok/content/*/type": STRUCTURE,
    "/last_agent_message": PROSE,
}

SCHEMA = MEDIA | Schema(
    {
        **under("", _ITEM),
        "/timestamp": STRUCTURE,
        "/record_type": STRUCTURE,
        "/instructions": PROSE,
        "/git/commit_hash": STRUCTURE,
        **under("/payload", _PAYLOAD),
    }
)

FORMAT = Format("codex", "Codex rollout", _recognises, read_lines, SCHEMA)
