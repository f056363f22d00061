"""The errors of the upper half; see `recognizers.errors` for the tree's root.

ScrubError
├── PolicyError     a policy that cannot be used
├── FormatError     data that is not in the format it should be in
├── OperatorError   an operator that failed or does not exist
└── VerifyError     a value survived in what would be written
"""

from recognizers.errors import RecognizerError, RecognizerTimeout, RuleError, ScrubError

__all__ = [
    "FormatError",
    "OperatorError",
    "PolicyError",
    "RecognizerError",
    "RecognizerTimeout",
    "RuleError",
    "ScrubError",
    "VerifyError",
]


class PolicyError(ScrubError):
    """A policy file cannot be used."""


class FormatError(ScrubError):
    """Data is not in the format it should be in."""


class OperatorError(ScrubError):
    """An operator failed, or there is none of that name."""


class VerifyError(ScrubError):
    """A value that was found survives in what would be written."""
