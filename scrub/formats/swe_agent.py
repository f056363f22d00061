"""SWE-agent trajectories (`.traj`): one JSON document a run.

`query` of a step holds the whole conversation up to it, so that text repeats quadratically; `state` is
JSON in a string. https://swe-agent.com/latest/usage/trajectories/ and, with `messages` instead,
https://mini-swe-agent.com/latest/usage/output_files/
"""

from typing import Final

from scrub.formats.chat import CHAT_MESSAGE
from scrub.formats.container import read_records
from scrub.formats.fields import CODE, DIFF, JSON, PROSE, SHELL, STRUCTURE, TEXT, under
from scrub.formats.format import Format, Head
from scrub.formats.media import MEDIA
from scrub.formats.schema import Schema


def _recognises(head: Head) -> bool:
    outline = head.outline
    return (
        outline.has("/trajectory/*/action", "/trajectory/*/observation")
        or outline.has("/trajectory_format", "/info")
        or (head.suffix == ".traj" and outline.has("/trajectory"))
    )


_MESSAGE: Final = {
    **CHAT_MESSAGE,
    "/agent": STRUCTURE,
    "/message_type": STRUCTURE,
    "/thought": PROSE,
    "/action": SHELL,
    "/tool_call_ids": STRUCTURE,
}

SCHEMA = MEDIA | Schema(
    {
        "/environment": TEXT,
        "/trajectory_format": STRUCTURE,
        "/trajectory/*/response": PROSE,
        "/trajectory/*/thought": PROSE,
        "/trajectory/*/action": SHELL,
        "/trajectory/*/observation": TEXT,
        "/trajectory/*/state": JSON,
        "/trajectory/*/state/*": TEXT,
        "/trajectory/*/execution_time": STRUCTURE,
        **under("/trajectory/*/query/*", _MESSAGE),
        **under("/trajectory/*/messages/*", _MESSAGE),
        **under("/history/*", _MESSAGE),
        **under("/messages/*", _MESSAGE),
        "/info/exit_status": STRUCTURE,
        "/info/submission": DIFF,
        "/info/model_stats": STRUCTURE,
        "/info/swe_agent_hash": STRUCTURE,
        "/info/swe_agent_version": STRUCTURE,
        "/info/swe_rex_version": STRUCTURE,
        "/info/mini_version": STRUCTURE,
        "/info/edited_files30": CODE,
        "/info/edited_files50": CODE,
        "/info/edited_files70": CODE,
        # The configuration of the run, as JSON in a string.
        "/replay_config": JSON,
    }
)

FORMAT = Format("swe_agent", "SWE-agent trajectory", _recognises, read_records, SCHEMA)
