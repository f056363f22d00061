"""Which mentions in a scope are of one identity, where else it is mentioned, and who stands in for it.

`links` groups the mentions; `known` finds those that detection missed; `cast` writes the stand-ins, all
forms of one person's name alike.
"""
