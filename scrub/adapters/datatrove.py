"""For datatrove: a step of a pipeline that scrubs documents, each a conversation of its own.

https://github.com/huggingface/datatrove
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep

from scrub.formats.jsonrecord import JsonRecord
from scrub.formats.media import MEDIA
from scrub.scrubber import Scrubber


class ScrubDocuments(PipelineStep):  # type: ignore[misc]  # without the extra it is anything
    """Scrubs text and metadata of each document together; documents that are withheld are left out."""

    type = "SCRUB"
    name = "people and secrets"

    def __init__(self, scrubber: Scrubber) -> None:
        super().__init__()
        self._scrubber = scrubber

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Yield the documents that may be handed on; their ids are scrubbed too."""
        for document in data:
            with self.track_time():
                scrubbed = self._scrubbed(document)
            if scrubbed is not None:
                self.stat_update("written")
                yield scrubbed

    def _scrubbed(self, document: Document) -> Document | None:
        content: dict[str, Any] = {"text": document.text, "id": document.id, "metadata": document.metadata}
        record = JsonRecord(
            0, json.dumps(content, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass"), MEDIA
        )
        done = self._scrubber.scrub_conversation(
            [record], scope=self._scrubber.scope_of(record, _nobody)
        ).records[0]
        if done.withheld is not None:
            self.stat_update("withheld")
            return None
        after = json.loads(done.payload)
        self.stat_update("redacted", value=len(done.findings))
        return Document(text=after["text"], id=after["id"], metadata=after["metadata"])


def _nobody() -> None:
    """A table says of nobody that a conversation is theirs."""
