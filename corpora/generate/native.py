"""Turns as the programs store them, with the pointer of every string that holds a label."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from corpora.generate.situations import Cast, Turn, title
from corpora.generate.text import Mention, Slot, Text, escaped, joined


class Stored(NamedTuple):
    """One record, and the labelled strings in it."""

    value: Any
    # Pointer and text.
    labelled: Sequence[tuple[str, Text]]


_START: Final = 1_760_000_000
_STEP: Final = 37


def _time(number: int) -> str:
    second = (number * _STEP) % 86_400
    return f"2026-03-01T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.000Z"


def _login(cast: Cast) -> Text:
    value = cast.resolve(Slot("a", "login"))
    assert not isinstance(value, Text)
    return Text(value.text, [Mention(0, len(value.text), value.entity_type or "", value.entity or "")])


def claude_code(cast: Cast, turns: Sequence[Turn]) -> list[Stored]:
    """Return the lines of a Claude Code session; each output stands in its line twice."""
    login = _login(cast)
    cwd = joined("/Users/", login, "/src/app")
    branch = joined(login, "/fix") if cast.maker.random.random() < 0.4 else Text("main")
    session = cast.maker.make("{uuid}")
    stored: list[Stored] = []
    before: str | None = None

    def add(kind: str, message: Mapping[str, Any], labelled: list[tuple[str, Text]], **more: Any) -> None:
        nonlocal before
        uuid = cast.maker.make("{uuid}")
        line = {
            "parentUuid": before,
            "isSidechain": False,
            "userType": "external",
            "cwd": cwd.text,
            "sessionId": session,
            "version": "2.1.0",
            "gitBranch": branch.text,
            "type": kind,
            "message": message,
            "uuid": uuid,
            "timestamp": _time(len(stored)),
            **more,
        }
        stored.append(Stored(line, [("/cwd", cwd), ("/gitBranch", branch), *labelled]))
        before = uuid

    for asked, said, role, tool in _calls(turns):
        if role == "user":
            add("user", {"role": "user", "content": said.text}, [("/message/content", said)])
            continue
        content: list[dict[str, Any]] = []
        labelled: list[tuple[str, Text]] = []
        if role == "assistant":
            content.append({"type": "text", "text": said.text})
            labelled.append(("/message/content/0/text", said))
        else:
            call = cast.maker.make("toolu_{alnum:24}")
            content.append({"type": "tool_use", "id": call, "name": tool[0], "input": {tool[1]: asked.text}})
            labelled.append((f"/message/content/0/input/{tool[1]}", asked))
        message = {
            "id": cast.maker.make("msg_{alnum:24}"),
            "type": "message",
            "role": "assistant",
            "model": "claude-sonnet-4-5",
            "content": content,
            "stop_reason": "end_turn" if role == "assistant" else "tool_use",
        }
        add("assistant", message, labelled, requestId=cast.maker.make("req_{alnum:24}"))
        if role != "assistant":
            result = {"type": "tool_result", "tool_use_id": call, "content": said.text, "is_error": False}
            output = {"stdout": said.text, "stderr": "", "interrupted": False, "isImage": False}
            add(
                "user",
                {"role": "user", "content": [result]},
                [("/message/content/0/content", said), ("/toolUseResult/stdout", said)],
                toolUseResult=output,
            )
    name = title(turns)
    stored.insert(
        0, Stored({"type": "summary", "summary": name.text, "leafUuid": before}, [("/summary", name)])
    )
    return stored


_TOOLS: Final = {"run": ("Bash", "command"), "read": ("Read", "file_path"), "edit": ("Write", "file_path")}
_NO_TOOL: Final = ("", "")


def _calls(turns: Sequence[Turn]) -> list[tuple[Text, Text, str, tuple[str, str]]]:
    return [(turn.asked, turn.said, turn.role, _TOOLS.get(turn.role, _NO_TOOL)) for turn in turns]


def codex(cast: Cast, turns: Sequence[Turn]) -> list[Stored]:
    """Return the lines of a Codex rollout; messages and outputs stand there as item and as event."""
    login = _login(cast)
    cwd = joined("/home/", login, "/app")
    meta = {
        "id": cast.maker.make("{uuid}"),
        "timestamp": _time(0),
        "cwd": cwd.text,
        "originator": "codex_cli_rs",
        "cli_version": "0.58.0",
        "source": "cli",
        "model_provider": "openai",
        "git": {"commit_hash": cast.maker.make("{hex:40}"), "branch": "main"},
    }
    stored = [Stored(_line(0, "session_meta", meta), [("/payload/cwd", cwd)])]

    def add(kind: str, payload: Mapping[str, Any], labelled: list[tuple[str, Text]]) -> None:
        stored.append(Stored(_line(len(stored), kind, payload), labelled))

    for asked, said, role, _ in _calls(turns):
        if role in ("user", "assistant"):
            block = "input_text" if role == "user" else "output_text"
            item = {"type": "message", "role": role, "content": [{"type": block, "text": said.text}]}
            add("response_item", item, [("/payload/content/0/text", said)])
            event = {"type": "user_message" if role == "user" else "agent_message", "message": said.text}
            add("event_msg", event, [("/payload/message", said)])
            continue
        call = cast.maker.make("call_{alnum:24}")
        command = asked if role == "run" else joined("cat ", asked)
        arguments = joined(
            '{"command": ["bash", "-lc", "', escaped(command), '"], "workdir": "', escaped(cwd), '"}'
        )
        function = {"type": "function_call", "name": "shell", "arguments": arguments.text, "call_id": call}
        add("response_item", function, [("/payload/arguments", arguments)])
        ended: dict[str, Any] = {
            "type": "exec_command_end",
            "call_id": call,
            "stdout": said.text,
            "exit_code": 0,
        }
        add("event_msg", ended, [("/payload/stdout", said)])
        output = joined("Exit code: 0\nWall time: 0.1 seconds\nOutput:\n", said)
        item = {"type": "function_call_output", "call_id": call, "output": output.text}
        add("response_item", item, [("/payload/output", output)])
    return stored


def _line(number: int, kind: str, payload: Mapping[str, Any]) -> dict[str, Any]:
    return {"timestamp": _time(number), "type": kind, "payload": payload}


def claude_ai(cast: Cast, turns: Sequence[Turn]) -> list[Stored]:
    """Return a conversation of a Claude.ai export; `text` repeats `content`."""
    name = title(turns)
    labelled = [("/name", name)]
    messages = []
    for number, (sender, said) in enumerate(_said(turns)):
        labelled += [
            (f"/chat_messages/{number}/text", said),
            (f"/chat_messages/{number}/content/0/text", said),
        ]
        time = _time(number)
        messages.append(
            {
                "uuid": cast.maker.make("{uuid}"),
                "text": said.text,
                "content": [{"type": "text", "text": said.text}],
                "sender": "human" if sender == "user" else "assistant",
                "created_at": time,
                "updated_at": time,
                "attachments": [],
                "files": [],
            }
        )
    conversation = {
        "uuid": cast.maker.make("{uuid}"),
        "name": name.text,
        "created_at": _time(0),
        "updated_at": _time(len(messages)),
        "account": {"uuid": cast.maker.make("{uuid}")},
        "chat_messages": messages,
    }
    return [Stored(conversation, labelled)]


def _said(turns: Sequence[Turn]) -> list[tuple[str, Text]]:
    """Return who said what where there are no tools: commands and their outputs are pasted."""
    return [
        (turn.role, turn.said)
        if turn.role in ("user", "assistant")
        else ("user", joined("$ ", turn.asked, "\n", turn.said))
        for turn in turns
    ]


def chatgpt(cast: Cast, turns: Sequence[Turn]) -> list[Stored]:
    """Return a conversation of a ChatGPT export, a tree of one branch."""
    name = title(turns)
    labelled = [("/title", name)]
    node = cast.maker.make("{uuid}")
    mapping: dict[str, Any] = {node: {"id": node, "message": None, "parent": None, "children": []}}
    for number, (role, said) in enumerate(_said(turns)):
        parent, node = node, cast.maker.make("{uuid}")
        mapping[parent]["children"].append(node)
        message = {
            "id": node,
            "author": {"role": role, "name": None, "metadata": {}},
            "create_time": _START + number * _STEP,
            "content": {"content_type": "text", "parts": [said.text]},
            "status": "finished_successfully",
            "weight": 1.0,
            "metadata": {},
            "recipient": "all",
        }
        mapping[node] = {"id": node, "message": message, "parent": parent, "children": []}
        labelled.append((f"/mapping/{node}/message/content/parts/0", said))
    conversation = {
        "title": name.text,
        "create_time": _START,
        "update_time": _START + len(mapping) * _STEP,
        "mapping": mapping,
        "current_node": node,
        "conversation_id": cast.maker.make("{uuid}"),
        "default_model_slug": "gpt-5",
        "is_archived": False,
    }
    return [Stored(conversation, labelled)]


def openai(cast: Cast, turns: Sequence[Turn]) -> list[Stored]:
    """Return a line of an OpenAI chat file; arguments of tools are JSON in a string."""
    messages: list[dict[str, Any]] = []
    labelled: list[tuple[str, Text]] = []
    for turn in turns:
        at = len(messages)
        if turn.role in ("user", "assistant"):
            messages.append({"role": turn.role, "content": turn.said.text})
            labelled.append((f"/messages/{at}/content", turn.said))
            continue
        call = cast.maker.make("call_{alnum:24}")
        arguments = joined('{"command":"', escaped(turn.asked), '"}')
        function = {"name": turn.role, "arguments": arguments.text}
        messages += [
            {"role": "assistant", "tool_calls": [{"id": call, "type": "function", "function": function}]},
            {"role": "tool", "tool_call_id": call, "content": turn.said.text},
        ]
        labelled.append((f"/messages/{at}/tool_calls/0/function/arguments", arguments))
        labelled.append((f"/messages/{at + 1}/content", turn.said))
    return [Stored({"messages": messages}, labelled)]


def plain(cast: Cast, turns: Sequence[Turn]) -> list[Stored]:
    """Return a plain text: the same as somebody would paste it into a note."""
    parts: list[Text | str] = ["Notes of a session\n"]
    for role, said in _said(turns):
        parts += (f"\n{role}:\n", said, "\n")
    text = joined(*parts)
    return [Stored(text.text, [("", text)])]


class Format(NamedTuple):
    """How conversations of a format become files."""

    name: str
    store: Callable[[Cast, Sequence[Turn]], list[Stored]]
    suffix: str
    # Conversations in one file; a file of several has one record for each.
    conversations: int
    situations: str


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        each.name: each
        for each in (
            Format("claude_code", claude_code, ".jsonl", 1, "code"),
            Format("codex", codex, ".jsonl", 1, "code"),
            Format("claude_ai", claude_ai, ".json", 20, "chat"),
            Format("chatgpt", chatgpt, ".json", 20, "chat"),
            Format("openai", openai, ".jsonl", 100, "code"),
            Format("plain", plain, ".txt", 1, "code"),
        )
    }
)
