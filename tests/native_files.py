"""Invented files of every JSON format, in its full shape, that say of each string what it is.

A string with ADA in it must be searched, one with PAYLOAD in it must be dropped, and every other
is structure that stays exactly. A number is structure unless it is NUMBER.
"""

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

ADA: Final = "ada@lindt.example"
# Begins like a picture, and is noise.
PAYLOAD: Final = base64.b64encode(b"\x89PNG\r\n\x1a\n" + hashlib.shake_256(b"noise").digest(292)).decode()
NUMBER: Final = 4915550100231

_ME: Final = f"I am {ADA}"
_PATH: Final = f"/home/{ADA}/pay"
_IDS: Final = tuple(f"7270024{number}-618c-4054-9261-35b749cb4000" for number in range(10))
_TIME: Final = "2026-03-01T10:00:02.000Z"
_PICTURE: Final = {"type": "base64", "media_type": "image/png", "data": PAYLOAD}
_IMAGE_URL: Final = f"data:image/jpeg;base64,{PAYLOAD}"


def lines(*records: Any) -> bytes:
    """Return the records as JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def array(*records: Any) -> bytes:
    """Return the records as an indented array."""
    return json.dumps(records, ensure_ascii=False, indent=2).encode()


def _arguments(**members: Any) -> str:
    return json.dumps(members)


def _claude_code_event(number: int, **members: Any) -> dict[str, Any]:
    return {
        "parentUuid": _IDS[number - 1] if number else None,
        "isSidechain": False,
        "userType": "external",
        "cwd": _PATH,
        "sessionId": _IDS[9],
        "version": "2.1.0",
        "gitBranch": f"{ADA}/fix",
        "slug": f"lindt-{ADA}",
        "uuid": _IDS[number],
        "timestamp": _TIME,
        **members,
    }


def _assistant(*content: Any) -> dict[str, Any]:
    return {
        "id": "msg_01LDGhhqyxMB38M3CGeyg7HQ",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-4-5-20250929",
        "content": list(content),
        "stop_reason": "tool_use",
        "stop_sequence": None,
        "usage": {"input_tokens": 2054123, "service_tier": "standard", "cache_creation": {"ttl": "5m"}},
    }


_TOOL_USE: Final = {
    "type": "tool_use",
    "id": "toolu_01",
    "name": "Bash",
    "input": {"command": f"mail {ADA}", "description": _ME, "deep": {ADA: [_ME]}},
}
_THINKING: Final = {"type": "thinking", "thinking": _ME, "signature": PAYLOAD}
_TOOL_RESULT: Final = {
    "type": "tool_result",
    "tool_use_id": "toolu_01",
    "content": [{"type": "text", "text": _ME}, {"type": "image", "source": _PICTURE}],
    "is_error": False,
}

_CLAUDE_CODE: Final = lines(
    {"type": "summary", "summary": _ME, "leafUuid": _IDS[3]},
    {
        "type": "file-history-snapshot",
        "messageId": _IDS[0],
        "snapshot": {
            "messageId": _IDS[0],
            "timestamp": _TIME,
            "trackedFileBackups": {_PATH: {"backupFileName": ADA, "version": 1, "backupTime": _TIME}},
        },
        "isSnapshotUpdate": False,
    },
    {
        "type": "queue-operation",
        "operation": "enqueue",
        "sessionId": _IDS[9],
        "timestamp": _TIME,
        "content": _ME,
    },
    {"type": "last-prompt", "sessionId": _IDS[9], "lastPrompt": _ME},
    _claude_code_event(0, type="user", message={"role": "user", "content": _ME}, promptId=_IDS[8]),
    _claude_code_event(
        1,
        type="assistant",
        requestId="req_011g3DpZ4",
        message=_assistant(
            _THINKING, {"type": "redacted_thinking", "data": PAYLOAD}, {"type": "text", "text": _ME}
        ),
    ),
    _claude_code_event(2, type="assistant", message=_assistant(_TOOL_USE)),
    _claude_code_event(
        3,
        type="user",
        message={"role": "user", "content": [{**_TOOL_RESULT, "content": _ME}]},
        toolUseResult={"stdout": _ME, "stderr": _ME, "interrupted": False, "isImage": False},
        sourceToolAssistantUUID=_IDS[2],
    ),
    _claude_code_event(
        4,
        type="user",
        message={"role": "user", "content": [_TOOL_RESULT]},
        toolUseResult={"stdout": PAYLOAD, "stderr": "", "interrupted": False, "isImage": True},
    ),
    _claude_code_event(
        5,
        type="user",
        message={"role": "user", "content": [_TOOL_RESULT]},
        toolUseResult={
            "type": "text",
            "file": {"filePath": _PATH, "content": _ME, "numLines": 8, "startLine": 1, "totalLines": 8},
        },
    ),
    _claude_code_event(
        6,
        type="user",
        message={"role": "user", "content": [_TOOL_RESULT]},
        toolUseResult={"type": "image", "file": {"base64": PAYLOAD, "type": "image/png", "originalSize": 9}},
    ),
    _claude_code_event(
        7,
        type="user",
        message={"role": "user", "content": [_TOOL_RESULT]},
        toolUseResult={
            "filePath": _PATH,
            "oldString": _ME,
            "newString": _ME,
            "originalFile": _ME,
            "structuredPatch": [
                {"oldStart": 3, "oldLines": 1, "newStart": 3, "newLines": 1, "lines": [f"-{_ME}"]}
            ],
            "userModified": False,
        },
    ),
    _claude_code_event(
        8, type="user", message={"role": "user", "content": _ME}, toolUseResult=f"Error: {ADA}"
    ),
    _claude_code_event(
        8,
        type="progress",
        toolUseID="toolu_01",
        parentToolUseID="toolu_00",
        data={
            "type": "agent_progress",
            "prompt": _ME,
            "agentId": "a81",
            "message": {
                "type": "assistant",
                "uuid": _IDS[7],
                "timestamp": _TIME,
                "message": _assistant(_THINKING),
            },
        },
    ),
    _claude_code_event(8, type="system", subtype="local_command", content=_ME, level="info", isMeta=False),
)

_CLAUDE_AI: Final = array(
    {
        "uuid": _IDS[0],
        "name": _ME,
        "summary": _ME,
        "model": "claude-opus-4-1",
        "created_at": _TIME,
        "updated_at": _TIME,
        "account": {"uuid": _IDS[1]},
        "chat_messages": [
            {
                "uuid": _IDS[2],
                "text": _ME,
                "content": [
                    {
                        "start_timestamp": _TIME,
                        "stop_timestamp": _TIME,
                        "flags": None,
                        "type": "text",
                        "text": _ME,
                        "citations": [],
                    },
                    {
                        "type": "tool_use",
                        "name": "artifacts",
                        "input": {
                            "id": "gold-bot",
                            "type": "application/vnd.ant.code",
                            "title": _ME,
                            "command": "update",
                            "language": "python",
                            "content": _ME,
                            "old_str": _ME,
                            "new_str": _ME,
                            "version_uuid": _IDS[3],
                        },
                    },
                    {
                        "type": "tool_result",
                        "name": "artifacts",
                        "content": [{"type": "text", "text": _ME, "uuid": _IDS[4]}],
                        "is_error": False,
                    },
                    {**_THINKING, "summaries": [{"summary": _ME}]},
                ],
                "sender": "human",
                "created_at": _TIME,
                "updated_at": _TIME,
                "attachments": [
                    {
                        "file_name": f"cv_{ADA}",
                        "file_size": 1234567,
                        "file_type": "txt",
                        "extracted_content": _ME,
                    }
                ],
                "files": [{"file_name": f"{ADA}.png", "file_uuid": _IDS[5]}],
                "parent_message_uuid": _IDS[6],
            }
        ],
        "current_leaf_message_uuid": _IDS[2],
    }
)
_CLAUDE_AI_USERS: Final = array(
    {"uuid": _IDS[0], "full_name": f"Ada {ADA}", "email_address": ADA, "verified_phone_number": f"+49 {ADA}"}
)
_CLAUDE_AI_PROJECTS: Final = array(
    {
        "uuid": _IDS[0],
        "name": _ME,
        "description": _ME,
        "is_private": True,
        "prompt_template": _ME,
        "created_at": _TIME,
        "updated_at": _TIME,
        "creator": {"uuid": _IDS[1], "full_name": f"Ada {ADA}"},
        "docs": [{"uuid": _IDS[2], "filename": f"{ADA}.md", "content": _ME, "created_at": _TIME}],
    }
)


def _chatgpt_node(
    number: int, parent: int | None, children: list[int], content: Any, **message: Any
) -> dict[str, Any]:
    return {
        "id": _IDS[number],
        "parent": None if parent is None else _IDS[parent],
        "children": [_IDS[child] for child in children],
        "message": content
        and {
            "id": _IDS[number],
            "author": {"role": "user", "name": None, "metadata": {}},
            "create_time": 1769763600.123,
            "update_time": None,
            "content": content,
            "status": "finished_successfully",
            "end_turn": True,
            "weight": 1.0,
            "metadata": {"model_slug": "gpt-5", "request_id": _IDS[9], "citations": [{"title": _ME}]},
            "recipient": "all",
            "channel": None,
            **message,
        },
    }


_CHATGPT_NODES: Final = (
    _chatgpt_node(0, None, [1], None),
    _chatgpt_node(
        1,
        0,
        [2, 3],
        {"content_type": "user_editable_context", "user_profile": _ME, "user_instructions": _ME},
        metadata={
            "is_user_system_message": True,
            "user_context_message_data": {"about_user_message": _ME, "about_model_message": _ME},
        },
    ),
    # Two answers: one was generated again.
    _chatgpt_node(2, 1, [4], {"content_type": "text", "parts": [_ME]}),
    _chatgpt_node(3, 1, [], {"content_type": "text", "parts": ["", _ME]}),
    _chatgpt_node(
        4,
        2,
        [5],
        {
            "content_type": "multimodal_text",
            "parts": [
                {
                    "content_type": "image_asset_pointer",
                    "asset_pointer": "file-service://file-4tMxbp",
                    "size_bytes": 77018123,
                    "metadata": {"dalle": {"gen_id": "g-1", "prompt": _ME}},
                },
                _ME,
            ],
        },
        metadata={
            "attachments": [
                {"id": "file-4tMxbp", "name": f"{ADA}.pdf", "mime_type": "application/pdf", "size": 7701812}
            ]
        },
    ),
    _chatgpt_node(5, 4, [6], {"content_type": "code", "language": "python", "text": f"mail('{ADA}')"}),
    _chatgpt_node(
        6,
        5,
        [7],
        {"content_type": "execution_output", "text": _ME},
        author={"role": "tool", "name": "python", "metadata": {}},
        metadata={"aggregate_result": {"code": _ME, "status": "success", "final_expression_output": _ME}},
    ),
    _chatgpt_node(
        7, 6, [8], {"content_type": "tether_quote", "url": _ME, "domain": ADA, "text": _ME, "title": _ME}
    ),
    _chatgpt_node(8, 7, [], {"content_type": "thoughts", "thoughts": [{"summary": _ME, "content": _ME}]}),
)
_CHATGPT: Final = array(
    {
        "title": _ME,
        "create_time": 1769763600.123,
        "update_time": 1769763600,
        "mapping": {node["id"]: node for node in _CHATGPT_NODES},
        "moderation_results": [],
        "current_node": _IDS[8],
        "conversation_id": _IDS[9],
        "gizmo_id": None,
        "is_archived": False,
        "default_model_slug": "gpt-5",
        "id": _IDS[9],
    }
)
_CHATGPT_USER: Final = json.dumps(
    {
        "id": "user-Bq8Yv3",
        "email": ADA,
        "chatgpt_plus_user": False,
        "phone_number": f"+49 {ADA}",
        "birth_year": NUMBER,
    }
).encode()


def _codex(kind: str, /, **payload: Any) -> dict[str, Any]:
    return {"timestamp": _TIME, "type": kind, "payload": payload}


_CODEX_MESSAGE: Final = {
    "type": "message",
    "role": "user",
    "content": [{"type": "input_text", "text": _ME}, {"type": "input_image", "image_url": _IMAGE_URL}],
}
_CODEX_REASONING: Final = {
    "type": "reasoning",
    "id": "rs_1",
    "summary": [{"type": "summary_text", "text": _ME}],
    "content": None,
    "encrypted_content": PAYLOAD,
}
_CODEX: Final = lines(
    _codex(
        "session_meta",
        id=_IDS[0],
        timestamp=_TIME,
        cwd=_PATH,
        originator="codex_cli_rs",
        cli_version="0.58.0",
        instructions=_ME,
        source="cli",
        model_provider="openai",
        git={
            "commit_hash": "5451cb157fa8",
            "branch": f"feat/{ADA}",
            "repository_url": f"git@github.com:{ADA}",
        },
    ),
    _codex(
        "turn_context",
        cwd=_PATH,
        approval_policy="on-request",
        sandbox_policy={"mode": "workspace-write", "writable_roots": [_PATH]},
        model="gpt-5-codex",
        effort="medium",
        summary="auto",
        user_instructions=_ME,
    ),
    _codex("response_item", **_CODEX_MESSAGE),
    _codex(
        "event_msg", type="user_message", message=_ME, images=[_IMAGE_URL], local_images=[_PATH], kind="plain"
    ),
    _codex("response_item", **_CODEX_REASONING),
    _codex("event_msg", type="agent_reasoning", text=_ME),
    _codex(
        "response_item",
        type="function_call",
        name="shell",
        arguments=_arguments(command=["bash", "-lc", f"mail {ADA}"]),
        call_id="call_1",
    ),
    _codex("response_item", type="function_call_output", call_id="call_1", output=_arguments(output=_ME)),
    _codex(
        "response_item",
        type="function_call_output",
        call_id="call_1",
        output=[{"type": "input_text", "text": _ME}, {"type": "input_image", "image_url": _IMAGE_URL}],
    ),
    _codex(
        "response_item",
        type="custom_tool_call",
        status="completed",
        call_id="call_2",
        name="apply_patch",
        input=_ME,
    ),
    _codex("response_item", type="custom_tool_call_output", call_id="call_2", output=_ME),
    _codex(
        "response_item",
        type="local_shell_call",
        call_id="c",
        status="completed",
        action={"type": "exec", "command": [_ME]},
    ),
    _codex(
        "response_item", type="web_search_call", status="completed", action={"type": "search", "query": _ME}
    ),
    _codex("response_item", type="ghost_snapshot", ghost_commit={"id": "a2c4ab7", "parent": "a2c4ab6"}),
    _codex(
        "event_msg",
        type="exec_command_end",
        call_id="call_1",
        turn_id="t1",
        command=["bash", "-lc", f"mail {ADA}"][2:],
        cwd=_PATH,
        parsed_cmd=[{"type": "unknown", "cmd": f"mail {ADA}"}],
        stdout=_ME,
        stderr=_ME,
        aggregated_output=_ME,
        exit_code=0,
        duration={"secs": 0, "nanos": 123456789},
        formatted_output=_ME,
    ),
    _codex(
        "event_msg",
        type="patch_apply_begin",
        call_id="call_2",
        auto_approved=True,
        changes={
            _PATH: {"update": {"unified_diff": _ME, "move_path": _PATH}},
            f"{_PATH}2": {"add": {"content": _ME}},
            f"{_PATH}3": {"type": "delete", "content": _ME},
        },
    ),
    _codex(
        "event_msg",
        type="token_count",
        info={"total_token_usage": {"input_tokens": 1234567}},
        rate_limits=None,
    ),
    _codex(
        "event_msg",
        type="mcp_tool_call_end",
        call_id="call_3",
        invocation={"server": "crm", "tool": "find", "arguments": {"who": _ME}},
        result={"Ok": {"content": [{"type": "image", "data": PAYLOAD, "mimeType": "image/png"}]}},
    ),
    _codex("event_msg", type="turn_aborted", reason="interrupted"),
    _codex("compacted", message=_ME, replacement_history=[_CODEX_MESSAGE, _CODEX_REASONING]),
)
_CODEX_FIRST: Final = lines(
    {"id": _IDS[0], "timestamp": _TIME, "instructions": _ME, "git": {"commit_hash": "5451", "branch": ADA}},
    {"record_type": "state"},
    _CODEX_MESSAGE,
    _CODEX_REASONING,
)

_TOOL_CALL: Final = {
    "id": "c1",
    "type": "function",
    "function": {"name": "dial", "arguments": _arguments(to=ADA)},
}
_TOOLS: Final = [
    {"type": "function", "function": {"name": "dial", "description": _ME, "parameters": {"title": _ME}}}
]
_OPENAI_CHAT: Final = lines(
    {
        "messages": [
            {"role": "system", "content": _ME},
            {
                "role": "user",
                "name": ADA,
                "content": [
                    {"type": "text", "text": _ME},
                    {"type": "image_url", "image_url": {"url": _IMAGE_URL, "detail": "low"}},
                    {"type": "input_audio", "input_audio": {"data": PAYLOAD, "format": "wav"}},
                    {
                        "type": "file",
                        "file": {
                            "filename": f"{ADA}.pdf",
                            "file_data": f"data:application/pdf;base64,{PAYLOAD}",
                        },
                    },
                ],
            },
            {"role": "assistant", "content": None, "tool_calls": [_TOOL_CALL], "weight": 0},
            {"role": "tool", "tool_call_id": "c1", "content": _ME},
            {
                "role": "assistant",
                "refusal": _ME,
                "function_call": {"name": "dial", "arguments": _arguments(to=ADA)},
            },
        ],
        "tools": _TOOLS,
        "parallel_tool_calls": False,
    },
    {
        "input": {"messages": [{"role": "user", "content": _ME}], "tools": _TOOLS},
        "preferred_output": [{"role": "assistant", "content": _ME}],
        "non_preferred_output": [{"role": "assistant", "content": _ME, "tool_calls": [_TOOL_CALL]}],
    },
)
_OPENAI_PAIRS: Final = lines(
    {
        "input": {"messages": [{"role": "user", "content": _ME}]},
        "preferred_output": [{"role": "assistant", "content": _ME}],
        "non_preferred_output": [{"role": "assistant", "content": _ME}],
    }
)
_OPENAI_BATCH: Final = lines(
    {
        "custom_id": "request-1",
        "method": "POST",
        "body": {"model": "gpt-5", "messages": [{"role": "user", "content": _ME}]},
    }
)

_MESSAGES_API: Final = lines(
    {
        "request": {
            "model": "claude-sonnet-4-5",
            "max_tokens": 9,
            "metadata": {"user_id": ADA},
            "system": [{"type": "text", "text": _ME, "cache_control": {"type": "ephemeral"}}],
            "messages": [
                {"role": "user", "content": _ME},
                {
                    "role": "user",
                    "content": [
                        {
                            "type": "document",
                            "title": _ME,
                            "context": _ME,
                            "source": {"type": "text", "media_type": "text/plain", "data": _ME},
                        },
                        {
                            "type": "document",
                            "source": {"type": "base64", "media_type": "application/pdf", "data": PAYLOAD},
                        },
                        {"type": "image", "source": _PICTURE},
                        {
                            "type": "search_result",
                            "source": _ME,
                            "title": _ME,
                            "content": [{"type": "text", "text": _ME}],
                        },
                        _TOOL_RESULT,
                    ],
                },
                {
                    "role": "assistant",
                    "content": [
                        _TOOL_USE,
                        {
                            "type": "web_search_tool_result",
                            "tool_use_id": "srvtoolu_1",
                            "content": [
                                {
                                    "type": "web_search_result",
                                    "url": _ME,
                                    "title": _ME,
                                    "encrypted_content": PAYLOAD,
                                }
                            ],
                        },
                    ],
                },
            ],
            "tools": [{"name": "crm", "description": _ME, "input_schema": {"title": _ME}}],
            "tool_choice": {"type": "auto"},
            "thinking": {"type": "enabled", "budget_tokens": 1024000},
        },
        "response": _assistant(
            _THINKING, {"type": "redacted_thinking", "data": PAYLOAD}, {"type": "text", "text": _ME}
        ),
    }
)

_SHAREGPT: Final = lines(
    {
        "id": "identity_0",
        "conversations": [{"from": "human", "value": _ME}, {"from": "gpt", "value": _ME}],
        "system": _ME,
        "tools": _arguments(name=ADA),
    }
)
_WILDCHAT: Final = lines(
    {
        "conversation_hash": "45a9a7c9",
        "model": "gpt-4",
        "timestamp": _TIME,
        "conversation": [
            {
                "role": "user",
                "content": _ME,
                "hashed_ip": f"{ADA}f00d",
                "country": f"Land of {ADA}",
                "state": f"State of {ADA}",
                "language": "English",
                "header": {"accept-language": f"de-{ADA}", "user-agent": f"Mozilla of {ADA}"},
                "turn_identifier": 1234567,
                "redacted": False,
            }
        ],
        "turn": 1,
        "language": "English",
        "openai_moderation": [{"flagged": False, "category_scores": {"hate": 0.0000123456}}],
        "redacted": False,
        "hashed_ip": f"{ADA}f00d",
    }
)
_LMSYS: Final = lines(
    {
        "conversation_id": "911a0a10",
        "model": "vicuna-13b",
        "conversation": [{"content": _ME, "role": "user"}, {"content": _ME, "role": "assistant"}],
        "turn": 1,
        "language": "English",
        "redacted": False,
    }
)

_OTEL_MESSAGES: Final = [
    {
        "role": "user",
        "parts": [
            {"type": "text", "content": _ME},
            {"type": "tool_call", "id": "c1", "name": "dial", "arguments": {"to": _ME}},
            {"type": "tool_call_response", "id": "c1", "response": _ME},
            {"type": "blob", "modality": "image", "mime_type": "image/png", "content": PAYLOAD},
        ],
        "finish_reason": "stop",
    }
]
_OTEL_ATTRIBUTES: Final = {
    "gen_ai.operation.name": "chat",
    "gen_ai.conversation.id": _IDS[0],
    "gen_ai.request.model": "gpt-5",
    "gen_ai.response.finish_reasons": ["stop"],
    "gen_ai.agent.name": ADA,
    "gen_ai.tool.call.arguments": _arguments(to=ADA),
    "gen_ai.usage.input_tokens": 12,
    "enduser.id": ADA,
    "server.address": ADA,
}
_OTEL: Final = lines(
    {
        "name": f"chat {ADA}",
        "trace_id": "7270024618c6054db926135b749cb400",
        "span_id": "0f5872bbff88a107",
        "kind": "SpanKind.CLIENT",
        "start_time": _TIME,
        "attributes": {
            **_OTEL_ATTRIBUTES,
            "gen_ai.input.messages": _OTEL_MESSAGES,
            "gen_ai.output.messages": json.dumps(_OTEL_MESSAGES),
        },
        "events": [
            {"name": f"event of {ADA}", "timestamp": _TIME, "attributes": {"gen_ai.system": "openai"}}
        ],
        "status": {"status_code": "OK"},
    }
)

_SWE_MESSAGES: Final = [
    {"role": "system", "content": _ME, "agent": "main", "message_type": "system_prompt"},
    {"role": "assistant", "content": _ME, "thought": _ME, "action": _ME, "tool_calls": [_TOOL_CALL]},
    {"role": "tool", "content": [{"type": "text", "text": _ME}], "tool_call_ids": ["c1"]},
]
_SWE_AGENT: Final = json.dumps(
    {
        "trajectory": [
            {
                "action": f"mail {ADA}",
                "observation": _ME,
                "response": _ME,
                "thought": _ME,
                "execution_time": 0.123456,
                "state": _arguments(working_dir=_PATH),
                "query": _SWE_MESSAGES[: number + 1],
                "extra_info": {},
            }
            for number in range(3)
        ],
        "history": _SWE_MESSAGES,
        "info": {"exit_status": "submitted", "submission": _ME, "model_stats": {"tokens_sent": 1234567}},
        "replay_config": _arguments(repo=_PATH),
        "environment": f"swe_{ADA}",
    },
    indent=1,
).encode()

_OPENHANDS: Final = array(
    {
        "id": 0,
        "timestamp": _TIME,
        "source": "user",
        "message": _ME,
        "action": "message",
        "args": {"content": _ME, "image_urls": [_IMAGE_URL]},
    },
    {
        "id": 1,
        "timestamp": _TIME,
        "source": "agent",
        "message": _ME,
        "action": "run",
        "args": {"command": f"mail {ADA}", "thought": _ME, "confirmation_state": "confirmed"},
        "tool_call_metadata": {
            "function_name": "execute_bash",
            "tool_call_id": "tc1",
            "model_response": {
                "id": "chatcmpl-1",
                "created": 1769763600,
                "model": "gpt-5",
                "object": "chat.completion",
                "choices": [
                    {
                        "finish_reason": "tool_calls",
                        "index": 0,
                        "message": {
                            "content": _ME,
                            "role": "assistant",
                            "tool_calls": [_TOOL_CALL],
                            "function_call": None,
                        },
                    }
                ],
                "usage": {"completion_tokens": 1234567},
            },
        },
        "llm_metrics": {
            "accumulated_cost": 0.0412345,
            "costs": [{"model": "gpt-5", "timestamp": 1769763600.5}],
        },
    },
    {
        "id": 2,
        "timestamp": _TIME,
        "source": "agent",
        "message": _ME,
        "cause": 1,
        "observation": "run",
        "content": _ME,
        "extras": {
            "command": _ME,
            "metadata": {"exit_code": 0, "pid": -1, "username": ADA, "hostname": ADA, "working_dir": _PATH},
            "screenshot": _IMAGE_URL,
        },
    },
)

_GEMINI_CLI: Final = json.dumps(
    {
        "sessionId": _IDS[0],
        "projectHash": "79b6fa86e3c0d31765c7e3c6de511a7b96342a2e947135d5db396e49e27020cd",
        "startTime": _TIME,
        "lastUpdated": _TIME,
        "messages": [
            {
                "id": _IDS[1],
                "timestamp": _TIME,
                "type": "user",
                "content": [{"text": _ME}, {"inlineData": {"mimeType": "image/png", "data": PAYLOAD}}],
            },
            {
                "id": _IDS[2],
                "timestamp": _TIME,
                "type": "gemini",
                "content": _ME,
                "thoughts": [{"subject": _ME, "description": _ME, "timestamp": _TIME}],
                "tokens": {"input": 1234567, "total": 1234567},
                "model": "gemini-3-pro",
                "toolCalls": [
                    {
                        "id": "run_shell_command-1",
                        "name": "run_shell_command",
                        "args": {"command": f"mail {ADA}", "dir": _PATH},
                        "result": [
                            {
                                "functionResponse": {
                                    "id": "run-1",
                                    "name": "run_shell_command",
                                    "response": {"output": _ME},
                                }
                            }
                        ],
                        "status": "success",
                        "timestamp": _TIME,
                        "resultDisplay": _ME,
                        "displayName": "Shell",
                        "description": _ME,
                    }
                ],
            },
        ],
        "summary": _ME,
    },
    indent=2,
).encode()
_GEMINI_LOGS: Final = array(
    {"sessionId": _IDS[0], "messageId": 0, "type": "user", "message": _ME, "timestamp": _TIME}
)
_GEMINI_CHECKPOINT: Final = array(
    {"role": "user", "parts": [{"text": _ME}]},
    {
        "role": "model",
        "parts": [{"functionCall": {"name": "save", "args": {"fact": _ME}}, "thoughtSignature": PAYLOAD}],
    },
)

_JUPYTER: Final = json.dumps(
    {
        "cells": [
            {
                "cell_type": "markdown",
                "id": "a1",
                "metadata": {"tags": [_ME]},
                "source": [f"# {_ME}\n", f"{ADA}\n"],
                "attachments": {f"{ADA}.png": {"image/png": PAYLOAD}},
            },
            {
                "cell_type": "code",
                "execution_count": 1234567,
                "metadata": {"execution": {"iopub.execute_input": _TIME}},
                "source": f"mail('{ADA}')",
                "outputs": [
                    {"output_type": "stream", "name": "stdout", "text": [f"{_ME}\n", ADA]},
                    {
                        "output_type": "execute_result",
                        "execution_count": 1,
                        "metadata": {},
                        "data": {
                            "text/plain": [f"{_ME}\n", ADA],
                            "text/html": _ME,
                            "image/png": PAYLOAD,
                            "image/jpeg": [PAYLOAD, PAYLOAD],
                            "image/svg+xml": [f"<svg>{ADA}</svg>"],
                            "application/json": {"who": _ME, "deep": [_ME]},
                        },
                    },
                    {
                        "output_type": "error",
                        "ename": f"Error of {ADA}",
                        "evalue": _ME,
                        "traceback": [_ME, ADA],
                    },
                ],
            },
        ],
        "metadata": {
            "kernelspec": {"display_name": f"Python {ADA}", "language": "python", "name": "python3"},
            "id": NUMBER,
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    },
    indent=1,
).encode()

_CLAUDE_AI_MEMORIES: Final = array(
    {"account_uuid": _IDS[0], "conversations_memory": _ME, "project_memories": {_IDS[1]: _ME}}
)
_OPENAI_LOG: Final = lines(
    {
        "request": {"model": "gpt-5", "messages": [{"role": "user", "content": _ME}], "user": ADA},
        "response": {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1769763600,
            "model": "gpt-5",
            "choices": [
                {
                    "index": 0,
                    "finish_reason": "stop",
                    "message": {
                        "role": "assistant",
                        "content": _ME,
                        "audio": {"id": "audio_1", "data": PAYLOAD},
                    },
                }
            ],
            "usage": {"total_tokens": 1234567},
        },
    }
)
_MESSAGES_BATCH: Final = lines(
    {
        "custom_id": "request-1",
        "params": {
            "model": "claude-sonnet-4-5",
            "max_tokens": 9,
            "system": _ME,
            "messages": [{"role": "user", "content": _ME}],
        },
    }
)
_OTLP: Final = lines(
    {
        "resourceSpans": [
            {
                "resource": {"attributes": [{"key": "host.name", "value": {"stringValue": ADA}}]},
                "scopeSpans": [
                    {
                        "spans": [
                            {
                                "traceId": "7270024618c6054db926135b749cb400",
                                "spanId": "0f5872bbff88a107",
                                "name": f"chat {ADA}",
                                "kind": 3,
                                "startTimeUnixNano": "1769763600000000000",
                                "attributes": [
                                    {
                                        "key": "gen_ai.input.messages",
                                        "value": {"stringValue": json.dumps(_OTEL_MESSAGES)},
                                    }
                                ],
                            }
                        ]
                    }
                ],
            }
        ]
    }
)
_MINI_SWE_AGENT: Final = json.dumps(
    {
        "info": {"exit_status": "Submitted", "submission": _ME, "mini_version": "1.9.0"},
        "messages": [
            {"role": "user", "content": _ME},
            {"role": "assistant", "content": _ME, "tool_calls": [_TOOL_CALL]},
        ],
        "trajectory_format": "mini-swe-agent-1",
    }
).encode()
_OPENHANDS_1: Final = lines(
    {
        "id": _IDS[0],
        "timestamp": _TIME,
        "source": "agent",
        "kind": "ActionEvent",
        "thought": [{"type": "text", "text": _ME}],
        "reasoning_content": _ME,
        "thinking_blocks": [{"type": "thinking", "thinking": _ME, "signature": PAYLOAD}],
        "action": {"kind": "ExecuteBashAction", "command": f"mail {ADA}"},
        "tool_name": "execute_bash",
        "tool_call_id": "tc1",
        "tool_call": {"id": "tc1", "name": "execute_bash", "arguments": _arguments(command=ADA)},
        "llm_response_id": "chatcmpl-1",
    },
    {
        "id": _IDS[1],
        "timestamp": _TIME,
        "source": "environment",
        "kind": "ObservationEvent",
        "tool_name": "execute_bash",
        "tool_call_id": "tc1",
        "action_id": _IDS[0],
        "observation": {
            "kind": "ExecuteBashObservation",
            "content": [{"type": "text", "text": _ME}],
            "metadata": {"username": ADA, "hostname": ADA, "working_dir": _PATH},
        },
    },
)
_GEMINI_LINES: Final = lines(
    {
        "sessionId": _IDS[0],
        "projectHash": "79b6fa86e3c0",
        "startTime": _TIME,
        "lastUpdated": _TIME,
        "kind": "main",
    },
    {"id": _IDS[1], "timestamp": _TIME, "type": "user", "content": [{"text": _ME}]},
    {"$set": {"summary": _ME, "lastUpdated": _TIME}},
)

# By file name: the format's name, and the file.
NATIVE_FILES: Final[Mapping[str, tuple[str, bytes]]] = {
    f"projects/-home-{ADA}-pay/{_IDS[9]}.jsonl": ("claude_code", _CLAUDE_CODE),
    "claude/conversations.json": ("claude_ai", _CLAUDE_AI),
    "claude/users.json": ("claude_ai", _CLAUDE_AI_USERS),
    "claude/projects.json": ("claude_ai", _CLAUDE_AI_PROJECTS),
    "claude/memories.json": ("claude_ai", _CLAUDE_AI_MEMORIES),
    "chatgpt/conversations.json": ("chatgpt", _CHATGPT),
    "chatgpt/user.json": ("chatgpt", _CHATGPT_USER),
    "rollout-2026-03-01T10-00-00-7270.jsonl": ("codex", _CODEX),
    "rollout-2025-05-01-7270.jsonl": ("codex", _CODEX_FIRST),
    "train.jsonl": ("openai_chat", _OPENAI_CHAT),
    "pairs.jsonl": ("openai_chat", _OPENAI_PAIRS),
    "batch.jsonl": ("openai_chat", _OPENAI_BATCH),
    "openai-log.jsonl": ("openai_chat", _OPENAI_LOG),
    "messages-batch.jsonl": ("messages_api", _MESSAGES_BATCH),
    "log.jsonl": ("messages_api", _MESSAGES_API),
    "sharegpt.jsonl": ("sharegpt", _SHAREGPT),
    "wildchat.jsonl": ("sharegpt", _WILDCHAT),
    "lmsys.jsonl": ("sharegpt", _LMSYS),
    "spans.jsonl": ("otel", _OTEL),
    "otlp.jsonl": ("otel", _OTLP),
    "mini.traj.json": ("swe_agent", _MINI_SWE_AGENT),
    "run.traj": ("swe_agent", _SWE_AGENT),
    "events.jsonl": ("openhands", _OPENHANDS_1),
    "events.json": ("openhands", _OPENHANDS),
    "chats/session-2026.json": ("gemini_cli", _GEMINI_CLI),
    "chats/session-2026.jsonl": ("gemini_cli", _GEMINI_LINES),
    "logs.json": ("gemini_cli", _GEMINI_LOGS),
    "checkpoint-tag.json": ("gemini_cli", _GEMINI_CHECKPOINT),
    "churn.ipynb": ("jupyter", _JUPYTER),
}
