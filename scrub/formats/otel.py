"""OpenTelemetry spans and events of generative AI: one JSON object a line, or OTLP batches.

Messages are attributes, as JSON in a string or structured; every span of a chat repeats the messages
before it. Attributes: https://github.com/open-telemetry/semantic-conventions-genai
Batches: https://opentelemetry.io/docs/specs/otel/protocol/file-exporter/
"""

from collections.abc import Mapping
from typing import Any, Final

import orjson

from scrub.formats.container import read_records
from scrub.formats.fields import PROSE, STRUCTURE, TEXT, Field, opaque, under, value
from scrub.formats.format import Format, Head, Scope
from scrub.formats.media import MEDIA, is_readable, media_marker, media_type
from scrub.formats.record import Record
from scrub.formats.schema import Schema

_CONVERSATION: Final = "gen_ai.conversation.id"


def _recognises(head: Head) -> bool:
    if head.outline.has("/resourceSpans/*/scopeSpans/*/spans") or head.outline.has("/resourceLogs"):
        return True
    return head.outline.has("/attributes") and any(
        head.outline.has(f"/attributes/{name}")
        for name in (_CONVERSATION, "gen_ai.request.model", "gen_ai.operation.name", "gen_ai.system")
    )


def _conversation_of(record: Record) -> str:
    """The conversation's id, else the trace's; batches hold spans of several and are taken together."""
    try:
        span = orjson.loads(record.data)
    except orjson.JSONDecodeError:
        return ""
    if not isinstance(span, dict):
        return ""
    attributes, context = span.get("attributes"), span.get("context")
    for where, name in (
        (attributes, _CONVERSATION),
        (span, "trace_id"),
        (context, "trace_id"),
        (span, "traceId"),
    ):
        if isinstance(where, dict) and isinstance(where.get(name), str):
            return str(where[name])
    return ""


def _is_blob(parent: Mapping[str, Any]) -> bool:
    return parent.get("type") == "blob" and not is_readable(media_type(parent))


_PART: Final[Mapping[str, Field]] = {
    "/type": STRUCTURE,
    "/id": STRUCTURE,
    "/name": STRUCTURE,
    "/modality": STRUCTURE,
    "/file_id": STRUCTURE,
    "/content": opaque(lambda parent: media_marker(media_type(parent)), _is_blob),
}
_MESSAGES: Final[Mapping[str, Field]] = {
    "/*/role": STRUCTURE,
    "/*/finish_reason": STRUCTURE,
    **under("/*/parts/*", _PART),
    # System instructions are parts alone.
    **under("/*", _PART),
}
_ATTRIBUTES: Final[Mapping[str, Field]] = {
    "/gen_ai.conversation.id": STRUCTURE,
    "/gen_ai.operation.name": STRUCTURE,
    "/gen_ai.provider.name": STRUCTURE,
    "/gen_ai.system": STRUCTURE,
    "/gen_ai.output.type": STRUCTURE,
    "/gen_ai.request.model": STRUCTURE,
    "/gen_ai.response.model": STRUCTURE,
    "/gen_ai.response.id": STRUCTURE,
    "/gen_ai.response.finish_reasons": STRUCTURE,
    "/gen_ai.agent.id": STRUCTURE,
    "/gen_ai.agent.name": TEXT,
    "/gen_ai.agent.description": PROSE,
    "/gen_ai.tool.name": STRUCTURE,
    "/gen_ai.tool.type": STRUCTURE,
    "/gen_ai.tool.call.id": STRUCTURE,
    "/gen_ai.tool.description": PROSE,
    "/enduser.id": value("USERNAME"),
    "/user.name": value("USERNAME"),
    "/user.full_name": value("PERSON"),
    "/user.email": value("EMAIL_ADDRESS"),
    "/server.address": TEXT,
    "/client.address": TEXT,
    **{
        path: field
        for name in ("gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.system_instructions")
        for path, field in {f"/{name}": TEXT, **under(f"/{name}", _MESSAGES)}.items()
    },
}

_SPAN: Final[Mapping[str, Field]] = {
    "/trace_id": STRUCTURE,
    "/span_id": STRUCTURE,
    "/parent_id": STRUCTURE,
    "/parent_span_id": STRUCTURE,
    "/traceId": STRUCTURE,
    "/spanId": STRUCTURE,
    "/parentSpanId": STRUCTURE,
    "/kind": STRUCTURE,
    "/start_time": STRUCTURE,
    "/end_time": STRUCTURE,
    "/timestamp": STRUCTURE,
    "/startTimeUnixNano": STRUCTURE,
    "/endTimeUnixNano": STRUCTURE,
    "/timeUnixNano": STRUCTURE,
    "/observedTimeUnixNano": STRUCTURE,
    "/event_name": STRUCTURE,
    "/status/status_code": STRUCTURE,
    "/context/trace_id": STRUCTURE,
    "/context/span_id": STRUCTURE,
    "/events/*/timestamp": STRUCTURE,
    "/events/*/timeUnixNano": STRUCTURE,
    **under("/attributes", _ATTRIBUTES),
    **under("/events/*/attributes", _ATTRIBUTES),
    **under("/body", _ATTRIBUTES),
    # OTLP writes attributes as a list.
    "/attributes/*/key": STRUCTURE,
    "/events/*/attributes/*/key": STRUCTURE,
    "/attributes/*/value/stringValue": TEXT,
    "/events/*/attributes/*/value/stringValue": TEXT,
}

SCHEMA = MEDIA | Schema(
    {
        **_SPAN,
        "/resourceSpans/*/resource/attributes/*/key": STRUCTURE,
        "/resourceLogs/*/resource/attributes/*/key": STRUCTURE,
        **under("/resourceSpans/*/scopeSpans/*/spans/*", _SPAN),
        **under("/resourceLogs/*/scopeLogs/*/logRecords/*", _SPAN),
    }
)

FORMAT = Format(
    name="otel",
    title="OpenTelemetry GenAI spans",
    recognises=_recognises,
    reader=read_records,
    schema=SCHEMA,
    scope=Scope.RECORD,
    conversation_of=_conversation_of,
)
