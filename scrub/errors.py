"""The errors of the upper half; see `recognizers.errors` for the tree's root.

ScrubError
├── PolicyError     a policy that cannot be used
├── FormatError     data that is not in the format it should be in
├── OperatorError   an operator that failed or does not exist
├── VerifyError     a value survived in what would be written
└── UnexpectedError anything that nobody foresaw
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from traceback import extract_tb

from recognizers.errors import RecognizerError, RecognizerTimeout, RuleError, ScrubError

__all__ = [
    "FormatError",
    "OperatorError",
    "PolicyError",
    "RecognizerError",
    "RecognizerTimeout",
    "RuleError",
    "ScrubError",
    "UnexpectedError",
    "VerifyError",
    "contained",
]


class PolicyError(ScrubError):
    """A policy file cannot be used."""


class FormatError(ScrubError):
    """Data is not in the format it should be in."""


class OperatorError(ScrubError):
    """An operator failed, or there is none of that name."""


class VerifyError(ScrubError):
    """A value that was found survives in what would be written."""


class UnexpectedError(ScrubError):
    """A stage failed in a way that nobody foresaw, so what it worked on must be withheld."""


@contextmanager
def contained() -> Iterator[None]:
    """Turn what nobody foresaw into an UnexpectedError that says kind and place, and quotes no data.

    Errors of the system pass through: they are told where files are opened.
    """
    try:
        yield
    except (ScrubError, OSError):
        raise
    except Exception as error:
        frame = extract_tb(error.__traceback__)[-1]
        place = f"{PurePath(frame.filename).name}:{frame.lineno}"
        raise UnexpectedError(f"failed unexpectedly ({type(error).__name__} at {place})") from None
