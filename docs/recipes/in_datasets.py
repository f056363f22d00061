"""A Hugging Face dataset: scrubbed in batches, in several processes if you like (`num_proc`).

https://huggingface.co/docs/datasets/process#map
"""

from datasets import Dataset

from scrub import Policy, Scrubber
from scrub.adapters.datasets import scrub_rows

scrubber = Scrubber(Policy.load(), key=bytes(32), style="placeholder")


def scrub_dataset(dataset: Dataset) -> Dataset:
    """Return the rows that may be handed on."""
    return dataset.with_format("arrow").map(scrub_rows(scrubber), batched=True).with_format(None)


if __name__ == "__main__":
    done = scrub_dataset(Dataset.from_dict({"text": ["ask mara.okafor@quillpost.co.uk", "hello"]}))
    print(done["text"][:])

# prints: ['ask <EMAIL_ADDRESS_1>', 'hello']
