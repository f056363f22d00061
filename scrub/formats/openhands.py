"""OpenHands events: an array of actions and observations, one event a file, or evaluation outputs.

`tool_call_metadata.model_response` nests the whole answer of the model; `extras.metadata` names the
user and the host. https://github.com/All-Hands-AI/OpenHands/tree/main/openhands/events and, since
version 1, events with `kind`: https://github.com/OpenHands/software-agent-sdk
"""

from collections.abc import Mapping
from typing import Final

from scrub.formats.chat import CHAT_MESSAGE, COMPLETION
from scrub.formats.container import read_records
from scrub.formats.fields import DIFF, JSON, PROSE, SHELL, STRUCTURE, TEXT, Field, opaque, under, value
from scrub.formats.format import Format, Head
from scrub.formats.media import MEDIA
from scrub.formats.schema import Schema

_SOURCES: Final = frozenset({"agent", "user", "environment"})
_KINDS: Final = frozenset({"SystemPromptEvent", "MessageEvent", "ActionEvent", "ObservationEvent"})


def _recognises(head: Head) -> bool:
    outline = head.outline
    return (
        (
            outline.has("/source", "/timestamp")
            and bool(outline.values("/source") & _SOURCES)
            and (outline.has("/action", "/args") or outline.has("/observation", "/extras"))
        )
        or bool(outline.values("/kind") & _KINDS)
        or outline.has("/instance_id", "/test_result", "/history")
    )


_EVENT: Final[Mapping[str, Field]] = {
    "/id": STRUCTURE,
    "/timestamp": STRUCTURE,
    "/source": STRUCTURE,
    "/cause": STRUCTURE,
    "/message": PROSE,
    "/action": STRUCTURE,
    "/observation": STRUCTURE,
    "/content": TEXT,
    "/args/command": SHELL,
    "/args/thought": PROSE,
    "/args/content": TEXT,
    "/args/agent_state": STRUCTURE,
    "/args/security_risk": STRUCTURE,
    "/args/confirmation_state": STRUCTURE,
    "/args/tools/*/type": STRUCTURE,
    "/args/tools/*/function/name": STRUCTURE,
    "/extras/agent_state": STRUCTURE,
    "/extras/diff": DIFF,
    "/extras/screenshot": TEXT,
    "/extras/set_of_marks": TEXT,
    "/extras/metadata/username": value("USERNAME"),
    "/extras/metadata/hostname": value("HOSTNAME"),
    "/extras/metadata/working_dir": TEXT,
    "/llm_metrics": STRUCTURE,
    "/tool_call_metadata/function_name": STRUCTURE,
    "/tool_call_metadata/tool_call_id": STRUCTURE,
    **under("/tool_call_metadata/model_response", COMPLETION),
    # A conversation's own record: the key to its server.
    "/session_api_key": value("API_KEY"),
    # Since version 1.
    "/kind": STRUCTURE,
    "/tool_name": STRUCTURE,
    "/tool_call_id": STRUCTURE,
    "/action_id": STRUCTURE,
    "/llm_response_id": STRUCTURE,
    "/action/kind": STRUCTURE,
    "/action/command": SHELL,
    "/observation/kind": STRUCTURE,
    "/observation/metadata/username": value("USERNAME"),
    "/observation/metadata/hostname": value("HOSTNAME"),
    "/observation/metadata/working_dir": TEXT,
    "/observation/content/*/type": STRUCTURE,
    "/tool_call/id": STRUCTURE,
    "/tool_call/name": STRUCTURE,
    "/tool_call/arguments": JSON,
    "/thought": PROSE,
    "/thought/*/type": STRUCTURE,
    "/thinking_blocks/*/type": STRUCTURE,
    "/thinking_blocks/*/thinking": PROSE,
    "/reasoning_content": PROSE,
    "/thinking_blocks/*/signature": opaque(""),
    "/thinking_blocks/*/data": opaque(""),
    "/responses_reasoning_item/encrypted_content": opaque(""),
    **under("/llm_message", CHAT_MESSAGE),
}

SCHEMA = MEDIA | Schema(
    {
        **_EVENT,
        **under("/history/*", _EVENT),
        **under("/trajectory/*", _EVENT),
        "/instance_id": STRUCTURE,
        "/test_result/git_patch": DIFF,
    }
)

FORMAT = Format("openhands", "OpenHands events", _recognises, read_records, SCHEMA)
