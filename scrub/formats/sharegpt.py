"""ShareGPT and its variants: a conversation a record, its turns in `conversations` or `conversation`.

Turns are `{"from", "value"}` (https://github.com/hiyouga/LLaMA-Factory/blob/main/data/README.md) or
`{"role", "content"}`, as in LMSYS (https://huggingface.co/datasets/lmsys/lmsys-chat-1m) and WildChat,
which adds who asked from where (https://huggingface.co/datasets/allenai/WildChat-1M).
"""

from typing import Final

from scrub.formats.chat import CHAT_MESSAGE
from scrub.formats.container import read_records
from scrub.formats.fields import PROSE, STRUCTURE, TEXT, under, value
from scrub.formats.format import Format, Head, Scope
from scrub.formats.media import MEDIA
from scrub.formats.schema import Schema


def _recognises(head: Head) -> bool:
    outline = head.outline
    return any(
        outline.has(f"/{name}/*/{speaker}", f"/{name}/*/{said}")
        for name in ("conversations", "conversation")
        for speaker, said in (("from", "value"), ("role", "content"), ("role", "value"))
    )


_TURN: Final = {
    **CHAT_MESSAGE,
    "/from": STRUCTURE,
    "/value": PROSE,
    "/id": STRUCTURE,
    "/turn_identifier": STRUCTURE,
    "/created": STRUCTURE,
    "/timestamp": STRUCTURE,
    "/language": STRUCTURE,
    "/openai_id": STRUCTURE,
    "/system_fingerprint": STRUCTURE,
    "/token_counter": STRUCTURE,
    "/usage": STRUCTURE,
    # Where someone sat: the hash of an IPv4 address can be searched for.
    "/hashed_ip": value("DEVICE_ID"),
    "/country": TEXT,
    "/state": TEXT,
    "/header/user-agent": TEXT,
    "/header/accept-language": TEXT,
}

SCHEMA = MEDIA | Schema(
    {
        "/id": STRUCTURE,
        "/conversation_id": STRUCTURE,
        "/conversation_hash": STRUCTURE,
        "/model": STRUCTURE,
        "/language": STRUCTURE,
        "/timestamp": STRUCTURE,
        "/system": PROSE,
        "/tools": TEXT,
        "/hashed_ip": value("DEVICE_ID"),
        "/country": TEXT,
        "/state": TEXT,
        "/openai_moderation": STRUCTURE,
        "/detoxify_moderation": STRUCTURE,
        **under("/conversations/*", _TURN),
        **under("/conversation/*", _TURN),
        **under("/chosen", _TURN),
        **under("/rejected", _TURN),
    }
)

FORMAT = Format("sharegpt", "ShareGPT", _recognises, read_records, SCHEMA, Scope.RECORD)
