"""Records that are made by the thousand while a text is read: frozen for the type checker, unguarded at run time."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar

Record = TypeVar("Record")
GUARDS = ("__setattr__", "__delattr__")


def light(record: type[Record]) -> type[Record]:
    """A frozen dataclass with slots without what guards it: making one then costs a fifth.

    A frozen dataclass sets each field through `object.__setattr__`, and that was a tenth of the time of reading. mypy
    still refuses an assignment; equality, hash and `replace` are those of the frozen class.
    """
    parts: dict[str, Any] = {"__annotations__": {}}
    for one in fields(record):  # type: ignore[arg-type]
        parts["__annotations__"][one.name] = Any
        if one.default_factory is not MISSING:
            parts[one.name] = field(default_factory=one.default_factory, kw_only=one.kw_only, init=one.init)
        else:
            parts[one.name] = field(default=one.default, kw_only=one.kw_only, init=one.init)
    after = getattr(record, "__post_init__", None)
    if after is not None:
        parts["__post_init__"] = after
    twin: Any = dataclass(eq=False, repr=False, match_args=False)(type(record.__name__, (), parts))
    record.__init__ = twin.__init__  # type: ignore[method-assign]
    for guard in GUARDS:
        delattr(record, guard)
    return record
