"""The frame of a command that answers from a ledger: its clocks, the form of the answer, and where it goes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, get_type_hints

from talentflow.cli.app import app
from talentflow.cli.options import DB, AsCsv, AsJson, AsOf, Db, KnownBy, Out, ReadBy, clock, reading_by
from talentflow.cli.sheet import Answer, emit
from talentflow.ledger import Clock, View
from talentflow.run.lookup import Lookup

Work = Callable[..., Answer]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What such a command works with: the ledger as known and as it was at some time."""

    view: View
    then: Clock
    db: Path

    @cached_property
    def lookup(self) -> Lookup:
        return Lookup(self.view, clock=self.then)


def _options(as_of: AsOf = None, known_by: KnownBy = None, read_by: ReadBy = None, db: Db = Path(DB)) -> None: ...


def _forms(as_json: AsJson = False, as_csv: AsCsv = False, out: Out = None) -> None: ...


def answers(example: str) -> Callable[[Work], Work]:
    """Make a command of a function that takes an `Asked` and its own options, and gives an `Answer`."""

    def register(work: Work) -> Work:
        _, *own = _parameters(work)

        def command(
            *,
            as_of: str | None,
            known_by: str | None,
            read_by: str | None,
            db: Path,
            as_json: bool,
            as_csv: bool,
            out: str | None,
            **words: Any,
        ) -> None:
            with View.open(db, read_by=reading_by(read_by)) as view:
                answer = work(Asked(view=view, then=clock(as_of, known_by), db=db), **words)
                emit(answer, as_json=as_json, as_csv=as_csv, out=out)

        told = [*own, *_parameters(_options), *_parameters(_forms)]
        told = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in told]
        command.__signature__ = inspect.Signature(told)  # type: ignore[attr-defined]
        command.__annotations__ = {one.name: one.annotation for one in told}
        app.command(work.__name__, epilog=f"Example: {example}", help=work.__doc__)(command)
        return work

    return register


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    """The parameters of a function with their annotations as values."""
    hints = get_type_hints(function, include_extras=True)
    return [one.replace(annotation=hints[name]) for name, one in inspect.signature(function).parameters.items()]
