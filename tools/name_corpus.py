"""Labelled sentences for the person-name finder: UNER files, FewFC persons, and sentences made from templates."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Converter(Protocol):
    """What opencc gives."""

    def convert(self, text: str) -> str: ...


Span = tuple[int, int]
HAN = "\u4e00-\u9fff"
DOT = "\u00b7"
NOT_A_NAME = re.compile("[某等资户方诉者司们]|[0-9]|^小|北京|东$")
GAP = re.compile(f"(?<=[{HAN}\u3000-\u303f\uff00-\uffef]) +| +(?=[{HAN}\u3000-\u303f\uff00-\uffef])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A normalized text, the spans of its person names, and spans whose label is not known."""

    text: str
    names: tuple[Span, ...]
    unknown: tuple[Span, ...] = ()
    weight: float = 1.0


def normalize(text: str, spans: Iterable[Span], fold: dict[str, str] | None = None) -> tuple[str, list[Span]]:
    """Half width, simplified by `fold` (character to character), no spaces beside Han characters; spans moved along."""
    chars: list[str] = []
    place: list[int] = []
    drop = {k for match in GAP.finditer(text) for k in range(*match.span())}
    for k, char in enumerate(text):
        place.append(len(chars))
        if k in drop:
            continue
        narrow = unicodedata.normalize("NFKC", char)
        char = narrow if len(narrow) == 1 else char
        chars.append(fold.get(char, char) if fold else char)
    place.append(len(chars))
    return "".join(chars), [(place[i], place[j]) for i, j in spans]


def _sentences(path: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    text, tokens = "", []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# text"):
            text = line.split("=", 1)[1].strip()
        elif not line and tokens:
            yield text, tokens
            tokens = []
        elif line and not line.startswith("#"):
            parts = line.split("\t")
            tokens.append((parts[1], parts[2]))


def read_uner(path: Path, fold: dict[str, str] | None = None) -> list[Sample]:
    """UNER sentences with their PER spans."""
    out = []
    for text, tokens in _sentences(path):
        spans: list[list[int]] = []
        at = 0
        inside = False
        for form, tag in tokens:
            found = text.find(form, at)
            start = found if found >= 0 else at
            at = start + len(form)
            if tag == "B-PER":
                spans.append([start, at])
            elif tag == "I-PER" and inside:
                spans[-1][1] = at
            inside = tag in ("B-PER", "I-PER")
        clean, names = normalize(text, [(i, j) for i, j in spans], fold)
        out.append(Sample(text=clean, names=tuple(names)))
    return out


def is_person(name: str) -> bool:
    """FewFC also labels "customers", "a certain Chen" and groups of shareholders as persons."""
    return NOT_A_NAME.search(name) is None and (2 <= len(name) <= 3 or DOT in name or name.isascii())


def read_fewfc(folder: Path) -> list[Sample]:
    """FewFC sentences; a person is labelled only where an event has one, so other likely names are unknown."""
    seen: dict[str, tuple[set[Span], set[Span]]] = {}
    for name in ("train_base.json", "train_trans.json"):
        for line in (folder / "rearranged" / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            persons, others = seen.setdefault(row["content"], (set(), set()))
            for event in row["events"]:
                for mention in event["mentions"]:
                    span = (mention["span"][0], mention["span"][1])
                    if mention["role"] in ("sub-per", "obj-per"):
                        persons.add(span)
                    else:
                        others.add(span)
    out = []
    for content, (persons, others) in seen.items():
        text, spans = normalize(content, [*sorted(persons), *sorted(others)])
        named, rest = spans[: len(persons)], spans[len(persons) :]
        names = [span for span in named if is_person(text[span[0] : span[1]]) and span not in rest]
        out.append(Sample(text=text, names=tuple(names)))
    return out


def fold_table(converter: Converter) -> dict[str, str]:
    """Traditional character -> simplified character, one to one."""
    table = {}
    for code in [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]:
        char = chr(code)
        simple = converter.convert(char)
        if simple != char and len(simple) == 1:
            table[char] = simple
    return table
