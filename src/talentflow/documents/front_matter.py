"""The YAML block that may open a Markdown file: where it ends and what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

MAX_CHARS = 64_000  # a longer block is no front matter
_BLOCK = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def split_front_matter(text: str) -> tuple[int, Mapping[str, Any], str | None]:
    """`(end, fields, problem)`: the offset after the block (0 when there is none), and why it could not be read."""
    found = _BLOCK.match(text, 0, MAX_CHARS) if text.startswith("---") else None
    if found is None:
        return 0, {}, None
    try:
        # The pure Python loader: it raises on a block nested without end, where the C one would end the process.
        fields = yaml.safe_load(found["yaml"])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return found.end(), {}, f"front matter is not YAML: {str(error).splitlines()[0]}"
    if fields is None:
        return found.end(), {}, None
    if not isinstance(fields, dict):
        return found.end(), {}, "front matter is not a mapping"
    return found.end(), fields, None
