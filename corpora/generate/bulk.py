"""Long outputs without people or secrets, as most of a coding session is: code, logs, lock files."""

import re
from typing import Final

from corpora.generate.text import Text
from corpora.generate.values import Maker

# So many different blocks of each kind are made.
_BLOCKS: Final = 48
# Lines of a block.
_LENGTHS: Final = (20, 60, 150, 300)
# What a careless search takes for a key, a phone number or a person.
_TRAP: Final = re.compile(r"\{(?:hex|base64|uuid|word)")
_LINES: Final[dict[str, tuple[str, ...]]] = {
    "log": (
        "2026-02-11T08:15:{digits:2}Z INFO  worker-{digit} finished job {uuid} in {digits:3} ms",
        "2026-02-11T08:15:{digits:2}Z DEBUG cache miss key=page:{hex:16} ttl={digits:4}",
        "2026-02-11T08:15:{digits:2}Z WARN  retry {digit}/5 for shard {digit2}, backoff {digits:4} ms",
        "[{digits:2}%] Building CXX object src/CMakeFiles/core.dir/node_{digit2}.cpp.o",
        "   Compiling serde_json v1.{digit2}.{digit2}",
        "  ✓ renders the list with {digit2} rows ({digits:2} ms)",
        "#{digit2} sha256:{hex:64} {digits:2}.{digit}MB / {digits:2}.{digit}MB done",
        "GET /static/chunk-{hex:8}.js 200 {digits:5} - {digit}.{digits:3} ms",
        "npm warn deprecated glob@{digit}.{digit2}.{digit}: no longer supported",
        "PASS tests/test_graph.py::test_path[{digit2}-{digit2}]",
    ),
    "code": (
        "export function render{upper:1}{lower:5}(items: Item[], depth = {digit}): string {",
        "  const rows = items.filter((item) => item.depth > {digit2}).map((item) => item.key);",
        "    for index in range(len(values) - {digit}):",
        "        total += values[index] * weights[index + {digit}]",
        '  if err != nil { return nil, fmt.Errorf("open %s: %w", path, err) }',
        '  <div className="flex items-center gap-{digit} p-{digit} rounded-lg bg-gray-{digit}00">',
        "# the second pass merges what the first one split, see RFC 6901",
        '    assert parse("{word}") == Node(kind="leaf", size={digits:3})',
        "  return Math.max(0, Math.min(limit, offset + {digits:2}));",
        "impl Iterator for Walk<'_> { fn next(&mut self) -> Option<Entry> { self.stack.pop() } }",
        "SELECT date_trunc('day', created_at) AS day, count(*) FROM events GROUP BY 1 LIMIT {digits:2};",
        "        super().__init__(capacity={digits:4}, eager=False)",
        "}",
        "",
    ),
    "lock": (
        '    "node_modules/{word}": {{',
        '      "version": "{digit}.{digit2}.{digit}",',
        '      "integrity": "sha512-{base64:86}==",',
        '      "engines": {{ "node": ">={digit2}" }}',
        "    }},",
        'hashes = ["sha256:{hex:64}", "sha256:{hex:64}"]',
        "golang.org/x/text v0.{digit2}.0 h1:{base64:43}=",
    ),
}
_WORDS_LIST: Final = """
left-pad chalk jasmine ruby-walker hamilton victor paris-ui madison tokio pandas
"""
_WORDS: Final = tuple(_WORDS_LIST.split())


class Bulk:
    """Blocks of one seed, each made once and used again and again."""

    def __init__(self, maker: Maker) -> None:
        self._random = maker.random
        self._blocks = {kind: [_block(maker, kind) for _ in range(_BLOCKS)] for kind in _LINES}

    def block(self, kind: str) -> tuple[Text, int]:
        """Return some block of a kind, and how many traps are in it."""
        blocks = self._blocks[kind]
        return blocks[int(self._random.random() * len(blocks))]


def _block(maker: Maker, kind: str) -> tuple[Text, int]:
    lines = []
    traps = 0
    pick = maker.random.choice
    for _ in range(pick(_LENGTHS)):
        form = pick(_LINES[kind])
        traps += len(_TRAP.findall(form))
        lines.append(maker.make(form.replace("{word}", pick(_WORDS))).replace("{{", "{").replace("}}", "}"))
    return Text("\n".join(lines)), traps
