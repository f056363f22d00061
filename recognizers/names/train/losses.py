"""The loss of a tagger whose texts do not all label every type."""

import torch

from recognizers.names.tags import COUNT


def allowed_loss(logits: torch.Tensor, allowed: torch.Tensor, present: torch.Tensor) -> torch.Tensor:
    """Return the mean over present words of -log of the probability of the tags that are right.

    `logits` is (batch, words, tags); `allowed` holds, as bits, the tags that are right for each word:
    where a type is not labelled in a text, a word outside its labels may be of that type.
    """
    bits = (allowed.unsqueeze(-1) >> torch.arange(COUNT, device=allowed.device)) & 1
    right = torch.logsumexp(logits.masked_fill(bits == 0, -1e4), -1)
    losses = torch.logsumexp(logits, -1) - right
    return (losses * present).sum() / present.sum()
