"""Which mentions in a scope are of one identity, where else it is mentioned, and who stands in for it.

`Links` groups the mentions; `KnownValues` finds those that detection missed; `Cast` writes the stand-ins, all
forms of one person's name alike.
"""

from scrub.link.cast import Cast
from scrub.link.identity import Identity, Number, Register, identify
from scrub.link.known import SOURCE, KnownValues, is_distinctive
from scrub.link.links import Links

__all__ = [
    "SOURCE",
    "Cast",
    "Identity",
    "KnownValues",
    "Links",
    "Number",
    "Register",
    "identify",
    "is_distinctive",
]
