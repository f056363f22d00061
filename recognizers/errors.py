"""The errors of both packages' lower half.

    ScrubError              anything that `scrub` raises on purpose
    ├── RuleError           a rule file that cannot be used
    └── RecognizerError     a recognizer that failed on a text
        └── RecognizerTimeout

Messages name file, line, rule, offsets and the valid choices; never a piece of the text.
"""


class ScrubError(Exception):
    """Any failure that `scrub` raises on purpose; its message holds no value from the data."""


class RuleError(ScrubError):
    """A rule file or a rule in it cannot be used."""


class RecognizerError(ScrubError):
    """A recognizer failed on a text, so the record that holds it must be withheld."""


class RecognizerTimeout(RecognizerError):
    """A recognizer did not finish a text within its time limit."""
