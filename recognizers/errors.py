"""The errors of both packages' lower half.

    ScrubError              anything that `scrub` raises on purpose
    ├── RuleError           a rule file that cannot be used
    ├── CodecError          a piece that does not decode, or unpacks to too much
    └── RecognizerError     a recognizer that failed on a text
        └── RecognizerTimeout

Messages name file, line, rule, offsets and the valid choices; never a piece of the text.
"""


class ScrubError(Exception):
    """Any failure that `scrub` raises on purpose; its message holds no value from the data."""


class RuleError(ScrubError):
    """A rule file or a rule in it cannot be used."""


class CodecError(ScrubError):
    """A piece is not written in the codec that it is said to be in, or unpacks to too much."""


class RecognizerError(ScrubError):
    """A recognizer failed on a text, so the record that holds it must be withheld."""


class RecognizerTimeout(RecognizerError):
    """A recognizer did not finish a text within its time limit."""


def reason_of(error: BaseException) -> str:
    """Return why a file cannot be read or written, without what an exception may quote from the data."""
    if isinstance(error, UnicodeError):
        return "is not UTF-8"
    return error.strerror.lower() if isinstance(error, OSError) and error.strerror else "is broken"
