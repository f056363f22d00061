"""Accounts of makers of tools on hosts of repositories and models, which are nobody's own."""

from functools import cache

from recognizers.wordfiles import word_file


def is_public_account(name: str) -> bool:
    """Return whether an account belongs to a maker whom all may know.

    >>> is_public_account("Kubernetes"), is_public_account("mirelaquint")
    (True, False)
    """
    return name.lower() in _makers()


@cache
def _makers() -> frozenset[str]:
    return frozenset(word_file("profiles")["accounts"]["makers"])
