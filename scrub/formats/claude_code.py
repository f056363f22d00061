"""Claude Code sessions: one JSON event a line, `~/.claude/projects/<folder>/<session>.jsonl`.

Subagents write to `<session>/subagents/agent-*.jsonl`, large tool outputs go to files of any text
below `<session>/tool-results/`, and files that were edited to `~/.claude/file-history/<session>/`.
Field names as read by https://github.com/daaain/claude-code-log and https://github.com/peteromallet/dataclaw
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, Final

from scrub.formats.blocks import BLOCK, MESSAGE
from scrub.formats.container import read_lines, read_text
from scrub.formats.fields import PROSE, SHELL, STRUCTURE, TEXT, Field, opaque, pieces, under
from scrub.formats.format import Format, Head
from scrub.formats.media import MEDIA, media_marker
from scrub.formats.record import Kind
from scrub.formats.schema import Schema

_SESSION_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SIDE_FOLDERS: Final = ("subagents", "tool-results")
_HISTORY_FOLDER: Final = "file-history"
# Events that have no `uuid`.
_PLAIN_EVENTS: Final = frozenset(
    {"queue-operation", "custom-title", "ai-title", "last-prompt", "tag", "pr-link"}
)


def _recognises(head: Head) -> bool:
    outline = head.outline
    return (
        (outline.has("/sessionId", "/uuid", "/parentUuid"))
        or (outline.has("/sessionId") and bool(outline.values("/type") & _PLAIN_EVENTS))
        or outline.has("/type", "/summary", "/leafUuid")
        or outline.has("/type", "/messageId", "/snapshot/messageId")
    )


def _is_beside_session(head: Head) -> bool:
    return _folder_of(PurePosixPath(head.name)) is not None and not _recognises(head)


def _folder_of(path: PurePosixPath) -> PurePosixPath | None:
    """Return the folder that bears the session's name, for files that lie in it."""
    folders = list(path.parents)
    for folder, above in pairwise(folders):
        if folder.name in _SIDE_FOLDERS and above.name:
            return above
        if above.name == _HISTORY_FOLDER:
            return folder
    return None


def _group_of(path: PurePosixPath) -> PurePosixPath:
    """The session, by its id wherever its files lie; else by the folder or file named after it."""
    session = _folder_of(path) or path.with_suffix("")
    return PurePosixPath(session.name) if _SESSION_ID.fullmatch(session.name) else session


def _image_of_stdout(parent: Mapping[str, Any]) -> str:
    marker = media_marker("image/png")
    is_url = str(parent.get("stdout")).startswith("data:")
    return f"data:image/png;base64,{marker}" if is_url else marker


def _image_of_file(parent: Mapping[str, Any]) -> str:
    return media_marker(str(parent.get("type", "image/png")))


_IDS: Final = (
    "uuid",
    "parentUuid",
    "logicalParentUuid",
    "leafUuid",
    "messageId",
    "sessionId",
    "agentId",
    "requestId",
    "parentToolUseID",
    "sourceToolAssistantUUID",
    "sourceToolUseID",
    "toolUseID",
    "promptId",
    "timestamp",
)

_EVENT: Final[Mapping[str, Field]] = {
    **{f"/{name}": STRUCTURE for name in _IDS},
    "/type": STRUCTURE,
    "/subtype": STRUCTURE,
    "/version": STRUCTURE,
    "/userType": STRUCTURE,
    "/entrypoint": STRUCTURE,
    "/sessionKind": STRUCTURE,
    "/permissionMode": STRUCTURE,
    "/operation": STRUCTURE,
    "/level": STRUCTURE,
    **under("/message", MESSAGE),
    "/content": PROSE,
    "/summary": PROSE,
    "/cwd": TEXT,
    "/gitBranch": TEXT,
    "/isSidechain": STRUCTURE,
    "/isMeta": STRUCTURE,
    "/snapshot/messageId": STRUCTURE,
    "/snapshot/timestamp": STRUCTURE,
    "/snapshot/trackedFileBackups/*/backupTime": STRUCTURE,
    "/compactMetadata/trigger": STRUCTURE,
    "/toolUseResult/type": STRUCTURE,
    "/toolUseResult/agentId": STRUCTURE,
    "/toolUseResult/status": STRUCTURE,
    "/toolUseResult/usage": STRUCTURE,
    "/toolUseResult/stderr": TEXT,
    "/toolUseResult/interrupted": STRUCTURE,
    "/toolUseResult/isImage": STRUCTURE,
    "/toolUseResult/stdout": opaque(_image_of_stdout, lambda parent: parent.get("isImage") is True),
    "/toolUseResult/file/base64": opaque(_image_of_file),
    "/toolUseResult/file/type": STRUCTURE,
    "/toolUseResult/file/filePath": TEXT,
    "/toolUseResult/structuredPatch/*/lines": pieces(Kind.DIFF, "\n"),
    **under("/toolUseResult/content/*", BLOCK),
    "/toolUseResult/*/type": STRUCTURE,
}

SCHEMA = MEDIA | Schema(
    {
        **_EVENT,
        # Progress of a subagent repeats the subagent's events.
        "/data/type": STRUCTURE,
        "/data/agentId": STRUCTURE,
        "/data/prompt": PROSE,
        "/data/command": SHELL,
        **under("/data/message", _EVENT),
        **under("/data/normalizedMessages/*", _EVENT),
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

# Outputs of tools and copies of files, as they are.
BESIDE = Format(
    name="claude_code_file",
    title="file of a Claude Code session",
    recognises=_is_beside_session,
    reader=read_text,
    group_of=_group_of,
)
