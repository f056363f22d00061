"""ChatGPT export: `conversations.json`, `user.json`, `message_feedback.json`, `shared_conversations.json`.

An element of `conversations.json` is a conversation: a tree of nodes by id in `mapping`, with every
branch that was ever generated. The node of custom instructions holds the user's profile. Times are
seconds as floats. Fields as read by https://github.com/mohamed-chs/convoviz
"""

from typing import Final

from scrub.formats.container import read_records
from scrub.formats.fields import CODE, PROSE, STRUCTURE, TEXT, Field, Role, under, value
from scrub.formats.format import Format, Head, Scope
from scrub.formats.media import MEDIA
from scrub.formats.schema import Schema


def _recognises(head: Head) -> bool:
    outline = head.outline
    return (
        outline.has("/title", "/mapping")
        or outline.has("/id", "/email", "/chatgpt_plus_user")
        or outline.has("/conversation_id", "/id", "/rating")
        or (outline.has("/conversation_id", "/title", "/id", "/is_anonymous"))
    )


_MESSAGE: Final = {
    "/id": STRUCTURE,
    "/author/role": STRUCTURE,
    "/author/name": Field(Role.STRUCTURE, when=lambda author: author.get("role") == "tool"),
    "/create_time": STRUCTURE,
    "/update_time": STRUCTURE,
    "/status": STRUCTURE,
    "/end_turn": STRUCTURE,
    "/weight": STRUCTURE,
    "/recipient": STRUCTURE,
    "/channel": STRUCTURE,
    "/content/content_type": STRUCTURE,
    "/content/language": STRUCTURE,
    "/content/response_format_name": STRUCTURE,
    "/content/text": TEXT,
    "/content/parts": PROSE,
    "/content/parts/*/content_type": STRUCTURE,
    "/content/parts/*/asset_pointer": STRUCTURE,
    "/content/parts/*/size_bytes": STRUCTURE,
    "/content/parts/*/width": STRUCTURE,
    "/content/parts/*/height": STRUCTURE,
    "/content/parts/*/fovea": STRUCTURE,
    "/content/parts/*/metadata": TEXT,
    "/content/parts/*/metadata/dalle/gen_id": STRUCTURE,
    "/content/parts/*/metadata/dalle/prompt": PROSE,
    "/content/user_profile": PROSE,
    "/content/user_instructions": PROSE,
    "/content/thoughts": PROSE,
    "/content/content": PROSE,
    "/metadata/model_slug": STRUCTURE,
    "/metadata/default_model_slug": STRUCTURE,
    "/metadata/parent_id": STRUCTURE,
    "/metadata/request_id": STRUCTURE,
    "/metadata/turn_exchange_id": STRUCTURE,
    "/metadata/message_type": STRUCTURE,
    "/metadata/timestamp_": STRUCTURE,
    "/metadata/message_source": STRUCTURE,
    "/metadata/finish_details/type": STRUCTURE,
    "/metadata/attachments/*/id": STRUCTURE,
    "/metadata/attachments/*/size": STRUCTURE,
    "/metadata/attachments/*/width": STRUCTURE,
    "/metadata/attachments/*/height": STRUCTURE,
    "/metadata/attachments/*/mimeType": STRUCTURE,
    "/metadata/attachments/*/name": TEXT,
    "/metadata/user_context_message_data/about_user_message": PROSE,
    "/metadata/user_context_message_data/about_model_message": PROSE,
    "/metadata/aggregate_result/code": CODE,
    "/metadata/aggregate_result/status": STRUCTURE,
    "/metadata/aggregate_result/run_id": STRUCTURE,
    "/metadata/aggregate_result/start_time": STRUCTURE,
    "/metadata/aggregate_result/end_time": STRUCTURE,
    "/metadata/aggregate_result/update_time": STRUCTURE,
}

SCHEMA = MEDIA | Schema(
    {
        "/title": PROSE,
        "/create_time": STRUCTURE,
        "/update_time": STRUCTURE,
        "/current_node": STRUCTURE,
        "/conversation_id": STRUCTURE,
        "/conversation_template_id": STRUCTURE,
        "/conversation_origin": STRUCTURE,
        "/async_status": STRUCTURE,
        "/id": STRUCTURE,
        "/gizmo_id": STRUCTURE,
        "/gizmo_type": STRUCTURE,
        "/memory_scope": STRUCTURE,
        "/default_model_slug": STRUCTURE,
        "/safe_urls": TEXT,
        "/mapping/*#key": STRUCTURE,
        "/mapping/*/id": STRUCTURE,
        "/mapping/*/parent": STRUCTURE,
        "/mapping/*/children": STRUCTURE,
        **under("/mapping/*/message", _MESSAGE),
        # user.json
        "/email": value("EMAIL_ADDRESS"),
        "/phone_number": value("PHONE_NUMBER"),
        "/birth_year": value("DATE_OF_BIRTH"),
        # message_feedback.json
        "/user_id": STRUCTURE,
        "/rating": STRUCTURE,
        "/content": TEXT,
    }
)

FORMAT = Format("chatgpt", "ChatGPT export", _recognises, read_records, SCHEMA, Scope.RECORD)
