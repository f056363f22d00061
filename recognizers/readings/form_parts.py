"""Parts of a form that is sent with files in it, each read as a member: `password: hunter2`.

https://www.rfc-editor.org/rfc/rfc7578#section-4.2
"""

import re
from collections.abc import Iterator
from typing import Final

from recognizers.readings.regions import Stretch, stretches_around

_LEAD: Final = "orm-data; name="
PART_TOKEN: Final = (
    r"[Cc]ontent-[Dd]isposition: form-data; name=\"[^\"\n]{1,80}\"(?:; filename=\"[^\"\n]{0,200}\")?\r?\n"
    r"(?:[Cc]ontent-[\w-]{1,40}: [^\n]{0,200}\n){0,3}\r?\n"
)
_PART: Final = re.compile(PART_TOKEN)
_NAME: Final = re.compile(r"name=\"([^\"]+)")


def find_form_parts(text: str) -> Iterator[Stretch]:
    """Yield the stretches around parts of a form."""
    if _LEAD in text:
        yield from stretches_around(text, "parts", [part.span() for part in _PART.finditer(text)])


def read_part(token: str) -> str:
    """Return the name of a part as that of a member."""
    name = _NAME.search(token)
    return f"{name[1] if name else ''}: "
