"""The native formats: how each is recognised, read and written back.

A new format is a module with a `FORMAT`, and its entry here.
"""

from recognizers.nearest import unknown
from scrub.errors import FormatError
from scrub.formats import (
    chatgpt,
    claude_ai,
    claude_code,
    codex,
    cursor,
    gemini_cli,
    generic,
    histories,
    jupyter,
    mail,
    messages_api,
    openai_chat,
    openhands,
    otel,
    parquet,
    plain,
    sharegpt,
    sqlite,
    swe_agent,
)
from scrub.formats.format import Format, Head
from scrub.formats.gathered import GATHERED

# In the order in which they are asked; the most particular first.
FORMATS: tuple[Format, ...] = (
    parquet.ROWS,
    parquet.CONVERSATIONS,
    cursor.FORMAT,
    sqlite.FORMAT,
    claude_code.FORMAT,
    claude_code.BESIDE,
    codex.FORMAT,
    claude_ai.FORMAT,
    chatgpt.FORMAT,
    swe_agent.FORMAT,
    openhands.FORMAT,
    jupyter.FORMAT,
    otel.FORMAT,
    gemini_cli.FORMAT,
    messages_api.FORMAT,
    openai_chat.FORMAT,
    sharegpt.FORMAT,
    generic.COMMENTED_JSON,
    generic.JSON_LINES,
    generic.JSON,
    histories.AIDER,
    histories.SPECSTORY,
    *plain.PLAIN,
    mail.MAILBOX,
    mail.MESSAGE,
    generic.TEXT,
)


def recognise(head: Head) -> Format:
    """Return the first format that recognises the beginning of a file; any text is one."""
    return next(each for each in FORMATS if each.recognises(head))


def written_as(form: Format) -> Format:
    """Return the format of what is written of a file of that format."""
    return form if form.output_suffix is None else generic.JSON_LINES


def format_named(name: str) -> Format:
    """Return the format that `--input-format` names; FormatError lists the known ones."""
    for each in (*FORMATS, GATHERED):
        if each.name == name:
            return each
    raise FormatError(unknown("format", name, [each.name for each in FORMATS]))
