"""A data frame of chats: all columns are searched, rows of a chat are linked, withheld rows left out."""

import pandas as pd
import pyarrow as pa

from scrub import Policy, Scrubber
from scrub.adapters.table import TableScrubber

scrub = TableScrubber(Scrubber(Policy.load(), key=bytes(32), style="placeholder"), group_by="chat")


def scrub_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that may be handed on; `scrub.withheld` counts the others by reason."""
    done = scrub(pa.Table.from_pandas(frame, preserve_index=False))
    return pd.DataFrame(done.to_pydict())


if __name__ == "__main__":
    frame = pd.DataFrame(
        {
            "chat": ["a", "a", "b"],
            "text": ["ask mara.okafor@quillpost.co.uk", "and lwazi.dube@kestrelmark.io", "hello"],
        }
    )
    print(scrub_frame(frame)["text"].tolist())

# prints: ['ask <EMAIL_ADDRESS_1>', 'and <EMAIL_ADDRESS_2>', 'hello']
