"""docs/cli.md is what the program says of itself."""

from __future__ import annotations

import runpy
from pathlib import Path


def test_the_page_of_commands_is_up_to_date(root: Path) -> None:
    tool = runpy.run_path(str(root / "tools/cli_page.py"))
    assert tool["page"]() == (root / "docs/cli.md").read_text("utf-8"), "run: python tools/cli_page.py"
