"""The one way to the package's data files: read once, cached, by a path below `data/`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from talentflow.errors import DataError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text(name: str) -> str:
    """The text of `data/<name>`; raises DataError when there is no such file."""
    try:
        return files("talentflow.data").joinpath(name).read_text("utf-8")
    except FileNotFoundError as error:
        raise DataError(f"no data file {name!r}") from error


@cache
def read_yaml(name: str) -> Any:
    """The parsed YAML of `data/<name>`; shared between callers, so treat it as read-only."""
    return yaml.load(read_text(name), Loader=_Loader)  # noqa: S506 - CSafeLoader is the safe loader


@cache
def trigger_rules() -> tuple[dict[str, Any], ...]:
    """The entries of zh/triggers.yml, with `families` (every stem with every ending) written out into `words`."""
    rules = []
    for entry in read_yaml("zh/triggers.yml")["rules"]:
        grown = (
            stem + end for family in entry.get("families", ()) for stem in family["stems"] for end in family["ends"]
        )
        rules.append(entry | {"words": list(dict.fromkeys([*entry["words"], *grown]))})
    return tuple(rules)


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """Lines of `data/<name>` without comments (`#`) and blanks."""
    return tuple(line for line in read_text(name).splitlines() if line.strip() and not line.startswith("#"))


@cache
def read_tsv(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a tab-separated file with a header line, as dicts; short rows are filled with ""."""
    lines = read_lines(name)
    header = lines[0].split("\t")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) > len(header):
            raise DataError(f"{name}: row {number} has {len(cells)} cells for {len(header)} columns")
        rows.append(dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True)))
    return tuple(rows)
