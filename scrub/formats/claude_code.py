"""Claude Code sessions: one JSON event a line, `~/.claude/projects/<folder>/<session>.jsonl`.

Subagents write to `<session>/subagents/agent-*.jsonl`, large tool outputs go to files beside.
Field names as read by https://github.com/daaain/claude-code-log and https://github.com/peteromallet/dataclaw
"""

from pathlib import PurePosixPath

from scrub.formats.container import read_lines
from scrub.formats.format import Format, Head
from scrub.formats.media import MEDIA, media_marker
from scrub.formats.schema import PROSE, SHELL, STRUCTURE, Schema, opaque

_EVENTS = {"user", "assistant", "system", "summary", "progress", "file-history-snapshot", "queue-operation"}


def _recognises(head: Head) -> bool:
    return head.any_line(
        lambda line: (
            ("sessionId" in line and ("uuid" in line or "operation" in line))
            or (line.get("type") in _EVENTS and bool({"leafUuid", "parentUuid", "messageId"} & line.keys()))
        )
    )


def _group_of(path: PurePosixPath) -> PurePosixPath:
    """The session's own file without its suffix, for all files below the folder of that name."""
    for parent in path.parents:
        if parent.name in ("subagents", "tool-results"):
            return parent.parent
    return path.with_suffix("")


SCHEMA = MEDIA | Schema(
    {
        "/type": STRUCTURE,
        "/subtype": STRUCTURE,
        "**/uuid": STRUCTURE,
        "**/parentUuid": STRUCTURE,
        "**/logicalParentUuid": STRUCTURE,
        "**/leafUuid": STRUCTURE,
        "**/messageId": STRUCTURE,
        "**/sessionId": STRUCTURE,
        "**/agentId": STRUCTURE,
        "**/requestId": STRUCTURE,
        "**/sourceToolAssistantUUID": STRUCTURE,
        "**/sourceToolUseID": STRUCTURE,
        "**/toolUseID": STRUCTURE,
        "**/parentToolUseID": STRUCTURE,
        "**/tool_use_id": STRUCTURE,
        "**/timestamp": STRUCTURE,
        "**/backupTime": STRUCTURE,
        "/version": STRUCTURE,
        "/userType": STRUCTURE,
        "/entrypoint": STRUCTURE,
        "/sessionKind": STRUCTURE,
        "/operation": STRUCTURE,
        "/level": STRUCTURE,
        "/message/id": STRUCTURE,
        "/message/type": STRUCTURE,
        "/message/role": STRUCTURE,
        "/message/model": STRUCTURE,
        "/message/stop_reason": STRUCTURE,
        "/message/stop_sequence": STRUCTURE,
        "/message/usage/*": STRUCTURE,
        "/message/usage/*/*": STRUCTURE,
        "/message/content": PROSE,
        "/message/content/*/type": STRUCTURE,
        "/message/content/*/id": STRUCTURE,
        "/message/content/*/name": STRUCTURE,
        "/message/content/*/text": PROSE,
        "/message/content/*/thinking": PROSE,
        "/message/content/*/input/command": SHELL,
        "/message/content/*/content/*/type": STRUCTURE,
        # Signs the text of the thinking, and is void once that is touched.
        "**/signature": opaque(""),
        "/message/content/*/data": opaque("", lambda parent: parent.get("type") == "redacted_thinking"),
        "/toolUseResult/type": STRUCTURE,
        "/toolUseResult/file/base64": opaque(media_marker("image/png")),
        "/toolUseResult/stdout": opaque(
            media_marker("image/png"), lambda parent: parent.get("isImage") is True
        ),
        "/summary": PROSE,
        "/content": PROSE,
    }
)

FORMAT = Format(
    name="claude_code",
    title="Claude Code session",
    recognises=_recognises,
    reader=read_lines,
    schema=SCHEMA,
    group_of=_group_of,
)
