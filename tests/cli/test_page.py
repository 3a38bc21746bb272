"""docs/cli.md is what the program says of itself."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from talentflow.cli import app


def test_the_page_of_commands_is_up_to_date(root: Path) -> None:
    tool = runpy.run_path(str(root / "tools/cli_page.py"))
    assert tool["page"]() == (root / "docs/cli.md").read_text("utf-8"), "run: python tools/cli_page.py"


COMMAND = re.compile(r"(?:^ {4}|;  |\| |`)talentflow (\w.*?)(?= {2,}#|;  |`|$| \|)", re.MULTILINE)
PAGES = ("README.md", "CONTRIBUTING.md", "docs/cli.md", "docs/glossary.md", "docs/architecture.md", "docs/api.md")


@pytest.mark.parametrize("name", PAGES)
def test_commands_of_the_pages_are_commands(root: Path, name: str) -> None:
    group: Any = typer.main.get_command(app)
    told = COMMAND.findall((root / name).read_text("utf-8"))
    assert len(told) > 10 or name not in ("README.md", "docs/cli.md")
    for line in told:
        words = shlex.split(line, comments=True)
        command = group.commands.get(words[0])
        assert command is not None, line
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        assert {word for word in words if word.startswith("-") and word != "-"} <= known, line


@pytest.mark.parametrize("name", PAGES)
def test_targets_of_the_pages_are_targets(root: Path, name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text("utf-8"), re.MULTILINE))
    told = set(re.findall(r"(?:`| {4})make ([a-z]+)", (root / name).read_text("utf-8")))
    assert told <= targets
