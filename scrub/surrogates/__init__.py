"""Stand-ins that look like what they stand for and are nobody's.

`surrogate` writes the stand-in of one mention, and gives every identity of a scope its own; `person` writes
all forms of one person's name alike, for who knows that they are one person's. Why two identities do not get
the same stand-in is said in `draw`.
"""
