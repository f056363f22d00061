"""CredSweeper with its model, or without it; tuned: without the rule that reports every UUID."""

import logging

from credsweeper.app import CredSweeper
from credsweeper.common.constants import ThresholdPreset
from credsweeper.file_handler.string_content_provider import StringContentProvider
from protocol import serve, settings

logging.disable(logging.CRITICAL)
chosen = settings()
sweeper = CredSweeper(ml_threshold=0 if "no_model" in chosen else ThresholdPreset.medium)


def find(text):
    """Return the values of the candidates that are left after the model."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    sweeper.credential_manager.set_credentials(sweeper.file_scan(StringContentProvider(lines)))
    sweeper.post_processing(None)
    for candidate in sweeper.credential_manager.get_credentials():
        if "tuned" in chosen and candidate.rule_name == "UUID":
            continue
        for data in candidate.line_data_list:
            start = starts[data.line_num - 1]
            yield start + data.value_start, start + data.value_end, _TYPES.get(candidate.rule_name, "SECRET")


_TYPES = {
    "Password": "PASSWORD",
    "URL Credentials": "PASSWORD",
    "PEM Private Key": "PRIVATE_KEY",
    "JSON Web Token": "ACCESS_TOKEN",
    "Token": "ACCESS_TOKEN",
    "UUID": "SECRET",
}

serve(find)
