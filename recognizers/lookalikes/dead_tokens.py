"""Tokens that scrub writes in the place of secrets: how they begin, and what they look like.

A secret that stands beside such a token, or beside the word `REDACTED`, is a secret still.
"""

import re
from typing import Final

WORD: Final = "REDACTED"
TAG_DIGITS: Final = 32
TAG_ALPHABET: Final = "012"
HALF_DIGITS: Final = 12

# How providers begin their tokens, as far as it helps a reader; each from the provider's own documentation.
_PREFIXES: Final = """
ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ sk- sk-proj- sk-ant- sk-or- sk_live_ sk_test_ rk_live_ rk_test_
pk_live_ pk_test_ whsec_ xoxb- xoxp- xoxa- xoxr- xoxs- xapp- npm_ pypi- hf_ gsk_ r8_ AKIA ASIA AIza
GOCSPX- ya29. SG. dop_v1_ doo_v1_ dor_v1_ shpat_ shpca_ shppa_ shpss_ hvs. hvb. nvapi- tvly- xai- pplx-
lin_api_ ntn_ secret_ figd_ dckr_pat_ glsa_ glc_ sbp_ vercel_ rnd_ fo1_ FlyV1 PMAK- NRAK- key- lsv2_pt_
lsv2_sk_ dapi pat- re_ sntrys_ sntryu_ phc_ phx_ tskey- ops_ rubygems_ cio atlasv1. CFPAT- AGE-SECRET-KEY-
base64: v2.local. pul- ATATT3 SK AC
"""
# The longest first.
PREFIXES: Final = tuple(sorted(_PREFIXES.split(), key=len, reverse=True))
# After these, scanners take any word of 20 characters; the dot ends it.
# https://docs.gitlab.com/security/tokens/, https://developer.squareup.com/docs/build-basics/access-tokens
OPEN_PREFIXES: Final = (
    "glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glsoat-", "glimt-", "glagent-", "gloas-",
    "glffct-", "GR1348941", "sq0atp-", "sq0csp-", "sq0idp-", "EAAA",
)  # fmt: skip
_BEGINNING: Final = "|".join(map(re.escape, (*PREFIXES, *(f"{prefix}." for prefix in OPEN_PREFIXES))))
_TAG: Final = rf"[{TAG_ALPHABET}]{{{TAG_DIGITS}}}"
_HALF: Final = rf"[{TAG_ALPHABET}]{{{HALF_DIGITS}}}"
_DEAD: Final = re.compile(rf"(?:{_BEGINNING})?{WORD}_{_TAG}|eyJ{WORD}\.{_TAG}(?:\.{WORD})+")
_WRITTEN: Final = re.compile(
    rf"(?:{_DEAD.pattern}"
    # The body of a private key; a URL, or its host.
    rf"|{WORD}_{_HALF}_{_HALF}|(?:[a-z][a-z0-9+.-]{{0,15}}://)?{WORD}-{_TAG}(?:\.[a-z0-9]{{1,16}})?\.invalid/?"
    # The method and cost of a password hash: `$2b$12$`, `pbkdf2_sha256$260000$`, `{SSHA}`.
    rf"|(?:(?:\$[a-z0-9-]{{1,16}}|[a-z0-9_]{{4,24}})(?:\$[a-z0-9=,]{{1,40}}){{0,2}}\$|\{{[A-Z0-9]{{2,12}}\}})"
    rf"{WORD}_{_TAG}"
    # What another tool left of a token, and counts.
    rf"|(?:{_BEGINNING})?{WORD}(?:[-_ ]?\d{{1,4}})?)[-_.:/+=]{{0,3}}"
)


def is_dead(value: str) -> bool:
    """Return whether a value is a dead token as a whole, with nothing beside it.

    >>> is_dead("ghp_REDACTED_" + "01" * 16), is_dead("REDACTED_hunter2")
    (True, False)
    """
    return _DEAD.fullmatch(value) is not None


def beside_dead(value: str) -> str:
    """Return what is left of a value without the dead tokens in it.

    >>> beside_dead("npm_REDACTED_" + "01" * 16 + "hunter2")
    'hunter2'
    """
    return _DEAD.sub("", value)


def is_dead_or_part(value: str) -> bool:
    """Return whether a value is what a search takes out of a dead one: of a URL, a hash or a block of lines.

    >>> is_dead_or_part("AKIAREDACTED"), is_dead_or_part("REDACTED_hunter2")
    (True, False)
    """
    return _WRITTEN.fullmatch(value) is not None
