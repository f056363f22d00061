"""Any recognizer and any operator of Presidio in every command: named in a policy.

The same file works on the command line: `scrub redact FILE --policy mine.toml`.
"""

import tempfile
from pathlib import Path

from scrub import Policy, Scrubber

POLICY = """
name = "mine"

[[detect.recognizers]]
class = "presidio_analyzer.predefined_recognizers.UsSsnRecognizer"

[operators]
default = "placeholder"
PHONE_NUMBER = { operator = "mask", masking_char = "#", chars_to_mask = 6, from_end = true }
"""

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mine.toml")
        path.write_text(POLICY, encoding="utf-8")
        scrubber = Scrubber(Policy.load(path), key=bytes(32))
    print(scrubber.scrub_text("Mail mara.okafor@quillpost.co.uk or call +44 7700 900642.").text)

# prints: Mail <EMAIL_ADDRESS_1> or call +44 7700 ######.
