"""Members of JSON that was written by this program or by hand, taken for what they should be."""


def as_text(value: object) -> str:
    """Return what stands where a text should; TypeError if it is none."""
    if not isinstance(value, str):
        raise TypeError
    return value


def as_text_or_none(value: object) -> str | None:
    """Return what stands where a text may; TypeError if it is none."""
    return None if value is None else as_text(value)
