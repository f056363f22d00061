"""A step of a datatrove pipeline: text and metadata of each document are scrubbed together.

https://github.com/huggingface/datatrove
"""

from datatrove.data import Document

from scrub import Policy, Scrubber
from scrub.adapters.datatrove import ScrubDocuments

step = ScrubDocuments(Scrubber(Policy.load(), key=bytes(32), style="placeholder"))
# In a pipeline: LocalPipelineExecutor(pipeline=[JsonlReader(...), step, JsonlWriter(...)])

if __name__ == "__main__":
    document = Document(
        "ask mara.okafor@quillpost.co.uk", id="1", metadata={"by": "mara.okafor@quillpost.co.uk"}
    )
    print([(each.text, each.metadata) for each in step.run([document])])

# prints: [('ask <EMAIL_ADDRESS_1>', {'by': '<EMAIL_ADDRESS_1>'})]
