"""The command line's frame: one app, one place where errors become one line and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from talentflow import __version__
from talentflow.errors import TalentflowError
from talentflow.run.lookup import NotFound

PANELS = {  # the commands as --help lists them
    "Start": ("demo", "read", "extract"),
    "Ask the ledger": ("moves", "person", "org", "cohort", "spells", "show", "search", "stats"),
    "Ask why, and judge": ("explain", "why", "review", "judge"),
    "Keep it right": ("doctor", "retract", "erase", "check"),
}
RESUMED = frozenset({"read", "demo"})  # commands that keep what they have done when they are stopped
NOTHING, WRONG = 1, 2  # exit codes: it ran but something is missing or was refused; it could not run


UsageError: type[Exception] = typer.BadParameter.__bases__[0]  # click's, or the copy of it that typer carries


class Group(TyperGroup):
    """Commands whose errors end in one line on stderr; 1 when nothing was found, 2 when it cannot be done."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for names in PANELS.values() for name in names if name in self.commands]

    def get_command(self, ctx: Any, name: str) -> Any:
        command: Any = super().get_command(ctx, name)
        if command is not None:
            command.rich_help_panel = next((title for title, names in PANELS.items() if name in names), None)
        return command

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args:
            return super().parse_args(ctx, args)  # gives the help
        try:
            return super().parse_args(ctx, args)
        except UsageError as error:
            return _misused(error)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except NotFound as error:
            _end(error, NOTHING)
        except TalentflowError as error:
            _end(error, WRONG)
        except UsageError as error:
            _misused(error)
        except KeyboardInterrupt:
            kept = "; what was committed is safe, the same command goes on from there"
            _end(f"stopped{kept if ctx.invoked_subcommand in RESUMED else ''}", NOTHING)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None


def _misused(error: Any) -> NoReturn:
    command = error.ctx.command_path if error.ctx is not None else "talentflow"
    _end(f"{error.format_message().rstrip('.')}; see {command} --help", WRONG)


def _end(words: object, code: int) -> NoReturn:
    typer.echo(f"talentflow: {' '.join(str(words).split())}", err=True)
    raise typer.Exit(code)


app = typer.Typer(
    name="talentflow",
    cls=Group,
    help="Reads coverage of people who change jobs into a sourced, queryable ledger of moves.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def frame(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it and end.")
    ] = False,
) -> None:
    """Reads coverage of people who change jobs into a sourced, queryable ledger of moves."""
