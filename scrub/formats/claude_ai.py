"""Claude.ai export: `conversations.json`, `projects.json`, `users.json` and `memories.json` of the archive.

Each is an array; an element of `conversations.json` is a conversation. `text` of a message repeats its
content blocks. Fields as in https://github.com/brandtcormorant/claude-json-schema
"""

from typing import Final

from scrub.formats.blocks import BLOCK
from scrub.formats.container import read_records
from scrub.formats.fields import PROSE, STRUCTURE, TEXT, under, value
from scrub.formats.format import Format, Head, Scope
from scrub.formats.media import MEDIA
from scrub.formats.schema import Schema


def _recognises(head: Head) -> bool:
    outline = head.outline
    return (
        outline.has("/uuid", "/chat_messages")
        or outline.has("/uuid", "/full_name", "/email_address")
        or outline.has("/uuid", "/prompt_template", "/docs")
        or outline.has("/account_uuid", "/conversations_memory")
    )


_MESSAGE: Final = {
    "/uuid": STRUCTURE,
    "/parent_message_uuid": STRUCTURE,
    "/sender": STRUCTURE,
    "/created_at": STRUCTURE,
    "/updated_at": STRUCTURE,
    "/stop_reason": STRUCTURE,
    "/text": PROSE,
    "/index": STRUCTURE,
    **under("/content/*", BLOCK),
    "/content/*/start_timestamp": STRUCTURE,
    "/content/*/stop_timestamp": STRUCTURE,
    "/content/*/flags": STRUCTURE,
    "/content/*/input/id": STRUCTURE,
    "/content/*/input/type": STRUCTURE,
    "/content/*/input/command": STRUCTURE,
    "/content/*/input/language": STRUCTURE,
    "/content/*/input/version_uuid": STRUCTURE,
    "/content/*/content/*/uuid": STRUCTURE,
    "/content/*/citations/*/uuid": STRUCTURE,
    "/attachments/*/id": STRUCTURE,
    "/attachments/*/file_name": TEXT,
    "/attachments/*/file_size": STRUCTURE,
    "/attachments/*/file_type": STRUCTURE,
    "/attachments/*/created_at": STRUCTURE,
    "/attachments/*/extracted_content": TEXT,
    "/files/*/file_uuid": STRUCTURE,
    "/files/*/file_kind": STRUCTURE,
    "/files/*/created_at": STRUCTURE,
    "/files/*/file_name": TEXT,
}

SCHEMA = MEDIA | Schema(
    {
        "/uuid": STRUCTURE,
        "/name": PROSE,
        "/summary": PROSE,
        "/model": STRUCTURE,
        "/created_at": STRUCTURE,
        "/updated_at": STRUCTURE,
        "/account/uuid": STRUCTURE,
        "/account_uuid": STRUCTURE,
        "/current_leaf_message_uuid": STRUCTURE,
        "/project_uuid": STRUCTURE,
        "/project/uuid": STRUCTURE,
        **under("/chat_messages/*", _MESSAGE),
        # users.json
        "/full_name": value("PERSON"),
        "/email_address": value("EMAIL_ADDRESS"),
        "/verified_phone_number": value("PHONE_NUMBER"),
        # projects.json
        "/description": PROSE,
        "/prompt_template": PROSE,
        "/creator/uuid": STRUCTURE,
        "/creator/full_name": value("PERSON"),
        "/docs/*/uuid": STRUCTURE,
        "/docs/*/created_at": STRUCTURE,
        "/docs/*/filename": TEXT,
        "/docs/*/content": TEXT,
        # memories.json
        "/conversations_memory": PROSE,
        "/project_memories/*#key": STRUCTURE,
        "/project_memories/*": PROSE,
    }
)

FORMAT = Format("claude_ai", "Claude.ai export", _recognises, read_records, SCHEMA, Scope.RECORD)
