"""Write docs/cli.md from the commands themselves: `python tools/cli_page.py`; a test tells when it is out of date."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from talentflow.cli import app

PAGE = Path(__file__).resolve().parents[1] / "docs/cli.md"
HEAD = """# Commands

Written by `tools/cli_page.py` from the program itself; do not edit.

Every command gives its answer as a page for people, as JSON with `--json` and as CSV with `--csv`. A page is as wide as
the terminal, 120 columns elsewhere; the variable `COLUMNS` says otherwise.

Exit codes: 0 all is well; 1 it ran, but something was refused, nothing of that name was found, or it was stopped by
Ctrl-C; 2 it could not run. Errors are one line on stderr, and so is each refused input.
"""
EXAMPLE_GAP = "        "


def page() -> str:
    """The whole page."""
    group: Any = typer.main.get_command(app)
    commands = sorted(group.commands.items())
    listed = [f"| [`{name}`](#{name}) | {_first(command)} |" for name, command in commands]
    parts = [HEAD, "| command | |\n|---|---|\n" + "\n".join(listed) + "\n"]
    parts += ["\n".join(_section(name, command)) for name, command in commands]
    return "\n".join(parts)


def _first(command: Any) -> str:
    return inspect.cleandoc(command.help or "").split("\n\n")[0].replace("\n", " ")


def _section(name: str, command: Any) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and "--help" not in p.opts]
    words = " ".join(_argument(p) for p in arguments)
    yield f"## {name}\n"
    yield inspect.cleandoc(command.help or "") + "\n"
    yield f"    talentflow {name} {words}".rstrip() + (" [OPTIONS]\n" if options else "\n")
    for parameter in arguments:
        if parameter.help:
            yield f"- `{_argument(parameter)}`: {parameter.help}"
    for parameter in options:
        yield f"- {_option(parameter)}: {_default(parameter)}"
    yield ""
    if command.epilog:
        yield "For example\n"
        for example in command.epilog.removeprefix("Example: ").split(EXAMPLE_GAP):
            if example.strip():
                yield f"    {example.strip()}"
        yield ""


def _argument(parameter: Any) -> str:
    name = (parameter.metavar or parameter.name.upper()).strip("[]")
    return name if parameter.required or (parameter.default is None and parameter.nargs == -1) else f"[{name}]"


def _option(parameter: Any) -> str:
    names = ", ".join(f"`{name}`" for name in sorted(parameter.opts, key=len, reverse=True))
    if parameter.is_flag:
        return names
    return f"{names} {parameter.metavar or parameter.name.upper()}"


def _default(parameter: Any) -> str:
    told = str(parameter.help or "")
    if parameter.default not in (None, False) and not callable(parameter.default):
        told += f" Default: `{parameter.default}`."
    if parameter.envvar:
        told += f" Also by the variable `{parameter.envvar}`."
    return told.strip()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
