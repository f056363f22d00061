"""datatrove's PII formatter: its own expressions and validator, asked for places instead of a rewrite."""

from datatrove.pipeline.formatters.pii import PIIFormatter
from protocol import serve

formatter = PIIFormatter()
_REPLACERS = ((formatter.emails_replacer, "EMAIL_ADDRESS"), (formatter.ip_replacer, "IP_ADDRESS"))


def find(text):
    """Return what each replacer would replace."""
    for replacer, entity_type in _REPLACERS:
        for match in replacer.regex.finditer(text):
            if replacer.validator is None or replacer.validator(match.group(0)):
                yield match.start(), match.end(), entity_type


serve(find)
