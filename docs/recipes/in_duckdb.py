"""A function in SQL. What cannot be scrubbed becomes NULL, never the original.

https://duckdb.org/docs/stable/clients/python/function
"""

import duckdb
from duckdb.sqltypes import VARCHAR

from scrub import Policy, Scrubber
from scrub.errors import ScrubError

scrubber = Scrubber(Policy.load(), key=bytes(32), style="placeholder")


def scrub(text: str, chat: str) -> str | None:
    """Return the text without people and secrets; `chat` is what stand-ins are the same within."""
    try:
        return scrubber.scrub_text(text, scope=chat).text
    except ScrubError:
        return None


def connected() -> duckdb.DuckDBPyConnection:
    """Return a database that knows the function."""
    connection = duckdb.connect()
    connection.create_function("scrub", scrub, [VARCHAR, VARCHAR], VARCHAR)
    # One scrubber is not to be called from several threads.
    connection.execute("SET threads = 1")
    return connection


if __name__ == "__main__":
    rows = connected().execute(
        "SELECT scrub(text, chat) FROM "
        "(VALUES ('ask mara.okafor@quillpost.co.uk', 'a'), ('hi', 'b')) AS chats(text, chat)"
    )
    print(rows.fetchall())

# prints: [('ask <EMAIL_ADDRESS_1>',), ('hi',)]
