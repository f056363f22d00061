"""detect-secrets with its default plugins and filters, line by line, as it scans the lines of a file.

Its ad-hoc scan of a single line takes every word for quoted, and reports most of them.
"""

from detect_secrets.core.scan import _process_line_based_plugins
from detect_secrets.settings import default_settings, get_settings
from protocol import lines_of, places, serve


def find(text):
    """Return every place of each secret in its line; the tool itself gives no offsets."""
    lines = list(lines_of(text))
    numbered = [(number, line) for number, (_, line) in enumerate(lines, 1)]
    for secret in _process_line_based_plugins(lines=numbered, filename="text.txt"):
        at, line = lines[secret.line_number - 1]
        for start, end in places(line, secret.secret_value):
            yield at + start, at + end, "SECRET"


with default_settings():
    # There is no file to look at.
    get_settings().disable_filters("detect_secrets.filters.common.is_invalid_file")
    serve(find)
