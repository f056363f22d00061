"""`scrub --version`: what decides what is found and written."""

import platform

from recognizers.names.files import models_version
from recognizers.ruleset import shipped_rules
from scrub import __version__
from scrub.manifest import rules_version


def describe_version() -> list[str]:
    """Return the versions of the package, of its rules and code, and of its models, one a line."""
    return [
        f"scrub {__version__}",
        f"rules {rules_version()} ({len(shipped_rules()):,} rules)",
        f"models {models_version()}",
        f"python {platform.python_version()}",
    ]
